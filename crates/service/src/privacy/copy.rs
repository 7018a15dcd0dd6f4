//! All data of one person as one JSON document: what the law calls a copy. Other people's data are not in it.

use quen_core::fields::ListQuery;
use quen_core::{Event, Noun, Permission, Result};
use quen_store::{consents, privacy, relationships};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::Ctx;
use crate::dispatch::encode;
use crate::facts::Facts;
use crate::interactions::Interactions;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::payments::Payments;
use crate::promises::Promises;
use crate::records::{self, Kind};
use crate::tasks::Tasks;

/// Records of one kind taken along at most.
const MOST: usize = 20_000;
/// Answers of a consent history taken along at most.
const ANSWERS: i64 = 10_000;

/// Everything kept about a party, section by section, each a list of records as the API gives them, to be taken along: that is
/// noted in the log of processing.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn copy(ctx: &Ctx, party: Uuid) -> Result<Value> {
    let copy = kept(ctx, party).await?;
    let mut tx = ctx.write(Permission::PrivacyManage).await?;
    tx.record(taken(party));
    tx.commit_quietly().await?;
    Ok(copy)
}

/// The same to be looked at.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn kept(ctx: &Ctx, party: Uuid) -> Result<Value> {
    ctx.actor.may(Permission::PrivacyManage)?;
    of_party(ctx, party).await
}

/// The event of a copy that was taken along.
pub(crate) fn taken(party: Uuid) -> Event {
    Event::new(Noun::Privacy, "copied", party).on(Some(party))
}

/// The same for the party itself at its own door.
pub(crate) async fn of_party(ctx: &Ctx, party: Uuid) -> Result<Value> {
    let found = records::find::<Parties>(ctx, party).await?;
    let reading = ctx.read(Permission::PartiesRead)?;
    let (answers, history, wish, requests, standing, breaches) = tokio::try_join!(
        consents::of_party(&reading, party),
        consents::history(&reading, party, ANSWERS),
        consents::preference(&reading, party),
        privacy::of_party(&reading, party),
        relationships::of_party(&reading, party),
        privacy::of_touched(&reading, party),
    )?;
    Ok(json!({
        "party": encode(&found)?,
        "relationships": encode(&standing)?,
        "interactions": all::<Interactions>(ctx, party).await?,
        "facts": all::<Facts>(ctx, party).await?,
        "orders": all::<Orders>(ctx, party).await?,
        "payments": all::<Payments>(ctx, party).await?,
        "promises": all::<Promises>(ctx, party).await?,
        "tasks": all::<Tasks>(ctx, party).await?,
        "consents": encode(&answers)?,
        "consent_history": encode(&history)?,
        "contact_preference": encode(&wish)?,
        "requests": encode(&requests)?,
        "breaches": encode(&breaches)?,
        "made_at": encode(&ctx.now)?,
    }))
}

async fn all<K: Kind>(ctx: &Ctx, party: Uuid) -> Result<Vec<Value>> {
    let catalogue = K::catalogue(ctx);
    let filter = json!({ "field": "party_id", "op": "eq", "value": party }).to_string();
    let mut query = ListQuery::parse(&catalogue, |name| match name {
        "filter" => Some(filter.as_str()),
        "limit" => Some("200"),
        _ => None,
    })?;
    let mut found: Vec<Value> = Vec::new();
    loop {
        let page = records::list::<K>(ctx, &query).await?;
        for record in &page.rows {
            found.push(without_colleagues(encode(record)?));
        }
        query.cursor = page.next;
        if query.cursor.is_none() || found.len() >= MOST {
            return Ok(found);
        }
    }
}

/// Who of the business did what is theirs, not the customer's.
fn without_colleagues(record: Value) -> Value {
    let Value::Object(fields) = record else {
        return record;
    };
    let hidden = [
        "created_by",
        "done_by",
        "settled_by",
        "assignee_id",
        "owner_id",
        "user_id",
    ];
    let kept: Map<String, Value> = fields
        .into_iter()
        .filter(|(name, _)| !hidden.contains(&name.as_str()))
        .collect();
    Value::Object(kept)
}
