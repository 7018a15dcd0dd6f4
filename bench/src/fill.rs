//! Writes the book into a database through the product's own rows and figures, so that keys, search and statistics are
//! what the product would have written. It skips the gate's questions and sends many rows in one transaction, nothing else.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::try_join_all;
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::{Error, Event, Noun, Permission};
use quen_service::{Ctx, metrics};
use quen_store::events::{self, Stamp};
use quen_store::interactions::Interactions;
use quen_store::{Writing, orders, parties, records};

use crate::Outcome;
use crate::dealings::Dealings;
use crate::people::People;

/// Parties in one transaction.
const TOGETHER: usize = 100;
/// How often a piece is tried again.
const PATIENCE: usize = 50;
/// Parties whose statements are under way at once.
const IN_FLIGHT: usize = 50;

/// Where the book begins.
pub fn beginning(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(4 * 366)
}

/// A customer with what belongs to it.
struct Customer {
    party: Party,
    orders: Vec<Order>,
    episodes: Vec<Interaction>,
}

/// Writes `count` parties with their orders and interactions for the actor of `ctx`.
///
/// # Errors
/// When the database refuses.
pub async fn parties(ctx: &Ctx, count: usize) -> Outcome<()> {
    let people = People::new(vec![ctx.actor.user_id], beginning(ctx.now));
    let mut people = people.take(count);
    let mut dealings = Dealings::new(ctx);
    loop {
        let mut batch = Vec::new();
        for party in people.by_ref().take(TOGETHER) {
            batch.push(Customer {
                orders: dealings.orders(&party)?,
                episodes: dealings.interactions(&party)?,
                party,
            });
        }
        if batch.is_empty() {
            return Ok(());
        }
        patiently(|| write(ctx, &batch)).await?;
        for some in batch.chunks(IN_FLIGHT) {
            let rebuilt = || {
                let dealt = some
                    .iter()
                    .filter(|c| !c.orders.is_empty() || !c.episodes.is_empty());
                try_join_all(dealt.map(|c| metrics::rebuild(ctx, c.party.id)))
            };
            patiently(rebuilt).await?;
        }
    }
}

/// Again, when the machine was so busy that the writer was held too long: nothing of it was written then.
async fn patiently<T, W>(work: impl Fn() -> W) -> quen_core::Result<T>
where
    W: Future<Output = quen_core::Result<T>>,
{
    for _ in 0..PATIENCE {
        match work().await {
            Err(Error::Unavailable(_)) => {
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
            done => return done,
        }
    }
    work().await
}

async fn write(ctx: &Ctx, batch: &[Customer]) -> quen_core::Result<()> {
    let tx = ctx.write(Permission::PartiesWrite).await?;
    for some in batch.chunks(IN_FLIGHT) {
        try_join_all(some.iter().map(|customer| one(&tx.rows, customer))).await?;
    }
    history(ctx, &tx.rows, batch).await?;
    tx.commit().await
}

async fn one(rows: &Writing, customer: &Customer) -> quen_core::Result<()> {
    parties::insert(rows, &customer.party).await?;
    for order in &customer.orders {
        orders::insert(rows, order).await?;
    }
    for episode in &customer.episodes {
        records::insert::<Interactions>(rows, episode).await?;
    }
    Ok(())
}

/// One event for each party, as its creation would have left.
async fn history(ctx: &Ctx, rows: &Writing, batch: &[Customer]) -> quen_core::Result<()> {
    let Some(first) = batch.first() else {
        return Ok(());
    };
    let stamp = Stamp {
        at: first.party.created_at,
        user_id: ctx.actor.user_id,
        door: ctx.actor.door.code(),
        cause: None,
        depth: 0,
    };
    let told = batch
        .iter()
        .map(|customer| {
            let id = customer.party.id;
            let event = Event::new(Noun::Parties, "created", id).on(Some(id));
            (ctx.new_id(), event)
        })
        .collect();
    events::insert(rows, &stamp, told).await
}
