//! FTS5 over `search_docs`, kept by hand: no triggers, so that an import can fill it at once. Each word stands in the index
//! behind a tag of kind and workspace: the index holds the hits of one word in one list, and a word that is common among
//! customers costs nothing when orders are asked for it.

use quen_core::{Noun, Result};
use uuid::Uuid;

use super::{readings, scope_word};
use crate::db::{Sql, Value, sql};
use crate::{Rows, Writing};

/// Terms that the beginning of a word may stand for, to be named one by one.
const TERMS: usize = 32;

/// The documents of one workspace as [`tagged`] holds them, after what goes into the index.
macro_rules! tagged_documents {
    ($into:literal) => {
        concat!(
            "INSERT INTO search_index (",
            $into,
            " seq, replace(substr(body, 35 + length(noun)), ' ', \
             ' ' || substr(noun || 'xxx', 1, 4) || lower(substr(hex(workspace_id), 25))) \
             FROM search_docs WHERE workspace_id = $1"
        )
    };
}

/// Indexes the documents of one workspace that stand in no index yet.
pub(super) const FILL: &str = tagged_documents!("rowid, body) SELECT");

/// Takes the documents of one workspace out of the index.
pub(super) const CLEAR: &str = tagged_documents!("search_index, rowid, body) SELECT 'delete',");

pub(super) async fn newest(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    let Some(question) = question(rows, noun, words).await? else {
        return Ok(Vec::new());
    };
    let q = sql(
        "SELECT d.seq, d.record_id FROM search_index i CROSS JOIN search_docs d ON d.seq = i.rowid \
         WHERE i.search_index MATCH $1 AND i.rowid < $2 AND d.workspace_id = $3 AND d.noun = $4 ORDER BY i.rowid DESC LIMIT $5",
    );
    rows.all(
        q.bind(question)
            .bind(before)
            .bind(rows.workspace())
            .bind(noun.plural())
            .bind(limit),
    )
    .await
}

/// The hits of the beginning `v.column1`, one by one as they stand in the index.
pub(super) fn push_known(rows: &impl Rows, noun: Noun, q: &mut Sql) {
    let tag = tag(rows.workspace(), noun);
    q.push("SELECT 1 FROM search_words w WHERE w.term >= ")
        .push_bind(tag.clone())
        .push(" || v.column1 AND w.term <= ")
        .push_bind(tag)
        .push(" || v.column1 || ")
        .push_bind("\u{10FFFF}");
}

/// All words, each as the terms that begin with it: FTS5 goes through the hits of whole terms from the newest and stops, those of
/// a beginning it gathers first. None where a word begins no term, for then nothing is found. Quotes keep it from reading operators
/// into them.
async fn question(rows: &impl Rows, noun: Noun, words: &[String]) -> Result<Option<String>> {
    let tag = tag(rows.workspace(), noun);
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        let mut either = Vec::new();
        for reading in readings(word) {
            let beginning = format!("{tag}{}", reading.replace('"', ""));
            let terms = terms_from(rows, &beginning, TERMS + 1).await?;
            if terms.len() > TERMS {
                either.push(format!("\"{beginning}\"*"));
            } else {
                either.extend(terms.iter().map(|term| format!("\"{term}\"")));
            }
        }
        if either.is_empty() {
            return Ok(None);
        }
        all.push(format!("({})", either.join(" OR ")));
    }
    Ok(Some(all.join(" AND ")))
}

/// The words of one kind that begin so, `limit` at most.
pub(super) async fn words_from(
    rows: &impl Rows,
    noun: Noun,
    beginning: &str,
    limit: usize,
) -> Result<Vec<String>> {
    let tag = tag(rows.workspace(), noun);
    let terms = terms_from(rows, &format!("{tag}{beginning}"), limit).await?;
    let word = |term: String| term.strip_prefix(&tag).map(str::to_owned);
    Ok(terms.into_iter().filter_map(word).collect())
}

/// The terms of the index with this beginning, `limit` at most: each is stepped to from the one before it.
async fn terms_from(rows: &impl Rows, beginning: &str, limit: usize) -> Result<Vec<String>> {
    let q = sql(
        "WITH RECURSIVE known (term) AS (SELECT * FROM (SELECT w.term FROM search_words w WHERE w.term >= $1 AND w.term <= $2 LIMIT 1) \
         UNION ALL SELECT (SELECT w.term FROM search_words w WHERE w.term >= known.term || char(1) AND w.term <= $2 LIMIT 1) \
         FROM known WHERE known.term IS NOT NULL) SELECT term FROM known WHERE term IS NOT NULL LIMIT $3",
    )
    .bind(beginning)
    .bind(format!("{beginning}\u{10FFFF}"))
    .bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let found: Vec<(String,)> = rows.all(q).await?;
    Ok(found.into_iter().map(|(term,)| term).collect())
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
