//! What colleagues set for themselves: name, language, password, sessions. Nobody sets these for another.

use quen_core::keys::Keys;
use quen_core::{Error, Event, Noun, Permission, Result, users as rules};
use quen_store::accounts::links;
use quen_store::accounts::sessions::{self, Session};
use quen_store::accounts::users::{self, User};
use quen_words::Lang;
use uuid::Uuid;

use super::rate_limit::{self, SIGN_IN_ACCOUNT};
use crate::secrets::{hash_password, verify_password};
use crate::{App, Ctx};

/// Changes the own name.
///
/// # Errors
/// What the name's rule says.
pub async fn rename(ctx: &Ctx, name: &str) -> Result<()> {
    let mut user = me(ctx).await?;
    let before = std::mem::replace(&mut user.name, rules::check_name(name)?);
    let mut tx = ctx.write(Permission::ProfileManage).await?;
    users::update(&tx.rows, &user, ctx.now).await?;
    tx.record(Event::new(Noun::Users, "updated", user.id).changed(
        "name",
        before.into(),
        user.name.clone().into(),
    ));
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(())
}

/// Chooses the language of pages and mails.
///
/// # Errors
/// `bad-choice` at `language`.
pub async fn choose_language(app: &App, user: Uuid, code: &str) -> Result<()> {
    let lang = Lang::from_code(code).ok_or_else(|| Error::invalid("language", "bad-choice"))?;
    let mut user = users::find(&app.db, user).await?.ok_or(Error::NotFound)?;
    user.language = Some(lang.code().to_owned());
    let tx = super::write(app).await?;
    users::update(&tx, &user, app.clock.now()).await?;
    tx.commit().await?;
    app.identities.forget_users(&[user.id]);
    Ok(())
}

/// Chooses the own single keys, or turns them off.
///
/// # Errors
/// A broken database.
pub async fn choose_keys(ctx: &Ctx, keys: &Keys) -> Result<()> {
    ctx.actor.may(Permission::ProfileManage)?;
    let mut user = me(ctx).await?;
    keys.put_into(&mut user.preferences);
    let tx = super::write(&ctx.app).await?;
    users::update(&tx, &user, ctx.now).await?;
    tx.commit().await?;
    ctx.app.identities.forget_users(&[user.id]);
    Ok(())
}

/// Changes the own password; every other session ends.
///
/// # Errors
/// `wrong-password` at `current`, `rate-limited` after too many, what the password's rule says.
pub async fn change_password(
    ctx: &Ctx,
    keep: Option<Uuid>,
    current: &str,
    new: &str,
) -> Result<()> {
    ctx.actor.may(Permission::ProfileManage)?;
    let mut user = me(ctx).await?;
    let account = quen_core::contacts::email_key(&user.email);
    rate_limit::check(&ctx.app, SIGN_IN_ACCOUNT, &account).await?;
    if !verify_password(current, user.password_hash.as_deref()).await? {
        rate_limit::count(&ctx.app, SIGN_IN_ACCOUNT, &account).await?;
        return Err(Error::invalid("current", "current-password"));
    }
    rules::check_password(new, &user.email)?;
    user.password_hash = Some(hash_password(new).await?);
    let mut tx = ctx.write(Permission::ProfileManage).await?;
    users::update(&tx.rows, &user, ctx.now).await?;
    sessions::revoke_others(&tx.rows, user.id, keep, ctx.now).await?;
    links::end_passwords(&tx.rows, user.id, ctx.now).await?;
    tx.record(Event::new(Noun::Users, "password_changed", user.id));
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(())
}

/// The own live sessions, newest first.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn sessions(ctx: &Ctx) -> Result<Vec<Session>> {
    ctx.actor.may(Permission::ProfileManage)?;
    sessions::of_user(&ctx.app.db, ctx.actor.user_id, ctx.now).await
}

/// Ends one of the own sessions.
///
/// # Errors
/// `not-found`.
pub async fn end_session(ctx: &Ctx, id: Uuid) -> Result<()> {
    let tx = ctx.write(Permission::ProfileManage).await?;
    if !sessions::revoke(&tx.rows, ctx.actor.user_id, id, ctx.now).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(())
}

/// Ends all the own sessions but one.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn end_other_sessions(ctx: &Ctx, keep: Option<Uuid>) -> Result<()> {
    let tx = ctx.write(Permission::ProfileManage).await?;
    sessions::revoke_others(&tx.rows, ctx.actor.user_id, keep, ctx.now).await?;
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(())
}

async fn me(ctx: &Ctx) -> Result<User> {
    users::find(&ctx.app.db, ctx.actor.user_id)
        .await?
        .ok_or(Error::Unauthorized)
}
