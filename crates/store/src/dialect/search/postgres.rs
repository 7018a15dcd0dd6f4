//! A table of words. A rare word is looked up by its range; of a middling one the hits are gone through from the newest; when all
//! words are common, walking the documents from the newest and testing each ends soon.

use std::collections::{BTreeSet, HashMap};

use quen_core::{Noun, Result};
use uuid::Uuid;

use super::readings;
use crate::db::{Sql, Value, sql};
use crate::{Rows, Writing};

/// Hits up to which a word counts as rare.
const RARE: i64 = 2_000;
/// Hits up to which a word's hits are gone through one by one from the newest.
const MIDDLING: i64 = 30_000;

/// Takes the documents of one workspace out of the index.
pub(super) const CLEAR: &str = "DELETE FROM search_terms WHERE workspace_id = $1";

/// Indexes the documents of one workspace that stand in no index yet: as [`terms`] does.
pub(super) const FILL: &str = "INSERT INTO search_terms (workspace_id, noun, term, seq) \
     SELECT DISTINCT d.workspace_id, d.noun, t.term, d.seq FROM search_docs d \
     CROSS JOIN LATERAL unnest((regexp_split_to_array(btrim(d.body), '\\s+'))[2:]) AS t (term) \
     WHERE d.workspace_id = $1 AND t.term <> ''";

pub(super) async fn newest(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    for word in words.iter().rev() {
        let seqs = hits(rows, noun, word).await?;
        if i64::try_from(seqs.len()).unwrap_or(RARE) < RARE {
            return among(rows, noun, words, seqs, before, limit).await;
        }
    }
    for word in words.iter().rev() {
        if is_middling(rows, noun, word).await? {
            return down_its_hits(rows, noun, (word, words), before, limit).await;
        }
    }
    let mut q = start(rows, noun, before);
    push_words(&mut q, words);
    q.push(" ORDER BY seq DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// Has a word so few hits that they can be gone through from the newest?
async fn is_middling(rows: &impl Rows, noun: Noun, word: &str) -> Result<bool> {
    let mut q = sql("SELECT count(*) FROM (SELECT 1 FROM search_terms WHERE workspace_id = $1")
        .bind(rows.workspace());
    push_range(&mut q, noun, word);
    q.push(" LIMIT ").push_bind(MIDDLING).push(") counted");
    let (count,): (i64,) = rows.one(q).await?;
    Ok(count < MIDDLING)
}

/// The newest documents among the hits of one word that hold all words: each hit is looked up until the page is full, so that two
/// words that seldom meet never have every document walked.
async fn down_its_hits(
    rows: &impl Rows,
    noun: Noun,
    (word, words): (&str, &[String]),
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    let mut q = sql(
        "SELECT h.seq, d.record_id FROM (SELECT DISTINCT seq FROM search_terms WHERE workspace_id = $1 AND seq < $2",
    )
    .bind(rows.workspace())
    .bind(before);
    push_range(&mut q, noun, word);
    q.push(" ORDER BY seq DESC) h CROSS JOIN LATERAL (SELECT record_id FROM search_docs WHERE workspace_id = ");
    q.push_bind(rows.workspace()).push(" AND seq = h.seq");
    push_words(&mut q, words);
    q.push(" LIMIT 1) d ORDER BY h.seq DESC LIMIT ")
        .push_bind(limit);
    rows.all(q).await
}

/// The documents that hold the beginning `v.column1`.
pub(super) fn push_known(rows: &impl Rows, noun: Noun, q: &mut Sql) {
    q.push("SELECT 1 FROM search_terms t WHERE t.workspace_id = ")
        .push_bind(rows.workspace())
        .push(" AND t.noun = ")
        .push_bind(noun.plural())
        .push(" AND t.term >= v.column1 AND t.term < v.column1 || ")
        .push_bind("\u{10FFFF}");
}

async fn hits(rows: &impl Rows, noun: Noun, word: &str) -> Result<Vec<i64>> {
    let mut q = sql("SELECT seq FROM search_terms WHERE workspace_id = $1").bind(rows.workspace());
    push_range(&mut q, noun, word);
    q.push(" LIMIT ").push_bind(RARE);
    Ok(rows
        .all::<(i64,)>(q)
        .await?
        .into_iter()
        .map(|(seq,)| seq)
        .collect())
}

/// The terms of a kind that begin with a word, in either reading.
fn push_range(q: &mut Sql, noun: Noun, word: &str) {
    q.push(" AND noun = ")
        .push_bind(noun.plural())
        .push(" AND (1 = 0");
    for reading in readings(word) {
        q.push(" OR (term >= ")
            .push_bind(reading.clone())
            .push(" AND term < ")
            .push_bind(format!("{reading}\u{10FFFF}"))
            .push(")");
    }
    q.push(")");
}

async fn among(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    seqs: Vec<i64>,
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    if seqs.is_empty() {
        return Ok(Vec::new());
    }
    let mut q = start(rows, noun, before);
    q.push(" AND seq IN ").push_list(seqs);
    push_words(&mut q, words);
    q.push(" ORDER BY seq DESC LIMIT ").push_bind(limit);
    rows.all(q).await
}

fn start(rows: &impl Rows, noun: Noun, before: i64) -> Sql {
    sql("SELECT seq, record_id FROM search_docs WHERE workspace_id = $1 AND noun = $2 AND seq < $3")
        .bind(rows.workspace())
        .bind(noun.plural())
        .bind(before)
}

fn push_words(q: &mut Sql, words: &[String]) {
    for word in words {
        q.push(" AND (1 = 0");
        for reading in readings(word) {
            q.push(" OR body LIKE ")
                .push_bind(format!("% {}%", reading.replace(['%', '_', '\\'], "")));
        }
        q.push(")");
    }
}

pub(super) async fn index(
    tx: &Writing,
    noun: Noun,
    seq: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    let old = terms(before);
    let new = terms(after);
    let row = |term: &&str| {
        vec![
            Value::from(tx.workspace()),
            noun.plural().into(),
            (*term).into(),
            seq.into(),
        ]
    };
    let gone: Vec<_> = old.difference(&new).map(row).collect();
    let fresh: Vec<_> = new.difference(&old).map(row).collect();
    if !gone.is_empty() {
        tx.execute_many("DELETE FROM search_terms WHERE workspace_id = $1 AND noun = $2 AND term = $3 AND seq = $4", gone).await?;
    }
    if !fresh.is_empty() {
        tx.execute_many(
            "INSERT INTO search_terms (workspace_id, noun, term, seq) VALUES ($1, $2, $3, $4)",
            fresh,
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn put_new(tx: &Writing, noun: Noun, bodies: Vec<(Uuid, String)>) -> Result<()> {
    for chunk in bodies.chunks(500) {
        let mut q = sql("INSERT INTO search_docs (workspace_id, noun, record_id, body) VALUES ");
        for (place, (id, body)) in chunk.iter().enumerate() {
            q.push(if place == 0 { "" } else { "," });
            q.push_row([
                Value::from(tx.workspace()),
                noun.plural().into(),
                (*id).into(),
                body.as_str().into(),
            ]);
        }
        q.push(" RETURNING seq, record_id");
        let seqs: HashMap<Uuid, i64> = tx
            .all::<(i64, Uuid)>(q)
            .await?
            .into_iter()
            .map(|(seq, id)| (id, seq))
            .collect();
        let mut rows = Vec::new();
        for (id, body) in chunk {
            let Some(seq) = seqs.get(id) else { continue };
            rows.extend(terms(Some(body)).into_iter().map(|term| {
                vec![
                    Value::from(tx.workspace()),
                    noun.plural().into(),
                    term.into(),
                    (*seq).into(),
                ]
            }));
        }
        tx.execute_many(
            "INSERT INTO search_terms (workspace_id, noun, term, seq) VALUES ($1, $2, $3, $4)",
            rows,
        )
        .await?;
    }
    Ok(())
}

/// The words of a document without the one that names workspace and noun.
fn terms(body: Option<&str>) -> BTreeSet<&str> {
    body.into_iter()
        .flat_map(|body| body.split_whitespace().skip(1))
        .collect()
}
