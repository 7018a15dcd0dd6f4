//! No list walks a whole table: every query that a page or a list asks is explained by both databases on filled tables.

mod arranged;
mod care;
mod common;
mod filled;
mod ledger;
mod long_work;
mod memory;
mod mended;
mod newest;
mod own;
mod pages;
mod scores;

use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use quen_core::access::{Role, Scope};
use quen_core::fields::{Condition, ListQuery, Sort};
use quen_core::figures as rules;
use quen_core::{Access, Actor, Permission, Result};
use quen_service::Ctx;
use quen_store::db::{DbError, FromRow, Row, Sql, sql};
use quen_store::dialect::Dialect;
use quen_store::records::{Table, list_at};
use quen_store::today::Wanted;
use quen_store::{
    Reading, Rows, figures, interactions, orders, products, promises, relationships, tasks, today,
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

/// What is wrong with a plan: a walk over a table, or on SQLite a sort of all rows before the first is given, or a walk
/// over the whole workspace by a query that does not stop early.
fn fault(dialect: Dialect, sorted: bool, text: &str, plan: &[String]) -> Option<String> {
    // How many there are in each stage is asked of the index of stages, all of it.
    let stops = text.contains("LIMIT") || text.contains("GROUP BY p.stage");
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
            let all = !stops && step.ends_with("(workspace_id=?)");
            // A range that does not follow from the record would be walked anew for each.
            let anew = step.contains(" EXISTS ") && (step.contains(">?") || step.contains("<?"));
            walks || all || anew || (sorted && step.contains("TEMP B-TREE FOR ORDER BY"))
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
            // Nothing is read where a condition can never be met.
            || step.contains("One-Time Filter: false")
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
            if let Some(fault) = fault(reading.dialect(), sorted, q.text(), &plan) {
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
    for sort in ["", "due_on", "-due_on"] {
        check.list::<promises::Promises>(sort, None).await;
    }
    let open = json!({ "all": [{ "field": "owner_id", "op": "eq", "value": me }, { "field": "settled_at", "op": "empty" }] });
    check.list::<promises::Promises>("due_on", Some(open)).await;
    ledger::of_projects(check, party).await;
    ledger::of_ledger(check, party).await;
    ledger::of_flow(check, party).await;
    for sort in ["", "name", "-name", "-created_at"] {
        check.list::<products::Products>(sort, None).await;
    }
    for sort in ["", "-stage_since"] {
        check.list::<relationships::Relationships>(sort, None).await;
    }
}

async fn promised(check: &mut Check, party: Uuid) {
    check
        .run("promises", false, |r| async move {
            promises::of_party(&*r, party, 50).await
        })
        .await;
    check
        .run("promises kept", false, |r| async move {
            promises::kept_of_party(&*r, party, monday_morning().date_naive()).await
        })
        .await;
    let since = monday_morning() - TimeDelta::days(365);
    check
        .run("promises of the house", false, |r| async move {
            promises::of_house(&*r, since, monday_morning().date_naive()).await
        })
        .await;
    check
        .run("promises due", false, |r| async move {
            promises::due(&*r, monday_morning().date_naive(), since).await
        })
        .await;
}

async fn windows(check: &mut Check) {
    let day = monday_morning().date_naive();
    check
        .run("due relationships", true, |r| async move {
            relationships::due(&*r, day - TimeDelta::days(700), 20).await
        })
        .await;
    for owner in [None, Some(check.ctx.actor.user_id)] {
        today_of(check, owner).await;
        figures_of(check, owner).await;
    }
}

/// The lines of Today, everybody's or one colleague's.
async fn today_of(check: &mut Check, owner: Option<Uuid>) {
    let day = monday_morning().date_naive();
    let (from, since) = (
        day - TimeDelta::days(30),
        monday_morning() - TimeDelta::days(14),
    );
    let wanted = Wanted {
        owner,
        today: day,
        limit: 300,
    };
    check
        .run("today: silent", true, |r| async move {
            today::silent(&*r, from, wanted).await
        })
        .await;
    check
        .run("today: tasks", true, |r| async move {
            today::due_tasks(&*r, wanted).await
        })
        .await;
    check
        .run("today: promises", true, |r| async move {
            today::due_promises(&*r, wanted).await
        })
        .await;
    check
        .run("today: birthdays", false, |r| async move {
            today::birthdays(&*r, &[302, 303, 10_114], wanted).await
        })
        .await;
    check
        .run("today: anniversaries", false, |r| async move {
            today::anniversaries(&*r, &[from], wanted).await
        })
        .await;
    check
        .run("today: first contacts", true, |r| async move {
            today::first_contacts(&*r, since, day, wanted).await
        })
        .await;
    check
        .run("today: waiting", true, |r| async move {
            today::waiting(&*r, since, wanted).await
        })
        .await;
}

/// The figures of the first page.
async fn figures_of(check: &mut Check, owner: Option<Uuid>) {
    let day = monday_morning().date_naive();
    let [last, middle, _] = rules::return_spans(day);
    check
        .run("figures: days", false, |r| async move {
            figures::net_by_day(&*r, rules::revenue_span(day), owner).await
        })
        .await;
    check
        .run("figures: returned", false, |r| async move {
            figures::returned(&*r, middle, last, owner).await
        })
        .await;
    check
        .run("figures: at risk", false, |r| async move {
            figures::at_risk(&*r, rules::risk_span(day), owner).await
        })
        .await;
    check
        .run("figures: stages", false, |r| async move {
            figures::stages(&*r, owner).await
        })
        .await;
}

#[tokio::test]
async fn no_list_walks_a_table() {
    on_both(|app: TestApp| async move {
        app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let party = filled::fill(&ctx).await;
        care::fill(&ctx).await;
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
            arranged::arranged(&mut check).await;
            common::common(&mut check, party).await;
            pages::pages(&mut check, party).await;
            memory::check(&mut check, party).await;
            windows(&mut check).await;
            mended::queries(&mut check, party).await;
            mended::of_records(&mut check, party).await;
            scores::queries(&mut check).await;
            long_work::long_work(&mut check, party).await;
            care::care(&mut check, party).await;
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
    let fault_of = |dialect, text: &str, step: &str| fault(dialect, true, text, &[step.to_owned()]);
    let (page, whole) = ("SELECT id FROM parties LIMIT 50", "SELECT id FROM parties");
    let walks = [
        (Dialect::Sqlite, page, "SCAN parties"),
        (Dialect::Sqlite, page, "USE TEMP B-TREE FOR ORDER BY"),
        (
            Dialect::Sqlite,
            whole,
            "SEARCH t USING INDEX parties_name (workspace_id=?)",
        ),
        (
            Dialect::Sqlite,
            page,
            "SEARCH v EXISTS USING INDEX field_values_number (workspace_id=? AND field_id=? AND number>?)",
        ),
        (Dialect::Postgres, page, "  ->  Seq Scan on parties t"),
    ];
    for (dialect, text, step) in walks {
        assert!(fault_of(dialect, text, step).is_some(), "{step}");
    }
    let served = "SEARCH t USING INDEX parties_name (workspace_id=?)";
    assert_eq!(fault_of(Dialect::Sqlite, page, served), None);
}
