//! A form sent after its session has ended: nothing is taken in, the page is told to stay, and signing in leads back to it.

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::{Answer, Browser, TestApp, on_both};

use super::between;

/// Somebody whose session another browser has ended, with the token of a page that is still open.
async fn ended(app: &TestApp) -> (Browser, String) {
    let first = app.browser("Khôi", Role::Owner).await;
    let phone = app.browser("Khôi", Role::Owner).await;
    let token = between(
        &phone.open("/tasks/new").await.text,
        "name=\"csrf\" content=\"",
        "\"",
    )
    .to_owned();
    let page = first.open("/sessions").await;
    let end = format!(
        "/sessions/{}/end",
        between(&page.text, "action=\"/sessions/", "/end\"")
    );
    assert_eq!(first.submit("/sessions", &end, &[]).await.status, 303);
    (phone, token)
}

async fn sent(
    phone: &Browser,
    token: &str,
    kind: (&str, Vec<u8>),
    more: &[(&str, &str)],
) -> Answer {
    let mut headers = vec![("content-type", kind.0), ("x-csrf-token", token)];
    headers.extend(more);
    phone
        .send(Method::POST, "/tasks?files=1", &headers, kind.1)
        .await
}

#[tokio::test]
async fn a_form_with_or_without_files_is_told_to_stay_and_leads_back_after_the_sign_in() {
    on_both(|app| async move {
        let (phone, token) = ended(&app).await;
        let plain = || ("application/x-www-form-urlencoded", b"title=Mai".to_vec());
        let whole = || {
            let body =
                "--x\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nMai\r\n--x--\r\n";
            ("multipart/form-data; boundary=x", body.as_bytes().to_vec())
        };
        let back = "/sign-in?next=/tasks/new%3Fparty_id%3D7";
        for kind in [plain(), whole()] {
            let told = [
                ("hx-request", "true"),
                ("hx-current-url", "https://gio.vn/tasks/new?party_id=7"),
            ];
            let answer = sent(&phone, &token, kind, &told).await;
            assert_eq!(
                answer.header("x-session-ended"),
                Some("1"),
                "{}",
                answer.text
            );
            assert_eq!(answer.header("hx-redirect"), Some(back));
        }
        for kind in [plain(), whole()] {
            let told = [("referer", "https://gio.vn/tasks/new?party_id=7")];
            let answer = sent(&phone, &token, kind, &told).await;
            assert_eq!(
                (answer.status, answer.header("location")),
                (303, Some(back))
            );
        }
        let nowhere = sent(&phone, &token, plain(), &[]).await;
        assert_eq!(nowhere.header("location"), Some("/sign-in?next=/"));
        let api = app.owner("Khôi").await;
        assert_eq!(
            api.get("/api/v1/tasks").await.expect(200)["data"],
            serde_json::json!([]),
            "nothing was taken in"
        );
    })
    .await;
}
