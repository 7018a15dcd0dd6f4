//! The acts that only facts have. Each reads its JSON, calls the act, and answers JSON.

use quen_core::facts::{Correction, OUTCOMES, rules};
use quen_core::fields::{Cursor, Field, FieldType};
use quen_core::{Error, Noun, Permission, Problem, Result};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::own::{choice, read, run};
use super::{Act, act, encode, id};
use crate::{Ctx, facts};

/// Characters of a text that suggestions are asked for.
const MAX_TEXT: usize = 20_000;

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("facts.confirm", P::PartiesWrite, |ctx, input| {
            run(async move {
                let by = input.get("stated_by").and_then(Value::as_str);
                encode(&facts::confirm(&ctx, id(&input)?, by.map(str::to_owned)).await?)
            })
        }),
        act("facts.correct", P::PartiesWrite, |ctx, input| {
            run(correct(ctx, input))
        }),
        act("facts.withdraw", P::PartiesWrite, |ctx, input| {
            run(async move { encode(&facts::withdraw(&ctx, id(&input)?).await?) })
        }),
        act("facts.reinstate", P::PartiesWrite, |ctx, input| {
            run(async move { encode(&facts::reinstate(&ctx, id(&input)?).await?) })
        }),
        act("facts.keep_both", P::PartiesWrite, |ctx, input| {
            run(async move { encode(&facts::keep_both(&ctx, id(&input)?).await?) })
        }),
        act("facts.apply", P::PartiesWrite, |ctx, input| {
            run(apply(ctx, input))
        }),
        act("facts.who", P::PartiesRead, |ctx, input| {
            run(who(ctx, input))
        }),
        act("facts.unused", P::PartiesRead, |ctx, input| {
            run(async move {
                let after = input.get("after").and_then(Value::as_str);
                let after = after.and_then(|text| text.parse().ok());
                encode(&facts::unused(&ctx, after).await?)
            })
        }),
        act("facts.ask_model", P::PartiesWrite, |ctx, input| {
            run(async move { Ok(json!({ "data": facts::ask_model(&ctx, id(&input)?).await? })) })
        }),
        act("facts.suggest", P::PartiesRead, |ctx, input| {
            run(suggest(ctx, input))
        }),
        act("parties.delights", P::PartiesRead, |ctx, input| {
            run(async move {
                let found = crate::delights::of_party(&ctx, id(&input)?).await?;
                Ok(json!({ "data": found }))
            })
        }),
        act("parties.memory", P::PartiesRead, |ctx, input| {
            run(async move { encode(&facts::memory(&ctx, id(&input)?).await?) })
        }),
        act("parties.learning", P::PartiesRead, |ctx, input| {
            run(async move { encode(&facts::learning(&ctx, id(&input)?).await?) })
        }),
        act("parties.answer", P::PartiesWrite, |ctx, input| {
            run(answer(ctx, input))
        }),
        act("parties.put_aside", P::PartiesWrite, |ctx, input| {
            run(async move {
                let topic = input.get("topic").and_then(Value::as_str);
                facts::put_aside(&ctx, id(&input)?, topic.unwrap_or_default())
                    .await
                    .map(|()| json!({}))
            })
        }),
    ]
}

async fn correct(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fact = id(&input)?;
    let fields = vec![
        Field::new("statement", "", FieldType::Text { max: 500 }).required(),
        Field::new("value", "", FieldType::Json),
        Field::new("stated_by", "", FieldType::Text { max: 200 }),
    ];
    let value = input.get("value").cloned().unwrap_or_default();
    let mut given = read(&ctx, Noun::Facts, input, &["id"], fields)?;
    let right = Correction {
        statement: given.text("statement").unwrap_or_default(),
        value,
        stated_by: given.text("stated_by"),
    };
    encode(&facts::correct(&ctx, fact, right).await?)
}

async fn apply(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fact = id(&input)?;
    let fields = vec![
        Field::new("noun", "", FieldType::Text { max: 40 }).required(),
        Field::new("record_id", "", FieldType::Text { max: 36 }).required(),
        choice("outcome", "", &OUTCOMES).required(),
    ];
    let mut given = read(&ctx, Noun::Facts, input, &["id"], fields)?;
    let noun = given.text("noun").as_deref().and_then(Noun::from_plural);
    let noun = noun.ok_or_else(|| Error::invalid("noun", "bad-choice"))?;
    let record: Option<Uuid> = given.text("record_id").and_then(|id| id.parse().ok());
    let record = record.ok_or_else(|| Error::invalid("record_id", "bad-reference"))?;
    let outcome = given.text("outcome").unwrap_or_default();
    encode(&facts::apply(&ctx, fact, (noun, record), &outcome).await?)
}

async fn who(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let text = |name: &str| input.get(name).and_then(Value::as_str);
    let cursor = text("cursor").map(Cursor::decode).transpose();
    let cursor = cursor.map_err(|_| Error::invalid("cursor", "bad-cursor"))?;
    let after = cursor.as_ref().map(|cursor| {
        let value = cursor.values.first().and_then(Value::as_str);
        (value.unwrap_or_default(), cursor.id)
    });
    let found = facts::who(&ctx, text("q").unwrap_or_default(), text("topic"), after).await?;
    let next = found.next.as_ref().map(|(value, id)| Cursor {
        values: vec![json!(value)],
        id: *id,
    });
    Ok(
        json!({ "data": found.data, "names": found.names, "next_cursor": next.map(|next| next.encode()) }),
    )
}

async fn suggest(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    ctx.read(Permission::PartiesRead)?;
    let text = input
        .get("text")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if text.chars().count() > MAX_TEXT {
        return Err(Problem::new("text", "too-long")
            .with("max", MAX_TEXT)
            .into());
    }
    Ok(json!({ "data": rules::suggest(text) }))
}

async fn answer(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let party = id(&input)?;
    let fields = vec![
        Field::new("topic", "", FieldType::Text { max: 60 }).required(),
        Field::new("statement", "", FieldType::Text { max: 500 }),
        Field::new("fact_id", "", FieldType::Reference(Noun::Facts)),
    ];
    let mut given = read(&ctx, Noun::Facts, input, &["id"], fields)?;
    let topic = given.text("topic").unwrap_or_default();
    let confirmed = given.take("fact_id").into_id();
    let statement = given.text("statement").unwrap_or_default();
    encode(&facts::answer(&ctx, party, &topic, confirmed, &statement).await?)
}
