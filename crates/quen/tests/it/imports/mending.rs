//! Rows that failed, mended and read in again; mappings that are remembered; what became of each row.

use axum::http::Method;
use quen_core::Role;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

use super::pages::upload;

const FILE: &str = "Tên gọi,Máy,Mã\nNguyễn Văn An,905218467,KH1\nLê Bình,12,KH2\nTrần Cúc,34,KH3\nPhạm Dung,0912345678,KH4\n";

async fn draft(client: &Client, file: &str) -> Value {
    let bytes = [("content-type", "application/octet-stream")];
    let path = "/api/v1/imports?kind=parties&name=a.csv";
    let sent = client.send(Method::POST, path, &bytes, Some(file.into()));
    sent.await.expect(201)
}

fn place(import: &Value) -> String {
    format!("/api/v1/imports/{}", import["id"].as_str().unwrap())
}

fn mapped(import: &Value) -> Vec<Value> {
    let columns = import["columns"].as_array().unwrap().iter();
    columns.map(|column| column["field"].clone()).collect()
}

#[tokio::test]
async fn the_mapping_of_a_file_is_offered_for_the_next_one_with_its_headings() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let first = draft(&khoi, FILE).await;
        assert_eq!((mapped(&first)[1].clone(), &first["remembered"]), (Value::Null, &json!(false)));
        let map = json!({ "map": { "Tên gọi": "full_name", "Máy": "phone", "Mã": "code" }, "match": ["code"], "on_match": "skip" });
        khoi.post(&format!("{}/start", place(&first)), map).await.expect(200);
        app.work().await;
        let other = FILE.replace("Tên gọi,Máy,Mã", "TÊN GỌI, máy ,Mã");
        let second = draft(&khoi, &other).await;
        assert_eq!(second["remembered"], true);
        assert_eq!(mapped(&second), [json!("full_name"), json!("phone"), json!("code")]);
        let begun = khoi.post(&format!("{}/start", place(&second)), json!({})).await.expect(200);
        assert_eq!((&begun["options"]["on_match"], &begun["options"]["match_on"]), (&json!("skip"), &json!(["code"])));
        app.work().await;
        assert_eq!(khoi.get(&place(&second)).await.expect(200)["skipped"], 2);
        let turned = draft(&khoi, &FILE.replace("Tên gọi,Máy,Mã", "Máy,Tên gọi,Mã")).await;
        assert_eq!(turned["remembered"], false, "another order is another file");
        // The download of failed rows has one heading more, and is the same file all the same.
        let failed = khoi.get(&format!("{}/failures.csv", place(&first))).await;
        let again = draft(&khoi, &failed.text.replace(",12,", ",0905111222,")).await;
        assert_eq!((&again["remembered"], mapped(&again)[3].clone()), (&json!(true), Value::Null));
        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        assert_eq!(draft(&lan, FILE).await["remembered"], false, "each workspace its own");
        let browser = app.browser("Khôi", Role::Owner).await;
        let answer = upload(&browser, "parties", "a.csv", FILE.as_bytes()).await;
        let page = browser.open(answer.header("location").unwrap()).await;
        assert!(page.text.contains("như lần nhập trước"), "{}", page.text);
    })
    .await;
}

/// An import of [`FILE`], of which rows 3 and 4 have failed.
async fn half_done(app: &quen_testkit::TestApp, khoi: &Client) -> String {
    let import = draft(khoi, FILE).await;
    let map = json!({ "map": { "Tên gọi": "full_name", "Máy": "phone", "Mã": "code" } });
    khoi.post(&format!("{}/start", place(&import)), map)
        .await
        .expect(200);
    app.work().await;
    place(&import)
}

#[tokio::test]
async fn failed_rows_are_mended_and_only_they_are_read_in_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let import = half_done(&app, &khoi).await;
        let seen = khoi.get(&import).await.expect(200);
        assert_eq!((&seen["created"], &seen["failed"]), (&json!(2), &json!(2)));
        let retries = format!("{import}/retries");
        let one = json!({ "rows": [{ "row": 3, "cells": ["Lê Bình", "0905111222", "KH2"] }] });
        let retry = khoi.post(&retries, one.clone()).await.expect(201);
        assert_eq!(retry["options"]["retry_of"], seen["id"]);
        app.work().await;
        let done = khoi.get(&place(&retry)).await.expect(200);
        assert_eq!(
            (&done["state"], &done["rows_read"], &done["created"]),
            (&json!("done"), &json!(1), &json!(1))
        );
        let left = khoi.get(&import).await.expect(200);
        assert_eq!(
            (&left["failed"], left["errors"][0]["row"].clone()),
            (&json!(1), json!(4))
        );
        let twice = khoi.post(&retries, one).await.expect(422);
        assert_eq!(
            twice["errors"][0]["code"], "bad-reference",
            "nothing is read in twice"
        );
        for (rows, code) in [
            (json!([]), "required"),
            (json!([{ "row": 2, "cells": [] }]), "bad-reference"),
            (
                json!([{ "row": 4, "cells": [] }, { "row": 4, "cells": [] }]),
                "bad-reference",
            ),
            (json!("4"), "bad-list"),
        ] {
            let refused = khoi
                .post(&retries, json!({ "rows": rows }))
                .await
                .expect(422);
            assert_eq!(refused["errors"][0]["code"], code);
        }
        assert_eq!(
            khoi.get(&import).await.expect(200)["failed"],
            1,
            "a refusal takes nothing"
        );
        // A row that is still wrong fails again, under the retry.
        let wrong = json!({ "rows": [{ "row": 4, "cells": ["Trần Cúc", "56", "KH3"] }] });
        let retry = khoi.post(&retries, wrong).await.expect(201);
        app.work().await;
        let done = khoi.get(&place(&retry)).await.expect(200);
        assert_eq!(
            (&done["failed"], &done["errors"][0]["code"]),
            (&json!(1), &json!("bad-phone"))
        );
        app.workspace("khac").await;
        let lan = app.colleague_in("khac", "Lan", Role::Owner).await;
        lan.post(&retries, json!({ "rows": [] })).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn rows_are_mended_on_the_page() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let import = half_done(&app, &khoi).await.replace("/api/v1", "");
        let page = browser.open(&import).await;
        for part in [
            "name=\"cell-3-1\" value=\"12\"",
            "aria-label=\"Máy, dòng 4\"",
            "Kết quả từng dòng",
            "Dòng 2",
        ] {
            assert!(page.text.contains(part), "{part}: {}", page.text);
        }
        let fields = [
            ("cell-3-0", "Lê Bình"),
            ("cell-3-1", "0905111222"),
            ("cell-3-2", "KH2"),
            ("cell-4-0", ""),
            ("cell-4-1", " "),
            ("cell-4-2", ""),
        ];
        let retry = format!("{import}/retry");
        let answer = browser.submit(&import, &retry, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let place = answer.header("location").unwrap().to_owned();
        app.work().await;
        let done = browser.open(&place).await;
        assert!(
            done.text.contains(&format!("href=\"{import}\"")),
            "it leads back"
        );
        assert!(
            browser.open(&import).await.text.contains("cell-4-1"),
            "an empty row stays"
        );
        let refused = browser.submit(&import, &retry, &fields).await;
        assert_eq!(refused.status, 422);
        let empty = browser
            .submit(
                &import,
                &retry,
                &[("cell-4-1", ""), ("cell-x-9", "y"), ("cell-4-999999", "y")],
            )
            .await;
        assert_eq!(empty.status, 422);
        let viewer = app.browser("Vy", Role::Member).await;
        assert_eq!(viewer.submit("/account", &retry, &fields).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn every_row_tells_what_became_of_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        khoi.post("/api/v1/parties", json!({ "name": "An", "code": "KH1" }))
            .await
            .expect(201);
        let import = half_done(&app, &khoi).await;
        let first = khoi
            .get(&format!("{import}/rows?limit=1"))
            .await
            .expect(200);
        let next = first["next_cursor"].as_str().unwrap();
        let rest = khoi
            .get(&format!("{import}/rows?cursor={next}"))
            .await
            .expect(200);
        let told: Vec<_> = [&first, &rest]
            .into_iter()
            .flat_map(|page| page["data"].as_array().unwrap())
            .map(|row| {
                (
                    row["row"].as_i64().unwrap(),
                    row["result"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(told, [(2, "updated"), (5, "created")]);
        let record = rest["data"][0]["record_id"].as_str().unwrap();
        let party = khoi
            .get(&format!("/api/v1/parties/{record}"))
            .await
            .expect(200);
        assert_eq!(party["code"], "KH4");
        for bad in ["limit=0", "cursor=x", "page=2"] {
            khoi.get(&format!("{import}/rows?{bad}")).await.expect(400);
        }
    })
    .await;
}
