//! The acts about personal data: requests and their clocks, a copy, erasure, breaches.

use quen_core::fields::{Field, FieldType};
use quen_core::privacy::impact::{FIRMS, HOME, Sentences};
use quen_core::privacy::{BREACHES, KINDS, MAX_TEXT, OUTCOMES};
use quen_core::{Error, Noun, Permission, Result};
use serde_json::{Map, Value, json};

use super::bulks::selection;
use super::own::{choice, read, reference, run};
use super::{Act, encode, id};
use crate::Ctx;
use crate::privacy::{self, NewRequest, impact};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    const P: Permission = Permission::PrivacyManage;
    let act = |name: &str, run| super::act(name, P, run);
    vec![
        act("privacy.acknowledge", |ctx, input| {
            run(async move { encode(&privacy::acknowledge(&ctx, id(&input)?).await?) })
        }),
        act("privacy.affect", |ctx, input| run(affect(ctx, input))),
        act("privacy.breach", |ctx, input| {
            run(async move { encode(&privacy::breach(&ctx, id(&input)?).await?) })
        }),
        act("privacy.breaches", |ctx, _| {
            run(async move { Ok(json!({ "data": privacy::breaches(&ctx).await? })) })
        }),
        act("privacy.close", |ctx, input| run(close(ctx, input))),
        act("privacy.copy", |ctx, input| {
            run(async move { privacy::copy(&ctx, id(&input)?).await })
        }),
        act("privacy.erase", |ctx, input| {
            run(async move { privacy::erase(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
        act("privacy.extend", |ctx, input| run(extend(ctx, input))),
        act("privacy.impact", |ctx, _| {
            run(async move { encode(&impact::impact(&ctx).await?) })
        }),
        act("privacy.log", |ctx, input| run(log(ctx, input))),
        act("privacy.notify", |ctx, input| run(notify(ctx, input))),
        act("privacy.open", |ctx, input| run(open(ctx, input))),
        act("privacy.report", |ctx, input| run(report(ctx, input))),
        act("privacy.requests", |ctx, _| {
            run(async move { Ok(json!({ "data": privacy::list(&ctx).await? })) })
        }),
        act("privacy.spare", |ctx, input| {
            run(async move {
                let party = reference(&input, "party_id")?;
                let spared = privacy::spare(&ctx, id(&input)?, party).await;
                spared.map(|()| json!({}))
            })
        }),
        act("privacy.write_impact", |ctx, input| {
            run(write_impact(ctx, input))
        }),
        act("privacy.standing", |ctx, _| {
            run(async move { Ok(json!({ "standing": privacy::standing(&ctx).await? })) })
        }),
    ]
}

fn said(name: &'static str) -> Field {
    Field::new(name, "", FieldType::LongText { max: MAX_TEXT })
}

async fn open(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![
        choice("kind", "", &KINDS).required(),
        choice("source", "", &quen_core::consents::SOURCES).required(),
        Field::new("party_id", "", FieldType::Reference(Noun::Parties)),
        Field::new("received_on", "", FieldType::Day),
        said("note"),
    ];
    let mut given = read(&ctx, Noun::Privacy, input, &["id"], fields)?;
    let new = NewRequest {
        party_id: given.take("party_id").into_id(),
        kind: given.text("kind").unwrap_or_default(),
        source: given.text("source").unwrap_or_default(),
        note: given.text("note"),
        received_on: given.take("received_on").into_day(),
    };
    encode(&privacy::open(&ctx, new).await?)
}

async fn log(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![Field::new("before", "", FieldType::Text { max: 36 })];
    let mut given = read(&ctx, Noun::Privacy, input, &[], fields)?;
    let before = given.text("before").map(|id| id.parse()).transpose();
    let before = before.map_err(|_| Error::invalid("before", "bad-reference"))?;
    let (data, next) = impact::log(&ctx, before).await?;
    Ok(json!({ "data": data, "next": next }))
}

async fn write_impact(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![
        choice("firm", "", &FIRMS).required(),
        said("controller").required(),
        said("officer"),
        said("purpose").required(),
        said("sharing"),
        Field::new("country", "", FieldType::Text { max: 2 }),
        said("place").required(),
        said("security"),
        said("risks").required(),
        Field::new("started_on", "", FieldType::Day),
        Field::new("filed_on", "", FieldType::Day),
    ];
    let mut given = read(&ctx, Noun::Privacy, input, &[], fields)?;
    let mut text = |name: &str| given.text(name).unwrap_or_default();
    let country = match text("country") {
        none if none.is_empty() => HOME.to_owned(),
        country => country,
    };
    let said = Sentences {
        firm: text("firm"),
        controller: text("controller"),
        officer: text("officer"),
        purpose: text("purpose"),
        sharing: text("sharing"),
        country,
        place: text("place"),
        security: text("security"),
        risks: text("risks"),
        started_on: given.take("started_on").into_day(),
        filed_on: given.take("filed_on").into_day(),
    };
    encode(&impact::write(&ctx, said).await?)
}

async fn extend(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let request = id(&input)?;
    let fields = vec![said("reason").required()];
    let mut given = read(&ctx, Noun::Privacy, input, &["id"], fields)?;
    let reason = given.text("reason").unwrap_or_default();
    encode(&privacy::extend(&ctx, request, &reason).await?)
}

async fn close(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let request = id(&input)?;
    let fields = vec![choice("outcome", "", &OUTCOMES).required(), said("answer")];
    let mut given = read(&ctx, Noun::Privacy, input, &["id"], fields)?;
    let outcome = given.text("outcome").unwrap_or_default();
    let answer = given.text("answer");
    encode(&privacy::close(&ctx, request, &outcome, answer.as_deref()).await?)
}

async fn report(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![
        choice("kind", "", &BREACHES).required(),
        said("what").required(),
        Field::new("people", "", FieldType::Integer),
        Field::new("found_at", "", FieldType::Instant),
    ];
    let mut given = read(&ctx, Noun::Privacy, input, &["id"], fields)?;
    let (kind, what) = (
        given.text("kind").unwrap_or_default(),
        given.text("what").unwrap_or_default(),
    );
    let people = given.take("people").into_integer();
    let found_at = given.take("found_at").into_instant();
    encode(&privacy::report(&ctx, &kind, &what, people, found_at).await?)
}

async fn affect(ctx: Ctx, mut input: Map<String, Value>) -> Result<Value> {
    let breach = id(&input)?;
    input.remove("id");
    let people = selection(&mut input)?;
    read(&ctx, Noun::Privacy, input, &[], Vec::new())?;
    encode(&privacy::affect(&ctx, breach, people).await?)
}

async fn notify(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let breach = id(&input)?;
    let mut given = read(&ctx, Noun::Privacy, input, &["id"], vec![said("done")])?;
    let done = given.text("done");
    encode(&privacy::notified(&ctx, breach, done.as_deref()).await?)
}
