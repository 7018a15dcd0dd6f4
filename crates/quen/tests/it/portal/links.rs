//! Links that a colleague hands over: told once, used once, for a week, and only for customers who can be asked something.

use quen_core::Error;
use quen_core::access::Role;
use quen_service::portal;
use quen_testkit::on_both;
use serde_json::json;

use super::customer;

#[tokio::test]
async fn a_link_is_handed_over_where_there_is_no_mail() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let id = customer(&khoi).await;
        let home = format!("/parties/{id}");
        let made = khoi
            .post(&format!("/api/v1{home}/portal-link"), json!({}))
            .await
            .expect(201);
        let first = made["link"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(made["expires_at"], "2026-03-09T02:00:00Z");
        let lan = app.browser("Lan", Role::Member).await;
        let shown = lan.submit(&home, &format!("{home}/portal-link"), &[]).await;
        assert_eq!(
            (shown.status, shown.header("cache-control")),
            (200, Some("no-store")),
            "{}",
            shown.text
        );
        let second = shown.text.split("/portal/gio/enter/").nth(1).unwrap();
        let second = second.split('"').next().unwrap().to_owned();
        let early = portal::enter(&app.app, "gio", &first, "8467", "10.0.0.1").await;
        assert_eq!(
            early.err(),
            Some(Error::conflict("link-used")),
            "a newer link ends the older one"
        );
        portal::enter(&app.app, "gio", &second, "8467", "10.0.0.1")
            .await
            .unwrap();
        let again = portal::enter(&app.app, "gio", &second, "8467", "10.0.0.1").await;
        assert_eq!(again.err(), Some(Error::conflict("link-used")));
        let late = khoi
            .post(&format!("/api/v1{home}/portal-link"), json!({}))
            .await
            .expect(201);
        let late = late["link"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        app.app.clock.advance(chrono::Duration::days(8));
        let late = portal::enter(&app.app, "gio", &late, "8467", "10.0.0.2").await;
        assert_eq!(
            late.err(),
            Some(Error::conflict("link-used")),
            "a week is over"
        );
    })
    .await;
}

#[tokio::test]
async fn who_can_be_asked_nothing_gets_no_link() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let bare = khoi
            .post("/api/v1/parties", json!({ "name": "Khách lạ" }))
            .await
            .expect(201);
        let at = format!("/api/v1/parties/{}", bare["id"].as_str().unwrap());
        let refused = khoi
            .post(&format!("{at}/portal-link"), json!({}))
            .await
            .expect(409);
        assert_eq!(refused["code"], "portal-no-question");
        let refused = khoi
            .post(&format!("{at}/portal-invitation"), json!({}))
            .await
            .expect(409);
        assert_eq!(refused["code"], "no-email");
        let viewer = app.colleague("Xem", Role::Viewer).await;
        viewer
            .post(&format!("{at}/portal-link"), json!({}))
            .await
            .expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_typed_in_at_the_door_and_guessing_has_an_end() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let id = customer(&khoi).await;
        let made = khoi
            .post(&format!("/api/v1/parties/{id}/portal-link"), json!({}))
            .await
            .expect(201);
        let code = made["code"].as_str().unwrap();
        assert!(
            code.len() == 11 && !code.contains(['I', 'O', '0', '1']),
            "{code}"
        );
        let stranger = app.stranger();
        let door = stranger.open("/portal/gio").await.text;
        assert!(door.contains("name=\"code\""), "{door}");
        let typed = code.to_lowercase().replace('-', " ");
        let sent = [("code", typed.as_str())];
        let led = stranger
            .submit("/portal/gio", "/portal/gio/code", &sent)
            .await;
        let place = led.header("location").unwrap().to_owned();
        let asked = stranger.open(&place).await;
        assert!(
            asked.status == 200 && asked.text.contains("Bốn số cuối"),
            "{}",
            asked.text
        );
        let gone_in = stranger.submit(&place, &place, &[("answer", "8467")]).await;
        assert_eq!(gone_in.status, 303, "{}", gone_in.text);
        let again = portal::enter(&app.app, "gio", code, "8467", "10.0.0.3").await;
        assert_eq!(again.err(), Some(Error::conflict("link-used")));
        let dead = app.stranger().open(&place).await;
        assert!(
            dead.status == 409
                && dead.text.contains("đã dùng rồi hoặc đã quá hạn")
                && dead.text.contains(r#"action="/portal/gio""#),
            "a dead link leads to the way to another: {}",
            dead.text
        );
        let mut refused = Vec::new();
        for n in 0..40 {
            let guess = format!("AAAAA-{n:05}").replace('0', "B").replace('1', "C");
            let guess = portal::question(&app.app, "gio", &guess, "10.0.0.4").await;
            refused.push(guess.unwrap_err().code().to_owned());
        }
        assert_eq!(
            refused.last().map(String::as_str),
            Some("rate-limited"),
            "{refused:?}"
        );
    })
    .await;
}
