//! What was typed and not saved: kept for the one who typed it, offered again, gone once it was saved, never lost and never
//! left behind of somebody who is erased.

mod further;

use chrono::TimeDelta;
use quen_core::access::Role;
use quen_service::drafts;
use quen_testkit::{Browser, Client, TestApp, on_both};
use serde_json::{Value, json};

/// What the script sends while somebody types.
async fn typing(browser: &Browser, page: &str, form: &str, fields: &[(&str, &str)]) -> String {
    let mut all = vec![("draft", form)];
    all.extend(fields);
    let answer = browser.submit(page, "/drafts", &all).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.text
}

async fn made(program: &Client, kind: &str, body: Value) -> String {
    let made = program.post(&format!("/api/v1/{kind}"), body).await;
    made.expect(201)["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_draft_is_offered_taken_up_and_gone_once_it_is_saved() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let new = "/products/new";
        let said = typing(
            &khoi,
            new,
            new,
            &[
                ("name", "Phin nhôm"),
                ("price", "85000"),
                ("csrf_password", "x"),
            ],
        )
        .await;
        assert!(said.starts_with("Đã giữ bản nháp lúc "), "{said}");
        let page = khoi.open(new).await;
        assert!(
            page.text.contains("Bản nháp lúc ") && page.text.contains("/products/new?draft=1"),
            "{}",
            page.text
        );
        assert!(
            !page.text.contains("value=\"Phin nhôm\""),
            "only on request"
        );
        let taken = khoi.open("/products/new?draft=1").await;
        for part in [
            "value=\"Phin nhôm\"",
            "value=\"85000\"",
            "Đang dùng bản nháp",
        ] {
            assert!(taken.text.contains(part), "{part}: {}", taken.text);
        }
        let hanh = app.browser("Hạnh", Role::Owner).await;
        let other = hanh.open("/products/new?draft=1").await;
        assert!(
            !other.text.contains("Phin nhôm") && !other.text.contains("Bản nháp lúc"),
            "nobody else's"
        );
        assert!(!hanh.open("/drafts").await.text.contains("Phin nhôm"));
        let saved = khoi
            .submit(
                new,
                "/products",
                &[("draft", new), ("name", "Phin nhôm"), ("active", "yes")],
            )
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert!(!khoi.open(new).await.text.contains("Bản nháp lúc"), "saved");
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_is_kept_without_script_and_can_be_dropped() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let party = made(&program, "parties", json!({ "name": "Trần Quốc Bảo" })).await;
        let composer = format!("/parties/{party}");
        let forms = [
            ("/parties/new", "/parties", ("phones", "không có")),
            ("/products/new", "/products", ("price", "nhiều")),
            ("/tasks/new", "/tasks", ("due_on", "hôm nào đó")),
            ("/promises/new", "/promises", ("due_on", "hôm nào đó")),
            ("/projects/new", "/projects", ("due_on", "hôm nào đó")),
            ("/orders/new", "/orders", ("customer", "")),
        ];
        for (page, action, wrong) in forms {
            let fields = [
                ("draft", page),
                ("name", "Dở dang"),
                ("title", "Dở dang"),
                ("text", "Dở dang"),
                ("note", "Dở dang"),
                wrong,
            ];
            let refused = khoi.submit(page, action, &fields).await;
            assert_eq!(refused.status, 422, "{page}: {}", refused.text);
            assert!(
                khoi.open(page).await.text.contains("Bản nháp lúc"),
                "{page}"
            );
            assert!(
                khoi.open(&format!("{page}?draft=1"))
                    .await
                    .text
                    .contains("Dở dang"),
                "{page}"
            );
        }
        typing(
            &khoi,
            &composer,
            &composer,
            &[("kind", "task"), ("text", "Gọi anh Bảo"), ("due", "mai")],
        )
        .await;
        let again = khoi.open(&format!("{composer}?draft=1")).await;
        assert!(
            again.text.contains("Gọi anh Bảo</textarea>")
                && again.text.contains("value=\"task\" checked"),
            "{}",
            again.text
        );
        let all = khoi.open("/drafts").await;
        assert_eq!(all.text.matches("Dở dang").count(), 6, "{}", all.text);
        assert!(all.text.contains("Gọi anh Bảo"));
        let dropped = khoi
            .submit(
                "/drafts",
                "/drafts/removal",
                &[("draft", "/tasks/new"), ("back", "/tasks/new")],
            )
            .await;
        assert_eq!(dropped.header("location"), Some("/tasks/new"));
        assert!(!khoi.open("/tasks/new").await.text.contains("Bản nháp lúc"));
        let episode = format!("{composer}/episodes");
        let noted = khoi
            .submit(
                &composer,
                &episode,
                &[("draft", &composer), ("kind", "note"), ("text", "Đã gọi")],
            )
            .await;
        assert_eq!(noted.status, 303);
        assert!(!khoi.open(&composer).await.text.contains("Bản nháp lúc"));
    })
    .await;
}

#[tokio::test]
async fn what_is_no_form_or_too_long_is_refused_in_words() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        for form in ["", "/x/new", "//evil.vn/new", "/products/1"] {
            let answer = khoi
                .submit("/drafts", "/drafts", &[("draft", form), ("name", "x")])
                .await;
            assert_eq!(answer.status, 422, "{form}");
        }
        let long = "a".repeat(100_001);
        let answer = khoi
            .submit(
                "/drafts",
                "/drafts",
                &[("draft", "/products/new"), ("name", &long)],
            )
            .await;
        assert_eq!(answer.status, 422);
        let nobody = "/tasks/new?party_id=01934b2e-7b1c-7d3e-8a55-0123456789ab";
        let fields = [
            ("draft", nobody),
            ("title", "x"),
            ("party_id", "01934b2e-7b1c-7d3e-8a55-0123456789ab"),
        ];
        assert_eq!(
            khoi.submit("/drafts", "/drafts", &fields).await.status,
            404,
            "a customer who is not there"
        );
        let empty = typing(
            &khoi,
            "/drafts",
            "/products/new",
            &[("name", " "), ("version", "1")],
        )
        .await;
        assert_eq!(empty, "", "nothing typed is no draft");
        assert!(
            !khoi
                .open("/products/new")
                .await
                .text
                .contains("Bản nháp lúc")
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_lasts_two_weeks_and_a_hundred_at_most() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let ctx = app.ctx("Khôi").await;
        for number in 0..103 {
            let form = format!("/tasks/new?kind=k{number}");
            drafts::keep(&ctx, &form, vec![("title".to_owned(), "x".to_owned())])
                .await
                .unwrap();
        }
        assert_eq!(drafts::list(&ctx).await.unwrap().len(), 100);
        typing(&khoi, "/drafts", "/products/new", &[("name", "Phin")]).await;
        app.app.clock.advance(TimeDelta::days(13));
        assert!(
            khoi.open("/products/new")
                .await
                .text
                .contains("Bản nháp lúc")
        );
        app.app.clock.advance(TimeDelta::days(1));
        assert!(
            !khoi
                .open("/products/new")
                .await
                .text
                .contains("Bản nháp lúc"),
            "too old"
        );
        quen_service::jobs::upkeep::of_workspace(&app.ctx("Khôi").await)
            .await
            .unwrap();
        let left = quen_store::drafts::list(
            &app.ctx("Khôi")
                .await
                .read(quen_core::Permission::ProfileManage)
                .unwrap(),
        )
        .await
        .unwrap();
        assert!(left.is_empty(), "{left:?}");
    })
    .await;
}

#[tokio::test]
async fn a_form_whose_record_was_deleted_loses_nothing() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let party = made(&program, "parties", json!({ "name": "Trần Quốc Bảo" })).await;
        let product = made(&program, "products", json!({ "name": "Phin nhôm" })).await;
        let project = made(
            &program,
            "projects",
            json!({ "name": "Quầy pha", "party_id": party }),
        )
        .await;
        let places = [
            (
                format!("/products/{product}"),
                format!("/products/{product}"),
                "products",
                &product,
            ),
            (
                format!("/projects/{project}/edit"),
                format!("/projects/{project}/edit"),
                "projects",
                &project,
            ),
            (
                format!("/parties/{party}/edit"),
                format!("/parties/{party}/edit"),
                "parties",
                &party,
            ),
        ];
        for (page, action, kind, id) in places {
            let opened = khoi.open(&page).await;
            assert_eq!(opened.status, 200, "{page}");
            program
                .delete(&format!("/api/v1/{kind}/{id}"))
                .await
                .expect(204);
            let fields = [
                ("draft", page.as_str()),
                ("version", "1"),
                ("name", "Tên mới"),
                ("note", "gõ rất lâu"),
            ];
            let gone = khoi.submit("/drafts", &action, &fields).await;
            assert_eq!(gone.status, 404, "{page}");
            assert!(
                gone.text.contains("gõ rất lâu") && gone.text.contains("/bin"),
                "{page}: {}",
                gone.text
            );
            program
                .post(&format!("/api/v1/{kind}/{id}/restoration"), json!({}))
                .await
                .expect(200);
            let taken = khoi.open(&format!("{page}?draft=1")).await;
            assert!(taken.text.contains("gõ rất lâu"), "{page}: {}", taken.text);
        }
    })
    .await;
}

#[tokio::test]
async fn a_field_taken_out_of_use_while_a_form_is_open_is_told_with_what_was_typed() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let field =
            json!({ "noun": "products", "name": "hang_ca", "label_vi": "Hạng", "type": "text" });
        let field = made(&program, "fields", field).await;
        program
            .delete(&format!("/api/v1/fields/{field}"))
            .await
            .expect(204);
        let new = "/products/new";
        let fields = [
            ("draft", new),
            ("name", "Phin"),
            ("active", "yes"),
            ("custom.hang_ca", "Vàng"),
        ];
        let told = khoi.submit(new, "/products", &fields).await;
        assert_eq!(told.status, 422, "{}", told.text);
        assert!(told.text.contains("hang ca: <b>Vàng</b>"), "{}", told.text);
        assert!(
            !told.text.contains("name=\"custom.hang_ca\""),
            "the form has it no more"
        );
        assert_eq!(
            khoi.submit(new, "/products", &fields[..3]).await.status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_is_left_of_somebody_who_is_erased_or_has_left() {
    on_both(|app: TestApp| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let ngoc = json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"] });
        let ngoc = made(&program, "parties", ngoc).await;
        let bao = made(&program, "parties", json!({ "name": "Trần Quốc Bảo" })).await;
        let page = format!("/parties/{ngoc}");
        typing(
            &khoi,
            "/drafts",
            &page,
            &[("kind", "note"), ("text", "chị dặn riêng")],
        )
        .await;
        typing(
            &khoi,
            "/drafts",
            "/products/new",
            &[("name", "Quà"), ("note", "cho Nguyễn Thị Hồng Ngọc")],
        )
        .await;
        typing(
            &khoi,
            "/drafts",
            "/tasks/new",
            &[("title", "gọi 0905 218 467")],
        )
        .await;
        typing(
            &khoi,
            "/drafts",
            &format!("/parties/{bao}"),
            &[("text", "anh Bảo hỏi giá")],
        )
        .await;
        let id = ngoc.parse().unwrap();
        quen_service::privacy::erase(&app.ctx("Khôi").await, id)
            .await
            .unwrap();
        let left = drafts::list(&app.ctx("Khôi").await).await.unwrap();
        let left: Vec<&str> = left.iter().map(|draft| draft.words()).collect();
        assert_eq!(left, ["anh Bảo hỏi giá"]);
        let late = khoi
            .submit(
                "/drafts",
                "/drafts",
                &[("draft", &page), ("text", "gõ tiếp")],
            )
            .await;
        assert_eq!(late.status, 404, "an open page writes nothing down again");
        let hanh = app.browser("Hạnh", Role::Member).await;
        typing(
            &hanh,
            "/drafts",
            "/products/new",
            &[("name", "Phin của Hạnh")],
        )
        .await;
        let (from, to) = (app.ctx("Hạnh").await, app.ctx("Khôi").await);
        quen_service::users::remove(&to, from.actor.user_id, to.actor.user_id)
            .await
            .unwrap();
        let rows = from.read(quen_core::Permission::ProfileManage).unwrap();
        assert!(quen_store::drafts::list(&rows).await.unwrap().is_empty());
        app.work().await;
    })
    .await;
}
