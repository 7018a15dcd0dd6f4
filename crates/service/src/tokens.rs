//! Keys for programs that act in a colleague's name. A key is shown once; it can never do more than its maker.

use quen_core::access::TokenScopes;
use quen_core::{Error, Event, Noun, Permission, Result, users as rules};
use quen_store::accounts::tokens;
use uuid::Uuid;

use crate::Ctx;
use crate::secrets::digest;

pub use quen_store::accounts::tokens::Token;

/// The own live tokens in this workspace, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Token>> {
    ctx.actor.may(Permission::TokensManage)?;
    tokens::of_user(&ctx.app.db, ctx.actor.workspace_id, ctx.actor.user_id).await
}

/// Makes a token; answers it and its secret.
///
/// # Errors
/// What the name's rule says; `required` at `scopes` when there is none, `out-of-reach` for one the maker lacks.
pub async fn create(ctx: &Ctx, name: &str, scopes: TokenScopes) -> Result<(Token, String)> {
    let own = ctx.actor.token;
    if !(scopes.read || scopes.write || scopes.admin) {
        return Err(Error::invalid("scopes", "required"));
    }
    if (scopes.read && !own.read) || (scopes.write && !own.write) || (scopes.admin && !own.admin) {
        return Err(Error::invalid("scopes", "out-of-reach"));
    }
    let words = [
        (scopes.read, "read"),
        (scopes.write, "write"),
        (scopes.admin, "admin"),
    ];
    let scopes: Vec<&str> = words
        .into_iter()
        .filter_map(|(given, word)| given.then_some(word))
        .collect();
    let secret = format!("quen_{}", ctx.app.random.secret());
    let token = Token {
        id: ctx.new_id(),
        workspace_id: ctx.actor.workspace_id,
        user_id: ctx.actor.user_id,
        name: rules::check_name(name)?,
        scopes: scopes.join(","),
        created_at: ctx.now,
        used_at: None,
    };
    let mut tx = ctx.write(Permission::TokensManage).await?;
    tokens::insert(&tx.rows, &token, &digest(&secret)).await?;
    tx.record(Event::new(Noun::Tokens, "created", token.id).with("scopes", token.scopes.clone()));
    tx.commit().await?;
    Ok((token, secret))
}

/// Ends one of the own tokens.
///
/// # Errors
/// `not-found`.
pub async fn revoke(ctx: &Ctx, id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::TokensManage).await?;
    if !tokens::revoke(
        &tx.rows,
        ctx.actor.workspace_id,
        ctx.actor.user_id,
        id,
        ctx.now,
    )
    .await?
    {
        return Err(Error::NotFound);
    }
    tx.record(Event::new(Noun::Tokens, "revoked", id));
    tx.commit().await?;
    ctx.app.identities.forget();
    Ok(())
}
