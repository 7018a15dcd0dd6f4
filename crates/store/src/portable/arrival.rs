//! Rows coming in: one transaction for all of them, so that a database never holds half of a load.

use uuid::Uuid;

use super::travelling;
use crate::db::{Db, DbError, Queries as _, Value, Writer, sql};
use crate::dialect::search;
use crate::migrations::Migration;
use crate::migrations::tables::{Table, tables};

/// A load being written. Dropped without [`Arrival::commit`] it leaves nothing.
pub struct Arrival {
    writer: Writer,
}

impl Arrival {
    /// Begins. The database must have the schema of the rows.
    pub fn begin(db: &Db) -> Self {
        Self {
            writer: db.write_at_length(Uuid::nil()),
        }
    }

    /// The id and short name of every workspace already here.
    ///
    /// # Errors
    /// A broken database.
    pub async fn workspaces(&self) -> Result<Vec<(Uuid, String)>, DbError> {
        self.writer
            .all(sql("SELECT id, slug FROM workspaces"))
            .await
    }

    /// The id and mail key of every person already here.
    ///
    /// # Errors
    /// A broken database.
    pub async fn people(&self) -> Result<Vec<(Uuid, String)>, DbError> {
        self.writer
            .all(sql("SELECT id, email_key FROM users"))
            .await
    }

    /// Goes on with the rows of another workspace.
    ///
    /// # Errors
    /// A broken database.
    pub async fn enter(&self, workspace: Uuid) -> Result<(), DbError> {
        self.writer.enter(workspace).await
    }

    /// Writes rows whose values stand as in [`travelling`].
    ///
    /// # Errors
    /// A broken rule of the schema or a broken database.
    pub async fn insert(&self, table: &Table, rows: Vec<Vec<Value>>) -> Result<(), DbError> {
        let columns = travelling(table);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let places: Vec<String> = (1..=columns.len())
            .map(|place| format!("${place}"))
            .collect();
        let text = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            table.name,
            names.join(", "),
            places.join(", ")
        );
        self.writer.execute_many(text, rows).await.map(drop)
    }

    /// Removes every row of every workspace and of everybody.
    ///
    /// # Errors
    /// A broken database.
    pub async fn empty(&self, plan: &[Migration]) -> Result<(), DbError> {
        let all: Vec<Table> = tables(plan)
            .into_iter()
            .rev()
            .filter(|table| !table.local)
            .collect();
        for (workspace, _) in self.workspaces().await? {
            self.enter(workspace).await?;
            search::clear(&self.writer, workspace).await?;
            for table in all.iter().filter(|table| table.tenant) {
                self.writer
                    .execute(
                        sql(format!(
                            "DELETE FROM {} WHERE workspace_id = $1",
                            table.name
                        ))
                        .bind(workspace),
                    )
                    .await?;
            }
        }
        for table in all.iter().filter(|table| !table.tenant) {
            self.writer
                .execute(sql(format!("DELETE FROM {}", table.name)))
                .await?;
        }
        Ok(())
    }

    /// Makes the search index of a workspace from its documents.
    ///
    /// # Errors
    /// A broken database.
    pub async fn index(&self, workspace: Uuid) -> Result<(), DbError> {
        self.enter(workspace).await?;
        search::fill(&self.writer, workspace).await
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the commit fails; then nothing was written.
    pub async fn commit(self) -> Result<(), DbError> {
        self.writer.commit().await
    }
}
