//! The machine that suggests facts. Its key is sealed before it is stored; it is never shown and never logged. Off until
//! somebody sets one.

use quen_core::workspaces::check_suggester;
use quen_core::{Error, Permission, Result};
use quen_words::t;

use crate::Ctx;
use crate::accounts::words_of;
use crate::facts::{asked_of, limited};

/// The machine as typed.
#[derive(Clone, Default)]
pub struct SuggesterForm {
    /// Address up to the version.
    pub address: String,
    /// Name of the model.
    pub model: String,
    /// Key; empty keeps the stored one as long as the address stays the same.
    pub key: String,
    /// Seconds to wait.
    pub seconds: String,
    /// The version of the settings that the form was opened with.
    pub version: Option<i64>,
}

/// Sets the machine. A stored key goes to no other address than the one it was typed for.
///
/// # Errors
/// Every problem of the form; `stale`.
pub async fn set_suggester(ctx: &Ctx, form: SuggesterForm) -> Result<()> {
    ctx.actor.may(Permission::SettingsManage)?;
    let mut new = check_suggester(&form.address, &form.model, &form.seconds)?;
    let key = form.key.trim();
    if !key.is_empty() {
        new.sealed_key = ctx.app.secrets.seal(&ctx.app.random, key)?;
    }
    let tx = ctx.write(Permission::SettingsManage).await?;
    super::save(tx, form.version, |_, settings| {
        let same = settings
            .suggester
            .take()
            .filter(|old| old.address == new.address);
        if let Some(old) = same.filter(|_| new.sealed_key.is_empty()) {
            new.sealed_key = old.sealed_key;
        }
        settings.suggester = Some(new);
    })
    .await
}

/// Asks nobody any more; forgets the key.
///
/// # Errors
/// `forbidden`.
pub async fn remove_suggester(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write(Permission::SettingsManage).await?;
    super::save(tx, None, |_, settings| settings.suggester = None).await
}

/// Asks the machine about a sentence that is no customer's; answers how many suggestions it gave.
///
/// # Errors
/// `model-off`, `rate-limited`, or what [`quen_gateway::Chat::ask`] and [`quen_core::facts::model::read`] say.
pub async fn try_suggester(ctx: &Ctx) -> Result<usize> {
    ctx.actor.may(Permission::SettingsManage)?;
    limited(ctx).await?;
    let words = words_of(None, &ctx.settings.language);
    let found = asked_of(ctx, t::suggester_sample(words)).await?;
    match found.len() {
        0 => Err(Error::conflict("model-answer")),
        count => Ok(count),
    }
}
