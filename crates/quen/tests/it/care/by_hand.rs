//! Proposals that a colleague follows by hand: one press notes what was said, through the gate, and counts it as a person's own
//! beginning; and the caps over 7, 30 and 90 days hold for what is sent and for what is proposed.

use chrono::Duration;
use quen_core::access::Role;
use quen_core::messages::House;
use quen_service::workspaces;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::{born_today, coming, customer, hour, night, programme, settled};

pub(super) async fn open_work(khoi: &Client, party: &str) -> Vec<Value> {
    let path = format!("/api/v1/parties/{party}/profile");
    let found = khoi.get(&path).await.expect(200);
    found["open_work"].as_array().unwrap().clone()
}

pub(super) async fn entries(khoi: &Client, party: &str) -> Vec<Value> {
    let filter = json!({ "field": "party_id", "op": "eq", "value": party });
    let path = format!("/api/v1/interactions?filter={filter}").replace('"', "%22");
    let found = khoi.get(&path).await.expect(200);
    found["data"].as_array().unwrap().clone()
}

pub(super) async fn proposed(app: &TestApp, khoi: &Client, channel: &str) -> (String, String) {
    programme(
        khoi,
        json!({ "occasion": "birthday", "channel": channel, "text": "{khach} ơi, chúc mừng!" }),
    )
    .await;
    let hoa = customer(khoi, "Trần Thị Hoa", born_today()).await;
    night(app).await;
    let task = open_work(khoi, &hoa).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    (hoa, task)
}

#[tokio::test]
async fn one_press_notes_what_was_said_and_takes_it_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (hoa, task) = proposed(&app, &khoi, "zalo").await;
        let telling = format!("/api/v1/tasks/{task}/telling");
        let said = khoi.post(&telling, json!({})).await.expect(200);
        assert_eq!(
            [
                &said["kind"],
                &said["channel"],
                &said["direction"],
                &said["automatic"],
                &said["body"]
            ],
            [
                &json!("message"),
                &json!("zalo"),
                &json!("out"),
                &json!(false),
                &json!("Chị Hoa ơi, chúc mừng!")
            ]
        );
        assert_eq!(
            khoi.post(&telling, json!({})).await.expect(409)["code"],
            "task-done"
        );
        assert!(open_work(&khoi, &hoa).await.is_empty());
        let ended = settled(&khoi).await;
        assert_eq!(
            (&ended[0]["shown"], &ended[0]["interaction_id"]),
            (&json!("done"), &said["id"])
        );
        let pressure = format!("/api/v1/parties/{hoa}/contact-pressure");
        assert_eq!(khoi.get(&pressure).await.expect(200)["month"], 1);
        night(&app).await;
        let shares = khoi.get("/api/v1/care/shares").await.expect(200);
        let month = shares["months"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&month["human"], &month["automatic"], &month["proactive"]),
            (&json!(1), &json!(0), &json!(1))
        );
        khoi.delete(&telling).await.expect(204);
        assert_eq!(open_work(&khoi, &hoa).await.len(), 1, "open again");
        assert!(
            entries(&khoi, &hoa).await.is_empty(),
            "and the timeline does not say it"
        );
        assert_eq!(khoi.get(&pressure).await.expect(200)["month"], 0);
        khoi.delete(&telling).await.expect(404);
        let own = khoi
            .post("/api/v1/tasks", json!({ "title": "Gọi", "party_id": hoa }))
            .await
            .expect(201);
        let none = format!("/api/v1/tasks/{}/telling", own["id"].as_str().unwrap());
        khoi.post(&none, json!({})).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_call_is_a_call_and_a_visit_a_visit() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for (channel, kind, through) in [
            ("phone", "call", "phone"),
            ("visit", "visit", "in_person"),
            ("email", "email", "email"),
        ] {
            let (hoa, task) = proposed(&app, &khoi, channel).await;
            let body = json!({ "body": "Chị khỏe, hẹn ghé chiều mai" });
            let said = khoi
                .post(&format!("/api/v1/tasks/{task}/telling"), body)
                .await
                .expect(200);
            assert_eq!(
                (&said["kind"], &said["channel"], &said["direction"]),
                (&json!(kind), &json!(through), &json!("out"))
            );
            assert_eq!(
                said["body"], "Chị khỏe, hẹn ghé chiều mai",
                "the words that were said"
            );
            let pressure = khoi
                .get(&format!("/api/v1/parties/{hoa}/contact-pressure"))
                .await
                .expect(200);
            assert_eq!(pressure["week"], 1, "{channel} counts");
            for made in khoi.get("/api/v1/care/programmes").await.expect(200)["data"]
                .as_array()
                .unwrap()
            {
                khoi.delete(&format!(
                    "/api/v1/care/programmes/{}",
                    made["id"].as_str().unwrap()
                ))
                .await
                .expect(204);
            }
        }
        let offer = json!({ "occasion": "birthday", "channel": "visit", "purpose": "ads" });
        let refused = khoi
            .post("/api/v1/care/programmes", offer)
            .await
            .expect(422);
        assert_eq!(refused["errors"][0]["code"], "care-visit-no-offer");
    })
    .await;
}

#[tokio::test]
async fn what_the_gate_refuses_is_not_noted_and_the_page_says_why() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let (hoa, task) = proposed(&app, &program, "zalo").await;
        let page = khoi.open("/today").await.text;
        assert!(
            page.contains(&format!("/care/proposals/{task}")) && page.contains("Đã gửi"),
            "{page}"
        );
        assert!(
            khoi.open(&format!("/parties/{hoa}"))
                .await
                .text
                .contains(&format!("/care/proposals/{task}"))
        );
        let at = format!("/care/proposals/{task}");
        let ready = khoi.open(&at).await.text;
        assert!(
            ready.contains("Chị Hoa ơi, chúc mừng!")
                && ready.contains("data-copy")
                && !ready.contains("đã từ chối"),
            "{ready}"
        );
        let no = json!({ "channel": "zalo", "purpose": "care", "answer": "no", "source": "phone" });
        let done = program
            .put(&format!("/api/v1/parties/{hoa}/consents"), no)
            .await;
        assert!(done.status < 300, "{}", done.text);
        let warned = khoi.open(&at).await.text;
        assert!(warned.contains("Khách đã từ chối kênh này"), "{warned}");
        let refused = khoi
            .submit(
                &at,
                &format!("{at}/telling"),
                &[("body", "Lời của riêng em")],
            )
            .await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("Khách đã từ chối kênh này")
                && refused.text.contains("Lời của riêng em"),
            "{}",
            refused.text
        );
        assert_eq!(open_work(&program, &hoa).await.len(), 1);
        assert!(entries(&program, &hoa).await.is_empty());
        let yes =
            json!({ "channel": "zalo", "purpose": "care", "answer": "yes", "source": "phone" });
        program
            .put(&format!("/api/v1/parties/{hoa}/consents"), yes)
            .await;
        let pressed = [
            ("rule", "task"),
            ("record_id", task.as_str()),
            ("answer", "told"),
        ];
        assert_eq!(
            khoi.submit("/today", "/today/answers", &pressed)
                .await
                .status,
            303
        );
        assert_eq!(entries(&program, &hoa).await.len(), 1, "one press on Today");
        let seen = khoi.open(&at).await.text;
        assert!(seen.contains("Việc này đã làm rồi"), "{seen}");
        assert_eq!(
            khoi.submit("/today", "/today/answers/undo", &pressed)
                .await
                .status,
            303
        );
        assert!(entries(&program, &hoa).await.is_empty());
        let viewer = app.browser("Vy", Role::Viewer).await;
        assert_eq!(
            viewer
                .submit("/today", &format!("{at}/telling"), &[])
                .await
                .status,
            403
        );
        assert_eq!(khoi.open("/care/proposals/not-an-id").await.status, 404);
    })
    .await;
}

/// A customer whom we reached on these days ago, by these kinds of entry.
async fn heard(khoi: &Client, party: &str, days: &[i64]) {
    for (n, ago) in days.iter().enumerate() {
        let kind = ["call", "message", "email", "visit"][n % 4];
        let at = quen_testkit::monday_morning() - Duration::days(*ago);
        let body = json!({ "party_id": party, "kind": kind, "direction": "out", "started_at": at, "body": "x" });
        khoi.post("/api/v1/interactions", body).await.expect(201);
    }
}

#[tokio::test]
async fn caps_over_seven_thirty_and_ninety_days_hold_over_all_channels() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let house = House {
            week_cap: 2,
            month_cap: 3,
            quarter_cap: 4,
            ..House::default()
        };
        workspaces::set_contact(&app.ctx("Khôi").await, house, None)
            .await
            .unwrap();
        programme(
            &khoi,
            json!({ "occasion": "birthday", "channel": "zalo", "days": -2 }),
        )
        .await;
        programme(
            &khoi,
            json!({ "occasion": "birthday", "channel": "email", "mode": "send", "days": -2 }),
        )
        .await;
        let cases: [(&str, &[i64], &str); 3] = [
            ("Bảy", &[6, 7], "gate-week"),
            ("Ba Mươi", &[9, 15, 20], "gate-month"),
            ("Chín Mươi", &[40, 50, 60, 70], "gate-quarter"),
        ];
        for (name, days, _) in cases {
            let mut more = born_today();
            more["emails"] = json!([format!("{}@khach.vn", days.len())]);
            more["birthday"]["day"] = json!(4);
            let party = customer(&khoi, name, more).await;
            heard(&khoi, &party, days).await;
        }
        night(&app).await;
        assert!(app.app.mailer.take().is_empty(), "nothing is sent");
        let waiting = coming(&khoi).await;
        assert_eq!(waiting.len(), 6, "neither sent nor proposed: {waiting:?}");
        for (name, days, key) in cases {
            let own: Vec<&Value> = waiting
                .iter()
                .filter(|touch| touch["party_name"] == name)
                .collect();
            for touch in own {
                assert_eq!(touch["reasons"][0]["key"], key, "{touch}");
                let said = touch["reasons"][0]["sentence"].as_str().unwrap();
                assert!(said.contains(&days.len().to_string()), "{said}");
            }
        }
        // The week is over first; then both go.
        app.app.clock.advance(Duration::hours(25));
        hour(&app).await;
        let done: Vec<String> = settled(&khoi)
            .await
            .iter()
            .map(|touch| touch["party_name"].to_string())
            .collect();
        assert!(
            !done.is_empty() && done.iter().all(|name| name.contains("Bảy")),
            "{done:?}"
        );
        assert_eq!(app.app.mailer.take().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_heard_machines_alone_is_called_however_often_they_wrote() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let house = House { week_cap: 1, ..House::default() };
        workspaces::set_contact(&app.ctx("Khôi").await, house, None).await.unwrap();
        programme(&khoi, json!({ "occasion": "human", "days": 30 })).await;
        let hoa = customer(&khoi, "Trần Thị Hoa", json!({})).await;
        super::order(&khoi, &hoa, "2025-12-01T03:00:00Z").await;
        let at = quen_testkit::monday_morning() - Duration::days(2);
        let letter = json!({ "party_id": hoa, "kind": "email", "direction": "out", "automatic": true, "started_at": at, "subject": "Bảng giá" });
        khoi.post("/api/v1/interactions", letter).await.expect(201);
        night(&app).await;
        let work = open_work(&khoi, &hoa).await;
        assert_eq!((work.len(), &work[0]["kind"]), (1, &json!("call")), "{work:?}");
        let hand = json!({ "stage": "commitment", "reason": "Khách quý của quán" });
        let own = khoi.get(&format!("/api/v1/parties/{hoa}/profile")).await.expect(200)["relationship"]["id"].clone();
        khoi.put(&format!("/api/v1/relationships/{}/override", own.as_str().unwrap()), hand).await.expect(200);
        let browser = app.browser("Khôi", Role::Owner).await;
        let home = format!("/parties/{hoa}");
        assert!(browser.open(&home).await.text.contains("chỉ nhận thư máy gửi. Nên có người"), "said on the page");
        let call = json!({ "party_id": hoa, "kind": "call", "direction": "out", "body": "x" });
        khoi.post("/api/v1/interactions", call).await.expect(201);
        assert!(!browser.open(&home).await.text.contains("chỉ nhận thư máy gửi. Nên có người"));
    })
    .await;
}
