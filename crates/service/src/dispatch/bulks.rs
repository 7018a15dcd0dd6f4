//! Changes of many records, by name and for every kind that has lists: `parties.bulk` begins one, the others look at it, stop
//! it or take it back.

use quen_core::bulks::{Act as Change, Selection};
use quen_core::{Error, Problem, Result};
use serde_json::{Map, Value};

use super::{Act, act_of, encode, id};
use crate::bulks::{self, New};
use crate::lists;
use crate::records::Kind;

/// The acts of one kind.
pub(super) fn of_kind<K: Kind>() -> Vec<Act> {
    let act = act_of::<K>;
    vec![
        act("bulk", K::WRITE, |ctx, input| {
            Box::pin(async move {
                let kind = lists::of_act::<K>(&ctx)?;
                encode(&bulks::start(&ctx, &kind, new(input)?).await?)
            })
        }),
        act("bulk_find", K::READ, |ctx, input| {
            Box::pin(async move {
                let kind = lists::of_act::<K>(&ctx)?;
                encode(&bulks::find(&ctx, &kind, id(&input)?).await?)
            })
        }),
        act("bulk_cancel", K::WRITE, |ctx, input| {
            Box::pin(async move {
                let kind = lists::of_act::<K>(&ctx)?;
                encode(&bulks::cancel(&ctx, &kind, id(&input)?).await?)
            })
        }),
        act("bulk_undo", K::WRITE, |ctx, input| {
            Box::pin(async move {
                let kind = lists::of_act::<K>(&ctx)?;
                encode(&bulks::undo(&ctx, &kind, id(&input)?).await?)
            })
        }),
    ]
}

/// Reads `{"act":{…},"ids":[…]}` or `{"act":{…},"filter":{…},"q":"…"}`; all records only when `"all": true` says so.
fn new(mut input: Map<String, Value>) -> Result<New> {
    let act = input.remove("act").ok_or_else(|| missing("act"))?;
    let act: Change =
        serde_json::from_value(act).map_err(|_| Error::invalid("act", "bad-choice"))?;
    let selection = selection(&mut input)?;
    Ok(New { act, selection })
}

/// Which records: `ids`, or a list by `filter` and `q`; all of them only when `all` says so.
pub(super) fn selection(input: &mut Map<String, Value>) -> Result<Selection> {
    let text = |value: Value| value.as_str().map(str::to_owned);
    let selection = match input.remove("ids") {
        Some(ids) => Selection::Ids(
            serde_json::from_value(ids).map_err(|_| Error::invalid("ids", "bad-reference"))?,
        ),
        None => Selection::Matching {
            filter: input.remove("filter"),
            q: input.remove("q").and_then(text),
        },
    };
    let everything = Selection::Matching {
        filter: None,
        q: None,
    };
    let all = input.remove("all");
    if selection == everything && all != Some(Value::Bool(true)) {
        return Err(missing("ids"));
    }
    Ok(selection)
}

fn missing(field: &'static str) -> Error {
    Problem::new(field, "required").into()
}
