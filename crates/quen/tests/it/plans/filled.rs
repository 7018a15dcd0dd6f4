//! Parties with everything that can hang on them, written without the acts, so that plans are made for filled tables.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use quen_core::Permission;
use quen_service::Ctx;
use quen_store::Rows;
use quen_store::db::{Value, sql};
use quen_testkit::monday_morning;
use serde_json::json;
use uuid::Uuid;

const PARTIES: i64 = 3_000;

/// A statement with its rows.
type Written = (&'static str, Vec<Vec<Value>>);

struct Shop<'a> {
    ctx: &'a Ctx,
    workspace: Value,
    parties: Vec<Uuid>,
}

impl Shop<'_> {
    fn me(&self) -> Uuid {
        self.ctx.actor.user_id
    }

    /// One row for each party.
    fn rows(&self, build: &dyn Fn(i64, Uuid) -> Vec<Value>) -> Vec<Vec<Value>> {
        let all = self
            .parties
            .iter()
            .zip(0_i64..)
            .map(|(id, n)| build(n, *id));
        all.map(|values| {
            std::iter::once(self.workspace.clone())
                .chain(values)
                .collect()
        })
        .collect()
    }
}

fn day(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + TimeDelta::days(n % 790)
}

fn at(n: i64) -> DateTime<Utc> {
    monday_morning() - TimeDelta::minutes(n * 17)
}

fn every(n: i64, of: i64, value: Value) -> Value {
    if n % of == 0 { value } else { Value::Null }
}

/// Fills the workspace; answers a party in the middle.
pub async fn fill(ctx: &Ctx) -> Uuid {
    let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
    let parties: Vec<Uuid> = (0..PARTIES).map(|_| ctx.new_id()).collect();
    let middle = parties[parties.len() / 2];
    let shop = Shop {
        ctx,
        workspace: Value::from(tx.rows.workspace()),
        parties,
    };
    for (text, rows) in people(&shop)
        .into_iter()
        .chain(sales(&shop))
        .chain(figures(&shop))
    {
        for chunk in rows.chunks(500) {
            tx.rows.execute_many(text, chunk.to_vec()).await.unwrap();
        }
    }
    tx.rows.execute(sql("ANALYZE")).await.unwrap();
    tx.commit().await.unwrap();
    middle
}

fn people(shop: &Shop<'_>) -> Vec<Written> {
    vec![
        (
            "INSERT INTO parties (workspace_id, id, kind, name, name_key, phones, emails, tags, roles, owner_id, incomplete, custom, stage, type, \
             occasions, spend, margin, version, created_at, updated_at, birthday_key, first_order_on, last_order_on, silent_on, last_contact_at) \
             VALUES ($1, $2, 'person', $3, $4, $5, $5, $5, $5, $6, FALSE, $7, 'exploration', 'new', $8, $9, $9, 1, $10, $10, $11, $12, $12, $13, $14)",
            shop.rows(&|n, id| {
                let name = format!("Nguyễn {n}");
                let list = Value::Json(json!([]));
                vec![
                    id.into(),
                    name.clone().into(),
                    name.into_bytes().into(),
                    list,
                    shop.me().into(),
                    Value::Json(json!({})),
                    (n % 9).into(),
                    n.into(),
                    at(n).into(),
                    every(n, 2, (100 + n % 1_200).into()),
                    every(n, 3, day(n).into()),
                    every(n, 4, day(n).into()),
                    every(n, 2, at(n).into()),
                ]
            }),
        ),
        (
            "INSERT INTO interactions (workspace_id, id, party_id, kind, channel, direction, started_at, participants, files, automatic, two_way, contact, \
             answered_at, outcome, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $3, 'message', 'zalo', 'in', $4, $5, $5, FALSE, TRUE, TRUE, $6, $7, $8, 1, $4, $4)",
            shop.rows(&|n, id| {
                vec![
                    shop.ctx.new_id().into(),
                    id.into(),
                    at(n).into(),
                    Value::Json(json!([])),
                    every(n, 2, at(n).into()),
                    every(n, 3, "agreed".into()),
                    Value::Json(json!({})),
                ]
            }),
        ),
        (
            "INSERT INTO tasks (workspace_id, id, party_id, project_id, title, kind, due_on, assignee_id, source, done_at, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $3, $3, 'a', 'call', $4, $5, 'person', $6, $7, 1, $8, $8)",
            shop.rows(&|n, id| {
                vec![
                    shop.ctx.new_id().into(),
                    id.into(),
                    every(n, 2, day(n).into()),
                    shop.me().into(),
                    every(n, 3, at(n).into()),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO party_links (workspace_id, id, from_id, to_id, kind, created_at) VALUES ($1, $2, $3, $3, 'works_at', $4)",
            shop.rows(&|n, id| vec![shop.ctx.new_id().into(), id.into(), at(n).into()]),
        ),
    ]
}

fn sales(shop: &Shop<'_>) -> Vec<Written> {
    vec![
        (
            "INSERT INTO products (workspace_id, id, name, name_key, category, active, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, 'a', TRUE, $5, 1, $6, $6)",
            shop.rows(&|n, _| {
                vec![
                    shop.ctx.new_id().into(),
                    n.to_string().into(),
                    n.to_string().into_bytes().into(),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO orders (workspace_id, id, number, number_key, party_id, contact_id, ordered_at, ordered_on, status, currency, subtotal, discount, \
             tax, total, refunded, refunded_tax, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $3, $3, $4, $5, $6, $7, 'confirmed', 'VND', 0, 0, 0, $8, 0, 0, $9, 1, $6, $6)",
            shop.rows(&|n, id| {
                vec![
                    id.into(),
                    n.to_string().into(),
                    id.into(),
                    every(n, 2, id.into()),
                    at(n).into(),
                    day(n).into(),
                    n.into(),
                    Value::Json(json!({})),
                ]
            }),
        ),
        (
            "INSERT INTO order_lines (workspace_id, order_id, position, product_id, text, quantity, unit_price, discount, amount) \
             VALUES ($1, $2, 0, $2, 'a', 1000, 1, 0, 1)",
            shop.rows(&|_, id| vec![id.into()]),
        ),
        (
            "INSERT INTO refunds (workspace_id, id, order_id, amount, refunded_at) VALUES ($1, $2, $2, 1, $3)",
            shop.rows(&|n, id| vec![id.into(), at(n).into()]),
        ),
        (
            "INSERT INTO payments (workspace_id, id, order_id, party_id, amount, paid_on, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $2, $2, $3, $4, $5, 1, $6, $6)",
            shop.rows(&|n, id| {
                vec![
                    id.into(),
                    (n + 1).into(),
                    day(n).into(),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO benefits (workspace_id, id, party_id, side, kind, happened_on, amount, text, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $2, 'given', 'gift', $3, $4, 'x', $5, 1, $6, $6)",
            shop.rows(&|n, id| {
                vec![
                    id.into(),
                    day(n).into(),
                    every(n, 2, n.into()),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO projects (workspace_id, id, party_id, name, state, due_on, owner_id, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $2, 'x', $3, $4, $5, $6, 1, $7, $7)",
            shop.rows(&|n, id| {
                let state = ["planned", "active", "done"][n as usize % 3];
                vec![
                    id.into(),
                    state.into(),
                    every(n, 2, day(n).into()),
                    shop.me().into(),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO promises (workspace_id, id, party_id, text, kind, size, due_on, owner_id, state, source, renegotiations, beyond, settled_at, custom, \
             version, created_at, updated_at) VALUES ($1, $2, $2, 'x', 'deadline', 'medium', $3, $4, 'open', 'person', 0, FALSE, $5, $6, 1, $7, $7)",
            shop.rows(&|n, id| {
                vec![
                    id.into(),
                    every(n, 2, day(n).into()),
                    shop.me().into(),
                    every(n, 3, at(n).into()),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO today_answers (workspace_id, rule, record_id, answer, until, by_user, at) VALUES ($1, 'silent', $2, 'done', $3, $4, $5)",
            shop.rows(&|n, id| vec![id.into(), day(n).into(), shop.me().into(), at(n).into()]),
        ),
    ]
}

fn figures(shop: &Shop<'_>) -> Vec<Written> {
    vec![
        (
            "INSERT INTO facts (workspace_id, id, party_id, origin_id, topic, value_key, occasion_key, statement, basis, source, confidence, said_at, \
             confirmed_at, purpose, state, apart, used, refused, version, created_at, updated_at) \
             VALUES ($1, $2, $3, $3, $4, $5, $6, 'a', 'stated', 'person', 9600, $7, $7, 'service', 'current', FALSE, $8, 0, 1, $7, $7)",
            shop.rows(&|n, id| {
                vec![
                    shop.ctx.new_id().into(),
                    id.into(),
                    if n % 7 == 0 { "delivery" } else { "product" }.into(),
                    format!("{} {n}", if n % 5 == 0 { "cold brew" } else { "rang vua" }).into(),
                    every(n, 9, (100 + n % 28).into()),
                    at(n).into(),
                    (n % 2).into(),
                ]
            }),
        ),
        (
            "INSERT INTO fact_uses (workspace_id, id, fact_id, party_id, noun, record_id, outcome, by_user, at) \
             SELECT workspace_id, id, id, party_id, 'orders', party_id, 'applied', party_id, created_at FROM facts WHERE workspace_id = $1 AND party_id = $2",
            shop.rows(&|_, id| vec![id.into()]),
        ),
        (
            "INSERT INTO party_learning (workspace_id, party_id, depth, knowledge, usage, freshness, minutes, question, worth, as_of) \
             VALUES ($1, $2, 10, 1, 1, 1, 1, 'time', $3, $4)",
            shop.rows(&|n, id| vec![id.into(), n.into(), day(n).into()]),
        ),
        (
            "INSERT INTO party_learning_months (workspace_id, party_id, month, depth) VALUES ($1, $2, $3, 10)",
            shop.rows(&|n, id| vec![id.into(), day(n).into()]),
        ),
        (
            "INSERT INTO fact_asides (workspace_id, party_id, topic, until) VALUES ($1, $2, 'time', $3)",
            shop.rows(&|n, id| vec![id.into(), day(n).into()]),
        ),
        (
            "INSERT INTO metrics (workspace_id, party_id, occasions, repeat_sum, net_sum, refund_sum, margin_sum, gap_square_sum, touches_in, touches_out, \
             touches_two_way, revision) VALUES ($1, $2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)",
            shop.rows(&|_, id| vec![id.into()]),
        ),
        (
            "INSERT INTO metric_days (workspace_id, party_id, day, net, refunds, margin, orders) VALUES ($1, $2, $3, 1, 0, 0, 1)",
            shop.rows(&|n, id| vec![id.into(), n.into()]),
        ),
        (
            "INSERT INTO relationships (workspace_id, id, party_id, role, stage, stage_since, ended, evidence, type, type_evidence, review_on, version, created_at) \
             VALUES ($1, $2, $2, 'customer', 'exploration', $3, FALSE, $4, 'new', $4, $3, 1, $5)",
            shop.rows(&|n, id| {
                vec![
                    id.into(),
                    day(n).into(),
                    Value::Json(json!([])),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO relationship_history (workspace_id, id, relationship_id, party_id, stage, type, since, evidence, at) \
             VALUES ($1, $2, $3, $3, 'exploration', 'new', $4, $5, $6)",
            shop.rows(&|n, id| {
                vec![
                    shop.ctx.new_id().into(),
                    id.into(),
                    day(n).into(),
                    Value::Json(json!([])),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO events (workspace_id, id, at, noun, verb, record_id, party_id, door, depth, data, personal) \
             VALUES ($1, $2, $3, 'parties', 'updated', $4, $4, 'web', 0, $5, $5)",
            shop.rows(&|n, id| {
                vec![
                    shop.ctx.new_id().into(),
                    at(n).into(),
                    id.into(),
                    Value::Json(json!({})),
                ]
            }),
        ),
    ]
}
