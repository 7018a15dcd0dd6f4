//! Care that comes before the customer asks: planned, proposed or sent once, through the gate; declined, given up, counted.

mod by_hand;
mod hard;
mod pages;
mod sending;
mod steering;

use chrono::Duration;
use quen_core::access::{Role, Scope};
use quen_service::care;
use quen_service::jobs::queue::{Outcome, Progress};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// What the night and the hours do: the plan, then what is due.
async fn night(app: &TestApp) {
    let planned = care::plan(&app.ctx("Khôi").await, &Progress::default()).await;
    assert_eq!(planned.unwrap(), Outcome::Done);
    hour(app).await;
}

async fn hour(app: &TestApp) {
    let acted = care::act(&app.ctx("Khôi").await, &Progress::default()).await;
    assert_eq!(acted.unwrap(), Outcome::Done);
}

async fn programme(khoi: &Client, body: Value) -> Value {
    khoi.post("/api/v1/care/programmes", body).await.expect(201)
}

async fn customer(khoi: &Client, name: &str, more: Value) -> String {
    let mut body = json!({ "name": name, "phones": ["0905218467"] });
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    let made = khoi.post("/api/v1/parties", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn order(khoi: &Client, party: &str, at: &str) {
    let line = json!({ "text": "Rang vừa", "quantity": 1, "unit_price": 200_000 });
    let body = json!({ "party_id": party, "ordered_at": at, "lines": [line] });
    khoi.post("/api/v1/orders", body).await.expect(201);
}

async fn coming(khoi: &Client) -> Vec<Value> {
    let found = khoi.get("/api/v1/care/coming").await.expect(200);
    found["data"].as_array().unwrap().clone()
}

async fn settled(khoi: &Client) -> Vec<Value> {
    let found = khoi.get("/api/v1/care/settled").await.expect(200);
    found["data"].as_array().unwrap().clone()
}

/// A solar birthday on the day of the test's clock.
fn born_today() -> Value {
    json!({ "emails": ["hoa@khach.vn"], "gender": "female",
        "birthday": { "calendar": "solar", "month": 3, "day": 2, "leap": false } })
}

fn mailing() -> Value {
    json!({ "occasion": "birthday", "mode": "send", "channel": "email" })
}

#[tokio::test]
async fn a_lunar_birthday_on_the_thirtieth_is_planned_proposed_and_done() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let body = json!({ "occasion": "birthday", "days": -3, "text": "{khach} ơi, {cua_hang} chúc mừng!" });
        let made = programme(&khoi, body).await;
        assert_eq!((made["mode"].clone(), made["audience"].clone()), (json!("propose"), json!("everyone")));
        let birthday = json!({ "calendar": "lunar", "month": 1, "day": 30, "leap": false });
        let hoa = customer(&khoi, "Trần Thị Hoa", json!({ "birthday": birthday, "gender": "female" })).await;
        night(&app).await;
        let planned = coming(&khoi).await;
        assert_eq!(planned.len(), 1, "{planned:?}");
        assert_eq!((planned[0]["occasion_on"].clone(), planned[0]["due_at"].clone()), (json!("2026-03-18"), json!("2026-03-15T02:00:00Z")));
        assert_eq!(planned[0]["why"]["key"], "care-why-birthday-lunar");
        assert!(planned[0]["why"]["sentence"].as_str().unwrap().contains("18/03/2026"), "{planned:?}");
        assert!(settled(&khoi).await.is_empty(), "nothing is due yet");
        app.app.clock.advance(Duration::days(13));
        night(&app).await;
        let tasks = khoi.get(&format!("/api/v1/parties/{hoa}/profile")).await.expect(200)["open_work"].clone();
        assert_eq!((tasks[0]["source"].clone(), tasks[0]["kind"].clone()), (json!("care"), json!("call")));
        assert!(tasks[0]["title"].as_str().unwrap().contains("chị Hoa"), "{tasks}");
        let note = tasks[0]["note"].as_str().unwrap();
        assert!(note.starts_with("Sinh nhật âm lịch") && note.contains("Chị Hoa ơi, Tiệm Cà Phê Gió chúc mừng!"), "{note}");
        let today = quen_service::today::list(&app.ctx("Khôi").await, quen_service::today::Whose::Mine).await.unwrap();
        let line = today.lines.iter().find(|line| line.reason.key == "today-reason-care");
        assert!(line.is_some_and(|line| line.acts.contains(&quen_core::today::Act::NotUseful)), "{:?}", today.lines);
        khoi.post(&format!("/api/v1/tasks/{}/completion", tasks[0]["id"].as_str().unwrap()), json!({})).await;
        night(&app).await;
        let ended = settled(&khoi).await;
        assert_eq!(ended.len(), 1, "made once: {ended:?}");
        assert_eq!((ended[0]["state"].clone(), ended[0]["shown"].clone(), ended[0]["party_name"].clone()), (json!("proposed"), json!("done"), json!("Trần Thị Hoa")));
    })
    .await;
}

#[tokio::test]
async fn a_mail_goes_out_once_with_the_name_in_it_however_often_the_job_runs() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        programme(&khoi, mailing()).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
        for _ in 0..3 {
            night(&app).await;
        }
        let (one, two) = (app.ctx("Khôi").await, app.ctx("Khôi").await);
        let (nothing, progress) = (Progress::default(), Progress::default());
        let both = tokio::join!(care::act(&one, &nothing), care::act(&two, &progress));
        assert!(both.0.is_ok() && both.1.is_ok());
        let mails = app.app.mailer.take();
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert_eq!(mails[0].subject, "Chúc mừng sinh nhật chị Hoa");
        assert!(
            mails[0]
                .text
                .starts_with("Chị Hoa ơi, Tiệm Cà Phê Gió chúc mừng sinh nhật chị Hoa."),
            "{}",
            mails[0].text
        );
        let ended = settled(&khoi).await;
        assert_eq!((ended.len(), ended[0]["state"].clone()), (1, json!("sent")));
        let timeline = khoi
            .get(&format!("/api/v1/parties/{hoa}/timeline"))
            .await
            .expect(200)
            .to_string();
        assert!(timeline.contains("\"automatic\":true"), "{timeline}");
        let pressure = khoi
            .get(&format!("/api/v1/parties/{hoa}/contact-pressure"))
            .await
            .expect(200);
        assert_eq!(
            pressure,
            json!({ "week": 1, "month": 1, "quarter": 1, "week_cap": 3, "month_cap": 10, "quarter_cap": 24 })
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_programme_proposes_can_be_declined_and_taken_up_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "birthday" })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", born_today()).await;
        night(&app).await;
        let touch = settled(&khoi).await[0].clone();
        let task = touch["task_id"].as_str().unwrap().to_owned();
        let ctx = app.ctx("Khôi").await;
        let id = task.parse().unwrap();
        let (rule, no) = (
            quen_core::today::Rule::Task,
            quen_core::today::Response::NotUseful,
        );
        quen_service::today::answer(&ctx, rule, id, no)
            .await
            .unwrap();
        assert_eq!(settled(&khoi).await[0]["shown"], "declined");
        let home = format!("/api/v1/parties/{hoa}/profile");
        assert_eq!(khoi.get(&home).await.expect(200)["open_work"], json!([]));
        quen_service::today::take_back(&ctx, rule, id)
            .await
            .unwrap();
        assert_eq!(settled(&khoi).await[0]["shown"], "proposed");
        khoi.post(&format!("/api/v1/tasks/{task}/refusal"), json!({}))
            .await
            .expect(204);
        night(&app).await;
        assert_eq!(settled(&khoi).await.len(), 1, "declined is declined");
        assert_eq!(khoi.get(&home).await.expect(200)["open_work"], json!([]));
        let own = khoi
            .post("/api/v1/tasks", json!({ "title": "Gọi lại" }))
            .await
            .expect(201);
        let own = format!("/api/v1/tasks/{}/refusal", own["id"].as_str().unwrap());
        khoi.post(&own, json!({})).await.expect(404);
        let tallies = khoi.get("/api/v1/care/tallies").await.expect(200);
        assert_eq!(tallies["data"][0]["state"], "declined", "{tallies}");
    })
    .await;
}

#[tokio::test]
async fn the_plan_follows_orders_and_programmes() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "reorder", "days": 0 })).await;
        let check = programme(&khoi, json!({ "occasion": "after_purchase", "days": 3 })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", json!({})).await;
        for day in ["2026-01-20", "2026-02-09", "2026-03-01"] {
            order(&khoi, &hoa, &format!("{day}T03:00:00Z")).await;
        }
        night(&app).await;
        let planned = coming(&khoi).await;
        let on: Vec<&Value> = planned.iter().map(|touch| &touch["due_at"]).collect();
        assert_eq!(on[0], &json!("2026-03-04T02:00:00Z"), "{planned:?}");
        order(&khoi, &hoa, "2026-03-02T01:00:00Z").await;
        night(&app).await;
        let planned = coming(&khoi).await;
        assert_eq!(planned[0]["key"], "2026-03-02", "the later purchase counts");
        let id = check["id"].as_str().unwrap();
        let home = format!("/api/v1/care/programmes/{id}");
        let stale = khoi.put(&home, json!({ "days": 4, "version": 7 })).await;
        assert!(matches!(stale.status, 409 | 412), "{}", stale.status);
        let changed = khoi.put(&home, json!({ "days": 4 })).await.expect(200);
        assert_eq!(
            (changed["days"].clone(), changed["version"].clone()),
            (json!(4), json!(2))
        );
        assert!(
            !coming(&khoi)
                .await
                .iter()
                .any(|touch| touch["programme_id"] == id),
            "planned anew"
        );
        app.work().await;
        let again = coming(&khoi).await;
        assert!(
            again
                .iter()
                .any(|touch| touch["due_at"] == "2026-03-06T02:00:00Z"),
            "{again:?}"
        );
        khoi.delete(&home).await.expect(204);
        assert!(
            !coming(&khoi)
                .await
                .iter()
                .any(|touch| touch["programme_id"] == id)
        );
        khoi.put(&home, json!({ "days": 5 })).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_guide_goes_to_first_buyers_of_the_product_and_holidays_to_regulars() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let product = khoi.post("/api/v1/products", json!({ "name": "Phin nhôm" })).await.expect(201);
        let bought = async |party: &str, at: &str| {
            let line = json!({ "product_id": product["id"], "text": "Phin nhôm", "quantity": 1, "unit_price": 90_000 });
            khoi.post("/api/v1/orders", json!({ "party_id": party, "ordered_at": at, "lines": [line] })).await.expect(201);
        };
        programme(&khoi, json!({ "occasion": "guide", "days": 1, "product_id": product["id"] })).await;
        let (hoa, old) = (customer(&khoi, "Trần Thị Hoa", json!({})).await, customer(&khoi, "Lê Văn Cũ", json!({})).await);
        bought(&hoa, "2026-03-01T03:00:00Z").await;
        bought(&old, "2025-11-01T03:00:00Z").await;
        bought(&old, "2026-03-01T03:00:00Z").await;
        let women = json!({ "occasion": "holiday", "holiday": "womens_day_international", "audience": "everyone", "days": -1 });
        programme(&khoi, women).await;
        customer(&khoi, "Phạm Thị Lan", json!({ "gender": "female" })).await;
        night(&app).await;
        let done = settled(&khoi).await;
        assert_eq!((done.len(), done[0]["party_name"].clone()), (1, json!("Trần Thị Hoa")), "{done:?}");
        let planned = coming(&khoi).await;
        assert_eq!((planned.len(), planned[0]["party_name"].clone(), planned[0]["due_at"].clone()), (1, json!("Phạm Thị Lan"), json!("2026-03-07T02:00:00Z")), "{planned:?}");
        assert!(planned[0]["why"]["sentence"].as_str().unwrap().starts_with("Quốc tế Phụ nữ"), "{planned:?}");
        let refused = khoi.post("/api/v1/care/programmes", json!({ "occasion": "guide", "product_id": uuid::Uuid::from_u128(9) })).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "bad-reference");
    })
    .await;
}

#[tokio::test]
async fn a_valued_customer_who_met_only_machines_is_called_by_a_person() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        programme(&khoi, json!({ "occasion": "human", "days": 30 })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", json!({})).await;
        order(&khoi, &hoa, "2025-12-01T03:00:00Z").await;
        let talk = async |at: &str, automatic: bool| {
            let body = json!({ "party_id": hoa, "kind": "email", "direction": "out", "started_at": at, "body": "x", "automatic": automatic });
            khoi.post("/api/v1/interactions", body).await.expect(201);
        };
        talk("2026-01-05T03:00:00Z", false).await;
        talk("2026-02-20T03:00:00Z", true).await;
        night(&app).await;
        let done = settled(&khoi).await;
        assert_eq!((done.len(), done[0]["why"]["key"].clone()), (1, json!("care-why-human")), "{done:?}");
        let shares = khoi.get("/api/v1/care/shares").await.expect(200);
        let months = shares["months"].as_array().unwrap();
        assert_eq!(months.len(), 6);
        assert_eq!((months[3]["human"].clone(), months[4]["automatic"].clone()), (json!(1), json!(1)), "{shares}");
        assert_eq!(shares["people"][0]["proactive"], 1);
        talk("2026-03-02T01:30:00Z", false).await;
        night(&app).await;
        assert_eq!(settled(&khoi).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn care_is_seen_by_those_who_reach_the_customer() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let duy = app.scoped("Duy", Scope::Own).await;
        app.colleague("Lan", Role::Viewer).await;
        programme(&khoi, json!({ "occasion": "birthday" })).await;
        customer(&khoi, "Trần Thị Hoa", born_today()).await;
        night(&app).await;
        assert_eq!(settled(&khoi).await.len(), 1);
        assert!(settled(&duy).await.is_empty());
        duy.get("/api/v1/care/shares").await.expect(403);
        let body = json!({ "occasion": "birthday" });
        duy.post("/api/v1/care/programmes", body).await.expect(403);
        let bad = khoi.get("/api/v1/care/coming?limit=0").await;
        assert_eq!(bad.status, 400);
        let bad = khoi.get("/api/v1/care/settled?cursor=zz").await;
        assert_eq!(bad.status, 400);
    })
    .await;
}
