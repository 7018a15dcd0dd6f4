//! Any act by its name, JSON in and JSON out: the door of `quen do`, of automation and of the rights matrix.

pub mod accounts;
mod analytics;
mod bulks;
mod care;
mod consents;
mod drafts;
mod duplicates;
mod facts;
mod ledger;
mod merges;
mod operations;
mod own;
mod portal;
mod privacy;
mod projects;
mod promises;
mod quality;
mod views;

use std::pin::Pin;

use quen_core::fields::{ListQuery, Page};
use quen_core::{Error, Permission, Problem, Result};
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::Ctx;
use crate::benefits::Benefits;
use crate::facts::Facts;
use crate::fields::Fields;
use crate::history;
use crate::interactions::Interactions;
use crate::kinds::{Kinds, Records};
use crate::orders::Orders;
use crate::parties::Parties;
use crate::payments::Payments;
use crate::products::Products;
use crate::projects::Projects;
use crate::promises::Promises;
use crate::records::{self, Kind};
use crate::tasks::Tasks;
use crate::views::Views;

type Running = Pin<Box<dyn Future<Output = Result<Value>> + Send>>;
type Run = fn(Ctx, Map<String, Value>) -> Running;

/// An act that can be called by name.
#[derive(Clone)]
pub struct Act {
    /// For instance `parties.create`.
    pub name: String,
    /// The right it asks for.
    pub permission: Permission,
    run: Run,
}

/// Every act.
pub fn acts() -> Vec<Act> {
    let mut all = Vec::new();
    all.extend(listed::<Facts>());
    all.extend(facts::acts());
    all.extend(of_kind::<Fields>());
    all.extend(listed::<Interactions>());
    all.extend(of_kind::<Kinds>());
    all.extend(listed::<Orders>());
    all.extend(listed::<Parties>());
    all.extend(accounts::acts());
    all.extend(analytics::acts());
    all.extend(care::acts());
    all.extend(drafts::acts());
    all.extend(duplicates::acts());
    all.extend(merges::acts());
    all.extend(listed::<Products>());
    all.extend(listed::<Benefits>());
    all.extend(listed::<Payments>());
    all.extend(listed::<Projects>());
    all.extend(projects::acts());
    all.extend(listed::<Promises>());
    all.extend(promises::acts());
    all.extend(consents::acts());
    all.extend(portal::acts());
    all.extend(privacy::acts());
    all.extend(listed::<Tasks>());
    all.extend(operations::acts());
    all.extend(ledger::acts());
    all.extend(own::acts());
    all.extend(quality::acts());
    all.extend(listed::<Records>());
    all.extend(of_kind::<Views>());
    all.extend(views::acts());
    all
}

/// The gate for an act on records of a kind that the workspace made: the input names the kind.
fn at_kind(ctx: Ctx, name: &str, input: &mut Map<String, Value>) -> Result<Ctx> {
    if !name.starts_with("records.") {
        return Ok(ctx);
    }
    let kind = input.remove("kind");
    let word = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
    ctx.of_kind(word)
        .map_err(|_| Error::invalid("kind", "bad-reference"))
}

/// Runs the act with this name.
///
/// # Errors
/// `unknown-act`, or what the act answers.
pub async fn run(ctx: Ctx, name: &str, input: Value) -> Result<Value> {
    let Value::Object(mut input) = input else {
        return Err(Error::invalid("", "bad-json"));
    };
    let (word, verb) = name.split_once('.').unwrap_or_default();
    let own = ctx.customs.kind(word).is_some();
    let name = if own {
        input.insert("kind".to_owned(), Value::from(word));
        format!("records.{verb}")
    } else {
        name.to_owned()
    };
    let act = acts()
        .into_iter()
        .find(|act| act.name == name)
        .ok_or_else(|| Error::invalid("act", "unknown-act"))?;
    ctx.actor.may(act.permission)?;
    let ctx = at_kind(ctx, &name, &mut input)?;
    (act.run)(ctx, input).await
}

/// The acts of a kind that has lists.
fn listed<K: Kind>() -> Vec<Act> {
    let mut all = of_kind::<K>();
    all.extend(bulks::of_kind::<K>());
    all.extend(merges::of_kind::<K>());
    all
}

/// The acts that every kind of record has.
fn of_kind<K: Kind>() -> Vec<Act> {
    let act = act_of::<K>;
    vec![
        act("list", K::READ, |ctx, input| {
            Box::pin(list::<K>(ctx, input))
        }),
        act("find", K::READ, |ctx, input| {
            Box::pin(async move { encode(&records::find::<K>(&ctx, id(&input)?).await?) })
        }),
        act("create", K::WRITE, |ctx, input| {
            Box::pin(async move {
                let values =
                    records::decode_in(&K::catalogue(&ctx), &input, ctx.settings.currency)?;
                encode(&records::create::<K>(&ctx, values).await?)
            })
        }),
        act("update", K::WRITE, |ctx, input| {
            Box::pin(update::<K>(ctx, input))
        }),
        act("delete", K::DELETE, |ctx, input| {
            Box::pin(async move {
                records::delete::<K>(&ctx, id(&input)?, version(&input)?)
                    .await
                    .map(|()| json!({}))
            })
        }),
        act("history", K::READ, |ctx, input| {
            Box::pin(async move {
                let changes = history::of_record::<K>(&ctx, id(&input)?).await?;
                Ok(json!({ "data": changes }))
            })
        }),
        act("put_back", K::WRITE, |ctx, input| {
            Box::pin(async move {
                let (change, field) = history::reversal(&input)?;
                let version = version(&input)?;
                let put = history::put_back::<K>(&ctx, id(&input)?, change, &field, version);
                encode(&put.await?)
            })
        }),
        act("restore", K::DELETE, |ctx, input| {
            Box::pin(async move { encode(&records::restore::<K>(&ctx, id(&input)?).await?) })
        }),
    ]
}

/// An act of a kind of record, for instance `create`.
fn act_of<K: Kind>(verb: &str, permission: Permission, run: Run) -> Act {
    act(&format!("{}.{verb}", K::NOUN.plural()), permission, run)
}

fn act(name: &str, permission: Permission, run: Run) -> Act {
    Act {
        name: name.to_owned(),
        permission,
        run,
    }
}

async fn list<K: Kind>(ctx: Ctx, input: Map<String, Value>) -> Result<Value> {
    let texts: Map<String, Value> = input
        .into_iter()
        .map(|(key, value)| (key, Value::String(plain(&value))))
        .collect();
    let query = ListQuery::parse(&K::catalogue(&ctx), |name| {
        texts.get(name).and_then(Value::as_str)
    })?;
    let page: Page<K::Record> = records::list::<K>(&ctx, &query).await?;
    Ok(
        json!({ "data": page.rows, "next_cursor": page.next.map(|cursor| cursor.encode()), "count": page.count, "count_capped": page.count_capped }),
    )
}

async fn update<K: Kind>(ctx: Ctx, mut input: Map<String, Value>) -> Result<Value> {
    let (id, version) = (id(&input)?, version(&input)?);
    input.remove("id");
    input.remove("version");
    let values = records::decode_in(&K::catalogue(&ctx), &input, ctx.settings.currency)?;
    encode(&records::update::<K>(&ctx, id, version, values).await?)
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

pub(crate) fn encode(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::Internal(error.to_string()))
}

/// The `id` of an input.
///
/// # Errors
/// `bad-reference`.
pub fn id(input: &Map<String, Value>) -> Result<Uuid> {
    let id = input
        .get("id")
        .and_then(Value::as_str)
        .and_then(|text| text.parse().ok());
    id.ok_or_else(|| Problem::new("id", "bad-reference").into())
}

fn version(input: &Map<String, Value>) -> Result<Option<i64>> {
    match input.get("version") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value
            .as_i64()
            .map(Some)
            .ok_or_else(|| Error::invalid("version", "bad-number")),
    }
}
