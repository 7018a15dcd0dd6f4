//! The rest of what every kind has: fields of every type on its form, one that is asked only when another says so, the English
//! words, the document; the usual questions, the bar of an unsaved view, a list written by a worker; who is there already while one
//! types; the bin that empties itself; words typed with a slip or without the input method.

use chrono::Duration;
use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::{encoded, machine, page, workshop};

#[tokio::test]
async fn its_fields_are_of_every_type_and_one_is_asked_when_another_says_so() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let worn = json!({ "field": "custom.state", "op": "eq", "value": "worn" });
        let mut typed = vec![("name", "Máy nén"), ("custom.serial", "N-1"), ("custom.state", "worn")];
        for (name, kind, text, more) in [
            ("about", "long_text", "Hai dòng", json!({ "personal": "none" })),
            ("weight", "number", "2,5", json!({})),
            ("share", "percent", "7,5", json!({})),
            ("seen", "date_time", "2026-03-02T08:00", json!({})),
            ("feast", "lunar_date", "15/8 (al)", json!({})),
            ("uses", "choices", "", json!({ "choices": ["Rang", "Xay"] })),
            ("rented", "yes_no", "yes", json!({})),
            ("hotline", "phone", "0905 218 467", json!({ "personal": "basic" })),
            ("mail", "email", "tho@gio.vn", json!({ "personal": "basic" })),
            ("manual", "link", "https://gio.vn/may", json!({})),
            ("place", "address", "47 Lê Đình Dương, Đà Nẵng", json!({})),
            ("fault", "text", "", json!({ "required": true, "shown_when": worn })),
        ] {
            let mut body = json!({ "noun": "machines", "name": name, "label_vi": name, "label_en": format!("{name} EN"), "type": kind });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            khoi.post("/api/v1/fields", body).await.expect(201);
            if !text.is_empty() {
                typed.push((Box::leak(format!("custom.{name}").into_boxed_str()), text));
            }
        }
        typed.extend([("custom.uses", "rang"), ("custom.uses", "xay")]);
        let new = "/records/machines/new";
        assert!(!page(&browser, new).await.contains("custom.fault"), "asked only of what is worn");
        let asked = browser.submit(new, "/records/machines", &typed).await;
        assert!(asked.status == 422 && asked.text.contains("id=\"own-fault-problem\""), "{}", asked.text);
        typed.push(("custom.fault", "Hở gioăng"));
        let made = browser.submit(new, "/records/machines", &typed).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let stored = khoi.get("/api/v1/machines?q=nen").await.expect(200)["data"][0]["custom"].clone();
        assert_eq!(
            (&stored["weight"], &stored["share"], &stored["uses"], &stored["rented"], &stored["hotline"][0]["value"]),
            (&json!("2.5"), &json!(750), &json!(["rang", "xay"]), &json!(true), &json!("+84905218467")),
            "{stored}"
        );
        assert_eq!(
            (&stored["feast"]["calendar"], &stored["place"]["province_code"], &stored["seen"]),
            (&json!("lunar"), &json!("48"), &json!("2026-03-02T01:00:00Z")),
            "{stored}"
        );
        let needs = json!({ "custom": { "state": "worn" } });
        let refused = khoi.patch(&format!("/api/v1/machines/{}", ids[0]), needs).await.expect(422);
        assert_eq!(refused["errors"][0]["field"], "custom.fault", "{refused}");
        let document = khoi.get("/api/v1/openapi.json").await.expect(200).to_string();
        assert!(document.contains("\"fault\"") && document.contains("/machines"));
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn its_usual_questions_an_unsaved_view_and_a_list_from_a_worker() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        let list = page(&browser, "/records/machines").await;
        let worn = json!({ "all": [{ "field": "custom.state", "op": "in", "value": ["worn"] }] })
            .to_string();
        assert!(
            list.contains(&encoded(&worn)) && list.contains("Của tôi"),
            "tabs from its fields: {list}"
        );
        let asked = page(
            &browser,
            &format!("/records/machines?filter={}", encoded(&worn)),
        )
        .await;
        assert!(
            asked.contains("Máy xay")
                && !asked.contains(">Máy hai họng</a>")
                && !asked.contains("unsaved-bar"),
            "{asked}"
        );
        let unkept = page(&browser, "/records/machines?sort=-custom.price").await;
        assert!(
            unkept.contains("unsaved-bar") && unkept.contains("Lưu thành góc nhìn mới"),
            "{unkept}"
        );
        let wanted = [("format", "xlsx"), ("sort", "-custom.price")];
        let started = browser
            .submit("/records/machines", "/lists/machines/exports", &wanted)
            .await;
        assert_eq!(started.status, 303, "{}", started.text);
        app.work().await;
        let place = started.header("location").unwrap().to_owned();
        assert!(page(&browser, &place).await.contains("Xong: 3 dòng"));
        let told = khoi
            .get(&place.replace("/exports/", "/api/v1/exports/"))
            .await
            .expect(200);
        let file = browser
            .open(&format!("/files/{}", told["file"]["id"].as_str().unwrap()))
            .await;
        assert!(file.text.starts_with("PK"), "a workbook");
    })
    .await;
}

#[tokio::test]
async fn what_is_there_already_is_told_while_one_types() {
    on_both(|app| async move {
        let (_, browser, ids) = workshop(&app).await;
        let new = "/records/machines/new";
        assert!(
            page(&browser, new)
                .await
                .contains("hx-post=\"/lists/machines/known\"")
        );
        let known = |name: &'static str| {
            let browser = browser.clone();
            async move {
                let typed = [("name", name), ("custom.price", "mười")];
                browser.submit(new, "/lists/machines/known", &typed).await
            }
        };
        let told = known("máy XAY").await;
        assert!(
            told.status == 200 && told.text.contains(&format!("/records/{}", ids[2])),
            "{} {}",
            told.status,
            told.text
        );
        assert_eq!(known("Máy rang").await.text, "");
        assert_eq!(known("").await.text, "");
        let viewer = app.browser("Lan", Role::Viewer).await;
        assert_eq!(
            viewer
                .submit("/today", "/lists/rockets/known", &[("name", "x")])
                .await
                .status,
            404
        );
    })
    .await;
}

#[tokio::test]
async fn it_is_found_with_a_slip_and_leaves_the_bin_for_good_in_time() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        machine(&khoi, "Máy Nguyễn Chí", json!({ "serial": "NC" })).await;
        for typed in ["nguyeenx chis", "nguyem chi", "nguyen chi"] {
            let found = khoi
                .get(&format!("/api/v1/search?q={}", encoded(typed)))
                .await
                .expect(200);
            assert_eq!(found["others"][0]["kind"], "machines", "{typed}: {found}");
            assert!(
                page(&browser, &format!("/find?q={}", encoded(typed)))
                    .await
                    .contains("Máy Nguyễn Chí"),
                "{typed}"
            );
        }
        khoi.delete(&format!("/api/v1/machines/{}", ids[0]))
            .await
            .expect(204);
        app.app.clock.advance(Duration::days(31));
        let day = quen_service::bins::empty(
            &app.ctx("Khôi").await,
            &quen_service::jobs::queue::Progress::default(),
        )
        .await;
        assert!(day.is_ok(), "{day:?}");
        let browser = app.browser("Khôi", Role::Owner).await;
        assert!(
            !page(&browser, "/bin?kind=machines")
                .await
                .contains("Máy hai họng")
        );
        khoi.post(
            &format!("/api/v1/machines/{}/restoration", ids[0]),
            json!({}),
        )
        .await
        .expect(404);
        app.work().await;
    })
    .await;
}
