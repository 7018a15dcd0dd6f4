//! The pages of the figures: what they show, whom they show it to, and the tasks made from them.

use quen_core::access::{Role, Scope};
use quen_testkit::on_both;
use serde_json::json;

use super::shop::shop_of;

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
