//! The acts on records that may be one party, by name: suggestions, entry, merges and their undo.

use quen_core::fields::Cursor;
use quen_core::{Error, Permission, Problem, Result};
use quen_store::merges::Merge;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::own::run;
use super::{Act, act, encode, id};
use crate::parties::{self, NewMerge, Parties};
use crate::records::{Kind, decode_in};
use crate::{Ctx, duplicates};

/// Pairs of a page that names no number.
const LIMIT: usize = 50;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("duplicates.check", P::PartiesRead, |ctx, input| {
            run(check(ctx, input))
        }),
        act("duplicates.dismiss", P::PartiesMerge, |ctx, input| {
            run(async move { encode(&duplicates::dismiss(&ctx, id(&input)?).await?) })
        }),
        act("duplicates.list", P::PartiesRead, |ctx, input| {
            run(list(ctx, input))
        }),
        act("duplicates.reopen", P::PartiesMerge, |ctx, input| {
            run(async move { encode(&duplicates::reopen(&ctx, id(&input)?).await?) })
        }),
        act("duplicates.scan", P::PartiesMerge, |ctx, _| {
            run(async move { Ok(json!({ "job_id": duplicates::request_scan(&ctx).await? })) })
        }),
        act("parties.merge", P::PartiesMerge, |ctx, input| {
            run(async move { encode(&parties::merge(&ctx, &new_merge(&input)?).await?) })
        }),
        act("parties.merge_preview", P::PartiesMerge, |ctx, input| {
            run(async move { preview(&parties::merge_preview(&ctx, &new_merge(&input)?).await?) })
        }),
        act("parties.mergers", P::PartiesRead, |ctx, input| {
            run(async move {
                let merges = parties::merges(&ctx, id(&input)?).await?;
                Ok(json!({ "data": merges.iter().map(told).collect::<Vec<Value>>() }))
            })
        }),
        act("parties.unmerge", P::PartiesMerge, |ctx, input| {
            run(async move { encode(&parties::undo_merge(&ctx, id(&input)?).await?) })
        }),
    ]
}

async fn list(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let text = |name: &str| input.get(name).and_then(Value::as_str);
    let after = text("cursor").map(Cursor::decode).transpose();
    let after = after.map_err(|_| Error::invalid("cursor", "bad-cursor"))?;
    let limit = match input.get("limit") {
        None => LIMIT,
        Some(given) => number(given).ok_or_else(|| Error::invalid("limit", "bad-number"))?,
    };
    let state = text("state").unwrap_or("open");
    let page = duplicates::list(&ctx, state, after.as_ref(), limit).await?;
    Ok(json!({ "data": page.pairs, "next_cursor": page.next.map(|cursor| cursor.encode()) }))
}

fn number(given: &Value) -> Option<usize> {
    let number = given
        .as_u64()
        .or_else(|| given.as_str().and_then(|text| text.parse().ok()));
    number
        .filter(|number| (1..=200).contains(number))
        .and_then(|number| usize::try_from(number).ok())
}

/// Who is like a record that is about to be made, or like changes to the record `id`.
async fn check(ctx: Ctx, mut input: Map<String, Value>) -> Result<Value> {
    let before = match input.remove("id") {
        None | Some(Value::Null) => None,
        Some(id) => {
            let id = id.as_str().and_then(|text| text.parse().ok());
            let id = id.ok_or_else(|| Problem::new("id", "bad-reference"))?;
            Some(crate::records::find::<Parties>(&ctx, id).await?)
        }
    };
    let values = decode_in(&Parties::catalogue(&ctx), &input, ctx.settings.currency)?;
    let known = duplicates::known(&ctx, &values, before.as_ref()).await?;
    let told = known.iter().map(|known| {
        json!({
            "party": known.party,
            "chance": known.likeness.as_ref().map(quen_core::duplicates::Likeness::chance),
            "automatic": known.likeness.as_ref().is_some_and(quen_core::duplicates::Likeness::is_automatic),
            "reasons": known.likeness.as_ref().map(|likeness| &likeness.reasons),
        })
    });
    Ok(json!({ "possible_duplicates": told.collect::<Vec<Value>>() }))
}

fn new_merge(input: &Map<String, Value>) -> Result<NewMerge> {
    let reference = |name: &'static str| -> Result<Uuid> {
        let id = input.get(name).and_then(Value::as_str);
        let id = id.and_then(|text| text.parse().ok());
        id.ok_or_else(|| Problem::new(name, "bad-reference").into())
    };
    let version = |name: &'static str| match input.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(given) => given
            .as_i64()
            .map(Some)
            .ok_or_else(|| Error::invalid(name, "bad-number")),
    };
    Ok(NewMerge {
        winner: reference("winner")?,
        loser: reference("loser")?,
        take: taken(input.get("take"))?,
        winner_version: version("winner_version")?,
        loser_version: version("loser_version")?,
    })
}

/// A list of names, or one text of names with commas between.
fn taken(given: Option<&Value>) -> Result<Vec<String>> {
    let bad = || Error::invalid("take", "bad-list");
    match given {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()),
        Some(Value::Array(list)) => list
            .iter()
            .map(|name| name.as_str().map(str::to_owned).ok_or_else(bad))
            .collect(),
        Some(_) => Err(bad()),
    }
}

fn preview(preview: &parties::Preview) -> Result<Value> {
    let difference = |one: &parties::Difference| json!({ "field": one.field, "winner": one.winner.to_json(), "loser": one.loser.to_json(), "taken": one.taken });
    let moves: Map<String, Value> = preview
        .moves
        .iter()
        .map(|(table, count)| ((*table).to_owned(), json!(count)))
        .collect();
    let differences: Vec<Value> = preview.differences.iter().map(difference).collect();
    let mut told = encode(preview)?;
    if let Some(told) = told.as_object_mut() {
        told.insert("moves".to_owned(), Value::Object(moves));
        told.insert("differences".to_owned(), json!(differences));
    }
    Ok(told)
}

fn told(merge: &Merge) -> Value {
    json!({
        "id": merge.id, "winner_id": merge.winner_id, "loser_id": merge.loser_id, "loser_name": merge.loser_before.name,
        "at": merge.at, "by_user": merge.by_user, "undone_at": merge.undone_at,
    })
}
