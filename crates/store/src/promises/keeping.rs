//! Promises counted by size and end, for the rate of keeping: over one party, or over a window of time. It must never walk
//! over all promises ever made.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::promises::Tally;
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, FromRow, Row, Sql, sql};
use crate::records::PARTY_OWNER;

/// What is counted of one size and end.
const COUNTED: &str = "COUNT(*), SUM(CASE WHEN t.beyond THEN 1 ELSE 0 END), \
    SUM(CASE WHEN t.delivered_on > t.due_on THEN 1 ELSE 0 END), SUM(CASE WHEN t.mended_at IS NOT NULL THEN 1 ELSE 0 END)";

struct Counted {
    tally: Tally,
    owner: Option<Uuid>,
}

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            tally: Tally {
                size: row.get(0)?,
                end: row.get(1)?,
                count: row.get(2)?,
                beyond: row.get(3)?,
                after: row.get(4)?,
                mended: row.get(5)?,
            },
            owner: row.get(6)?,
        })
    }
}

/// What was kept and what was not of all promises to a party.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid, today: NaiveDate) -> Result<Vec<Tally>> {
    let of_party = |q: &mut Sql| {
        q.push(" AND t.party_id = ").push_bind(party);
    };
    Ok(tallies(counted(rows, None, today, &of_party).await?))
}

/// The same of everything the actor reaches that ended since `since`, with what is late today.
///
/// # Errors
/// A broken database.
pub async fn of_house(
    rows: &impl Rows,
    since: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<Tally>> {
    let reached = |q: &mut Sql| rows.narrow(q, PARTY_OWNER);
    Ok(tallies(counted(rows, Some(since), today, &reached).await?))
}

/// The same for each colleague.
///
/// # Errors
/// A broken database.
pub async fn by_owner(
    rows: &impl Rows,
    since: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<(Uuid, Tally)>> {
    let reached = |q: &mut Sql| rows.narrow(q, PARTY_OWNER);
    let found = counted(rows, Some(since), today, &reached).await?;
    Ok(found
        .into_iter()
        .filter_map(|row| Some((row.owner?, row.tally)))
        .collect())
}

fn tallies(found: Vec<Counted>) -> Vec<Tally> {
    found.into_iter().map(|row| row.tally).collect()
}

/// Ended ones by size, state and owner, and late ones by size and owner.
async fn counted(
    rows: &impl Rows,
    since: Option<DateTime<Utc>>,
    today: NaiveDate,
    narrow: &(dyn Fn(&mut Sql) + Sync),
) -> Result<Vec<Counted>> {
    let ask = |end: &str| {
        sql(format!(
            "SELECT t.size, {end}, {COUNTED}, t.owner_id FROM promises t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL"
        ))
        .bind(rows.workspace())
    };
    let mut ended = ask("t.state");
    ended.push(" AND t.settled_at IS NOT NULL");
    if let Some(since) = since {
        ended.push(" AND t.settled_at >= ").push_bind(since);
    }
    narrow(&mut ended);
    ended.push(" GROUP BY t.size, t.state, t.owner_id");
    let mut late = ask("'late'");
    late.push(" AND t.settled_at IS NULL AND t.due_on < ")
        .push_bind(today);
    narrow(&mut late);
    late.push(" GROUP BY t.size, t.owner_id");
    let (mut all, late) = tokio::try_join!(rows.all::<Counted>(ended), rows.all::<Counted>(late))?;
    all.extend(late);
    Ok(all)
}
