//! Relationships: looked at again with every order and interaction, by the day on which time alone changes them, and set by
//! hand with a reason. The rules are in `core`; the columns beside the party follow the customer relationship.

mod flow;
mod preview;
mod proposing;
mod settings;
mod signs;

use quen_core::fields::{ListQuery, Page};
use quen_core::relationships::{self as rules, Hand, History, Ids, Known, Relationship};
use quen_core::{Error, Event, Permission, Result};
use quen_insight::occasions::{DayMap, Occasions};
use quen_insight::relationship_type::RelationshipType;
use quen_insight::stage::Stage;
use quen_store::records::{find as find_row, list as list_rows};
use quen_store::relationships::{self as rows, Relationships};
use uuid::Uuid;

use crate::metrics::{self, Customer};
use crate::parties::Reached;
use crate::{Ctx, Tx};

pub use flow::{Asked, flow, moved, trace};
pub use preview::{Example, MOST, Move, Preview, preview};
pub use proposing::proposed;
pub use quen_store::relationships::flow::Mover;
pub use settings::{REVIEW, change_rules, review_all, rules_shown};

/// The role that orders count for.
pub const CUSTOMER: &str = "customer";
/// Relationships reviewed in one transaction.
const BATCH: i64 = 20;
/// Stages shown of a history.
const HISTORY: i64 = 200;

/// A page of relationships.
///
/// # Errors
/// `forbidden`, a bad cursor or condition.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Relationship>> {
    list_rows::<Relationships>(&ctx.read(Permission::PartiesRead)?, query, ctx.list_day()).await
}

/// One relationship.
///
/// # Errors
/// `not-found`.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<Relationship> {
    find_row::<Relationships>(&ctx.read(Permission::PartiesRead)?, id)
        .await?
        .ok_or(Error::NotFound)
}

/// The stages and types a party has been in, newest first, at most [`HISTORY`].
///
/// # Errors
/// `not-found` for a party out of reach.
pub async fn history(ctx: &Ctx, party_id: Uuid) -> Result<Vec<History>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    quen_store::parties::find(&reading, party_id)
        .await?
        .ok_or(Error::NotFound)?;
    rows::history(&reading, party_id, None, HISTORY).await
}

/// The stages so far that are shown of a party that was found.
///
/// # Errors
/// `forbidden`.
pub async fn history_of(ctx: &Ctx, found: &Reached) -> Result<Vec<History>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    rows::history(&reading, found.whose(), None, HISTORY).await
}

/// Sets stage, type or both by hand.
///
/// # Errors
/// `not-found`; `required` at `stage`; `too-short` or `too-long` at `reason`.
pub async fn set(
    ctx: &Ctx,
    id: Uuid,
    stage: Option<Stage>,
    kind: Option<RelationshipType>,
    reason: &str,
) -> Result<Relationship> {
    by_hand(ctx, id, |relationship, hand| {
        rules::set(relationship, stage, kind, reason, hand)
    })
    .await
}

/// Gives stage and type back to the rules.
///
/// # Errors
/// `not-found`, `not-overridden`.
pub async fn clear(ctx: &Ctx, id: Uuid) -> Result<Relationship> {
    by_hand(ctx, id, rules::clear).await
}

async fn by_hand(
    ctx: &Ctx,
    id: Uuid,
    rule: impl FnOnce(&Relationship, Hand) -> Result<(Relationship, History, Event)>,
) -> Result<Relationship> {
    let mut tx = ctx.write(Permission::RelationshipsWrite).await?;
    let seen = find_row::<Relationships>(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    let customer = metrics::take(&tx, seen.party_id).await?;
    let before = find_row::<Relationships>(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    let hand = Hand {
        by: ctx.actor.user_id,
        now: ctx.now,
        today: ctx.today(),
        history: ctx.new_id(),
    };
    let (after, entry, event) = rule(&before, hand)?;
    rows::update(&tx.rows, before.version, &after).await?;
    rows::insert_history(&tx.rows, &entry).await?;
    tx.record(event);
    look_again(&mut tx, &customer).await?;
    let settled = find_row::<Relationships>(&tx.rows, id)
        .await?
        .ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(settled)
}

/// Looks at the relationships of the workspace that are due, a few in each transaction; answers how many were looked at.
/// For the nightly job.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn review_due(ctx: &Ctx) -> Result<u64> {
    let mut looked_at = 0;
    let mut last = Vec::new();
    loop {
        let due = rows::due(&ctx.read(Permission::PartiesRead)?, ctx.today(), BATCH).await?;
        if due.is_empty() || due == last {
            return Ok(looked_at);
        }
        let parties: std::collections::BTreeSet<Uuid> =
            due.iter().map(|(_, party)| *party).collect();
        let mut tx = ctx.write(Permission::RelationshipsWrite).await?;
        for party_id in parties {
            let customer = metrics::take(&tx, party_id).await?;
            look_again(&mut tx, &customer).await?;
        }
        tx.commit().await?;
        looked_at += due.len() as u64;
        last = due;
    }
}

/// Looks at a party's relationships with its present figures, begins those that its roles ask for, and writes what changed.
pub(crate) async fn look_again(tx: &mut Tx, customer: &Customer) -> Result<()> {
    let ctx = tx.ctx().clone();
    let party_id = customer.party_id;
    let (since, mut roles) = quen_store::parties::roles(&tx.rows, party_id).await?;
    let existing = rows::of_party(&tx.rows, party_id).await?;
    roles.extend(
        existing
            .iter()
            .map(|relationship| relationship.role.clone()),
    );
    if roles.is_empty() || customer.stored.statistics.occasions > 0 {
        roles.push(CUSTOMER.to_owned());
    }
    roles.sort_unstable();
    roles.dedup();
    let thresholds = &ctx.settings.relationships;
    let signs = signs::signs(&tx.rows, customer, thresholds).await?;
    let none = (Occasions::default(), DayMap::default());
    let mut leading: Option<Relationship> = None;
    for role in roles {
        let buys = role == CUSTOMER;
        let mut known = customer.known(&ctx, since, signs, thresholds);
        if !buys {
            (known.statistics, known.days) = (&none.0, &none.1);
        }
        let before = existing
            .iter()
            .find(|relationship| relationship.role == role);
        let now = review(tx, before, &role, party_id, &known).await?;
        if buys || leading.is_none() {
            leading = Some(now);
        }
    }
    match leading {
        Some(now) => {
            rows::put_standing(
                &tx.rows,
                party_id,
                now.effective_stage(),
                now.effective_type(),
            )
            .await
        }
        None => Ok(()),
    }
}

async fn review(
    tx: &mut Tx,
    before: Option<&Relationship>,
    role: &str,
    party_id: Uuid,
    known: &Known<'_>,
) -> Result<Relationship> {
    let ctx = tx.ctx().clone();
    let ids = Ids {
        relationship: ctx.new_id(),
        history: ctx.new_id(),
    };
    let outcome = rules::review(before, role, party_id, known, ids, ctx.now);
    match before {
        None => rows::insert(&tx.rows, &outcome.relationship).await?,
        Some(before) if *before != outcome.relationship => {
            rows::update(&tx.rows, before.version, &outcome.relationship).await?
        }
        Some(_) => {}
    }
    if let Some(entry) = &outcome.history {
        rows::insert_history(&tx.rows, entry).await?;
    }
    if let Some(event) = outcome.event {
        tx.record(event);
    }
    Ok(outcome.relationship)
}
