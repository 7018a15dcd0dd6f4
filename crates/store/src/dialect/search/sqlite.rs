//! FTS5 over `search_docs`, kept by hand: no triggers, so that an import can fill it at once.

use quen_core::{Noun, Result};
use uuid::Uuid;

use super::{readings, scope_word};
use crate::db::{Sql, Value, sql};
use crate::{Rows, Writing};

/// Indexes the documents of one workspace that stand in no index yet.
pub(super) const FILL: &str = "INSERT INTO search_index (rowid, body) SELECT seq, body FROM search_docs WHERE workspace_id = $1";

/// Takes the documents of one workspace out of the index.
pub(super) const CLEAR: &str = "INSERT INTO search_index (search_index, rowid, body) SELECT 'delete', seq, body FROM search_docs WHERE workspace_id = $1";

pub(super) async fn newest(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    let q = sql(
        "SELECT d.seq, d.record_id FROM search_index i CROSS JOIN search_docs d ON d.seq = i.rowid \
         WHERE i.search_index MATCH $1 AND i.rowid < $2 AND d.workspace_id = $3 ORDER BY i.rowid DESC LIMIT $4",
    );
    rows.all(
        q.bind(question(rows.workspace(), noun, words))
            .bind(before)
            .bind(rows.workspace())
            .bind(limit),
    )
    .await
}

/// Does any document hold the beginning `v.column1`, of whatever kind and workspace?
pub(super) const STANDS: &str =
    "EXISTS (SELECT 1 FROM search_index i WHERE i.search_index MATCH ('\"' || v.column1 || '\"*'))";

/// The documents that hold the beginning `v.column1`.
pub(super) fn push_known(rows: &impl Rows, noun: Noun, q: &mut Sql) {
    let scope = scope_word(rows.workspace(), noun);
    q.push("SELECT 1 FROM search_index i WHERE i.search_index MATCH (")
        .push_bind(format!("\"{scope}\" AND \""))
        .push(" || v.column1 || '\"*')");
}

/// All words by prefix; quotes keep FTS5 from reading operators into them.
fn question(workspace: Uuid, noun: Noun, words: &[String]) -> String {
    let mut parts = vec![format!("\"{}\"", scope_word(workspace, noun))];
    for word in words {
        let either: Vec<String> = readings(word)
            .iter()
            .map(|r| format!("\"{}\"*", r.replace('"', "")))
            .collect();
        parts.push(format!("({})", either.join(" OR ")));
    }
    parts.join(" AND ")
}

pub(super) async fn index(
    tx: &Writing,
    seq: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    if let Some(body) = before {
        let q =
            sql("INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', $1, $2)");
        tx.execute(q.bind(seq).bind(body)).await?;
    }
    if let Some(body) = after {
        tx.execute(
            sql("INSERT INTO search_index (rowid, body) VALUES ($1, $2)")
                .bind(seq)
                .bind(body),
        )
        .await?;
    }
    Ok(())
}

/// One writer at a time: the places behind the last one are free until the transaction ends.
pub(super) async fn put_new(tx: &Writing, noun: Noun, bodies: Vec<(Uuid, String)>) -> Result<()> {
    let (last,): (i64,) = tx
        .one(sql("SELECT coalesce(max(seq), 0) FROM search_docs"))
        .await?;
    let mut documents = Vec::with_capacity(bodies.len());
    let mut indexed = Vec::with_capacity(bodies.len());
    for (seq, (id, body)) in (last + 1..).zip(bodies) {
        indexed.push(vec![Value::from(seq), body.as_str().into()]);
        documents.push(vec![
            seq.into(),
            tx.workspace().into(),
            noun.plural().into(),
            id.into(),
            body.into(),
        ]);
    }
    tx.execute_many("INSERT INTO search_docs (seq, workspace_id, noun, record_id, body) VALUES ($1, $2, $3, $4, $5)", documents).await?;
    tx.execute_many(
        "INSERT INTO search_index (rowid, body) VALUES ($1, $2)",
        indexed,
    )
    .await
    .map(drop)
}
