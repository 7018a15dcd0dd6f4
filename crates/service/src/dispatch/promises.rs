//! The acts that promises alone have: kept, broken, made good, on new terms, and the rates of keeping.

use quen_core::fields::{Field, FieldType};
use quen_core::promises::{Agreement, Delivery, MAX_SAID};
use quen_core::{Noun, Permission, Result};
use serde_json::{Map, Value, json};

use super::own::{read, run};
use super::{Act, act, encode, id};
use crate::{Ctx, promises};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission::{InteractionsRead as R, InteractionsWrite as W};
    vec![
        act("promises.break", W, |ctx, input| run(broken(ctx, input))),
        act("promises.heard", R, |ctx, input| {
            run(async move { Ok(json!({ "data": promises::heard(&ctx, id(&input)?).await? })) })
        }),
        act("promises.keep", W, |ctx, input| run(keep(ctx, input))),
        act("promises.mend", W, |ctx, input| run(mend(ctx, input))),
        act("promises.rates", R, |ctx, _| {
            run(async move { encode(&promises::house(&ctx).await?) })
        }),
        act("promises.refuse_heard", W, |ctx, input| {
            run(async move { promises::refuse(&ctx, id(&input)?).await.map(|_| json!({})) })
        }),
        act("promises.renegotiate", W, |ctx, input| {
            run(renegotiate(ctx, input))
        }),
        act("promises.reopen", W, |ctx, input| {
            run(async move { encode(&promises::reopen(&ctx, id(&input)?).await?) })
        }),
    ]
}

fn said(name: &'static str) -> Field {
    Field::new(name, "", FieldType::LongText { max: MAX_SAID })
}

async fn keep(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let promise = id(&input)?;
    let fields = vec![
        said("outcome"),
        Field::new("delivered_on", "", FieldType::Day),
        Field::new("beyond", "", FieldType::Bool),
    ];
    let mut given = read(&ctx, Noun::Promises, input, &["id"], fields)?;
    let delivery = Delivery {
        on: given.take("delivered_on").into_day(),
        outcome: given.text("outcome"),
        beyond: given.take("beyond") == quen_core::fields::FieldValue::Bool(true),
    };
    encode(&promises::keep(&ctx, promise, delivery).await?)
}

async fn broken(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let promise = id(&input)?;
    let mut given = read(&ctx, Noun::Promises, input, &["id"], vec![said("outcome")])?;
    encode(&promises::breach(&ctx, promise, given.text("outcome")).await?)
}

async fn mend(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let promise = id(&input)?;
    let fields = vec![said("outcome").required()];
    let mut given = read(&ctx, Noun::Promises, input, &["id"], fields)?;
    let how = given.text("outcome").unwrap_or_default();
    encode(&promises::mend(&ctx, promise, &how).await?)
}

async fn renegotiate(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let promise = id(&input)?;
    let fields = vec![
        Field::new("due_on", "", FieldType::Day),
        said("text"),
        said("agreed").required(),
    ];
    let mut given = read(&ctx, Noun::Promises, input, &["id"], fields)?;
    let terms = Agreement {
        due_on: given.take("due_on").into_day(),
        text: given.text("text"),
        agreed: given.text("agreed").unwrap_or_default(),
    };
    encode(&promises::renegotiate(&ctx, promise, &terms).await?)
}
