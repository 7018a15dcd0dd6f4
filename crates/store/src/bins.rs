//! What lies in the bins too long, and its removal for good with every trace: rows that hang on it, search documents,
//! uploads, what events, merges and undo logs say of it. Sums in the books are never touched here.

mod contents;

use chrono::{DateTime, Utc};
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::sql;
use crate::dialect::search;
use crate::migrations::{PLAN, tables};
use crate::{Rows, Writing, fields, merges};

pub use contents::list;

/// Records of a kind that went to the bin before an instant, those that lie longest first. What was merged into another one goes
/// with that one, or after it; parties that are emptied already stay.
///
/// # Errors
/// A broken database.
pub async fn due(
    rows: &impl Rows,
    noun: Noun,
    before: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Uuid>> {
    let more = match noun {
        Noun::Parties => " AND merged_into IS NULL AND erased_at IS NULL",
        _ => merges::records::NOT_MERGED,
    };
    let q = sql(format!(
        "SELECT t.id FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NOT NULL AND t.deleted_at < $2{more} \
         ORDER BY t.deleted_at, t.id LIMIT $3",
        table(noun)
    ));
    ids(rows, q.bind(rows.workspace()).bind(before).bind(limit)).await
}

/// Where the records of a kind lie.
pub fn table(noun: Noun) -> &'static str {
    match noun {
        Noun::Records => "custom_records",
        other => other.plural(),
    }
}

async fn ids(rows: &impl Rows, q: crate::db::Sql) -> Result<Vec<Uuid>> {
    Ok(rows
        .all::<(Uuid,)>(q)
        .await?
        .into_iter()
        .map(|(id,)| id)
        .collect())
}

/// Does a party have orders that count?
///
/// # Errors
/// A broken database.
pub async fn has_orders(rows: &impl Rows, party: Uuid) -> Result<bool> {
    let q = sql(
        "SELECT id FROM orders WHERE workspace_id = $1 AND party_id = $2 AND deleted_at IS NULL LIMIT 1",
    );
    let found = rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(party))
        .await?;
    Ok(found.is_some())
}

/// What stays of all that hangs on a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// Nothing.
    Nothing,
    /// The orders that count, with their payments.
    Orders,
    /// The orders that count, and every answer that was given to the question of consent.
    OrdersAndProofs,
}

impl Stays {
    /// Which rows of a table go; none for a table that stays whole.
    fn going(self, table: &str) -> Option<&'static str> {
        match (self, table) {
            (Self::Orders | Self::OrdersAndProofs, "orders" | "payments") => {
                Some(" AND deleted_at IS NOT NULL")
            }
            (Self::OrdersAndProofs, "consent_history") => None,
            _ => Some(""),
        }
    }
}

/// Tables whose rows hang on a party and have an id of their own, read from the schema, so that none can be forgotten. Events
/// are blanked, and so are requests about the own data: that they were answered in time has to be shown for longer. That somebody
/// was touched by a breach counts as long as the record does.
fn of_parties() -> Vec<String> {
    let hangs = |table: &tables::Table| {
        let stays = matches!(
            table.name.as_str(),
            "events" | "privacy_requests" | "breach_people"
        );
        table.tenant && !stays && table.has("party_id") && table.has("id")
    };
    tables::tables(PLAN)
        .into_iter()
        .filter(hangs)
        .map(|table| table.name)
        .collect()
}

/// Rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsOf {
    /// The table.
    pub table: String,
    /// Which of its rows.
    pub ids: Vec<Uuid>,
}

/// The next rows that hang on a party and do not stay, of one table, at most `most`; `None` when none are left.
///
/// # Errors
/// A broken database.
pub async fn hanging(
    rows: &impl Rows,
    party: Uuid,
    stays: Stays,
    most: usize,
) -> Result<Option<RowsOf>> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    for table in of_parties() {
        let Some(more) = stays.going(&table) else {
            continue;
        };
        let q = sql(format!(
            "SELECT id FROM {table} WHERE workspace_id = $1 AND party_id = $2{more} LIMIT $3"
        ));
        let ids = ids(rows, q.bind(rows.workspace()).bind(party).bind(limit)).await?;
        if !ids.is_empty() {
            return Ok(Some(RowsOf { table, ids }));
        }
    }
    // Those at the end of the chain first: each is found by the one it went into.
    let mut ids = merged_into(rows, party).await?;
    ids.reverse();
    ids.truncate(most);
    let table = Noun::Parties.plural().to_owned();
    Ok((!ids.is_empty()).then_some(RowsOf { table, ids }))
}

/// The parties that were merged into this one, and those that were merged into them before: the same customer under earlier
/// names, nearest first.
///
/// # Errors
/// A broken database.
pub async fn merged_into(rows: &impl Rows, party: Uuid) -> Result<Vec<Uuid>> {
    let mut all: Vec<Uuid> = Vec::new();
    let mut next = vec![party];
    while !next.is_empty() {
        let mut q = sql("SELECT id FROM parties WHERE workspace_id = ");
        q.push_bind(rows.workspace())
            .push(" AND merged_into IS NOT NULL AND merged_into IN ");
        q.push_list(next);
        next = ids(rows, q).await?;
        next.retain(|id| *id != party && !all.contains(id));
        all.extend(&next);
    }
    Ok(all)
}

/// Uploads whose row is gone: the names by which the bytes may lie.
pub type Uploads = Vec<String>;

/// Removes rows for good with their traces: search documents, news, answers, undo logs, the personal part of their events. Roll-ups
/// over those that were still counted are taken anew.
/// Answers the uploads that belonged to them alone.
///
/// # Errors
/// A broken database.
pub async fn remove(tx: &Writing, gone: &RowsOf) -> Result<Uploads> {
    let mut uploads = Uploads::new();
    if gone.table == Noun::Parties.plural() {
        crate::privacy::people_gone(tx, &gone.ids).await?;
    }
    let named = fields::named_live(tx, &gone.table, &gone.ids).await?;
    for id in &gone.ids {
        uploads.extend(traces(tx, *id).await?);
        if gone.table == Noun::Parties.plural() {
            around(tx, *id).await?;
        }
    }
    if gone.table == Noun::Projects.plural() {
        let_go(tx, &gone.ids).await?;
    }
    let mut q = sql(format!("DELETE FROM {} WHERE workspace_id = ", gone.table));
    q.push_bind(tx.workspace()).push(" AND id IN ");
    q.push_list(gone.ids.iter().copied());
    tx.execute(q).await?;
    for (word, named) in named {
        fields::follow(tx, &word, named).await?;
    }
    Ok(uploads)
}

/// What belonged to projects that are gone belongs to none.
async fn let_go(tx: &Writing, projects: &[Uuid]) -> Result<()> {
    for table in ["tasks", "interactions", "orders"] {
        let mut q = sql(format!(
            "UPDATE {table} SET project_id = NULL WHERE workspace_id = "
        ));
        q.push_bind(tx.workspace())
            .push(" AND project_id IS NOT NULL AND project_id IN ");
        q.push_list(projects.iter().copied());
        tx.execute(q).await?;
    }
    Ok(())
}

/// Blanks what events say of a party, at most so many of them; answers how many.
///
/// # Errors
/// A broken database.
pub async fn blank_events(tx: &Writing, party: Uuid, limit: usize) -> Result<usize> {
    let q = sql(
        "UPDATE events SET personal = '{}' WHERE workspace_id = $1 AND id IN (SELECT id FROM events \
         WHERE workspace_id = $1 AND party_id = $2 AND personal <> '{}' LIMIT $3)",
    );
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let blanked = tx.execute(q.bind(tx.workspace()).bind(party).bind(limit));
    Ok(usize::try_from(blanked.await?).unwrap_or(usize::MAX))
}

/// Empties a party of all that is personal and keeps it, under a name that names nobody, for the orders that count.
/// Answers the uploads that belonged to it alone.
///
/// # Errors
/// A broken database.
pub async fn empty_party(
    tx: &Writing,
    party: Uuid,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Uploads> {
    let word = Noun::Parties.plural();
    let named = fields::named_before(tx, word, party).await?;
    let uploads = traces(tx, party).await?;
    around(tx, party).await?;
    for text in [
        "DELETE FROM party_keys WHERE workspace_id = $1 AND party_id = $2",
        "DELETE FROM party_links WHERE workspace_id = $1 AND from_id = $2",
        "DELETE FROM party_links WHERE workspace_id = $1 AND to_id = $2",
        "DELETE FROM contact_preferences WHERE workspace_id = $1 AND party_id = $2",
        "DELETE FROM learned_refusals WHERE workspace_id = $1 AND party_id = $2",
        "DELETE FROM duplicates WHERE workspace_id = $1 AND one_id = $2",
        "DELETE FROM duplicates WHERE workspace_id = $1 AND other_id = $2",
        "DELETE FROM scores WHERE workspace_id = $1 AND party_id = $2",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(party))
            .await?;
    }
    let q = sql(
        "UPDATE parties SET name = $3, name_key = $4, code = NULL, code_key = NULL, phones = '[]', emails = '[]', tax_code = NULL, \
         birthday = NULL, birthday_key = NULL, gender = NULL, salutation = NULL, address = NULL, province_code = NULL, website = NULL, \
         tags = '[]', source = NULL, note = NULL, custom = '{}', incomplete = $5, deleted_at = COALESCE(deleted_at, $6), erased_at = $6, \
         version = version + 1, updated_at = $6 WHERE workspace_id = $1 AND id = $2",
    );
    let kept = q.bind(tx.workspace()).bind(party).bind(name);
    let kept = kept.bind(quen_vietnam::collation::name_key(name));
    tx.execute(kept.bind(false).bind(now)).await?;
    fields::follow(tx, word, named).await?;
    Ok(uploads)
}

/// What is known of a party in rows that are not its own: merges keep both sides, requests what was said, events what was
/// told of it before it was merged.
async fn around(tx: &Writing, party: Uuid) -> Result<()> {
    merges::forget(tx, party).await?;
    for text in [
        "UPDATE privacy_requests SET note = NULL, answer = NULL WHERE workspace_id = $1 AND party_id IS NOT NULL AND party_id = $2",
        "UPDATE events SET personal = '{}' WHERE workspace_id = $1 AND party_id IS NOT NULL AND party_id = $2 AND personal <> '{}'",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(party))
            .await?;
    }
    Ok(())
}

/// Nobody who is gone is the contact person of an order that stays.
///
/// # Errors
/// A broken database.
pub async fn leave_orders(tx: &Writing, party: Uuid) -> Result<()> {
    let q = sql(
        "UPDATE orders SET contact_id = NULL WHERE workspace_id = $1 AND deleted_at IS NULL AND contact_id IS NOT NULL AND contact_id = $2",
    );
    tx.execute(q.bind(tx.workspace()).bind(party))
        .await
        .map(drop)
}

/// What is known of a record outside of its own row. Answers the uploads that belonged to it alone.
pub(crate) async fn traces(tx: &Writing, id: Uuid) -> Result<Uploads> {
    search::remove(tx, id).await?;
    for text in [
        "UPDATE events SET personal = '{}' WHERE workspace_id = $1 AND record_id = $2",
        "DELETE FROM notifications WHERE workspace_id = $1 AND record_id = $2",
        "DELETE FROM today_answers WHERE workspace_id = $1 AND record_id = $2",
        "DELETE FROM import_changes WHERE workspace_id = $1 AND record_id = $2",
        "DELETE FROM duplicates WHERE workspace_id = $1 AND one_id = $2",
        "DELETE FROM duplicates WHERE workspace_id = $1 AND other_id = $2",
        "DELETE FROM record_duplicates WHERE workspace_id = $1 AND one_id = $2",
        "DELETE FROM record_duplicates WHERE workspace_id = $1 AND other_id = $2",
        "DELETE FROM field_values WHERE workspace_id = $1 AND record_id = $2",
    ] {
        tx.execute(sql(text).bind(tx.workspace()).bind(id)).await?;
    }
    merges::forget_record(tx, id).await?;
    let q =
        sql("DELETE FROM files WHERE workspace_id = $1 AND record_id = $2 RETURNING id, sha256");
    let gone: Vec<(Uuid, String)> = tx.all(q.bind(tx.workspace()).bind(id)).await?;
    let mut uploads = Uploads::new();
    for (file, hash) in gone {
        search::remove(tx, file).await?;
        uploads.extend([file.to_string(), file.simple().to_string()]);
        let q = sql("SELECT id FROM files WHERE workspace_id = $1 AND sha256 = $2 LIMIT 1");
        let shared = tx.optional::<(Uuid,)>(q.bind(tx.workspace()).bind(hash.as_str()));
        if shared.await?.is_none() {
            uploads.push(hash);
        }
    }
    Ok(uploads)
}
