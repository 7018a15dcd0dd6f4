//! Fields that a workspace makes for itself: in the API, lists, forms, files and history at once, for every kind of
//! record; and what is refused about them.

mod computed;
mod followed;
mod forms;
mod money;
mod referred;
mod refused;
mod rollups;

use quen_core::access::Role;
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// Makes a field; answers it.
pub async fn field(client: &Client, body: Value) -> Value {
    client.post("/api/v1/fields", body).await.expect(201)
}

pub fn encoded(filter: &Value) -> String {
    filter
        .to_string()
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect()
}

/// The names of the parties that a filter finds, in the list's order.
pub async fn found(client: &Client, kind: &str, filter: &Value, sort: &str) -> Vec<String> {
    let sort = if sort.is_empty() {
        String::new()
    } else {
        format!("&sort={sort}")
    };
    let path = format!("/api/v1/{kind}?filter={}{sort}", encoded(filter));
    let page = client.get(&path).await.expect(200);
    let names = page["data"].as_array().unwrap().iter();
    names
        .map(|row| {
            let name = ["name", "title", "number", "subject"]
                .iter()
                .find_map(|key| row[key].as_str());
            name.unwrap_or_default().to_owned()
        })
        .collect()
}

/// Every type with a value, the same value as it is answered, and a condition that finds it.
fn types() -> Vec<(Value, Value, Value, Value)> {
    let of = |kind: &str| json!({ "type": kind });
    let choice = |kind| json!({ "type": kind, "choices": ["Bạc", { "code": "gold", "vi": "Vàng", "en": "Gold" }] });
    let test = |op: &str, value: Value| json!({ "op": op, "value": value });
    vec![
        (
            of("text"),
            json!("43A-123.45"),
            json!("43A-123.45"),
            test("starts_with", json!("43A")),
        ),
        (
            of("long_text"),
            json!("một\nhai"),
            json!("một\nhai"),
            test("not_empty", json!(null)),
        ),
        (
            of("number"),
            json!(2.5),
            json!("2.5"),
            test("between", json!([2, 3])),
        ),
        (
            of("money"),
            json!(150_000),
            json!({ "amount": 150_000, "currency": "VND" }),
            test("ge", json!(150_000)),
        ),
        (
            of("percent"),
            json!(750),
            json!(750),
            test("lt", json!(800)),
        ),
        (
            of("date"),
            json!("2026-03-05"),
            json!("2026-03-05"),
            test("within_days", json!(-7)),
        ),
        (
            of("date_time"),
            json!("2026-03-02T01:00:00Z"),
            json!("2026-03-02T01:00:00Z"),
            test("within_days", json!(1)),
        ),
        (
            of("lunar_date"),
            json!({ "calendar": "lunar", "month": 8, "day": 15 }),
            json!({ "calendar": "lunar", "month": 8, "day": 15, "leap": false }),
            test("not_empty", json!(null)),
        ),
        (
            choice("choice"),
            json!("gold"),
            json!("gold"),
            test("in", json!(["gold"])),
        ),
        (
            choice("choices"),
            json!(["bac", "gold"]),
            json!(["bac", "gold"]),
            test("has", json!("gold")),
        ),
        (
            of("yes_no"),
            json!(true),
            json!(true),
            test("eq", json!(true)),
        ),
        (
            of("phone"),
            json!(["0905 218 467"]),
            json!([{ "value": "+84905218467", "display": "0905 218 467" }]),
            test("has", json!("0905218467")),
        ),
        (
            of("email"),
            json!(["a@gio.vn"]),
            json!([{ "value": "a@gio.vn", "display": "a@gio.vn" }]),
            test("has", json!("a@gio.vn")),
        ),
        (
            of("link"),
            json!("https://gio.vn"),
            json!("https://gio.vn"),
            test("not_empty", json!(null)),
        ),
    ]
}

#[tokio::test]
async fn every_type_is_kept_answered_and_found() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for (place, (mut body, sent, kept, mut test)) in types().into_iter().enumerate() {
            let name = format!("f{place}");
            body["noun"] = json!("parties");
            body["name"] = json!(name);
            body["label_vi"] = json!(format!("Trường {place}"));
            field(&khoi, body.clone()).await;
            let party = json!({ "name": format!("Khách {place}"), "custom": { name.clone(): sent } });
            let made = khoi.post("/api/v1/parties", party).await.expect(201);
            assert_eq!(made["custom"][&name], kept, "{body}");
            khoi.post("/api/v1/parties", json!({ "name": "Không có gì" })).await.expect(201);
            test["field"] = json!(format!("custom.{name}"));
            assert_eq!(found(&khoi, "parties", &test, "").await, [format!("Khách {place}")], "{body}");
            let not = json!({ "all": [{ "not": test }, { "field": "name", "op": "eq", "value": format!("Khách {place}") }] });
            assert!(found(&khoi, "parties", &not, "").await.is_empty(), "{body}");
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_field_of_any_kind_of_record_is_in_the_api_the_list_and_the_document_at_once() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "An" })).await.expect(201);
        let line = json!({ "text": "x", "quantity": 1, "unit_price": 1 });
        let sold = json!({ "party_id": party["id"], "number": "D0", "total": 9_000 });
        let sold = khoi.post("/api/v1/orders", sold).await.expect(201);
        for (noun, model, mut body) in [
            ("payments", "Payment", json!({ "order_id": sold["id"], "amount": 1_000 })),
            ("benefits", "Benefit", json!({ "party_id": party["id"], "text": "Tặng phin" })),
            ("promises", "Promise", json!({ "party_id": party["id"], "text": "Giao sớm" })),
            ("projects", "Project", json!({ "party_id": party["id"], "name": "Hội chợ" })),
            ("parties", "Party", json!({ "name": "Bình" })),
            ("products", "Product", json!({ "name": "Phin" })),
            ("tasks", "Task", json!({ "title": "Gọi" })),
            ("orders", "Order", json!({ "party_id": party["id"], "number": "D1", "lines": [line] })),
            ("interactions", "Interaction", json!({ "party_id": party["id"], "kind": "note", "channel": "other", "subject": "Gặp", "body": "x" })),
        ] {
            let made = field(&khoi, json!({ "noun": noun, "label_vi": "Độ ưu tiên", "label_en": "Priority", "type": "number" })).await;
            assert_eq!((&made["name"], &made["position"]), (&json!("do_uu_tien"), &json!(1)));
            body["custom"] = json!({ "do_uu_tien": 7, "la": "tự do" });
            let made = khoi.post(&format!("/api/v1/{noun}"), body).await.expect(201);
            assert_eq!(made["custom"], json!({ "do_uu_tien": "7", "la": "tự do" }), "{noun}");
            let test = json!({ "field": "custom.do_uu_tien", "op": "ge", "value": 7 });
            assert_eq!(found(&khoi, noun, &test, "-custom.do_uu_tien").await.len(), 1, "{noun}");
            let place = format!("/api/v1/{noun}/{}", made["id"].as_str().unwrap());
            let changed = khoi.patch(&place, json!({ "custom": { "do_uu_tien": 3 } })).await.expect(200);
            assert_eq!(changed["custom"], json!({ "do_uu_tien": "3", "la": "tự do" }), "a change joins");
            assert!(found(&khoi, noun, &test, "").await.is_empty(), "{noun}");
            let wrong = khoi.patch(&place, json!({ "custom": { "do_uu_tien": "ba" } })).await.expect(422);
            assert_eq!((&wrong["errors"][0]["field"], &wrong["errors"][0]["code"]), (&json!("custom.do_uu_tien"), &json!("bad-number")));
            let document = khoi.get("/api/v1/openapi.json").await.expect(200);
            let described = &document["components"]["schemas"][model]["properties"]["custom"];
            assert!(described.to_string().contains("do_uu_tien"), "{noun}: {described}");
            let sorts = &document["paths"][format!("/{noun}")]["get"]["parameters"][2]["schema"]["pattern"];
            assert!(sorts.to_string().contains("custom\\\\.do_uu_tien"), "{noun}: {sorts}");
            let page = app.browser("Khôi", Role::Owner).await;
            let csv = page.open(&format!("/{noun}/export?format=csv")).await.text;
            assert!(csv.lines().next().unwrap().contains("Độ ưu tiên") && csv.contains(",3"), "{noun}: {csv}");
            khoi.delete(&place).await.expect(204);
            let any = json!({ "field": "custom.do_uu_tien", "op": "not_empty" });
            assert!(found(&khoi, noun, &any, "").await.is_empty(), "{noun}: the bin is not in the list");
            khoi.post(&format!("{place}/restoration"), json!({})).await.expect(200);
            assert_eq!(found(&khoi, noun, &any, "").await.len(), 1, "{noun}: it came back with its value");
        }
        let stranger = khoi.get("/api/v1/openapi.json").await.text;
        assert!(stranger.contains("do_uu_tien"));
        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        assert!(!lan.get("/api/v1/openapi.json").await.text.contains("do_uu_tien"), "another workspace does not see it");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_list_is_sorted_by_a_custom_field_page_by_page() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        field(
            &khoi,
            json!({ "noun": "parties", "name": "thang", "label_vi": "Thắng", "type": "number" }),
        )
        .await;
        field(
            &khoi,
            json!({ "noun": "parties", "name": "que", "label_vi": "Quê", "type": "text" }),
        )
        .await;
        for (name, number, home) in [
            ("a", json!(2), json!("Đà Nẵng")),
            ("b", json!(null), json!("Huế")),
            ("c", json!(10), json!("An Giang")),
            ("d", json!(-1.5), json!(null)),
            ("e", json!(2), json!("Dĩ An")),
        ] {
            khoi.post(
                "/api/v1/parties",
                json!({ "name": name, "custom": { "thang": number, "que": home } }),
            )
            .await
            .expect(201);
        }
        let walk = |sort: &'static str| {
            let khoi = khoi.clone();
            async move {
                let (mut names, mut cursor) = (Vec::new(), String::new());
                loop {
                    let page = khoi
                        .get(&format!("/api/v1/parties?limit=2&sort={sort}{cursor}"))
                        .await
                        .expect(200);
                    names.extend(
                        page["data"]
                            .as_array()
                            .unwrap()
                            .iter()
                            .map(|row| row["name"].as_str().unwrap().to_owned()),
                    );
                    match page["next_cursor"].as_str() {
                        Some(next) => cursor = format!("&cursor={next}"),
                        None => return names.concat(),
                    }
                }
            }
        };
        assert_eq!(walk("custom.thang").await, "bdaec");
        assert_eq!(walk("-custom.thang").await, "ceadb");
        assert_eq!(
            walk("custom.que").await,
            "dceab",
            "as people sort: D before Đ"
        );
        let some = json!({ "field": "custom.thang", "op": "in", "value": [2] });
        let refused = khoi
            .get(&format!("/api/v1/parties?filter={}", encoded(&some)))
            .await
            .expect(400);
        assert_eq!(refused["errors"][0]["code"], "bad-operator");
        let some = json!({ "field": "custom.thang", "op": "eq", "value": 2 });
        assert_eq!(
            found(&khoi, "parties", &some, "-custom.que").await,
            ["a", "e"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_retired_field_keeps_its_values_and_brings_them_back() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let made = field(
            &khoi,
            json!({ "noun": "parties", "label_vi": "Biển số", "type": "text" }),
        )
        .await;
        let place = format!("/api/v1/fields/{}", made["id"].as_str().unwrap());
        let party = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "An", "custom": { "bien_so": "43A" } }),
            )
            .await
            .expect(201);
        let at = format!("/api/v1/parties/{}", party["id"].as_str().unwrap());
        let test = json!({ "field": "custom.bien_so", "op": "eq", "value": "43A" });
        assert_eq!(
            khoi.get("/api/v1/parties?q=43A").await.expect(200)["data"][0]["name"],
            "An",
            "it is searched"
        );
        khoi.delete(&place).await.expect(204);
        let refused = khoi
            .get(&format!("/api/v1/parties?filter={}", encoded(&test)))
            .await
            .expect(400);
        assert_eq!(
            refused["errors"][0]["code"], "unknown-field",
            "a condition on a retired field says so"
        );
        khoi.patch(&at, json!({ "note": "x" })).await.expect(200);
        assert_eq!(
            khoi.get(&at).await.expect(200)["custom"]["bien_so"],
            "43A",
            "nothing is lost"
        );
        khoi.post(&format!("{place}/restoration"), json!({}))
            .await
            .expect(200);
        app.work().await;
        assert_eq!(found(&khoi, "parties", &test, "").await, ["An"]);
    })
    .await;
}

#[tokio::test]
async fn values_from_before_the_field_was_made_join_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for (name, debt) in [("An", "1.250.000"), ("Bình", "chưa rõ")] {
            khoi.post(
                "/api/v1/parties",
                json!({ "name": name, "custom": { "debt": debt } }),
            )
            .await
            .expect(201);
        }
        field(
            &khoi,
            json!({ "noun": "parties", "name": "debt", "label_vi": "Công nợ", "type": "money" }),
        )
        .await;
        app.work().await;
        let test = json!({ "field": "custom.debt", "op": "ge", "value": 1_000_000 });
        assert_eq!(found(&khoi, "parties", &test, "").await, ["An"]);
    })
    .await;
}

#[tokio::test]
async fn history_tells_each_custom_field_and_gives_its_value_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        field(&khoi, json!({ "noun": "parties", "label_vi": "Hạng", "type": "choice", "choices": ["Bạc", "Vàng"] })).await;
        let party = khoi.post("/api/v1/parties", json!({ "name": "An", "custom": { "hang": "bac" } })).await.expect(201);
        let at = format!("/api/v1/parties/{}", party["id"].as_str().unwrap());
        khoi.patch(&at, json!({ "custom": { "hang": "vang" } })).await.expect(200);
        let ctx = app.ctx("Khôi").await;
        let id = party["id"].as_str().unwrap().parse().unwrap();
        let changes = quen_service::history::of_record::<quen_service::parties::Parties>(&ctx, id).await.unwrap();
        assert_eq!(changes[0].personal, json!({ "custom.hang": ["bac", "vang"] }));
        quen_service::history::put_back::<quen_service::parties::Parties>(&ctx, id, changes[0].id, "custom.hang", None).await.unwrap();
        assert_eq!(khoi.get(&at).await.expect(200)["custom"]["hang"], "bac");
    })
    .await;
}

#[tokio::test]
async fn a_file_fills_custom_fields_and_the_undo_takes_them_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        field(&khoi, json!({ "noun": "parties", "label_vi": "Hạng thẻ", "type": "choice", "choices": ["Bạc", "Vàng"] })).await;
        field(&khoi, json!({ "noun": "parties", "label_vi": "Ngày ký", "type": "date" })).await;
        khoi.post("/api/v1/parties", json!({ "name": "An", "code": "K1", "custom": { "hang_the": "bac" } })).await.expect(201);
        let ctx = app.ctx("Khôi").await;
        let csv = "Mã KH,Họ tên,Hạng thẻ,Ngày ký\nK1,An,Vàng,05/03/2026\nK2,Bình,Bạc,\nK3,Chi,Kim cương,\n";
        let source = quen_documents::tables::Source::Bytes(csv.as_bytes().to_vec().into());
        let what = quen_service::imports::what(&ctx, "parties").unwrap();
        let seen = quen_service::imports::inspect_file(source.clone(), &what, quen_documents::tables::Wishes::default(), false).await.unwrap();
        let options = seen.options();
        assert_eq!(options.columns[2..], [Some("custom.hang_the".to_owned()), Some("custom.ngay_ky".to_owned())]);
        let report = quen_service::imports::run_file(&ctx, "parties", "a.csv", source, &options, false).await.unwrap();
        assert_eq!((report.created, report.updated, report.failed), (1, 1, 1), "{report:?}");
        let gold = json!({ "all": [
            { "field": "custom.hang_the", "op": "eq", "value": "vang" },
            { "field": "custom.ngay_ky", "op": "eq", "value": "2026-03-05" },
        ] });
        assert_eq!(found(&khoi, "parties", &gold, "").await, ["An"]);
        quen_service::imports::undo(&ctx, report.import_id.unwrap(), false).await.unwrap();
        assert!(found(&khoi, "parties", &gold, "").await.is_empty());
        let silver = json!({ "field": "custom.hang_the", "op": "eq", "value": "bac" });
        assert_eq!(found(&khoi, "parties", &silver, "").await, ["An"]);
    })
    .await;
}

#[tokio::test]
async fn fields_are_put_in_order_and_seen_by_another_process() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        let mut ids = Vec::new();
        for label in ["Một", "Hai", "Ba"] {
            ids.push(
                field(
                    &khoi,
                    json!({ "noun": "tasks", "label_vi": label, "type": "text" }),
                )
                .await["id"]
                    .clone(),
            );
        }
        ids.rotate_left(2);
        let body = json!({ "noun": "tasks", "ids": ids })
            .to_string()
            .into_bytes();
        let listed = khoi
            .send(
                axum::http::Method::PUT,
                "/api/v1/fields/order",
                &[],
                Some(body),
            )
            .await
            .expect(200);
        let names: Vec<&str> = listed["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["ba", "mot", "hai"]);
        let other = app.reopened().await;
        let there = other.ctx("Khôi").await;
        let seen: Vec<String> = there
            .customs
            .of(quen_core::Noun::Tasks)
            .iter()
            .map(|f| f.name.to_string())
            .collect();
        assert_eq!(seen, ["custom.ba", "custom.mot", "custom.hai"]);
    })
    .await;
}
