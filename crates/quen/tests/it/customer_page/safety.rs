//! The page of one party: nothing typed runs, and nobody sees or hears of what is out of reach.

use quen_core::access::{Role, Scope};
use quen_testkit::{Browser, TestApp, on_both};
use serde_json::json;

use super::{page, part, party, send};

/// Names and notes that would run or break out if they were not escaped.
const WICKED: [&str; 3] = [
    "<script>alert(1)</script>",
    "\" onmouseover=alert(1) x=\"",
    "'><img src=x onerror=alert(1)>",
];

fn assert_tame(page: &str, path: &str) {
    for broken in ["<script>alert", "\" onmouseover=", "<img src=x"] {
        assert!(!page.contains(broken), "{path}: {broken}");
    }
}

/// A browser of a member who reaches only the own parties.
async fn narrow(app: &TestApp, name: &str) -> Browser {
    let browser = app.browser(name, Role::Member).await;
    app.narrow(name, Scope::Own).await;
    browser
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        for text in WICKED {
            let shop = party(&program, json!({ "name": format!("{text}\u{a0}"), "kind": "organization" })).await;
            let id = party(&program, json!({ "name": text, "note": text, "tags": [text], "source": text, "salutation": text, "address": text })).await;
            let home = format!("/parties/{id}");
            program.patch(&format!("/api/v1/parties/{id}"), json!({ "note": "khác" })).await.expect(200);
            program.post("/api/v1/interactions", json!({ "party_id": id, "kind": "email", "subject": text, "body": text, "outcome": text })).await.expect(201);
            program.post("/api/v1/tasks", json!({ "party_id": id, "title": text, "note": text })).await.expect(201);
            program.post("/api/v1/orders", json!({ "party_id": shop, "contact_id": id, "lines": [{ "text": text, "quantity": 1, "unit_price": 1000 }] })).await.expect(201);
            khoi.submit(&home, &format!("{home}/links"), &[("kind", "works_at"), ("to_id", &shop), ("title", text)]).await;
            khoi.submit(&home, &format!("{home}/stage"), &[("stage", "commitment"), ("reason", text)]).await;
            for path in [home.clone(), format!("{home}/stage"), format!("{home}/history"), format!("{home}/merge"), "/find?q=1".to_owned()] {
                assert_tame(&page(&khoi, &path).await, &path);
            }
            for path in [format!("{home}/fields/tags?edit=1"), format!("{home}/fields/note"), format!("{home}/stage"), format!("{home}/history"), "/parties/choices?q=script+onmouseover+img".to_owned()] {
                assert_tame(&part(&khoi, &path).await.text, &path);
            }
            let wrong = send(&khoi, &home, &format!("{home}/episodes"), &[("kind", "task"), ("text", text), ("due", text)]).await;
            assert_eq!(wrong.status, 422);
            assert_tame(&wrong.text, "composer");
            let late = send(&khoi, &home, &format!("{home}/fields/note"), &[("note", text), ("version", "1")]).await;
            assert_eq!(late.status, 409);
            assert_tame(&late.text, "both values");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_out_of_reach_is_not_there() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let ha = narrow(&app, "Hà").await;
        let id = party(
            &program,
            json!({ "name": "Hồng Ngọc", "phones": ["0905218467"] }),
        )
        .await;
        let home = format!("/parties/{id}");
        for path in [
            "",
            "/edit",
            "/stage",
            "/history",
            "/merge",
            "/timeline?before=x",
            "/fields/phones",
        ] {
            let answer = part(&ha, &format!("{home}{path}")).await;
            assert!(
                [403, 404, 422].contains(&answer.status) && !answer.text.contains("Hồng Ngọc"),
                "{path} {}",
                answer.text
            );
        }
        for (path, fields) in [
            ("/episodes", vec![("kind", "note"), ("text", "x")]),
            ("/deletion", vec![]),
            ("/links", vec![("kind", "household")]),
            ("/fields/name", vec![("name", "x")]),
            (
                "/stage",
                vec![("stage", "commitment"), ("reason", "vì thế")],
            ),
        ] {
            let answer = send(&ha, "/parties", &format!("{home}{path}"), &fields).await;
            assert!(
                [404, 422].contains(&answer.status) && !answer.text.contains("Hồng Ngọc"),
                "{path} {}",
                answer.text
            );
        }
        let live = format!("/live?party={id}");
        assert_eq!(ha.open(&live).await.status, 404);
        assert!(
            !part(&ha, "/parties/choices?q=hong")
                .await
                .text
                .contains("Hồng Ngọc")
        );
        assert_eq!(
            program
                .get(&format!("/api/v1/parties/{id}"))
                .await
                .expect(200)["version"],
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_by_a_colleague_appears_without_reload_and_only_to_those_who_may_see_it() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let lan = app.browser("Lan", Role::Member).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let other = party(&program, json!({ "name": "Gia Hân" })).await;
        let mut news = lan.listen(&format!("/live?party={id}")).await;
        assert!(
            news.next().await.unwrap().starts_with(':'),
            "a comment at once"
        );
        program
            .patch(
                &format!("/api/v1/parties/{other}"),
                json!({ "note": "chuyện khác" }),
            )
            .await
            .expect(200);
        program
            .patch(
                &format!("/api/v1/parties/{id}"),
                json!({ "name": "Hồng Nga\u{a0}<b>" }),
            )
            .await
            .expect(200);
        let told = news.next().await.unwrap();
        assert!(
            told.starts_with("data: ")
                && told.contains("hx-target=\"#record-head\"")
                && told.contains("Khôi vừa sửa"),
            "{told}"
        );
        assert!(
            told.contains("Hồng Nga") && !told.contains("<b>\"") && !told.contains("chuyện khác"),
            "{told}"
        );
        app.narrow("Lan", Scope::Own).await;
        program
            .patch(
                &format!("/api/v1/parties/{id}"),
                json!({ "note": "giờ là chuyện riêng" }),
            )
            .await
            .expect(200);
        assert_eq!(
            news.next_within(std::time::Duration::from_millis(900))
                .await,
            None,
            "out of reach from now on"
        );
    })
    .await;
}
