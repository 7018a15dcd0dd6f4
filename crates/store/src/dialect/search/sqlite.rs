//! FTS5 over `search_docs`, kept by hand: no triggers, so that an import can fill it at once. Each word stands in the index
//! behind a tag of kind and workspace: the index holds the hits of one word in one list, and a word that is common among
//! customers costs nothing when orders are asked for it.

use quen_core::{Noun, Result};
use uuid::Uuid;

use super::{readings, scope_word};
use crate::db::{Sql, Value, sql};
use crate::{Rows, Writing};

/// Indexes the documents of one workspace that stand in no index yet: as [`tagged`] does.
pub(super) const FILL: &str = "INSERT INTO search_index (rowid, body) \
     SELECT seq, replace(substr(body, 35 + length(noun)), ' ', ' ' || substr(noun || 'xxx', 1, 4) || lower(substr(hex(workspace_id), 25))) \
     FROM search_docs WHERE workspace_id = $1";

/// Takes the documents of one workspace out of the index.
pub(super) const CLEAR: &str = "INSERT INTO search_index (search_index, rowid, body) \
     SELECT 'delete', seq, replace(substr(body, 35 + length(noun)), ' ', ' ' || substr(noun || 'xxx', 1, 4) || lower(substr(hex(workspace_id), 25))) \
     FROM search_docs WHERE workspace_id = $1";

pub(super) async fn newest(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    let q = sql(
        "SELECT d.seq, d.record_id FROM search_index i CROSS JOIN search_docs d ON d.seq = i.rowid \
         WHERE i.search_index MATCH $1 AND i.rowid < $2 AND d.workspace_id = $3 AND d.noun = $4 ORDER BY i.rowid DESC LIMIT $5",
    );
    rows.all(
        q.bind(question(rows.workspace(), noun, words))
            .bind(before)
            .bind(rows.workspace())
            .bind(noun.plural())
            .bind(limit),
    )
    .await
}

/// The documents that hold the beginning `v.column1`.
pub(super) fn push_known(rows: &impl Rows, noun: Noun, q: &mut Sql) {
    q.push("SELECT 1 FROM search_index i WHERE i.search_index MATCH (")
        .push_bind(format!("\"{}", tag(rows.workspace(), noun)))
        .push(" || v.column1 || '\"*')");
}

/// All words by prefix; quotes keep FTS5 from reading operators into them.
fn question(workspace: Uuid, noun: Noun, words: &[String]) -> String {
    let tag = tag(workspace, noun);
    let one = |word: &String| {
        let readings = readings(word).into_iter();
        let either = readings.map(|reading| format!("\"{tag}{}\"*", reading.replace('"', "")));
        format!("({})", either.collect::<Vec<_>>().join(" OR "))
    };
    words.iter().map(one).collect::<Vec<_>>().join(" AND ")
}

/// What stands before each word: four letters of the kind, eight digits of the workspace. Two workspaces may have the same
/// eight; whoever asks for records compares the whole id too.
fn tag(workspace: Uuid, noun: Noun) -> String {
    let kind: String = noun.plural().chars().chain("xxx".chars()).take(4).collect();
    let digits = workspace.simple().to_string();
    format!("{kind}{}", digits.get(24..).unwrap_or_default())
}

/// A document as the index holds it: each word behind the tag, without the word that names workspace and kind.
fn tagged(workspace: Uuid, noun: Noun, body: &str) -> String {
    let scope = format!(" {}", scope_word(workspace, noun));
    let text = body.strip_prefix(&scope).unwrap_or(body);
    text.replace(' ', &format!(" {}", tag(workspace, noun)))
}

pub(super) async fn index(
    tx: &Writing,
    noun: Noun,
    seq: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    if let Some(body) = before {
        let q =
            sql("INSERT INTO search_index (search_index, rowid, body) VALUES ('delete', $1, $2)");
        tx.execute(q.bind(seq).bind(tagged(tx.workspace(), noun, body)))
            .await?;
    }
    if let Some(body) = after {
        let q = sql("INSERT INTO search_index (rowid, body) VALUES ($1, $2)");
        tx.execute(q.bind(seq).bind(tagged(tx.workspace(), noun, body)))
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
        indexed.push(vec![
            Value::from(seq),
            tagged(tx.workspace(), noun, &body).into(),
        ]);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_a_tag() {
        let workspace = Uuid::from_u128(0x1234_5678);
        let tags: std::collections::BTreeSet<String> =
            Noun::ALL.iter().map(|noun| tag(workspace, *noun)).collect();
        assert_eq!(tags.len(), Noun::ALL.len());
        assert!(
            tags.iter()
                .all(|tag| tag.len() == 12 && tag.ends_with("12345678"))
        );
    }

    #[test]
    fn each_word_stands_behind_the_tag() {
        let workspace = Uuid::from_u128(0x1234_5678);
        let body = format!(" {} ba lan", scope_word(workspace, Noun::Care));
        let held = tagged(workspace, Noun::Care, &body);
        assert_eq!(held, " care12345678ba care12345678lan");
    }
}
