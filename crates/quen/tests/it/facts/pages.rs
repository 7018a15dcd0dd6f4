//! The memory on pages: panel, questions, marks in the composer, suggestions, the call sheet, chips on an order.

use quen_core::access::Role;
use quen_testkit::{Browser, on_both};
use serde_json::{Value, json};

use super::{fact, memory, party, statements};

async fn open(browser: &Browser, path: &str) -> String {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text);
    answer.text
}

#[tokio::test]
async fn what_is_typed_marked_or_accepted_becomes_a_fact() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ngoc = party(&program, "Nguyễn Thị Hồng Ngọc").await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        let empty = open(&khoi, &home).await;
        assert!(empty.contains("Nên hỏi tiếp") && empty.contains("Em giao vào khoảng mấy giờ"), "{empty}");
        let typed = khoi.submit(&home, &format!("{home}/facts"), &[("statement", "Hóa đơn gửi ketoan@gio.vn")]).await;
        assert_eq!(typed.status, 303, "{}", typed.text);
        let note = [("kind", "note"), ("text", "Chị ghé quán #thích cold brew #giao trước 9 giờ. Chị không thích ly nhựa. Mai gọi lại")];
        assert_eq!(khoi.submit(&home, &format!("{home}/episodes"), &note).await.status, 303);
        let known = memory(&program, &ngoc).await;
        let mut held = statements(&known["facts"]);
        held.sort_unstable();
        assert_eq!(held, ["Giao trước 9 giờ", "Hóa đơn gửi ketoan@gio.vn", "Thích cold brew"]);
        let by_note = known["facts"].as_array().unwrap().iter().find(|fact| fact["topic"] == "product").unwrap();
        assert_eq!(by_note["source"], "interaction");
        let shown = open(&khoi, &home).await;
        assert!(shown.contains("Ghi nhớ: Chị không thích ly nhựa") && shown.contains("Giao trước 9 giờ"), "{shown}");
        let accepted = [("interaction", by_note["source_id"].as_str().unwrap()), ("topic", "dislikes"), ("statement", "Chị không thích ly nhựa")];
        assert_eq!(khoi.submit(&home, &format!("{home}/facts"), &accepted).await.status, 303);
        assert!(!open(&khoi, &home).await.contains("Ghi nhớ: Chị không thích ly nhựa"));
        let refused = khoi.submit(&home, &format!("{home}/facts"), &[("statement", " ")]).await;
        assert_eq!(refused.status, 422);
        for page in [format!("{home}/facts"), format!("{home}/facts/new"), "/facts".to_owned(), "/facts?q=cold".to_owned(), "/facts/unused".to_owned()] {
            assert!(open(&khoi, &page).await.contains(if page.ends_with("/new") { "Thêm điều đã biết" } else { "cold brew" }), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn contradictions_are_settled_on_the_page() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ngoc = party(&program, "Ngọc").await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        let old = fact(&program, json!({ "party_id": ngoc, "topic": "payment", "statement": "Trả tiền mặt", "confirmed_at": "2026-01-05T02:00:00Z" })).await;
        fact(&program, json!({ "party_id": ngoc, "topic": "payment", "statement": "Chuyển khoản" })).await;
        let page = open(&khoi, &home).await;
        assert!(page.contains("Nói khác nhau") && page.contains("Trả tiền mặt"), "{page}");
        assert!(page.contains("Ngọc nói, 05/01/2026"), "who said it and when: {page}");
        let path = format!("/facts/{}/confirmation", old["id"].as_str().unwrap());
        assert_eq!(khoi.submit(&home, &path, &[]).await.status, 303);
        let page = open(&khoi, &home).await;
        assert!(!page.contains("Nói khác nhau"), "{page}");
        assert_eq!(statements(&memory(&program, &ngoc).await["facts"]), ["Trả tiền mặt"]);
        let correction = format!("/facts/{}/correction", old["id"].as_str().unwrap());
        assert!(open(&khoi, &correction).await.contains("value=\"Trả tiền mặt\""));
        assert_eq!(khoi.submit(&correction, &correction, &[("statement", "")]).await.status, 422);
        assert_eq!(khoi.submit(&correction, &correction, &[("statement", "Quẹt thẻ")]).await.status, 303);
        assert_eq!(memory(&program, &ngoc).await["facts"][0]["value"], "card");
    })
    .await;
}

#[tokio::test]
async fn a_question_is_answered_on_the_spot() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let made = program.post("/api/v1/parties", json!({ "name": "Trần Văn Minh", "gender": "male", "birthday": { "month": 3, "day": 4, "year": 1950 } })).await.expect(201);
        let home = format!("/parties/{}", made["id"].as_str().unwrap());
        let call = format!("{home}/call");
        let sheet = open(&khoi, &call).await;
        assert!(sheet.contains("tiện cho chú nhất") && sheet.contains("Chú Minh"), "the right form of address: {sheet}");
        let answered = [("topic", "delivery"), ("statement", "Trước 9 giờ"), ("back", "call-ask")];
        let done = khoi.submit(&call, &format!("{home}/answers"), &answered).await;
        assert_eq!(done.status, 303);
        assert!(!open(&khoi, &call).await.contains("Em giao vào khoảng mấy giờ"));
        let aside = [("topic", "product"), ("back", "call-ask")];
        assert_eq!(khoi.submit(&call, &format!("{home}/asides"), &aside).await.status, 303);
        assert!(!open(&khoi, &call).await.contains("thích nhất loại nào"));
        let known = memory(&program, &made["id"]).await;
        let id = known["facts"][0]["id"].as_str().unwrap();
        let noted = [("text", "Chú hẹn thứ sáu #thích rang đậm"), ("outcome", "reached"), ("used", id)];
        assert_eq!(khoi.submit(&call, &call, &noted).await.status, 303);
        let known = memory(&program, &made["id"]).await;
        let used: Vec<i64> = known["facts"].as_array().unwrap().iter().map(|fact| fact["used"].as_i64().unwrap()).collect();
        assert_eq!((used.len(), used.iter().sum::<i64>()), (2, 1), "{known}");
        assert_eq!(khoi.submit(&call, &call, &[]).await.status, 422);
        let vy = app.browser("Vy", Role::Viewer).await;
        assert!(!open(&vy, &call).await.contains("<textarea"));
    })
    .await;
}

#[tokio::test]
async fn an_order_is_filled_in_and_says_from_what() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ngoc = party(&program, "Ngọc").await;
        program.post("/api/v1/products", json!({ "name": "Cầu Đất rang vừa", "price": 280_000 })).await.expect(201);
        let likes = fact(&program, json!({ "party_id": ngoc, "topic": "product", "value": "Cầu Đất rang vừa" })).await;
        let amount = fact(&program, json!({ "party_id": ngoc, "topic": "quantity", "statement": "Mỗi lần 12 kg" })).await;
        let pack = fact(&program, json!({ "party_id": ngoc, "topic": "packaging", "statement": "Đóng túi giấy" })).await;
        let invoice = fact(&program, json!({ "party_id": ngoc, "topic": "invoicing", "statement": "Hóa đơn gửi ketoan@gio.vn" })).await;
        let advert = fact(&program, json!({ "party_id": ngoc, "topic": "delivery", "statement": "Giao trước 9 giờ", "purpose": "marketing" })).await;
        let new = format!("/orders/new?party_id={}", ngoc.as_str().unwrap());
        let form = open(&khoi, &new).await;
        assert!(form.contains("value=\"Cầu Đất rang vừa\"") && form.contains("value=\"12\""), "{form}");
        assert!(form.contains("Đóng gói: Đóng túi giấy") && !form.contains("Giao trước 9 giờ"), "only for what it was given: {form}");
        let id = |fact: &Value| fact["id"].as_str().unwrap().to_owned();
        let (likes_id, amount_id, pack_id, invoice_id) = (id(&likes), id(&amount), id(&pack), id(&invoice));
        let party_id = ngoc.as_str().unwrap();
        let fields = [
            ("party_id", party_id), ("lines.0.text", "Cầu Đất rang vừa"), ("lines.0.quantity", "12"), ("note", "Gọi trước"),
            ("fact_offered", &likes_id), ("fact_offered", &amount_id), ("fact_offered", &pack_id), ("fact_offered", &invoice_id),
            ("fact", &likes_id), ("fact", &amount_id), ("fact", &invoice_id),
        ];
        assert_eq!(khoi.submit(&new, "/orders", &fields).await.status, 303);
        let order = program.get("/api/v1/orders").await.expect(200)["data"][0].clone();
        assert_eq!(order["note"], "Gọi trước. Hóa đơn gửi ketoan@gio.vn");
        let sheet = open(&khoi, &format!("/orders/{}", order["id"].as_str().unwrap())).await;
        assert!(sheet.contains("Đã dùng điều đã biết") && sheet.contains("đã bỏ qua"), "{sheet}");
        let path = |fact: &Value| format!("/api/v1/facts/{}", fact["id"].as_str().unwrap());
        let counts = |fact: Value| (fact["used"].as_i64().unwrap(), fact["refused"].as_i64().unwrap());
        assert_eq!(counts(program.get(&path(&invoice)).await.expect(200)), (1, 0));
        assert_eq!(counts(program.get(&path(&pack)).await.expect(200)), (0, 1));
        assert_eq!(counts(program.get(&path(&advert)).await.expect(200)), (0, 0));
        let unused = open(&khoi, "/facts/unused").await;
        assert!(unused.contains("Đóng túi giấy") && !unused.contains("Hóa đơn gửi"), "{unused}");
    })
    .await;
}

#[tokio::test]
async fn a_letter_opens_in_the_right_form_and_who_likes_is_found_in_the_palette() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        crate::accounts::with_mail(&app, "Khôi").await;
        app.app.mailer.take();
        let new = json!({ "name": "Nguyễn Thị Hồng Ngọc", "gender": "female", "emails": ["ngoc@khach.vn"] });
        let ngoc = program.post("/api/v1/parties", new).await.expect(201)["id"].clone();
        let likes = fact(&program, json!({ "party_id": ngoc, "topic": "product", "value": "cold brew", "statement": "Thích cold brew" })).await;
        let home = format!("/parties/{}", ngoc.as_str().unwrap());
        assert!(open(&khoi, &home).await.contains("Dạ em chào chị Ngọc,"));
        let id = likes["id"].as_str().unwrap();
        let letter = [("kind", "email"), ("direction", "send"), ("subject", "Mẻ mới"), ("text", "Bên em có mẻ mới."), ("greet", "Dạ em chào chị Ngọc,"), ("fact_offered", id), ("fact", id)];
        assert_eq!(khoi.submit(&home, &format!("{home}/episodes"), &letter).await.status, 303);
        assert_eq!(app.app.mailer.take()[0].text, "Dạ em chào chị Ngọc,\n\nBên em có mẻ mới.");
        assert_eq!(program.get(&format!("/api/v1/facts/{id}")).await.expect(200)["used"], 1);
        for q in ["cold brew", "ai thích cold", "who likes cold brew"] {
            let found = open(&khoi, &format!("/find?q={}", quen_http::session::encode(q))).await;
            assert!(found.contains("Thích: Thích cold brew"), "{q}: {found}");
        }
        let filter = |value: &str| quen_http::session::encode(&json!({ "field": "known", "op": "eq", "value": value }).to_string());
        let of = |value: &str| format!("/api/v1/parties?filter={}", filter(value));
        assert_eq!(program.get(&of("Cold Brew")).await.expect(200)["data"][0]["id"], ngoc);
        assert_eq!(program.get(&of("trà")).await.expect(200)["data"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn named_days_and_questions_stand_on_today() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let made = program.post("/api/v1/parties", json!({ "name": "Trần Thị Lan", "birthday": { "month": 3, "day": 5 } })).await.expect(201);
        fact(&program, json!({ "party_id": made["id"], "topic": "dates", "statement": "Kỷ niệm mở quán 4/3" })).await;
        fact(&program, json!({ "party_id": made["id"], "topic": "dates", "statement": "Giỗ tổ nghề 4/9" })).await;
        fact(&program, json!({ "party_id": made["id"], "topic": "product", "value": "hộp quà", "statement": "Thích hộp quà" })).await;
        for days in [40, 20] {
            let at = (quen_testkit::monday_morning() - chrono::TimeDelta::days(days)).to_rfc3339();
            let order = json!({ "party_id": made["id"], "ordered_at": at, "lines": [{ "text": "Hạt", "unit_price": 3_000_000 }] });
            program.post("/api/v1/orders", order).await.expect(201);
        }
        let ctx = app.ctx("Khôi").await;
        quen_service::facts::refresh(&ctx, &quen_service::jobs::queue::Progress::default()).await.unwrap();
        let today = open(&khoi, "/today").await;
        assert!(today.contains("Kỷ niệm mở quán 4/3") && !today.contains("Giỗ tổ nghề"), "{today}");
        assert!(today.contains("· Thích hộp quà"), "what she likes stands by her birthday: {today}");
        assert!(today.contains("Nên hỏi hôm nay") && today.contains("đáng giá khoảng"), "{today}");
        let answer = [("topic", "delivery"), ("statement", "Trước 9 giờ"), ("back", "questions")];
        let answered = khoi.submit("/today", &format!("/parties/{}/answers", made["id"].as_str().unwrap()), &answer).await;
        assert_eq!(answered.status, 303);
        assert_eq!(memory(&program, &made["id"]).await["facts"].as_array().unwrap().len(), 4);
    })
    .await;
}
