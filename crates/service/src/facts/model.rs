//! Suggestions of a language model that the workspace set: asked for one note, by a person, when the party lets its notes be
//! read. Nothing is written and nothing waits for it; a suggestion becomes a fact only when somebody accepts it.

use std::time::Duration as Wait;

use chrono::Duration;
use quen_core::consents::may_be_read;
use quen_core::facts::model as rules;
use quen_core::facts::rules::Suggestion;
use quen_core::interactions::Interaction;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_gateway::Chat;
use quen_store::consents;
use uuid::Uuid;

use super::capture::noted;
use crate::accounts::rate_limit::{self, Limit};
use crate::interactions::Interactions;
use crate::{Ctx, records};

/// Questions of one colleague.
const ASKED: Limit = Limit {
    door: "suggester",
    tries: 30,
    window: Duration::minutes(10),
};

/// What the model finds in a note, without what is known already.
///
/// # Errors
/// `not-found`; `model-off` where none is set; `model-not-allowed` when the party did not agree; `rate-limited`; what
/// [`Chat::ask`] and [`rules::read`] say.
pub async fn ask_model(ctx: &Ctx, interaction: Uuid) -> Result<Vec<Suggestion>> {
    ctx.actor.may(Permission::PartiesWrite)?;
    let episode = records::find::<Interactions>(ctx, interaction).await?;
    let reading = ctx.read(Permission::PartiesRead)?;
    let answers = consents::of_party(&reading, episode.party_id).await?;
    if ctx.settings.suggester.is_none() {
        return Err(Error::conflict("model-off"));
    }
    if !may_be_read(&answers) {
        return Err(Error::conflict("model-not-allowed"));
    }
    let body = episode.body.clone().unwrap_or_default();
    if body.trim().is_empty() {
        return Ok(Vec::new());
    }
    limited(ctx).await?;
    told(ctx, &episode).await?;
    let mut found = asked_of(ctx, &body).await?;
    let noted = noted(ctx, episode.party_id, found.iter()).await?;
    found.retain(|said| noted.lacks(said));
    Ok(found)
}

/// A person asks as often as a person reads; a program that runs wild sends no customer's notes by the thousand.
pub(crate) async fn limited(ctx: &Ctx) -> Result<()> {
    let who = format!("{} {}", ctx.actor.workspace_id, ctx.actor.user_id);
    rate_limit::check(&ctx.app, ASKED, &who).await?;
    rate_limit::count(&ctx.app, ASKED, &who).await
}

/// The customer's timeline says that the note leaves the house, before it does: what goes wrong after may have gone out too.
async fn told(ctx: &Ctx, episode: &Interaction) -> Result<()> {
    let host = ctx
        .settings
        .suggester
        .as_ref()
        .map(|set| set.host().to_owned());
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let event = Event::new(Noun::Consents, "notes_sent", episode.party_id);
    let event = event.on(Some(episode.party_id)).with("host", host);
    tx.record(event.with("interaction", episode.id.to_string()));
    tx.commit().await
}

/// Sends a text to the workspace's model and reads its answer.
pub(crate) async fn asked_of(ctx: &Ctx, text: &str) -> Result<Vec<Suggestion>> {
    let set = ctx.settings.suggester.as_ref();
    let set = set.ok_or_else(|| Error::conflict("model-off"))?;
    let key = match set.sealed_key.as_str() {
        "" => String::new(),
        sealed => ctx.app.secrets.open(sealed)?,
    };
    let chat = Chat {
        address: set.address.clone(),
        model: set.model.clone(),
        key,
        timeout: Wait::from_secs(u64::from(set.seconds)),
        private: ctx.app.config.private_addresses,
    };
    let sent = rules::sent(text);
    let answered = chat.ask(&rules::instruction(), &sent).await;
    if let Err(Error::Conflict { code, .. }) = &answered {
        tracing::info!(code, host = set.host(), "no suggestions");
    }
    rules::read(&answered?, &sent)
}
