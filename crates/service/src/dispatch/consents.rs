//! The acts of consent: see, answer, withdraw, wish, and ask the gate.

use quen_core::consents::{
    AIMS, ANSWERS, CHANNELS, LEARNED, MAX_PROOF, MAX_WORDING, MEDIA, PURPOSES, Preference, SOURCES,
};
use quen_core::fields::{Field, FieldType, FieldValue};
use quen_core::messages::Outgoing;
use quen_core::{Noun, Permission, Result};
use serde_json::{Map, Value, json};

use super::own::{choice, read, run};
use super::{Act, act, encode, id};
use crate::consents::Answer;
use crate::{Ctx, consents, messages};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission::{PartiesRead as R, PartiesWrite as W, SettingsManage as S};
    vec![
        act("consents.ask", R, |ctx, input| run(ask(ctx, input))),
        act("consents.find", R, |ctx, input| {
            run(async move { encode(&consents::of_party(&ctx, id(&input)?).await?) })
        }),
        act("consents.history", R, |ctx, input| {
            run(async move { Ok(json!({ "data": consents::history(&ctx, id(&input)?).await? })) })
        }),
        act("consents.learn", W, |ctx, input| run(learn(ctx, input))),
        act("consents.prefer", W, |ctx, input| run(prefer(ctx, input))),
        act("consents.put", W, |ctx, input| run(put(ctx, input))),
        act("consents.withdraw", W, |ctx, input| {
            run(async move {
                consents::withdraw_all(&ctx, id(&input)?, "in_person").await?;
                Ok(json!({}))
            })
        }),
        act("consents.word", S, |ctx, input| run(word(ctx, input))),
        act("consents.wordings", R, |ctx, _| {
            run(async move { Ok(json!({ "data": consents::wordings(&ctx).await? })) })
        }),
    ]
}

async fn put(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let party = id(&input)?;
    let fields = vec![
        choice("channel", "", &MEDIA).required(),
        choice("purpose", "", &AIMS).required(),
        choice("answer", "", &ANSWERS).required(),
        choice("source", "", &SOURCES).required(),
        Field::new("proof", "", FieldType::Text { max: MAX_PROOF }),
        Field::new("wording", "", FieldType::Integer),
        Field::new("any_hour", "", FieldType::Bool),
    ];
    let mut given = read(&ctx, Noun::Consents, input, &["id"], fields)?;
    let answer = Answer {
        channel: given.text("channel").unwrap_or_default(),
        purpose: given.text("purpose").unwrap_or_default(),
        answer: given.text("answer").unwrap_or_default(),
        source: given.text("source").unwrap_or_default(),
        proof: given.text("proof"),
        wording: given.take("wording").into_integer(),
        any_hour: given.take("any_hour") == FieldValue::Bool(true),
    };
    encode(&consents::put(&ctx, party, answer).await?)
}

async fn prefer(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let party = id(&input)?;
    let fields = vec![
        choice("channel", "", &CHANNELS),
        Field::new("from_hour", "", FieldType::Integer),
        Field::new("to_hour", "", FieldType::Integer),
        Field::new("time_zone", "", FieldType::Text { max: 60 }),
        Field::new("do_not_call", "", FieldType::Bool),
        choice("source", "", &SOURCES).required(),
    ];
    let mut given = read(&ctx, Noun::Consents, input, &["id"], fields)?;
    let wish = Preference {
        channel: given.text("channel"),
        from_hour: given.take("from_hour").into_integer(),
        to_hour: given.take("to_hour").into_integer(),
        time_zone: given.text("time_zone"),
        do_not_call: match given.take("do_not_call") {
            FieldValue::Bool(listed) => Some(listed),
            _ => None,
        },
        do_not_call_on: None,
        source: given.text("source").unwrap_or_default(),
    };
    encode(&consents::prefer(&ctx, party, wish).await?)
}

async fn learn(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let party = id(&input)?;
    let fields = vec![
        choice("what", "", &LEARNED).required(),
        Field::new("may", "", FieldType::Bool).required(),
    ];
    let mut given = read(&ctx, Noun::Consents, input, &["id"], fields)?;
    let what = given.text("what").unwrap_or_default();
    let may = given.take("may") == FieldValue::Bool(true);
    encode(&consents::teach(&ctx, party, &what, may).await?)
}

async fn ask(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let party = id(&input)?;
    let fields = vec![
        choice("channel", "", &CHANNELS).required(),
        choice("purpose", "", &PURPOSES).required(),
    ];
    let mut given = read(&ctx, Noun::Consents, input, &["id"], fields)?;
    let (channel, purpose) = (
        given.text("channel").unwrap_or_default(),
        given.text("purpose").unwrap_or_default(),
    );
    let message = Outgoing {
        channel: &channel,
        purpose: &purpose,
        automatic: true,
    };
    encode(&messages::may_send(&ctx, party, message, ctx.now).await?)
}

async fn word(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![Field::new("text", "", FieldType::LongText { max: MAX_WORDING }).required()];
    let mut given = read(&ctx, Noun::Consents, input, &["id"], fields)?;
    let text = given.text("text").unwrap_or_default();
    encode(&consents::add_wording(&ctx, &text).await?)
}
