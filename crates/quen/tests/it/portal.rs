//! The customer's own door: in by a link once, forwarded, expired, guessed at; what a guest does is obeyed at once.

mod facts;
mod links;

use quen_core::Error;
use quen_core::access::Role;
use quen_core::messages::Outgoing;
use quen_service::messages;
use quen_service::portal::{self, Guest};
use quen_testkit::{Browser, Client, TestApp, on_both};
use serde_json::{Value, json};

async fn customer(program: &Client) -> String {
    let body = json!({ "name": "Nguyễn Thị Hồng Ngọc", "emails": ["ngoc@khach.vn"], "phones": ["0905218467"] });
    let made = program.post("/api/v1/parties", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

/// The path of the link in the latest mail; waits for work that goes on after an answer.
async fn mailed_link(app: &TestApp) -> Option<String> {
    let mail = crate::accounts::mails(app, 1).await.pop()?;
    let at = mail.text.split("/portal/").nth(1)?;
    Some(format!("/portal/{}", at.split_whitespace().next()?))
}

async fn asked(app: &TestApp, browser: &Browser) -> String {
    let sent = browser
        .submit("/portal/gio", "/portal/gio", &[("email", "NGOC@khach.vn ")])
        .await;
    assert_eq!(sent.status, 200, "{}", sent.text);
    mailed_link(app).await.unwrap()
}

async fn inside(app: &TestApp) -> Browser {
    let browser = app.stranger();
    let link = asked(app, &browser).await;
    let opened = browser.submit(&link, &link, &[("answer", "8467")]).await;
    assert_eq!(
        (opened.status, opened.header("location")),
        (303, Some("/portal")),
        "{}",
        opened.text
    );
    browser
}

#[tokio::test]
async fn a_link_opens_the_door_once_and_to_its_owner_alone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        customer(&khoi).await;
        let ngoc = app.stranger();
        let link = asked(&app, &ngoc).await;
        // A mail program that looks at the link uses nothing up.
        for _ in 0..2 {
            assert_eq!(ngoc.open(&link).await.status, 200);
        }
        let forwarded = app.stranger();
        let refused = forwarded.submit(&link, &link, &[("answer", "1234")]).await;
        assert_eq!(refused.status, 422, "a stranger does not know the number");
        assert_eq!(forwarded.open("/portal").await.status, 401);
        let opened = ngoc.submit(&link, &link, &[("answer", "8467")]).await;
        assert_eq!(opened.status, 303, "{}", opened.text);
        assert!(
            ngoc.open("/portal")
                .await
                .text
                .contains("Nguyễn Thị Hồng Ngọc")
        );
        let again = forwarded
            .submit("/portal/gio", &link, &[("answer", "8467")])
            .await;
        assert_eq!(again.status, 409, "used twice");
        for path in ["/parties", "/today", "/settings", "/api/v1/parties"] {
            assert_ne!(
                ngoc.open(path).await.status,
                200,
                "{path} is for colleagues"
            );
        }
        assert_eq!(
            ngoc.submit("/portal", "/portal/leaving", &[]).await.status,
            303
        );
        assert_ne!(ngoc.open("/portal").await.status, 200, "left");
    })
    .await;
}

#[tokio::test]
async fn a_link_dies_by_age_and_by_guessing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        customer(&khoi).await;
        let browser = app.stranger();
        let old = asked(&app, &browser).await;
        app.app.clock.advance(chrono::Duration::minutes(31));
        assert_eq!(browser.open(&old).await.status, 409, "expired");
        let link = asked(&app, &browser).await;
        let secret = link.rsplit('/').next().unwrap();
        for n in 0..5 {
            let wrong =
                portal::enter(&app.app, "gio", secret, &format!("{n:04}"), "10.0.0.1").await;
            assert_eq!(
                wrong.unwrap_err(),
                Error::invalid("answer", "portal-wrong-answer")
            );
        }
        let right = portal::enter(&app.app, "gio", secret, "8467", "10.0.0.1").await;
        assert_eq!(
            right.unwrap_err(),
            Error::conflict("link-used"),
            "five wrong answers kill it"
        );
        let made_up = portal::enter(&app.app, "gio", "x", "8467", "10.0.0.1").await;
        assert_eq!(made_up.unwrap_err(), Error::conflict("link-used"));
        assert_eq!(browser.open("/portal/gio/enter/made-up").await.status, 409);
        assert_eq!(browser.open("/portal/no-such-shop").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_who_is_a_customer_and_asking_has_an_end() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        customer(&khoi).await;
        let browser = app.stranger();
        let known = asked_text(&browser, "ngoc@khach.vn").await;
        let unknown = asked_text(&browser, "la@khach.vn").await;
        assert_eq!(known, unknown, "the same words for both");
        mailed_link(&app).await.expect("one mail");
        // Two people with one mailbox: a link would open either's door, so it opens none.
        let shared = json!({ "name": "Chồng chị Ngọc", "emails": ["ngoc@khach.vn"] });
        khoi.post("/api/v1/parties", shared).await.expect(201);
        asked_text(&browser, "ngoc@khach.vn").await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        assert!(app.app.mailer.take().is_empty());
        asked_text(&browser, "ngoc@khach.vn").await;
        let fourth = browser
            .submit("/portal/gio", "/portal/gio", &[("email", "ngoc@khach.vn")])
            .await;
        assert_eq!(fourth.status, 429);
    })
    .await;
}

async fn asked_text(browser: &Browser, email: &str) -> String {
    let answer = browser
        .submit("/portal/gio", "/portal/gio", &[("email", email)])
        .await;
    assert_eq!(answer.status, 200);
    let main = answer.text.split("<main").nth(1).unwrap_or_default();
    main.to_owned()
}

#[tokio::test]
async fn what_a_guest_changes_is_obeyed_at_once_and_told() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let id = customer(&khoi).await;
        let body = json!({ "party_id": id, "text": "Đổi 2 túi <ẩm>", "due_on": "2026-03-05" });
        khoi.post("/api/v1/promises", body).await.expect(201);
        let ngoc = inside(&app).await;
        let page = ngoc.open("/portal").await.text;
        assert!(page.contains("Đổi 2 túi &lt;ẩm&gt;"), "{page}");
        let record = [
            ("name", "Nguyễn Thị Hồng Ngọc"),
            ("salutation", "chị Ngọc"),
            ("phones", "0905218467"),
            ("emails", "ngoc@khach.vn"),
            ("note", "trộm"),
            ("owner_id", ""),
        ];
        assert_eq!(
            ngoc.submit("/portal", "/portal/record", &record)
                .await
                .status,
            303
        );
        let bad = ngoc
            .submit(
                "/portal",
                "/portal/record",
                &[("name", ""), ("emails", "khong")],
            )
            .await;
        assert_eq!(bad.status, 422);
        let party = khoi.get(&format!("/api/v1/parties/{id}")).await.expect(200);
        assert_eq!(
            (
                party["salutation"].clone(),
                party["note"].clone(),
                party["owner_id"].is_string()
            ),
            (json!("chị Ngọc"), Value::Null, true)
        );
        let yes = [("channel", "email"), ("purpose", "ads"), ("answer", "yes")];
        assert_eq!(
            ngoc.submit("/portal", "/portal/consents", &yes)
                .await
                .status,
            303
        );
        let judged = khoi
            .get(&format!(
                "/api/v1/parties/{id}/consents/judgement?channel=email&purpose=ads"
            ))
            .await
            .expect(200);
        assert_eq!(judged["allowed"], true, "{judged}");
        let known = khoi
            .get(&format!("/api/v1/parties/{id}/consents"))
            .await
            .expect(200);
        assert_eq!(
            (
                known["consents"][0]["source"].clone(),
                known["consents"][0]["by_user"].clone()
            ),
            (json!("portal"), Value::Null)
        );
        assert_eq!(
            ngoc.submit("/portal", "/portal/consents/withdrawal", &[])
                .await
                .status,
            303
        );
        let judged = khoi
            .get(&format!(
                "/api/v1/parties/{id}/consents/judgement?channel=email&purpose=ads"
            ))
            .await
            .expect(200);
        assert_eq!(judged["reasons"][0]["key"], "gate-refused");
    })
    .await;
}

#[tokio::test]
async fn a_guest_says_when_asks_for_erasure_and_takes_a_copy() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let id = customer(&khoi).await;
        let ngoc = inside(&app).await;
        for answer in ["yes", "no"] {
            let said = [("channel", "email"), ("purpose", "ads"), ("answer", answer)];
            let told = ngoc.submit("/portal", "/portal/consents", &said).await;
            assert_eq!(told.status, 303);
        }
        let name = [("name", "Hồng Ngọc"), ("salutation", "chị Ngọc")];
        let corrected = ngoc.submit("/portal", "/portal/record", &name).await;
        assert_eq!(corrected.status, 303);
        let paris = [
            ("best_channel", "zalo"),
            ("from_hour", "9"),
            ("to_hour", "11"),
            ("time_zone", "Europe/Paris"),
        ];
        assert_eq!(
            ngoc.submit("/portal", "/portal/preference", &paris)
                .await
                .status,
            303
        );
        // It is three in the morning in Paris: the shop is held back, who asks for the own link is not.
        let ctx = app.ctx("Khôi").await;
        let call = Outgoing {
            channel: "phone",
            purpose: "care",
            automatic: false,
        };
        let judged = messages::may_send(&ctx, id.parse().unwrap(), call, ctx.now)
            .await
            .unwrap();
        assert_eq!(judged.reasons[0].key, "gate-hours");
        asked(&app, &app.stranger()).await;
        assert_eq!(
            ngoc.submit("/portal", "/portal/requests", &[("kind", "erase")])
                .await
                .status,
            303
        );
        assert_eq!(
            ngoc.submit("/portal", "/portal/requests", &[("kind", "dance")])
                .await
                .status,
            422
        );
        let asked = khoi.get("/api/v1/privacy/requests").await.expect(200);
        assert_eq!(
            (
                asked["data"][0]["kind"].clone(),
                asked["data"][0]["due_on"].clone()
            ),
            (json!("erase"), json!("2026-03-22"))
        );
        let timeline = khoi
            .get(&format!("/api/v1/parties/{id}/timeline"))
            .await
            .expect(200);
        let doors = timeline["data"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["record"]["door"] == "portal")
            .count();
        assert!(doors >= 5, "{timeline}");
        let copy = ngoc.open("/portal/copy").await;
        assert!(copy.text.contains("chị Ngọc") && copy.header("content-disposition").is_some());
        let staff = app.browser("Lan", Role::Member).await;
        let home = staff.open(&format!("/parties/{id}")).await;
        assert_eq!(home.status, 200, "{}", home.text);
    })
    .await;
}

#[tokio::test]
async fn who_gave_no_phone_is_asked_for_the_mail_address() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let body = json!({ "name": "Nguyễn Thị Hồng Ngọc", "emails": ["ngoc@khach.vn"] });
        khoi.post("/api/v1/parties", body).await.expect(201);
        let browser = app.stranger();
        let link = asked(&app, &browser).await;
        let shown = browser.open(&link).await;
        assert!(
            !shown.text.contains("ngoc@khach.vn"),
            "the page gives no hint"
        );
        for wrong in ["", "8467", "ngoc@khach"] {
            let refused = browser.submit(&link, &link, &[("answer", wrong)]).await;
            assert_eq!(refused.status, 422, "{wrong}");
        }
        let opened = browser
            .submit(&link, &link, &[("answer", " Ngoc@Khach.vn")])
            .await;
        assert_eq!(opened.status, 303, "{}", opened.text);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_lasts_a_week_and_a_merge_shuts_the_door() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let id = customer(&khoi).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let home = format!("/parties/{id}");
        let invited = browser
            .submit(&home, &format!("{home}/portal-invitation"), &[])
            .await;
        assert_eq!(invited.status, 303, "{}", invited.text);
        let link = mailed_link(&app).await.expect("an invitation");
        let secret = link.rsplit('/').next().unwrap();
        app.app.clock.advance(chrono::Duration::days(6));
        let opened = portal::enter(&app.app, "gio", secret, "8467", "10.0.0.1")
            .await
            .unwrap();
        let guest: Guest = portal::of_session(&app.app, &opened.cookie).await.unwrap();
        assert_eq!(json!(guest.party_id), json!(id));
        let forged = portal::of_session(&app.app, "gio.secret").await;
        assert_eq!(forged.err(), Some(Error::Unauthorized));
        let other = json!({ "name": "Hồng Ngọc", "phones": ["0911222333"] });
        let other = khoi.post("/api/v1/parties", other).await.expect(201);
        let merger = format!("/api/v1/parties/{}/merger", other["id"].as_str().unwrap());
        khoi.post(&merger, json!({ "loser": id })).await.expect(200);
        let after = portal::of_session(&app.app, &opened.cookie).await;
        assert!(after.is_err(), "a door never leads to another's record");
    })
    .await;
}
