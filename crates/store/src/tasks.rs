//! Rows of tasks. A task for a party is seen by those who reach the party; one without is seen by who does it or wrote it.

use quen_core::access::Records;
use quen_core::fields::Catalogue;
use quen_core::tasks::{Task, catalogue};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, Row, Sql, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};

/// The table of tasks.
pub struct Tasks;

const COLUMNS: &str = "t.id, t.party_id, t.title, t.kind, t.note, t.due_on, t.assignee_id, t.source, t.done_at, t.done_by, \
    t.custom, t.version, t.created_by, t.created_at, t.updated_at, t.deleted_at, \
    t.project_id, \
    t.quality, t.files";

impl Table for Tasks {
    type Record = Task;
    const NAME: &'static str = "tasks";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = None;

    fn narrow(rows: &impl Rows, q: &mut Sql) {
        let Records::OwnedBy(users) = rows.access().records() else {
            return;
        };
        let list = |q: &mut Sql, column: &str| {
            q.push(column).push(" IN ").push_list(users.iter().copied());
        };
        q.push(" AND CASE WHEN t.party_id IS NULL THEN (");
        list(q, "t.assignee_id");
        q.push(" OR ");
        list(q, "t.created_by");
        q.push(") ELSE ");
        list(q, PARTY_OWNER);
        q.push(" END");
    }

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Task, DbError> {
        Ok(Task {
            id: row.get(0)?,
            party_id: row.get(1)?,
            title: row.get(2)?,
            kind: row.get(3)?,
            note: row.get(4)?,
            due_on: row.get(5)?,
            assignee_id: row.get(6)?,
            source: row.get(7)?,
            done_at: row.get(8)?,
            done_by: row.get(9)?,
            custom: row.json(10)?,
            version: row.get(11)?,
            created_by: row.get(12)?,
            created_at: row.get(13)?,
            updated_at: row.get(14)?,
            deleted_at: row.get(15)?,
            quality: row.get(17)?,
            files: row.json_optional(18)?.unwrap_or_default(),
            project_id: row.get(16)?,
        })
    }

    fn push_same(record: &Task, q: &mut Sql) -> bool {
        match (record.party_id, record.due_on) {
            (Some(party), _) => q.push(" AND t.party_id = ").push_bind(party),
            (None, Some(due)) => q
                .push(" AND t.party_id IS NULL AND t.due_on = ")
                .push_bind(due),
            (None, None) => q.push(" AND t.party_id IS NULL AND t.due_on IS NULL"),
        };
        q.push(" AND t.title = ").push_bind(record.title.clone());
        true
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "kind" => "t.kind",
            "party_id" => "t.party_id",
            "project_id" => "t.project_id",
            "due_on" => "t.due_on",
            "assignee_id" => "t.assignee_id",
            "source" => "t.source",
            "done_at" => "t.done_at",
            "quality" => "t.quality",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Tasks {
    const NOUN: Noun = Noun::Tasks;
    const WRITTEN: &'static [&'static str] = &[
        "party_id",
        "project_id",
        "title",
        "kind",
        "note",
        "due_on",
        "assignee_id",
        "source",
        "done_at",
        "done_by",
        "files",
        "custom",
        "created_by",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Task) -> Vec<Value> {
        vec![
            record.party_id.into(),
            record.project_id.into(),
            record.title.clone().into(),
            record.kind.clone().into(),
            record.note.clone().into(),
            record.due_on.into(),
            record.assignee_id.into(),
            record.source.clone().into(),
            record.done_at.into(),
            record.done_by.into(),
            Value::json(&record.files),
            Value::json(&record.custom),
            record.created_by.into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Task) -> Option<String> {
        Some(record.search_text())
    }
}

/// Open tasks for a party, the most pressing first.
///
/// # Errors
/// A broken database.
pub async fn open_of_party(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Task>> {
    let q = format!(
        "SELECT {COLUMNS} FROM tasks t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.done_at IS NULL ORDER BY t.due_on IS NULL, t.due_on, t.id LIMIT $3"
    );
    loaded::<Tasks>(rows, sql(q).bind(rows.workspace()).bind(party).bind(limit)).await
}

/// Open tasks of a project that the actor reaches, the most pressing first.
///
/// # Errors
/// A broken database.
pub async fn open_of_project(rows: &impl Rows, project: Uuid, limit: i64) -> Result<Vec<Task>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM tasks t WHERE t.workspace_id = $1 AND t.project_id = $2 AND t.deleted_at IS NULL \
         AND t.done_at IS NULL"
    ))
    .bind(rows.workspace())
    .bind(project);
    Tasks::narrow(rows, &mut q);
    q.push(" ORDER BY t.due_on IS NULL, t.due_on, t.id LIMIT ")
        .push_bind(limit);
    loaded::<Tasks>(rows, q).await
}
