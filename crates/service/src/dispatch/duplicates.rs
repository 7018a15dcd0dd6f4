//! The acts on records that may be one, by name: suggestions of any kind, and what is asked before a second customer is made.

use quen_core::fields::Cursor;
use quen_core::{Error, Noun, Permission, Problem, Result};
use serde_json::{Map, Value, json};

use super::own::run;
use super::{Act, act, id};
use crate::parties::Parties;
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
            run(async move { duplicates::dismiss(&ctx, id(&input)?).await?.json() })
        }),
        act("duplicates.list", P::PartiesRead, |ctx, input| {
            run(list(ctx, input))
        }),
        act("duplicates.reopen", P::PartiesMerge, |ctx, input| {
            run(async move { duplicates::reopen(&ctx, id(&input)?).await?.json() })
        }),
        act("duplicates.scan", P::PartiesMerge, |ctx, _| {
            run(async move { Ok(json!({ "job_id": duplicates::request_scan(&ctx).await? })) })
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
    let kind = duplicates::kind(&ctx, text("kind").unwrap_or(Noun::Parties.plural()))?;
    let page = duplicates::list(&ctx, &kind, state, after.as_ref(), limit).await?;
    let pairs = page.pairs.iter().map(duplicates::Suggestion::json);
    let pairs = pairs.collect::<Result<Vec<Value>>>()?;
    Ok(json!({ "data": pairs, "next_cursor": page.next.map(|cursor| cursor.encode()) }))
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
