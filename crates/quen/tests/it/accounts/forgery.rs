//! What others may try with somebody's browser: forged forms, planted cookies, redirects to elsewhere, false addresses.

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::{PASSWORD, TestApp};

use super::between;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn a_form_without_the_browsers_own_token_is_refused() {
    let app = TestApp::new().await;
    let khoi = app.browser("Khôi", Role::Owner).await;
    let lan = app.browser("Lan", Role::Owner).await;
    let token = |page: &str| between(page, "name=\"csrf\" content=\"", "\"").to_owned();
    let others = token(&lan.open("/teams").await.text);
    let own = token(&khoi.open("/teams").await.text);
    assert!(!own.is_empty() && own != others);
    for (what, body) in [
        ("missing", "name=Kho".to_owned()),
        ("wrong", format!("name=Kho&csrf={}", "0".repeat(64))),
        ("empty", "name=Kho&csrf=".to_owned()),
        ("of another browser", format!("name=Kho&csrf={others}")),
    ] {
        assert_eq!(
            khoi.send(Method::POST, "/teams", &[FORM], body.into_bytes())
                .await
                .status,
            403,
            "{what}"
        );
    }
    let header = [FORM, ("x-csrf-token", others.as_str())];
    assert_eq!(
        khoi.send(Method::POST, "/teams", &header, b"name=Kho".to_vec())
            .await
            .status,
        403
    );
    let plain = [("content-type", "text/plain")];
    assert_eq!(
        khoi.send(
            Method::POST,
            "/teams",
            &plain,
            format!("name=Kho&csrf={own}").into_bytes()
        )
        .await
        .status,
        403
    );
    let right = format!("name=Kho&csrf={own}");
    assert_eq!(
        khoi.send(Method::POST, "/teams", &[FORM], right.into_bytes())
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn a_token_from_before_the_sign_in_is_worth_nothing_after_it() {
    let app = TestApp::new().await;
    app.browser("Khôi", Role::Owner).await;
    let browser = app.stranger();
    let before = between(
        &browser.open("/sign-in").await.text,
        "name=\"csrf\" content=\"",
        "\"",
    )
    .to_owned();
    browser
        .submit(
            "/sign-in",
            "/sign-in",
            &[("email", "khoi@gio.vn"), ("password", PASSWORD)],
        )
        .await;
    let planted = format!("name=Kho&csrf={before}").into_bytes();
    assert_eq!(
        browser
            .send(Method::POST, "/teams", &[FORM], planted)
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn a_session_is_new_at_each_sign_in_and_the_earlier_one_ends() {
    let app = TestApp::new().await;
    let browser = app.browser("Khôi", Role::Owner).await;
    let secret = |answer: &quen_testkit::Answer| {
        let lines = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .filter_map(|v| v.to_str().ok());
        let line = lines
            .into_iter()
            .find(|line| line.starts_with("quen_session="))
            .unwrap()
            .to_owned();
        assert!(
            line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"),
            "{line}"
        );
        between(&line, "quen_session=", ";").to_owned()
    };
    let fields = [("email", "khoi@gio.vn"), ("password", PASSWORD)];
    let first = secret(&browser.submit("/sign-in", "/sign-in", &fields).await);
    let second = secret(&browser.submit("/sign-in", "/sign-in", &fields).await);
    assert_ne!(first, second);
    let with = |secret: &str| {
        let (stranger, cookie) = (app.stranger(), format!("quen_session={secret}"));
        async move {
            stranger
                .send(
                    Method::GET,
                    "/parties",
                    &[("cookie", cookie.as_str())],
                    Vec::new(),
                )
                .await
                .status
        }
    };
    assert_eq!((with(&first).await, with(&second).await), (303, 200));
    assert_eq!(with("chosen-by-somebody-else").await, 303);
    assert_eq!(
        browser.submit("/parties", "/sign-out", &[]).await.status,
        303
    );
    assert_eq!(
        with(&second).await,
        303,
        "the secret is dead, not only the cookie"
    );
}

#[tokio::test]
async fn a_sign_in_leads_to_pages_of_ours_only() {
    let app = TestApp::new().await;
    app.browser("Khôi", Role::Owner).await;
    for (next, leads_to) in [
        ("/users?x=1", "/users?x=1"),
        ("https://xau.vn/", "/"),
        ("//xau.vn", "/"),
        ("/\\xau.vn", "/"),
        ("\\\\xau.vn", "/"),
        ("/\t/xau.vn", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ] {
        let fields = [
            ("email", "khoi@gio.vn"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = app.stranger().submit("/sign-in", "/sign-in", &fields).await;
        assert_eq!(answer.header("location"), Some(leads_to), "{next:?}");
    }
    let khoi = app.browser("Khôi", Role::Owner).await;
    let token = between(
        &khoi.open("/users").await.text,
        "name=\"csrf\" content=\"",
        "\"",
    )
    .to_owned();
    let from = [FORM, ("referer", "https://xau.vn//evil.vn/x")];
    let answer = khoi
        .send(
            Method::POST,
            "/language",
            &from,
            format!("language=vi&csrf={token}").into_bytes(),
        )
        .await;
    assert_eq!(answer.header("location"), Some("/"));
}

#[tokio::test]
async fn what_a_colleague_saw_is_not_kept_by_the_browser() {
    let app = TestApp::new().await;
    let khoi = app.browser("Khôi", Role::Owner).await;
    for page in [
        "/parties",
        "/users",
        "/settings",
        "/settings/mail",
        "/tokens",
        "/nothing-here",
    ] {
        assert_eq!(
            khoi.open(page).await.header("cache-control"),
            Some("no-store"),
            "{page}"
        );
    }
    let page = khoi.open("/users").await;
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("frame-ancestors 'none'")
    );
    let style = between(&page.text, "rel=\"stylesheet\" href=\"", "\"").to_owned();
    assert!(
        khoi.open(&style)
            .await
            .header("cache-control")
            .unwrap()
            .contains("immutable")
    );
}

/// The peer of a proxied request is this machine; only the last address that the proxy wrote counts.
#[tokio::test]
async fn an_address_is_believed_from_a_proxy_on_this_machine_alone() {
    use axum::extract::{ConnectInfo, FromRequestParts};
    use quen_http::client::Client;
    let ask = |peer: &'static str, said: &'static str| async move {
        let peer: std::net::SocketAddr = peer.parse().unwrap();
        let request = axum::http::Request::builder()
            .header("x-forwarded-for", said)
            .extension(ConnectInfo(peer))
            .body(())
            .unwrap();
        let (mut parts, ()) = request.into_parts();
        Client::from_request_parts(&mut parts, &())
            .await
            .unwrap()
            .address
    };
    assert_eq!(ask("127.0.0.1:9", "203.0.113.7").await, "203.0.113.7");
    assert_eq!(
        ask("127.0.0.1:9", "10.0.0.1, 203.0.113.7").await,
        "203.0.113.7",
        "what the client claims comes first"
    );
    assert_eq!(ask("198.51.100.2:9", "203.0.113.7").await, "198.51.100.2");
    assert_eq!(ask("127.0.0.1:9", "<script>").await, "127.0.0.1");
}
