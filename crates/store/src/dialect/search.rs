//! The text index: folded words by prefix, newest record first. SQLite keeps it in FTS5, PostgreSQL in a narrow
//! table of words, because behind row-level security only plain comparisons may use an index.
//!
//! Every document begins with a word that names workspace and noun, so that a search never meets another tenant's.
//!
//! An index has to gather every hit of a common word before it can give the newest. So the newest documents are looked
//! through first, and the index is asked only when they hold too few hits to go on like that.

mod postgres;
mod sqlite;

use std::collections::BTreeSet;

use quen_core::{Noun, Result};
use uuid::Uuid;

use super::Dialect;
use crate::db::{DbError, Queries, Value, Writer, sql};
use crate::{Rows, Writing};

/// The newest records whose documents hold every word (each as the beginning of a word), with their place in the order.
/// `before` is the place of the last one seen.
///
/// # Errors
/// A broken database.
pub async fn newest(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<(i64, Uuid)>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let before = before.unwrap_or(i64::MAX);
    // Documents of files are long: looking through the newest of them would read megabytes.
    let short = noun != Noun::Files;
    if short && let Some(found) = walked(rows, noun, words, before, limit).await? {
        return Ok(found);
    }
    match rows.dialect() {
        Dialect::Sqlite => sqlite::newest(rows, noun, words, before, limit).await,
        Dialect::Postgres => postgres::newest(rows, noun, words, before, limit).await,
    }
}

/// Documents that are counted of a word at most.
const COUNTED: i64 = 50;

/// Which of these beginnings of words stand in documents of some kinds, the most frequent first. Each is looked up in the index.
///
/// # Errors
/// A broken database.
pub async fn known(rows: &impl Rows, nouns: &[Noun], beginnings: &[String]) -> Result<Vec<String>> {
    if beginnings.is_empty() || nouns.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = sql("SELECT word, found FROM (SELECT v.column1 AS word, 0");
    for noun in nouns {
        q.push(" + (SELECT count(*) FROM (");
        match rows.dialect() {
            Dialect::Sqlite => sqlite::push_known(rows, *noun, &mut q),
            Dialect::Postgres => postgres::push_known(rows, *noun, &mut q),
        }
        q.push(" LIMIT ").push_bind(COUNTED).push(") counted)");
    }
    q.push(" AS found FROM (VALUES ");
    for (place, word) in beginnings.iter().enumerate() {
        q.push(if place == 0 { "" } else { ", " });
        q.push_row([Value::from(word.as_str())]);
    }
    q.push(") v) looked_up WHERE found > 0 ORDER BY found DESC, word");
    let found: Vec<(String, i64)> = rows.all(q).await?;
    Ok(found.into_iter().map(|(word, _)| word).collect())
}

/// Words with one beginning that are named at most.
const VOCABULARY: usize = 256;

/// The words of some kinds that begin so; none when they are more than can be named.
///
/// # Errors
/// A broken database.
pub async fn words_from(
    rows: &impl Rows,
    nouns: &[Noun],
    beginning: &str,
) -> Result<Option<BTreeSet<String>>> {
    let mut all = BTreeSet::new();
    let limit = VOCABULARY + 1;
    for noun in nouns {
        let words = match rows.dialect() {
            Dialect::Sqlite => sqlite::words_from(rows, *noun, beginning, limit).await?,
            Dialect::Postgres => postgres::words_from(rows, *noun, beginning, limit).await?,
        };
        if words.len() == limit {
            return Ok(None);
        }
        all.extend(words);
    }
    Ok(Some(all))
}

/// Documents looked through to learn how common the words are.
const SAMPLE: i64 = 128;
/// Hits among them from which walking on is quicker than the index.
const COMMON: i64 = 8;

/// The newest hits, when so many of the newest documents are hits that walking finds a whole page of them.
async fn walked(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Option<Vec<(i64, Uuid)>>> {
    let whole = |found: &Vec<_>| i64::try_from(found.len()).is_ok_and(|count| count >= limit);
    let sample = Stretch {
        skip: 0,
        documents: SAMPLE,
        limit,
    };
    let mut found = among_newest(rows, noun, words, before, sample).await?;
    let hits = i64::try_from(found.len()).unwrap_or_default();
    if whole(&found) {
        return Ok(Some(found));
    }
    if hits < COMMON {
        return Ok(None);
    }
    // Twice as far as the sample says, for documents are not evenly mixed.
    let rest = Stretch {
        skip: SAMPLE,
        documents: (SAMPLE * (limit - hits) / hits * 2).max(SAMPLE),
        limit: limit - hits,
    };
    found.extend(among_newest(rows, noun, words, before, rest).await?);
    Ok(Some(found).filter(whole))
}

/// Which of the newest documents to look through, and the hits that are enough.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    skip: i64,
    documents: i64,
    limit: i64,
}

/// The hits in a stretch, newest first.
async fn among_newest(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    stretch: Stretch,
) -> Result<Vec<(i64, Uuid)>> {
    let mut q = sql(
        "SELECT seq, record_id FROM (SELECT seq, record_id, body FROM search_docs \
         WHERE workspace_id = $1 AND noun = $2 AND seq < $3 ORDER BY seq DESC NULLS LAST LIMIT $4 OFFSET $5) ranked WHERE 1 = 1",
    )
    .bind(rows.workspace())
    .bind(noun.plural())
    .bind(before)
    .bind(stretch.documents)
    .bind(stretch.skip);
    let position = rows.dialect().position();
    for word in words {
        q.push(" AND (1 = 0");
        for reading in readings(word) {
            q.push(" OR ").push(position).push("(body, ");
            q.push_bind(format!(" {reading}")).push(") > 0");
        }
        q.push(")");
    }
    // Both databases test the stretch in its own order and stop at the last hit wanted; asked for in that order once
    // more, SQLite would read the stretch to its end and sort what is sorted.
    q.push(" LIMIT ").push_bind(stretch.limit);
    let mut found: Vec<(i64, Uuid)> = rows.all(q).await?;
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found)
}

/// Writes or replaces a record's document.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, noun: Noun, id: Uuid, text: &str) -> Result<()> {
    let q = sql("SELECT seq, body FROM search_docs WHERE workspace_id = $1 AND record_id = $2")
        .bind(tx.workspace())
        .bind(id);
    let old: Option<(i64, String)> = tx.optional(q).await?;
    let body = format!(" {}{text}", scope_word(tx.workspace(), noun));
    match old {
        Some((_, before)) if before == body => Ok(()),
        Some((seq, before)) => {
            index(tx, noun, seq, Some(&before), Some(&body)).await?;
            let q =
                sql("UPDATE search_docs SET body = $3 WHERE workspace_id = $1 AND record_id = $2");
            tx.execute(q.bind(tx.workspace()).bind(id).bind(body))
                .await
                .map(drop)
        }
        None => {
            let q = sql(
                "INSERT INTO search_docs (workspace_id, noun, record_id, body) VALUES ($1, $2, $3, $4) RETURNING seq",
            );
            let (seq,): (i64,) = tx
                .one(
                    q.bind(tx.workspace())
                        .bind(noun.plural())
                        .bind(id)
                        .bind(body.clone()),
                )
                .await?;
            index(tx, noun, seq, None, Some(&body)).await
        }
    }
}

/// Writes the documents of many new records. None of them may have one yet.
///
/// # Errors
/// A broken database.
pub async fn put_new(tx: &Writing, noun: Noun, documents: Vec<(Uuid, String)>) -> Result<()> {
    let scope = scope_word(tx.workspace(), noun);
    let bodies: Vec<(Uuid, String)> = documents
        .into_iter()
        .map(|(id, text)| (id, format!(" {scope}{text}")))
        .collect();
    match tx.dialect() {
        Dialect::Sqlite => sqlite::put_new(tx, noun, bodies).await,
        Dialect::Postgres => postgres::put_new(tx, noun, bodies).await,
    }
}

/// Removes a record's document.
///
/// # Errors
/// A broken database.
pub async fn remove(tx: &Writing, id: Uuid) -> Result<()> {
    let q =
        sql("SELECT seq, noun, body FROM search_docs WHERE workspace_id = $1 AND record_id = $2")
            .bind(tx.workspace())
            .bind(id);
    let Some((seq, noun, body)) = tx.optional::<(i64, String, String)>(q).await? else {
        return Ok(());
    };
    let noun = Noun::from_plural(&noun).unwrap_or(Noun::Parties);
    index(tx, noun, seq, Some(&body), None).await?;
    let q = sql("DELETE FROM search_docs WHERE workspace_id = $1 AND record_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(id)).await.map(drop)
}

/// Indexes all documents of a workspace whose rows were just moved in.
///
/// # Errors
/// A broken database.
pub(crate) async fn fill(writer: &Writer, workspace: Uuid) -> Result<(), DbError> {
    let text = match writer.dialect() {
        Dialect::Sqlite => sqlite::FILL,
        Dialect::Postgres => postgres::FILL,
    };
    writer.execute(sql(text).bind(workspace)).await.map(drop)
}

/// Forgets the index of a workspace whose documents are about to be removed.
///
/// # Errors
/// A broken database.
pub(crate) async fn clear(writer: &Writer, workspace: Uuid) -> Result<(), DbError> {
    let text = match writer.dialect() {
        Dialect::Sqlite => sqlite::CLEAR,
        Dialect::Postgres => postgres::CLEAR,
    };
    writer.execute(sql(text).bind(workspace)).await.map(drop)
}

async fn index(
    tx: &Writing,
    noun: Noun,
    seq: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    match tx.dialect() {
        Dialect::Sqlite => sqlite::index(tx, noun, seq, before, after).await,
        Dialect::Postgres => postgres::index(tx, noun, seq, before, after).await,
    }
}

/// One word that no text of people contains.
fn scope_word(workspace: Uuid, noun: Noun) -> String {
    format!("w{}{}", workspace.simple(), noun.plural())
}

/// A word with its other reading as the end of a phone.
fn readings(word: &str) -> Vec<String> {
    let mut readings = vec![word.to_owned()];
    readings.extend(quen_core::search::as_phone_end(word));
    readings
}
