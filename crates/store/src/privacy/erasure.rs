//! Takes a person out of the rows: record, keys, search, talks, tasks, promises, the personal part of events, proofs, wishes,
//! sessions, what imports kept. Orders and their sums stay, under a party without a name: the law on accounts demands them.
//! What is written here is never written back.

use quen_core::{Noun, Result, text};
use uuid::Uuid;

use crate::db::{Value, sql};
use crate::dialect::search;
use crate::{Rows, Writing};

/// The name that stands in the place of an erased one.
pub const ERASED: &str = "—";
/// Records blanked in one transaction.
const STEP: i64 = 40;

/// Blanks a few records of the party; answers whether anything was left to do. Call it until it answers no; the last call
/// takes the party itself.
///
/// # Errors
/// A broken database.
pub async fn erase(tx: &Writing, party: Uuid, now: chrono::DateTime<chrono::Utc>) -> Result<bool> {
    for kind in &EPISODES {
        let ids = pending(tx, kind.pending, party).await?;
        if ids.is_empty() {
            continue;
        }
        for id in ids {
            blank_one(tx, kind, id).await?;
        }
        return Ok(true);
    }
    for text in AROUND {
        tx.execute(sql(text).bind(tx.workspace()).bind(party))
            .await?;
    }
    imports(tx, party).await?;
    the_party(tx, party, now).await?;
    Ok(false)
}

/// A kind of record that hangs on a party and holds words about it.
struct Episode {
    /// Those not blanked yet.
    pending: &'static str,
    /// Blanks one.
    blank: &'static str,
    /// Its noun, when a document without words of people is written anew.
    kept: Option<Noun>,
}

const EPISODES: [Episode; 4] = [
    Episode {
        pending: "SELECT id FROM interactions WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND started_at IS NOT NULL \
            AND (subject IS NOT NULL OR body IS NOT NULL OR outcome IS NOT NULL OR external_id IS NOT NULL) ORDER BY started_at, id LIMIT $3",
        blank: "UPDATE interactions SET subject = NULL, body = NULL, outcome = NULL, external_id = NULL, participants = '[]', files = '[]', \
            custom = '{}', version = version + 1 WHERE workspace_id = $1 AND id = $2",
        kept: None,
    },
    Episode {
        pending: "SELECT id FROM tasks WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND (title <> '—' OR note IS NOT NULL) LIMIT $3",
        blank: "UPDATE tasks SET title = '—', note = NULL, custom = '{}', version = version + 1 WHERE workspace_id = $1 AND id = $2",
        kept: None,
    },
    Episode {
        pending: "SELECT id FROM promises WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND text <> '—' LIMIT $3",
        blank: "UPDATE promises SET text = '—', agreement = NULL, outcome = NULL, custom = '{}', version = version + 1 \
            WHERE workspace_id = $1 AND id = $2",
        kept: None,
    },
    Episode {
        pending: "SELECT id FROM orders WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL AND note IS NOT NULL LIMIT $3",
        blank: "UPDATE orders SET note = NULL, custom = '{}', version = version + 1 WHERE workspace_id = $1 AND id = $2",
        kept: Some(Noun::Orders),
    },
];

async fn pending(tx: &Writing, query: &'static str, party: Uuid) -> Result<Vec<Uuid>> {
    let found: Vec<(Uuid,)> = tx
        .all(sql(query).bind(tx.workspace()).bind(party).bind(STEP))
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

async fn blank_one(tx: &Writing, kind: &Episode, id: Uuid) -> Result<()> {
    tx.execute(sql(kind.blank).bind(tx.workspace()).bind(id))
        .await?;
    let values = sql("DELETE FROM field_values WHERE workspace_id = $1 AND record_id = $2");
    tx.execute(values.bind(tx.workspace()).bind(id)).await?;
    search::remove(tx, id).await?;
    if kind.kept == Some(Noun::Orders) {
        let q = sql("SELECT number FROM orders WHERE workspace_id = $1 AND id = $2");
        let (number,): (String,) = tx.one(q.bind(tx.workspace()).bind(id)).await?;
        let words = text::folded_words(&number);
        let words: String = words.into_iter().map(|word| format!(" {word}")).collect();
        search::put(tx, Noun::Orders, id, &words).await?;
    }
    Ok(())
}

/// Rows that go, or lose what is personal, whole sale. What lies in the bin is blanked too.
const AROUND: [&str; 24] = [
    "UPDATE interactions SET subject = NULL, body = NULL, outcome = NULL, external_id = NULL WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NOT NULL",
    "UPDATE tasks SET title = '—', note = NULL WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NOT NULL",
    "UPDATE promises SET text = '—', agreement = NULL, outcome = NULL WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NOT NULL",
    "UPDATE orders SET note = NULL WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NOT NULL",
    "UPDATE events SET personal = '{}' WHERE workspace_id = $1 AND party_id = $2",
    "UPDATE events SET personal = '{}' WHERE workspace_id = $1 AND record_id = $2",
    "UPDATE relationships SET override_reason = NULL WHERE workspace_id = $1 AND party_id = $2",
    "UPDATE relationship_history SET reason = NULL WHERE workspace_id = $1 AND party_id = $2",
    "UPDATE consents SET proof = NULL WHERE workspace_id = $1 AND party_id = $2",
    "UPDATE consent_history SET proof = NULL WHERE workspace_id = $1 AND party_id = $2",
    "DELETE FROM contact_preferences WHERE workspace_id = $1 AND party_id = $2",
    "DELETE FROM portal_sessions WHERE workspace_id = $1 AND party_id = $2",
    "DELETE FROM portal_links WHERE workspace_id = $1 AND party_id = $2",
    "DELETE FROM party_links WHERE workspace_id = $1 AND from_id = $2",
    "DELETE FROM party_links WHERE workspace_id = $1 AND to_id = $2",
    "DELETE FROM notifications WHERE workspace_id = $1 AND party_id = $2",
    "UPDATE privacy_requests SET note = NULL WHERE workspace_id = $1 AND party_id = $2",
    "DELETE FROM merges WHERE workspace_id = $1 AND winner_id = $2",
    "DELETE FROM merges WHERE workspace_id = $1 AND loser_id = $2",
    "DELETE FROM duplicates WHERE workspace_id = $1 AND one_id = $2",
    "DELETE FROM duplicates WHERE workspace_id = $1 AND other_id = $2",
    "DELETE FROM field_values WHERE workspace_id = $1 AND record_id = $2",
    "DELETE FROM custom_records WHERE workspace_id = $1 AND party_id = $2",
    "DELETE FROM party_faults WHERE workspace_id = $1 AND party_id = $2",
];

/// What imports kept of the party as it was before, and answers to programs that repeat themselves: both hold whole records.
async fn imports(tx: &Writing, party: Uuid) -> Result<()> {
    let q = sql("DELETE FROM import_changes WHERE workspace_id = $1 AND record_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(party)).await?;
    let q = sql("DELETE FROM idempotency_keys WHERE workspace_id = $1 AND body LIKE $2");
    tx.execute(q.bind(tx.workspace()).bind(format!("%{party}%")))
        .await
        .map(drop)
}

/// The record itself: nothing personal stays in it, and it goes to the bin.
async fn the_party(tx: &Writing, party: Uuid, now: chrono::DateTime<chrono::Utc>) -> Result<()> {
    search::remove(tx, party).await?;
    let keys = sql("DELETE FROM party_keys WHERE workspace_id = $1 AND party_id = $2");
    tx.execute(keys.bind(tx.workspace()).bind(party)).await?;
    let q = sql(
        "UPDATE parties SET name = $3, name_key = $4, code = NULL, code_key = NULL, phones = $5, emails = $5, tax_code = NULL, birthday = NULL, \
         birthday_key = NULL, gender = NULL, salutation = NULL, address = NULL, province_code = NULL, website = NULL, tags = $5, source = NULL, \
         note = NULL, custom = $6, version = version + 1, updated_at = $7, deleted_at = $7, \
         erased_at = $7 WHERE workspace_id = $1 AND id = $2",
    );
    let q = q.bind(tx.workspace()).bind(party).bind(ERASED);
    let q = q.bind(quen_vietnam::collation::name_key(ERASED));
    let q = q.bind(Value::Json(serde_json::json!([])));
    tx.execute(q.bind(Value::Json(serde_json::json!({}))).bind(now))
        .await
        .map(drop)
}

/// The records that were merged into a party: the same person under an earlier name.
///
/// # Errors
/// A broken database.
pub async fn merged_into(rows: &impl Rows, party: Uuid) -> Result<Vec<Uuid>> {
    let q = sql("SELECT id FROM parties WHERE workspace_id = $1 AND merged_into = $2");
    let found: Vec<(Uuid,)> = rows.all(q.bind(rows.workspace()).bind(party)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
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

/// The kept files of the imports that made or changed a party.
///
/// # Errors
/// A broken database.
pub async fn import_files(rows: &impl Rows, party: Uuid) -> Result<Vec<String>> {
    let q = sql(
        "SELECT DISTINCT i.file_path FROM import_changes c JOIN imports i ON i.workspace_id = c.workspace_id AND i.id = c.import_id \
         WHERE c.workspace_id = $1 AND c.record_id = $2 AND i.file_path <> ''",
    );
    let found: Vec<(String,)> = rows.all(q.bind(rows.workspace()).bind(party)).await?;
    Ok(found.into_iter().map(|(path,)| path).collect())
}
