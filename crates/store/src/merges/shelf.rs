//! Where merges lie: those of parties on one shelf, those of every other kind on another. What two records were, and every row that
//! a merge moved, so that all of it can go back.

use chrono::{DateTime, Utc};
use quen_core::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::Hanging;
use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

/// A pair of tables: merges, and what they moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shelf {
    merges: &'static str,
    moves: &'static str,
}

/// Merges of parties.
pub const PARTIES: Shelf = Shelf {
    merges: "merges",
    moves: "merge_moves",
};

/// Merges of records of every other kind.
pub const RECORDS: Shelf = Shelf {
    merges: "record_merges",
    moves: "record_merge_moves",
};

/// A merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge<R> {
    /// UUIDv7.
    pub id: Uuid,
    /// The record that stayed.
    pub winner_id: Uuid,
    /// The one that went to the bin.
    pub loser_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by_user: Option<Uuid>,
    /// The winner as it was.
    pub winner_before: R,
    /// The winner as the merge left it.
    pub winner_after: R,
    /// The other one as it was.
    pub loser_before: R,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str =
    "id, winner_id, loser_id, at, by_user, winner_before, winner_after, loser_before, undone_at";

impl<R: DeserializeOwned + Send + 'static> FromRow for Merge<R> {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            winner_id: row.get(1)?,
            loser_id: row.get(2)?,
            at: row.get(3)?,
            by_user: row.get(4)?,
            winner_before: row.json(5)?,
            winner_after: row.json(6)?,
            loser_before: row.json(7)?,
            undone_at: row.get(8)?,
        })
    }
}

impl Shelf {
    /// Writes a merge; `kind` is the word of the kind, none for parties.
    ///
    /// # Errors
    /// A broken database.
    pub async fn insert<R: Serialize + Sync>(
        self,
        tx: &Writing,
        kind: Option<&str>,
        merge: &Merge<R>,
    ) -> Result<()> {
        let more = kind.map_or("", |_| ", kind");
        let mut q = sql(format!(
            "INSERT INTO {} (workspace_id, {COLUMNS}{more}) VALUES ",
            self.merges
        ));
        let values = [
            Value::from(tx.workspace()),
            merge.id.into(),
            merge.winner_id.into(),
            merge.loser_id.into(),
            merge.at.into(),
            merge.by_user.into(),
            Value::json(&merge.winner_before),
            Value::json(&merge.winner_after),
            Value::json(&merge.loser_before),
            merge.undone_at.into(),
        ];
        q.push_row(values.into_iter().chain(kind.map(Value::from)));
        tx.execute(q).await.map(drop)
    }

    /// One merge; the caller asks whether the actor reaches the winner.
    ///
    /// # Errors
    /// A broken database.
    pub async fn find<R: DeserializeOwned + Send + 'static>(
        self,
        rows: &impl Rows,
        id: Uuid,
    ) -> Result<Option<Merge<R>>> {
        let q = sql(format!(
            "SELECT {COLUMNS} FROM {} WHERE workspace_id = $1 AND id = $2",
            self.merges
        ));
        rows.optional(q.bind(rows.workspace()).bind(id)).await
    }

    /// The merges that a record won, newest first, at most `limit`.
    ///
    /// # Errors
    /// A broken database.
    pub async fn of_winner<R: DeserializeOwned + Send + 'static>(
        self,
        rows: &impl Rows,
        winner: Uuid,
        limit: i64,
    ) -> Result<Vec<Merge<R>>> {
        let q = sql(format!(
            "SELECT {COLUMNS} FROM {} WHERE workspace_id = $1 AND winner_id = $2 ORDER BY id DESC LIMIT $3",
            self.merges
        ));
        rows.all(q.bind(rows.workspace()).bind(winner).bind(limit))
            .await
    }

    /// Notes that a merge was undone. False when somebody was quicker.
    ///
    /// # Errors
    /// A broken database.
    pub async fn mark_undone(
        self,
        tx: &Writing,
        id: Uuid,
        at: DateTime<Utc>,
        by: Uuid,
    ) -> Result<bool> {
        let q = sql(format!(
            "UPDATE {} SET undone_at = $3, undone_by = $4 WHERE workspace_id = $1 AND id = $2 AND undone_at IS NULL",
            self.merges
        ));
        let q = q.bind(tx.workspace()).bind(id).bind(at).bind(by);
        Ok(tx.execute(q).await? == 1)
    }

    /// Moves the rows that hang by one column from one record to another, and notes each.
    ///
    /// # Errors
    /// A broken database.
    pub(super) async fn move_rows(
        self,
        tx: &Writing,
        merge: Uuid,
        hanging: &Hanging,
        (from, to): (Uuid, Uuid),
    ) -> Result<()> {
        let Hanging { table, column, .. } = hanging;
        let (id, relation) = match hanging.lines_of {
            Some((_, parent)) => (parent, "$4 || '.' || CAST(position AS TEXT)"),
            None => ("id", "$4"),
        };
        for part in parts(hanging) {
            let note = sql(format!(
                "INSERT INTO {} (workspace_id, merge_id, relation, record_id) SELECT workspace_id, $3, {relation}, {id} FROM {table} \
                 WHERE workspace_id = $1 AND {column} IS NOT NULL AND {column} = $2{part}",
                self.moves
            ));
            let note = note.bind(tx.workspace()).bind(from).bind(merge);
            tx.execute(note.bind(format!("{table}.{column}"))).await?;
            let text = format!(
                "UPDATE {table} SET {column} = $3{} WHERE workspace_id = $1 AND {column} IS NOT NULL AND {column} = $2{part}",
                grown(hanging)
            );
            tx.execute(sql(text).bind(tx.workspace()).bind(from).bind(to))
                .await?;
        }
        self.parents_grow(tx, merge, hanging).await
    }

    /// Moves back the rows that a merge moved, as far as they still hang on the winner.
    ///
    /// # Errors
    /// A broken database.
    pub(super) async fn rows_back(
        self,
        tx: &Writing,
        merge: Uuid,
        hanging: &Hanging,
        (winner, loser): (Uuid, Uuid),
    ) -> Result<()> {
        let Hanging { table, column, .. } = hanging;
        let moves = self.moves;
        let moved = match hanging.lines_of {
            Some((_, parent)) => format!(
                "EXISTS (SELECT 1 FROM {moves} m WHERE m.workspace_id = $1 AND m.merge_id = $2 \
                 AND m.relation = $3 || '.' || CAST({table}.position AS TEXT) AND m.record_id = {table}.{parent})"
            ),
            None => format!(
                "id IN (SELECT record_id FROM {moves} WHERE workspace_id = $1 AND merge_id = $2 AND relation = $3)"
            ),
        };
        let text = format!(
            "UPDATE {table} SET {column} = $5{} WHERE workspace_id = $1 AND {moved} AND {column} IS NOT NULL AND {column} = $4",
            grown(hanging)
        );
        let q = sql(text).bind(tx.workspace()).bind(merge);
        let q = q.bind(format!("{table}.{column}"));
        tx.execute(q.bind(winner).bind(loser)).await?;
        self.parents_grow(tx, merge, hanging).await
    }

    /// The records whose lines moved have changed.
    async fn parents_grow(self, tx: &Writing, merge: Uuid, hanging: &Hanging) -> Result<()> {
        let Some((parents, _)) = hanging.lines_of else {
            return Ok(());
        };
        let relation = format!("{}.{}", hanging.table, hanging.column);
        let q = sql(format!(
            "UPDATE {parents} SET version = version + 1 WHERE workspace_id = $1 AND id IN (SELECT record_id FROM {} \
             WHERE workspace_id = $1 AND merge_id = $2 AND relation >= $3 AND relation < $4)",
            self.moves
        ));
        let q = q.bind(tx.workspace()).bind(merge);
        let q = q.bind(format!("{relation}.")).bind(format!("{relation}/"));
        tx.execute(q).await.map(drop)
    }

    /// Notes rows that a merge touched, with their state before.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) async fn note(
        self,
        tx: &Writing,
        merge: Uuid,
        relation: &str,
        rows: Vec<(Uuid, Value)>,
    ) -> Result<()> {
        let rows: Vec<Vec<Value>> = rows
            .into_iter()
            .map(|(id, before)| {
                vec![
                    tx.workspace().into(),
                    merge.into(),
                    relation.into(),
                    id.into(),
                    before,
                ]
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let text = format!(
            "INSERT INTO {} (workspace_id, merge_id, relation, record_id, before) VALUES ($1, $2, $3, $4, $5)",
            self.moves
        );
        tx.execute_many(text, rows).await.map(drop)
    }

    /// The rows noted under a relation, with their state before.
    ///
    /// # Errors
    /// A broken database.
    pub(crate) async fn noted<T: DeserializeOwned + Send + 'static>(
        self,
        rows: &impl Rows,
        merge: Uuid,
        relation: &str,
    ) -> Result<Vec<(Uuid, Option<T>)>> {
        struct Noted<T>(Uuid, Option<T>);
        impl<T: DeserializeOwned + Send + 'static> FromRow for Noted<T> {
            fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
                Ok(Self(row.get(0)?, row.json_optional(1)?))
            }
        }
        let q = sql(format!(
            "SELECT record_id, before FROM {} WHERE workspace_id = $1 AND merge_id = $2 AND relation = $3 ORDER BY record_id",
            self.moves
        ));
        let q = q.bind(rows.workspace()).bind(merge).bind(relation);
        let found = rows.all::<Noted<T>>(q).await?;
        Ok(found
            .into_iter()
            .map(|Noted(id, before)| (id, before))
            .collect())
    }
}

/// The live rows and those in the bin have an index each.
fn parts(hanging: &Hanging) -> &'static [&'static str] {
    if hanging.binned {
        &[" AND deleted_at IS NULL", " AND deleted_at IS NOT NULL"]
    } else {
        &[""]
    }
}

fn grown(hanging: &Hanging) -> &'static str {
    if hanging.versioned {
        ", version = version + 1"
    } else {
        ""
    }
}
