//! How good the records are and what to mend first. What has a remedy is mended with one act, each record through its own
//! gate and with its own event.

mod gaps;
mod mending;
mod scores;

use quen_core::fields::FieldValue;
use quen_core::parties::Party;
use quen_core::quality::{Fault, tidied};
use quen_core::{Error, Noun, Permission, Result};
use quen_store::quality as rows;
use serde::Serialize;
use uuid::Uuid;

use crate::Ctx;
use crate::parties::Parties;
use crate::records::{Values, find, look_over, update};

pub use gaps::{Found, Gap, Gaps, Poor, appraised, gaps, has_score, outdated};
pub use mending::take_on;
pub use scores::{COUNTED_YET, REFRESH, Scoring, refresh, scoring};
pub(crate) use scores::{after_many, score, unscored};

/// Records counted at most.
pub const COUNTED: i64 = 10_000;
/// Records shown of each fault, and mended at once, at most.
pub const AT_ONCE: i64 = 50;

/// One fault and how many records have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Which.
    pub fault: Fault,
    /// Records with it, at most [`COUNTED`].
    pub count: i64,
    /// Points that mending all of them would bring.
    pub points: i64,
    /// The product can mend many at once when somebody says so.
    pub has_remedy: bool,
}

/// The state of all records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What to mend, that which brings most first.
    pub faults: Vec<Line>,
    /// Records with 80 points or more, with 50 to 79, with fewer; each at most [`COUNTED`].
    pub bands: [i64; 3],
    /// Pairs that may be one party; none for those who may not merge.
    pub duplicates: Option<i64>,
    /// While records without a score are looked at: the figures above are of those that have one.
    pub scoring: Option<Scoring>,
}

/// Counts what is to be mended.
///
/// # Errors
/// `forbidden`.
pub async fn summary(ctx: &Ctx) -> Result<Summary> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let mut faults = Vec::new();
    for fault in Fault::ALL {
        let count = rows::count(&reading, fault, COUNTED).await?;
        faults.push(Line {
            fault,
            count,
            points: count * fault.points(),
            has_remedy: fault.has_remedy_for_many(),
        });
    }
    faults.retain(|line| line.count > 0);
    faults.sort_by_key(|line| std::cmp::Reverse(line.points));
    let bands = [
        rows::count_between(&reading, 80, 100, COUNTED).await?,
        rows::count_between(&reading, 50, 79, COUNTED).await?,
        rows::count_between(&reading, 0, 49, COUNTED).await?,
    ];
    let parties = crate::lists::by_noun(Noun::Parties)?;
    let duplicates = match crate::duplicates::open(ctx, &parties).await {
        Ok(count) => Some(count),
        Err(Error::Forbidden(_)) => None,
        Err(error) => return Err(error),
    };
    Ok(Summary {
        faults,
        bands,
        duplicates,
        scoring: scoring(ctx, &parties).await?,
    })
}

/// Some records with a fault.
///
/// # Errors
/// `forbidden`.
pub async fn with_fault(ctx: &Ctx, fault: Fault) -> Result<Vec<Party>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    rows::with_fault(&reading, fault, AT_ONCE).await
}

/// What mending a record would write; `None` where there is nothing to mend, or only people know how.
pub fn remedy(ctx: &Ctx, fault: Fault, party: &Party) -> Option<Values> {
    match fault {
        Fault::NameCase => {
            let name = tidied(&party.name)?;
            Some(vec![("name".to_owned(), FieldValue::Text(name))])
        }
        Fault::NoOwner if party.owner_id.is_none() => {
            let me = FieldValue::Id(ctx.actor.user_id);
            Some(vec![("owner_id".to_owned(), me)])
        }
        _ => None,
    }
}

/// Mends a fault in one record, or in the first fifty that have it; answers how many were mended. A record that somebody
/// changes at that moment is left as it is.
///
/// # Errors
/// `no-remedy` at `fault`, also for many records at once where each has to be looked at; `not-found` for a record out of reach.
pub async fn mend(ctx: &Ctx, fault: Fault, one: Option<Uuid>) -> Result<u64> {
    ctx.actor.may(Permission::PartiesWrite)?;
    match (fault, one) {
        (Fault::Outdated, Some(id)) => {
            return look_over::<Parties>(ctx, id, None).await.map(|_| 1);
        }
        (fault, _) if !fault.has_remedy_for_many() => {
            return Err(Error::invalid("fault", "no-remedy"));
        }
        _ => {}
    }
    let parties = match one {
        Some(id) => vec![find::<Parties>(ctx, id).await?],
        None => with_fault(ctx, fault).await?,
    };
    let mut mended = 0;
    for party in parties {
        let Some(values) = remedy(ctx, fault, &party) else {
            continue;
        };
        match update::<Parties>(ctx, party.id, Some(party.version), values).await {
            Ok(_) => mended += 1,
            Err(Error::Stale { .. } | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(mended)
}
