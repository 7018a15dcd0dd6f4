//! Consent and wishes of a party: asked, given, refused, withdrawn, moved with a merge. Each answer is an event at once.

mod ways;

use chrono_tz::Tz;
use quen_core::consents::{
    self as rules, CHANNELS, Consent, Learned, NOTES, PROCESSING, PURPOSES, Preference,
};
use quen_core::parties::Party;
use quen_core::{Event, Noun, Permission, Result};
use quen_store::consents as rows;
use quen_store::{Reading, Rows};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::parties::Parties;
use crate::records::{Kind, live};
use crate::{Ctx, Tx};

pub use quen_store::consents::Wording;
pub(crate) use ways::ways;
pub use ways::{Best, teach};

/// Answers shown of a history.
const HISTORY: i64 = 200;

/// What a party agreed to and how it wants to be reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consents {
    /// The answers given; what is not there was not asked.
    pub consents: Vec<Consent>,
    /// What the party said.
    pub preference: Option<Preference>,
    /// What its answers teach at first sight.
    pub learned: Option<Learned>,
    /// How it is reached best, and why.
    pub best: Best,
}

/// All of it.
///
/// # Errors
/// `not-found`.
pub async fn of_party(ctx: &Ctx, party: Uuid) -> Result<Consents> {
    let found = reached(&ctx.read(Permission::PartiesRead)?, party).await?;
    of_reached(ctx, &found).await
}

/// The same of a party that was found.
///
/// # Errors
/// `forbidden`.
pub async fn of_reached(ctx: &Ctx, party: &Party) -> Result<Consents> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let party = party.id;
    let (consents, preference, heard) = tokio::try_join!(
        rows::of_party(&reading, party),
        rows::preference(&reading, party),
        ways::heard(&reading, party),
    )?;
    let (learned, best) = ways::known(ctx, heard, preference.as_ref());
    Ok(Consents {
        learned,
        best,
        consents,
        preference,
    })
}

/// Every answer ever given, newest first.
///
/// # Errors
/// `not-found`.
pub async fn history(ctx: &Ctx, party: Uuid) -> Result<Vec<Consent>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    reached(&reading, party).await?;
    rows::history(&reading, party, HISTORY).await
}

async fn reached(reading: &Reading, party: Uuid) -> Result<Party> {
    Parties::find(reading, party)
        .await?
        .filter(|party| party.deleted_at.is_none())
        .ok_or(quen_core::Error::NotFound)
}

/// An answer to be kept; who noted it and when come from the gate.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Channel.
    pub channel: String,
    /// Purpose.
    pub purpose: String,
    /// `yes` or `no`.
    pub answer: String,
    /// Version of the words; the newest when none.
    pub wording: Option<i64>,
    /// Where it came from.
    pub source: String,
    /// Its proof.
    pub proof: Option<String>,
    /// At any hour.
    pub any_hour: bool,
}

/// Keeps an answer.
///
/// # Errors
/// `not-found`; `bad-choice`, `too-long`, `required` at `proof`.
pub async fn put(ctx: &Ctx, party: Uuid, answer: Answer) -> Result<Consent> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, party).await?;
    let kept = put_in(&mut tx, party, answer).await?;
    tx.commit().await?;
    Ok(kept)
}

/// Keeps an answer as part of a larger act, for a party that was found.
///
/// # Errors
/// As [`put`].
pub async fn put_in(tx: &mut Tx, party: Uuid, answer: Answer) -> Result<Consent> {
    let wordings = rows::wordings(&tx.rows).await?;
    let newest = wordings.first().map(|wording| wording.version);
    let known = |version: &i64| wordings.iter().any(|wording| wording.version == *version);
    let own = answer.source == "portal" || answer.source == "link";
    let consent = rules::check(Consent {
        channel: answer.channel,
        purpose: answer.purpose,
        answer: answer.answer,
        wording: answer.wording.filter(known).or(newest),
        source: answer.source,
        proof: answer.proof,
        any_hour: answer.any_hour,
        by_user: (!own).then_some(tx.ctx().actor.user_id),
        at: tx.ctx().now,
    })?;
    rows::put(&tx.rows, tx.ctx().new_id(), party, &consent).await?;
    tx.record(consent.event(party));
    Ok(consent)
}

/// Takes back every yes: from now on nothing goes out but what somebody says themselves.
///
/// # Errors
/// `not-found`; `bad-choice` at `source`.
pub async fn withdraw_all(ctx: &Ctx, party: Uuid, source: &str) -> Result<()> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, party).await?;
    withdraw_all_in(&mut tx, party, source).await?;
    tx.commit().await
}

/// The same as part of a larger act: offers and kind words on every channel are refused; what was agreed for orders under way
/// is refused where it had been given.
///
/// # Errors
/// As [`withdraw_all`].
pub async fn withdraw_all_in(tx: &mut Tx, party: Uuid, source: &str) -> Result<()> {
    let present = rows::of_party(&tx.rows, party).await?;
    let messages = CHANNELS.map(|channel| PURPOSES.map(|purpose| (channel, purpose)));
    let all = messages.into_iter().flatten();
    for (channel, purpose) in all.chain([(NOTES, PROCESSING)]) {
        let found = present
            .iter()
            .find(|known| known.channel == channel && known.purpose == purpose);
        let given = found.is_some_and(Consent::is_given);
        let silent = found.is_none() && !matches!(purpose, "service" | PROCESSING);
        if given || silent {
            let no = Answer {
                channel: channel.to_owned(),
                purpose: purpose.to_owned(),
                answer: "no".to_owned(),
                source: source.to_owned(),
                ..Answer::default()
            };
            put_in(tx, party, no).await?;
        }
    }
    Ok(())
}

/// Keeps how a party wants to be reached.
///
/// # Errors
/// `not-found`; `bad-choice` and `bad-number` at the field.
pub async fn prefer(ctx: &Ctx, party: Uuid, wish: Preference) -> Result<Preference> {
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, party).await?;
    let kept = prefer_in(&mut tx, party, wish).await?;
    tx.commit().await?;
    Ok(kept)
}

/// The same as part of a larger act, for a party that was found.
///
/// # Errors
/// As [`prefer`].
pub async fn prefer_in(tx: &mut Tx, party: Uuid, wish: Preference) -> Result<Preference> {
    let before = rows::preference(&tx.rows, party).await?;
    let mut wish = rules::check_preference(wish)?;
    let looked_up = before.as_ref().map(|before| before.do_not_call);
    if wish.do_not_call.is_some() && looked_up != Some(wish.do_not_call) {
        wish.do_not_call_on = Some(tx.ctx().today());
    } else {
        wish.do_not_call_on = before.as_ref().and_then(|before| before.do_not_call_on);
    }
    rows::put_preference(&tx.rows, party, &wish, tx.ctx().now).await?;
    let json = |wish: Option<&Preference>| serde_json::to_value(wish).unwrap_or(Value::Null);
    let event = Event::new(Noun::Consents, "preferred", party).on(Some(party));
    tx.record(event.changed("preference", json(before.as_ref()), json(Some(&wish))));
    Ok(wish)
}

/// The time zone a party lives in: as it said, else the shop's.
pub(crate) fn zone(ctx: &Ctx, preference: Option<&Preference>) -> Tz {
    let said = preference.and_then(|wish| wish.time_zone.as_deref());
    said.and_then(|zone| zone.parse().ok())
        .unwrap_or_else(|| ctx.settings.zone())
}

/// Two records of one party became one: the stricter answer holds, all proof is kept.
///
/// # Errors
/// A broken database.
pub(crate) async fn merge(tx: &Tx, loser: Uuid, winner: Uuid) -> Result<()> {
    let (theirs, mine) = (
        rows::of_party(&tx.rows, loser).await?,
        rows::of_party(&tx.rows, winner).await?,
    );
    let same = |a: &Consent, b: &Consent| a.channel == b.channel && a.purpose == b.purpose;
    let kept: Vec<Consent> = theirs
        .iter()
        .map(|theirs| match mine.iter().find(|mine| same(mine, theirs)) {
            Some(mine) => rules::stricter(mine, theirs),
            None => theirs.clone(),
        })
        .collect();
    rows::merge(&tx.rows, loser, winner, &kept).await
}

/// The words with which consent is asked for, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn wordings(ctx: &Ctx) -> Result<Vec<Wording>> {
    rows::wordings(&ctx.read(Permission::PartiesRead)?).await
}

/// Adds a new version of the words; answers given before keep theirs.
///
/// # Errors
/// `forbidden`; `required` or `too-long` at `text`.
pub async fn add_wording(ctx: &Ctx, text: &str) -> Result<Wording> {
    let text = rules::check_wording(text)?;
    let mut tx = ctx.write(Permission::SettingsManage).await?;
    let version = rows::add_wording(&tx.rows, &text, ctx.now).await?;
    let workspace = tx.rows.workspace();
    tx.record(Event::new(Noun::Workspaces, "consent_worded", workspace).with("version", version));
    tx.commit().await?;
    Ok(Wording {
        version,
        text,
        at: ctx.now,
    })
}
