//! The page of one party: what it shows, what can be done on it, and who is told of it.

mod acts;
mod heavy;
mod mail;
mod safety;
mod story;

use axum::http::Method;
use quen_core::access::Role;
use quen_testkit::{Answer, Browser, Client, on_both};
use serde_json::{Value, json};

/// What htmx adds to a request for a part of a page.
const PART: [(&str, &str); 2] = [("hx-request", "true"), ("hx-request-type", "partial")];
async fn party(program: &Client, body: Value) -> String {
    let made = program.post("/api/v1/parties", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text);
    answer.text
}

/// A part of the page, as htmx asks for it.
async fn part(browser: &Browser, path: &str) -> Answer {
    browser.send(Method::GET, path, &PART, Vec::new()).await
}

/// Sends a form as htmx does.
async fn send(browser: &Browser, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.open(from).await.text;
    let token = page
        .split("name=\"csrf\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let encode = quen_http::session::encode;
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    let headers = [
        PART[0],
        PART[1],
        ("content-type", "application/x-www-form-urlencoded"),
        ("x-csrf-token", token.unwrap_or_default()),
    ];
    browser
        .send(Method::POST, path, &headers, pairs.join("&").into_bytes())
        .await
}

#[tokio::test]
async fn the_composer_writes_each_kind_and_keeps_what_was_wrong() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let (home, episodes) = (format!("/parties/{id}"), format!("/parties/{id}/episodes"));
        let call = [
            ("kind", "call"),
            ("text", "Hỏi giá sỉ"),
            ("direction", "in"),
            ("outcome", "interested"),
            ("minutes", "6"),
            ("at", "hôm qua 14:30"),
        ];
        let said = send(&khoi, &home, &episodes, &call).await.expect(200);
        let said = said.as_str().unwrap();
        assert!(
            said.contains("gọi đến")
                && said.contains("Hỏi giá sỉ")
                && said.contains("hx-target=\"#record-head\""),
            "{said}"
        );
        let kept = program.get("/api/v1/interactions").await.expect(200);
        assert_eq!(kept["data"][0]["started_at"], "2026-03-01T07:30:00Z");
        assert_eq!(kept["data"][0]["ended_at"], "2026-03-01T07:36:00Z");
        send(
            &khoi,
            &home,
            &episodes,
            &[
                ("kind", "task"),
                ("text", "Gửi mẫu\nhai loại"),
                ("due", "thứ 6"),
            ],
        )
        .await
        .expect(200);
        let task = program.get("/api/v1/tasks").await.expect(200)["data"][0].clone();
        assert_eq!(
            (&task["title"], &task["note"], &task["due_on"]),
            (&json!("Gửi mẫu"), &json!("hai loại"), &json!("2026-03-06"))
        );
        for (kind, extra) in [
            ("note", ("x", "")),
            ("message", ("channel", "zalo")),
            ("meeting", ("minutes", "30")),
            ("email", ("subject", "Báo giá")),
        ] {
            let plain = khoi
                .submit(
                    &home,
                    &episodes,
                    &[("kind", kind), ("text", "không cần script"), extra],
                )
                .await;
            assert_eq!(plain.status, 303, "{kind} {}", plain.text);
        }
        assert_eq!(
            program.get("/api/v1/interactions").await.expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            5
        );
        for wrong in [
            vec![("kind", "note"), ("text", " ")],
            vec![("kind", "task"), ("text", "giữ chữ này"), ("due", "sớm")],
            vec![
                ("kind", "call"),
                ("text", "giữ chữ này"),
                ("minutes", "nhiều"),
            ],
        ] {
            let answer = send(&khoi, &home, &episodes, &wrong).await;
            assert_eq!(answer.status, 422, "{wrong:?}");
            assert!(answer.text.contains("role=\"alert\""));
            assert!(wrong[1].1.trim().is_empty() || answer.text.contains("giữ chữ này</textarea>"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_field_is_edited_in_place_and_nobody_is_overwritten_unseen() {
    on_both(|app| async move {
        let program = app.owner("Hà").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(
            &program,
            json!({ "name": "Hồng Ngọc", "phones": ["0905218467"] }),
        )
        .await;
        let (home, phones) = (
            format!("/parties/{id}"),
            format!("/parties/{id}/fields/phones"),
        );
        let form = part(&khoi, &format!("{phones}?edit=1")).await.expect(200);
        assert!(
            form.as_str()
                .unwrap()
                .contains("name=\"version\" value=\"1\"")
                && form.as_str().unwrap().contains("value=\"0905 218 467\"")
        );
        let bad = send(&khoi, &home, &phones, &[("phones", "12"), ("version", "1")]).await;
        assert_eq!(bad.status, 422);
        assert!(
            bad.text.contains("value=\"12\"") && bad.text.contains("role=\"alert\""),
            "{}",
            bad.text
        );
        let good = send(
            &khoi,
            &home,
            &phones,
            &[("phones", "0912 345 678"), ("version", "1")],
        )
        .await;
        assert_eq!(good.status, 200);
        assert!(
            good.text.contains("0912 345 678") && good.text.contains("saved-tick"),
            "{}",
            good.text
        );
        program
            .patch(
                &format!("/api/v1/parties/{id}"),
                json!({ "phones": ["0933333333"] }),
            )
            .await
            .expect(200);
        let late = send(
            &khoi,
            &home,
            &phones,
            &[("phones", "0944 444 444"), ("version", "2")],
        )
        .await;
        assert_eq!(late.status, 409);
        assert!(
            late.text.replace('\u{a0}', " ").contains("0933 333 333")
                && late.text.replace('\u{a0}', " ").contains("0944 444 444")
                && late.text.replace('\u{a0}', " ").contains("Hà vừa sửa"),
            "{}",
            late.text
        );
        let salutation = format!("{home}/fields/salutation");
        let elsewhere = [("salutation", "chị Ngọc"), ("was", ""), ("version", "1")];
        let kept = send(&khoi, &home, &salutation, &elsewhere).await;
        assert_eq!(
            kept.status, 200,
            "another field was changed meanwhile: {}",
            kept.text
        );
        let mine = send(
            &khoi,
            &home,
            &phones,
            &[("phones", "0944 444 444"), ("version", "4")],
        )
        .await;
        assert_eq!(mine.status, 200);
        assert_eq!(
            part(&khoi, &format!("{home}/fields/spend?edit=1"))
                .await
                .status,
            404
        );
        assert_eq!(
            khoi.open(&format!("{phones}?edit=1")).await.status,
            303,
            "without script the form is the page"
        );
        let changes = part(&khoi, &format!("{home}/history")).await.expect(200);
        let changes = changes.as_str().unwrap().replace('\u{a0}', " ");
        assert!(
            changes.contains("0905 218 467") && changes.contains("Lấy lại bản cũ"),
            "{changes}"
        );
        let change = changes
            .rsplit("/history/")
            .next()
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        let back = khoi
            .submit(
                &home,
                &format!("{home}/history/{change}"),
                &[("field", "phones"), ("version", "5")],
            )
            .await;
        assert_eq!(back.status, 303, "{}", back.text);
        let now = program
            .get(&format!("/api/v1/parties/{id}"))
            .await
            .expect(200);
        assert_eq!(now["phones"][0]["display"], "0905 218 467");
    })
    .await;
}
