//! Consent, wishes and the one gate: answers with their proof, what may go out, and what a withdrawal stops.

pub mod ways;

use quen_core::access::Role;
use quen_core::messages::Outgoing;
use quen_core::{Error, Permission};
use quen_service::mail::{self, SendMail};
use quen_service::{consents, messages};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

async fn party(program: &Client, name: &str, email: &str) -> (Uuid, String) {
    let body = json!({ "name": name, "emails": [email], "phones": ["0905218467"] });
    let made = program.post("/api/v1/parties", body).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    (id.parse().unwrap(), format!("/api/v1/parties/{id}"))
}

fn said(purpose: &str, answer: &str) -> Value {
    json!({ "channel": "email", "purpose": purpose, "answer": answer, "source": "form", "proof": "phiếu 12" })
}

fn letter(party_id: Uuid, purpose: &str) -> SendMail {
    SendMail {
        party_id,
        subject: "Hạt mới".to_owned(),
        body: "Chào anh".to_owned(),
        purpose: purpose.to_owned(),
        automatic: true,
        files: Vec::new(),
    }
}

async fn with_mail(app: &TestApp) {
    crate::accounts::with_mail(app, "Khôi").await;
}

#[tokio::test]
async fn each_answer_is_kept_with_its_proof_and_told() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (_, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        let place = format!("{home}/consents");
        assert_eq!(
            khoi.get(&place).await.expect(200)["consents"],
            json!([]),
            "not asked"
        );
        let worded = khoi
            .post(
                "/api/v1/consent-wordings",
                json!({ "text": "Cho phép gửi tin mỗi tháng?" }),
            )
            .await
            .expect(201);
        assert_eq!(worded["version"], 1);
        let yes = khoi
            .send(
                axum::http::Method::PUT,
                &place,
                &[],
                Some(said("ads", "yes").to_string().into_bytes()),
            )
            .await
            .expect(200);
        assert_eq!(
            (yes["wording"].clone(), yes["by_user"].is_string()),
            (json!(1), true)
        );
        let bare =
            json!({ "channel": "email", "purpose": "ads", "answer": "yes", "source": "phone" });
        let refused = khoi
            .send(
                axum::http::Method::PUT,
                &place,
                &[],
                Some(bare.to_string().into_bytes()),
            )
            .await
            .expect(422);
        assert_eq!(
            (
                refused["errors"][0]["field"].clone(),
                refused["errors"][0]["code"].clone()
            ),
            (json!("proof"), json!("required"))
        );
        khoi.delete(&place).await.expect(204);
        let now = khoi.get(&place).await.expect(200);
        assert!(
            now["consents"]
                .as_array()
                .unwrap()
                .iter()
                .all(|known| known["answer"] == "no"),
            "{now}"
        );
        let log = khoi.get(&format!("{place}/history")).await.expect(200);
        assert!(
            log["data"]
                .as_array()
                .unwrap()
                .iter()
                .any(|known| known["answer"] == "yes" && known["proof"] == "phiếu 12"),
            "{log}"
        );
        let timeline = khoi
            .get(&format!("{home}/timeline"))
            .await
            .expect(200)
            .to_string();
        assert!(timeline.contains("\"noun\":\"consents\"") && timeline.contains("\"refused\""));
        let judged = khoi
            .get(&format!("{place}/judgement?channel=email&purpose=care"))
            .await
            .expect(200);
        assert_eq!(
            (
                judged["allowed"].clone(),
                judged["reasons"][0]["key"].clone()
            ),
            (json!(false), json!("gate-refused"))
        );
        assert!(
            judged["reasons"][0]["sentence"]
                .as_str()
                .is_some_and(|said| said.len() > 10),
            "{judged}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_mail_goes_through_the_gate_and_an_offer_is_labelled() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        with_mail(&app).await;
        let ctx = app.ctx("Khôi").await;
        let (an, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        let silent = mail::send_to_party(&ctx, letter(an, "ads"))
            .await
            .unwrap_err();
        assert_eq!(silent.code(), "ad-gate-no-consent");
        assert!(app.app.mailer.take().is_empty());
        let place = format!("{home}/consents");
        khoi.send(
            axum::http::Method::PUT,
            &place,
            &[],
            Some(said("ads", "yes").to_string().into_bytes()),
        )
        .await
        .expect(200);
        mail::send_to_party(&ctx, letter(an, "ads")).await.unwrap();
        let sent = app.app.mailer.take();
        assert_eq!(sent[0].subject, "[QC] Hạt mới");
        for _ in 0..2 {
            mail::send_to_party(&ctx, letter(an, "ads")).await.unwrap();
        }
        let fourth = mail::send_to_party(&ctx, letter(an, "ads"))
            .await
            .unwrap_err();
        assert_eq!(fourth.code(), "ad-gate-limit", "three in 24 hours");
        mail::send_to_party(&ctx, letter(an, "service"))
            .await
            .unwrap();
        assert_eq!(app.app.mailer.take().len(), 3);
        khoi.send(
            axum::http::Method::PUT,
            &place,
            &[],
            Some(said("service", "no").to_string().into_bytes()),
        )
        .await
        .expect(200);
        let refused = mail::send_to_party(&ctx, letter(an, "service"))
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "gate-refused");
    })
    .await;
}

#[tokio::test]
async fn a_consent_withdrawn_while_a_batch_is_being_sent_is_obeyed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        with_mail(&app).await;
        let ctx = app.ctx("Khôi").await;
        let mut people = Vec::new();
        for n in 0..3 {
            let (id, home) = party(&khoi, &format!("Khách {n}"), &format!("k{n}@khach.vn")).await;
            khoi.send(
                axum::http::Method::PUT,
                &format!("{home}/consents"),
                &[],
                Some(said("ads", "yes").to_string().into_bytes()),
            )
            .await
            .expect(200);
            people.push(id);
        }
        let mut outcomes = Vec::new();
        for (n, id) in people.iter().enumerate() {
            outcomes.push(
                mail::send_to_party(&ctx, letter(*id, "ads"))
                    .await
                    .map(drop)
                    .map_err(|error| error.code()),
            );
            if n == 0 {
                // The second one clicks the link in last month's mail while the batch is under way.
                consents::withdraw_all(&app.ctx("Khôi").await, people[1], "link")
                    .await
                    .unwrap();
            }
        }
        assert_eq!(outcomes, [Ok(()), Err("gate-refused"), Ok(())]);
        let to: Vec<String> = app
            .app
            .mailer
            .take()
            .into_iter()
            .map(|mail| mail.to)
            .collect();
        assert_eq!(to, ["k0@khach.vn", "k2@khach.vn"]);
    })
    .await;
}

#[tokio::test]
async fn wishes_and_the_time_zone_of_the_customer_hold() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (an, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        let place = format!("{home}/contact-preference");
        let put = |body: Value| khoi.send(axum::http::Method::PUT, &place, &[], Some(body.to_string().into_bytes()));
        put(json!({ "channel": "phone", "from_hour": 14, "to_hour": 17, "time_zone": "Europe/Paris", "do_not_call": false, "source": "phone" })).await;
        let call = Outgoing { channel: "phone", purpose: "care", automatic: false };
        let ctx = app.ctx("Khôi").await;
        // 09:00 in Đà Nẵng is 03:00 in Paris; 20:30 there is 14:30.
        let now = messages::may_send(&ctx, an, call, ctx.now).await.unwrap();
        assert_eq!(now.reasons[0].key, "gate-hours");
        let later = ctx.now + chrono::Duration::minutes(11 * 60 + 30);
        assert!(messages::may_send(&ctx, an, call, later).await.unwrap().allowed);
        for (body, field) in [
            (json!({ "from_hour": 17, "to_hour": 14, "source": "phone" }), "from_hour"),
            (json!({ "time_zone": "Mars/Olympus", "source": "phone" }), "time_zone"),
            (json!({ "channel": "pigeon", "source": "phone" }), "channel"),
        ] {
            let refused = put(body).await.expect(422);
            assert_eq!(refused["errors"][0]["field"], field);
        }
        let known = khoi.get(&format!("{home}/consents")).await.expect(200);
        assert_eq!((known["preference"]["time_zone"].clone(), known["preference"]["do_not_call_on"].clone()), (json!("Europe/Paris"), json!("2026-03-02")));
        for at in ["2026-02-20T08:00:00Z", "2026-02-21T08:00:00Z", "2026-02-22T08:00:00Z"] {
            let body = json!({ "party_id": an, "kind": "message", "channel": "zalo", "direction": "in", "started_at": at, "body": "ok" });
            khoi.post("/api/v1/interactions", body).await.expect(201);
        }
        let known = khoi.get(&format!("{home}/consents")).await.expect(200);
        assert_eq!(known["learned"], json!({ "channel": "zalo", "hour": 9, "answers": 3 }));
    })
    .await;
}

#[tokio::test]
async fn a_merge_keeps_the_stricter_answer() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (an, home) = party(&khoi, "Nguyễn Văn An", "an@khach.vn").await;
        let (twin, other) = party(&khoi, "Nguyen Van An", "an2@khach.vn").await;
        for (place, answer) in [(&home, "yes"), (&other, "no")] {
            khoi.send(
                axum::http::Method::PUT,
                &format!("{place}/consents"),
                &[],
                Some(said("ads", answer).to_string().into_bytes()),
            )
            .await
            .expect(200);
        }
        khoi.post(&format!("{home}/merger"), json!({ "loser": twin }))
            .await
            .expect(200);
        let known = khoi.get(&format!("{home}/consents")).await.expect(200);
        assert_eq!(known["consents"].as_array().unwrap().len(), 1);
        assert_eq!(known["consents"][0]["answer"], "no");
        let log = consents::history(&app.ctx("Khôi").await, an).await.unwrap();
        assert_eq!(log.len(), 2, "the proof of both is kept");
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_consent_tick_nothing_beforehand() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let (id, _) = party(&program, "Nguyễn Văn An", "an@khach.vn").await;
        let home = format!("/parties/{id}/consents");
        let page = khoi.open(&home).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let form = page.text.split("name=\"answer\"").nth(1).unwrap();
        assert!(
            !form.split("</form>").next().unwrap().contains("checked"),
            "no box is ticked for the customer"
        );
        let fields = [
            ("channel", "email"),
            ("purpose", "ads"),
            ("answer", "yes"),
            ("source", "phone"),
            ("proof", ""),
        ];
        let refused = khoi.submit(&home, &home, &fields).await;
        assert_eq!(refused.status, 422);
        let none = khoi
            .submit(
                &home,
                &home,
                &[
                    ("channel", "email"),
                    ("purpose", "ads"),
                    ("source", "phone"),
                ],
            )
            .await;
        assert_eq!(none.status, 422, "silence is no answer");
        let fine = [
            ("channel", "email"),
            ("purpose", "ads"),
            ("answer", "yes"),
            ("source", "phone"),
            ("proof", "ghi âm 7"),
        ];
        assert_eq!(khoi.submit(&home, &home, &fine).await.status, 303);
        assert!(khoi.open(&home).await.text.contains("ghi âm 7"));
        let wish = [
            ("best_channel", "zalo"),
            ("from_hour", "14"),
            ("to_hour", "17"),
            ("do_not_call", "no"),
        ];
        assert_eq!(
            khoi.submit(&home, &format!("{home}/preference"), &wish)
                .await
                .status,
            303
        );
        assert!(
            khoi.open(&format!("/parties/{id}"))
                .await
                .text
                .contains("Zalo")
        );
        assert_eq!(
            khoi.submit(&home, &format!("{home}/withdrawal"), &[])
                .await
                .status,
            303
        );
        let rules = [
            ("quiet_from", "21"),
            ("quiet_to", "8"),
            ("week_cap", "2"),
            ("month_cap", "5"),
            ("quarter_cap", "8"),
        ];
        assert_eq!(
            khoi.submit("/settings/contact", "/settings/contact", &rules)
                .await
                .status,
            303
        );
        let stored = app.ctx("Khôi").await.settings.contact;
        assert_eq!(
            (stored.week_cap, stored.month_cap, stored.pause_tet),
            (2, 5, false)
        );
        let bad = khoi
            .submit(
                "/settings/contact",
                "/settings/contact",
                &[("week_cap", "0")],
            )
            .await;
        assert_eq!(bad.status, 422);
        let worded = khoi
            .submit(
                "/settings/contact",
                "/settings/contact/wordings",
                &[("text", "Cho phép?")],
            )
            .await;
        assert_eq!(worded.status, 303);
        let viewer = app.browser("Vy", Role::Viewer).await;
        assert_eq!(viewer.submit(&home, &home, &fine).await.status, 403);
        assert_eq!(viewer.open("/settings/contact").await.status, 403);
        let ctx = app.ctx("Vy").await;
        let refused = consents::add_wording(&ctx, "x").await.unwrap_err();
        assert_eq!(refused, Error::Forbidden(Permission::SettingsManage));
    })
    .await;
}
