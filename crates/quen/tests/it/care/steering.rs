//! What is learned of a customer steers care: the hour of a mail, the channel of a proposal, within what the gate leaves open.

use axum::http::Method;
use chrono::Duration;
use quen_core::access::Role;
use quen_service::care;
use quen_service::jobs::queue::Progress;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::by_hand::open_work;
use super::{born_today, coming, customer, hour, mailing, night, programme};
use crate::consents::ways::answers_by_zalo;

/// The owner, and a customer with a birthday today to whom a programme mails.
async fn mailed_today(app: &TestApp) -> (Client, String) {
    let khoi = app.owner("Khôi").await;
    crate::accounts::with_mail(app, "Khôi").await;
    programme(&khoi, mailing()).await;
    let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
    (khoi, hoa)
}

async fn mails_at_three(khoi: &Client, party: &str) {
    for day in ["20", "21", "22"] {
        let at = format!("2026-02-{day}T08:10:00Z");
        let body = json!({ "party_id": party, "kind": "email", "channel": "email", "direction": "in", "started_at": at, "body": "ok" });
        khoi.post("/api/v1/interactions", body).await.expect(201);
    }
}

async fn put(khoi: &Client, place: &str, body: Value) {
    let body = Some(body.to_string().into_bytes());
    khoi.send(Method::PUT, place, &[], body).await.expect(200);
}

#[tokio::test]
async fn a_mail_goes_out_at_the_hours_in_which_the_customer_answers() {
    on_both(|app| async move {
        let (khoi, hoa) = mailed_today(&app).await;
        mails_at_three(&khoi, &hoa).await;
        night(&app).await;
        assert!(app.app.mailer.take().is_empty(), "not at nine");
        assert_eq!(coming(&khoi).await[0]["due_at"], "2026-03-02T08:00:00Z");
        app.app.clock.advance(Duration::hours(6));
        hour(&app).await;
        assert_eq!(app.app.mailer.take().len(), 1, "at three");
    })
    .await;
}

#[tokio::test]
async fn what_was_planned_before_waits_with_its_reason() {
    on_both(|app| async move {
        let (khoi, hoa) = mailed_today(&app).await;
        care::plan(&app.ctx("Khôi").await, &Progress::default())
            .await
            .unwrap();
        mails_at_three(&khoi, &hoa).await;
        hour(&app).await;
        let planned = coming(&khoi).await;
        assert_eq!(
            planned[0]["reasons"][0]["key"], "care-waits-hours",
            "{planned:?}"
        );
        assert!(
            planned[0]["reasons"][0]["sentence"]
                .as_str()
                .unwrap()
                .contains("15")
        );
        assert_eq!(planned[0]["due_at"], "2026-03-02T08:00:00Z");
        app.app.clock.advance(Duration::hours(6));
        hour(&app).await;
        assert_eq!(app.app.mailer.take().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_to_be_learned_does_not_steer() {
    on_both(|app| async move {
        let (khoi, hoa) = mailed_today(&app).await;
        mails_at_three(&khoi, &hoa).await;
        let learning = format!("/api/v1/parties/{hoa}/consents/learning");
        put(&khoi, &learning, json!({ "what": "time", "may": false })).await;
        night(&app).await;
        assert_eq!(app.app.mailer.take().len(), 1, "at nine, as ever");
    })
    .await;
}

#[tokio::test]
async fn hours_that_have_passed_do_not_hold_a_wish_back() {
    on_both(|app| async move {
        let (khoi, hoa) = mailed_today(&app).await;
        mails_at_three(&khoi, &hoa).await;
        app.app.clock.advance(Duration::hours(8));
        night(&app).await;
        assert_eq!(app.app.mailer.take().len(), 1, "at five on the birthday");
    })
    .await;
}

#[tokio::test]
async fn a_proposal_takes_the_learned_channel_unless_the_customer_refused_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "birthday", "text": "{khach} ơi, chúc mừng!" })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
        let lan = customer(&khoi, "Lê Thị Lan", json!({ "phones": ["0905218468"], "gender": "female", "birthday": { "calendar": "solar", "month": 3, "day": 2, "leap": false } })).await;
        for party in [&hoa, &lan] {
            answers_by_zalo(&khoi, &json!(party)).await;
        }
        let no = json!({ "channel": "zalo", "purpose": "care", "answer": "no", "source": "phone" });
        put(&khoi, &format!("/api/v1/parties/{lan}/consents"), no).await;
        night(&app).await;
        let work = open_work(&khoi, &hoa).await;
        assert_eq!(work[0]["kind"], "write", "by Zalo");
        let note = work[0]["note"].as_str().unwrap();
        let first = note.lines().next().unwrap();
        assert!(first.contains("Thường trả lời qua Zalo") && note.ends_with("Chị Hoa ơi, chúc mừng!"), "{note}");
        assert_eq!(open_work(&khoi, &lan).await[0]["kind"], "call", "a no is a no");
        let browser = app.browser("Khôi", Role::Owner).await;
        let task = work[0]["id"].as_str().unwrap();
        let page = format!("/care/proposals/{task}");
        let shown = browser.open(&page).await.text;
        assert!(shown.contains("Thường trả lời qua Zalo") && shown.contains("Đừng dùng"), "{shown}");
        let press = [("what", "channel"), ("may", "no"), ("task", task)];
        let pressed = browser.submit(&page, &format!("/parties/{hoa}/consents/learning"), &press).await;
        assert_eq!((pressed.status, pressed.header("location")), (303, Some(page.as_str())));
        assert!(!browser.open(&page).await.text.contains("Thường trả lời qua Zalo"));
    })
    .await;
}
