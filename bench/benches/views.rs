//! Views with up to three conditions, and conditions on custom fields, over the whole book: each list as a page asks for it.
//! Run with `QUEN_BENCH_SCALE=1m cargo bench -p quen-bench --bench views`; PostgreSQL too when `QUEN_TEST_POSTGRES` is set.

use std::process::ExitCode;
use std::time::Duration;

use quen_bench::stage::Stage;
use quen_bench::waits::Waits;
use quen_bench::{Outcome, settings};
use quen_core::fields::{Condition, ListQuery};
use quen_service::Ctx;
use quen_service::fields::Fields;
use quen_service::parties::Parties;
use quen_service::records::{self, Kind, decode};
use quen_store::db::sql;
use serde_json::{Map, Value, json};

/// How often each view is asked for.
const TURNS: usize = 200;
/// What 99 of 100 answers may take, and with conditions on custom fields.
const LIMIT: (Duration, Duration) = (Duration::from_millis(100), Duration::from_millis(300));

fn main() -> ExitCode {
    settings::on_each(measure)
}

/// A view: its name, its conditions, its order.
type View = (&'static str, Value, &'static str);

fn test(field: &str, op: &str, value: Value) -> Value {
    json!({ "field": field, "op": op, "value": value })
}

fn views() -> Vec<View> {
    let facebook = test("source", "eq", json!("Facebook"));
    let wholesale = test("tags", "in", json!(["Sỉ"]));
    let danang = test("province", "in", json!(["48"]));
    let lately = test("last_order_on", "within_days", json!(30));
    let much = test("occasions", "ge", json!(5));
    let stage = test("stage", "in", json!(["expansion", "commitment"]));
    vec![
        ("one condition", json!({ "all": [facebook] }), "-created_at"),
        ("one tag, by name", json!({ "all": [wholesale] }), "name"),
        (
            "tag, source and province",
            json!({ "all": [wholesale, facebook, danang] }),
            "-created_at",
        ),
        (
            "stage, day and orders, by day",
            json!({ "all": [stage, lately, much] }),
            "-last_order_on",
        ),
        (
            "source, stage and orders, by name",
            json!({ "all": [facebook, stage, much] }),
            "name",
        ),
        (
            "one of three",
            json!({ "any": [wholesale, danang, much] }),
            "-created_at",
        ),
        (
            "what nobody meets",
            json!({ "all": [test("source", "eq", json!("Radio")), facebook, much] }),
            "name",
        ),
    ]
}

fn own_views() -> Vec<View> {
    let rank = |op, value| test("custom.rank", op, value);
    let table = |value| test("custom.table", "eq", value);
    vec![
        (
            "own number, few",
            json!({ "all": [rank("eq", json!("7"))] }),
            "-created_at",
        ),
        (
            "own number, most",
            json!({ "all": [rank("ge", json!("5"))] }),
            "-created_at",
        ),
        (
            "own word and number, by name",
            json!({ "all": [table(json!("b3")), rank("lt", json!("50"))] }),
            "name",
        ),
        (
            "by own number",
            json!({ "all": [test("source", "eq", json!("Facebook"))] }),
            "-custom.rank",
        ),
        (
            "own word, own number and source",
            json!({ "all": [table(json!("b1")), rank("ge", json!("90")), test("source", "eq", json!("Facebook"))] }),
            "-created_at",
        ),
    ]
}

async fn measure(name: &str, stage: &Stage) -> Outcome<()> {
    let ctx = with_own_fields(name, stage).await?;
    let only = settings::only();
    for (views, limit) in [(views(), LIMIT.0), (own_views(), LIMIT.1)] {
        for (view, filter, sort) in views.into_iter().filter(|(view, ..)| view.contains(&only)) {
            let query = asked(&ctx, &filter, sort)?;
            let waits = Waits::of(TURNS, async |_| {
                records::list::<Parties>(&ctx, &query).await?;
                Ok(())
            });
            println!("{name}: {view}: {}", waits.await?.said(limit));
        }
    }
    Ok(())
}

fn asked(ctx: &Ctx, filter: &Value, sort: &str) -> Outcome<ListQuery> {
    let catalogue = Parties::catalogue(ctx);
    Condition::parse(&catalogue, filter)?;
    let filter = filter.to_string();
    let said = |name: &str| match name {
        "filter" => Some(filter.as_str()),
        "sort" => Some(sort),
        "count" => Some("true"),
        _ => None,
    };
    Ok(ListQuery::parse(&catalogue, said)?)
}

/// Two own fields of parties with a value each, written as rows: filling a million records through forms is not what is
/// measured.
async fn with_own_fields(name: &str, stage: &Stage) -> Outcome<Ctx> {
    let number = if name == "SQLite" {
        "abs(random()) % 100"
    } else {
        "floor(random() * 100)::bigint"
    };
    let ctx = &stage.ctx;
    let workspace = ctx.actor.workspace_id;
    // A run on the kept set itself finds those of the run before.
    if Parties::catalogue(ctx).field("custom.rank").is_some() {
        return Ok(ctx.clone());
    }
    let mut ids = Vec::new();
    for (field, kind) in [("rank", "number"), ("table", "text")] {
        let made = json!({ "noun": "parties", "type": kind, "name": field, "label_vi": field });
        let made: Map<String, Value> = made.as_object().cloned().unwrap_or_default();
        let values = decode(&Fields::catalogue(ctx), &made)?;
        ids.push(records::create::<Fields>(ctx, values).await?.id);
    }
    let writer = stage.app.db.write(workspace).await?;
    for (id, column, value) in ids.iter().zip(["number", "word"]).map(|(id, column)| {
        let value = match column {
            "number" => format!("({number}) * 10000"),
            _ => format!("'b' || cast(({number}) as text)"),
        };
        (id, column, value)
    }) {
        let text = format!(
            "INSERT INTO field_values (workspace_id, record_id, field_id, place, {column}) \
             SELECT workspace_id, id, $1, 0, {value} FROM parties WHERE workspace_id = $2"
        );
        writer.execute(sql(text).bind(*id).bind(workspace)).await?;
    }
    writer.commit().await?;
    let writer = stage.app.db.write_global().await?;
    writer.execute(sql("ANALYZE")).await?;
    writer.commit().await?;
    let known = quen_service::accounts::identity::of_user(
        &stage.app,
        ctx.actor.user_id,
        Some(workspace),
        None,
        quen_core::access::TokenScopes::FULL,
    );
    stage.app.identities.forget();
    Ok(known.await?.ctx(&stage.app, quen_core::Door::Api))
}
