//! Rows on their way from one database to another, table by table as they are stored. Which tables travel is decided
//! here, once: a table that nobody decided on is a defect that a test finds.

mod arrival;
pub mod json;

use uuid::Uuid;

use crate::db::record::Record;
use crate::db::{DbError, Snapshot, Value, sql};
use crate::migrations::Migration;
use crate::migrations::tables::{self, Column, ColumnKind, Table};

pub use arrival::Arrival;

/// Rows read or written at a time.
pub const BATCH: usize = 500;

/// How a table's rows travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travels {
    /// With their workspace, and in a backup of everything.
    WithWorkspace,
    /// In a backup of everything only, for this reason.
    InBackupOnly(&'static str),
    /// Never, for this reason.
    Never(&'static str),
}

/// How this table travels; `None` when nobody has decided yet.
pub fn travels(table: &Table) -> Option<Travels> {
    Some(match table.name.as_str() {
        "workspaces" | "users" | "memberships" | "tokens" => Travels::WithWorkspace,
        "sessions" | "portal_sessions" => {
            Travels::InBackupOnly("a browser is signed in to one installation")
        }
        "one_time_links" | "portal_links" => {
            Travels::InBackupOnly("a link in a mail leads to one installation")
        }
        "jobs" => Travels::InBackupOnly("work under way is done by one installation, not by two"),
        "rate_limits" => Travels::Never("counters of the last minutes"),
        "search_terms" => Travels::Never("made anew from search_docs"),
        _ if table.tenant && !table.local => Travels::WithWorkspace,
        _ => return None,
    })
}

/// What is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// One workspace with the people who work or worked there.
    Workspace(Uuid),
    /// All workspaces and all people.
    Everything,
}

/// The tables of a load in the order in which their rows can be written. Columns that each database fills by itself
/// are left out.
pub fn tables_of(plan: &[Migration], everything: bool) -> Vec<Table> {
    let mut chosen = tables::tables(plan);
    chosen.retain(|table| match travels(table) {
        Some(Travels::WithWorkspace) => true,
        Some(Travels::InBackupOnly(_)) => everything,
        Some(Travels::Never(_)) | None => false,
    });
    chosen
}

/// The columns that travel.
pub fn travelling(table: &Table) -> Vec<Column> {
    table
        .columns
        .iter()
        .filter(|column| column.kind != ColumnKind::Serial)
        .cloned()
        .collect()
}

/// A workspace to be taken along: its id, short name and name.
pub type Named = (Uuid, String, String);

/// The workspaces of a load, also those in the bin.
///
/// # Errors
/// A broken database.
pub async fn workspaces(moment: &Snapshot, load: Load) -> Result<Vec<Named>, DbError> {
    let all: Vec<Named> = moment
        .all(sql("SELECT id, slug, name FROM workspaces ORDER BY id"))
        .await?;
    Ok(match load {
        Load::Everything => all,
        Load::Workspace(id) => all.into_iter().filter(|found| found.0 == id).collect(),
    })
}

/// The walk through one table's rows of one load, in the order of their key.
pub struct Walk<'a> {
    moment: &'a Snapshot,
    table: &'a Table,
    owner: Owner,
    after: Option<Vec<Value>>,
}

/// Whose rows.
enum Owner {
    Workspace(Uuid),
    Anybody,
}

impl<'a> Walk<'a> {
    /// All rows of a table that belongs to no workspace or, with one, its rows alone. The moment must have been
    /// entered with the same workspace.
    pub fn new(moment: &'a Snapshot, table: &'a Table, workspace: Option<Uuid>) -> Self {
        Self {
            moment,
            table,
            owner: workspace.map_or(Owner::Anybody, Owner::Workspace),
            after: None,
        }
    }

    /// The next rows, at most [`BATCH`]; empty at the end. The values stand as in [`travelling`].
    ///
    /// # Errors
    /// A broken database.
    pub async fn next(&mut self) -> Result<Vec<Vec<Value>>, DbError> {
        let names = |columns: &[Column]| {
            columns
                .iter()
                .map(|c| c.name.clone())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let key = self.table.key.join(", ");
        let mut q = sql(format!(
            "SELECT {} FROM {} WHERE 1 = 1",
            names(&self.table.columns),
            self.table.name
        ));
        match self.owner {
            Owner::Anybody => {}
            Owner::Workspace(id) if self.table.name == "users" => {
                q.push(" AND id IN (SELECT user_id FROM memberships WHERE workspace_id = ")
                    .push_bind(id)
                    .push(")");
            }
            Owner::Workspace(id) => {
                let column = if self.table.has("workspace_id") {
                    "workspace_id"
                } else {
                    "id"
                };
                q.push(&format!(" AND {column} = ")).push_bind(id);
            }
        }
        if let Some(after) = self.after.take() {
            q.push(&format!(" AND ({key}) > ")).push_row(after);
        }
        q.push(&format!(" ORDER BY {key} LIMIT {BATCH}"));
        let found: Vec<Record> = self.moment.all(q).await?;
        let rows: Vec<Vec<Value>> = found
            .into_iter()
            .map(|row| row.values(&self.table.columns))
            .collect::<Result<_, _>>()?;
        self.after = rows.last().map(|row| self.key_of(row));
        Ok(rows
            .into_iter()
            .map(|row| self.without_serial(row))
            .collect())
    }

    fn key_of(&self, row: &[Value]) -> Vec<Value> {
        let place = |name: &String| {
            self.table
                .columns
                .iter()
                .position(|column| column.name == *name)
        };
        self.table
            .key
            .iter()
            .filter_map(|name| row.get(place(name)?).cloned())
            .collect()
    }

    fn without_serial(&self, row: Vec<Value>) -> Vec<Value> {
        let pairs = row.into_iter().zip(&self.table.columns);
        pairs
            .filter(|(_, column)| column.kind != ColumnKind::Serial)
            .map(|(value, _)| value)
            .collect()
    }
}
