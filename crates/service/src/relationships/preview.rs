//! Who would move if the thresholds were others: a look at the customers who bought last. It must write nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use quen_core::metrics::{self as figures, Base};
use quen_core::models::Model;
use quen_core::reasons::Reason;
use quen_core::relationships::{self as rules, Ids, Known, Relationship, Rules, thresholds};
use quen_core::{Permission, Result};
use quen_insight::stage::Stage;
use quen_store::Rows;
use quen_store::metrics as rows;
use quen_store::models::active;
use quen_store::relationships::{Buyer, buyers};
use serde::Serialize;
use uuid::Uuid;

use super::{CUSTOMER, signs};
use crate::Ctx;
use crate::metrics::Customer;

/// Customers looked at, at most: those who bought last.
pub const MOST: usize = 1_000;
/// Customers named for each move.
const EXAMPLES: usize = 3;
/// Customers read at once.
const PAGE: usize = 250;

/// What other thresholds would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    /// Customers looked at.
    pub looked_at: usize,
    /// Were there more than were looked at?
    pub capped: bool,
    /// Each move from one stage to another, most customers first.
    pub moves: Vec<Move>,
    /// Customers whose type alone would be another.
    pub other_type: usize,
}

/// A move from one stage to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Move {
    /// Where they are.
    pub from: Stage,
    /// Where they would be.
    pub to: Stage,
    /// How many.
    pub count: usize,
    /// Some of them.
    pub examples: Vec<Example>,
}

/// A customer who would move.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// The customer.
    pub party_id: Uuid,
    /// Name.
    pub name: String,
    /// Why the new stage.
    pub evidence: Vec<Reason>,
}

/// Looks at the customers who bought last with these thresholds, as typed. Stages set by hand stay as they are.
///
/// # Errors
/// `forbidden`; what [`thresholds::change`] says.
pub async fn preview(ctx: &Ctx, typed: &BTreeMap<String, String>) -> Result<Preview> {
    let reading = ctx.read(Permission::SettingsManage)?;
    let wished = thresholds::change(&ctx.settings.relationships, typed)?;
    let base = rows::base(&reading).await?;
    let model = active(&reading).await?.map(Arc::new);
    let mut found = buyers(&reading, MOST + 1).await?;
    let capped = found.len() > MOST;
    found.truncate(MOST);
    let mut moves: BTreeMap<(usize, usize), Move> = BTreeMap::new();
    let mut other_type = 0;
    for page in found.chunks(PAGE) {
        for (buyer, customer) in with_figures(&reading, page, &base, model.as_ref()).await? {
            let Some(before) = &buyer.relationship else {
                continue;
            };
            let then = seen_with(ctx, &reading, buyer, &customer, before, &wished).await?;
            let (from, to) = (before.effective_stage(), then.effective_stage());
            if from == to {
                other_type += usize::from(before.effective_type() != then.effective_type());
                continue;
            }
            let entry = moves.entry((from as usize, to as usize)).or_insert(Move {
                from,
                to,
                count: 0,
                examples: Vec::new(),
            });
            entry.count += 1;
            if entry.examples.len() < EXAMPLES {
                entry.examples.push(Example {
                    party_id: buyer.party_id,
                    name: buyer.name.clone(),
                    evidence: then.evidence,
                });
            }
        }
    }
    let mut moves: Vec<Move> = moves.into_values().collect();
    moves.sort_by_key(|one| std::cmp::Reverse(one.count));
    Ok(Preview {
        looked_at: found.len(),
        capped,
        moves,
        other_type,
    })
}

async fn with_figures<'a>(
    reading: &impl Rows,
    page: &'a [Buyer],
    base: &Base,
    model: Option<&Arc<Model>>,
) -> Result<Vec<(&'a Buyer, Customer)>> {
    let ids: Vec<Uuid> = page.iter().map(|buyer| buyer.party_id).collect();
    let mut stored = rows::find_many(reading, &ids).await?;
    let mut days = rows::days_of_many(reading, &ids).await?;
    Ok(page
        .iter()
        .map(|buyer| {
            let stored = stored.remove(&buyer.party_id).unwrap_or_default();
            let of_days = days.remove(&buyer.party_id).unwrap_or_default();
            let customer = Customer {
                party_id: buyer.party_id,
                days: figures::day_map(of_days, stored.statistics.observed_from),
                stored,
                base: *base,
                model: model.cloned(),
            };
            (buyer, customer)
        })
        .collect())
}

async fn seen_with(
    ctx: &Ctx,
    reading: &impl Rows,
    buyer: &Buyer,
    customer: &Customer,
    before: &Relationship,
    wished: &Rules,
) -> Result<Relationship> {
    let signs = signs::signs(reading, customer, wished).await?;
    let known = customer.known(ctx, buyer.created_at, signs, wished);
    Ok(judged(before, buyer.party_id, &known, ctx.now))
}

/// What the review would write; its ids go nowhere.
fn judged(
    before: &Relationship,
    party_id: Uuid,
    known: &Known<'_>,
    now: DateTime<Utc>,
) -> Relationship {
    let nowhere = Ids {
        relationship: Uuid::nil(),
        history: Uuid::nil(),
    };
    rules::review(Some(before), CUSTOMER, party_id, known, nowhere, now).relationship
}
