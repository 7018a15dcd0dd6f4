//! A table of words. A rare word is looked up by its range, and its documents are tested for the others; the hits of common words
//! meet in the index, slice by slice from the newest.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use quen_core::{Noun, Result};
use uuid::Uuid;

use super::readings;
use crate::db::{Sql, Value, sql};
use crate::{Rows, Writing};

/// Hits up to which a word counts as rare.
const RARE: i64 = 2_000;
/// Terms that the beginning of a word may stand for, to be named one by one.
const TERMS: usize = 256;
/// Places in the order that the newest slice of documents spans.
const SLICE: i64 = 100_000;

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
    let mut meant = Vec::with_capacity(words.len());
    for word in words {
        let mut terms = Vec::new();
        for reading in readings(word) {
            terms.extend(words_from(rows, noun, &reading, TERMS + 1).await?);
        }
        if terms.len() > TERMS {
            return walking(rows, noun, words, before, limit).await;
        }
        meant.push(terms);
    }
    in_slices(rows, noun, &meant, before, limit).await
}

/// The words of one kind that begin so, `limit` at most: each is stepped to from the one before it.
pub(super) async fn words_from(
    rows: &impl Rows,
    noun: Noun,
    beginning: &str,
    limit: usize,
) -> Result<Vec<String>> {
    let q = sql(
        "WITH RECURSIVE known (term) AS ((SELECT term FROM search_terms WHERE workspace_id = $1 AND noun = $2 \
         AND term >= $3 AND term < $4 ORDER BY term LIMIT 1) UNION ALL SELECT (SELECT t.term FROM search_terms t \
         WHERE t.workspace_id = $1 AND t.noun = $2 AND t.term > known.term AND t.term < $4 ORDER BY t.term LIMIT 1) \
         FROM known WHERE known.term IS NOT NULL) SELECT term FROM known WHERE term IS NOT NULL LIMIT $5",
    )
    .bind(rows.workspace())
    .bind(noun.plural())
    .bind(beginning)
    .bind(format!("{beginning}\u{10FFFF}"))
    .bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let found: Vec<(String,)> = rows.all(q).await?;
    Ok(found.into_iter().map(|(term,)| term).collect())
}

/// The newest documents that hold one term of each word: the hits of the newest slice meet in the index, then those of the next
/// one, which spans four times as much. Words that are common alone and rare together never have the documents read.
async fn in_slices(
    rows: &impl Rows,
    noun: Noun,
    meant: &[Vec<String>],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    let q = sql(
        "SELECT seq FROM search_docs WHERE workspace_id = $1 AND noun = $2 AND seq < $3 ORDER BY seq DESC NULLS LAST LIMIT 1",
    );
    let newest = q.bind(rows.workspace()).bind(noun.plural()).bind(before);
    let newest: Option<(i64,)> = rows.optional(newest).await?;
    let (mut until, mut width) = (newest.map_or(0, |(seq,)| seq.saturating_add(1)), SLICE);
    let mut found: Vec<(i64, Uuid)> = Vec::new();
    while until > 0 {
        let wanted = limit - i64::try_from(found.len()).unwrap_or(limit);
        if wanted <= 0 {
            break;
        }
        let from = (until - width).max(0);
        found.extend(slice(rows, noun, meant, from..until, wanted).await?);
        (until, width) = (from, width.saturating_mul(4));
    }
    Ok(found)
}

async fn slice(
    rows: &impl Rows,
    noun: Noun,
    meant: &[Vec<String>],
    span: Range<i64>,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    // Which words are few is known of these words alone.
    let mut q = sql("SELECT h.seq, d.record_id FROM (SELECT DISTINCT w0.seq FROM search_terms w0")
        .planned_anew();
    for place in 1..meant.len() {
        q.push(&format!(
            " JOIN search_terms w{place} ON w{place}.seq = w0.seq"
        ));
    }
    for (place, terms) in meant.iter().enumerate() {
        q.push(if place == 0 { " WHERE " } else { " AND " });
        q.push(&format!("w{place}.workspace_id = "))
            .push_bind(rows.workspace());
        q.push(&format!(" AND w{place}.noun = "))
            .push_bind(noun.plural());
        q.push(&format!(" AND w{place}.term IN "))
            .push_list(terms.iter().cloned());
        q.push(&format!(" AND w{place}.seq >= "))
            .push_bind(span.start);
        q.push(&format!(" AND w{place}.seq < ")).push_bind(span.end);
    }
    q.push(" ORDER BY w0.seq DESC LIMIT ").push_bind(limit);
    q.push(") h JOIN search_docs d ON d.seq = h.seq AND d.workspace_id = ")
        .push_bind(rows.workspace());
    q.push(" ORDER BY h.seq DESC");
    rows.all(q).await
}

/// The documents one after another from the newest, for words that begin more terms than can be named.
async fn walking(
    rows: &impl Rows,
    noun: Noun,
    words: &[String],
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Uuid)>> {
    let mut q = start(rows, noun, before);
    push_words(&mut q, words);
    q.push(" ORDER BY seq DESC NULLS LAST LIMIT ")
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
