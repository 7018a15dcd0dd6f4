//! The acts on the quality of records, by name.

use quen_core::quality::Fault;
use quen_core::{Error, Permission, Problem};
use serde_json::{Value, json};

use super::own::run;
use super::{Act, act, encode};
use crate::{lists, quality};

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
                let code = input.get("fault").and_then(Value::as_str);
                let fault = code.and_then(Fault::from_code);
                let fault = fault.ok_or_else(|| Error::invalid("fault", "bad-choice"))?;
                let one = match input.get("id") {
                    None | Some(Value::Null) => None,
                    Some(id) => {
                        let id = id.as_str().and_then(|text| text.parse().ok());
                        Some(id.ok_or_else(|| Problem::new("id", "bad-reference"))?)
                    }
                };
                Ok(json!({ "mended": quality::mend(&ctx, fault, one).await? }))
            })
        }),
        act("quality.summary", Permission::PartiesRead, |ctx, _| {
            run(async move { encode(&quality::summary(&ctx).await?) })
        }),
    ]
}
