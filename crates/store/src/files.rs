//! Rows of uploaded files and of the text in them. Who may see a file is decided by the record that carries it; nothing here
//! looks at that record.

use chrono::{DateTime, Utc};
use quen_core::files::{File, TextState, document};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, sql};
use crate::dialect::search;
use crate::{Rows, Writing, bins};

const COLUMNS: &str = "id, name, content_type, size, sha256, noun, record_id, field, text_state, created_by, created_at";

/// A file as its row gives it.
struct Loaded(File);

impl FromRow for Loaded {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let state: Option<String> = row.get(8)?;
        Ok(Self(File {
            id: row.get(0)?,
            name: row.get(1)?,
            content_type: row.get(2)?,
            size: row.get(3)?,
            sha256: row.get(4)?,
            noun: row.get(5)?,
            record_id: row.get(6)?,
            field: row.get(7)?,
            text_state: state
                .and_then(|code| TextState::from_code(&code))
                .unwrap_or(TextState::Waiting),
            created_by: row.get(9)?,
            created_at: row.get(10)?,
        }))
    }
}

/// Writes a new file that no record carries.
///
/// # Errors
/// A broken database.
pub async fn insert(tx: &Writing, file: &File) -> Result<()> {
    let q = sql(
        "INSERT INTO files (workspace_id, id, name, content_type, size, sha256, noun, record_id, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let q = q
        .bind(tx.workspace())
        .bind(file.id)
        .bind(file.name.as_str());
    let q = q.bind(file.content_type.as_str()).bind(file.size);
    let q = q.bind(file.sha256.as_str()).bind(file.noun.as_str());
    let q = q.bind(file.record_id).bind(file.created_by);
    tx.execute(q.bind(file.created_at)).await.map(drop)
}

/// One file, also one that its record let go of.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, id: Uuid) -> Result<Option<File>> {
    Ok(many(rows, &[id]).await?.pop())
}

/// Several files in the order of these ids; those that are gone are left out.
///
/// # Errors
/// A broken database.
pub async fn many(rows: &impl Rows, ids: &[Uuid]) -> Result<Vec<File>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql(format!("SELECT {COLUMNS} FROM files WHERE workspace_id = "));
    q.push_bind(rows.workspace()).push(" AND id IN ");
    q.push_list(ids.iter().copied());
    let found = rows.all::<Loaded>(q).await?;
    let mut found: Vec<File> = found.into_iter().map(|row| row.0).collect();
    found.sort_by_key(|file| ids.iter().position(|id| *id == file.id));
    Ok(found)
}

/// A record takes a file up; its text is read anew.
///
/// # Errors
/// A broken database.
pub async fn attach(tx: &Writing, id: Uuid, word: &str, record: Uuid, field: &str) -> Result<()> {
    let q = sql(
        "UPDATE files SET noun = $3, record_id = $4, field = $5, text_state = NULL, deleted_at = NULL \
         WHERE workspace_id = $1 AND id = $2",
    );
    let q = q.bind(tx.workspace()).bind(id).bind(word).bind(record);
    tx.execute(q.bind(field)).await.map(drop)
}

/// A record lets a file go: nobody finds it by its words any more, and it is kept for a while so that the change can be
/// undone.
///
/// # Errors
/// A broken database.
pub async fn let_go(tx: &Writing, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    search::remove(tx, id).await?;
    let q = sql("UPDATE files SET deleted_at = $3 WHERE workspace_id = $1 AND id = $2");
    tx.execute(q.bind(tx.workspace()).bind(id).bind(now))
        .await
        .map(drop)
}

/// The next files whose text was not read yet, oldest first; those that no record carries wait.
///
/// # Errors
/// A broken database.
pub async fn waiting(rows: &impl Rows, limit: i64) -> Result<Vec<File>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM files WHERE workspace_id = $1 AND text_state IS NULL AND record_id <> $2 AND deleted_at IS NULL \
         ORDER BY created_at LIMIT $3"
    ));
    let q = q.bind(rows.workspace()).bind(Uuid::nil()).bind(limit);
    let found = rows.all::<Loaded>(q).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Notes what was read in a file, and puts its words and its name into the index. `false`: the file was let go of meanwhile.
///
/// # Errors
/// A broken database.
pub async fn read(tx: &Writing, file: &File, state: TextState, text: &str) -> Result<bool> {
    let q = sql(
        "UPDATE files SET text_state = $3 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL",
    );
    let kept = tx.execute(q.bind(tx.workspace()).bind(file.id).bind(state.code()));
    if kept.await? == 0 {
        return Ok(false);
    }
    let q = sql("DELETE FROM file_texts WHERE workspace_id = $1 AND file_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(file.id)).await?;
    if !text.is_empty() {
        let q = sql("INSERT INTO file_texts (workspace_id, file_id, text) VALUES ($1, $2, $3)");
        let q = q.bind(tx.workspace()).bind(file.id);
        tx.execute(q.bind(text.replace('\0', " "))).await?;
    }
    search::put(tx, Noun::Files, file.id, &document(&file.name, text)).await?;
    Ok(true)
}

/// The text of a file; empty where none was read.
///
/// # Errors
/// A broken database.
pub async fn text(rows: &impl Rows, id: Uuid) -> Result<String> {
    let q = sql("SELECT text FROM file_texts WHERE workspace_id = $1 AND file_id = $2");
    let found = rows.optional::<(String,)>(q.bind(rows.workspace()).bind(id));
    Ok(found.await?.map(|(text,)| text).unwrap_or_default())
}

/// The newest files with these words.
///
/// # Errors
/// A broken database.
pub async fn with_words(rows: &impl Rows, words: &[String], limit: usize) -> Result<Vec<File>> {
    let hits = search::newest(rows, Noun::Files, words, None, limit).await?;
    let ids: Vec<Uuid> = hits.into_iter().map(|(_, id)| id).collect();
    many(rows, &ids).await
}

/// Removes files that no record took up, or that their record let go of, before an instant; answers the names by which their
/// bytes may lie.
///
/// # Errors
/// A broken database.
pub async fn sweep(
    tx: &Writing,
    loose_before: DateTime<Utc>,
    let_go_before: DateTime<Utc>,
    limit: i64,
) -> Result<bins::Uploads> {
    let q = sql(
        "DELETE FROM files WHERE workspace_id = $1 AND id IN (SELECT id FROM files WHERE workspace_id = $1 \
         AND ((record_id = $2 AND created_at < $3) OR (deleted_at IS NOT NULL AND deleted_at < $4)) LIMIT $5) RETURNING id",
    );
    let q = q.bind(tx.workspace()).bind(Uuid::nil()).bind(loose_before);
    let gone: Vec<(Uuid,)> = tx.all(q.bind(let_go_before).bind(limit)).await?;
    let mut uploads = bins::Uploads::new();
    for (id,) in gone {
        search::remove(tx, id).await?;
        uploads.push(id.to_string());
    }
    Ok(uploads)
}

/// Lets go of lists that were written to files, each a copy of many people, and forgets what was asked for; answers the names by
/// which their bytes may lie.
///
/// # Errors
/// A broken database.
pub async fn let_go_of_exports(tx: &Writing) -> Result<bins::Uploads> {
    let exports = "SELECT id FROM jobs WHERE workspace_id = $1 AND kind = 'exports.write' AND finished_at IS NOT NULL";
    let q = sql(format!(
        "DELETE FROM files WHERE workspace_id = $1 AND record_id = $2 AND id IN ({exports}) RETURNING id"
    ));
    let gone: Vec<(Uuid,)> = tx.all(q.bind(tx.workspace()).bind(Uuid::nil())).await?;
    let q = sql(format!(
        "DELETE FROM jobs WHERE workspace_id = $1 AND id IN ({exports})"
    ));
    tx.execute(q.bind(tx.workspace())).await?;
    Ok(gone.into_iter().map(|(id,)| id.to_string()).collect())
}
