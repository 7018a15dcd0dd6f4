//! How well each party is known and what to ask next: written beside the party for lists, and at the end of each month for the
//! trend. The background work reads customers in pages by id.

use chrono::NaiveDate;
use quen_core::Result;
use quen_core::facts::questions::{Depth, Question, Whom};
use quen_core::today::{Worth, expected_year};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// What is kept of one party.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learnt {
    /// How well it is known.
    pub depth: Depth,
    /// The topic to ask about next.
    pub question: Option<String>,
    /// The fact to be confirmed by it.
    pub fact_id: Option<Uuid>,
    /// What the answer is worth, minor units.
    pub worth: i64,
}

impl Learnt {
    /// From what was reckoned.
    pub fn new(depth: Depth, question: Option<&Question>) -> Self {
        Self {
            depth,
            question: question.map(|question| question.topic.clone()),
            fact_id: question.and_then(|question| question.fact_id),
            worth: question.map_or(0, |question| question.worth),
        }
    }
}

impl FromRow for Learnt {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            depth: Depth {
                index: row.get(0)?,
                knowledge: row.get(1)?,
                usage: row.get(2)?,
                freshness: row.get(3)?,
                minutes: row.get(4)?,
            },
            question: row.get(5)?,
            fact_id: row.get(6)?,
            worth: row.get(7)?,
        })
    }
}

const LEARNT: &str = "depth, knowledge, usage, freshness, minutes, question, fact_id, worth";

/// What is kept of a party.
///
/// # Errors
/// A broken database.
pub async fn learning_of(rows: &impl Rows, party: Uuid) -> Result<Option<Learnt>> {
    let q = sql(format!(
        "SELECT {LEARNT} FROM party_learning WHERE workspace_id = $1 AND party_id = $2"
    ));
    rows.optional(q.bind(rows.workspace()).bind(party)).await
}

/// The index of a party at the end of each of the latest months, oldest first.
///
/// # Errors
/// A broken database.
pub async fn months_of(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<(NaiveDate, i64)>> {
    let q = sql(
        "SELECT month, depth FROM party_learning_months WHERE workspace_id = $1 AND party_id = $2 ORDER BY month DESC LIMIT $3",
    );
    let mut found: Vec<(NaiveDate, i64)> = rows
        .all(q.bind(rows.workspace()).bind(party).bind(limit))
        .await?;
    found.reverse();
    Ok(found)
}

const PUT: &str = "INSERT INTO party_learning (workspace_id, party_id, depth, knowledge, usage, freshness, minutes, question, fact_id, worth, as_of) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (workspace_id, party_id) DO UPDATE SET depth = excluded.depth, \
    knowledge = excluded.knowledge, usage = excluded.usage, freshness = excluded.freshness, minutes = excluded.minutes, \
    question = excluded.question, fact_id = excluded.fact_id, worth = excluded.worth, as_of = excluded.as_of";
const PUT_MONTH: &str = "INSERT INTO party_learning_months (workspace_id, party_id, month, depth) VALUES ($1, $2, $3, $4) \
    ON CONFLICT (workspace_id, party_id, month) DO UPDATE SET depth = excluded.depth";
const PUT_INDEX: &str = "UPDATE parties SET learning = $3 WHERE workspace_id = $1 AND id = $2";

/// Writes what was reckoned of some parties on a day; `month` is the first day of its month.
///
/// # Errors
/// A broken database.
pub async fn put_learning(
    tx: &Writing,
    learnt: &[(Uuid, Learnt)],
    today: NaiveDate,
    month: NaiveDate,
) -> Result<()> {
    let workspace = tx.workspace();
    let rows = learnt.iter().map(|(party, found)| {
        vec![
            Value::from(workspace),
            (*party).into(),
            found.depth.index.into(),
            found.depth.knowledge.into(),
            found.depth.usage.into(),
            found.depth.freshness.into(),
            found.depth.minutes.into(),
            found.question.clone().into(),
            found.fact_id.into(),
            found.worth.into(),
            today.into(),
        ]
    });
    tx.execute_many(PUT, rows.collect()).await?;
    let index = |found: &Learnt| Value::from(found.depth.index);
    let rows = learnt
        .iter()
        .map(|(party, found)| vec![Value::from(workspace), (*party).into(), index(found)]);
    tx.execute_many(PUT_INDEX, rows.collect()).await?;
    // A month of nothing known needs no row.
    let known = learnt.iter().filter(|(_, found)| found.depth.index > 0);
    let rows = known.map(|(party, found)| {
        vec![
            Value::from(workspace),
            (*party).into(),
            month.into(),
            index(found),
        ]
    });
    tx.execute_many(PUT_MONTH, rows.collect()).await.map(drop)
}

struct CustomerRow(Uuid, Whom, Option<Learnt>);

impl FromRow for CustomerRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let (kind, stage): (String, String) = (row.get(1)?, row.get(2)?);
        let (occasions, spend, margin): (i64, i64, i64) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let worth = Worth {
            occasions,
            value: if margin > 0 { margin } else { spend },
            rhythm_days: row.get(6)?,
        };
        let whom = Whom {
            person: kind == "person",
            occasions,
            fading: stage == "dissolution",
            year: expected_year(&worth, None),
        };
        let index: Option<i64> = row.get(7)?;
        let stored = index.map(|index| {
            Ok::<_, DbError>(Learnt {
                depth: Depth {
                    index,
                    knowledge: row.get(8)?,
                    usage: row.get(9)?,
                    freshness: row.get(10)?,
                    minutes: row.get(11)?,
                },
                question: row.get(12)?,
                fact_id: row.get(13)?,
                worth: row.get(14)?,
            })
        });
        Ok(Self(row.get(0)?, whom, stored.transpose()?))
    }
}

/// The next parties outside the bin after the id `after`, with what is kept of each.
///
/// # Errors
/// A broken database.
pub async fn customers_after(
    rows: &impl Rows,
    after: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, Whom, Option<Learnt>)>> {
    let q = sql(
        "SELECT p.id, p.kind, p.stage, p.occasions, p.spend, p.margin, p.rhythm_days, l.depth, l.knowledge, l.usage, l.freshness, l.minutes, \
         l.question, l.fact_id, l.worth FROM parties p LEFT JOIN party_learning l ON l.workspace_id = p.workspace_id AND l.party_id = p.id \
         WHERE p.workspace_id = $1 AND p.id > $2 AND p.deleted_at IS NULL ORDER BY p.id LIMIT $3",
    );
    let found = rows
        .all::<CustomerRow>(q.bind(rows.workspace()).bind(after).bind(limit))
        .await?;
    Ok(found.into_iter().map(|row| (row.0, row.1, row.2)).collect())
}

/// Topics that were put aside for these parties, with the day until which.
///
/// # Errors
/// A broken database.
pub async fn asides(rows: &impl Rows, parties: &[Uuid]) -> Result<Vec<(Uuid, String, NaiveDate)>> {
    if parties.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(
        "SELECT party_id, topic, until FROM fact_asides WHERE workspace_id = $1 AND party_id IN ",
    )
    .bind(rows.workspace());
    q.push_list(parties.iter().copied());
    rows.all(q).await
}

/// Puts a topic aside.
///
/// # Errors
/// A broken database.
pub async fn put_aside(tx: &Writing, party: Uuid, topic: &str, until: NaiveDate) -> Result<()> {
    let q = sql(
        "INSERT INTO fact_asides (workspace_id, party_id, topic, until) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (workspace_id, party_id, topic) DO UPDATE SET until = excluded.until",
    );
    let q = q.bind(tx.workspace()).bind(party).bind(topic.to_owned());
    tx.execute(q.bind(until)).await.map(drop)
}

/// The parties with the questions worth most, of one owner or of all in reach: party, topic, fact, worth.
///
/// # Errors
/// A broken database.
pub async fn asked_next(
    rows: &impl Rows,
    owner: Option<Uuid>,
    limit: i64,
) -> Result<Vec<(Uuid, String, Option<Uuid>, i64)>> {
    let mut q = sql(
        "SELECT l.party_id, l.question, l.fact_id, l.worth FROM party_learning l \
         JOIN parties p ON p.workspace_id = l.workspace_id AND p.id = l.party_id \
         WHERE l.workspace_id = $1 AND l.worth > 0 AND l.question IS NOT NULL AND p.deleted_at IS NULL",
    )
    .bind(rows.workspace());
    if let Some(owner) = owner {
        q.push(" AND p.owner_id = ").push_bind(owner);
    }
    rows.narrow(&mut q, "p.owner_id");
    q.push(" ORDER BY l.worth DESC, l.party_id DESC LIMIT ")
        .push_bind(limit);
    rows.all(q).await
}

/// Customers after the id `after` who bought three times or more and whose latest order no conclusion has seen.
///
/// # Errors
/// A broken database.
pub async fn habits_due(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT p.id FROM parties p WHERE p.workspace_id = $1 AND p.id > $2 AND p.deleted_at IS NULL AND p.occasions > 2 \
         AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.workspace_id = p.workspace_id AND f.party_id = p.id AND f.source = 'order') \
         ORDER BY p.id LIMIT $3",
    );
    let found: Vec<(Uuid,)> = rows
        .all(q.bind(rows.workspace()).bind(after).bind(limit))
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
