//! What colleagues typed and have not saved. Each sees the own drafts alone; a draft is no event, because nothing happened yet.

pub use quen_core::drafts::{Draft, Place, Typed, place};

use quen_core::drafts::{KEPT, MOST};
use quen_core::{Error, Permission, Result};
use quen_store::drafts as rows;

use crate::{Ctx, Tx};

const RIGHT: Permission = Permission::ProfileManage;

/// Keeps what stands in a form in place of what was kept of it before. A form in which nothing was typed has no draft.
///
/// # Errors
/// `bad-reference` for what is no form, `too-long`; `not-found` for a customer who is not there or was erased.
pub async fn keep(ctx: &Ctx, form: &str, typed: Typed) -> Result<Draft> {
    let draft = Draft::new(ctx.new_id(), form, typed, ctx.now)?;
    let tx = ctx.write(RIGHT).await?;
    if let Some(party) = draft.party_id
        && !rows::may_be_about(&tx.rows, party).await?
    {
        return Err(Error::NotFound);
    }
    if draft.says_nothing() {
        rows::remove(&tx.rows, form).await?;
    } else {
        rows::put(&tx.rows, &draft, MOST).await?;
    }
    tx.commit().await?;
    Ok(draft)
}

/// The own draft of a form, unless it is too old.
///
/// # Errors
/// A broken database.
pub async fn find(ctx: &Ctx, form: &str) -> Result<Option<Draft>> {
    let found = rows::find(&ctx.read(RIGHT)?, form).await?;
    Ok(found.filter(|draft| ctx.now - draft.saved_at < KEPT))
}

/// All own drafts, newest first.
///
/// # Errors
/// A broken database.
pub async fn list(ctx: &Ctx) -> Result<Vec<Draft>> {
    let mut found = rows::list(&ctx.read(RIGHT)?).await?;
    found.retain(|draft| ctx.now - draft.saved_at < KEPT);
    Ok(found)
}

/// Forgets the own draft of a form, because it was saved or is not wanted any more.
///
/// # Errors
/// A broken database.
pub async fn remove(ctx: &Ctx, form: &str) -> Result<()> {
    if rows::find(&ctx.read(RIGHT)?, form).await?.is_none() {
        return Ok(());
    }
    let tx = ctx.write(RIGHT).await?;
    rows::remove(&tx.rows, form).await?;
    tx.commit().await
}

/// Forgets what is too old, as part of the daily upkeep.
pub(crate) async fn forget_old(tx: &Tx) -> Result<()> {
    rows::forget(&tx.rows, tx.ctx().now - KEPT).await.map(drop)
}
