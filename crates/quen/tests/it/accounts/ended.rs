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

#[tokio::test]
async fn what_was_typed_without_script_stands_in_the_form_after_the_sign_in() {
    on_both(|app| async move {
        let (phone, token) = ended(&app).await;
        let plain = "application/x-www-form-urlencoded";
        let form = |title: &str| format!("draft=%2Ftasks%2Fnew&title={title}&note=H%E1%BA%B9n+s%C3%A1ng").into_bytes();
        let answer = sent(&phone, &token, (plain, form("Mai")), &[]).await;
        let back = "/sign-in?kept=1&next=/tasks/new%3Fdraft%3D1";
        assert_eq!((answer.status, answer.header("location")), (303, Some(back)));
        let seen = phone.open("/sign-in?kept=1").await.text;
        assert!(!seen.contains("Mai") && seen.contains("đã được giữ"), "{seen}");
        let khoi = app.browser("Khôi", Role::Owner).await;
        let taken = khoi.open("/tasks/new?draft=1").await.text;
        assert!(taken.contains("value=\"Mai\"") && taken.contains("Hẹn sáng"), "{taken}");
        let hoa = app.browser("Hoa", Role::Member).await;
        let other = hoa.open("/tasks/new?draft=1").await.text;
        assert!(!other.contains("Mai"), "nobody else has it: {other}");
        let api = app.owner("Khôi").await;
        assert_eq!(api.get("/api/v1/tasks").await.expect(200)["data"], serde_json::json!([]), "nothing was taken in");
        // A form with files keeps its words.
        let part = |name: &str, value: &str| format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let file = "--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nbytes\r\n";
        let body = [part("draft", "/tasks/new").as_str(), file, &part("title", "Gửi tệp"), "--x--\r\n"].concat();
        let kind = ("multipart/form-data; boundary=x", body.into_bytes());
        let again = sent(&phone, &token, kind, &[]).await;
        assert_eq!(again.header("location"), Some(back));
        let taken = khoi.open("/tasks/new?draft=1").await.text;
        assert!(taken.contains("value=\"Gửi tệp\""), "{taken}");
        app.app.clock.advance(chrono::Duration::days(2));
        let late = sent(&phone, &token, (plain, form("Muon")), &[]).await;
        assert_eq!(late.header("location"), Some("/sign-in?next=/"), "too long ago");
    })
    .await;
}

#[tokio::test]
async fn an_ended_session_fills_no_store() {
    on_both(|app| async move {
        let (phone, token) = ended(&app).await;
        let plain = "application/x-www-form-urlencoded";
        let form = |address: &str| (plain, format!("draft={address}&title=x").into_bytes());
        let kept = async |kind: (&str, Vec<u8>)| {
            let answer = sent(&phone, &token, kind, &[]).await;
            answer
                .header("location")
                .is_some_and(|to| to.contains("kept=1"))
        };
        let huge = [b"draft=/tasks/new&title=".to_vec(), vec![b'a'; 200_000]].concat();
        assert!(!kept((plain, huge)).await, "too much");
        assert!(!kept(form("/settings/mail")).await, "no form of a record");
        assert!(
            !kept((plain, b"draft=/tasks/new&title=+".to_vec())).await,
            "nothing typed"
        );
        assert!(kept(form("/products/new")).await);
        assert!(kept(form("/promises/new")).await);
        assert!(!kept(form("/tasks/new")).await, "five times are enough");
        let api = app.owner("Khôi").await;
        let drafts = api.get("/api/v1/drafts").await.expect(200);
        assert_eq!(drafts["data"].as_array().map(Vec::len), Some(2), "{drafts}");
        let forged = phone
            .send(
                Method::POST,
                "/tasks",
                &[("content-type", plain)],
                b"draft=/tasks/new&title=x".to_vec(),
            )
            .await;
        assert_eq!(forged.status, 403, "another site cannot write it");
    })
    .await;
}
