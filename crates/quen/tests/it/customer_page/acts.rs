//! What is done on the page of one party: tasks, people, the stage, a merge, the bin.

use quen_core::access::Role;
use quen_testkit::on_both;
use serde_json::json;

use super::{page, part, party, send};

/// The id behind the first `mark` of a page.
fn id_after(page: &str, mark: &str) -> String {
    let rest = page.split(mark).nth(1);
    rest.and_then(|rest| rest.split('/').next())
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_task_is_done_or_put_off() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let shop = party(
            &program,
            json!({ "name": "Tiệm Gió", "kind": "organization" }),
        )
        .await;
        let home = format!("/parties/{id}");
        for title in ["Gửi mẫu", "Gọi lại"] {
            program
                .post(
                    "/api/v1/tasks",
                    json!({ "party_id": id, "title": title, "due_on": "2026-03-01" }),
                )
                .await
                .expect(201);
        }
        let open = page(&khoi, &home).await;
        assert!(
            open.contains("trễ 1\u{a0}ngày") || open.contains("trễ 1 ngày"),
            "{open}"
        );
        let task = id_after(&open, "/tasks/");
        let done = send(
            &khoi,
            &home,
            &format!("{home}/tasks/{task}/completion"),
            &[],
        )
        .await
        .expect(200);
        assert!(done.as_str().unwrap().contains("làm xong:"));
        let other = id_after(&page(&khoi, &home).await, "/tasks/");
        send(
            &khoi,
            &home,
            &format!("{home}/tasks/{other}/snooze"),
            &[("until", "next week")],
        )
        .await
        .expect(200);
        assert!(
            program.get("/api/v1/tasks").await.expect(200)["data"]
                .to_string()
                .contains("2026-03-09")
        );
        assert_eq!(
            send(
                &khoi,
                &home,
                &format!("/parties/{shop}/tasks/{other}/completion"),
                &[]
            )
            .await
            .status,
            404
        );
    })
    .await;
}

#[tokio::test]
async fn people_are_found_linked_and_let_go() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let shop = party(
            &program,
            json!({ "name": "Tiệm Gió", "kind": "organization" }),
        )
        .await;
        let home = format!("/parties/{id}");
        let choices = part(&khoi, &format!("/parties/choices?q=tiem&not={id}"))
            .await
            .expect(200);
        assert!(
            choices
                .as_str()
                .unwrap()
                .contains(&format!("data-value=\"{shop}\""))
        );
        let links = format!("{home}/links");
        let linked = send(
            &khoi,
            &home,
            &links,
            &[
                ("kind", "works_at"),
                ("to_id", &shop),
                ("title", "chủ quán"),
            ],
        )
        .await
        .expect(200);
        assert!(
            linked.as_str().unwrap().contains("Tiệm Gió")
                && linked.as_str().unwrap().contains("chủ quán")
        );
        assert_eq!(
            send(
                &khoi,
                &home,
                &links,
                &[("kind", "works_at"), ("to_id", &shop)]
            )
            .await
            .status,
            422
        );
        assert!(
            page(&khoi, "/parties").await.contains(">Tiệm Gió</a>"),
            "the list names where one works"
        );
        let link = id_after(&page(&khoi, &home).await, "/links/");
        send(&khoi, &home, &format!("{links}/{link}/deletion"), &[])
            .await
            .expect(200);
    })
    .await;
}

#[tokio::test]
async fn the_stage_is_set_with_a_reason_and_cleared() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let home = format!("/parties/{id}");
        program
            .post(
                "/api/v1/interactions",
                json!({ "party_id": id, "kind": "meeting", "started_at": "2026-02-20T03:00:00Z" }),
            )
            .await
            .expect(201);
        let stage = format!("{home}/stage");
        let why = part(&khoi, &format!("{stage}?to=commitment"))
            .await
            .expect(200);
        assert!(
            why.as_str().unwrap().contains("Đã trò chuyện hai chiều")
                && why
                    .as_str()
                    .unwrap()
                    .contains("value=\"commitment\" selected"),
            "{why}"
        );
        assert_eq!(
            khoi.submit(&home, &stage, &[("stage", "commitment"), ("reason", "")])
                .await
                .status,
            422
        );
        assert_eq!(
            khoi.submit(
                &home,
                &stage,
                &[("stage", "commitment"), ("reason", "hợp đồng năm")]
            )
            .await
            .status,
            303
        );
        assert!(page(&khoi, &stage).await.contains("hợp đồng năm"));
        assert_eq!(
            program
                .get(&format!("/api/v1/parties/{id}"))
                .await
                .expect(200)["stage"],
            "commitment"
        );
        assert_eq!(
            khoi.submit(&home, &stage, &[("clear", "1")]).await.status,
            303
        );
    })
    .await;
}

#[tokio::test]
async fn a_twin_is_merged_and_leads_to_the_one_that_stays() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let twin = party(&program, json!({ "name": "Chị Ngọc", "note": "bản trùng" })).await;
        let home = format!("/parties/{id}");
        assert_eq!(
            khoi.submit(&home, &format!("{home}/merge"), &[("loser", &twin)])
                .await
                .status,
            303
        );
        assert!(
            page(&khoi, &home).await.contains("bản trùng")
                || program.get(&format!("/api/v1/parties/{twin}")).await.status == 404
        );
        assert_eq!(
            khoi.open(&format!("/parties/{twin}")).await.status,
            303,
            "the merged one leads to the one that stays"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_deleted_says_so_until_it_is_restored() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = party(&program, json!({ "name": "Hồng Ngọc" })).await;
        let home = format!("/parties/{id}");
        assert_eq!(
            khoi.submit(&home, &format!("{home}/deletion"), &[])
                .await
                .status,
            303
        );
        let gone = khoi.open(&home).await;
        assert!(
            gone.status == 410 && gone.text.contains("đang ở thùng rác"),
            "{}",
            gone.text
        );
        assert_eq!(
            khoi.submit("/parties", &format!("{home}/restoration"), &[])
                .await
                .status,
            303
        );
        page(&khoi, &home).await;
    })
    .await;
}
