//! Rows of breaches and of the customers that each touched. A customer is named once by breach, until two that were both named
//! become one. What is named here is not narrowed: only those who manage personal data of the whole house come here.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::privacy::Breach;
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// Breaches shown at most.
const SHOWN: i64 = 200;
const COLUMNS: &str =
    "b.id, b.kind, b.what, b.people, b.found_at, b.notify_by, b.notified_at, b.done";
/// The counter of people who were removed for good.
const GONE: &str = "people-gone";

struct Kept(Breach);

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Breach {
            id: row.get(0)?,
            kind: row.get(1)?,
            what: row.get(2)?,
            people: row.get(3)?,
            found_at: row.get(4)?,
            notify_by: row.get(5)?,
            notified_at: row.get(6)?,
            done: row.get(7)?,
            named: 0,
        }))
    }
}

/// Breaches, newest first, with how many customers each touched.
///
/// # Errors
/// A broken database.
pub async fn breaches(rows: &impl Rows) -> Result<Vec<Breach>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM breaches b WHERE b.workspace_id = $1 ORDER BY b.id DESC LIMIT {SHOWN}"
    ));
    let counts = sql(
        "SELECT breach_id, COUNT(DISTINCT party_id) FROM breach_people WHERE workspace_id = $1 GROUP BY breach_id",
    );
    let (found, counts) = tokio::try_join!(
        rows.all::<Kept>(q.bind(rows.workspace())),
        rows.all::<(Uuid, i64)>(counts.bind(rows.workspace())),
    )?;
    let named = |id| counts.iter().find(|(breach, _)| *breach == id);
    let with = |Kept(breach)| Breach {
        named: named(breach.id).map_or(0, |(_, count)| *count),
        ..breach
    };
    Ok(found.into_iter().map(with).collect())
}

/// One breach.
///
/// # Errors
/// A broken database.
pub async fn breach(rows: &impl Rows, id: Uuid) -> Result<Option<Breach>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM breaches b WHERE b.workspace_id = $1 AND b.id = $2"
    ));
    let count = sql(
        "SELECT COUNT(DISTINCT party_id) FROM breach_people WHERE workspace_id = $1 AND breach_id = $2",
    );
    let (found, (named,)) = tokio::try_join!(
        rows.optional::<Kept>(q.bind(rows.workspace()).bind(id)),
        rows.one::<(i64,)>(count.bind(rows.workspace()).bind(id)),
    )?;
    Ok(found.map(|Kept(breach)| Breach { named, ..breach }))
}

/// Breaches that touched one customer, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_touched(rows: &impl Rows, party: Uuid) -> Result<Vec<Breach>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM breaches b WHERE b.workspace_id = $1 AND b.id IN \
         (SELECT breach_id FROM breach_people WHERE workspace_id = $1 AND party_id = $2) ORDER BY b.id DESC LIMIT {SHOWN}"
    ));
    let found = rows
        .all::<Kept>(q.bind(rows.workspace()).bind(party))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Writes a breach, new or notified.
///
/// # Errors
/// A broken database.
pub async fn put_breach(tx: &Writing, breach: &Breach, now: DateTime<Utc>) -> Result<()> {
    let q = sql(
        "INSERT INTO breaches (workspace_id, id, kind, what, people, found_at, notify_by, notified_at, done, by_user, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (workspace_id, id) DO UPDATE SET notified_at = excluded.notified_at, done = excluded.done",
    );
    let q = q
        .bind(tx.workspace())
        .bind(breach.id)
        .bind(breach.kind.clone());
    let q = q
        .bind(breach.what.clone())
        .bind(breach.people)
        .bind(breach.found_at);
    let q = q
        .bind(breach.notify_by)
        .bind(breach.notified_at)
        .bind(breach.done.clone());
    tx.execute(q.bind(tx.access().user()).bind(now))
        .await
        .map(drop)
}

/// Names customers as touched, each with the id of its row; answers how many were not named before.
///
/// # Errors
/// A broken database.
pub async fn name_people(
    tx: &Writing,
    breach: Uuid,
    people: &[(Uuid, Uuid)],
    now: DateTime<Utc>,
) -> Result<u64> {
    let known = sql(
        "SELECT party_id FROM breach_people WHERE workspace_id = $1 AND breach_id = $2 AND party_id IN ",
    );
    let mut known = known.bind(tx.workspace()).bind(breach);
    known.push_list(people.iter().map(|(_, party)| *party));
    let known: Vec<(Uuid,)> = tx.all(known).await?;
    let new = people
        .iter()
        .filter(|(_, party)| !known.iter().any(|(known,)| known == party));
    let rows: Vec<Vec<Value>> = new
        .map(|(id, party)| {
            vec![
                tx.workspace().into(),
                (*id).into(),
                breach.into(),
                (*party).into(),
                tx.access().user().into(),
                now.into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(0);
    }
    let text = "INSERT INTO breach_people (workspace_id, id, breach_id, party_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.execute_many(text, rows).await
}

/// A customer was not touched after all. False when it was not named.
///
/// # Errors
/// A broken database.
pub async fn spare(tx: &Writing, breach: Uuid, party: Uuid) -> Result<bool> {
    let q = sql(
        "DELETE FROM breach_people WHERE workspace_id = $1 AND breach_id = $2 AND party_id = $3",
    );
    let gone = tx.execute(q.bind(tx.workspace()).bind(breach).bind(party));
    Ok(gone.await? > 0)
}

/// People whose data is or was kept, at most `cap`: also those in the bin, those who are emptied, and those removed for good.
///
/// # Errors
/// A broken database.
pub async fn kept_people(rows: &impl Rows, cap: i64) -> Result<i64> {
    let here = sql(
        "SELECT COUNT(*) FROM (SELECT 1 AS one FROM parties WHERE workspace_id = $1 AND kind = 'person' AND merged_into IS NULL \
         LIMIT $2) counted",
    );
    let gone = sql("SELECT value FROM counters WHERE workspace_id = $1 AND name = $2");
    let ((here,), gone) = tokio::try_join!(
        rows.one::<(i64,)>(here.bind(rows.workspace()).bind(cap)),
        rows.optional::<(i64,)>(gone.bind(rows.workspace()).bind(GONE)),
    )?;
    Ok(here.saturating_add(gone.map_or(0, |(gone,)| gone)).min(cap))
}

/// Notes the people among records that are about to be removed for good.
///
/// # Errors
/// A broken database.
pub async fn people_gone(tx: &Writing, parties: &[Uuid]) -> Result<()> {
    let mut q = sql("SELECT COUNT(*) FROM parties WHERE workspace_id = ");
    q.push_bind(tx.workspace())
        .push(" AND kind = 'person' AND merged_into IS NULL AND id IN ");
    q.push_list(parties.iter().copied());
    let (people,): (i64,) = tx.one(q).await?;
    if people > 0 {
        crate::orders::next_number(tx, GONE, people).await?;
    }
    Ok(())
}
