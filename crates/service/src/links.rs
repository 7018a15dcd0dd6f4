//! Links between parties. Who may see one end only does not see the link.

use quen_core::links::{self as rules, Link};
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::links as rows;
use uuid::Uuid;

use crate::parties::referred;
use crate::{Ctx, Tx, metrics, relationships};

/// Links of one party that are shown at most.
const SHOWN: i64 = 200;

/// The links of a party, both ways.
///
/// # Errors
/// `not-found` for a party out of reach.
pub async fn list(ctx: &Ctx, party_id: Uuid) -> Result<Vec<Link>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    quen_store::parties::find(&reading, party_id)
        .await?
        .ok_or(Error::NotFound)?;
    rows::of_party(&reading, party_id, SHOWN).await
}

/// Links a party to another.
///
/// # Errors
/// `not-found` for the first, `bad-reference` at `to_id` for the other; `taken` when they are linked so already.
pub async fn create(
    ctx: &Ctx,
    from: Uuid,
    to: Uuid,
    kind: &str,
    title: Option<&str>,
) -> Result<Link> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let link = create_in(&mut tx, from, to, kind, title).await?;
    tx.commit().await?;
    Ok(link)
}

/// Links a party to another as part of a larger act.
///
/// # Errors
/// As [`create`].
pub async fn create_in(
    tx: &mut Tx,
    from: Uuid,
    to: Uuid,
    kind: &str,
    title: Option<&str>,
) -> Result<Link> {
    let ctx = tx.ctx().clone();
    let subject = quen_store::parties::find(&tx.rows, from)
        .await?
        .filter(|party| party.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    let target = referred(tx, "to_id", to).await?;
    let title = rules::check(from, to, &target.kind, kind, title)?;
    if rows::exists(&tx.rows, from, to, kind).await? {
        return Err(Error::invalid("to_id", "taken"));
    }
    let link = Link {
        id: ctx.new_id(),
        from_id: from,
        to_id: to,
        kind: kind.to_owned(),
        title,
        created_at: ctx.now,
        from_name: subject.name,
        to_name: target.name,
    };
    rows::insert(
        &tx.rows,
        link.id,
        (from, to),
        kind,
        link.title.as_deref(),
        ctx.now,
    )
    .await?;
    tx.record(event("created", &link));
    referral_counts(tx, &link).await?;
    Ok(link)
}

/// Takes a link out.
///
/// # Errors
/// `not-found`.
pub async fn delete(ctx: &Ctx, id: Uuid) -> Result<()> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let link = rows::find(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    rows::delete(&tx.rows, id).await?;
    tx.record(event("deleted", &link));
    referral_counts(&mut tx, &link).await?;
    tx.commit().await
}

fn event(verb: &'static str, link: &Link) -> Event {
    Event::new(Noun::Links, verb, link.id)
        .on(Some(link.from_id))
        .with("from", link.from_id.to_string())
        .with("to", link.to_id.to_string())
        .with("kind", link.kind.as_str())
}

/// Having brought somebody is a sign of the relationship to who did.
async fn referral_counts(tx: &mut Tx, link: &Link) -> Result<()> {
    if link.kind != "referred_by"
        || quen_store::relationships::of_party(&tx.rows, link.to_id)
            .await?
            .is_empty()
    {
        return Ok(());
    }
    let customer = metrics::take(tx, link.to_id).await?;
    relationships::look_again(tx, &customer).await
}
