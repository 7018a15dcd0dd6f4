//! What a field that refers to another record can be filled with: a choice by name where there are few such records, a
//! search by typed words where there are many. It must never offer what the reader may not see.

use std::collections::HashMap;

use quen_core::fields::{Catalogue, Field, FieldType, ListQuery, MAX_LIMIT, Record};
use quen_core::kept::Kept;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::Ctx;
use quen_service::interactions::Interactions;
use quen_service::kinds::Records;
use quen_service::orders::Orders;
use quen_service::parties::Parties;
use quen_service::products::Products;
use quen_service::projects::Projects;
use quen_service::records::{self, Kind};
use quen_service::tasks::Tasks;
use uuid::Uuid;

use super::controls;
use crate::forms::Pairs;

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
        if let Some(found) = found(&ctx, noun, &query).await? {
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
        let named = found(&ctx, noun, &query).await?.unwrap_or_default();
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
        if let Some([(id, _)]) = found(&ctx, noun, &query).await?.as_deref() {
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
async fn found(ctx: &Ctx, noun: Noun, query: &ListQuery) -> quen_core::Result<Option<Named>> {
    let found = match noun {
        Noun::Orders => listed::<Orders>(ctx, query).await,
        Noun::Products => listed::<Products>(ctx, query).await,
        Noun::Tasks => listed::<Tasks>(ctx, query).await,
        Noun::Projects => listed::<Projects>(ctx, query).await,
        Noun::Interactions => listed::<Interactions>(ctx, query).await,
        Noun::Records => listed::<Records>(ctx, query).await,
        _ => listed::<Parties>(ctx, query).await,
    };
    match found {
        Err(Error::Forbidden(_)) => Ok(None),
        other => other,
    }
}

async fn listed<K: Kind>(ctx: &Ctx, query: &ListQuery) -> quen_core::Result<Option<Named>> {
    let page = records::list::<K>(ctx, query).await?;
    let name = |record: &K::Record| {
        let named = ["name", "number", "title", "subject"].into_iter();
        let name = named
            .filter_map(|field| record.get(field).into_text())
            .next();
        name.unwrap_or_else(|| record.id().to_string())
    };
    let named = page
        .rows
        .iter()
        .map(|record| (record.id().to_string(), name(record)));
    Ok(page.next.is_none().then(|| named.collect()))
}
