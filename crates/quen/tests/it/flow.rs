//! Moves between stages by month: told at night from the histories, with the customers behind each number; and what is proposed
//! in each stage.

use quen_core::access::{Role, Scope};
use quen_service::analytics;
use quen_service::jobs::queue::Progress;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

async fn made(who: &Client, noun: &str, body: Value) -> Value {
    who.post(&format!("/api/v1/{noun}"), body).await.expect(201)
}

/// A customer who has bought once, and the relationship.
async fn customer(khoi: &Client, name: &str) -> (Value, String) {
    let party = made(khoi, "parties", json!({ "name": name })).await;
    made(
        khoi,
        "orders",
        json!({ "party_id": party["id"], "total": 500_000, "ordered_at": "2026-02-27T03:00:00Z" }),
    )
    .await;
    let all = khoi
        .get(&format!(
            "/api/v1/relationships?filter={}",
            filter(&party["id"])
        ))
        .await
        .expect(200);
    let relationship = all["data"][0]["id"].as_str().unwrap().to_owned();
    (party, relationship)
}

fn filter(party: &Value) -> String {
    let filter = json!({ "field": "party_id", "op": "eq", "value": party }).to_string();
    filter.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn night(app: &TestApp) {
    let ctx = app.ctx("Khôi").await;
    analytics::fit(&ctx, &Progress::default()).await.unwrap();
}

#[tokio::test]
async fn moves_are_counted_by_month_and_lead_to_who_moved() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let (an, first) = customer(&khoi, "Nguyễn Văn An").await;
        let (_, second) = customer(&khoi, "Trần Thị Bình").await;
        for (relationship, stage) in [(&first, "commitment"), (&second, "dissolution")] {
            let set = json!({ "stage": stage, "reason": "vừa gặp" });
            khoi.put(
                &format!("/api/v1/relationships/{relationship}/override"),
                set,
            )
            .await
            .expect(200);
        }
        assert_eq!(
            khoi.get("/api/v1/analytics/moves").await.expect(200)["as_of"],
            json!(null),
            "not before the night"
        );
        night(&app).await;
        let flow = khoi.get("/api/v1/analytics/moves").await.expect(200);
        let months = flow["months"].as_array().unwrap();
        assert_eq!(
            (months.len(), flow["as_of"].clone()),
            (12, json!("2026-03-02"))
        );
        let this = months.last().unwrap();
        assert_eq!(this["starts_on"], "2026-03-01");
        let to: Vec<(&str, i64)> = this["moves"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| (m["to"].as_str().unwrap(), m["count"].as_i64().unwrap()))
            .collect();
        assert!(
            to.contains(&("commitment", 1)) && to.contains(&("dissolution", 1)),
            "{to:?}"
        );
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open("/analytics").await.text;
        assert!(
            page.contains("/analytics/moves?month=2026-03-01") && page.contains("role=\"img\"")
        );
        let who = browser
            .open("/analytics/moves?month=2026-03-01&to=commitment")
            .await
            .text;
        assert!(who.contains(an["id"].as_str().unwrap()) && !who.contains("Trần Thị Bình"));
        let before = browser
            .open("/analytics/moves?month=2026-02-01&to=commitment")
            .await
            .text;
        assert!(!before.contains("Nguyễn Văn An"));
        for (wrong, status) in [
            ("month=x", 422),
            ("to=friend", 422),
            ("month=2026-03-01&from=&to=", 200),
        ] {
            assert_eq!(
                browser
                    .open(&format!("/analytics/moves?{wrong}"))
                    .await
                    .status,
                status,
                "{wrong}"
            );
        }
        let mine = app.scoped("Minh", Scope::Own).await;
        mine.get("/api/v1/analytics/moves").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn each_stage_proposes_what_to_do_and_the_task_is_one_click_away() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let (party, relationship) = customer(&khoi, "Nguyễn Văn An").await;
        let id = party["id"].as_str().unwrap();
        let place = format!("/api/v1/parties/{id}/proposals");
        let first = |found: Value| found["data"][0].clone();
        let fade = json!({ "stage": "dissolution", "reason": "đã nói lời tạm biệt" });
        khoi.put(
            &format!("/api/v1/relationships/{relationship}/override"),
            fade,
        )
        .await
        .expect(200);
        let unpaid = first(khoi.get(&place).await.expect(200));
        assert!(
            ["win_back", "end_well"].contains(&unpaid.as_str().unwrap()),
            "{unpaid}"
        );
        let unhappy =
            json!({ "party_id": id, "kind": "call", "direction": "in", "outcome": "unhappy" });
        made(&khoi, "interactions", unhappy).await;
        assert_eq!(first(khoi.get(&place).await.expect(200)), "make_good");
        let stay = json!({ "stage": "commitment", "reason": "bàn hợp đồng năm" });
        khoi.put(
            &format!("/api/v1/relationships/{relationship}/override"),
            stay,
        )
        .await
        .expect(200);
        assert_eq!(first(khoi.get(&place).await.expect(200)), "joint_plan");
        let browser = app.browser("Khôi", Role::Owner).await;
        let page = browser.open(&format!("/parties/{id}/stage")).await.text;
        let link = format!("/tasks/new?party_id={id}&amp;kind=meet&amp;title=");
        let at = page.find(&link).unwrap_or_else(|| panic!("{page}"));
        let rest = &page[at..];
        let link = rest[..rest.find('"').unwrap()].replace("&amp;", "&");
        let form = browser.open(&link).await.text;
        assert!(
            form.contains("Nguyễn Văn An") && form.contains("value=\"meet\" selected"),
            "{form}"
        );
        let mine = app.scoped("Minh", Scope::Own).await;
        mine.get(&place).await.expect(404);
    })
    .await;
}
