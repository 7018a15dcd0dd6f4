//! Imports through the pages and the API.

use quen_core::Role;
use quen_testkit::{Answer, Browser, TestApp, on_both};
use serde_json::json;

use super::{CUSTOMERS, parties};

/// A multipart body with the kind and the file.
fn upload_body(kind: &str, name: &str, file: &[u8]) -> Vec<u8> {
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n").into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    body
}

pub async fn upload(browser: &Browser, kind: &str, name: &str, file: &[u8]) -> Answer {
    let page = browser.open("/imports/new").await;
    let address = page
        .text
        .split("action=\"")
        .find(|rest| rest.starts_with("/imports?csrf="))
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let kind_of = [("content-type", "multipart/form-data; boundary=x")];
    browser
        .send(
            axum::http::Method::POST,
            &address,
            &kind_of,
            upload_body(kind, name, file),
        )
        .await
}

#[tokio::test]
async fn the_pages_lead_from_the_file_to_the_result_and_back() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let answer = upload(&khoi, "parties", "khach-hang.csv", CUSTOMERS.as_bytes()).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let place = answer.header("location").unwrap().to_owned();
        let mapping = khoi.open(&place).await;
        assert_eq!(mapping.status, 200);
        for word in [
            "khach-hang.csv",
            "Họ và tên",
            "Công nợ",
            "6 dòng",
            "10 cột tự nhận ra",
        ] {
            let around = mapping.text.replace('\u{a0}', " ");
            assert!(around.contains(word), "{word}");
        }
        let columns = [
            "code",
            "full_name",
            "phone",
            "email",
            "birthday",
            "address",
            "province",
            "group",
            "debt",
            "note",
        ];
        let names: Vec<String> = (0..columns.len()).map(|n| format!("column-{n}")).collect();
        let mut form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(columns).collect();
        form.extend([
            ("on_match", "update"),
            ("match", "phone"),
            ("match", "code"),
            ("match", "email"),
        ]);
        let preview = khoi
            .submit(&place, &format!("{place}/preview"), &form)
            .await;
        assert!(
            preview.text.contains("Dòng này")
                || preview.text.contains("Đây chưa phải là số điện thoại"),
            "{}",
            preview.text
        );
        let twice: Vec<(&str, &str)> = vec![("column-0", "code"), ("column-1", "code")];
        assert_eq!(
            khoi.submit(&place, &format!("{place}/start"), &twice)
                .await
                .status,
            422
        );
        assert_eq!(
            khoi.submit(&place, &format!("{place}/start"), &form)
                .await
                .status,
            303
        );
        assert!(khoi.open(&place).await.text.contains("Đang chờ đến lượt"));
        assert_eq!(app.work().await, 1);
        let moved = khoi.open(&format!("{place}/progress")).await;
        assert_eq!(moved.header("hx-redirect"), Some(place.as_str()));
        let result = khoi.open(&place).await;
        assert!(
            result.text.contains("Hoàn tác lần nhập này") && result.text.contains("Dòng 6"),
            "{}",
            result.text
        );
        let failed = khoi.open(&format!("{place}/failures.csv")).await;
        assert!(
            failed.text.contains("KH5,Sai số,12345") && failed.text.contains("Lý do"),
            "{}",
            failed.text
        );
        assert_eq!(parties(&app).await.len(), 4);
        assert_eq!(
            khoi.submit(&place, &format!("{place}/undo"), &[])
                .await
                .status,
            303
        );
        assert_eq!(app.work().await, 1);
        assert!(parties(&app).await.is_empty());
        assert!(khoi.open(&place).await.text.contains("Đã hoàn tác"));
        assert!(khoi.open("/imports").await.text.contains("khach-hang.csv"));
    })
    .await;
}

#[tokio::test]
async fn the_api_uploads_begins_and_tells_the_errors() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let bytes = [("content-type", "application/octet-stream")];
        let draft = khoi
            .send(
                axum::http::Method::POST,
                "/api/v1/imports?kind=parties&name=a.csv",
                &bytes,
                Some(CUSTOMERS.into()),
            )
            .await;
        let place = draft.header("location").unwrap().to_owned();
        let draft = draft.expect(201);
        assert_eq!(
            (&draft["columns"][2]["field"], &draft["rows_total"]),
            (&json!("phone"), &json!(6))
        );
        khoi.post(&format!("{place}/start"), json!({ "on_match": "skip" }))
            .await
            .expect(200);
        khoi.post(&format!("{place}/start"), json!({}))
            .await
            .expect(409);
        app.work().await;
        let done = khoi.get(&place).await.expect(200);
        assert_eq!(
            (&done["state"], &done["created"], &done["errors"][0]["row"]),
            (&json!("done"), &json!(4), &json!(6))
        );
        khoi.post(&format!("{place}/undo"), json!({}))
            .await
            .expect(200);
        app.work().await;
        khoi.post(&format!("{place}/undo"), json!({}))
            .await
            .expect(409);
        let member = app.colleague("Hoa", Role::Member).await;
        member.get("/api/v1/imports").await.expect(403);
        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        lan.get(&place).await.expect(404);
        lan.post(&format!("{place}/undo"), json!({}))
            .await
            .expect(404);
        assert_eq!(
            lan.get("/api/v1/imports").await.expect(200)["data"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn files_that_are_no_tables_are_refused_in_words() {
    let app = TestApp::new().await;
    let khoi = app.browser("Khôi", Role::Owner).await;
    for (file, said) in [
        (&b"%PDF-1.7 x"[..], "Tệp này không phải bảng dữ liệu"),
        (&[0xD0, 0xCF, 0x11, 0xE0, 0, 0][..], "bản cũ (.xls)"),
        (&b"PK\x03\x04 nothing"[..], "bị hỏng"),
        (
            &b"Ten,SDT\n\"An,1\nBinh,2\n"[..],
            "Dấu ngoặc kép mở ở dòng 2",
        ),
    ] {
        let place = upload(&khoi, "parties", "tep.xlsx", file)
            .await
            .header("location")
            .unwrap()
            .to_owned();
        let page = khoi.open(&place).await;
        assert_eq!(
            (page.status, page.text.contains(said)),
            (422, true),
            "{said}: {}",
            page.text
        );
    }
    let empty = upload(&khoi, "parties", "tep.csv", b"").await;
    assert_eq!(
        (empty.status, empty.text.contains("không có dòng nào")),
        (422, true)
    );
    let member = app.browser("Hoa", Role::Member).await;
    assert_eq!(member.open("/imports/new").await.status, 403);
}
