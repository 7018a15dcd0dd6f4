//! What a customer sees and does at the own door: the record, facts, promises, orders, consent, requests. Only ever the own party.

use quen_core::consents::{Consent, Preference};
use quen_core::facts::Fact;
use quen_core::fields::{Catalogue, ListQuery};
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::promises::{Keeping, Promise};
use quen_core::{Error, Permission, Result};
use serde_json::json;

use super::Guest;
use crate::consents::{self, Answer};
use crate::facts;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::privacy::{self, NewRequest, Request};
use crate::records::{self, Kind, live};

/// Promises and orders shown at most.
const SHOWN: i64 = 50;
/// What a customer may correct, by field of the catalogue.
const CORRECTED: [&str; 6] = [
    "name",
    "salutation",
    "phones",
    "emails",
    "birthday",
    "address",
];

/// Everything the door shows.
#[derive(Debug, Clone)]
pub struct Mine {
    /// The own record.
    pub party: Party,
    /// What is known besides.
    pub facts: Vec<Fact>,
    /// What was promised.
    pub promises: Vec<Promise>,
    /// How well that was kept.
    pub keeping: Keeping,
    /// The latest orders.
    pub orders: Vec<Order>,
    /// What was agreed to.
    pub consents: Vec<Consent>,
    /// How to be reached.
    pub preference: Option<Preference>,
    /// What was asked about the own data.
    pub requests: Vec<Request>,
}

/// All of it.
///
/// # Errors
/// `unauthorized` when the record is gone.
pub async fn mine(guest: &Guest) -> Result<Mine> {
    let ctx = &guest.ctx;
    let reading = ctx.read(Permission::PartiesRead)?;
    let id = guest.party_id;
    let catalogue = Orders::catalogue(ctx);
    let filter = json!({ "field": "party_id", "op": "eq", "value": id }).to_string();
    let query = ListQuery::parse(&catalogue, |name| {
        (name == "filter").then_some(filter.as_str())
    })?;
    let (party, memory, promises, kept, orders, answers, wish, requests) = tokio::try_join!(
        Parties::find(&reading, id),
        facts::memory(ctx, id),
        quen_store::promises::of_party(&reading, id, SHOWN),
        quen_store::promises::kept_of_party(&reading, id, ctx.today()),
        records::list::<Orders>(ctx, &query),
        quen_store::consents::of_party(&reading, id),
        quen_store::consents::preference(&reading, id),
        quen_store::privacy::of_party(&reading, id),
    )?;
    Ok(Mine {
        party: party.ok_or(Error::Unauthorized)?,
        facts: memory.facts,
        promises,
        keeping: Keeping::of(&kept),
        orders: orders.rows,
        consents: answers,
        preference: wish,
        requests,
    })
}

/// Values as the customer typed them, by field.
pub type Corrections = Vec<(String, String)>;

/// Corrects the own record; obeyed at once.
///
/// # Errors
/// `invalid` with every problem; `required` at `name`.
pub async fn correct(guest: &Guest, typed: &Corrections) -> Result<()> {
    let ctx = &guest.ctx;
    let whole = Parties::catalogue(ctx);
    let fields = whole
        .fields
        .into_iter()
        .filter(|field| CORRECTED.contains(&field.name.as_ref()));
    let catalogue = Catalogue {
        noun: whole.noun,
        fields: fields.collect(),
    };
    let pairs = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let values = records::decode_form(&catalogue, pairs)?;
    records::update::<Parties>(ctx, guest.party_id, None, values)
        .await
        .map(drop)
}

/// Says yes or no to one channel and purpose; obeyed at once.
///
/// # Errors
/// `bad-choice` at the field.
pub async fn answer(guest: &Guest, channel: &str, purpose: &str, yes: bool) -> Result<()> {
    let answer = Answer {
        channel: channel.to_owned(),
        purpose: purpose.to_owned(),
        answer: if yes { "yes" } else { "no" }.to_owned(),
        source: "portal".to_owned(),
        ..Answer::default()
    };
    consents::put(&guest.ctx, guest.party_id, answer)
        .await
        .map(drop)
}

/// Takes every yes back.
///
/// # Errors
/// A broken database.
pub async fn withdraw_all(guest: &Guest) -> Result<()> {
    consents::withdraw_all(&guest.ctx, guest.party_id, "portal").await
}

/// Says how to be reached. What the shop looked up in the do-not-call list stays.
///
/// # Errors
/// `bad-choice`, `bad-number` at the field.
pub async fn prefer(guest: &Guest, wish: Preference) -> Result<()> {
    let mut tx = guest.ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, guest.party_id).await?;
    let before = quen_store::consents::preference(&tx.rows, guest.party_id).await?;
    let wish = Preference {
        do_not_call: before.and_then(|before| before.do_not_call),
        source: "portal".to_owned(),
        ..wish
    };
    consents::prefer_in(&mut tx, guest.party_id, wish).await?;
    tx.commit().await
}

/// Asks something about the own data; the law's clocks begin to run.
///
/// # Errors
/// `bad-choice` at `kind`; `too-long` at `note`.
pub async fn ask_about(guest: &Guest, kind: &str, note: &str) -> Result<Request> {
    let mut tx = guest.ctx.write(Permission::PartiesWrite).await?;
    live::<Parties>(&tx, guest.party_id).await?;
    let new = NewRequest {
        party_id: Some(guest.party_id),
        kind: kind.to_owned(),
        source: "portal".to_owned(),
        note: Some(note.to_owned()),
        received_on: None,
    };
    let request = privacy::open_in(&mut tx, new).await?;
    tx.commit().await?;
    Ok(request)
}

/// All data kept about the guest, as the law calls it a copy.
///
/// # Errors
/// A broken database.
pub async fn copy(guest: &Guest) -> Result<serde_json::Value> {
    let copy = privacy::copy_of(&guest.ctx, guest.party_id).await?;
    let mut tx = guest.ctx.write(Permission::PartiesWrite).await?;
    tx.record(privacy::taken(guest.party_id));
    tx.commit_quietly().await?;
    Ok(copy)
}
