//! Search over everything: the palette's answers and the API's.

use quen_core::access::Role;
use quen_core::parties::Party;
use quen_testkit::{Browser, on_both};
use serde_json::{Value, json};

/// What the palette is answered.
async fn asked(browser: &Browser, q: &str) -> String {
    let partial = [("hx-request", "true"), ("hx-request-type", "partial")];
    let path = format!("/find?q={}", quen_http::session::encode(q));
    let answer = browser
        .send(axum::http::Method::GET, &path, &partial, Vec::new())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(!answer.text.contains("<html"), "a fragment");
    answer.text
}

#[tokio::test]
async fn names_without_marks_phones_by_their_end_and_keys_of_an_input_method() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for (name, phone) in [
            ("Nguyễn Thị Hồng Ngọc", "0905 218 467"),
            ("Lê Ân", "0912 345 678"),
            ("Trần An", "0912 345 679"),
        ] {
            program
                .post(
                    "/api/v1/parties",
                    json!({ "name": name, "phones": [phone] }),
                )
                .await
                .expect(201);
        }
        for q in [
            "nguyen",
            "hong ng",
            "Hồng Ngọc",
            "467",
            "218467",
            "0905 218",
            "nguyeenx thij",
        ] {
            assert!(asked(&khoi, q).await.contains("/parties/"), "{q}");
        }
        let marked = asked(&khoi, "hong ng").await;
        assert!(marked.contains("<mark>Hồng Ng</mark>ọc"), "{marked}");
        let both = asked(&khoi, "an").await;
        assert!(
            both.find("Trần") < both.find("Lê"),
            "the very marks first: {both}"
        );
        assert_eq!(asked(&khoi, "khongcoai").await, "");
        assert_eq!(asked(&khoi, "  ").await, "");
        let whole = khoi.open("/find?q=nguyen").await;
        assert!(whole.text.contains("<html") && whole.text.contains("Nguyễn Thị Hồng Ngọc"));
        assert_eq!(
            khoi.open(&format!("/find?q={}", "a".repeat(201)))
                .await
                .status,
            422
        );
    })
    .await;
}

#[tokio::test]
async fn the_api_finds_the_same() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let made = program
            .post("/api/v1/parties", json!({ "name": "Nguyễn Văn An" }))
            .await
            .expect(201);
        let found = program.get("/api/v1/search?q=nguyeenx").await.expect(200);
        assert_eq!(found["parties"][0]["id"], made["id"]);
        assert_eq!(found["reading"], "nguyễn");
        assert_eq!(
            program.get("/api/v1/search?q=an").await.expect(200)["reading"],
            Value::Null
        );
        assert_eq!(
            program.get("/api/v1/search").await.expect(200)["parties"],
            json!([])
        );
        assert_eq!(
            program.get("/api/v1/search?q=an&limit=3").await.expect(400)["code"],
            "invalid"
        );
        program
            .get(&format!("/api/v1/search?q={}", "a".repeat(201)))
            .await
            .expect(400);
        app.workspace("khac").await;
        let stranger = app.colleague_in("khac", "Lan", Role::Owner).await;
        assert_eq!(
            stranger.get("/api/v1/search?q=nguyen").await.expect(200)["parties"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn texts_are_found_with_their_passage_and_names_with_a_slip() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let made = program
            .post("/api/v1/parties", json!({ "name": "Nguyễn Thị Hồng Ngọc" }))
            .await
            .expect(201);
        let said = "Hỏi giá rang vừa, muốn lấy ba ký Cầu Đất giao trước tám giờ sáng";
        let body = json!({ "party_id": made["id"], "kind": "note", "body": said });
        let note = program.post("/api/v1/interactions", body).await.expect(201);
        let found = program.get("/api/v1/search?q=cau%20dat").await.expect(200);
        assert_eq!(found["interactions"][0]["id"], note["id"]);
        let passage = &found["passages"][note["id"].as_str().unwrap()];
        assert!(passage.as_str().unwrap().contains("Cầu Đất"), "{passage}");
        let khoi = app.browser("Khôi", Role::Owner).await;
        let palette = asked(&khoi, "cau dat").await;
        assert!(
            palette.contains("?only=talk") && palette.contains("Cầu Đất"),
            "{palette}"
        );
        for slip in [
            "nguyan hong",
            "nguyeng",
            "thi hong nguyne",
            "bguyen",
            "gnuyen hong",
            "hong guyen",
            "hhong ngoc",
        ] {
            let found = asked(&khoi, slip).await;
            assert!(found.contains("Hồng"), "{slip}: {found}");
        }
        assert_eq!(asked(&khoi, "phuongg").await, "");
        let reading = program.get("/api/v1/search?q=nguyan").await.expect(200);
        assert_eq!(reading["reading"], "nguyen");
    })
    .await;
}

#[tokio::test]
async fn two_common_words_that_seldom_meet_are_found_where_they_do() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let together = ["Phương Kiều 1", "Phương Kiều 2", "Kiều Phương 3"].map(str::to_owned);
        let apart = (0..2_100).flat_map(|n| [format!("Phương {n}"), format!("Kiều {n}")]);
        let names: Vec<String> = together.into_iter().chain(apart).collect();
        for some in names.chunks(100) {
            let person = |name: &String| Party::new(ctx.new_id(), "person", name, ctx.now);
            let made: Vec<_> = some.iter().map(|name| (person(name), None)).collect();
            let tx = ctx
                .write(quen_core::Permission::PartiesWrite)
                .await
                .unwrap();
            quen_store::parties::insert_many(&tx.rows, &made)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        for q in ["phuong%20kieu", "kieu%20phuong"] {
            let found = program
                .get(&format!("/api/v1/parties?q={q}"))
                .await
                .expect(200);
            let names = found["data"].as_array().unwrap().iter();
            let names: Vec<&str> = names.map(|row| row["name"].as_str().unwrap()).collect();
            assert_eq!(
                names,
                ["Kiều Phương 3", "Phương Kiều 2", "Phương Kiều 1"],
                "{q}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_palette_gives_the_commands_that_somebody_may_give() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let xem = app.browser("Xem", Role::Viewer).await;
        let kind = json!({ "name": "may_pha", "one_vi": "Máy pha" });
        program.post("/api/v1/kinds", kind).await.expect(201);
        for (q, href) in [
            ("doi phim", "/account/keys"),
            ("truong rieng", "/settings/fields"),
            ("quet lai", "/duplicates/scans"),
            ("them may pha", "/records/may_pha/new"),
            ("ban nhap", "/drafts"),
        ] {
            let answer = asked(&khoi, q).await;
            assert!(
                answer.contains(&format!("href=\"{href}\"")),
                "{q}: {answer}"
            );
        }
        let scan = asked(&khoi, "quet lai").await;
        assert!(
            scan.contains("hx-post=\"/duplicates/scans\""),
            "an act, not a page: {scan}"
        );
        assert!(asked(&xem, "doi phim").await.contains("/account/keys"));
        for q in ["truong rieng", "quet lai", "them may pha"] {
            assert!(!asked(&xem, q).await.contains("href=\"/"), "{q}");
        }
        let party = program
            .post("/api/v1/parties", json!({ "name": "Tạ Thị Lệnh" }))
            .await
            .expect(201);
        let id = party["id"].as_str().unwrap();
        let acts = khoi.open(&format!("/find?with={id}")).await;
        for part in [
            "Việc với Tạ Thị Lệnh",
            "?write=note",
            "/orders/new?party_id=",
            "/call",
        ] {
            assert!(acts.text.contains(part), "{part}: {}", acts.text);
        }
        let looks = xem.open(&format!("/find?with={id}")).await;
        assert!(
            looks.text.contains("/call") && !looks.text.contains("party_id="),
            "{}",
            looks.text
        );
        assert_eq!(
            khoi.open("/find?with=01934b2e-7b1c-7d3e-8a55-0123456789ab")
                .await
                .status,
            404
        );
        let note = khoi.open(&format!("/parties/{id}?write=task")).await;
        assert!(
            note.text.contains("value=\"task\" checked") && note.text.contains("autofocus"),
            "{}",
            note.text
        );
    })
    .await;
}

#[tokio::test]
async fn a_slip_of_the_hand_is_forgiven_in_every_kind() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        program
            .post(
                "/api/v1/kinds",
                json!({ "name": "trips", "one_vi": "Chuyến", "icon": "truck" }),
            )
            .await
            .expect(201);
        let party = program
            .post("/api/v1/parties", json!({ "name": "An" }))
            .await
            .expect(201);
        let party = &party["id"];
        for (kind, body, slip) in [
            ("trips", json!({ "name": "Chuyến Buôn Hồ" }), "chuyrn"),
            ("tasks", json!({ "title": "Đóng kệ trưng bày" }), "trungg"),
            (
                "projects",
                json!({ "name": "Sửa quầy", "party_id": party }),
                "quyy sua",
            ),
            (
                "promises",
                json!({ "text": "Giao trước thứ sáu", "party_id": party }),
                "truoxc",
            ),
            (
                "facts",
                json!({ "statement": "Mê bóng chuyền", "topic": "hobby", "party_id": party }),
                "bogn chuyen",
            ),
        ] {
            let made = program
                .post(&format!("/api/v1/{kind}"), body)
                .await
                .expect(201);
            let found = asked(&khoi, slip).await;
            let id = made["id"].as_str().unwrap();
            let shown = found.contains(id) || (kind == "facts" && found.contains("chuyền"));
            assert!(shown, "{kind} by {slip}: {found}");
        }
    })
    .await;
}
