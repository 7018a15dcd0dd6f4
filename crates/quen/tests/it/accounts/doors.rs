//! In and out: first run, sign-in, limits, sessions, passwords.

use chrono::Duration;
use quen_core::access::Role;
use quen_testkit::{PASSWORD, TestApp, on_both};

use super::{between, with_mail};

#[tokio::test]
async fn the_first_run_makes_an_owner_once() {
    on_both(|app| async move {
        let browser = app.stranger();
        assert_eq!(
            browser.open("/sign-in").await.header("location"),
            Some("/welcome")
        );
        let page = browser.open("/welcome").await.expect(200);
        assert!(page.as_str().unwrap().contains("aside"), "two columns");
        let short = [
            ("business", "Gió"),
            ("name", "Khôi"),
            ("email", "khoi@gio.vn"),
            ("password", "ngắn"),
        ];
        let refused = browser.submit("/welcome", "/welcome", &short).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.text.contains("value=\"khoi@gio.vn\"")
                && refused.text.contains("password-problem")
        );
        let right = [
            ("business", "Gió"),
            ("name", "Khôi"),
            ("email", "khoi@gio.vn"),
            ("password", PASSWORD),
        ];
        assert_eq!(
            browser
                .submit("/welcome", "/welcome", &right)
                .await
                .header("location"),
            Some("/")
        );
        assert_eq!(browser.open("/users").await.status, 200);
        assert_eq!(
            app.stranger().open("/welcome").await.header("location"),
            Some("/sign-in")
        );
        let late = app.stranger();
        let again = late.submit("/sign-in", "/welcome", &right).await;
        assert_eq!(again.status, 409);
    })
    .await;
}

#[tokio::test]
async fn too_many_wrong_passwords_wait_a_quarter_of_an_hour() {
    on_both(|app| async move {
        app.browser("Khôi", Role::Owner).await;
        let browser = app.stranger();
        let wrong = [("email", "KHOI@gio.vn"), ("password", "sai hoàn toàn rồi")];
        for _ in 0..10 {
            assert_eq!(
                browser.submit("/sign-in", "/sign-in", &wrong).await.status,
                422
            );
        }
        let right = [("email", "khoi@gio.vn"), ("password", PASSWORD)];
        assert_eq!(
            browser.submit("/sign-in", "/sign-in", &right).await.status,
            429,
            "the right password waits too"
        );
        app.app.clock.advance(Duration::minutes(14));
        assert_eq!(
            browser.submit("/sign-in", "/sign-in", &right).await.status,
            429
        );
        app.app.clock.advance(Duration::minutes(2));
        assert_eq!(
            browser.submit("/sign-in", "/sign-in", &right).await.status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn an_unknown_address_is_refused_in_the_same_words() {
    let app = TestApp::new().await;
    app.browser("Khôi", Role::Owner).await;
    let say = |email: &'static str| {
        let browser = app.stranger();
        async move {
            let refused = browser
                .submit(
                    "/sign-in",
                    "/sign-in",
                    &[("email", email), ("password", "không phải thế")],
                )
                .await;
            (
                refused.status,
                between(&refused.text, "role=\"alert\">", "</div>").to_owned(),
            )
        }
    };
    let known = say("khoi@gio.vn").await;
    assert!(!known.1.is_empty());
    assert_eq!(known, say("khong-ai@gio.vn").await);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    on_both(|app| async move {
        let first = app.browser("Khôi", Role::Owner).await;
        let phone = app.stranger();
        let agent = [
            (
                "user-agent",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            ),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let token = between(
            &phone.open("/sign-in").await.text,
            "name=\"csrf\" content=\"",
            "\"",
        )
        .to_owned();
        let form = format!(
            "email=khoi%40gio.vn&password=c%C3%A0+ph%C3%AA+s%E1%BB%AFa+%C4%91%C3%A1&csrf={token}"
        );
        let signed = phone
            .send(
                axum::http::Method::POST,
                "/sign-in",
                &agent,
                form.into_bytes(),
            )
            .await;
        assert_eq!(signed.status, 303);
        let page = first.open("/sessions").await;
        assert!(page.text.contains("Safari trên iPhone"), "{}", page.text);
        assert_eq!(page.text.matches("trình duyệt này").count(), 1);
        let end = format!(
            "/sessions/{}/end",
            between(&page.text, "action=\"/sessions/", "/end\"")
        );
        assert_eq!(first.submit("/sessions", &end, &[]).await.status, 303);
        assert!(
            phone
                .open("/parties")
                .await
                .header("location")
                .unwrap()
                .starts_with("/sign-in")
        );
        assert_eq!(first.open("/parties").await.status, 200);
        assert_eq!(
            first.submit("/sessions", &end, &[]).await.status,
            404,
            "it is ended already"
        );
        let other = app.browser("Lan", Role::Member).await;
        let own = between(&first.open("/sessions").await.text, "id=\"session-", "\"").to_owned();
        assert_eq!(
            other
                .submit("/sessions", &format!("/sessions/{own}/end"), &[])
                .await
                .status,
            404,
            "not another's"
        );
        assert_eq!(first.open("/parties").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    on_both(|app| async move {
        let here = app.browser("Khôi", Role::Owner).await;
        let there = app.stranger();
        let sign_in = [("email", "khoi@gio.vn"), ("password", PASSWORD)];
        assert_eq!(
            there.submit("/sign-in", "/sign-in", &sign_in).await.status,
            303
        );
        let change =
            |current: &'static str, new: &'static str| [("current", current), ("password", new)];
        let wrong = here
            .submit(
                "/account",
                "/account/password",
                &change("không đúng đâu", "một câu thật mới"),
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("current-problem"));
        assert_eq!(
            here.submit(
                "/account",
                "/account/password",
                &change(PASSWORD, "1234567890")
            )
            .await
            .status,
            422
        );
        assert_eq!(
            here.submit(
                "/account",
                "/account/password",
                &change(PASSWORD, "một câu thật mới")
            )
            .await
            .status,
            303
        );
        assert_eq!(here.open("/account").await.status, 200);
        assert_eq!(there.open("/account").await.status, 303);
        assert_eq!(
            app.stranger()
                .submit("/sign-in", "/sign-in", &sign_in)
                .await
                .status,
            422
        );
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_comes_by_mail_and_the_link_works_once() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let browser = app.stranger();
        assert!(
            browser
                .open("/password")
                .await
                .text
                .contains("quen user password"),
            "no mail server yet"
        );
        with_mail(&app, "Khôi").await;
        let asked = browser
            .submit("/password", "/password", &[("email", "Khoi@gio.vn")])
            .await
            .expect(200);
        let unknown = app.stranger();
        let same = unknown
            .submit("/password", "/password", &[("email", "khong-ai@gio.vn")])
            .await
            .expect(200);
        let said = |page: &serde_json::Value| {
            between(page.as_str().unwrap(), "class=\"notice", "</div>").to_owned()
        };
        assert_eq!(
            said(&asked),
            said(&same),
            "nobody learns who has an account"
        );
        let mails = mails(&app, 1).await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "khoi@gio.vn"));
        let link = format!("/password/{}", between(&mails[0].text, "/password/", "\n"));
        assert_eq!(browser.open(&link).await.status, 200);
        assert_eq!(
            browser
                .submit(&link, &link, &[("password", "ngắn")])
                .await
                .status,
            422
        );
        let set = browser
            .submit(&link, &link, &[("password", "một câu thật mới")])
            .await;
        assert_eq!(set.header("location"), Some("/sign-in?done=password"));
        assert_eq!(browser.open(&link).await.status, 409, "once");
        assert_eq!(
            khoi.open("/account").await.status,
            303,
            "old sessions are over"
        );
        let sign_in = [("email", "khoi@gio.vn"), ("password", "một câu thật mới")];
        assert_eq!(
            browser
                .submit("/sign-in", "/sign-in", &sign_in)
                .await
                .status,
            303
        );
        for _ in 0..2 {
            browser
                .submit("/password", "/password", &[("email", "khoi@gio.vn")])
                .await
                .expect(200);
        }
        assert_eq!(
            browser
                .submit("/password", "/password", &[("email", "khoi@gio.vn")])
                .await
                .status,
            429
        );
        let stale = self::mails(&app, 2).await;
        let link = format!("/password/{}", between(&stale[0].text, "/password/", "\n"));
        app.app.clock.advance(Duration::days(4));
        assert_eq!(browser.open(&link).await.status, 409, "too old");
    })
    .await;
}

/// Waits until so many mails went out behind the answers.
pub(crate) async fn mails(app: &TestApp, count: usize) -> Vec<quen_gateway::mail::Mail> {
    let mut all = Vec::new();
    for _ in 0..6_000 {
        all.extend(app.app.mailer.take());
        if all.len() >= count {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    all
}

#[tokio::test]
async fn an_operator_prints_a_link_and_it_sets_the_first_password() {
    let app = TestApp::new().await;
    let new = quen_service::accounts::operator::NewColleague {
        email: "lan@gio.vn".into(),
        name: "Lan".into(),
        role: Role::Member,
        password: None,
        workspace: None,
    };
    let link = quen_service::accounts::operator::create_user(&app.app, new)
        .await
        .unwrap()
        .unwrap();
    let path = link
        .strip_prefix("http://127.0.0.1:7836")
        .unwrap()
        .to_owned();
    let browser = app.stranger();
    assert_eq!(
        browser
            .submit(&path, &path, &[("password", PASSWORD)])
            .await
            .status,
        303
    );
    assert_eq!(
        browser
            .submit(
                "/sign-in",
                "/sign-in",
                &[("email", "lan@gio.vn"), ("password", PASSWORD)]
            )
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn the_language_belongs_to_the_colleague() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        assert!(khoi.open("/users").await.text.contains("Đồng nghiệp"));
        khoi.submit("/users", "/language", &[("language", "en")])
            .await;
        assert!(khoi.open("/users").await.text.contains("Colleagues"));
        let elsewhere = app.stranger();
        elsewhere
            .submit(
                "/sign-in",
                "/sign-in",
                &[("email", "khoi@gio.vn"), ("password", PASSWORD)],
            )
            .await;
        assert!(
            elsewhere.open("/users").await.text.contains("Colleagues"),
            "in every browser"
        );
    })
    .await;
}
