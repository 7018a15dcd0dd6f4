//! Days that customers named, as they come: an opening, an anniversary, a child's birthday; and what somebody likes, to go with
//! a day. Nothing is sent from here.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use quen_core::facts::Fact;
use quen_core::fields::Birthday;
use quen_core::parties::Party;
use quen_core::today::{AHEAD_DAYS, next_birthday};
use quen_core::{Permission, Result};
use quen_store::{facts as rows, parties};
use quen_vietnam::lunar;
use uuid::Uuid;

use super::Facts;
use crate::Ctx;
use crate::records::Kind;
use crate::today::Whose;

/// Rows looked at.
const LIMIT: i64 = 300;

/// A day that comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Occasion {
    /// What was said of it.
    pub fact: Fact,
    /// Whose.
    pub party: Party,
    /// The day.
    pub on: NaiveDate,
}

/// The days within a week that customers named, the nearest first.
///
/// # Errors
/// `forbidden`.
pub async fn occasions(ctx: &Ctx, whose: Whose) -> Result<Vec<Occasion>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let today = ctx.today();
    let keys = keys(today);
    let found = rows::occasions(&reading, &keys, whose.owner(ctx), LIMIT).await?;
    let ids: Vec<Uuid> = found.iter().map(|fact| fact.party_id).collect();
    let known = parties::find_many(&reading, &ids).await?;
    let known: HashMap<Uuid, Party> = known.into_iter().map(|party| (party.id, party)).collect();
    let one = |fact: Fact| {
        let party = known.get(&fact.party_id)?;
        let on = next_birthday(&day_of(&fact)?, today, AHEAD_DAYS)?;
        let party = party.deleted_at.is_none().then(|| party.clone())?;
        Some(Occasion { fact, party, on })
    };
    let mut coming: Vec<Occasion> = found.into_iter().filter_map(one).collect();
    coming.sort_by_key(|occasion| (occasion.on, occasion.fact.id));
    Ok(coming)
}

/// The day of the year in a fact.
fn day_of(fact: &Fact) -> Option<Birthday> {
    let day: Birthday = serde_json::from_value(fact.value.clone()).ok()?;
    day.is_possible().then_some(day)
}

/// Keys of the days ahead by both calendars; days that a month does not have are kept on its last.
fn keys(today: NaiveDate) -> Vec<i64> {
    let mut keys = BTreeSet::new();
    let ahead = usize::try_from(AHEAD_DAYS).unwrap_or_default();
    for day in today.iter_days().take(ahead + 1) {
        keys.insert(i64::from(day.month() * 100 + day.day()));
        if (day.month(), day.day()) == (2, 28) {
            keys.insert(229);
        }
        if let Ok(by_moon) = lunar::from_solar(day) {
            let month = i64::from(by_moon.month) * 100;
            keys.insert(10_000 + month + i64::from(by_moon.day));
            if by_moon.day == 29 {
                keys.insert(10_000 + month + 30);
            }
        }
    }
    keys.into_iter().collect()
}

/// What each of these parties likes best, as far as it is known: for a gift or a word that fits.
///
/// # Errors
/// `forbidden`.
pub async fn likes(ctx: &Ctx, parties: &[Uuid]) -> Result<HashMap<Uuid, Fact>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let known = rows::known_of(&reading, parties).await?;
    let ids: Vec<Uuid> = known
        .iter()
        .filter(|(_, fact)| fact.topic == "product")
        .map(|(_, fact)| fact.id)
        .collect();
    let mut best: HashMap<Uuid, Fact> = HashMap::new();
    for mut fact in quen_store::records::find_many::<rows::Facts>(&reading, &ids).await? {
        Facts::dress(ctx, &mut fact);
        let better = best
            .get(&fact.party_id)
            .is_none_or(|old| (old.certainty, old.id) < (fact.certainty, fact.id));
        if better {
            best.insert(fact.party_id, fact);
        }
    }
    Ok(best)
}
