//! The acts of care: programmes, what is planned and what was done, the shares, and a proposal declined.

use quen_core::care::{
    AUDIENCES, CHANNELS, MAX_NAME, MAX_SUBJECT, MAX_TEXT, MODES, OCCASIONS, PURPOSES, Programme,
};
use quen_core::fields::{Field, FieldType, FieldValue};
use quen_core::{Noun, Permission, Result};
use serde_json::{Map, Value, json};

use super::own::{Given, choice, read, run};
use super::{Act, act, encode, id, version};
use crate::{Ctx, care, messages};

/// Touches on a page when nothing else is said.
const PAGE: i64 = 50;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission::{
        InteractionsRead as I, PartiesRead as R, SettingsManage as S, TasksWrite as T,
    };
    vec![
        act("care.change", S, |ctx, input| run(change(ctx, input))),
        act("care.coming", R, |ctx, input| run(coming(ctx, input))),
        act("care.create", S, |ctx, input| run(create(ctx, input))),
        act("care.plan", S, |ctx, _| {
            run(async move { care::plan_now(&ctx).await.map(|()| json!({})) })
        }),
        act("care.programmes", R, |ctx, _| {
            run(async move { Ok(json!({ "data": care::programmes(&ctx).await? })) })
        }),
        act("care.remove", S, |ctx, input| {
            run(async move { care::remove(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
        act("care.settled", R, |ctx, input| run(settled(ctx, input))),
        act("care.shares", I, |ctx, _| {
            run(async move { encode(&care::shares(&ctx).await?) })
        }),
        act("care.tallies", R, |ctx, _| {
            run(async move { Ok(json!({ "data": care::tallies(&ctx).await? })) })
        }),
        act("consents.pressure", R, |ctx, input| {
            run(async move { encode(&messages::pressure(&ctx, id(&input)?).await?) })
        }),
        act("care.delivered", I, |ctx, _| {
            run(async move { encode(&care::delivered(&ctx).await?) })
        }),
        act("tasks.decline", T, |ctx, input| {
            run(async move { care::decline(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
        act("tasks.send", Permission::MailSend, |ctx, input| {
            run(send(ctx, input))
        }),
        act("tasks.tell", T, |ctx, input| run(tell(ctx, input))),
        act("tasks.untell", T, |ctx, input| {
            run(async move { care::untell(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
    ]
}

fn fields() -> Vec<Field> {
    let text = |name: &'static str, max| Field::new(name, "", FieldType::Text { max });
    vec![
        text("name", MAX_NAME),
        choice("occasion", "", &OCCASIONS),
        choice("mode", "", &MODES),
        choice("channel", "", &CHANNELS),
        choice("purpose", "", &PURPOSES),
        choice("audience", "", &AUDIENCES),
        Field::new("days", "", FieldType::Integer),
        text("holiday", 60),
        Field::new("product_id", "", FieldType::Reference(Noun::Products)),
        text("subject", MAX_SUBJECT),
        Field::new("text", "", FieldType::LongText { max: MAX_TEXT }),
    ]
}

/// The given values over those that stand; `null` clears the holiday and the product.
fn put(programme: &mut Programme, given: &mut Given, input: &Map<String, Value>) {
    let mut word = |name: &str, place: &mut String| {
        if input.contains_key(name) {
            *place = given.text(name).unwrap_or_default();
        }
    };
    word("name", &mut programme.name);
    word("occasion", &mut programme.occasion);
    word("mode", &mut programme.mode);
    word("channel", &mut programme.channel);
    word("purpose", &mut programme.purpose);
    word("audience", &mut programme.audience);
    word("subject", &mut programme.subject);
    word("text", &mut programme.text);
    if let FieldValue::Integer(days) = given.take("days") {
        programme.days = days;
    }
    if input.contains_key("holiday") {
        programme.holiday = given.text("holiday");
    }
    if input.contains_key("product_id") {
        programme.product_id = given.take("product_id").into_id();
    }
}

async fn create(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let mut given = read(&ctx, Noun::Care, input.clone(), &[], required(fields()))?;
    let occasion = input.get("occasion").and_then(Value::as_str);
    let mut programme = care::draft(&ctx, occasion.unwrap_or_default());
    put(&mut programme, &mut given, &input);
    encode(&care::create(&ctx, programme).await?)
}

/// A new programme says at least what it is for; all else has a beginning.
fn required(fields: Vec<Field>) -> Vec<Field> {
    let needed = |field: Field| match field.name.as_ref() {
        "occasion" => field.required(),
        _ => field,
    };
    fields.into_iter().map(needed).collect()
}

async fn change(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let (programme, expected) = (id(&input)?, version(&input)?);
    let ids = ["id", "version"];
    let mut given = read(&ctx, Noun::Care, input.clone(), &ids, fields())?;
    let changed = care::change(&ctx, programme, expected, |programme| {
        put(programme, &mut given, &input);
    });
    encode(&changed.await?)
}

async fn tell(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let task = id(&input)?;
    let body = Field::new("body", "", FieldType::LongText { max: MAX_TEXT });
    let mut given = read(&ctx, Noun::Tasks, input, &["id"], vec![body])?;
    encode(&care::tell(&ctx, task, given.text("body").as_deref()).await?)
}

async fn send(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let task = id(&input)?;
    let fields = vec![
        Field::new("subject", "", FieldType::Text { max: MAX_SUBJECT }),
        Field::new("body", "", FieldType::LongText { max: MAX_TEXT }),
    ];
    let mut given = read(&ctx, Noun::Tasks, input, &["id"], fields)?;
    let letter = care::Letter {
        subject: given.text("subject"),
        body: given.text("body"),
    };
    let episode = care::send(&ctx, task, letter).await?;
    Ok(json!({ "interaction_id": episode }))
}

async fn coming(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let cursor = input.get("cursor").and_then(Value::as_str);
    encode(&care::coming(&ctx, cursor, limit(&input)?).await?)
}

async fn settled(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let word = |name: &str| input.get(name).and_then(Value::as_str);
    let found = care::settled(&ctx, word("state"), word("cursor"), limit(&input)?);
    encode(&found.await?)
}

fn limit(input: &Map<String, Value>) -> Result<i64> {
    let number = match input.get("limit") {
        None | Some(Value::Null) => return Ok(PAGE),
        Some(Value::String(text)) => text.parse().ok(),
        Some(value) => value.as_i64(),
    };
    number
        .filter(|number| (1..=care::MAX_PAGE).contains(number))
        .ok_or_else(|| quen_core::Error::invalid("limit", "bad-number"))
}
