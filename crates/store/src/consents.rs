//! Rows of consents, their history, wordings and contact preferences. They are seen by those who reach the party, which the
//! caller has found.

use chrono::{DateTime, Utc};
use quen_core::Result;
use quen_core::consents::{Consent, Preference};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, Value, sql};
use crate::{Rows, Writing};

const COLUMNS: &str = "channel, purpose, answer, wording, source, proof, any_hour, by_user, at";

struct Stored(Consent);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Consent {
            channel: row.get(0)?,
            purpose: row.get(1)?,
            answer: row.get(2)?,
            wording: row.get(3)?,
            source: row.get(4)?,
            proof: row.get(5)?,
            any_hour: row.get(6)?,
            by_user: row.get(7)?,
            at: row.get(8)?,
        }))
    }
}

async fn asked(rows: &impl Rows, q: Sql) -> Result<Vec<Consent>> {
    Ok(rows
        .all::<Stored>(q)
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// The present answers of a party.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid) -> Result<Vec<Consent>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM consents WHERE workspace_id = $1 AND party_id = $2 ORDER BY channel, purpose"
    ));
    asked(rows, q.bind(rows.workspace()).bind(party)).await
}

/// The answer for one channel and purpose.
///
/// # Errors
/// A broken database.
pub async fn find(
    rows: &impl Rows,
    party: Uuid,
    channel: &str,
    purpose: &str,
) -> Result<Option<Consent>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM consents WHERE workspace_id = $1 AND party_id = $2 AND channel = $3 AND purpose = $4"
    ));
    let q = q.bind(rows.workspace()).bind(party);
    Ok(asked(rows, q.bind(channel).bind(purpose)).await?.pop())
}

/// Every answer a party ever gave, newest first.
///
/// # Errors
/// A broken database.
pub async fn history(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Consent>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM consent_history WHERE workspace_id = $1 AND party_id = $2 ORDER BY id DESC LIMIT $3"
    ));
    asked(rows, q.bind(rows.workspace()).bind(party).bind(limit)).await
}

/// Keeps an answer in place of the one before, and in the history under `id`.
///
/// # Errors
/// A broken database.
pub async fn put(tx: &Writing, id: Uuid, party: Uuid, consent: &Consent) -> Result<()> {
    put_present(tx, party, consent).await?;
    let mut q = sql(format!(
        "INSERT INTO consent_history (workspace_id, id, party_id, {COLUMNS}) VALUES "
    ));
    let key = [tx.workspace().into(), id.into(), party.into()];
    q.push_row(key.into_iter().chain(values(consent)));
    tx.execute(q).await.map(drop)
}

async fn put_present(tx: &Writing, party: Uuid, consent: &Consent) -> Result<()> {
    let mut q = sql(format!(
        "INSERT INTO consents (workspace_id, party_id, {COLUMNS}) VALUES "
    ));
    let key = [tx.workspace().into(), party.into()];
    q.push_row(key.into_iter().chain(values(consent)));
    q.push(
        " ON CONFLICT (workspace_id, party_id, channel, purpose) DO UPDATE SET answer = excluded.answer, \
         wording = excluded.wording, source = excluded.source, proof = excluded.proof, any_hour = excluded.any_hour, \
         by_user = excluded.by_user, at = excluded.at",
    );
    tx.execute(q).await.map(drop)
}

fn values(consent: &Consent) -> Vec<Value> {
    vec![
        consent.channel.clone().into(),
        consent.purpose.clone().into(),
        consent.answer.clone().into(),
        consent.wording.into(),
        consent.source.clone().into(),
        consent.proof.clone().into(),
        consent.any_hour.into(),
        consent.by_user.into(),
        consent.at.into(),
    ]
}

/// Gives the answers that hold for both to the party that stays in a merge, and the wishes of the other one where it has none
/// of its own. The history moves with the rows that hang on a party.
///
/// # Errors
/// A broken database.
pub async fn merge(tx: &Writing, from: Uuid, to: Uuid, kept: &[Consent]) -> Result<()> {
    for consent in kept {
        put_present(tx, to, consent).await?;
    }
    let gone = sql("DELETE FROM consents WHERE workspace_id = $1 AND party_id = $2");
    tx.execute(gone.bind(tx.workspace()).bind(from)).await?;
    let wishes = sql(format!(
        "INSERT INTO contact_preferences (workspace_id, party_id, {WISHES}, at) SELECT workspace_id, $3, {WISHES}, at \
         FROM contact_preferences WHERE workspace_id = $1 AND party_id = $2 ON CONFLICT (workspace_id, party_id) DO NOTHING"
    ));
    tx.execute(wishes.bind(tx.workspace()).bind(from).bind(to))
        .await?;
    let refused = sql(
        "INSERT INTO learned_refusals (workspace_id, party_id, what, by_user, at) SELECT workspace_id, $3, what, by_user, at \
         FROM learned_refusals WHERE workspace_id = $1 AND party_id = $2 ON CONFLICT (workspace_id, party_id, what) DO NOTHING",
    );
    tx.execute(refused.bind(tx.workspace()).bind(from).bind(to))
        .await
        .map(drop)
}

/// Makes the answers of both sides of an undone merge anew from their histories, which are back in their places, and takes a
/// wish that only came with the merge away again.
///
/// # Errors
/// A broken database.
pub async fn unmerge(tx: &Writing, loser: Uuid, winner: Uuid) -> Result<()> {
    for party in [loser, winner] {
        let gone = sql("DELETE FROM consents WHERE workspace_id = $1 AND party_id = $2");
        tx.execute(gone.bind(tx.workspace()).bind(party)).await?;
        let again = sql(format!(
            "INSERT INTO consents (workspace_id, party_id, {COLUMNS}) SELECT workspace_id, party_id, {COLUMNS} FROM consent_history h \
             WHERE workspace_id = $1 AND party_id = $2 AND NOT EXISTS (SELECT 1 FROM consent_history n WHERE n.workspace_id = $1 \
             AND n.party_id = $2 AND n.channel = h.channel AND n.purpose = h.purpose AND n.id > h.id)"
        ));
        tx.execute(again.bind(tx.workspace()).bind(party)).await?;
    }
    let wishes = sql(
        "DELETE FROM contact_preferences WHERE workspace_id = $1 AND party_id = $2 AND EXISTS (SELECT 1 FROM contact_preferences p \
         WHERE p.workspace_id = $1 AND p.party_id = $3 AND p.at = contact_preferences.at AND p.source = contact_preferences.source)",
    );
    tx.execute(wishes.bind(tx.workspace()).bind(winner).bind(loser))
        .await?;
    let refused = sql(
        "DELETE FROM learned_refusals WHERE workspace_id = $1 AND party_id = $2 AND EXISTS (SELECT 1 FROM learned_refusals p \
         WHERE p.workspace_id = $1 AND p.party_id = $3 AND p.what = learned_refusals.what AND p.at = learned_refusals.at)",
    );
    tx.execute(refused.bind(tx.workspace()).bind(winner).bind(loser))
        .await
        .map(drop)
}

const WISHES: &str = "channel, from_hour, to_hour, time_zone, do_not_call, do_not_call_on, source";

struct Wish(Preference);

impl FromRow for Wish {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Preference {
            channel: row.get(0)?,
            from_hour: row.get(1)?,
            to_hour: row.get(2)?,
            time_zone: row.get(3)?,
            do_not_call: row.get(4)?,
            do_not_call_on: row.get(5)?,
            source: row.get(6)?,
        }))
    }
}

/// How a party wants to be reached; none when it never said.
///
/// # Errors
/// A broken database.
pub async fn preference(rows: &impl Rows, party: Uuid) -> Result<Option<Preference>> {
    let q = sql(
        "SELECT channel, from_hour, to_hour, time_zone, do_not_call, do_not_call_on, source FROM contact_preferences \
         WHERE workspace_id = $1 AND party_id = $2",
    );
    let found = rows
        .optional::<Wish>(q.bind(rows.workspace()).bind(party))
        .await?;
    Ok(found.map(|row| row.0))
}

/// Keeps how a party wants to be reached.
///
/// # Errors
/// A broken database.
pub async fn put_preference(
    tx: &Writing,
    party: Uuid,
    wish: &Preference,
    at: DateTime<Utc>,
) -> Result<()> {
    let q = sql(
        "INSERT INTO contact_preferences (workspace_id, party_id, channel, from_hour, to_hour, time_zone, do_not_call, do_not_call_on, source, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (workspace_id, party_id) DO UPDATE SET channel = excluded.channel, \
         from_hour = excluded.from_hour, to_hour = excluded.to_hour, time_zone = excluded.time_zone, do_not_call = excluded.do_not_call, \
         do_not_call_on = excluded.do_not_call_on, source = excluded.source, at = excluded.at",
    );
    let q = q
        .bind(tx.workspace())
        .bind(party)
        .bind(wish.channel.clone());
    let q = q.bind(wish.from_hour).bind(wish.to_hour);
    let q = q.bind(wish.time_zone.clone()).bind(wish.do_not_call);
    let q = q
        .bind(wish.do_not_call_on)
        .bind(wish.source.clone())
        .bind(at);
    tx.execute(q).await.map(drop)
}

/// What somebody refused to have learned of a party.
///
/// # Errors
/// A broken database.
pub async fn refused(rows: &impl Rows, party: Uuid) -> Result<Vec<String>> {
    let q = sql(
        "SELECT what FROM learned_refusals WHERE workspace_id = $1 AND party_id = $2 ORDER BY what",
    );
    let found: Vec<(String,)> = rows.all(q.bind(rows.workspace()).bind(party)).await?;
    Ok(found.into_iter().map(|(what,)| what).collect())
}

/// Keeps or takes back such a refusal; answers whether that changed anything.
///
/// # Errors
/// A broken database.
pub async fn put_refused(
    tx: &Writing,
    party: Uuid,
    what: &str,
    refused: bool,
    at: DateTime<Utc>,
) -> Result<bool> {
    let q = match refused {
        true => sql(
            "INSERT INTO learned_refusals (workspace_id, party_id, what, by_user, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (workspace_id, party_id, what) DO NOTHING",
        ),
        false => sql(
            "DELETE FROM learned_refusals WHERE workspace_id = $1 AND party_id = $2 AND what = $3",
        ),
    };
    let q = q.bind(tx.workspace()).bind(party).bind(what.to_owned());
    let q = match refused {
        true => q.bind(tx.access().user()).bind(at),
        false => q,
    };
    Ok(tx.execute(q).await? > 0)
}

/// Words with which consent is asked for.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Wording {
    /// From 1.
    pub version: i64,
    /// The words.
    pub text: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

impl FromRow for Wording {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            version: row.get(0)?,
            text: row.get(1)?,
            at: row.get(2)?,
        })
    }
}

/// The wordings, newest first.
///
/// # Errors
/// A broken database.
pub async fn wordings(rows: &impl Rows) -> Result<Vec<Wording>> {
    let q = sql(
        "SELECT version, text, at FROM consent_wordings WHERE workspace_id = $1 ORDER BY version DESC LIMIT 100",
    );
    rows.all(q.bind(rows.workspace())).await
}

/// Adds a wording; answers its version.
///
/// # Errors
/// A broken database; `constraint` when somebody added one at once.
pub async fn add_wording(tx: &Writing, text: &str, at: DateTime<Utc>) -> Result<i64> {
    let version = wordings(tx)
        .await?
        .first()
        .map_or(1, |newest| newest.version + 1);
    let q = sql(
        "INSERT INTO consent_wordings (workspace_id, version, text, by_user, at) VALUES ($1, $2, $3, $4, $5)",
    );
    let q = q.bind(tx.workspace()).bind(version).bind(text);
    tx.execute(q.bind(tx.access().user()).bind(at)).await?;
    Ok(version)
}
