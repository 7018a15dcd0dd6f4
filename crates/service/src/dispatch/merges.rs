//! Merges by name and for every kind whose records can be one: `parties.merge` makes one of two, the others say what it would do, tell
//! what was merged, or take it back.

use quen_core::{Error, Permission, Problem, Result};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::own::run;
use super::{Act, act, act_of, encode, id};
use crate::records::{Kind, NewMerge, undo_any};

/// The act that needs no kind.
pub(super) fn acts() -> Vec<Act> {
    vec![act(
        "mergers.undo",
        Permission::PartiesMerge,
        |ctx, input| run(async move { undo_any(&ctx, id(&input)?).await?.1.json() }),
    )]
}

/// The acts of one kind; none for one whose records are never merged.
pub(super) fn of_kind<K: Kind>() -> Vec<Act> {
    if !K::MERGES {
        return Vec::new();
    }
    let act = act_of::<K>;
    vec![
        act("merge", Permission::PartiesMerge, |ctx, input| {
            run(async move { encode(&K::merge(&ctx, &new(&input)?).await?) })
        }),
        act("merge_preview", Permission::PartiesMerge, |ctx, input| {
            run(async move { K::merge_preview(&ctx, &new(&input)?).await?.json(encode) })
        }),
        act("mergers", K::READ, |ctx, input| {
            run(async move { Ok(json!({ "data": K::merges(&ctx, id(&input)?).await? })) })
        }),
        act("unmerge", Permission::PartiesMerge, |ctx, input| {
            run(async move { encode(&K::undo_merge(&ctx, id(&input)?).await?) })
        }),
    ]
}

fn new(input: &Map<String, Value>) -> Result<NewMerge> {
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
