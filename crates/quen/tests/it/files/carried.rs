//! Files that go with tasks, promises and mails: carried, found by their words, and refused in words when they are too much.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::{Value, json};

use super::{QUOTE, id, post, search, upload};

#[tokio::test]
async fn tasks_promises_and_mails_carry_files_whose_words_are_found() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let body = json!({ "name": "An", "emails": ["an@khach.vn"] });
        let party = api.post("/api/v1/parties", body).await.expect(201);
        let place = format!("/parties/{}", id(&party));
        let part = |name: &'static str, value: &'static str| (name, None, value.as_bytes());
        let of = part("files-kind", "interactions");
        let file: (&str, Option<&str>, &[u8]) = ("files", Some("Báo giá.txt"), QUOTE.as_bytes());
        let forms = [
            (
                place.clone(),
                vec![part("kind", "task"), part("text", "Gửi hợp đồng"), of, file],
            ),
            (
                place.clone(),
                vec![
                    part("kind", "promise"),
                    part("text", "Giao trước thứ sáu"),
                    of,
                    file,
                ],
            ),
            (
                "/tasks/new".to_owned(),
                vec![part("title", "In báo giá"), part("kind", "other"), of, file],
            ),
            (
                place.clone(),
                vec![
                    part("kind", "email"),
                    part("direction", "send"),
                    part("purpose", "service"),
                    part("subject", "Báo giá"),
                    part("text", "Em gửi ạ"),
                    of,
                    file,
                ],
            ),
        ];
        for (from, parts) in &forms {
            let sent = post(&khoi, from, parts).await;
            assert_eq!(sent.status, 303, "{from}: {}", sent.text);
        }
        app.work().await;
        let mails = app.app.mailer.take();
        let [mail] = mails.as_slice() else {
            panic!("one mail: {mails:?}")
        };
        assert_eq!(
            (mail.attachments.len(), mail.attachments[0].name.as_str()),
            (1, "Báo giá.txt")
        );
        assert_eq!(mail.attachments[0].bytes, QUOTE.as_bytes());
        let hits = search(&api, "cau dat").await;
        let mut kinds: Vec<&str> = hits
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["on"]["kind"].as_str().unwrap())
            .collect();
        kinds.sort_unstable();
        assert_eq!(
            kinds,
            ["interactions", "promises", "tasks", "tasks"],
            "{hits}"
        );
        assert!(
            hits[0]["passage"]
                .as_str()
                .is_some_and(|passage| passage.contains("Cầu Đất")),
            "{hits}"
        );
        let task = api.get("/api/v1/tasks?q=hop%20dong").await.expect(200)["data"][0].clone();
        let shown = khoi
            .open(&format!("/lists/tasks/records/{}", id(&task)))
            .await
            .text;
        assert!(shown.contains(">Báo giá.txt</a>"), "{shown}");
        let promise = api.get("/api/v1/promises").await.expect(200)["data"][0].clone();
        let shown = khoi.open(&format!("/promises/{}", id(&promise))).await.text;
        assert!(shown.contains(">Báo giá.txt</a>"), "{shown}");
        let path = format!("/api/v1/tasks/{}", id(&task));
        assert_eq!(
            api.patch(&path, json!({ "files": [] })).await.expect(200)["files"],
            json!([])
        );
        let taken = json!({ "files": [promise["files"][0]["id"]] });
        assert_eq!(
            api.patch(&path, taken).await.expect(422)["errors"][0]["code"],
            "no-such-file"
        );
        let other = part("text", "Không tới");
        let wrong: (&str, Option<&str>, &[u8]) = ("files", Some("a.exe"), b"MZ");
        let refused = post(
            &khoi,
            &place,
            &[
                part("kind", "email"),
                part("direction", "send"),
                part("subject", "x"),
                other,
                of,
                wrong,
            ],
        )
        .await;
        assert!(
            refused.status == 422 && refused.text.contains("Không nhận loại tệp này"),
            "{}",
            refused.text
        );
        assert!(
            app.app.mailer.take().is_empty(),
            "nothing leaves when a file was not taken in"
        );
    })
    .await;
}

#[tokio::test]
async fn a_mail_whose_files_are_too_large_names_the_size_and_is_not_sent() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        crate::accounts::with_mail(&app, "Khôi").await;
        let body = json!({ "name": "An", "emails": ["an@khach.vn"] });
        let party = api.post("/api/v1/parties", body).await.expect(201);
        let half = "a".repeat(quen_service::mail::MAX_FILES / 2 + 1);
        let mut ids = Vec::new();
        for name in ["mot.txt", "hai.txt"] {
            let file = upload(&api, "interactions", name, half.as_bytes()).await.expect(201);
            ids.push(file["id"].clone());
        }
        let mail = |files: &[Value]| json!({ "party_id": party["id"], "subject": "Bảng giá", "body": "Em gửi ạ", "files": files });
        let send = |files: Vec<Value>| {
            let input = mail(&files);
            let app = &app;
            async move { quen_service::dispatch::run(app.ctx("Khôi").await, "mail.send", input).await }
        };
        let refused = format!("{:?}", send(ids.clone()).await.unwrap_err());
        assert!(refused.contains("mail-too-large") && refused.contains("15"), "{refused}");
        assert!(app.app.mailer.take().is_empty());
        send(vec![ids[0].clone()]).await.unwrap();
        assert_eq!(app.app.mailer.take()[0].attachments.len(), 1);
        let stranger = json!("0190b0a0-0000-7000-8000-000000000000");
        let refused = format!("{:?}", send(vec![stranger]).await.unwrap_err());
        assert!(refused.contains("no-such-file"), "{refused}");
        app.work().await;
    })
    .await;
}
