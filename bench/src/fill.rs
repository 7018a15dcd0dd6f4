//! Writes the book into a database through the product's own rows, so that keys, search and history are what the
//! product would have written. It skips the gate's rules and sends many rows in one transaction, nothing else.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::try_join_all;
use quen_core::parties::Party;
use quen_core::{Event, Noun, Permission};
use quen_service::Ctx;
use quen_store::events::{self, Stamp};
use quen_store::{Writing, parties};

use crate::Outcome;
use crate::people::People;

/// Parties in one transaction.
const TOGETHER: usize = 500;
/// Parties whose statements are under way at once.
const IN_FLIGHT: usize = 50;

/// Where the book begins.
pub fn beginning(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(3 * 366)
}

/// Writes `count` parties for the actor of `ctx`.
///
/// # Errors
/// When the database refuses.
pub async fn parties(ctx: &Ctx, count: usize) -> Outcome<()> {
    let people = People::new(vec![ctx.actor.user_id], beginning(ctx.now));
    let mut people = people.take(count);
    loop {
        let batch: Vec<Party> = people.by_ref().take(TOGETHER).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let tx = ctx.write(Permission::PartiesWrite).await?;
        for some in batch.chunks(IN_FLIGHT) {
            try_join_all(some.iter().map(|party| parties::insert(&tx.rows, party))).await?;
        }
        history(ctx, &tx.rows, &batch).await?;
        tx.commit().await?;
    }
}

/// One event for each, as its creation would have left.
async fn history(ctx: &Ctx, rows: &Writing, batch: &[Party]) -> Outcome<()> {
    let Some(first) = batch.first() else {
        return Ok(());
    };
    let stamp = Stamp {
        at: first.created_at,
        user_id: ctx.actor.user_id,
        door: ctx.actor.door.code(),
        cause: None,
        depth: 0,
    };
    let told = batch
        .iter()
        .map(|party| {
            let event = Event::new(Noun::Parties, "created", party.id).on(Some(party.id));
            (ctx.new_id(), event)
        })
        .collect();
    Ok(events::insert(rows, &stamp, told).await?)
}
