//! Projects: begun and ended, what belongs to them and what it came to, who sees them, and what merges and bins do with them.

mod gone;

use quen_core::access::{Role, Scope};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

async fn made(who: &Client, noun: &str, body: Value) -> Value {
    who.post(&format!("/api/v1/{noun}"), body).await.expect(201)
}

fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}

/// A shop that opens its second bar, and the project of it.
async fn bar(khoi: &Client) -> (Value, Value) {
    let shop = made(
        khoi,
        "parties",
        json!({ "kind": "organization", "name": "Tiệm Gió" }),
    )
    .await;
    let project = json!({ "party_id": shop["id"], "name": "Quầy pha ở quán thứ hai", "due_on": "2026-04-30", "budget": 10_000_000 });
    let project = made(khoi, "projects", project).await;
    (shop, project)
}

#[tokio::test]
async fn a_project_is_begun_paused_done_and_opened_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (shop, project) = bar(&khoi).await;
        let place = format!("/api/v1/projects/{}", id(&project));
        assert_eq!(
            (project["state"].clone(), project["starts_on"].clone()),
            (json!("planned"), json!(null))
        );
        assert_eq!(
            project["budget"],
            json!({ "amount": 10_000_000, "currency": "VND" })
        );
        let early = khoi
            .post(&format!("{place}/completion"), json!({}))
            .await
            .expect(409);
        assert_eq!(early["code"], "wrong-state");
        let begun = khoi
            .post(&format!("{place}/start"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            (begun["state"].clone(), begun["starts_on"].clone()),
            (json!("active"), json!("2026-03-02"))
        );
        khoi.post(&format!("{place}/pause"), json!({}))
            .await
            .expect(200);
        khoi.delete(&format!("{place}/pause")).await.expect(200);
        let done = khoi
            .post(&format!("{place}/completion"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            (done["state"].clone(), done["ended_on"].clone()),
            (json!("done"), json!("2026-03-02"))
        );
        let again = khoi
            .delete(&format!("{place}/completion"))
            .await
            .expect(200);
        assert_eq!(
            (again["state"].clone(), again["ended_on"].clone()),
            (json!("active"), json!(null))
        );
        for (body, field, code) in [
            (json!({ "state": "planned" }), "state", "wrong-state"),
            (json!({ "due_on": "2026-01-01" }), "due_on", "before-start"),
            (json!({ "budget": -1 }), "budget", "negative"),
            (
                json!({ "budget": { "amount": 1, "currency": "USD" } }),
                "budget",
                "other-currency",
            ),
            (json!({ "name": "" }), "name", "required"),
            (json!({ "ended_on": "2026-03-09" }), "ended_on", "read-only"),
            (
                json!({ "party_id": project["id"] }),
                "party_id",
                "bad-reference",
            ),
        ] {
            let refused = khoi.patch(&place, body).await.expect(422);
            assert_eq!(
                (
                    refused["errors"][0]["field"].clone(),
                    refused["errors"][0]["code"].clone()
                ),
                (json!(field), json!(code))
            );
        }
        let found = khoi.get("/api/v1/projects?q=quay%20pha").await.expect(200);
        assert_eq!(found["data"][0]["id"], project["id"]);
        let story = khoi
            .get(&format!("/api/v1/parties/{}/timeline", id(&shop)))
            .await
            .expect(200);
        let told = story["data"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["record"]["noun"] == "projects");
        let verbs: Vec<&str> = told
            .map(|entry| entry["record"]["verb"].as_str().unwrap())
            .collect();
        for verb in ["created", "started", "paused", "completed", "reopened"] {
            assert!(verbs.contains(&verb), "{verb}: {verbs:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_a_project_adds_up() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (shop, project) = bar(&khoi).await;
        let (party, own) = (&shop["id"], &project["id"]);
        let line = |price: i64, cost: Value| json!([{ "text": "Máy pha", "quantity": 1, "unit_price": price, "unit_cost": cost, "tax_rate": 1000 }]);
        for (number, status, lines) in [
            ("A1", "delivered", line(6_000_000, json!(4_000_000))),
            ("A2", "confirmed", line(1_000_000, json!(null))),
            ("A3", "draft", line(9_000_000, json!(1_000_000))),
        ] {
            let order = json!({ "party_id": party, "number": number, "status": status, "lines": lines, "project_id": own });
            made(&khoi, "orders", order).await;
        }
        let first = khoi.get("/api/v1/orders?q=A1").await.expect(200)["data"][0].clone();
        khoi.post(&format!("/api/v1/orders/{}/refunds", id(&first)), json!({ "amount": 1_100_000 })).await.expect(201);
        made(&khoi, "orders", json!({ "party_id": party, "total": 500_000 })).await;
        let task = made(&khoi, "tasks", json!({ "title": "Đo quầy", "project_id": own })).await;
        assert_eq!(&task["party_id"], party, "work on a project is work for its customer");
        made(&khoi, "tasks", json!({ "title": "Lắp máy", "project_id": own, "due_on": "2026-03-20" })).await;
        khoi.post(&format!("/api/v1/tasks/{}/completion", id(&task)), json!({})).await.expect(200);
        let talk = json!({ "party_id": party, "project_id": own, "kind": "meeting", "started_at": "2026-03-01T02:00:00Z", "ended_at": "2026-03-01T03:30:00Z" });
        made(&khoi, "interactions", talk).await;
        made(&khoi, "interactions", json!({ "party_id": party, "project_id": own, "kind": "note", "body": "Chốt màu xanh" })).await;

        let seen = khoi.get(&format!("/api/v1/projects/{}/overview", id(&project))).await.expect(200);
        let sums = &seen["sums"];
        // 6,600,000 with tax, of which 1,100,000 (100,000 tax) went back; 1,100,000 more without a known cost.
        assert_eq!(sums["orders"], 2);
        assert_eq!(sums["revenue"], 6_600_000 - 1_100_000 + 1_100_000);
        assert_eq!((sums["cost"].clone(), sums["margin"].clone()), (json!(4_000_000), json!(6_000_000 - 1_000_000 - 4_000_000)));
        assert_eq!(sums["without_cost"], 1);
        assert_eq!((sums["tasks"].clone(), sums["done"].clone()), (json!(2), json!(1)));
        assert_eq!((sums["interactions"].clone(), sums["minutes"].clone()), (json!(2), json!(90)));
        assert_eq!(seen["open_work"][0]["title"], "Lắp máy");
        let kinds: Vec<&str> = seen["timeline"].as_array().unwrap().iter().map(|entry| entry["type"].as_str().unwrap()).collect();
        let count = |kind: &str| kinds.iter().filter(|found| **found == kind).count();
        assert_eq!((count("order"), count("task"), count("interaction"), count("event")), (3, 1, 2, 1), "{kinds:?}");
        let refused = khoi.post("/api/v1/tasks", json!({ "title": "a", "project_id": party })).await.expect(422);
        assert_eq!((refused["errors"][0]["field"].clone(), refused["errors"][0]["code"].clone()), (json!("project_id"), json!("bad-reference")));
        let filter = json!({ "field": "project_id", "op": "eq", "value": own }).to_string();
        let filter: String = url(&filter);
        let listed = khoi.get(&format!("/api/v1/orders?filter={filter}")).await.expect(200);
        assert_eq!(listed["data"].as_array().unwrap().len(), 3);
    })
    .await;
}

fn url(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn a_colleague_with_own_customers_sees_no_other_projects() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let mine = app.scoped("Minh", Scope::Own).await;
        let (shop, project) = bar(&khoi).await;
        let place = format!("/api/v1/projects/{}", id(&project));
        mine.get(&place).await.expect(404);
        mine.get(&format!("{place}/overview")).await.expect(404);
        mine.post(&format!("{place}/start"), json!({}))
            .await
            .expect(404);
        let refused = mine
            .post(
                "/api/v1/projects",
                json!({ "name": "a", "party_id": shop["id"] }),
            )
            .await
            .expect(422);
        assert_eq!(refused["errors"][0]["code"], "bad-reference");
        let refused = mine
            .post(
                "/api/v1/tasks",
                json!({ "title": "a", "project_id": project["id"] }),
            )
            .await
            .expect(422);
        assert_eq!(refused["errors"][0]["code"], "bad-reference");
        assert_eq!(
            mine.get("/api/v1/projects").await.expect(200)["data"],
            json!([])
        );
        let viewer = app.colleague("Vy", Role::Viewer).await;
        viewer.get(&place).await.expect(200);
        viewer
            .post(&format!("{place}/start"), json!({}))
            .await
            .expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_merge_takes_projects_along_and_its_undo_brings_them_back() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (loser, project) = bar(&khoi).await;
        let binned = made(
            &khoi,
            "projects",
            json!({ "party_id": loser["id"], "name": "Bỏ" }),
        )
        .await;
        khoi.delete(&format!("/api/v1/projects/{}", id(&binned)))
            .await
            .expect(204);
        let winner = made(
            &khoi,
            "parties",
            json!({ "kind": "organization", "name": "Tiệm Gió Đà Nẵng" }),
        )
        .await;
        let merger = format!("/api/v1/parties/{}/merger", id(&winner));
        khoi.post(&merger, json!({ "loser": loser["id"] }))
            .await
            .expect(200);
        let of = |place: String| {
            let khoi = khoi.clone();
            async move { khoi.get(&place).await.expect(200)["party_id"].clone() }
        };
        let place = format!("/api/v1/projects/{}", id(&project));
        assert_eq!(of(place.clone()).await, winner["id"]);
        let mergers = khoi
            .get(&format!("/api/v1/parties/{}/mergers", id(&winner)))
            .await
            .expect(200);
        let merge = id(&mergers["data"][0]).to_owned();
        khoi.delete(&format!("/api/v1/mergers/{merge}"))
            .await
            .expect(200);
        assert_eq!(of(place).await, loser["id"]);
        khoi.post(
            &format!("/api/v1/projects/{}/restoration", id(&binned)),
            json!({}),
        )
        .await
        .expect(200);
        assert_eq!(
            of(format!("/api/v1/projects/{}", id(&binned))).await,
            loser["id"]
        );
    })
    .await;
}

#[tokio::test]
async fn the_open_projects_of_who_leaves_are_handed_over() {
    on_both(|app: TestApp| async move {
        let khoi = app.owner("Khôi").await;
        app.colleague("Duy", Role::Member).await;
        let (duy, ctx) = (app.ctx("Duy").await.actor.user_id, app.ctx("Khôi").await);
        let (shop, project) = bar(&khoi).await;
        let over =
            json!({ "party_id": shop["id"], "name": "Xong rồi", "state": "done", "owner_id": duy });
        let over = made(&khoi, "projects", over).await;
        let place = |project: &Value| format!("/api/v1/projects/{}", id(project));
        khoi.patch(&place(&project), json!({ "owner_id": duy }))
            .await
            .expect(200);
        let progress = quen_service::jobs::queue::Progress::default();
        quen_service::users::hand_over(&ctx, duy, ctx.actor.user_id, &progress)
            .await
            .unwrap();
        let owner = |found: Value| found["owner_id"].clone();
        assert_eq!(
            owner(khoi.get(&place(&project)).await.expect(200)),
            json!(ctx.actor.user_id)
        );
        assert_eq!(
            owner(khoi.get(&place(&over)).await.expect(200)),
            json!(duy),
            "what is over stays as it was"
        );
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_projects_make_change_and_end_one() {
    on_both(|app| async move {
        let khoi = app.browser("Khôi", Role::Owner).await;
        let program = app.owner("Khôi").await;
        let shop = made(&program, "parties", json!({ "name": "Tiệm <Gió>" })).await;
        let new = format!("/projects/new?party_id={}", id(&shop));
        let wrong = khoi
            .submit(
                &new,
                "/projects",
                &[
                    ("party_id", id(&shop)),
                    ("name", ""),
                    ("state", "planned"),
                    ("budget", "x y"),
                ],
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("value=\"x y\""), "what was typed stays");
        let fields = [
            ("party_id", id(&shop)),
            ("name", "Quầy <mới>"),
            ("state", "planned"),
            ("due_on", "30/04/2026"),
            ("budget", "10tr"),
        ];
        let made = khoi.submit(&new, "/projects", &fields).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let home = made.header("location").unwrap().to_owned();
        let page = khoi.open(&home).await.text;
        assert!(page.contains("Quầy &lt;mới&gt;") && page.contains("Tiệm &lt;Gió&gt;"));
        assert!(khoi.open("/projects").await.text.contains(&home));
        assert!(!khoi.open("/projects?when=done").await.text.contains(&home));
        let at = |end: &str| format!("{home}{end}");
        for to in ["active", "done"] {
            assert_eq!(
                khoi.submit(&home, &at("/state"), &[("to", to)])
                    .await
                    .status,
                303
            );
        }
        assert_eq!(
            khoi.submit(&home, &at("/state"), &[("to", "paused")])
                .await
                .status,
            409
        );
        assert!(khoi.open("/projects?when=done").await.text.contains(&home));
        let own = home.rsplit('/').next().unwrap();
        let task = [("title", "Đo quầy"), ("kind", "meet"), ("project_id", own)];
        let task = khoi
            .submit(&format!("/tasks/new?project_id={own}"), "/tasks", &task)
            .await;
        assert_eq!(task.header("location"), Some(home.as_str()));
        khoi.submit(&home, &at("/notes"), &[("body", "Chốt màu <xanh>")])
            .await;
        let order = made_order(&program, &shop).await;
        assert_eq!(
            khoi.submit(&home, &at("/orders"), &[("order_id", &order)])
                .await
                .status,
            303
        );
        let page = khoi.open(&home).await.text;
        for said in ["Đo quầy", "Chốt màu &lt;xanh&gt;", "A7"] {
            assert!(page.contains(said), "{said}");
        }
        let out = at(&format!("/orders/{order}/release"));
        assert_eq!(khoi.submit(&home, &out, &[]).await.status, 303);
        let freed = program
            .get(&format!("/api/v1/orders/{order}"))
            .await
            .expect(200);
        assert_eq!(freed["project_id"], json!(null));
        let stale = [
            ("party_id", id(&shop)),
            ("name", "Khác"),
            ("state", "done"),
            ("version", "1"),
        ];
        let stale = khoi.submit(&at("/edit"), &at("/edit"), &stale).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("value=\"Khác\"") && stale.text.contains("Quầy &lt;mới&gt;"));
        let customer = khoi.open(&format!("/parties/{}", id(&shop))).await.text;
        assert!(customer.contains(&home), "the customer's page leads to it");
        assert_eq!(
            khoi.submit(
                &home,
                &format!("/lists/projects/records/{own}/deletion"),
                &[]
            )
            .await
            .status,
            303
        );
        assert_eq!(khoi.open(&home).await.status, 404);
    })
    .await;
}

async fn made_order(program: &Client, shop: &Value) -> String {
    let order = json!({ "party_id": shop["id"], "number": "A7", "total": 500_000 });
    id(&made(program, "orders", order).await).to_owned()
}
