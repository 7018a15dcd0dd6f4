//! The acts on the quality of records, by name.

use quen_core::quality::Fault;
use quen_core::{Error, Permission, Problem, Result};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::own::run;
use super::{Act, act, encode};
use crate::{Ctx, lists, quality};

/// Mends records of any other kind: `outdated` one by one, `missing` with the field of a colleague.
async fn of_kind(ctx: &Ctx, word: &str, input: &Map<String, Value>) -> Result<u64> {
    let kind = lists::by_word(ctx, word).map_err(|_| Error::invalid("kind", "bad-choice"))?;
    let text = |name: &str| input.get(name).and_then(Value::as_str);
    match (text("fault"), one(input)?) {
        (Some("outdated"), Some(id)) => kind.look_over(ctx, id, None).await.map(|_| 1),
        (Some("missing"), one) => {
            let field = text("field").ok_or_else(|| Error::invalid("field", "required"))?;
            quality::take_on(ctx, &kind, field, one).await
        }
        (Some("outdated" | "unreadable"), _) => Err(Error::invalid("fault", "no-remedy")),
        _ => Err(Error::invalid("fault", "bad-choice")),
    }
}

/// The record that is meant; none for the first of many.
fn one(input: &Map<String, Value>) -> Result<Option<Uuid>> {
    match input.get("id") {
        None | Some(Value::Null) => Ok(None),
        Some(id) => {
            let id = id.as_str().and_then(|text| text.parse().ok());
            Ok(Some(id.ok_or_else(|| Problem::new("id", "bad-reference"))?))
        }
    }
}

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    vec![
        act("quality.gaps", Permission::PartiesRead, |ctx, input| {
            run(async move {
                let word = input.get("kind").and_then(Value::as_str);
                let kind = lists::by_word(&ctx, word.unwrap_or_default())
                    .map_err(|_| Error::invalid("kind", "bad-choice"))?;
                encode(&quality::gaps(&ctx, &kind).await?)
            })
        }),
        act("quality.mend", Permission::PartiesWrite, |ctx, input| {
            run(async move {
                let word = input.get("kind").and_then(Value::as_str);
                if let Some(word) = word.filter(|word| *word != "parties") {
                    return encode(&json!({ "mended": of_kind(&ctx, word, &input).await? }));
                }
                let code = input.get("fault").and_then(Value::as_str);
                let fault = code.and_then(Fault::from_code);
                let fault = fault.ok_or_else(|| Error::invalid("fault", "bad-choice"))?;
                let one = one(&input)?;
                Ok(json!({ "mended": quality::mend(&ctx, fault, one).await? }))
            })
        }),
        act("quality.summary", Permission::PartiesRead, |ctx, _| {
            run(async move { encode(&quality::summary(&ctx).await?) })
        }),
    ]
}
