//! Rows of pairs that may be one record: those of parties lie in one table, those of every other kind in another. A pair is seen when
//! both ends are, and counts only while both lie outside the bin.

use chrono::{DateTime, Utc};
use quen_core::duplicates::Pair;
use quen_core::reasons::Reason;
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, Value, sql};
use crate::merges::Merge;
use crate::{Rows, Writing, bins};

/// Nobody has looked at it yet.
pub const OPEN: &str = "open";
/// Somebody said that they are two.
pub const DIFFERENT: &str = "different";
/// They were made one.
pub const MERGED: &str = "merged";

/// Where the pairs of a kind wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue<'a> {
    /// The word of the kind; none for parties.
    kind: Option<&'a str>,
    /// Where its records lie.
    records: &'static str,
}

/// The queue of parties.
pub const PARTIES: Queue<'static> = Queue {
    kind: None,
    records: "parties",
};

impl<'a> Queue<'a> {
    /// The queue of the kind with this word, whose records lie where those of its noun do.
    pub fn of(noun: Noun, word: &'a str) -> Self {
        match noun {
            Noun::Parties => PARTIES,
            _ => Self {
                kind: Some(word),
                records: bins::table(noun),
            },
        }
    }

    fn table(self) -> &'static str {
        match self.kind {
            None => "duplicates",
            Some(_) => "record_duplicates",
        }
    }

    /// Narrows a question on the table to the pairs of the kind; `alias` stands before the column.
    fn confine(self, q: &mut Sql, alias: &str) {
        if let Some(kind) = self.kind {
            q.push(" AND ").push(alias).push("kind = ").push_bind(kind);
        }
    }
}

/// A pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// UUIDv7.
    pub id: Uuid,
    /// The record with the smaller id.
    pub one_id: Uuid,
    /// The other one.
    pub other_id: Uuid,
    /// Chance that both are one, in basis points.
    pub chance: i64,
    /// Sure enough to be suggested without a second look.
    pub automatic: bool,
    /// Why.
    pub reasons: Vec<Reason>,
    /// [`OPEN`], [`DIFFERENT`] or [`MERGED`].
    pub state: String,
    /// When it was found.
    pub found_at: DateTime<Utc>,
}

const COLUMNS: &str =
    "d.id, d.one_id, d.other_id, d.chance, d.automatic, d.reasons, d.state, d.found_at";

impl FromRow for Duplicate {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.get(0)?,
            one_id: row.get(1)?,
            other_id: row.get(2)?,
            chance: row.get(3)?,
            automatic: row.get(4)?,
            reasons: row.json(5)?,
            state: row.get(6)?,
            found_at: row.get(7)?,
        })
    }
}

fn select(rows: &impl Rows, queue: Queue<'_>) -> Sql {
    let (table, records) = (queue.table(), queue.records);
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM {table} d \
         JOIN {records} a ON a.workspace_id = d.workspace_id AND a.id = d.one_id \
         JOIN {records} b ON b.workspace_id = d.workspace_id AND b.id = d.other_id \
         WHERE d.workspace_id = $1 AND a.deleted_at IS NULL AND b.deleted_at IS NULL"
    ))
    .bind(rows.workspace());
    queue.confine(&mut q, "d.");
    // Whoever asks for records of another kind reads them through their own gate.
    if queue == PARTIES {
        rows.narrow(&mut q, "a.owner_id");
        rows.narrow(&mut q, "b.owner_id");
    }
    q
}

/// Pairs in one state, the surest first, after the pair with this chance and id.
///
/// # Errors
/// A broken database.
pub async fn list(
    rows: &impl Rows,
    queue: Queue<'_>,
    state: &str,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Duplicate>> {
    let mut q = select(rows, queue);
    q.push(" AND d.state = ").push_bind(state);
    if let Some((chance, id)) = after {
        q.push(" AND (d.chance, d.id) < (").push_bind(chance);
        q.push(", ").push_bind(id).push(")");
    }
    q.push(" ORDER BY d.chance DESC, d.id DESC LIMIT ")
        .push_bind(limit);
    rows.all(q).await
}

/// How many pairs are open, at most `cap`; counted without looking at the records.
///
/// # Errors
/// A broken database.
pub async fn count_open(rows: &impl Rows, queue: Queue<'_>, cap: i64) -> Result<i64> {
    let mut q = sql(format!(
        "SELECT count(*) FROM (SELECT id FROM {} WHERE workspace_id = $1",
        queue.table()
    ))
    .bind(rows.workspace());
    queue.confine(&mut q, "");
    q.push(" AND state = 'open' LIMIT ").push_bind(cap);
    q.push(") counted");
    let (count,): (i64,) = rows.one(q).await?;
    Ok(count)
}

/// One pair that the actor may see.
///
/// # Errors
/// A broken database.
pub async fn find(rows: &impl Rows, queue: Queue<'_>, id: Uuid) -> Result<Option<Duplicate>> {
    let mut q = select(rows, queue);
    q.push(" AND d.id = ").push_bind(id);
    rows.optional(q).await
}

/// The word of the kind of a pair that is none of parties.
///
/// # Errors
/// A broken database.
pub async fn kind_of(rows: &impl Rows, id: Uuid) -> Result<Option<String>> {
    let q = sql("SELECT kind FROM record_duplicates WHERE workspace_id = $1 AND id = $2");
    let found: Option<(String,)> = rows.optional(q.bind(rows.workspace()).bind(id)).await?;
    Ok(found.map(|(kind,)| kind))
}

/// Writes pairs that were found. Of a pair that is known only the evidence is renewed, and only while nobody has decided.
///
/// # Errors
/// A broken database.
pub async fn put(
    tx: &Writing,
    queue: Queue<'_>,
    found: Vec<(Uuid, Pair)>,
    at: DateTime<Utc>,
) -> Result<()> {
    let row = |(id, pair): (Uuid, Pair)| {
        let mut row = vec![
            tx.workspace().into(),
            id.into(),
            pair.one.into(),
            pair.other.into(),
            pair.likeness.chance().into(),
            pair.likeness.is_automatic().into(),
            Value::json(&pair.likeness.reasons),
            at.into(),
        ];
        row.extend(queue.kind.map(Value::from));
        row
    };
    let rows: Vec<Vec<Value>> = found.into_iter().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let table = queue.table();
    let (kind, place) = queue.kind.map_or(("", ""), |_| (", kind", ", $9"));
    let text = format!(
        "INSERT INTO {table} (workspace_id, id, one_id, other_id, chance, automatic, reasons, state, found_at{kind}) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8{place}) ON CONFLICT (workspace_id, one_id, other_id) DO UPDATE SET \
         chance = excluded.chance, automatic = excluded.automatic, reasons = excluded.reasons WHERE {table}.state = 'open'"
    );
    tx.execute_many(text, rows).await.map(drop)
}

/// Forgets open pairs of a record other than these: it has changed, or is no question any more.
///
/// # Errors
/// A broken database.
pub async fn forget_others(
    tx: &Writing,
    queue: Queue<'_>,
    record: Uuid,
    known: &[Uuid],
) -> Result<()> {
    for (mine, theirs) in [("one_id", "other_id"), ("other_id", "one_id")] {
        let mut q = sql(format!(
            "DELETE FROM {} WHERE workspace_id = $1 AND {mine} = $2 AND state = 'open'",
            queue.table()
        ))
        .bind(tx.workspace())
        .bind(record);
        if !known.is_empty() {
            q.push(" AND ").push(theirs).push(" NOT IN ");
            q.push_list(known.iter().copied());
        }
        tx.execute(q).await?;
    }
    Ok(())
}

/// Forgets these pairs, as far as nobody has decided.
///
/// # Errors
/// A broken database.
pub async fn forget_open(tx: &Writing, queue: Queue<'_>, ids: &[Uuid]) -> Result<()> {
    let row = |id: &Uuid| vec![Value::from(tx.workspace()), (*id).into()];
    if ids.is_empty() {
        return Ok(());
    }
    let text = format!(
        "DELETE FROM {} WHERE workspace_id = $1 AND id = $2 AND state = 'open'",
        queue.table()
    );
    tx.execute_many(text, ids.iter().map(row).collect())
        .await
        .map(drop)
}

/// The ends of the open pairs after an id, in order of id.
///
/// # Errors
/// A broken database.
pub async fn open_after(
    rows: &impl Rows,
    queue: Queue<'_>,
    after: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, Uuid, Uuid)>> {
    let mut q = sql(format!(
        "SELECT id, one_id, other_id FROM {} WHERE workspace_id = $1 AND id > $2 AND state = 'open'",
        queue.table()
    ))
    .bind(rows.workspace())
    .bind(after);
    queue.confine(&mut q, "");
    q.push(" ORDER BY id LIMIT ").push_bind(limit);
    rows.all(q).await
}

/// Notes what somebody decided.
///
/// # Errors
/// A broken database.
pub async fn decide(
    tx: &Writing,
    queue: Queue<'_>,
    id: Uuid,
    state: &'static str,
    (by, at): (Uuid, DateTime<Utc>),
) -> Result<()> {
    let q = sql(format!(
        "UPDATE {} SET state = $3, decided_by = $4, decided_at = $5 WHERE workspace_id = $1 AND id = $2",
        queue.table()
    ));
    let q = q.bind(tx.workspace()).bind(id).bind(state);
    tx.execute(q.bind(by).bind(at)).await.map(drop)
}

/// Two parties that people said are two: the other ends of a party's pairs.
///
/// # Errors
/// A broken database.
pub async fn different_from(rows: &impl Rows, party: Uuid) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT CASE WHEN one_id = $2 THEN other_id ELSE one_id END FROM duplicates \
         WHERE workspace_id = $1 AND state = 'different' AND (one_id = $2 OR other_id = $2)",
    );
    let found: Vec<(Uuid,)> = rows.all(q.bind(rows.workspace()).bind(party)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The pair of a merge is decided; other open pairs of the record that went are no question any more.
///
/// # Errors
/// A broken database.
pub async fn merged<R>(tx: &Writing, queue: Queue<'_>, merge: &Merge<R>) -> Result<()> {
    pair_is(tx, queue, merge, MERGED, (merge.by_user, merge.at)).await?;
    forget_others(tx, queue, merge.loser_id, &[]).await
}

/// Who undoes a merge says that they are two, whether or not anybody had asked before.
///
/// # Errors
/// A broken database.
pub async fn unmerged<R>(
    tx: &Writing,
    queue: Queue<'_>,
    merge: &Merge<R>,
    by: Uuid,
    at: DateTime<Utc>,
) -> Result<()> {
    if pair_is(tx, queue, merge, DIFFERENT, (Some(by), at)).await? > 0 {
        return Ok(());
    }
    let more = queue.kind.map_or("", |_| ", kind");
    let mut q = sql(format!(
        "INSERT INTO {} (workspace_id, id, one_id, other_id, chance, automatic, reasons, state, found_at, decided_by, decided_at{more}) VALUES ",
        queue.table()
    ));
    let values = [
        Value::from(tx.workspace()),
        merge.id.into(),
        merge.winner_id.min(merge.loser_id).into(),
        merge.winner_id.max(merge.loser_id).into(),
        0_i64.into(),
        false.into(),
        Value::json(&Vec::<Reason>::new()),
        DIFFERENT.into(),
        at.into(),
        by.into(),
        at.into(),
    ];
    q.push_row(values.into_iter().chain(queue.kind.map(Value::from)));
    tx.execute(q).await.map(drop)
}

/// Notes what was decided of the two of a merge; answers how many pairs they were.
async fn pair_is<R>(
    tx: &Writing,
    queue: Queue<'_>,
    merge: &Merge<R>,
    state: &'static str,
    (by, at): (Option<Uuid>, DateTime<Utc>),
) -> Result<u64> {
    let one = merge.winner_id.min(merge.loser_id);
    let other = merge.winner_id.max(merge.loser_id);
    let q = sql(format!(
        "UPDATE {} SET state = $4, decided_by = $5, decided_at = $6 WHERE workspace_id = $1 AND one_id = $2 AND other_id = $3",
        queue.table()
    ));
    let q = q.bind(tx.workspace()).bind(one).bind(other).bind(state);
    tx.execute(q.bind(by).bind(at)).await
}
