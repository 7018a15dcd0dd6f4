//! No list walks a whole table: every query that a page or a list asks is explained by both databases on filled tables.

use std::sync::{Mutex, PoisonError};

use chrono::{NaiveDate, TimeDelta};
use quen_core::access::{Role, Scope};
use quen_core::fields::{Condition, ListQuery, Sort};
use quen_core::{Access, Actor, Permission, Result};
use quen_service::Ctx;
use quen_store::db::{DbError, FromRow, Row, Sql, Value, sql};
use quen_store::dialect::Dialect;
use quen_store::records::{Table, list_at};
use quen_store::{
    Reading, Rows, interactions, links, metrics, orders, products, relationships, tasks, timeline,
    today,
};
use quen_testkit::{TestApp, monday_morning, on_both};
use serde_json::json;
use uuid::Uuid;

/// Notes each query on its way to the database.
struct Noting {
    reading: Reading,
    seen: Mutex<Vec<Sql>>,
}

impl Noting {
    fn note(&self, q: &Sql) {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(q.clone());
    }
}

impl Rows for Noting {
    fn access(&self) -> &Access {
        self.reading.access()
    }
    fn dialect(&self) -> Dialect {
        self.reading.dialect()
    }
    async fn all<T: FromRow>(&self, q: Sql) -> Result<Vec<T>> {
        self.note(&q);
        self.reading.all(q).await
    }
    async fn optional<T: FromRow>(&self, q: Sql) -> Result<Option<T>> {
        self.note(&q);
        self.reading.optional(q).await
    }
    async fn one<T: FromRow>(&self, q: Sql) -> Result<T> {
        self.note(&q);
        self.reading.one(q).await
    }
}

/// One line of a plan: the only text column of either database's answer.
struct Step(String);

impl FromRow for Step {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get(3).or_else(|_| row.get(0)).map(Self)
    }
}

/// What is wrong with a plan: a walk over a table, or on SQLite a sort of all rows before the first is given.
fn fault(dialect: Dialect, sorted: bool, plan: &[String]) -> Option<String> {
    let bad = |step: &&String| match dialect {
        Dialect::Sqlite => {
            let walks = step.starts_with("SCAN ")
                && ![
                    "SCAN (",
                    "SCAN CONSTANT",
                    "SCAN i VIRTUAL",
                    "SCAN counted",
                    "SCAN ranked",
                ]
                .iter()
                .any(|fine| step.starts_with(fine));
            walks || (sorted && step.contains("TEMP B-TREE FOR ORDER BY"))
        }
        Dialect::Postgres => step.contains("Seq Scan"),
    };
    plan.iter().find(bad).cloned()
}

/// On small tables PostgreSQL may rightly walk; told not to, it walks only where no index serves.
async fn discourage_walks(reading: &Reading) {
    if reading.dialect() == Dialect::Postgres {
        let q = sql("SELECT set_config('enable_seqscan', 'off', false)");
        reading.one::<(String,)>(q).await.unwrap();
    }
}

async fn explain(reading: &Reading, q: &Sql) -> Vec<String> {
    let word = match reading.dialect() {
        Dialect::Sqlite => "EXPLAIN QUERY PLAN ",
        Dialect::Postgres => "EXPLAIN ",
    };
    let mut explained = sql(format!("{word}{}", q.text()));
    for value in q.params() {
        explained = explained.bind(value.clone());
    }
    let plan: Vec<String> = reading
        .all::<Step>(explained)
        .await
        .unwrap()
        .into_iter()
        .map(|step| step.0)
        .collect();
    let known = plan.iter().any(|step| {
        step.contains("Index")
            || step.contains("USING")
            || step.contains("Seq Scan")
            || step.contains("SCAN")
    });
    assert!(known, "not a plan: {plan:?}");
    plan
}

struct Check {
    ctx: Ctx,
    faults: Vec<String>,
}

impl Check {
    async fn run<F, Fut, T>(&mut self, name: &str, sorted: bool, ask: F)
    where
        F: FnOnce(std::sync::Arc<Noting>) -> Fut,
        Fut: Future<Output = Result<T>>,
    {
        let noting = std::sync::Arc::new(Noting {
            reading: self.ctx.read(Permission::PartiesRead).unwrap(),
            seen: Mutex::default(),
        });
        ask(noting.clone()).await.unwrap();
        let seen = noting.seen.lock().unwrap().clone();
        assert!(!seen.is_empty(), "{name} asked nothing");
        let reading = self.ctx.read(Permission::PartiesRead).unwrap();
        discourage_walks(&reading).await;
        for q in seen {
            let plan = explain(&reading, &q).await;
            if let Some(fault) = fault(reading.dialect(), sorted, &plan) {
                self.faults.push(format!(
                    "{name}: {fault}\n  {}\n  {}",
                    q.text(),
                    plan.join("\n  ")
                ));
            }
        }
    }

    async fn list<T: Table + Send + Sync + 'static>(
        &mut self,
        sort: &str,
        filter: Option<serde_json::Value>,
    ) {
        let catalogue = T::catalogue();
        let query = ListQuery {
            sort: Sort::parse(&catalogue, sort).unwrap(),
            filter: filter
                .as_ref()
                .map(|filter| Condition::parse(&catalogue, filter).unwrap()),
            ..ListQuery::default()
        };
        let name = format!("{} sorted by {sort:?} where {filter:?}", T::NAME);
        let day = self.ctx.list_day();
        self.run(&name, true, |rows| async move {
            list_at::<T>(&*rows, &catalogue, &query, day).await
        })
        .await;
    }
}

const PARTIES: i64 = 3_000;

/// Parties with everything that can hang on them, written without the acts.
async fn fill(ctx: &Ctx) -> Uuid {
    let tx = ctx.write(Permission::PartiesWrite).await.unwrap();
    let workspace = Value::from(tx.rows.workspace());
    let me = ctx.actor.user_id;
    let ids: Vec<Uuid> = (0..PARTIES).map(|_| ctx.new_id()).collect();
    let day = |n: i64| NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + TimeDelta::days(n % 790);
    let at = |n: i64| monday_morning() - TimeDelta::minutes(n * 17);
    let rows = |build: &dyn Fn(i64, Uuid) -> Vec<Value>| -> Vec<Vec<Value>> {
        let all = ids.iter().zip(0_i64..).map(|(id, n)| build(n, *id));
        all.map(|values| std::iter::once(workspace.clone()).chain(values).collect())
            .collect()
    };
    let every = |n: i64, of: i64, value: Value| if n % of == 0 { value } else { Value::Null };
    for (text, rows) in [
        (
            "INSERT INTO parties (workspace_id, id, kind, name, name_key, phones, emails, tags, roles, owner_id, incomplete, custom, stage, type, \
             occasions, spend, margin, version, created_at, updated_at, birthday_key, first_order_on, last_order_on, silent_on, last_contact_at) \
             VALUES ($1, $2, 'person', $3, $4, $5, $5, $5, $5, $6, FALSE, $7, 'exploration', 'new', $8, $9, $9, 1, $10, $10, $11, $12, $12, $13, $14)",
            rows(&|n, id| {
                let name = format!("Nguyễn {n}");
                let list = Value::Json(json!([]));
                vec![
                    id.into(),
                    name.clone().into(),
                    name.into_bytes().into(),
                    list,
                    me.into(),
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
            rows(&|n, id| {
                vec![
                    ctx.new_id().into(),
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
            "INSERT INTO tasks (workspace_id, id, party_id, title, kind, due_on, assignee_id, source, done_at, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $3, 'a', 'call', $4, $5, 'person', $6, $7, 1, $8, $8)",
            rows(&|n, id| {
                vec![
                    ctx.new_id().into(),
                    id.into(),
                    every(n, 2, day(n).into()),
                    me.into(),
                    every(n, 3, at(n).into()),
                    Value::Json(json!({})),
                    at(n).into(),
                ]
            }),
        ),
        (
            "INSERT INTO products (workspace_id, id, name, name_key, category, active, custom, version, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, 'a', TRUE, $5, 1, $6, $6)",
            rows(&|n, _| {
                vec![
                    ctx.new_id().into(),
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
            rows(&|n, id| {
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
            rows(&|_, id| vec![id.into()]),
        ),
        (
            "INSERT INTO refunds (workspace_id, id, order_id, amount, refunded_at) VALUES ($1, $2, $2, 1, $3)",
            rows(&|n, id| vec![id.into(), at(n).into()]),
        ),
        (
            "INSERT INTO today_answers (workspace_id, rule, record_id, answer, until, by_user, at) VALUES ($1, 'silent', $2, 'done', $3, $4, $5)",
            rows(&|n, id| vec![id.into(), day(n).into(), me.into(), at(n).into()]),
        ),
        (
            "INSERT INTO metrics (workspace_id, party_id, occasions, repeat_sum, net_sum, refund_sum, margin_sum, gap_square_sum, touches_in, touches_out, \
             touches_two_way, revision) VALUES ($1, $2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)",
            rows(&|_, id| vec![id.into()]),
        ),
        (
            "INSERT INTO metric_days (workspace_id, party_id, day, net, refunds, margin, orders) VALUES ($1, $2, $3, 1, 0, 0, 1)",
            rows(&|n, id| vec![id.into(), n.into()]),
        ),
        (
            "INSERT INTO relationships (workspace_id, id, party_id, role, stage, stage_since, ended, evidence, type, type_evidence, review_on, version, created_at) \
             VALUES ($1, $2, $2, 'customer', 'exploration', $3, FALSE, $4, 'new', $4, $3, 1, $5)",
            rows(&|n, id| {
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
            rows(&|n, id| {
                vec![
                    ctx.new_id().into(),
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
            rows(&|n, id| {
                vec![
                    ctx.new_id().into(),
                    at(n).into(),
                    id.into(),
                    Value::Json(json!({})),
                ]
            }),
        ),
        (
            "INSERT INTO party_links (workspace_id, id, from_id, to_id, kind, created_at) VALUES ($1, $2, $3, $3, 'works_at', $4)",
            rows(&|n, id| vec![ctx.new_id().into(), id.into(), at(n).into()]),
        ),
    ] {
        for chunk in rows.chunks(500) {
            tx.rows.execute_many(text, chunk.to_vec()).await.unwrap();
        }
    }
    tx.rows.execute(sql("ANALYZE")).await.unwrap();
    tx.commit().await.unwrap();
    ids[ids.len() / 2]
}

fn of_party(party: Uuid) -> Option<serde_json::Value> {
    Some(json!({ "field": "party_id", "op": "eq", "value": party }))
}

async fn lists(check: &mut Check, party: Uuid) {
    use quen_store::parties::Parties;
    for field in Parties::catalogue()
        .fields
        .iter()
        .filter(|field| field.sortable)
    {
        check.list::<Parties>(&field.name, None).await;
        check
            .list::<Parties>(&format!("-{}", field.name), None)
            .await;
    }
    check.list::<Parties>("", None).await;
    for sort in ["", "started_at", "-created_at"] {
        check.list::<interactions::Interactions>(sort, None).await;
    }
    check
        .list::<interactions::Interactions>("", of_party(party))
        .await;
    for sort in ["", "ordered_at", "-total", "total"] {
        check.list::<orders::Orders>(sort, None).await;
    }
    check.list::<orders::Orders>("", of_party(party)).await;
    for sort in ["", "due_on", "-due_on"] {
        check.list::<tasks::Tasks>(sort, None).await;
    }
    let me = check.ctx.actor.user_id;
    let mine = json!({ "all": [{ "field": "assignee_id", "op": "eq", "value": me }, { "field": "done_at", "op": "empty" }] });
    check.list::<tasks::Tasks>("due_on", Some(mine)).await;
    for sort in ["", "name", "-name", "-created_at"] {
        check.list::<products::Products>(sort, None).await;
    }
    for sort in ["", "-stage_since"] {
        check.list::<relationships::Relationships>(sort, None).await;
    }
}

async fn pages(check: &mut Check, party: Uuid) {
    for before in [None, Some((monday_morning(), party))] {
        check
            .run("timeline: interactions", true, |r| async move {
                timeline::interactions(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: orders", true, |r| async move {
                timeline::orders(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: orders placed", true, |r| async move {
                timeline::orders_placed(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: tasks", true, |r| async move {
                timeline::tasks_done(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: events", true, |r| async move {
                timeline::events(&*r, party, before, 51).await
            })
            .await;
        check
            .run("timeline: stages", true, |r| async move {
                relationships::history(&*r, party, before, 51).await
            })
            .await;
    }
    check
        .run("open work", false, |r| async move {
            tasks::open_of_party(&*r, party, 50).await
        })
        .await;
    check
        .run("links", false, |r| async move {
            links::of_party(&*r, party, 50).await
        })
        .await;
    check
        .run("relationships of a party", false, |r| async move {
            relationships::of_party(&*r, party).await
        })
        .await;
    check
        .run("figures", false, |r| async move {
            metrics::find(&*r, party).await
        })
        .await;
    check
        .run(
            "days",
            true,
            |r| async move { metrics::days(&*r, party).await },
        )
        .await;
    check
        .run("customers in turn", true, |r| async move {
            metrics::customers_after(&*r, party, 100).await
        })
        .await;
    check
        .run("talks", false, |r| async move {
            interactions::talks(&*r, party).await
        })
        .await;
    check
        .run("waiting of a party", true, |r| async move {
            interactions::waiting(&*r, party, monday_morning(), 50).await
        })
        .await;
    check
        .run("later episodes", true, |r| async move {
            interactions::since(&*r, party, monday_morning(), 50).await
        })
        .await;
    check
        .run("outcomes", true, |r| async move {
            interactions::last_outcomes(&*r, party, 2).await
        })
        .await;
    check
        .run("bought", false, |r| async move {
            orders::bought(&*r, party, monday_morning().date_naive()).await
        })
        .await;
    check
        .run("order by number", false, |r| async move {
            orders::by_number(&*r, "7").await
        })
        .await;
    check
        .run("refunds", false, |r| async move {
            orders::refunds(&*r, party).await
        })
        .await;
}

async fn windows(check: &mut Check) {
    let day = monday_morning().date_naive();
    let (me, from, since) = (
        check.ctx.actor.user_id,
        day - TimeDelta::days(30),
        monday_morning() - TimeDelta::days(14),
    );
    check
        .run("due relationships", true, |r| async move {
            relationships::due(&*r, day - TimeDelta::days(700), 20).await
        })
        .await;
    check
        .run("today: silent", true, |r| async move {
            today::silent(&*r, from, day, 300).await
        })
        .await;
    check
        .run("today: tasks", true, |r| async move {
            today::due_tasks(&*r, me, day, 300).await
        })
        .await;
    check
        .run("today: birthdays", false, |r| async move {
            today::birthdays(&*r, &[302, 303, 10_114], day, 300).await
        })
        .await;
    check
        .run("today: anniversaries", false, |r| async move {
            today::anniversaries(&*r, &[from], day, 300).await
        })
        .await;
    check
        .run("today: first contacts", true, |r| async move {
            today::first_contacts(&*r, since, day, day, 300).await
        })
        .await;
    check
        .run("today: waiting", true, |r| async move {
            today::waiting(&*r, since, day, 300).await
        })
        .await;
}

#[tokio::test]
async fn no_list_walks_a_table() {
    on_both(|app: TestApp| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let party = fill(&ctx).await;
        let actor = Actor {
            role: Role::Member,
            scope: Scope::Own,
            ..ctx.actor.clone()
        };
        for ctx in [ctx.clone(), Ctx { actor, ..ctx }] {
            let mut check = Check {
                ctx,
                faults: Vec::new(),
            };
            lists(&mut check, party).await;
            pages(&mut check, party).await;
            windows(&mut check).await;
            assert!(
                check.faults.is_empty(),
                "{} plans:\n{}",
                check.faults.len(),
                check.faults.join("\n\n")
            );
        }
    })
    .await;
}

#[test]
fn a_walk_is_noticed() {
    let plan = |step: &str| vec![step.to_owned()];
    assert!(fault(Dialect::Sqlite, true, &plan("SCAN parties")).is_some());
    assert!(fault(Dialect::Sqlite, true, &plan("USE TEMP B-TREE FOR ORDER BY")).is_some());
    assert!(
        fault(
            Dialect::Sqlite,
            true,
            &plan("SEARCH t USING INDEX parties_name (workspace_id=?)")
        )
        .is_none()
    );
    assert!(
        fault(
            Dialect::Postgres,
            true,
            &plan("  ->  Seq Scan on parties t")
        )
        .is_some()
    );
}
