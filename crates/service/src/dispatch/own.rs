//! The acts that only one kind of record has. Each reads its JSON, calls the act, and answers JSON.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::{Catalogue, Field, FieldType, FieldValue, ListQuery};
use quen_core::today::{Response, Rule};
use quen_core::{Error, Money, Noun, Permission, Problem, Result};
use quen_insight::relationship_type::RelationshipType;
use quen_insight::stage::Stage;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Act, Running, act, encode, id};
use crate::records::decode_in;
use crate::{
    Ctx, facts, fields, interactions, links, metrics, orders, parties, relationships, tasks, today,
};

/// All of them.
pub(super) fn acts() -> Vec<Act> {
    use Permission as P;
    vec![
        act("fields.arrange", P::SettingsManage, |ctx, input| {
            run(arrange(ctx, input))
        }),
        act("interactions.answer", P::InteractionsWrite, |ctx, input| {
            run(async move { encode(&interactions::mark_answered(&ctx, id(&input)?).await?) })
        }),
        act("links.create", P::PartiesWrite, |ctx, input| {
            run(link(ctx, input))
        }),
        act("links.delete", P::PartiesWrite, |ctx, input| {
            run(async move { links::delete(&ctx, id(&input)?).await.map(|()| json!({})) })
        }),
        act("parties.links", P::PartiesRead, |ctx, input| {
            run(async move { Ok(json!({ "data": links::list(&ctx, id(&input)?).await? })) })
        }),
        act("metrics.rebuild", P::PartiesMerge, |ctx, input| {
            run(async move {
                metrics::rebuild(&ctx, id(&input)?)
                    .await
                    .map(|()| json!({}))
            })
        }),
        act("orders.cancel", P::OrdersWrite, |ctx, input| {
            run(moved(ctx, input, "cancelled"))
        }),
        act("orders.confirm", P::OrdersWrite, |ctx, input| {
            run(moved(ctx, input, "confirmed"))
        }),
        act("orders.deliver", P::OrdersWrite, |ctx, input| {
            run(moved(ctx, input, "delivered"))
        }),
        act("orders.reopen", P::OrdersWrite, |ctx, input| {
            run(moved(ctx, input, "draft"))
        }),
        act("orders.refund", P::OrdersWrite, |ctx, input| {
            run(refund(ctx, input))
        }),
        act("orders.refunds", P::OrdersRead, |ctx, input| {
            run(async move { Ok(json!({ "data": orders::refunds(&ctx, id(&input)?).await? })) })
        }),
        act("orders.withdraw_refund", P::OrdersWrite, |ctx, input| {
            run(async move {
                encode(
                    &orders::withdraw_refund(&ctx, id(&input)?, reference(&input, "refund_id")?)
                        .await?,
                )
            })
        }),
        act("parties.profile", P::PartiesRead, |ctx, input| {
            run(profile(ctx, input))
        }),
        act("parties.timeline", P::PartiesRead, |ctx, input| {
            run(timeline(ctx, input))
        }),
        act(
            "relationships.clear",
            P::RelationshipsWrite,
            |ctx, input| {
                run(async move { encode(&relationships::clear(&ctx, id(&input)?).await?) })
            },
        ),
        act("relationships.find", P::PartiesRead, |ctx, input| {
            run(async move { encode(&relationships::find(&ctx, id(&input)?).await?) })
        }),
        act("relationships.history", P::PartiesRead, |ctx, input| {
            run(
                async move { Ok(json!({ "data": relationships::history(&ctx, id(&input)?).await? })) },
            )
        }),
        act("relationships.list", P::PartiesRead, |ctx, input| {
            run(list_relationships(ctx, input))
        }),
        act(
            "relationships.change_rules",
            P::SettingsManage,
            |ctx, input| run(change_rules(ctx, input)),
        ),
        act(
            "relationships.preview_rules",
            P::SettingsManage,
            |ctx, input| run(preview_rules(ctx, input)),
        ),
        act("relationships.rules", P::SettingsManage, |ctx, _| {
            run(async move { Ok(relationships::rules_shown(&ctx)?.into()) })
        }),
        act("relationships.set", P::RelationshipsWrite, |ctx, input| {
            run(by_hand(ctx, input))
        }),
        act("tasks.complete", P::TasksWrite, |ctx, input| {
            run(async move { encode(&tasks::complete(&ctx, id(&input)?).await?) })
        }),
        act("tasks.reopen", P::TasksWrite, |ctx, input| {
            run(async move { encode(&tasks::reopen(&ctx, id(&input)?).await?) })
        }),
        act("tasks.snooze", P::TasksWrite, |ctx, input| {
            run(snooze(ctx, input))
        }),
        act("today.answer", P::TasksWrite, |ctx, input| {
            run(answer(ctx, input))
        }),
        act("today.list", P::PartiesRead, |ctx, _| {
            run(async move { encode(&today::list(&ctx, today::Whose::Mine).await?) })
        }),
        act("today.take_back", P::TasksWrite, |ctx, input| {
            run(take_back(ctx, input))
        }),
    ]
}

pub(super) fn run(act: impl Future<Output = Result<Value>> + Send + 'static) -> Running {
    Box::pin(act)
}

/// Reads an act's input by fields declared for it alone; names that are not declared are refused, `id` and the like are left
/// to the caller.
pub(super) fn read(
    ctx: &Ctx,
    noun: Noun,
    mut input: Map<String, Value>,
    ids: &[&str],
    fields: Vec<Field>,
) -> Result<Given> {
    for name in ids {
        input.remove(*name);
    }
    let catalogue = Catalogue { noun, fields };
    let missing = catalogue
        .fields
        .iter()
        .filter(|field| field.required && !input.contains_key(field.name.as_ref()));
    let missing: Vec<Problem> = missing
        .map(|field| Problem::new(field.name.clone(), "required"))
        .collect();
    if !missing.is_empty() {
        return Err(Error::Invalid(missing));
    }
    Ok(Given(
        decode_in(&catalogue, &input, ctx.settings.currency)?
            .into_iter()
            .collect(),
    ))
}

/// Checked values by name.
pub(super) struct Given(std::collections::HashMap<String, FieldValue>);

impl Given {
    pub(super) fn take(&mut self, name: &str) -> FieldValue {
        self.0.remove(name).unwrap_or_default()
    }
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.take(name).into_text()
    }
}

pub(super) fn reference(input: &Map<String, Value>, name: &'static str) -> Result<Uuid> {
    let id = input
        .get(name)
        .and_then(Value::as_str)
        .and_then(|text| text.parse().ok());
    id.ok_or_else(|| Problem::new(name, "bad-reference").into())
}

pub(super) fn choice(
    name: &'static str,
    label: &'static str,
    list: &'static [&'static str],
) -> Field {
    Field::new(
        name,
        label,
        FieldType::Choice(quen_core::fields::codes(list)),
    )
}

async fn arrange(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let noun = input
        .get("noun")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let ids = input.get("ids").cloned().unwrap_or(Value::Null);
    let ids: Vec<Uuid> =
        serde_json::from_value(ids).map_err(|_| Error::invalid("ids", "bad-reference"))?;
    Ok(json!({ "data": fields::arrange(&ctx, noun, &ids).await? }))
}

async fn link(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let from = id(&input)?;
    let fields = vec![
        Field::new("to_id", "", FieldType::Reference(Noun::Parties)).required(),
        choice("kind", "", &quen_core::links::KINDS).required(),
        Field::new("title", "", FieldType::Text { max: 120 }),
    ];
    let mut given = read(&ctx, Noun::Links, input, &["id"], fields)?;
    let to = given.take("to_id").into_id().unwrap_or_default();
    let kind = given.text("kind").unwrap_or_default();
    encode(&links::create(&ctx, from, to, &kind, given.text("title").as_deref()).await?)
}

async fn moved(ctx: Ctx, input: Map<String, Value>, to: &'static str) -> Result<Value> {
    encode(&orders::transition(&ctx, id(&input)?, to).await?)
}

async fn refund(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let order = id(&input)?;
    let fields = vec![
        Field::new("amount", "", FieldType::Money).required(),
        Field::new("refunded_at", "", FieldType::Instant),
        Field::new("reason", "", FieldType::Text { max: 500 }),
    ];
    let mut given = read(&ctx, Noun::Orders, input, &["id"], fields)?;
    let amount = given
        .take("amount")
        .into_money()
        .unwrap_or(Money::new(0, ctx.settings.currency));
    let refunded_at: Option<DateTime<Utc>> = given.take("refunded_at").into_instant();
    let new = orders::NewRefund {
        amount,
        refunded_at,
        reason: given.text("reason"),
    };
    let (order, refund) = orders::refund(&ctx, order, new).await?;
    Ok(json!({ "order": order, "refund": refund }))
}

/// The profile with what holds of the party.
async fn profile(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let id = id(&input)?;
    let (profile, memory) = tokio::try_join!(parties::profile(&ctx, id), facts::memory(&ctx, id))?;
    let mut said = encode(&profile)?;
    if let Value::Object(said) = &mut said {
        said.insert("facts".to_owned(), encode(&memory.facts)?);
    }
    Ok(said)
}

async fn timeline(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let before = input
        .get("before")
        .and_then(Value::as_str)
        .map(quen_core::fields::Cursor::decode)
        .transpose();
    let before = before.map_err(|_| Error::invalid("before", "bad-cursor"))?;
    let page = parties::timeline(&ctx, id(&input)?, before.as_ref()).await?;
    Ok(json!({ "data": page.entries, "next_cursor": page.next.map(|cursor| cursor.encode()) }))
}

async fn list_relationships(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let texts: Map<String, Value> = input
        .into_iter()
        .map(|(key, value)| (key, Value::String(super::plain(&value))))
        .collect();
    let query = ListQuery::parse(&quen_core::relationships::catalogue(), |name| {
        texts.get(name).and_then(Value::as_str)
    })?;
    let page = relationships::list(&ctx, &query).await?;
    let mut listed =
        json!({ "data": page.rows, "next_cursor": page.next.map(|cursor| cursor.encode()) });
    if let (Some(count), Some(listed)) = (page.count, listed.as_object_mut()) {
        listed.insert("count".to_owned(), json!(count));
        listed.insert("count_capped".to_owned(), json!(page.count_capped));
    }
    Ok(listed)
}

async fn by_hand(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let relationship = id(&input)?;
    let fields = vec![
        choice("stage", "", &quen_core::parties::STAGES),
        choice("type", "", &quen_core::parties::TYPES),
        Field::new("reason", "", FieldType::Text { max: 500 }).required(),
    ];
    let mut given = read(&ctx, Noun::Relationships, input, &["id"], fields)?;
    let stage = given.text("stage").as_deref().and_then(Stage::from_key);
    let kind = given
        .text("type")
        .as_deref()
        .and_then(RelationshipType::from_key);
    let reason = given.text("reason").unwrap_or_default();
    encode(&relationships::set(&ctx, relationship, stage, kind, &reason).await?)
}

async fn snooze(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let task = id(&input)?;
    let mut given = read(
        &ctx,
        Noun::Tasks,
        input,
        &["id"],
        vec![Field::new("until", "", FieldType::Day).required()],
    )?;
    encode(&tasks::snooze(&ctx, task, day(&mut given)?).await?)
}

fn day(given: &mut Given) -> Result<NaiveDate> {
    given
        .take("until")
        .into_day()
        .ok_or_else(|| Error::invalid("until", "required"))
}

async fn answer(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![
        Field::new("rule", "", FieldType::Text { max: 40 }).required(),
        Field::new("record_id", "", FieldType::Reference(Noun::Parties)).required(),
        choice("answer", "", &["done", "snooze", "not_useful"]).required(),
        Field::new("until", "", FieldType::Day),
    ];
    let mut given = read(&ctx, Noun::Tasks, input, &[], fields)?;
    let rule = given
        .text("rule")
        .as_deref()
        .and_then(Rule::from_code)
        .ok_or_else(|| Error::invalid("rule", "bad-choice"))?;
    let record = given.take("record_id").into_id().unwrap_or_default();
    let response = match given.text("answer").as_deref() {
        Some("done") => Response::Done,
        Some("snooze") => Response::Snooze {
            until: day(&mut given)?,
        },
        _ => Response::NotUseful,
    };
    encode(&today::answer(&ctx, rule, record, response).await?)
}

async fn take_back(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let fields = vec![
        Field::new("rule", "", FieldType::Text { max: 40 }).required(),
        Field::new("record_id", "", FieldType::Reference(Noun::Parties)).required(),
    ];
    let mut given = read(&ctx, Noun::Tasks, input, &[], fields)?;
    let rule = given
        .text("rule")
        .as_deref()
        .and_then(Rule::from_code)
        .ok_or_else(|| Error::invalid("rule", "bad-choice"))?;
    let record = given.take("record_id").into_id().unwrap_or_default();
    today::take_back(&ctx, rule, record).await?;
    Ok(json!({}))
}

async fn change_rules(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    relationships::change_rules(&ctx, &typed(&input), None).await?;
    Ok(json!({}))
}

async fn preview_rules(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    encode(&relationships::preview(&ctx, &typed(&input)).await?)
}

/// Thresholds by name; numbers and text alike.
fn typed(input: &Map<String, Value>) -> std::collections::BTreeMap<String, String> {
    input
        .iter()
        .map(|(name, value)| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name.clone(), text)
        })
        .collect()
}
