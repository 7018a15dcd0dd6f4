//! Promises heard in documents: offered where the file stands, with their day; taken over by one press, refused once and for all;
//! and nothing of it for who does not see the file.

use axum::http::Method;
use quen_core::access::{Role, Scope};
use quen_service::privacy::impact::{Block, Document};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

use super::party;

/// A quote as Word writes it.
fn quote() -> Vec<u8> {
    let text = |line: &str| Block::Text(line.to_owned());
    let blocks = vec![
        text("Kính gửi quán Mộc"),
        text("Giao hàng trong vòng 7 ngày."),
        text("Giá có hiệu lực đến 31/03/2026; thanh toán trước 50%."),
        text("Bên mua cam kết nhận đủ hàng."),
    ];
    let title = "BÁO GIÁ".to_owned();
    Document { title, blocks }.docx().unwrap()
}

async fn upload(khoi: &Client, kind: &str, name: &str, bytes: Vec<u8>) -> String {
    let name = quen_http::session::encode(name);
    let path = format!("/api/v1/files?kind={kind}&name={name}");
    let bytes_of = [("content-type", "application/octet-stream")];
    let made = khoi.send(Method::POST, &path, &bytes_of, Some(bytes)).await;
    made.expect(201)["id"].as_str().unwrap().to_owned()
}

/// The quote with a talk of a customer, read.
async fn quoted(app: &TestApp, khoi: &Client) -> (Value, String) {
    let ngoc = party(khoi, "Nguyễn Thị Hồng Ngọc").await;
    let file = upload(khoi, "interactions", "Báo giá.docx", quote()).await;
    let talk =
        json!({ "party_id": ngoc, "kind": "meeting", "body": "Đưa báo giá", "files": [file] });
    khoi.post("/api/v1/interactions", talk).await.expect(201);
    app.work().await;
    (ngoc, file)
}

async fn offered(khoi: &Client, file: &str) -> Vec<Value> {
    let found = khoi
        .get(&format!("/api/v1/files/{file}/promises"))
        .await
        .expect(200);
    found["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_quote_offers_its_promises_and_one_press_takes_one_over() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let (ngoc, file) = quoted(&app, &program).await;
        let all = offered(&program, &file).await;
        assert_eq!(all.len(), 2, "{all:?}");
        assert_eq!(
            [&all[0]["text"], &all[0]["due_on"], &all[0]["kind"]],
            [
                &json!("Giao hàng trong vòng 7 ngày"),
                &json!("2026-03-09"),
                &json!("deadline")
            ]
        );
        assert_eq!(
            [&all[1]["due_on"], &all[1]["kind"]],
            [&json!("2026-03-31"), &json!("price")]
        );
        let khoi = app.browser("Khôi", Role::Owner).await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        let about = format!("/files/{file}/about");
        for page in [&home, &about] {
            let shown = khoi.open(page).await.text;
            assert!(
                shown.contains("Giao hàng trong vòng 7 ngày")
                    && shown.contains("Giá có hiệu lực đến 31/03/2026"),
                "{page}: {shown}"
            );
        }
        let shown = khoi.open(&about).await.text;
        let href = shown
            .split("href=\"/promises/new?")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let href = format!("/promises/new?{}", href.replace("&amp;", "&"));
        let form = khoi.open(&href).await.text;
        let heard = all[0]["id"].as_str().unwrap();
        assert!(
            form.contains(heard)
                && form.contains("2026-03-09")
                && form.contains("Giao hàng trong vòng 7 ngày"),
            "{form}"
        );
        let typed = [
            ("party_id", ngoc.as_str().unwrap()),
            ("heard_id", heard),
            ("text", "Giao trong 7 ngày"),
            ("kind", "deadline"),
            ("size", "medium"),
            ("due_on", "2026-03-09"),
        ];
        let made = khoi.submit(&href, "/promises", &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let place = made.header("location").unwrap().to_owned();
        let kept = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(
            [&kept["file_id"], &kept["heard_id"], &kept["source"]],
            [&json!(file), &json!(heard), &json!("document")]
        );
        assert!(
            khoi.open(&place).await.text.contains("Báo giá.docx"),
            "the promise says from which file"
        );
        assert_eq!(
            offered(&program, &file).await.len(),
            1,
            "it is written down"
        );
        // A promise that is thrown away can be taken over again.
        program.delete(&format!("/api/v1{place}")).await.expect(204);
        assert_eq!(offered(&program, &file).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_promise_is_refused_once_and_for_all() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let (ngoc, file) = quoted(&app, &program).await;
        let all = offered(&program, &file).await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        let place = format!("/heard-promises/{}/refusal", all[0]["id"].as_str().unwrap());
        let pressed = khoi.submit(&home, &place, &[("back", home.as_str())]).await;
        assert_eq!(
            (pressed.status, pressed.header("location")),
            (303, Some(home.as_str()))
        );
        let place = format!("/api/v1/heard-promises/{}", all[1]["id"].as_str().unwrap());
        program.delete(&place).await.expect(204);
        assert!(offered(&program, &file).await.is_empty());
        assert!(
            !khoi
                .open(&home)
                .await
                .text
                .contains("Giao hàng trong vòng 7 ngày")
        );
        // The file is read anew, and nothing comes back.
        let talk = program.get("/api/v1/interactions").await.expect(200)["data"][0].clone();
        let talk = format!("/api/v1/interactions/{}", talk["id"].as_str().unwrap());
        program
            .patch(&talk, json!({ "files": [] }))
            .await
            .expect(200);
        program
            .patch(&talk, json!({ "files": [file] }))
            .await
            .expect(200);
        app.work().await;
        assert!(offered(&program, &file).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn plain_text_with_a_task_is_heard_as_well() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Nguyễn Thị Hồng Ngọc").await;
        let minutes =
            "Biên bản họp\nChúng tôi sẽ gửi mẫu rang trước\n15/03/2026.\nKhách hàng sẽ báo lại"
                .as_bytes()
                .to_vec();
        let file = upload(&khoi, "tasks", "Biên bản.txt", minutes).await;
        let task = json!({ "title": "Theo dõi", "party_id": ngoc, "files": [file] });
        khoi.post("/api/v1/tasks", task).await.expect(201);
        assert!(offered(&khoi, &file).await.is_empty(), "not read yet");
        app.work().await;
        let all = offered(&khoi, &file).await;
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(
            [&all[0]["text"], &all[0]["due_on"]],
            [
                &json!("Chúng tôi sẽ gửi mẫu rang trước 15/03/2026"),
                &json!("2026-03-15")
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn who_does_not_see_the_file_hears_nothing_of_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (_, file) = quoted(&app, &khoi).await;
        let heard = offered(&khoi, &file).await[0]["id"].clone();
        let minh = app.scoped("Minh", Scope::Own).await;
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
        for other in [minh, stranger] {
            other
                .get(&format!("/api/v1/files/{file}/promises"))
                .await
                .expect(404);
            let refusal = format!("/api/v1/heard-promises/{}", heard.as_str().unwrap());
            other.delete(&refusal).await.expect(404);
            let own = party(&other, "Lê Văn Bình").await;
            let taken = json!({ "party_id": own, "text": "Giao hàng", "heard_id": heard });
            let refused = other.post("/api/v1/promises", taken).await.expect(422);
            assert_eq!(refused["errors"][0]["field"], "heard_id");
        }
        assert_eq!(offered(&khoi, &file).await.len(), 2);
    })
    .await;
}
