//! The acts on own drafts, by name: what was typed and not saved can be read, kept and dropped by programs as well.

use quen_core::{Error, Permission, Problem, Result};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::own::run;
use super::{Act, act, encode, id};
use crate::Ctx;
use crate::drafts::{self, Draft, Typed};

/// Values that one name may have in a draft.
const SEVERAL: usize = 100;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission::ProfileManage as P;
    vec![
        act("drafts.delete", P, |ctx, input| {
            run(async move {
                let draft = found(&ctx, id(&input)?).await?;
                drafts::remove(&ctx, &draft.form).await?;
                Ok(json!({}))
            })
        }),
        act("drafts.find", P, |ctx, input| {
            run(async move { Ok(told(&found(&ctx, id(&input)?).await?)) })
        }),
        act("drafts.keep", P, |ctx, input| run(keep(ctx, input))),
        act("drafts.list", P, |ctx, _| {
            run(async move {
                let all = drafts::list(&ctx).await?;
                let all: Vec<Value> = all.iter().map(told).collect();
                encode(&json!({ "data": all, "next_cursor": null }))
            })
        }),
    ]
}

async fn found(ctx: &Ctx, id: Uuid) -> Result<Draft> {
    let all = drafts::list(ctx).await?;
    all.into_iter()
        .find(|draft| draft.id == id)
        .ok_or(Error::NotFound)
}

/// A draft as programs see one: each name with its value, or its values where it has several.
fn told(draft: &Draft) -> Value {
    let mut typed = Map::new();
    for (name, text) in &draft.typed {
        match typed.get_mut(name) {
            None => drop(typed.insert(name.clone(), text.clone().into())),
            Some(Value::Array(several)) => several.push(text.clone().into()),
            Some(one) => *one = json!([one.take(), text]),
        }
    }
    json!({
        "id": draft.id, "form": draft.form, "party_id": draft.party_id, "words": draft.words(),
        "typed": typed, "saved_at": draft.saved_at,
    })
}

async fn keep(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let form = input.get("form").and_then(Value::as_str);
    let form = form.ok_or_else(|| Error::invalid("form", "required"))?;
    let typed = match input.get("typed") {
        Some(Value::Object(typed)) => read(typed)?,
        _ => return Err(Error::invalid("typed", "required")),
    };
    drafts::keep(&ctx, form, typed).await?;
    let kept = drafts::find(&ctx, form).await?;
    kept.map_or_else(|| Ok(json!(null)), |draft| Ok(told(&draft)))
}

fn read(typed: &Map<String, Value>) -> Result<Typed> {
    let mut all = Typed::new();
    for (name, value) in typed {
        let texts = match value {
            Value::String(text) => vec![text.clone()],
            Value::Array(several) if several.len() <= SEVERAL => several
                .iter()
                .map(|text| text.as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .ok_or_else(|| Problem::new("typed", "bad-list"))?,
            _ => return Err(Error::invalid("typed", "bad-list")),
        };
        all.extend(texts.into_iter().map(|text| (name.clone(), text)));
    }
    Ok(all)
}
