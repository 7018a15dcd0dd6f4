//! A form that is sent after its session has ended, by a browser without script: what was typed becomes a draft of the colleague
//! whose session it was, who finds it after signing in again. Nothing else can be done with an ended session, nothing is
//! shown to whoever holds its cookie, and it can be done only a few times.

use chrono::Duration;
use quen_core::access::TokenScopes;
use quen_core::{Door, Error, Result};
use quen_store::accounts::sessions;

use super::identity;
use super::rate_limit::{self, Limit};
use crate::App;
use crate::drafts::{self, Draft, Typed};
use crate::secrets::digest;

/// How long after its end a session is still known to be somebody's.
const REMEMBERED: Duration = Duration::days(1);
/// Forms kept for one session after its end.
const FORMS: Limit = Limit {
    door: "ended-session",
    tries: 5,
    window: Duration::days(2),
};

/// Keeps a form as a draft, in place of an earlier one of the same form. `None` when the cookie is of no session that ended lately,
/// or nothing was typed.
///
/// # Errors
/// `rate-limited` after a few; what [`drafts::keep`] says.
pub async fn keep(app: &App, secret: &str, form: &str, typed: Typed) -> Result<Option<Draft>> {
    let now = app.clock.now();
    let hash = digest(secret);
    let found = sessions::ended_by_hash(&app.db, &hash, now - REMEMBERED, now).await?;
    let Some(session) = found else {
        return Ok(None);
    };
    let who = session.id.to_string();
    rate_limit::check(app, FORMS, &who).await?;
    rate_limit::count(app, FORMS, &who).await?;
    let place = session.workspace_id;
    let user = session.user_id;
    let identity = identity::of_user(app, user, place, None, TokenScopes::FULL).await?;
    if Some(identity.workspace.id) != place {
        return Err(Error::Unauthorized);
    }
    let ctx = identity.ctx(app, Door::Web);
    let draft = Draft::new(ctx.new_id(), form, typed.clone(), now)?;
    if draft.says_nothing() {
        return Ok(None);
    }
    drafts::keep(&ctx, form, typed).await.map(Some)
}
