//! People and organisations through every door.

use quen_core::access::Role;
use quen_testkit::{Client, on_both};
use serde_json::json;

#[tokio::test]
async fn a_party_is_made_found_changed_binned_and_restored() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let made = khoi
            .post(
                "/api/v1/parties",
                json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905.218.467"] }),
            )
            .await;
        let place = made.header("location").unwrap().to_owned();
        let party = made.expect(201);
        assert_eq!(party["phones"][0]["value"], "+84905218467");
        for question in ["nguyen", "hong ngoc", "467", "0905 218"] {
            let found = khoi
                .get(&format!(
                    "/api/v1/parties?q={}",
                    question.replace(' ', "%20")
                ))
                .await
                .expect(200);
            assert_eq!(found["data"][0]["id"], party["id"], "{question}");
        }
        let changed = khoi
            .patch(&place, json!({ "name": "Nguyễn Thị Hồng Nga" }))
            .await
            .expect(200);
        assert_eq!(
            (changed["version"].clone(), changed["name"].clone()),
            (json!(2), json!("Nguyễn Thị Hồng Nga"))
        );
        assert_eq!(
            khoi.get("/api/v1/parties?q=ngoc").await.expect(200)["data"],
            json!([])
        );
        khoi.delete(&place).await.expect(204);
        khoi.get(&place).await.expect(404);
        khoi.post(&format!("{place}/restoration"), json!({}))
            .await
            .expect(200);
        khoi.get(&place).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn html_and_json_tell_the_same() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let answer = khoi
            .submit(
                "/parties/new",
                "/parties",
                &[("name", "Lê Gia Hân"), ("phones", "091 234 5678")],
            )
            .await;
        let place = answer.header("location").unwrap().to_owned();
        assert!(
            khoi.open(&place)
                .await
                .expect(200)
                .as_str()
                .unwrap()
                .contains("Lê Gia Hân")
        );
        let program = app.owner("Khôi").await;
        let same = program.get(&format!("/api/v1{place}")).await.expect(200);
        assert_eq!(same["phones"][0]["display"], "0912 345 678");
    })
    .await;
}

#[tokio::test]
async fn pages_and_sorts_go_on_where_they_stopped() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for name in ["Trần An", "Lê Bình", "Phạm Chi", "Vũ Dũng", "Ngô Em"] {
            khoi.post("/api/v1/parties", json!({ "name": name }))
                .await
                .expect(201);
        }
        for sort in [
            "name",
            "-name",
            "created_at",
            "-created_at",
            "last_order_on",
            "-last_order_on",
            "spend",
        ] {
            let mut seen = Vec::new();
            let mut cursor = String::new();
            loop {
                let page = khoi
                    .get(&format!("/api/v1/parties?limit=2&sort={sort}{cursor}"))
                    .await
                    .expect(200);
                seen.extend(
                    page["data"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|p| p["name"].as_str().unwrap().to_owned()),
                );
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!(seen.len(), 5, "{sort} {seen:?}");
            if sort == "name" {
                assert_eq!(
                    seen,
                    ["Trần An", "Lê Bình", "Phạm Chi", "Vũ Dũng", "Ngô Em"]
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn another_workspace_does_not_exist() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
        let made = khoi
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await;
        let place = made.header("location").unwrap().to_owned();
        stranger.get(&place).await.expect(404);
        stranger
            .patch(&place, json!({ "name": "x" }))
            .await
            .expect(404);
        stranger.delete(&place).await.expect(404);
        assert_eq!(
            stranger.get("/api/v1/parties?q=nguyen").await.expect(200)["data"],
            json!([])
        );
        assert_eq!(
            stranger.get("/api/v1/parties?count=true").await.expect(200)["count"],
            0
        );
    })
    .await;
}

#[tokio::test]
async fn a_retry_makes_nothing_twice_and_an_old_version_is_refused() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let send = || {
            let khoi = khoi.clone();
            async move {
                let body = json!({ "name": "Nguyễn Văn An" }).to_string().into_bytes();
                khoi.send(
                    axum::http::Method::POST,
                    "/api/v1/parties",
                    &[("idempotency-key", "k1")],
                    Some(body),
                )
                .await
                .expect(201)
            }
        };
        let (first, second) = (send().await, send().await);
        assert_eq!(first["id"], second["id"]);
        let place = format!("/api/v1/parties/{}", first["id"].as_str().unwrap());
        khoi.patch(&place, json!({ "note": "thích rang vừa" }))
            .await
            .expect(200);
        let body = json!({ "note": "khác" }).to_string().into_bytes();
        let late = khoi
            .send(
                axum::http::Method::PATCH,
                &place,
                &[("if-match", "\"1\"")],
                Some(body),
            )
            .await
            .expect(412);
        assert_eq!(late["current_version"], 2);
    })
    .await;
}

/// The names of a list sorted by name, page by page.
async fn by_name(client: &Client) -> Vec<String> {
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client
            .get(&format!("/api/v1/parties?sort=name&limit=2{cursor}"))
            .await
            .expect(200);
        let rows = page["data"].as_array().unwrap().iter();
        names.extend(rows.map(|row| row["name"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return names,
        }
    }
}

#[tokio::test]
async fn names_that_are_none_stand_in_the_order_of_their_numbers() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for name in ["Khách 10", "Khách 2", "Lan", "Bình", "Khách 1"] {
            khoi.post("/api/v1/parties", json!({ "name": name }))
                .await
                .expect(201);
        }
        let right = ["Bình", "Khách 1", "Khách 2", "Khách 10", "Lan"];
        assert_eq!(by_name(&khoi).await, right);
        // Keys of an older make are written anew by the nightly upkeep.
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(quen_core::Permission::JobsManage).await.unwrap();
        let old = quen_store::db::sql("UPDATE parties SET name_key = $2 WHERE workspace_id = $1");
        tx.rows
            .execute(old.bind(app.workspace).bind(vec![0_u8, 0]))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_ne!(by_name(&khoi).await, right);
        quen_service::jobs::upkeep::of_workspace(&ctx)
            .await
            .unwrap();
        assert_eq!(by_name(&khoi).await, right);
    })
    .await;
}
