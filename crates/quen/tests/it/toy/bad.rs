//! Bad input: each item gets a clear answer through the pages and the API, nothing is lost and nothing is written.

use quen_core::access::Role;
use quen_testkit::{Browser, on_both};
use serde_json::{Value, json};

use super::{encoded, page, toy, workshop};
use crate::imports::pages::upload;

/// Uploads a file and starts reading it in as it was understood; answers its page.
async fn read_in(browser: &Browser, kind: &str, file: &str, columns: &[&str]) -> String {
    let sent = upload(browser, kind, "tep.csv", file.as_bytes()).await;
    let place = sent.header("location").map(str::to_owned);
    let place = place.unwrap_or_else(|| panic!("{}", sent.text));
    let names: Vec<String> = (0..columns.len()).map(|n| format!("column-{n}")).collect();
    let names = names.iter().map(String::as_str);
    let mut form: Vec<(&str, &str)> = names.zip(columns.iter().copied()).collect();
    form.push(("on_match", "update"));
    let started = browser
        .submit(&place, &format!("{place}/start"), &form)
        .await;
    assert_eq!(started.status, 303, "{}", started.text);
    place
}

#[tokio::test]
async fn ten_thousand_conditions_are_refused_and_the_list_stands() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let test = json!({ "field": "custom.state", "op": "eq", "value": "worn" });
        let many: Vec<Value> = std::iter::repeat_n(test, 10_000).collect();
        let body = json!({ "act": { "delete": {} }, "filter": { "any": many } });
        let refused = khoi.post("/api/v1/machines/bulks", body).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "too-many");
        assert!(
            refused["errors"][0]["message"]
                .as_str()
                .is_some_and(|said| said.contains("200")),
            "{refused}"
        );
        let kept = json!({ "kind": "machines", "name": "Nhiều", "state": { "conditions": many } });
        khoi.post("/api/v1/views", kept).await.expect(422);
        let some: Vec<Value> = many.iter().take(250).cloned().collect();
        let path = encoded(&json!({ "all": some }).to_string());
        let shown = browser
            .open(&format!("/records/machines?filter={path}"))
            .await;
        assert!(
            shown.status == 422 && shown.text.contains("200"),
            "{}",
            shown.text
        );
        khoi.get(&format!("/api/v1/machines?filter={path}"))
            .await
            .expect(400);
        khoi.get(&format!("/api/v1/machines/{}", ids[0]))
            .await
            .expect(200);
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_regular_expression_bomb_is_a_text_like_any_other() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        let bomb = format!("{}!", "(a+)+$".repeat(10));
        let body = json!({ "name": bomb, "custom": { "serial": "a".repeat(60) } });
        khoi.post("/api/v1/machines", body).await.expect(201);
        let begins = json!({ "field": "custom.serial", "op": "starts_with", "value": bomb });
        for at in [
            format!("/records/machines?q={}", encoded(&bomb)),
            format!("/records/machines?filter={}", encoded(&begins.to_string())),
            format!("/find?q={}", encoded(&bomb)),
        ] {
            page(&browser, &at).await;
        }
        let formula = json!({ "noun": "machines", "name": "x", "label_vi": "X", "type": "formula", "formula": format!("custom.serial.matches('{bomb}')"), "result": "yes_no" });
        let refused = khoi.post("/api/v1/fields", formula).await.expect(422);
        assert_eq!(refused["errors"][0]["field"], "formula", "{refused}");
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_formula_that_refers_to_itself_is_refused_on_its_page_and_by_the_api() {
    on_both(|app| async move {
        let (khoi, browser, ids) = workshop(&app).await;
        let formula = |name: &str, text: &str| json!({ "noun": "machines", "name": name, "label_vi": name, "type": "formula", "formula": text, "result": "number" });
        let refused = khoi.post("/api/v1/fields", formula("vong", "custom.vong + 1")).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], "formula-ring", "{refused}");
        let form = [
            ("noun", "machines"),
            ("name", "vong"),
            ("label_vi", "Vòng"),
            ("type", "formula"),
            ("formula", "custom.vong + 1"),
            ("result", "number"),
        ];
        let at = "/settings/fields/new?noun=machines&type=formula";
        let refused = browser.submit(at, "/settings/fields", &form).await;
        assert!(refused.status == 422 && refused.text.contains("custom.vong + 1"), "what was typed stays: {}", refused.text);
        let machine = khoi.get(&format!("/api/v1/machines/{}", ids[0])).await.expect(200);
        assert!(machine["custom"].get("vong").is_none());
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_header_that_repeats_is_named_on_the_page_and_never_guessed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let file = "Tên,Số máy,Số máy\nMáy xay,LM-1,LM-2\n";
        let sent = upload(&browser, "machines", "tep.csv", file.as_bytes()).await;
        let place = sent.header("location").unwrap().to_owned();
        let twice = [
            ("column-0", "name"),
            ("column-1", "custom.serial"),
            ("column-2", "custom.serial"),
        ];
        let refused = browser
            .submit(&place, &format!("{place}/start"), &twice)
            .await;
        assert!(
            refused.status == 422 && refused.text.contains("Số máy"),
            "{}",
            refused.text
        );
        assert_eq!(
            khoi.get("/api/v1/machines").await.expect(200)["data"],
            json!([]),
            "nothing was written"
        );
        let once = [
            ("column-0", "name"),
            ("column-1", "custom.serial"),
            ("column-2", ""),
        ];
        assert_eq!(
            browser
                .submit(&place, &format!("{place}/start"), &once)
                .await
                .status,
            303
        );
        app.work().await;
        assert_eq!(
            khoi.get("/api/v1/machines").await.expect(200)["data"][0]["custom"]["serial"],
            "LM-1"
        );
    })
    .await;
}

#[tokio::test]
async fn three_hundred_columns_are_shown_and_one_more_is_refused_on_the_page() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let wide = |columns: usize| {
            let titles: Vec<String> = (2..columns).map(|n| format!("Cột {n}")).collect();
            let cells = vec!["x"; columns - 2];
            format!(
                "Tên,Số máy,{}\nMáy xay,LM-1,{}\n",
                titles.join(","),
                cells.join(",")
            )
        };
        read_in(&browser, "machines", &wide(300), &["name", "custom.serial"]).await;
        app.work().await;
        assert_eq!(
            khoi.get("/api/v1/machines").await.expect(200)["data"][0]["custom"]["serial"],
            "LM-1"
        );
        let sent = upload(&browser, "machines", "tep.csv", wide(301).as_bytes()).await;
        let refused = browser.open(sent.header("location").unwrap()).await;
        assert!(
            refused.status == 422 && refused.text.contains("300"),
            "{} {}",
            refused.status,
            refused.text
        );
        let bytes = [("content-type", "application/octet-stream")];
        let refused = khoi
            .send(
                axum::http::Method::POST,
                "/api/v1/imports?kind=machines&name=a.csv",
                &bytes,
                Some(wide(301).into()),
            )
            .await
            .expect(422);
        assert_eq!(
            refused["errors"][0]["code"], "file-too-many-columns",
            "{refused}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_cell_of_ten_megabytes_fails_its_row_alone_and_is_told_on_the_page() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        toy(&khoi).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let file = format!(
            "Tên,Số máy\nMáy dài,{}\nMáy xay,LM-1\n",
            "x".repeat(10 * 1024 * 1024)
        );
        let place = read_in(&browser, "machines", &file, &["name", "custom.serial"]).await;
        app.work().await;
        let all = khoi.get("/api/v1/machines").await.expect(200);
        assert_eq!(
            (
                all["data"].as_array().unwrap().len(),
                &all["data"][0]["name"]
            ),
            (1, &json!("Máy xay"))
        );
        let shown = page(&browser, &place).await;
        assert!(
            shown.contains("Dòng 2") && shown.len() < 200_000,
            "{} bytes",
            shown.len()
        );
    })
    .await;
}

#[tokio::test]
async fn a_merge_with_itself_or_of_two_that_are_edited_changes_nothing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let mut ids = Vec::new();
        for name in ["Nguyễn Thị Hồng Hạnh", "Hanh, Nguyen Thi Hong"] {
            let made = khoi
                .post(
                    "/api/v1/parties",
                    json!({ "name": name, "phones": ["0905218467"] }),
                )
                .await
                .expect(201);
            ids.push(made["id"].as_str().unwrap().to_owned());
        }
        let at = format!("/parties/{}/merge", ids[0]);
        let compare = format!("{at}?loser={}", ids[1]);
        let itself = browser.open(&format!("{at}?loser={}", ids[0])).await;
        assert!(
            itself.status == 422 || itself.status == 404,
            "{}",
            itself.status
        );
        let itself = browser
            .submit(&compare, &at, &[("loser", ids[0].as_str())])
            .await;
        assert_eq!(itself.status, 422, "{}", itself.text);
        khoi.patch(
            &format!("/api/v1/parties/{}", ids[1]),
            json!({ "note": "Vừa sửa" }),
        )
        .await
        .expect(200);
        let seen = [
            ("loser", ids[1].as_str()),
            ("winner_version", "1"),
            ("loser_version", "1"),
        ];
        let refused = browser.submit(&compare, &at, &seen).await;
        assert!(
            refused.status == 409 && refused.text.contains("vừa sửa"),
            "{}",
            refused.text
        );
        for (id, note) in [(&ids[0], json!(null)), (&ids[1], json!("Vừa sửa"))] {
            let there = khoi.get(&format!("/api/v1/parties/{id}")).await.expect(200);
            assert_eq!(there["note"], note, "nothing was merged and nothing lost");
        }
        app.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_view_on_a_field_that_is_gone_shows_no_rows_and_an_import_is_undone_once() {
    on_both(|app| async move {
        let (khoi, browser, _) = workshop(&app).await;
        let field = khoi.post("/api/v1/fields", json!({ "noun": "machines", "name": "place", "label_vi": "Chỗ", "type": "choice", "choices": ["a"] })).await.expect(201);
        let state = json!({ "conditions": [{ "field": "custom.place", "op": "eq", "value": "a" }] });
        let view = khoi.post("/api/v1/views", json!({ "kind": "machines", "name": "Ở a", "state": state })).await.expect(201);
        khoi.delete(&format!("/api/v1/fields/{}", field["id"].as_str().unwrap())).await.expect(204);
        let shown = page(&browser, &format!("/records/machines?view={}", view["id"].as_str().unwrap())).await;
        assert!(shown.contains("Có điều kiện không dùng được nữa") && !shown.contains("Máy xay"), "{shown}");
        let place = read_in(&browser, "machines", "Tên,Số máy\nMáy mới,LM-9\n", &["name", "custom.serial"]).await;
        app.work().await;
        let undo = format!("{place}/undo");
        assert_eq!(browser.submit(&place, &undo, &[]).await.status, 303);
        app.work().await;
        let twice = browser.submit("/imports", &undo, &[]).await;
        assert_eq!(twice.status, 409, "{}", twice.text);
        assert_eq!(khoi.get("/api/v1/machines?count=true").await.expect(200)["count"], 3, "the others stand");
        app.work().await;
    })
    .await;
}
