//! Rows of projects, and the sums of what belongs to one. They are seen by those who reach the party. Amounts come out in
//! đồng until the service names the workspace's currency.

use chrono::{DateTime, Utc};
use quen_core::fields::Catalogue;
use quen_core::projects::{Project, Sums, catalogue};
use quen_core::{Currency, Money, Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, Row, Sql, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};
use crate::{Rows, Writing, fields};

/// The table of projects.
pub struct Projects;

const COLUMNS: &str = "t.id, t.party_id, t.name, t.state, t.owner_id, t.starts_on, t.due_on, t.ended_on, t.budget, t.note, \
    t.custom, t.version, t.created_by, t.created_at, t.updated_at, t.deleted_at, \
    t.quality";

/// Interactions whose length is counted at most, the latest ones.
const TALKS: i64 = 2_000;

impl Table for Projects {
    type Record = Project;
    const NAME: &'static str = "projects";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Project, DbError> {
        let budget: Option<i64> = row.get(8)?;
        Ok(Project {
            id: row.get(0)?,
            party_id: row.get(1)?,
            name: row.get(2)?,
            state: row.get(3)?,
            owner_id: row.get(4)?,
            starts_on: row.get(5)?,
            due_on: row.get(6)?,
            ended_on: row.get(7)?,
            budget: budget.map(|amount| Money::new(amount, Currency::default())),
            note: row.get(9)?,
            custom: row.json(10)?,
            version: row.get(11)?,
            created_by: row.get(12)?,
            created_at: row.get(13)?,
            updated_at: row.get(14)?,
            deleted_at: row.get(15)?,
            quality: row.get(16)?,
        })
    }

    fn push_same(record: &Project, q: &mut Sql) -> bool {
        q.push(" AND t.party_id = ").push_bind(record.party_id);
        q.push(" AND t.name = ").push_bind(record.name.clone());
        true
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "party_id" => "t.party_id",
            "state" => "t.state",
            "owner_id" => "t.owner_id",
            "starts_on" => "t.starts_on",
            "due_on" => "t.due_on",
            "ended_on" => "t.ended_on",
            "budget" => "t.budget",
            "quality" => "t.quality",
            "updated_at" => "t.updated_at",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Projects {
    const NOUN: Noun = Noun::Projects;
    const WRITTEN: &'static [&'static str] = &[
        "party_id",
        "name",
        "state",
        "owner_id",
        "starts_on",
        "due_on",
        "ended_on",
        "budget",
        "note",
        "custom",
        "created_by",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Project) -> Vec<Value> {
        vec![
            record.party_id.into(),
            record.name.clone().into(),
            record.state.clone().into(),
            record.owner_id.into(),
            record.starts_on.into(),
            record.due_on.into(),
            record.ended_on.into(),
            record.budget.map(|money| money.amount).into(),
            record.note.clone().into(),
            Value::json(&record.custom),
            record.created_by.into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Project) -> Option<String> {
        Some(record.search_text())
    }
}

/// The projects of a party, the newest first.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Project>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM projects t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         ORDER BY t.id DESC LIMIT $3"
    ));
    let q = q.bind(rows.workspace()).bind(party).bind(limit);
    loaded::<Projects>(rows, q).await
}

/// Gives the open projects of one colleague to another; answers which, each with its party.
///
/// # Errors
/// A broken database.
pub async fn hand_over(
    tx: &Writing,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<(Uuid, Uuid)>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let q = sql(
        "UPDATE projects SET owner_id = $3, version = version + 1, updated_at = $4 WHERE workspace_id = $1 AND id IN \
         (SELECT id FROM projects WHERE workspace_id = $1 AND owner_id = $2 AND state IN ('planned', 'active', 'paused') \
         AND deleted_at IS NULL LIMIT $5) RETURNING id, party_id",
    );
    let q = q.bind(tx.workspace()).bind(from).bind(to);
    let moved: Vec<(Uuid, Uuid)> = tx.all(q.bind(now).bind(limit)).await?;
    let ids: Vec<Uuid> = moved.iter().map(|(id, _)| *id).collect();
    fields::follow_stored(tx, Noun::Projects, &ids).await?;
    Ok(moved)
}

/// What belongs to a project and the actor reaches, counted.
///
/// # Errors
/// A broken database.
pub async fn sums(rows: &impl Rows, project: Uuid) -> Result<Sums> {
    let of = |what: &str, table: &str| {
        sql(format!(
            "SELECT {what} FROM {table} t WHERE t.workspace_id = $1 AND t.project_id = $2 AND t.deleted_at IS NULL"
        ))
        .bind(rows.workspace())
        .bind(project)
    };
    let mut sold = of(
        "COUNT(*), CAST(COALESCE(SUM(t.total - t.refunded), 0) AS BIGINT), CAST(COALESCE(SUM(t.cost), 0) AS BIGINT), \
         CAST(COALESCE(SUM(t.subtotal - t.discount - t.refunded + t.refunded_tax - t.cost), 0) AS BIGINT), COUNT(t.cost)",
        "orders",
    );
    sold.push(" AND t.status IN ('confirmed', 'delivered')");
    let mut done = of("COUNT(*), COUNT(t.done_at)", "tasks");
    let mut talks = of("t.started_at, t.ended_at", "interactions");
    let mut count = of("COUNT(*)", "interactions");
    rows.narrow(&mut sold, PARTY_OWNER);
    crate::tasks::Tasks::narrow(rows, &mut done);
    for q in [&mut talks, &mut count] {
        rows.narrow(q, PARTY_OWNER);
    }
    latest(&mut talks);
    let (sold, (tasks, done), talks, (interactions,)) = tokio::try_join!(
        rows.one::<(i64, i64, i64, i64, i64)>(sold),
        rows.one::<(i64, i64)>(done),
        rows.all::<(DateTime<Utc>, Option<DateTime<Utc>>)>(talks),
        rows.one::<(i64,)>(count),
    )?;
    let minutes = |(from, until): &(DateTime<Utc>, Option<DateTime<Utc>>)| {
        until.map_or(0, |until| (until - *from).num_minutes().max(0))
    };
    let (orders, revenue, cost, margin, costed) = sold;
    Ok(Sums {
        orders,
        revenue,
        cost,
        margin,
        without_cost: orders - costed,
        tasks,
        done,
        interactions,
        minutes: talks.iter().map(minutes).sum(),
    })
}

fn latest(q: &mut Sql) {
    q.push(" ORDER BY t.started_at DESC, t.id DESC LIMIT ")
        .push_bind(TALKS);
}
