//! What stands beside parties in a list: the organisation somebody works at, the next open task. One query for a whole
//! page; it must never look at parties one by one.

use std::collections::HashMap;

use chrono::NaiveDate;
use quen_core::Result;
use uuid::Uuid;

use crate::Rows;
use crate::db::sql;

/// Where a person works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// The organisation.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What the person is there.
    pub title: Option<String>,
}

/// The open task that is due first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextTask {
    /// The task.
    pub id: Uuid,
    /// What to do.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
}

/// The organisation each of these people works at, by person; of several the one noted first. Only what the actor may see.
///
/// # Errors
/// A broken database.
pub async fn organizations(rows: &impl Rows, ids: &[Uuid]) -> Result<HashMap<Uuid, Organization>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = sql("SELECT l.id, l.from_id, p.id, p.name, l.title FROM party_links l \
         JOIN parties p ON p.workspace_id = l.workspace_id AND p.id = l.to_id \
         WHERE l.workspace_id = $1 AND l.kind = 'works_at' AND p.deleted_at IS NULL AND l.from_id IN ")
    .bind(rows.workspace());
    q.push_list(ids.iter().copied());
    rows.narrow(&mut q, "p.owner_id");
    // Sorted here: asked for in the order of ids, SQLite without statistics would walk the links of all parties.
    let mut links = rows
        .all::<(Uuid, Uuid, Uuid, String, Option<String>)>(q)
        .await?;
    links.sort_unstable_by_key(|link| link.0);
    let mut found = HashMap::new();
    for (_, person, id, name, title) in links {
        found
            .entry(person)
            .or_insert(Organization { id, name, title });
    }
    Ok(found)
}

/// The next open task with each of these parties; one without a day comes after those with one.
///
/// # Errors
/// A broken database.
pub async fn next_tasks(rows: &impl Rows, ids: &[Uuid]) -> Result<HashMap<Uuid, NextTask>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = sql("SELECT party_id, id, title, due_on FROM (\
         SELECT party_id, id, title, due_on, \
         row_number() OVER (PARTITION BY party_id ORDER BY CASE WHEN due_on IS NULL THEN 1 ELSE 0 END, due_on, id) AS place \
         FROM tasks WHERE workspace_id = $1 AND deleted_at IS NULL AND done_at IS NULL AND party_id IN ")
    .bind(rows.workspace());
    q.push_list(ids.iter().copied());
    q.push(") ranked WHERE place = 1");
    let rows = rows
        .all::<(Uuid, Uuid, String, Option<NaiveDate>)>(q)
        .await?;
    let one = |(party, id, title, due_on)| (party, NextTask { id, title, due_on });
    Ok(rows.into_iter().map(one).collect())
}
