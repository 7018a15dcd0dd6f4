//! A customer's figures kept step by step are those of a rebuild, whatever happens to orders and interactions.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use quen_core::Permission;
use quen_core::metrics::{Contribution, Figures};
use quen_service::{Ctx, metrics};
use quen_store::metrics::{self as rows, Stored};
use quen_testkit::{Backend, Client, TestApp, monday_morning, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

/// What may happen. Places are taken modulo what is there.
#[derive(Debug, Clone)]
enum Act {
    Place {
        whose: usize,
        days_ago: i64,
        price: i64,
        cost: Option<i64>,
    },
    Reprice(usize, i64),
    Redate(usize, i64),
    GiveTo(usize, usize),
    Refund(usize, i64),
    Withdraw(usize),
    Cancel(usize),
    Reopen(usize),
    Bin(usize),
    Restore(usize),
    Talk {
        whose: usize,
        kind: &'static str,
        direction: &'static str,
        hours_ago: i64,
    },
    Unsay(usize),
    Merge(usize, usize),
}

const CUSTOMERS: usize = 3;

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let at = || 0_usize..50;
    let place = (
        0..CUSTOMERS,
        0_i64..400,
        0_i64..500_000,
        prop::option::of(0_i64..400_000),
    );
    let talk = (
        0..CUSTOMERS,
        prop::sample::select(vec!["call", "message", "note", "visit"]),
        prop::sample::select(vec!["in", "out", "none"]),
        0_i64..2_000,
    );
    let act = prop_oneof![
        6 => place.prop_map(|(whose, days_ago, price, cost)| Act::Place { whose, days_ago, price, cost }),
        2 => (at(), 0_i64..500_000).prop_map(|(at, price)| Act::Reprice(at, price)),
        2 => (at(), 0_i64..400).prop_map(|(at, days)| Act::Redate(at, days)),
        1 => (at(), 0..CUSTOMERS).prop_map(|(at, whose)| Act::GiveTo(at, whose)),
        3 => (at(), 1_i64..100).prop_map(|(at, percent)| Act::Refund(at, percent)),
        1 => at().prop_map(Act::Withdraw),
        2 => at().prop_map(Act::Cancel),
        1 => at().prop_map(Act::Reopen),
        2 => at().prop_map(Act::Bin),
        2 => at().prop_map(Act::Restore),
        4 => talk.prop_map(|(whose, kind, direction, hours_ago)| Act::Talk { whose, kind, direction, hours_ago }),
        1 => at().prop_map(Act::Unsay),
        1 => (0..CUSTOMERS, 0..CUSTOMERS).prop_map(|(winner, loser)| Act::Merge(winner, loser)),
    ];
    prop::collection::vec(act, 10..40)
}

/// A shop in which things happen. Refusals are fine: a cancelled order is not refunded.
struct Shop {
    client: Client,
    customers: Vec<String>,
    orders: Vec<String>,
    refunds: Vec<(String, String)>,
    talks: Vec<String>,
}

impl Shop {
    async fn act(&mut self, act: &Act) {
        match act {
            Act::Place {
                whose,
                days_ago,
                price,
                cost,
            } => {
                let mut line = json!({ "text": "a", "unit_price": price, "tax_rate": 800 });
                if let Some(cost) = cost {
                    line["unit_cost"] = json!(cost);
                }
                let body = json!({ "party_id": self.customer(*whose), "ordered_at": ago(24 * days_ago), "lines": [line] });
                let made = self.client.post("/api/v1/orders", body).await.expect(201);
                self.orders
                    .push(format!("/api/v1/orders/{}", made["id"].as_str().unwrap()));
            }
            Act::Reprice(at, price) => {
                self.patch(
                    *at,
                    json!({ "lines": [{ "text": "b", "unit_price": price }] }),
                )
                .await
            }
            Act::Redate(at, days) => {
                self.patch(*at, json!({ "ordered_at": ago(24 * days) }))
                    .await
            }
            Act::GiveTo(at, whose) => {
                self.patch(*at, json!({ "party_id": self.customer(*whose) }))
                    .await
            }
            Act::Refund(at, percent) => self.refund(*at, *percent).await,
            Act::Withdraw(at) => {
                if let Some((order, refund)) = pick(&self.refunds, *at) {
                    self.client
                        .delete(&format!("{order}/refunds/{refund}"))
                        .await;
                }
            }
            Act::Cancel(at) => self.post(*at, "cancellation").await,
            Act::Reopen(at) => self.post(*at, "confirmation").await,
            Act::Restore(at) => self.post(*at, "restoration").await,
            Act::Bin(at) => {
                if let Some(order) = pick(&self.orders, *at) {
                    self.client.delete(&order).await;
                }
            }
            Act::Talk {
                whose,
                kind,
                direction,
                hours_ago,
            } => {
                let body = json!({ "party_id": self.customer(*whose), "kind": kind, "direction": direction, "started_at": ago(*hours_ago) });
                let made = self
                    .client
                    .post("/api/v1/interactions", body)
                    .await
                    .expect(201);
                self.talks.push(format!(
                    "/api/v1/interactions/{}",
                    made["id"].as_str().unwrap()
                ));
            }
            Act::Unsay(at) => {
                if let Some(talk) = pick(&self.talks, *at) {
                    self.client.delete(&talk).await;
                }
            }
            Act::Merge(winner, loser) => self.merge(*winner, *loser).await,
        }
    }

    fn customer(&self, whose: usize) -> String {
        self.customers[whose % self.customers.len()].clone()
    }

    async fn patch(&self, at: usize, body: Value) {
        if let Some(order) = pick(&self.orders, at) {
            let status = self.client.patch(&order, body).await.status;
            assert!(matches!(status, 200 | 404 | 422), "{status}");
        }
    }

    async fn post(&self, at: usize, noun: &str) {
        if let Some(order) = pick(&self.orders, at) {
            let status = self
                .client
                .post(&format!("{order}/{noun}"), json!({}))
                .await
                .status;
            assert!(matches!(status, 200 | 404 | 409), "{status}");
        }
    }

    async fn refund(&mut self, at: usize, percent: i64) {
        let Some(order) = pick(&self.orders, at) else {
            return;
        };
        let seen = self.client.get(&order).await;
        if seen.status != 200 {
            return;
        }
        let net = seen.expect(200)["net"]["amount"].as_i64().unwrap();
        let answer = self
            .client
            .post(
                &format!("{order}/refunds"),
                json!({ "amount": net * percent / 100 }),
            )
            .await;
        if answer.status == 201 {
            let booked = answer.expect(201)["refund"]["id"]
                .as_str()
                .unwrap()
                .to_owned();
            self.refunds.push((order, booked));
        }
    }

    async fn merge(&mut self, winner: usize, loser: usize) {
        let (winner, loser) = (self.customer(winner), self.customer(loser));
        if winner != loser {
            self.client
                .post(
                    &format!("/api/v1/parties/{winner}/merger"),
                    json!({ "loser": loser }),
                )
                .await
                .expect(200);
            self.customers.retain(|id| *id != loser);
        }
    }
}

fn pick<T: Clone>(list: &[T], at: usize) -> Option<T> {
    list.get(at % list.len().max(1)).cloned()
}

fn ago(hours: i64) -> String {
    (monday_morning() - TimeDelta::hours(hours)).to_rfc3339()
}

/// Everything that is kept of a customer.
#[derive(Debug, PartialEq)]
struct Kept {
    stored: Stored,
    days: Vec<Contribution>,
    figures: Option<Figures>,
    last_contact_at: Option<DateTime<Utc>>,
}

async fn kept(ctx: &Ctx, party: Uuid) -> Kept {
    let reading = ctx.read(Permission::PartiesRead).unwrap();
    let found = quen_store::parties::find(&reading, party)
        .await
        .unwrap()
        .unwrap();
    Kept {
        stored: rows::find(&reading, party).await.unwrap(),
        days: rows::days(&reading, party).await.unwrap(),
        figures: rows::figures(&reading, party).await.unwrap(),
        last_contact_at: found.standing.last_contact_at,
    }
}

async fn everything_equals_a_rebuild(app: TestApp, sequences: u32) {
    let client = app.owner("Khôi").await;
    let ctx = app.ctx("Khôi").await;
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    for sequence in 0..sequences {
        let acts = acts().new_tree(&mut runner).unwrap().current();
        let mut customers = Vec::new();
        for _ in 0..CUSTOMERS {
            let party = client
                .post("/api/v1/parties", json!({ "name": "An" }))
                .await
                .expect(201);
            customers.push(party["id"].as_str().unwrap().to_owned());
        }
        let all = customers.clone();
        let mut shop = Shop {
            client: client.clone(),
            customers,
            orders: Vec::new(),
            refunds: Vec::new(),
            talks: Vec::new(),
        };
        for act in &acts {
            shop.act(act).await;
        }
        for party in all {
            let id: Uuid = party.parse().unwrap();
            let step_by_step = kept(&ctx, id).await;
            metrics::rebuild(&ctx, id).await.unwrap();
            assert_eq!(
                step_by_step,
                kept(&ctx, id).await,
                "sequence {sequence}: {acts:#?}"
            );
        }
    }
}

#[tokio::test]
async fn any_sequence_equals_a_rebuild() {
    let here = TestApp::on(Backend::Sqlite).await;
    everything_equals_a_rebuild(here, 24).await;
    if TestApp::has_postgres() {
        everything_equals_a_rebuild(TestApp::on(Backend::Postgres).await, 8).await;
    }
}

#[tokio::test]
async fn writers_at_the_same_time_lose_nothing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let party = khoi
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let id: Uuid = party["id"].as_str().unwrap().parse().unwrap();
        let writes = (0..12).map(|n| {
            let khoi = khoi.clone();
            async move {
                let order =
                    json!({ "party_id": id, "total": 1_000, "ordered_at": ago(24 * (n % 4)) });
                let talk = json!({ "party_id": id, "kind": "visit", "started_at": ago(n) });
                let (order, talk) = tokio::join!(
                    khoi.post("/api/v1/orders", order),
                    khoi.post("/api/v1/interactions", talk)
                );
                (order.expect(201), talk.expect(201))
            }
        });
        futures_util::future::join_all(writes).await;
        let step_by_step = kept(&ctx, id).await;
        assert_eq!(
            (
                step_by_step.stored.statistics.occasions,
                step_by_step.stored.touches.two_way
            ),
            (4, 12)
        );
        metrics::rebuild(&ctx, id).await.unwrap();
        assert_eq!(step_by_step, kept(&ctx, id).await);
    })
    .await;
}

#[tokio::test]
async fn the_base_is_remade_and_rhythms_follow() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let mut ids: Vec<Uuid> = Vec::new();
        for gap in [10, 20, 60] {
            let party = khoi.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
            for n in 0..4 {
                let order = json!({ "party_id": party["id"], "total": 100_000 * gap, "ordered_at": ago(24 * gap * n) });
                khoi.post("/api/v1/orders", order).await.expect(201);
            }
            ids.push(party["id"].as_str().unwrap().parse().unwrap());
        }
        let before = kept(&ctx, ids[0]).await.figures.unwrap();
        assert_eq!(before.rhythm_days, Some(10), "without a base the own gap alone");
        let base = metrics::refresh_base(&ctx).await.unwrap();
        assert_eq!((base.median_gap, base.typical_year), (Some(20.0), Some(8_000_000)));
        let after = kept(&ctx, ids[0]).await.figures.unwrap();
        assert_eq!(after.rhythm_days, Some(15), "three own gaps of 10 and three of the base's 20");
        assert_eq!(after.silent_on, NaiveDate::from_ymd_opt(2026, 3, 2).map(|day| day + TimeDelta::days(23)));
        metrics::rebuild(&ctx, ids[0]).await.unwrap();
        assert_eq!(kept(&ctx, ids[0]).await.figures, Some(after));
    })
    .await;
}
