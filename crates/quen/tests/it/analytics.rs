//! Figures of all customers: the nightly fit, what it leaves, who may see it, and what pages and programs show of it.

use chrono::{DateTime, TimeDelta};
use quen_core::access::{Role, Scope};
use quen_core::dates;
use quen_core::models::{Customer, Model};
use quen_core::parties::Party;
use quen_insight::mbgnbd;
use quen_insight::occasions::{DayMap, DayTotals};
use quen_service::Ctx;
use quen_store::db::Value;
use quen_testkit::{TestApp, on_both};
use serde_json::json;
use uuid::Uuid;

/// Days that the simulated shop has been open.
const SPAN: i32 = 720;
/// Customers written in one transaction.
const BATCH: usize = 40;

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
fn shop(count: usize, today: i32) -> Vec<DayMap> {
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
async fn seed(ctx: &Ctx, count: usize) -> Vec<Uuid> {
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

async fn put(rows: &quen_store::Writing, id: Uuid, days: &DayMap) {
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

async fn shop_of(app: &TestApp, count: usize) -> (quen_testkit::Client, Ctx, Vec<Uuid>) {
    let khoi = app.owner("Khôi").await;
    let ctx = app.ctx("Khôi").await;
    let ids = seed(&ctx, count).await;
    (khoi, ctx, ids)
}

#[tokio::test]
async fn the_night_leaves_a_model_scores_and_figures() {
    on_both(|app| async move {
        let (khoi, ctx, ids) = shop_of(&app, 500).await;
        assert_eq!(
            khoi.get("/api/v1/analytics/rfm").await.expect(200),
            json!({ "as_of": null })
        );
        let asked = khoi
            .post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        assert!(asked["job_id"].is_string());
        let again = khoi
            .post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        assert_eq!(again["job_id"], json!(null), "it waits already");
        app.work().await;

        let found = khoi.get("/api/v1/analytics/model").await.expect(200);
        let model: Model = serde_json::from_value(found["model"].clone()).unwrap();
        assert_eq!(
            (model.version, model.status.as_str(), model.customers),
            (1, "ok", 500)
        );
        let p = model.purchases.unwrap();
        assert!(
            (p.r / p.alpha * 30.0 - 1.0).abs() < 0.35,
            "about one order a month: {p:?}"
        );
        assert!(
            (p.a / (p.a + p.b) - 0.25).abs() < 0.1,
            "about one in four leaves: {p:?}"
        );
        assert!(model.backtest.unwrap().error().unwrap().abs() < 0.25);

        let rfm = khoi.get("/api/v1/analytics/rfm").await.expect(200);
        let cells = rfm["rfm"]["cells"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|row| row.as_array().unwrap());
        assert_eq!(
            cells
                .map(|cell| cell["customers"].as_u64().unwrap())
                .sum::<u64>(),
            500
        );
        scores_are_the_models(&khoi, &ctx, &ids).await;

        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let same = khoi.get("/api/v1/analytics/model").await.expect(200);
        assert_eq!(
            (&same["model"]["version"], &same["model"]["purchases"]),
            (&json!(1), &found["model"]["purchases"])
        );
    })
    .await;
}

/// List, filter, outlook and profile all show what the library says of a customer.
async fn scores_are_the_models(khoi: &quen_testkit::Client, ctx: &Ctx, ids: &[Uuid]) {
    let model: Model = serde_json::from_value(
        khoi.get("/api/v1/analytics/model").await.expect(200)["model"].clone(),
    )
    .unwrap();
    let today = dates::number(ctx.today());
    let reading = ctx.read(quen_core::Permission::PartiesRead).unwrap();
    let (mut total, mut lost) = (0.0, 0);
    for (at, id) in ids.iter().enumerate() {
        let stored = quen_store::metrics::find(&reading, *id).await.unwrap();
        let customer = Customer::new(*id, &stored.statistics).unwrap();
        let score = model.score(&customer, today).unwrap();
        total += score.clv;
        lost += u64::from((score.p_alive * 10_000.0).round() < 3_000.0);
        if at < 5 {
            let chance = mbgnbd::p_alive(model.purchases.unwrap(), customer.history(today));
            let shown = khoi
                .get(&format!("/api/v1/parties/{id}/outlook"))
                .await
                .expect(200);
            assert!((shown["p_alive"].as_f64().unwrap() - chance).abs() < 1e-12);
            assert!((shown["clv"]["expected"].as_f64().unwrap() / score.clv - 1.0).abs() < 1e-9);
            assert!(
                !shown["explanation"][0]["sentence"]
                    .as_str()
                    .unwrap()
                    .starts_with("insight-")
            );
            let profile = khoi
                .get(&format!("/api/v1/parties/{id}/profile"))
                .await
                .expect(200);
            assert_eq!(profile["value"]["outlook"]["p_alive"], shown["p_alive"]);
            let party = khoi.get(&format!("/api/v1/parties/{id}")).await.expect(200);
            assert_eq!(party["p_alive"], json!((chance * 10_000.0).round() as i64));
            assert_eq!(party["clv"]["amount"], json!(score.clv.round() as i64));
            let orders = party["expected_orders"].as_i64().unwrap() as f64;
            assert!(
                (orders - score.orders).abs() <= 0.501,
                "{orders} {}",
                score.orders
            );
        }
    }
    let equity = khoi.get("/api/v1/analytics/equity").await.expect(200);
    assert!(
        (equity["equity"]["total"].as_f64().unwrap() - total).abs() <= 1.0,
        "{total}"
    );
    let filter = json!({ "all": [{ "field": "p_alive", "op": "lt", "value": 3_000 }] }).to_string();
    let found = khoi
        .get(&format!(
            "/api/v1/parties?count=true&limit=1&filter={}",
            quen_http::session::encode(&filter)
        ))
        .await
        .expect(200);
    assert_eq!(found["count"], json!(lost));
    let sorted = khoi
        .get("/api/v1/parties?sort=-clv&limit=50")
        .await
        .expect(200);
    let worths: Vec<i64> = sorted["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["clv"]["amount"].as_i64().unwrap())
        .collect();
    assert!(worths.is_sorted_by(|a, b| a >= b) && worths[0] > 0);
    let busy =
        json!({ "all": [{ "field": "expected_orders", "op": "ge", "value": 3 }] }).to_string();
    let busy = format!(
        "/api/v1/parties?sort=-expected_orders&limit=50&filter={}",
        quen_http::session::encode(&busy)
    );
    let rows = khoi.get(&busy).await.expect(200)["data"].clone();
    let orders: Vec<i64> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["expected_orders"].as_i64().unwrap())
        .collect();
    assert!(
        !orders.is_empty() && orders.is_sorted_by(|a, b| a >= b) && orders.iter().all(|n| *n >= 3)
    );
}

#[tokio::test]
async fn a_customer_who_leaves_the_list_leaves_the_scores() {
    let app = TestApp::new().await;
    let (khoi, _, ids) = shop_of(&app, 260).await;
    khoi.post("/api/v1/analytics/fits", json!({}))
        .await
        .expect(202);
    app.work().await;
    for id in &ids[..80] {
        khoi.delete(&format!("/api/v1/parties/{id}"))
            .await
            .expect(204);
    }
    khoi.post("/api/v1/analytics/fits", json!({}))
        .await
        .expect(202);
    app.work().await;
    let model = khoi.get("/api/v1/analytics/model").await.expect(200);
    assert_eq!(
        (&model["model"]["status"], &model["model"]["version"]),
        (&json!("too_few"), &json!(2))
    );
    let party = khoi
        .get(&format!("/api/v1/parties/{}", ids[100]))
        .await
        .expect(200);
    assert_eq!(
        (&party["p_alive"], &party["clv"]),
        (&json!(null), &json!(null)),
        "no model, no score"
    );
}

#[tokio::test]
async fn too_few_customers_are_told_in_words() {
    on_both(|app| async move {
        let (khoi, _, ids) = shop_of(&app, 30).await;
        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let found = khoi.get("/api/v1/analytics/model").await.expect(200);
        assert_eq!(found["model"]["status"], "too_few");
        let said = found["model"]["reason"]["sentence"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(said.contains("30") && said.contains("170"), "{said}");
        assert_eq!(
            khoi.get("/api/v1/analytics/equity").await.expect(200)["equity"],
            json!(null)
        );
        let outlook = khoi
            .get(&format!("/api/v1/parties/{}/outlook", ids[0]))
            .await
            .expect(200);
        assert_eq!(
            (&outlook["p_alive"], &outlook["status"]),
            (&json!(null), &json!("too_few"))
        );
        let browser = app.browser("Hà", Role::Manager).await;
        let page = browser
            .open("/analytics")
            .await
            .expect(200)
            .as_str()
            .unwrap()
            .to_owned();
        let said = "Còn sớm để nói: mới có 30 khách mua hàng, cần 200";
        assert!(page.replace('\u{a0}', " ").contains(said));
    })
    .await;
}

#[tokio::test]
async fn the_page_shows_the_figures_of_the_api_and_each_cell_opens_its_customers() {
    on_both(|app| async move {
        let (khoi, _, _) = shop_of(&app, 300).await;
        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let browser = app.browser("Hà", Role::Manager).await;
        let page = browser
            .open("/analytics")
            .await
            .expect(200)
            .as_str()
            .unwrap()
            .to_owned();
        let rfm = khoi.get("/api/v1/analytics/rfm").await.expect(200)["rfm"].clone();
        let (mut links, mut counted) = (page.split("href=\"/parties?filter="), 0);
        let intro = links.next().unwrap();
        assert!(intro.contains("role=\"region\"") && page.matches("role=\"img\"").count() >= 4);
        for row in rfm["cells"].as_array().unwrap() {
            for cell in row.as_array().unwrap() {
                let count = cell["customers"].as_u64().unwrap();
                if count == 0 {
                    continue;
                }
                let link = links.next().unwrap();
                let (filter, rest) = link.split_once('"').unwrap();
                assert!(rest.starts_with(&format!(">{count}</a>")), "{rest:.80}");
                let list = khoi
                    .get(&format!(
                        "/api/v1/parties?count=true&limit=1&filter={filter}"
                    ))
                    .await
                    .expect(200);
                assert_eq!(list["count"], json!(count), "the cell opens its customers");
                counted += count;
            }
        }
        assert_eq!(counted, 300);
        cohorts_and_bars_open_theirs(&khoi, &page).await;
        assert_eq!(browser.open("/analytics?unit=quarter").await.status, 200);
        assert!(!page.contains("<b>"), "names of customers are not markup");
        for address in [
            "/analytics?view=margin",
            "/analytics?unit=quarter",
            "/analytics?keep=80&growth=2",
            "/analytics?keep=99&growth=50",
            "/analytics?keep=x&growth=%22%3E",
        ] {
            browser.open(address).await.expect(200);
        }
        let keep = khoi
            .get("/api/v1/analytics/retention?keep=0.8")
            .await
            .expect(200);
        assert_eq!(keep["retention"]["what_if"]["keep"], json!(0.8));
        khoi.get("/api/v1/analytics/retention?keep=80")
            .await
            .expect(400);
        khoi.get("/api/v1/analytics/cohorts?unit=week")
            .await
            .expect(400);
    })
    .await;
}

/// The sizes of the triangle and the bars of worth open exactly their customers; every act on the page can be asked for.
async fn cohorts_and_bars_open_theirs(khoi: &quen_testkit::Client, page: &str) {
    let count = async |filter: &str| {
        let path = format!("/api/v1/parties?count=true&limit=1&filter={filter}");
        khoi.get(&path).await.expect(200)["count"].as_u64().unwrap()
    };
    let mut sizes = 0;
    for cell in page
        .split("data-level=\"none\"><a href=\"/parties?filter=")
        .skip(1)
    {
        let (filter, rest) = cell.split_once('"').unwrap();
        let (size, _) = rest[1..].split_once('<').unwrap();
        assert_eq!(
            count(filter).await,
            size.parse::<u64>().unwrap(),
            "a cohort opens its customers"
        );
        sizes += 1;
    }
    assert!(sizes >= 6, "{sizes} cohorts can be opened");
    let value = khoi.get("/api/v1/analytics/value").await.expect(200)["value"].clone();
    let bars = value["bins"].as_array().unwrap();
    let mut opened = 0;
    for (at, bar) in bars
        .iter()
        .enumerate()
        .filter(|(_, bar)| bar["customers"] != json!(0))
    {
        let made = json!({ "target": format!("bar-{at}"), "title": format!("Thanh {at}") });
        let made = khoi.post("/api/v1/analytics/tasks", made).await.expect(201)["made"]
            .as_u64()
            .unwrap();
        let there = bar["customers"].as_u64().unwrap();
        // Worth is stored in whole units: a customer on the very edge may stand on the other side.
        assert!(
            made.abs_diff(there.min(200)) <= 1,
            "bar {at}: {made} of {there}"
        );
        opened += 1;
    }
    assert!(opened >= 5 && page.matches("target=bar-").count() == opened);
    for kind in [
        "silent-month-",
        "at-risk",
        "likely-lost",
        "second-order",
        "top",
    ] {
        assert!(
            page.contains(&format!("/analytics/tasks?target={kind}")),
            "{kind} has no act on the page"
        );
    }
}

#[tokio::test]
async fn only_those_who_reach_all_customers_see_figures_of_all() {
    on_both(|app| async move {
        let (khoi, _, ids) = shop_of(&app, 60).await;
        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let hoa = app.colleague("Hoa", Role::Member).await;
        let paths = [
            "rfm",
            "cohorts",
            "survival",
            "value",
            "whale",
            "retention",
            "equity",
            "model",
        ];
        for path in paths {
            hoa.get(&format!("/api/v1/analytics/{path}"))
                .await
                .expect(200);
        }
        hoa.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(403);
        app.narrow("Hoa", Scope::Own).await;
        for path in paths {
            hoa.get(&format!("/api/v1/analytics/{path}"))
                .await
                .expect(403);
        }
        let tasks = json!({ "target": "grid-0-4-0-4", "title": "Gọi" });
        hoa.post("/api/v1/analytics/tasks", tasks.clone())
            .await
            .expect(403);
        hoa.get(&format!("/api/v1/parties/{}/outlook", ids[0]))
            .await
            .expect(404);
        let browser = app.browser("Hoa", Role::Member).await;
        app.narrow("Hoa", Scope::Own).await;
        assert_eq!(browser.open("/analytics").await.status, 403);
        let list = browser.open("/parties").await.expect(200);
        assert!(
            !list.as_str().unwrap().contains("href=\"/analytics\""),
            "nobody is led to a closed door"
        );

        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        assert_eq!(
            lan.get("/api/v1/analytics/rfm").await.expect(200)["as_of"],
            json!(null)
        );
        assert_eq!(
            lan.get("/api/v1/analytics/model").await.expect(200)["model"],
            json!(null)
        );
        lan.get(&format!("/api/v1/parties/{}/outlook", ids[0]))
            .await
            .expect(404);
        lan.post("/api/v1/analytics/tasks", tasks).await.expect(404);
        let viewer = app.colleague("Vy", Role::Viewer).await;
        viewer
            .post(
                "/api/v1/analytics/tasks",
                json!({ "target": "top", "title": "Gọi" }),
            )
            .await
            .expect(403);
    })
    .await;
}

/// A cell with customers, but fewer than the limit.
fn filled_cell(rfm: &serde_json::Value) -> (String, i64) {
    let rows = rfm["cells"].as_array().unwrap().iter().enumerate();
    let mut cells = rows.flat_map(|(row, cells)| {
        let cells = cells.as_array().unwrap().iter().enumerate();
        cells.map(move |(column, cell)| {
            (
                format!("grid-{row}-{row}-{column}-{column}"),
                cell["customers"].as_i64().unwrap(),
            )
        })
    });
    cells.find(|(_, count)| (1..200).contains(count)).unwrap()
}

#[tokio::test]
async fn a_figure_becomes_tasks_once_and_with_a_limit() {
    on_both(|app| async move {
        let (khoi, _, _) = shop_of(&app, 260).await;
        khoi.post("/api/v1/analytics/fits", json!({}))
            .await
            .expect(202);
        app.work().await;
        let browser = app.browser("Hà", Role::Manager).await;
        let ask = "/analytics/tasks?target=grid-0-4-0-4";
        let asked = browser
            .open(ask)
            .await
            .expect(200)
            .as_str()
            .unwrap()
            .to_owned();
        assert!(
            asked.contains("260") && asked.contains("200"),
            "it says how many and the limit"
        );
        let title = "Hỏi thăm <script>alert(1)</script>";
        let empty = browser
            .submit(
                ask,
                "/analytics/tasks",
                &[("target", "grid-0-4-0-4"), ("title", " ")],
            )
            .await;
        assert_eq!(empty.status, 422);
        let wrong = [
            ("target", "grid-0-0-0-0"),
            ("title", title),
            ("due_on", "mai mốt"),
        ];
        let wrong = browser.submit(ask, "/analytics/tasks", &wrong).await;
        assert_eq!(wrong.status, 422);
        assert!(
            !wrong.text.contains("<script>alert"),
            "what was typed is no markup"
        );
        let rfm = khoi.get("/api/v1/analytics/rfm").await.expect(200)["rfm"].clone();
        let (target, cell) = filled_cell(&rfm);
        let fields = [
            ("target", target.as_str()),
            ("title", title),
            ("due_on", "10/03/2026"),
        ];
        for made in [cell, 0] {
            let answer = browser.submit(ask, "/analytics/tasks", &fields).await;
            assert_eq!(
                answer.header("location"),
                Some(format!("/analytics?made={made}").as_str())
            );
        }
        let tasks = khoi.get("/api/v1/tasks?count=true").await.expect(200);
        assert_eq!(
            (&tasks["count"], &tasks["data"][0]["due_on"]),
            (&json!(cell), &json!("2026-03-10"))
        );
        for target in ["grid-9-9-9-9", "nobody", ""] {
            assert_eq!(
                browser
                    .open(&format!("/analytics/tasks?target={target}"))
                    .await
                    .status,
                404,
                "{target}"
            );
        }
        let most = khoi
            .post(
                "/api/v1/analytics/tasks",
                json!({ "target": "grid-0-4-0-4", "title": "Gọi" }),
            )
            .await
            .expect(201);
        assert_eq!(most["made"], 200);
        khoi.post(
            "/api/v1/analytics/tasks",
            json!({ "target": "x", "title": "Gọi" }),
        )
        .await
        .expect(422);
    })
    .await;
}
