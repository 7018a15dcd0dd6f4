//! Whom a breach touched: by hand and as a list has them, listed, taken along, shown on each page; it outlives merges and
//! erasure; and the number of people from which the law asks more.

use quen_core::access::Role;
use quen_service::jobs::queue::{Outcome, Progress};
use quen_service::{dispatch, privacy};
use quen_testkit::{Client, TestApp, on_both};
use serde_json::{Value, json};

async fn breach(khoi: &Client) -> String {
    let body = json!({ "kind": "personal_data", "what": "Lộ bảng khách", "found_at": "2026-03-01T02:00:00Z" });
    let made = khoi
        .post("/api/v1/privacy/breaches", body)
        .await
        .expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn person(khoi: &Client, name: &str, tag: &str) -> String {
    let body = json!({ "name": name, "tags": [tag], "phones": [] });
    let made = khoi.post("/api/v1/parties", body).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

async fn touched(khoi: &Client, breach: &str) -> Vec<Value> {
    let filter = json!({ "field": "breach", "op": "eq", "value": breach }).to_string();
    let found = khoi
        .get(&format!(
            "/api/v1/parties?filter={}",
            quen_http::session::encode(&filter)
        ))
        .await
        .expect(200);
    found["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|party| party["id"].clone())
        .collect()
}

async fn named(khoi: &Client, breach: &str) -> i64 {
    let found = khoi
        .get(&format!("/api/v1/privacy/breaches/{breach}"))
        .await
        .expect(200);
    found["named"].as_i64().unwrap()
}

#[tokio::test]
async fn people_are_named_one_by_one_and_as_a_list_has_them() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let id = breach(&khoi).await;
        let place = format!("/api/v1/privacy/breaches/{id}/people");
        let an = person(&khoi, "An", "sỉ").await;
        let binh = person(&khoi, "Bình", "sỉ").await;
        let chi = person(&khoi, "Chi", "lẻ").await;
        let made = khoi.post(&place, json!({ "ids": [an] })).await.expect(200);
        assert_eq!(made, json!({ "named": 1, "waiting": false }));
        let tagged = json!({ "field": "tags", "op": "in", "value": ["sỉ"] });
        let made = khoi.post(&place, json!({ "filter": tagged })).await.expect(200);
        assert_eq!(made["named"], 1, "An was named already");
        let words = khoi.post(&place, json!({ "q": "Chi" })).await.expect(200);
        assert_eq!(words["named"], 1);
        assert_eq!((touched(&khoi, &id).await.len(), named(&khoi, &id).await), (3, 3));
        khoi.delete(&format!("{place}/{chi}")).await.expect(204);
        khoi.delete(&format!("{place}/{chi}")).await.expect(404);
        let left = touched(&khoi, &id).await;
        assert!(left.len() == 2 && !left.contains(&json!(chi)), "{left:?}");
        for (body, status) in [(json!({}), 422), (json!({ "ids": [uuid::Uuid::from_u128(4)] }), 422), (json!({ "ids": [an], "who": 1 }), 422), (json!({ "filter": { "field": "breach", "op": "lt", "value": "x" } }), 422)] {
            let refused = khoi.post(&place, body.clone()).await;
            assert!(refused.status == status || refused.status == 400, "{body}: {}", refused.text);
        }
        let unknown = format!("/api/v1/privacy/breaches/{}/people", uuid::Uuid::from_u128(5));
        khoi.post(&unknown, json!({ "ids": [an] })).await.expect(404);
        let asked = json!({ "kind": "parties", "format": "csv", "filter": { "field": "breach", "op": "eq", "value": id } });
        let out = dispatch::run(app.ctx("Khôi").await, "exports.run", asked).await.unwrap();
        let csv = out["text"].as_str().unwrap();
        assert!(csv.contains("Bình") && !csv.contains("Chi"), "{csv}");
        // Who does not answer for it cannot ask by it.
        let lan = app.colleague("Lan", Role::Member).await;
        let filter = quen_http::session::encode(&json!({ "field": "breach", "op": "eq", "value": id }).to_string());
        lan.get(&format!("/api/v1/parties?filter={filter}")).await.expect(400);
        lan.post(&place, json!({ "ids": [binh] })).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn each_page_shows_it_and_a_list_can_be_chosen_there() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let id = breach(&program).await;
        let an = person(&program, "Nguyễn Văn An", "sỉ").await;
        let binh = person(&program, "Trần Bình", "sỉ").await;
        let home = format!("/privacy/breaches/{id}");
        assert!(khoi.open("/privacy").await.text.contains(&home));
        let nobody = khoi
            .submit(&home, &format!("{home}/people"), &[("who", "Không có ai")])
            .await;
        assert_eq!(nobody.status, 422);
        assert!(nobody.text.contains("Không có ai"), "{}", nobody.text);
        let by_hand = khoi
            .submit(&home, &format!("{home}/people"), &[("who", "Văn An")])
            .await;
        assert_eq!(by_hand.status, 303, "{}", by_hand.text);
        let page = khoi.open(&format!("/parties/{an}")).await.text;
        assert!(
            page.contains("sự cố dữ liệu") && page.contains("Lộ bảng khách"),
            "{page}"
        );
        assert!(
            !khoi
                .open(&format!("/parties/{binh}"))
                .await
                .text
                .contains("sự cố dữ liệu")
        );
        let lan = app.browser("Lan", Role::Member).await;
        app.narrow("Lan", quen_core::access::Scope::All).await;
        let page = lan.open(&format!("/parties/{an}")).await.text;
        assert!(
            page.contains("sự cố dữ liệu") && !page.contains("Lộ bảng khách"),
            "the fact, not the case: {page}"
        );
        // From the list: all that match, then which breach.
        let filter =
            json!({ "all": [{ "field": "tags", "op": "in", "value": ["sỉ"] }] }).to_string();
        let list = [("filter", filter.as_str()), ("all", "1")];
        let asked = khoi.submit("/parties", "/privacy/touched", &list).await;
        assert!(
            asked.status == 200 && asked.text.contains("Lộ bảng khách"),
            "{}",
            asked.text
        );
        let chosen = [("filter", filter.as_str()), ("all", "1"), ("list", "1")];
        let done = khoi
            .submit("/parties", &format!("{home}/people"), &chosen)
            .await;
        assert_eq!(
            done.header("location"),
            Some(home.as_str()),
            "{}",
            done.text
        );
        let page = khoi.open(&home).await.text;
        assert!(
            page.contains("Trần Bình") && page.contains("/parties/export?format=csv"),
            "{page}"
        );
        let spared = khoi
            .submit(&home, &format!("{home}/people/{binh}/deletion"), &[])
            .await;
        assert_eq!(spared.status, 303);
        assert_eq!(named(&program, &id).await, 1);
        let nothing = khoi.submit("/parties", "/privacy/touched", &[]).await;
        assert_eq!(nothing.status, 303, "nothing picked: back to the list");
        assert_eq!(lan.open(&home).await.status, 403);
        let late = [
            ("breach_kind", "personal_data"),
            ("what", "Mất máy"),
            ("found_at", "32/13/2026"),
        ];
        let wrong = khoi.submit("/privacy", "/privacy/breaches", &late).await;
        assert!(wrong.status == 422 && wrong.text.contains("32/13/2026"));
    })
    .await;
}

#[tokio::test]
async fn many_are_named_by_a_worker_that_can_begin_again() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let id = breach(&khoi).await;
        fill(&app, 2_300).await;
        let place = format!("/api/v1/privacy/breaches/{id}/people");
        let made = khoi.post(&place, json!({ "all": true })).await.expect(200);
        assert_eq!(
            (&made["waiting"], made["named"].as_i64() >= Some(2_000)),
            (&json!(true), true),
            "{made}"
        );
        let ctx = app.ctx("Khôi").await;
        let jobs = dispatch::run(ctx.clone(), "jobs.list", json!({}))
            .await
            .unwrap();
        let job = jobs["data"]
            .as_array()
            .unwrap()
            .iter()
            .find(|job| job["kind"] == privacy::NAME)
            .unwrap();
        for _ in 0..2 {
            let done = privacy::name_on(&ctx, &job["payload"], &Progress::default()).await;
            assert_eq!(done.unwrap(), Outcome::Done);
        }
        assert_eq!(named(&khoi, &id).await, 2_300, "nobody twice");
        app.work().await;
    })
    .await;
}

async fn fill(app: &TestApp, people: usize) {
    let ctx = app.ctx("Khôi").await;
    let tx = ctx
        .write(quen_core::Permission::PartiesWrite)
        .await
        .unwrap();
    let new = (0..people).map(|n| {
        let mut party =
            quen_core::parties::Party::new(ctx.new_id(), "person", &format!("Khách {n}"), ctx.now);
        party.owner_id = Some(ctx.actor.user_id);
        party
    });
    let new: Vec<_> = new.map(|party| (party, None)).collect();
    for some in new.chunks(200) {
        quen_store::parties::insert_many(&tx.rows, some)
            .await
            .unwrap();
    }
    tx.commit_quietly().await.unwrap();
}

#[tokio::test]
async fn a_merge_an_unmerge_and_an_erasure_forget_nobody() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let id = breach(&khoi).await;
        let an = person(&khoi, "An", "a").await;
        let double = person(&khoi, "An 2", "a").await;
        khoi.post(
            &format!("/api/v1/privacy/breaches/{id}/people"),
            json!({ "ids": [double] }),
        )
        .await
        .expect(200);
        let ctx = app.ctx("Khôi").await;
        let act = |name: &'static str, input: Value| dispatch::run(ctx.clone(), name, input);
        let merge = json!({ "winner": an, "loser": double });
        act("parties.merge", merge).await.unwrap();
        assert_eq!(touched(&khoi, &id).await, [json!(an)]);
        let merges = act("parties.mergers", json!({ "id": an })).await.unwrap();
        let undone = json!({ "id": merges["data"][0]["id"] });
        act("parties.unmerge", undone).await.unwrap();
        assert_eq!(touched(&khoi, &id).await, [json!(double)]);
        let copy = khoi
            .get(&format!("/api/v1/parties/{double}/personal-data"))
            .await
            .expect(200);
        assert_eq!(
            copy["breaches"][0]["what"], "Lộ bảng khách",
            "the person is told"
        );
        act("privacy.erase", json!({ "id": double })).await.unwrap();
        assert!(touched(&khoi, &id).await.is_empty(), "nobody to be found");
        assert_eq!(named(&khoi, &id).await, 1, "and still counted");
    })
    .await;
}

#[tokio::test]
async fn people_count_for_the_law_also_when_they_are_gone() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let an = person(&khoi, "An", "a").await;
        person(&khoi, "Bình", "a").await;
        khoi.post(
            "/api/v1/parties",
            json!({ "name": "Quán Gió", "kind": "organization" }),
        )
        .await
        .expect(201);
        let standing =
            async || khoi.get("/api/v1/privacy/standing").await.expect(200)["standing"].clone();
        assert_eq!(
            standing().await,
            json!({ "people": 2, "warn_at": 80_000, "limit": 100_000 })
        );
        let ctx = app.ctx("Khôi").await;
        let tx = ctx
            .write(quen_core::Permission::PrivacyManage)
            .await
            .unwrap();
        let gone = quen_store::bins::RowsOf {
            table: "parties".to_owned(),
            ids: vec![an.parse().unwrap()],
        };
        quen_store::bins::remove(&tx.rows, &gone).await.unwrap();
        quen_store::orders::next_number(&tx.rows, "people-gone", 79_997)
            .await
            .unwrap();
        tx.commit_quietly().await.unwrap();
        assert_eq!(
            standing().await["people"],
            79_999,
            "one is gone, and counts"
        );
        let page = async || {
            app.browser("Khôi", Role::Owner)
                .await
                .open("/privacy")
                .await
                .text
        };
        assert!(!page().await.contains("Bạn đã giữ dữ liệu của"));
        person(&khoi, "Chi", "a").await;
        assert!(
            page().await.contains("Bạn đã giữ dữ liệu của 80.000 người"),
            "{}",
            page().await
        );
        let tx = ctx
            .write(quen_core::Permission::PrivacyManage)
            .await
            .unwrap();
        quen_store::orders::next_number(&tx.rows, "people-gone", 30_000)
            .await
            .unwrap();
        tx.commit_quietly().await.unwrap();
        assert!(page().await.contains("hơn 100.000 người"));
    })
    .await;
}
