//! Files in the fields of records: uploaded, given out through the record's gate, found by the words in them, gone with the
//! record; and what is said of one that cannot be read.

mod carried;

use axum::http::Method;
use chrono::Duration;
use quen_core::access::{Role, Scope};
use quen_service::bins;
use quen_service::jobs::{self, Job};
use quen_testkit::{Answer, Browser, Client, TestApp, on_both};
use serde_json::{Value, json};

use crate::fields::field;

const QUOTE: &str = "Báo giá tháng ba\nCầu Đất rang vừa 280.000đ, giao trước tám giờ sáng";

async fn upload(client: &Client, kind: &str, name: &str, bytes: &[u8]) -> Answer {
    let name = quen_http::session::encode(name);
    let path = format!("/api/v1/files?kind={kind}&name={name}");
    let bytes_of = [("content-type", "application/octet-stream")];
    client
        .send(Method::POST, &path, &bytes_of, Some(bytes.to_vec()))
        .await
}

async fn contract_of(client: &Client, noun: &str) {
    let made = json!({ "noun": noun, "type": "file", "name": "contract", "label_vi": "Hợp đồng", "filterable": true });
    field(client, made).await;
}

async fn search(client: &Client, q: &str) -> Value {
    let q = quen_http::session::encode(q);
    client
        .get(&format!("/api/v1/search?q={q}"))
        .await
        .expect(200)["files"]
        .clone()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// A party with the file in its field, its text read.
async fn with_quote(app: &TestApp, khoi: &Client) -> (String, String) {
    contract_of(khoi, "parties").await;
    let file = upload(khoi, "parties", "Báo giá.txt", QUOTE.as_bytes())
        .await
        .expect(201);
    let party = json!({ "name": "Nguyễn Văn An", "custom": { "contract": file["id"] } });
    let party = khoi.post("/api/v1/parties", party).await.expect(201);
    let kept = json!({ "id": file["id"], "name": "Báo giá.txt", "size": QUOTE.len() });
    assert_eq!(party["custom"]["contract"], kept);
    app.work().await;
    (id(&party), id(&file))
}

#[tokio::test]
async fn the_words_in_a_file_are_found_where_its_record_may_be_seen() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (party, file) = with_quote(&app, &khoi).await;
        for q in ["cau dat", "Cầu Đất rang", "giao truoc", "bao gia txt"] {
            let hits = search(&khoi, q).await;
            assert_eq!(
                (&hits[0]["file"]["id"], &hits[0]["on"]["id"]),
                (&json!(file), &json!(party)),
                "{q}"
            );
        }
        let hits = search(&khoi, "cau dat").await;
        let passage = hits[0]["passage"].as_str().unwrap();
        assert!(passage.contains("Cầu Đất rang vừa 280.000đ"), "{passage}");
        let place = format!("/api/v1/files/{file}");
        let whole = khoi.get(&format!("{place}/content")).await;
        assert_eq!((whole.status, whole.text.as_str()), (200, QUOTE));
        let said = whole.header("content-disposition").unwrap();
        assert!(
            said.starts_with("attachment") && said.contains("B%C3%A1o%20gi%C3%A1.txt"),
            "{said}"
        );
        assert_eq!(khoi.get(&place).await.expect(200)["text_state"], "read");
        // Who may not see the customer knows nothing of the file.
        let minh = app.scoped("Minh", Scope::Own).await;
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
        for other in [minh, stranger] {
            assert_eq!(search(&other, "cau dat").await, json!([]));
            other.get(&place).await.expect(404);
            other.get(&format!("{place}/content")).await.expect(404);
        }
        let browser = app.browser("Khôi", Role::Owner).await;
        let found = browser.open("/find?q=cau%20dat").await.text;
        assert!(found.contains("Báo giá.txt · Nguyễn Văn An"), "{found}");
        let about = browser.open(&format!("/files/{file}/about")).await.text;
        assert!(
            about.contains("Tìm được chữ trong tệp") && about.contains(&party),
            "{about}"
        );
        let down = browser.open(&format!("/files/{file}")).await;
        assert_eq!(down.text, QUOTE);
        assert_eq!(
            down.header("content-security-policy"),
            Some("default-src 'none'; sandbox")
        );
        let csv = browser.open("/parties/export?format=csv").await.text;
        assert!(csv.contains("Báo giá.txt") && !csv.contains(&file), "{csv}");
    })
    .await;
}

#[tokio::test]
async fn a_file_belongs_to_one_record_and_goes_and_comes_with_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (party, file) = with_quote(&app, &khoi).await;
        let place = format!("/api/v1/parties/{party}");
        let other = json!({ "name": "Lê Thị Bình", "custom": { "contract": file } });
        let refused = khoi.post("/api/v1/parties", other).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "no-such-file");
        assert_eq!(refused["errors"][0]["field"], "custom.contract");
        // The name is the upload's, whatever is said; what does not change does not let go.
        let said = json!({ "custom": { "contract": { "id": file, "name": "x", "size": 1 } } });
        let same = khoi.patch(&place, said).await.expect(200);
        assert_eq!(same["custom"]["contract"]["name"], "Báo giá.txt");
        let none = json!({ "custom": { "contract": null } });
        khoi.patch(&place, none).await.expect(200);
        assert_eq!(search(&khoi, "cau dat").await, json!([]));
        let back = json!({ "custom": { "contract": file } });
        khoi.patch(&place, back).await.expect(200);
        app.work().await;
        assert_eq!(search(&khoi, "cau dat").await[0]["file"]["id"], json!(file));
        khoi.delete(&place).await.expect(204);
        assert_eq!(search(&khoi, "cau dat").await, json!([]));
        khoi.get(&format!("/api/v1/files/{file}")).await.expect(404);
        khoi.post(&format!("{place}/restoration"), json!({}))
            .await
            .expect(200);
        assert_eq!(search(&khoi, "cau dat").await[0]["file"]["id"], json!(file));
        let filter = json!({ "field": "custom.contract", "op": "not_empty" });
        assert_eq!(
            crate::fields::found(&khoi, "parties", &filter, "").await,
            ["Nguyễn Văn An"]
        );
        khoi.delete(&place).await.expect(204);
        app.app.clock.advance(Duration::days(40));
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(quen_core::Permission::JobsManage).await.unwrap();
        jobs::enqueue(&tx, &Job::new(bins::EMPTY)).await.unwrap();
        tx.commit().await.unwrap();
        app.work().await;
        let left = app.app.files.names().await.unwrap();
        assert!(left.is_empty(), "{left:?}");
        let rows = ctx.read(quen_core::Permission::PartiesRead).unwrap();
        assert!(
            quen_store::files::find(&rows, file.parse().unwrap())
                .await
                .unwrap()
                .is_none()
        );
        assert_eq!(
            quen_store::files::text(&rows, file.parse().unwrap())
                .await
                .unwrap(),
            ""
        );
    })
    .await;
}

#[tokio::test]
async fn what_nobody_took_up_is_its_uploaders_and_goes_after_a_day() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        contract_of(&khoi, "orders").await;
        let file = upload(&khoi, "orders", "a.csv", b"a,b").await.expect(201);
        let place = format!("/api/v1/files/{}", id(&file));
        khoi.get(&place).await.expect(200);
        let lan = app.colleague("Lan", Role::Manager).await;
        lan.get(&place).await.expect(404);
        let party = lan.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
        let line = json!({ "text": "x", "quantity": 1, "unit_price": 1 });
        let order = json!({ "party_id": party["id"], "lines": [line], "custom": { "contract": file["id"] } });
        lan.post("/api/v1/orders", order).await.expect(422);
        let viewer = app.colleague("Hoa", Role::Viewer).await;
        upload(&viewer, "orders", "a.csv", b"a,b").await.expect(403);
        for (kind, name, bytes, code) in [
            ("orders", "a.exe", &b"MZ"[..], "upload-type"),
            ("orders", "a.html", b"<p>", "upload-type"),
            ("orders", "a.pdf", b"<script>", "upload-not-its-type"),
            ("orders", "a.pdf", b"", "upload-empty"),
            ("users", "a.txt", b"x", "bad-choice"),
        ] {
            let refused = upload(&khoi, kind, name, bytes).await.expect(422);
            assert_eq!(refused["errors"][0]["code"], code, "{name}");
        }
        app.app.clock.advance(Duration::hours(25));
        quen_service::files::sweep(&app.ctx("Khôi").await).await.unwrap();
        khoi.get(&place).await.expect(404);
        let left = app.app.files.names().await.unwrap();
        assert!(left.is_empty(), "{left:?}");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_why_and_is_found_by_its_name() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        contract_of(&khoi, "products").await;
        let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        let cases: [(&str, &[u8], &str, &str); 4] = [
            ("khoa.docx", &ole, "locked", "mật khẩu"),
            ("hong.pdf", b"%PDF-1.7 x", "broken", "Tệp hỏng"),
            ("anh.png", b"\x89PNG\r\n\x1a\n", "none", "không có chữ"),
            ("dai.txt", &vec![b'a'; 600_000], "cut", "phần đầu"),
        ];
        let browser = app.browser("Khôi", Role::Owner).await;
        for (name, bytes, state, said) in cases {
            let file = upload(&khoi, "products", name, bytes).await.expect(201);
            let product = json!({ "name": name, "custom": { "contract": { "id": file["id"] } } });
            khoi.post("/api/v1/products", product).await.expect(201);
            app.work().await;
            let place = format!("/files/{}", id(&file));
            assert_eq!(
                khoi.get(&format!("/api/v1{place}")).await.expect(200)["text_state"],
                state
            );
            let about = browser.open(&format!("{place}/about")).await.text;
            assert!(about.contains(said), "{name}: {about}");
            let stem = name.split('.').next().unwrap();
            assert_eq!(
                search(&khoi, stem).await[0]["file"]["id"],
                file["id"],
                "{name}"
            );
        }
    })
    .await;
}

/// A form with a file, as a browser sends it.
async fn post(browser: &Browser, from: &str, parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let page = browser.open(from).await.text;
    let action = page
        .split("action=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|action| action.contains("files=1"))
        .unwrap_or_else(|| panic!("no form of files: {page}"))
        .replace("&amp;", "&");
    let mut body = Vec::new();
    for (name, file, value) in parts {
        let file = file
            .map(|file| format!("; filename=\"{file}\""))
            .unwrap_or_default();
        body.extend_from_slice(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
                .as_bytes(),
        );
        body.extend_from_slice(value);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--x--\r\n");
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    browser.send(Method::POST, &action, &kind, body).await
}

#[tokio::test]
async fn a_form_takes_a_file_in_keeps_it_and_takes_it_off() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        contract_of(&api, "products").await;
        contract_of(&api, "parties").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let new = "/products/new";
        let name: (&str, Option<&str>, &[u8]) = ("name", None, "Phin".as_bytes());
        let kind: (&str, Option<&str>, &[u8]) = ("files-kind", None, b"products");
        let file: (&str, Option<&str>, &[u8]) =
            ("custom.contract", Some("Báo giá.txt"), QUOTE.as_bytes());
        let wrong = post(
            &khoi,
            new,
            &[name, kind, ("custom.contract", Some("a.exe"), b"MZ")],
        )
        .await;
        assert!(
            wrong.status == 422 && wrong.text.contains("Không nhận loại tệp này"),
            "{}",
            wrong.text
        );
        // What was uploaded stays in the form when something else is wrong.
        let nameless = post(&khoi, new, &[("name", None, b""), kind, file]).await;
        assert!(
            nameless.status == 422 && nameless.text.contains(">Báo giá.txt</a>"),
            "{}",
            nameless.text
        );
        let made = post(&khoi, new, &[name, kind, file]).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let listed = api.get("/api/v1/products").await.expect(200);
        let product = &listed["data"][0];
        assert_eq!(product["custom"]["contract"]["name"], "Báo giá.txt");
        let place = format!("/products/{}", id(product));
        let kept = format!("{} Báo giá.txt", id(&product["custom"]["contract"]));
        let kept: (&str, Option<&str>, &[u8]) = ("custom.contract", None, kept.as_bytes());
        let version: (&str, Option<&str>, &[u8]) = ("version", None, b"1");
        let none: (&str, Option<&str>, &[u8]) = ("custom.contract", Some(""), b"");
        assert_eq!(
            post(&khoi, &place, &[name, version, kind, kept, none])
                .await
                .status,
            303
        );
        let stored = api.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(stored["custom"]["contract"]["name"], "Báo giá.txt");
        let off: (&str, Option<&str>, &[u8]) = ("custom.contract", None, b"remove");
        let version = stored["version"].to_string();
        let version: (&str, Option<&str>, &[u8]) = ("version", None, version.as_bytes());
        assert_eq!(
            post(&khoi, &place, &[name, version, kind, kept, off, none])
                .await
                .status,
            303
        );
        let stored = api.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(stored["custom"].get("contract"), None);
        let party: (&str, Option<&str>, &[u8]) = ("files-kind", None, b"parties");
        let person: (&str, Option<&str>, &[u8]) = ("kind", None, b"person");
        let made = post(&khoi, "/parties/new", &[name, person, party, file]).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let shown = khoi.open(made.header("location").unwrap()).await.text;
        assert!(shown.contains(">Báo giá.txt</a>"), "{shown}");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_note_carries_files_whose_words_are_found() {
    on_both(|app| async move {
        let api = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let party = api
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let place = format!("/parties/{}", id(&party));
        let kind: (&str, Option<&str>, &[u8]) = ("kind", None, b"note");
        let text: (&str, Option<&str>, &[u8]) = ("text", None, "Gửi báo giá".as_bytes());
        let of: (&str, Option<&str>, &[u8]) = ("files-kind", None, b"interactions");
        let file: (&str, Option<&str>, &[u8]) = ("files", Some("Báo giá.txt"), QUOTE.as_bytes());
        let wrong: (&str, Option<&str>, &[u8]) = ("files", Some("a.exe"), b"MZ");
        let refused = post(&khoi, &place, &[kind, text, of, file, wrong]).await;
        assert!(
            refused.status == 422 && refused.text.contains("Không nhận loại tệp này"),
            "{}",
            refused.text
        );
        assert!(
            refused.text.contains("Gửi báo giá") && refused.text.contains("Báo giá.txt"),
            "{}",
            refused.text
        );
        let more: (&str, Option<&str>, &[u8]) = ("files", Some("anh.png"), b"\x89PNG");
        assert_eq!(
            post(&khoi, &place, &[kind, text, of, file, more])
                .await
                .status,
            303
        );
        app.work().await;
        let note = api.get("/api/v1/interactions").await.expect(200)["data"][0].clone();
        assert_eq!(
            (&note["files"][0]["name"], &note["files"][1]["name"]),
            (&json!("Báo giá.txt"), &json!("anh.png"))
        );
        let hit = search(&api, "cau dat").await[0].clone();
        assert_eq!(
            (&hit["file"]["id"], &hit["on"]["id"]),
            (&note["files"][0]["id"], &note["id"])
        );
        let shown = khoi.open(&place).await.text;
        assert!(shown.contains(">Báo giá.txt</a>"), "{shown}");
        let kept = json!({ "files": [note["files"][1]["id"]] });
        let note = format!("/api/v1/interactions/{}", id(&note));
        assert_eq!(
            api.patch(&note, kept).await.expect(200)["files"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(search(&api, "cau dat").await, json!([]));
        let stranger = json!({ "files": ["0190b0a0-0000-7000-8000-000000000000"] });
        let refused = api.patch(&note, stranger).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "no-such-file");
        let csv = khoi.open("/interactions/export?format=csv").await.text;
        assert!(csv.contains("anh.png"), "{csv}");
    })
    .await;
}
