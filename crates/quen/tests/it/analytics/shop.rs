//! A simulated shop: customers who order about monthly, written with figures as their orders would have left them.

use chrono::{DateTime, TimeDelta};
use quen_core::dates;
use quen_core::parties::Party;
use quen_insight::occasions::{DayMap, DayTotals};
use quen_service::Ctx;
use quen_store::db::Value;
use quen_testkit::TestApp;
use uuid::Uuid;

/// Days that the simulated shop has been open.
pub(super) const SPAN: i32 = 720;
/// Customers written in one transaction.
pub(super) const BATCH: usize = 40;

/// Numbers from 0 to 1, the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
    fn exp(&mut self) -> f64 {
        -(1.0 - self.roll()).ln()
    }
}

/// The days of customers who order about monthly and of whom one in four leaves after an order, up to `today`.
pub(super) fn shop(count: usize, today: i32) -> Vec<DayMap> {
    let mut dice = Dice(11);
    let mut one = || {
        let rate = (dice.exp() + dice.exp()) / 60.0;
        let leaves = 1.0 - dice.roll().powf(1.0 / 3.0);
        let mut at = dice.roll() * f64::from(SPAN) * 0.8;
        let mut days = DayMap::default();
        loop {
            let value = (100_000.0 + 300_000.0 * dice.roll()) as i64;
            // One in ten is sold below cost.
            let cost = if dice.roll() < 0.1 {
                value * 12 / 10
            } else {
                value * 6 / 10
            };
            days.apply(today - SPAN + at as i32, DayTotals::order(value, cost));
            at += dice.exp() / rate;
            if dice.roll() < leaves || at > f64::from(SPAN) {
                return days;
            }
        }
    };
    (0..count).map(|_| one()).collect()
}

/// Writes customers with figures as orders would have left them. Answers their ids in order.
pub(super) async fn seed(ctx: &Ctx, count: usize) -> Vec<Uuid> {
    let today = dates::number(ctx.today());
    let mut ids = Vec::new();
    for part in shop(count, today).chunks(BATCH) {
        let tx = ctx
            .write(quen_core::Permission::PartiesWrite)
            .await
            .unwrap();
        for days in part {
            let id = ctx.new_id();
            let name = format!("Khách <b>{}</b>", ids.len());
            let mut party = Party::new(
                id,
                "person",
                &name,
                DateTime::UNIX_EPOCH + TimeDelta::days(1),
            );
            party.owner_id = Some(ctx.actor.user_id);
            quen_store::parties::insert(&tx.rows, &party).await.unwrap();
            put(&tx.rows, id, days).await;
            ids.push(id);
        }
        tx.commit().await.unwrap();
    }
    ids
}

pub(super) async fn put(rows: &quen_store::Writing, id: Uuid, days: &DayMap) {
    let statistics = days.rebuild();
    let mut stored = quen_store::metrics::take(rows, id).await.unwrap();
    stored.statistics = statistics;
    quen_store::metrics::put(rows, id, &stored).await.unwrap();
    let row = |(day, t): (i32, DayTotals)| {
        vec![
            Value::from(id),
            day.into(),
            t.net.into(),
            0_i64.into(),
            (t.net - t.cost).into(),
            1_i64.into(),
        ]
    };
    let rows_of = days.days().map(row).map(|mut row| {
        row.insert(0, quen_store::Rows::workspace(rows).into());
        row
    });
    let text = "INSERT INTO metric_days (workspace_id, party_id, day, net, refunds, margin, orders) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    rows.execute_many(text, rows_of.collect()).await.unwrap();
    let base = quen_core::metrics::Base::default();
    let figures = quen_core::metrics::figures(
        &statistics,
        days,
        &base,
        &quen_insight::stage::StageRules::default(),
    );
    quen_store::metrics::put_figures(rows, id, &figures)
        .await
        .unwrap();
}

pub(super) async fn shop_of(app: &TestApp, count: usize) -> (quen_testkit::Client, Ctx, Vec<Uuid>) {
    let khoi = app.owner("Khôi").await;
    let ctx = app.ctx("Khôi").await;
    let ids = seed(&ctx, count).await;
    (khoi, ctx, ids)
}
