//! Who may be the same party: the scan, what changed, the entry, what people decided; on both databases, page and JSON.

mod undo;

use quen_core::access::{Role, Scope};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

/// Two records of one person, two namesakes, two companies with the forms written differently, and a branch.
async fn book(khoi: &Client) -> Vec<String> {
    let parties = [
        json!({ "name": "Nguyễn Thị Hồng Hạnh", "phones": ["0905 218 467"], "tags": ["Sỉ"] }),
        json!({ "name": "Hanh, Nguyen Thi Hong", "phones": ["+84 905218467"], "emails": ["hanh.nguyen+zalo@gmail.com"] }),
        json!({ "name": "Trần Văn An", "phones": ["0912 345 678"] }),
        json!({ "name": "Trần Văn An", "phones": ["0987 654 321"] }),
        json!({ "kind": "organization", "name": "Công ty TNHH Một thành viên Sông Trăng", "tax_code": "0314409058" }),
        json!({ "kind": "organization", "name": "CTY TNHH MTV SONG TRANG", "tax_code": "0314409058" }),
        json!({ "kind": "organization", "name": "Chi nhánh Công ty TNHH Sông Trăng", "tax_code": "0314409058-001" }),
    ];
    let mut ids = Vec::new();
    for party in parties {
        let made = khoi.post("/api/v1/parties", party).await.expect(201);
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    ids
}

async fn scanned(app: &TestApp, khoi: &Client) -> Value {
    let asked = khoi
        .post("/api/v1/duplicates/scans", json!({}))
        .await
        .expect(202);
    assert!(asked["job_id"].is_string());
    assert_eq!(app.work().await, 1);
    khoi.get("/api/v1/duplicates").await.expect(200)
}

fn pairs(found: &Value) -> Vec<(String, String)> {
    let end = |pair: &Value, end: &str| pair[end]["id"].as_str().unwrap().to_owned();
    let all = found["data"].as_array().unwrap().iter();
    all.map(|pair| (end(pair, "one"), end(pair, "other")))
        .collect()
}

#[tokio::test]
async fn a_scan_finds_the_same_and_leaves_namesakes_and_branches() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = book(&khoi).await;
        let found = scanned(&app, &khoi).await;
        let mut twins = pairs(&found);
        twins.sort();
        let expected = [
            (ids[0].clone(), ids[1].clone()),
            (ids[4].clone(), ids[5].clone()),
        ];
        assert_eq!(twins, expected);
        let first = &found["data"][0];
        assert_eq!(first["automatic"], true);
        assert!(
            first["reasons"][0]["sentence"]
                .as_str()
                .is_some_and(|said| said.starts_with("Cùng")),
            "{first}"
        );
        let again = scanned(&app, &khoi).await;
        assert_eq!(pairs(&again).len(), 2, "a second scan asks nothing twice");
    })
    .await;
}

#[tokio::test]
async fn what_people_told_apart_is_not_asked_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        book(&khoi).await;
        let found = scanned(&app, &khoi).await;
        let pair = found["data"][0]["id"].as_str().unwrap().to_owned();
        let told = khoi
            .post(&format!("/api/v1/duplicates/{pair}/dismissal"), json!({}))
            .await
            .expect(200);
        assert_eq!(told["state"], "different");
        assert_eq!(pairs(&scanned(&app, &khoi).await).len(), 1);
        let kept = khoi
            .get("/api/v1/duplicates?state=different")
            .await
            .expect(200);
        assert_eq!(pairs(&kept).len(), 1);
        khoi.delete(&format!("/api/v1/duplicates/{pair}/dismissal"))
            .await
            .expect(200);
        assert_eq!(
            pairs(&khoi.get("/api/v1/duplicates").await.expect(200)).len(),
            2
        );
        assert_eq!(
            khoi.get("/api/v1/duplicates?state=nonsense")
                .await
                .expect(400)["errors"][0]["code"],
            "bad-choice"
        );
        khoi.get("/api/v1/duplicates?limit=0").await.expect(400);
        khoi.get("/api/v1/duplicates?cursor=x").await.expect(400);
    })
    .await;
}

#[tokio::test]
async fn a_changed_party_is_looked_at_without_a_scan() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = book(&khoi).await;
        scanned(&app, &khoi).await;
        app.app.clock.advance(chrono::TimeDelta::minutes(1));
        let path = format!("/api/v1/parties/{}", ids[3]);
        khoi.patch(
            &path,
            json!({ "name": "TRAN VAN AN", "phones": ["0912345678"] }),
        )
        .await
        .expect(200);
        let late = json!({ "name": "Nguyễn Thị Hồng Hạnh", "emails": ["hanhnguyen@gmail.com"] });
        let late = khoi.post("/api/v1/parties", late).await.expect(201);
        let ctx = app.ctx("Khôi").await;
        quen_service::duplicates::check_changed(&ctx, &Default::default())
            .await
            .unwrap();
        let found = pairs(&khoi.get("/api/v1/duplicates").await.expect(200));
        assert!(
            found.contains(&(ids[2].clone(), ids[3].clone())),
            "the phone now agrees"
        );
        let late = late["id"].as_str().unwrap().to_owned();
        assert!(
            found.contains(&(ids[1].clone(), late)),
            "the alias leads to one box"
        );
        khoi.patch(&path, json!({ "name": "Lê Thị Cúc" }))
            .await
            .expect(200);
        app.app.clock.advance(chrono::TimeDelta::minutes(1));
        khoi.patch(&path, json!({ "phones": [] })).await.expect(200);
        let ctx = app.ctx("Khôi").await;
        quen_service::duplicates::check_changed(&ctx, &Default::default())
            .await
            .unwrap();
        let found = pairs(&khoi.get("/api/v1/duplicates").await.expect(200));
        assert!(
            !found.contains(&(ids[2].clone(), ids[3].clone())),
            "and no longer does"
        );
    })
    .await;
}

#[tokio::test]
async fn who_is_known_is_said_while_it_is_typed() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = book(&khoi).await;
        let check = |body: Value| {
            let khoi = khoi.clone();
            async move {
                khoi.post("/api/v1/duplicates/check", body)
                    .await
                    .expect(200)["possible_duplicates"]
                    .clone()
            }
        };
        let known =
            check(json!({ "name": "nguyen thi hong hanh", "phones": ["84905218467"] })).await;
        assert_eq!(known[0]["automatic"], true, "{known}");
        assert_eq!(known.as_array().unwrap().len(), 2);
        let shared = check(json!({ "name": "Nguyễn Thị Bình", "phones": ["0905218467"] })).await;
        assert_eq!(
            shared.as_array().unwrap().len(),
            2,
            "a shared phone is worth a word"
        );
        assert_eq!(shared[0]["automatic"], false);
        assert_eq!(
            check(json!({ "name": "Trần Văn An" })).await,
            json!([]),
            "a common name alone is not"
        );
        assert_eq!(check(json!({ "name": "Hạnh" })).await, json!([]));
        let own = check(json!({ "id": ids[0], "name": "Nguyễn Thị Hồng Hạnh" })).await;
        assert_eq!(
            own,
            json!([]),
            "what the record had already is not asked again"
        );
        khoi.post("/api/v1/duplicates/check", json!({ "phones": 5 }))
            .await
            .expect(422);
        let browser = app.browser("Lan", Role::Member).await;
        let fields = [
            ("name", "Nguyen Thi Hong Hanh"),
            ("phones", "0905 218"),
            ("kind", "person"),
        ];
        let part = browser
            .submit("/parties/new", "/parties/known", &fields)
            .await;
        assert_eq!(part.status, 200);
        let fields = [
            ("name", "Nguyen Thi Hong Hanh"),
            ("phones", "0905 218 467"),
            ("kind", "person"),
        ];
        let part = browser
            .submit("/parties/new", "/parties/known", &fields)
            .await;
        assert!(
            part.text.contains(&format!("/parties/{}", ids[0]))
                && part.text.contains("Cùng số điện thoại"),
            "{}",
            part.text
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_of_parties_out_of_reach() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        book(&khoi).await;
        let found = scanned(&app, &khoi).await;
        let duy = app.scoped("Duy", Scope::Own).await;
        assert_eq!(
            pairs(&duy.get("/api/v1/duplicates").await.expect(200)).len(),
            0
        );
        let typed = json!({ "name": "Nguyễn Thị Hồng Hạnh", "phones": ["0905218467"] });
        let known = duy
            .post("/api/v1/duplicates/check", typed)
            .await
            .expect(200);
        assert_eq!(known["possible_duplicates"], json!([]));
        let pair = found["data"][0]["id"].as_str().unwrap();
        duy.post(&format!("/api/v1/duplicates/{pair}/dismissal"), json!({}))
            .await
            .expect(403);
        app.workspace("khac").await;
        let tuan = app.colleague_in("khac", "Tuấn", Role::Owner).await;
        tuan.post(&format!("/api/v1/duplicates/{pair}/dismissal"), json!({}))
            .await
            .expect(404);
        assert_eq!(
            pairs(&tuan.get("/api/v1/duplicates").await.expect(200)).len(),
            0
        );
    })
    .await;
}

#[tokio::test]
async fn the_queue_leads_from_a_pair_to_one_record() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ids = book(&khoi).await;
        scanned(&app, &khoi).await;
        let browser = app.browser("Khôi", Role::Owner).await;
        let queue = browser.open("/duplicates").await;
        assert_eq!(queue.status, 200);
        assert!(
            queue.text.contains("Cùng số điện thoại") && queue.text.contains("Gần như chắc"),
            "{}",
            queue.text
        );
        let compare = format!("/parties/{}/merge?loser={}", ids[0], ids[1]);
        assert!(queue.text.contains(&compare.replace('&', "&amp;")));
        let page = browser.open(&compare).await.text;
        assert!(
            page.contains("name=\"take_name\"") && page.contains("winner_version"),
            "{page}"
        );
        let action = format!("/parties/{}/merge", ids[0]);
        let stale = [
            ("loser", ids[1].as_str()),
            ("winner_version", "1"),
            ("loser_version", "7"),
        ];
        let refused = browser.submit(&compare, &action, &stale).await;
        assert_eq!(refused.status, 409);
        assert!(refused.text.contains("vừa sửa"), "{}", refused.text);
        let fields = [
            ("loser", ids[1].as_str()),
            ("winner_version", "1"),
            ("loser_version", "1"),
            ("take_name", "loser"),
        ];
        assert_eq!(browser.submit(&compare, &action, &fields).await.status, 303);
        let merged = khoi
            .get(&format!("/api/v1/parties/{}", ids[0]))
            .await
            .expect(200);
        assert_eq!(merged["name"], "Hanh, Nguyen Thi Hong");
        let queue = browser.open("/duplicates").await.text;
        assert!(!queue.contains(&ids[1]), "the pair is decided");
        let history = browser
            .open(&format!("/parties/{}/history", ids[0]))
            .await
            .text;
        let undo = history
            .split("action=\"/mergers/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let undo = format!("/mergers/{undo}");
        let back = browser.submit("/duplicates", &undo, &[]).await;
        assert_eq!(back.status, 303);
        assert_eq!(
            khoi.get(&format!("/api/v1/parties/{}", ids[1]))
                .await
                .expect(200)["name"],
            "Hanh, Nguyen Thi Hong"
        );
        let twice = browser.submit("/duplicates", &undo, &[]).await;
        assert_eq!(twice.status, 409);
    })
    .await;
}
