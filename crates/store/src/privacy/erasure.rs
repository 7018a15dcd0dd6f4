//! What an erasure does beyond the emptying of a bin (`bins`): orders stay, as the law on accounts demands, without a word
//! about the person; proofs of consent and requests stay as proof that the law was kept, without what was said. What is
//! written here is never written back.

use chrono::{DateTime, Utc};
use quen_core::fields::LINES;
use quen_core::{Noun, Result, text};
use uuid::Uuid;

use crate::bins::{self, Uploads};
use crate::db::sql;
use crate::dialect::search;
use crate::{Rows, Writing, fields};

/// Blanks the next orders of a party behind an order, at most `limit`; answers the last one, none when all are done, and the
/// uploads that belonged to them.
///
/// # Errors
/// A broken database.
pub async fn blank_orders(
    tx: &Writing,
    party: Uuid,
    after: Uuid,
    limit: usize,
) -> Result<(Option<Uuid>, Uploads)> {
    let q = sql(
        "SELECT id, number FROM orders WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND id > $3 ORDER BY id LIMIT $4",
    );
    let q = q.bind(tx.workspace()).bind(party).bind(after);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found: Vec<(Uuid, String)> = tx.all(q.bind(limit)).await?;
    let mut uploads = Uploads::new();
    for (id, number) in &found {
        let named = fields::named_before(tx, Noun::Orders.plural(), *id).await?;
        uploads.extend(bins::traces(tx, *id).await?);
        let q = sql(
            "UPDATE orders SET note = NULL, custom = '{}', version = version + 1 WHERE workspace_id = $1 AND id = $2",
        );
        tx.execute(q.bind(tx.workspace()).bind(*id)).await?;
        uploads.extend(blank_payments(tx, *id).await?);
        let words = text::folded_words(number);
        let words: String = words.into_iter().map(|word| format!(" {word}")).collect();
        search::put(tx, Noun::Orders, *id, &words).await?;
        fields::follow(tx, Noun::Orders.plural(), named).await?;
        let named = fields::named_by_lines(tx, *id).await?;
        fields::follow(tx, LINES, named).await?;
    }
    Ok((found.last().map(|(id, _)| *id), uploads))
}

/// Blanks the payments of an order that stays: of them only how much came, when and in which way is kept. Answers the uploads that
/// belonged to them.
async fn blank_payments(tx: &Writing, order: Uuid) -> Result<Uploads> {
    let word = Noun::Payments.plural();
    let q = sql("SELECT id FROM payments WHERE workspace_id = $1 AND order_id = $2 ORDER BY id");
    let found: Vec<(Uuid,)> = tx.all(q.bind(tx.workspace()).bind(order)).await?;
    let (mut named, mut uploads) = (Vec::new(), Uploads::new());
    for (id,) in found {
        named.extend(fields::named_before(tx, word, id).await?);
        uploads.extend(bins::traces(tx, id).await?);
    }
    let q = sql(
        "UPDATE payments SET text = NULL, custom = '{}', version = version + 1 WHERE workspace_id = $1 AND order_id = $2",
    );
    tx.execute(q.bind(tx.workspace()).bind(order)).await?;
    fields::follow(tx, word, named).await?;
    Ok(uploads)
}

/// What was said with the answers to the question of consent, and answers to programs that repeat themselves: those hold
/// whole records.
///
/// # Errors
/// A broken database.
pub async fn blank_proofs(tx: &Writing, party: Uuid) -> Result<()> {
    for text in [
        "UPDATE consents SET proof = NULL WHERE workspace_id = $1 AND party_id = $2",
        "UPDATE consent_history SET proof = NULL WHERE workspace_id = $1 AND party_id = $2",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(party))
            .await?;
    }
    let q = sql("DELETE FROM idempotency_keys WHERE workspace_id = $1 AND body LIKE $2");
    tx.execute(q.bind(tx.workspace()).bind(format!("%{party}%")))
        .await
        .map(drop)
}

/// Rows that imports could not take in, with their cells, behind a place: import, row, cells.
///
/// # Errors
/// A broken database.
pub async fn failures_after(
    rows: &impl Rows,
    after: (Uuid, i64),
    limit: i64,
) -> Result<Vec<(Uuid, i64, serde_json::Value)>> {
    let q = sql(
        "SELECT import_id, row, cells FROM import_failures WHERE workspace_id = $1 AND (import_id, row) > ($2, $3) ORDER BY import_id, row LIMIT $4",
    );
    let q = q.bind(rows.workspace()).bind(after.0).bind(after.1);
    rows.all(q.bind(limit)).await
}

/// Forgets a row that an import could not take in.
///
/// # Errors
/// A broken database.
pub async fn forget_failure(tx: &Writing, import: Uuid, row: i64) -> Result<()> {
    let q =
        sql("DELETE FROM import_failures WHERE workspace_id = $1 AND import_id = $2 AND row = $3");
    tx.execute(q.bind(tx.workspace()).bind(import).bind(row))
        .await
        .map(drop)
}

/// Lets go of the files of imports that have ended or were never begun, which end with that: each is a copy of many people, and
/// nobody knows without reading it whether this one is among them. Answers where they lie.
///
/// # Errors
/// A broken database.
pub async fn let_go_of_files(tx: &Writing, now: DateTime<Utc>) -> Result<Vec<String>> {
    let drafts = sql(
        "UPDATE imports SET state = 'cancelled', finished_at = $2 WHERE workspace_id = $1 AND state = 'draft'",
    );
    tx.execute(drafts.bind(tx.workspace()).bind(now)).await?;
    let ended = "workspace_id = $1 AND finished_at IS NOT NULL AND file_path <> ''";
    let q = sql(format!("SELECT file_path FROM imports WHERE {ended}"));
    let found: Vec<(String,)> = tx.all(q.bind(tx.workspace())).await?;
    let q = sql(format!("UPDATE imports SET file_path = '' WHERE {ended}"));
    tx.execute(q.bind(tx.workspace())).await?;
    Ok(found.into_iter().map(|(path,)| path).collect())
}
