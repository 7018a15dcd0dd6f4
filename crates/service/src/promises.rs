//! Promises to customers: kept, broken, made good, on new terms; and how well the house keeps them.

mod heard;

use chrono::{Days, NaiveDate};
use quen_core::notifications::assigned;
use quen_core::promises::{self as rules, Agreement, Delivery, Keeping, Promise, Tally};
use quen_core::{Event, Noun, Permission, Result};
use quen_store::promises as rows;
use quen_store::records::{insert, update};
use serde::Serialize;
use uuid::Uuid;

use crate::parties::{colleague, referred};
use crate::records::{Kind, live};
use crate::{Ctx, Tx, files, notifications};

pub use heard::{Passage, heard, heard_in, passage, refuse};
pub(crate) use heard::{keep_heard, listen};

/// Days that the rates of colleagues and the house look back.
pub const WINDOW_DAYS: u64 = 365;

/// The kind.
pub struct Promises;

impl Kind for Promises {
    const NOUN: Noun = Noun::Promises;
    const READ: Permission = Permission::InteractionsRead;
    const WRITE: Permission = Permission::InteractionsWrite;
    const DELETE: Permission = Permission::InteractionsWrite;
    /// Each was given on its day; one that replaces another says so.
    const MERGES: bool = false;
    type Record = Promise;
    type Table = quen_store::promises::Promises;

    fn blank(ctx: &Ctx) -> Promise {
        let me = Some(ctx.actor.user_id);
        Promise {
            owner_id: me,
            created_by: me,
            ..Promise::new(ctx.new_id(), ctx.now)
        }
    }

    async fn settle(tx: &Tx, before: Option<&Promise>, promise: &mut Promise) -> Result<()> {
        if before.is_none_or(|before| before.party_id != promise.party_id) {
            referred(tx, "party_id", promise.party_id).await?;
        }
        if before.and_then(|before| before.owner_id) != promise.owner_id {
            colleague(tx, "owner_id", promise.owner_id).await?;
        }
        let old = before.map_or(&[][..], |before| &before.files);
        let place = (Noun::Promises, promise.id, "files");
        promise.files = files::carry_list(tx, place, old, &promise.files).await?;
        heard::settle(tx, before, promise).await?;
        // The rule looks at the instant of the change, which is noted after it.
        let stored = promise.updated_at;
        promise.updated_at = tx.ctx().now;
        let settled = rules::settle(before, promise);
        promise.updated_at = stored;
        settled
    }

    async fn write(tx: &mut Tx, before: Option<&Promise>, promise: &Promise) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, promise).await?,
            Some(_) => update::<Self::Table>(&tx.rows, promise).await?,
        }
        let held = before.and_then(|before| before.owner_id);
        if let Some(owner) = assigned(held, promise.owner_id, tx.ctx().actor.user_id) {
            let (kind, noun) = (notifications::Kind::Assigned, Noun::Promises);
            let party = Some(promise.party_id);
            notifications::notify(tx, owner, kind, noun, promise.id, party).await?;
        }
        Ok(())
    }
}

/// Notes that a promise was kept.
///
/// # Errors
/// `not-found`, `promise-settled`; `in-future` at `delivered_on`; `too-long` at `outcome`.
pub async fn keep(ctx: &Ctx, id: Uuid, delivery: Delivery) -> Result<Promise> {
    change(ctx, id, |promise| {
        rules::keep(promise, delivery, ctx.today(), ctx.actor.user_id, ctx.now)
    })
    .await
}

/// Notes that a promise was broken.
///
/// # Errors
/// `not-found`, `promise-settled`; `too-long` at `outcome`.
pub async fn breach(ctx: &Ctx, id: Uuid, why: Option<String>) -> Result<Promise> {
    change(ctx, id, |promise| {
        rules::broken(promise, why, ctx.actor.user_id, ctx.now)
    })
    .await
}

/// Notes how a broken promise was made good.
///
/// # Errors
/// `not-found`, `promise-not-broken`, `promise-mended`; `required` or `too-long` at `outcome`.
pub async fn mend(ctx: &Ctx, id: Uuid, how: &str) -> Result<Promise> {
    change(ctx, id, |promise| rules::mend(promise, how, ctx.now)).await
}

/// Puts a promise on new terms that the customer agreed to.
///
/// # Errors
/// `not-found`, `promise-settled`; `required` at `agreed` or `due_on`, `in-past` at `due_on`, `too-long`.
pub async fn renegotiate(ctx: &Ctx, id: Uuid, terms: &Agreement) -> Result<Promise> {
    change(ctx, id, |promise| {
        rules::renegotiate(promise, terms, ctx.today(), ctx.now)
    })
    .await
}

/// Takes back an end that was noted by mistake.
///
/// # Errors
/// `not-found`, `promise-open`.
pub async fn reopen(ctx: &Ctx, id: Uuid) -> Result<Promise> {
    change(ctx, id, |promise| rules::reopen(promise, ctx.now)).await
}

async fn change(
    ctx: &Ctx,
    id: Uuid,
    rule: impl FnOnce(&Promise) -> Result<(Promise, Event)>,
) -> Result<Promise> {
    let mut tx = ctx.write(Promises::WRITE).await?;
    let before = live::<Promises>(&tx, id).await?;
    let (promise, event) = rule(&before)?;
    Promises::write(&mut tx, Some(&before), &promise).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(promise)
}

/// The rates of the house.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct House {
    /// Of all that the actor reaches.
    pub all: Keeping,
    /// Of each colleague, most promises first.
    pub people: Vec<Person>,
    /// The first day that counts.
    pub since: NaiveDate,
}

/// The rate of one colleague.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Person {
    /// The colleague.
    pub user_id: Uuid,
    /// What was promised and kept.
    pub keeping: Keeping,
}

/// How well promises were kept in the last [`WINDOW_DAYS`] days.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn house(ctx: &Ctx) -> Result<House> {
    let reading = ctx.read(Promises::READ)?;
    let today = ctx.today();
    let back = Days::new(WINDOW_DAYS);
    let since = ctx.now.checked_sub_days(back).unwrap_or(ctx.now);
    let (all, people) = tokio::try_join!(
        rows::of_house(&reading, since, today),
        rows::by_owner(&reading, since, today)
    )?;
    let mut ids: Vec<Uuid> = people.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let person = |user_id: Uuid| {
        let own = people.iter().filter(|(id, _)| *id == user_id);
        let own: Vec<Tally> = own.map(|(_, tally)| tally.clone()).collect();
        Person {
            user_id,
            keeping: Keeping::of(&own),
        }
    };
    let mut people: Vec<Person> = ids.into_iter().map(person).collect();
    people.sort_by_key(|person| (std::cmp::Reverse(person.keeping.counted()), person.user_id));
    Ok(House {
        all: Keeping::of(&all),
        people,
        since: ctx.day_of(since),
    })
}
