//! What a field that refers to another record can be filled with: a choice by name where there are few such records, a
//! search by typed words where there are many. It must never offer what the reader may not see.

use std::collections::HashMap;

use quen_core::fields::{Catalogue, Field, FieldType, ListQuery, MAX_LIMIT, Record};
use quen_core::kept::Kept;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::Ctx;
use quen_service::benefits::Benefits;
use quen_service::interactions::Interactions;
use quen_service::kinds::Records;
use quen_service::orders::Orders;
use quen_service::parties::Parties;
use quen_service::payments::Payments;
use quen_service::products::Products;
use quen_service::projects::Projects;
use quen_service::promises::Promises;
use quen_service::records::{self, Kind};
use quen_service::tasks::Tasks;
use quen_words::Words;
use uuid::Uuid;

use super::controls;
use crate::forms::Pairs;
use crate::lists::shortened;
use crate::spoken;

/// Id and name.
pub type Named = Vec<(String, String)>;

/// The records to choose from, by field; a field of which there are too many is left out.
///
/// # Errors
/// A broken database.
pub async fn choices(
    me: &SignedIn,
    catalogue: &Catalogue,
) -> quen_core::Result<HashMap<String, Named>> {
    let mut all = HashMap::new();
    for field in controls::of(catalogue) {
        let Some((ctx, noun)) = target(&me.ctx, field) else {
            continue;
        };
        let query = ListQuery {
            limit: MAX_LIMIT,
            ..ListQuery::default()
        };
        if let Some(found) = found(me.words, &ctx, noun, &query).await? {
            all.insert(field.name.to_string(), found);
        }
    }
    Ok(all)
}

/// The names of records that a field refers to, those the reader may see.
///
/// # Errors
/// A broken database.
pub async fn names(
    me: &SignedIn,
    field: &Field,
    mut ids: Vec<Uuid>,
) -> quen_core::Result<HashMap<Uuid, String>> {
    let mut all = HashMap::new();
    let Some((ctx, noun)) = target(&me.ctx, field) else {
        return Ok(all);
    };
    ids.sort_unstable();
    ids.dedup();
    for some in ids.chunks(MAX_LIMIT) {
        let query = ListQuery {
            ids: Some(some.to_vec()),
            limit: MAX_LIMIT,
            ..ListQuery::default()
        };
        let named = found(me.words, &ctx, noun, &query)
            .await?
            .unwrap_or_default();
        let named = named.into_iter();
        all.extend(named.filter_map(|(id, name)| Some((id.parse().ok()?, name))));
    }
    Ok(all)
}

/// What was typed for such fields, as ids where exactly one record has the words; the rest is left to the refusal.
///
/// # Errors
/// A broken database.
pub async fn resolved(
    me: &SignedIn,
    catalogue: &Catalogue,
    mut sent: Pairs,
) -> quen_core::Result<Pairs> {
    for (name, text) in &mut sent {
        let words = text.trim();
        if words.is_empty() || words.parse::<Uuid>().is_ok() || words.chars().count() > 200 {
            continue;
        }
        let field = catalogue.field(name).filter(|field| field.own.is_some());
        let Some((ctx, noun)) = field.and_then(|field| target(&me.ctx, field)) else {
            continue;
        };
        let query = ListQuery {
            q: Some(words.to_owned()),
            limit: 2,
            ..ListQuery::default()
        };
        if let Some([(id, _)]) = found(me.words, &ctx, noun, &query).await?.as_deref() {
            text.clone_from(id);
        }
    }
    Ok(sent)
}

/// The gate and the noun of what a field refers to.
fn target(ctx: &Ctx, field: &Field) -> Option<(Ctx, Noun)> {
    let FieldType::Reference(noun) = field.kind else {
        return None;
    };
    match noun {
        Noun::Records => {
            let word = &field.own.as_ref()?.target;
            Some((ctx.of_kind(word).ok()?, noun))
        }
        _ => Some((ctx.clone(), noun)),
    }
}

/// What is there, when it is not more than asked for; nothing for who may not look.
async fn found(
    words: Words,
    ctx: &Ctx,
    noun: Noun,
    query: &ListQuery,
) -> quen_core::Result<Option<Named>> {
    let found = match noun {
        Noun::Orders => listed::<Orders>(words, ctx, query).await,
        Noun::Products => listed::<Products>(words, ctx, query).await,
        Noun::Tasks => listed::<Tasks>(words, ctx, query).await,
        Noun::Projects => listed::<Projects>(words, ctx, query).await,
        Noun::Interactions => listed::<Interactions>(words, ctx, query).await,
        Noun::Promises => listed::<Promises>(words, ctx, query).await,
        Noun::Payments => listed::<Payments>(words, ctx, query).await,
        Noun::Benefits => listed::<Benefits>(words, ctx, query).await,
        Noun::Records => listed::<Records>(words, ctx, query).await,
        _ => listed::<Parties>(words, ctx, query).await,
    };
    match found {
        Err(Error::Forbidden(_)) => Ok(None),
        other => other,
    }
}

async fn listed<K: Kind>(
    words: Words,
    ctx: &Ctx,
    query: &ListQuery,
) -> quen_core::Result<Option<Named>> {
    let page = records::list::<K>(ctx, query).await?;
    let named = page.rows.iter().map(|record| {
        let name = called(words, K::NOUN, record);
        let id = record.id().to_string();
        (id.clone(), name.unwrap_or(id))
    });
    Ok(page.next.is_none().then(|| named.collect()))
}

/// What a record is called where one is chosen among others: money that came has no name but how much it was and when.
pub fn called(words: Words, noun: Noun, record: &impl Record) -> Option<String> {
    let text = |fields: &[&str]| {
        let mut texts = fields
            .iter()
            .filter_map(|field| record.get(field).into_text());
        texts.next().map(|text| shortened(&text))
    };
    if noun != Noun::Payments {
        return text(&["name", "number", "title", "subject", "text", "body"]);
    }
    let amount = record.get("amount").into_money();
    let amount = amount.map(|amount| spoken::money(words, amount));
    let day = record.get("paid_on").into_day();
    let day = day.map(|day| spoken::day(words, day));
    let parts: Vec<String> = [amount, day, text(&["text"])]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
