//! What is known of customers, as JSON: said, confirmed, contradicted, moved with a merge, erased.

mod delights;
mod learning;
mod model;
mod pages;
mod speed;
mod story;
mod told;

use chrono::TimeDelta;
use quen_core::access::{Role, Scope};
use quen_core::{Error, Permission};
use quen_service::{facts, records};
use quen_store::Rows;
use quen_testkit::{Client, on_both};
use serde_json::{Value, json};

async fn party(program: &Client, name: &str) -> Value {
    let made = program
        .post("/api/v1/parties", json!({ "name": name }))
        .await
        .expect(201);
    made["id"].clone()
}

async fn fact(program: &Client, body: Value) -> Value {
    program.post("/api/v1/facts", body).await.expect(201)
}

fn place(fact: &Value, end: &str) -> String {
    format!("/api/v1/facts/{}{end}", fact["id"].as_str().unwrap())
}

async fn memory(program: &Client, party: &Value) -> Value {
    let path = format!("/api/v1/parties/{}/memory", party.as_str().unwrap());
    program.get(&path).await.expect(200)
}

fn statements(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter()
        .map(|fact| fact["statement"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_fact_says_who_said_it_and_fills_in_what_was_left_out() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Nguyễn Thị Hồng Ngọc").await;
        let made = fact(&khoi, json!({ "party_id": ngoc, "topic": "time", "statement": "Gọi sau 14 giờ" })).await;
        assert_eq!(made["value"], json!({ "from": "14:00", "to": null }));
        assert_eq!((made["stated_by"].clone(), made["source"].clone(), made["basis"].clone()), (json!("Nguyễn Thị Hồng Ngọc"), json!("api"), json!("stated")));
        assert_eq!((made["confidence"].clone(), made["certainty"].clone(), made["purpose"].clone()), (json!(9_600), json!(9_600), json!("service")));
        let profile = khoi.get(&format!("/api/v1/parties/{}/profile", ngoc.as_str().unwrap())).await.expect(200);
        assert_eq!(profile["facts"][0]["statement"], "Gọi sau 14 giờ");
        let own = fact(&khoi, json!({ "party_id": ngoc, "topic": "Máy pha", "value": "La San Marco" })).await;
        assert_eq!((own["topic"].clone(), own["statement"].clone()), (json!("may_pha"), json!("La San Marco")));
        for (body, field) in [
            (json!({ "party_id": ngoc, "topic": "time" }), "statement"),
            (json!({ "party_id": ngoc, "topic": "12", "statement": "a" }), "topic"),
            (json!({ "topic": "time", "statement": "a" }), "party_id"),
            (json!({ "party_id": ngoc, "topic": "time", "statement": "a", "confidence": 10_001 }), "confidence"),
            (json!({ "party_id": ngoc, "topic": "time", "statement": "a", "value": { "from": "25:00" } }), "value"),
            (json!({ "party_id": ngoc, "topic": "time", "statement": "a", "source": "rumour" }), "source"),
            (json!({ "party_id": ngoc, "topic": "time", "statement": "a".repeat(501) }), "statement"),
            (json!({ "party_id": ngoc, "topic": "time", "statement": "a", "state": "current" }), "state"),
        ] {
            let refused = khoi.post("/api/v1/facts", body.clone()).await.expect(422);
            assert_eq!(refused["errors"][0]["field"], field, "{body}");
        }
        let found = khoi.get("/api/v1/facts?q=sau%2014").await.expect(200);
        assert_eq!(found["data"][0]["id"], made["id"]);
        let minh = app.scoped("Minh", Scope::Own).await;
        minh.get(&place(&made, "")).await.expect(404);
        minh.post("/api/v1/facts", json!({ "party_id": ngoc, "topic": "time", "statement": "a" })).await.expect(422);
        let viewer = app.colleague("Vy", Role::Viewer).await;
        viewer.get(&place(&made, "")).await.expect(200);
        viewer.post(&place(&made, "/confirmation"), json!({})).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn the_newest_stated_wins_and_both_are_shown_until_somebody_settles_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Ngọc").await;
        let old = fact(&khoi, json!({ "party_id": ngoc, "topic": "delivery", "statement": "Giao trước 9 giờ", "confirmed_at": "2026-01-05T02:00:00Z" })).await;
        let new = fact(&khoi, json!({ "party_id": ngoc, "topic": "delivery", "statement": "Giao sau 14 giờ" })).await;
        let known = memory(&khoi, &ngoc).await;
        assert_eq!(statements(&known["facts"]), ["Giao sau 14 giờ"]);
        assert_eq!((known["history"][0]["state"].clone(), known["history"][0]["replaced_by"].clone()), (json!("superseded"), new["id"].clone()));
        assert_eq!(known["contradictions"][0][1]["id"], old["id"]);
        let late = fact(&khoi, json!({ "party_id": ngoc, "topic": "delivery", "statement": "Giao trước 7 giờ", "confirmed_at": "2025-01-05T02:00:00Z" })).await;
        assert_eq!(late["state"], "superseded", "an old saying that is noted late does not win");
        khoi.post(&place(&old, "/confirmation"), json!({})).await.expect(200);
        let known = memory(&khoi, &ngoc).await;
        assert_eq!(statements(&known["facts"]), ["Giao trước 9 giờ"]);
        let withdrawn = khoi.post(&place(&old, "/withdrawal"), json!({})).await.expect(200);
        assert_eq!(withdrawn["state"], "withdrawn");
        assert_eq!(statements(&memory(&khoi, &ngoc).await["facts"]), ["Giao sau 14 giờ"]);
        khoi.post(&place(&old, "/withdrawal"), json!({})).await.expect(409);
        khoi.post(&place(&old, "/confirmation"), json!({})).await.expect(409);
        khoi.delete(&place(&old, "/withdrawal")).await.expect(200);
        khoi.post(&place(&new, "/coexistence"), json!({})).await.expect(200);
        let known = memory(&khoi, &ngoc).await;
        assert_eq!(known["facts"].as_array().unwrap().len(), 2, "{known}");
        let right = khoi.post(&place(&new, "/correction"), json!({ "statement": "Giao sau 16 giờ" })).await.expect(201);
        assert_eq!(right["value"]["from"], "16:00");
        let before = khoi.get(&place(&new, "")).await.expect(200);
        assert_eq!((before["state"].clone(), before["replaced_by"].clone()), (json!("superseded"), right["id"].clone()));
    })
    .await;
}

#[tokio::test]
async fn what_is_known_fades_and_a_confirmation_renews_it() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Ngọc").await;
        let time = fact(
            &khoi,
            json!({ "party_id": ngoc, "topic": "time", "statement": "Gọi sau 14 giờ" }),
        )
        .await;
        app.app.clock.advance(TimeDelta::days(365));
        let faded = khoi.get(&place(&time, "")).await.expect(200);
        assert_eq!(
            (faded["confidence"].clone(), faded["certainty"].clone()),
            (json!(9_600), json!(4_800))
        );
        let sure = khoi
            .post(&place(&time, "/confirmation"), json!({}))
            .await
            .expect(200);
        assert_eq!(
            (sure["confidence"].clone(), sure["certainty"].clone()),
            (json!(9_800), json!(9_800))
        );
    })
    .await;
}

#[tokio::test]
async fn facts_go_with_a_merge_and_come_back_with_its_undoing() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (one, two, three) = (party(&khoi, "Ngọc").await, party(&khoi, "Hồng Ngọc").await, party(&khoi, "Ngọc Gió").await);
        fact(&khoi, json!({ "party_id": one, "topic": "delivery", "statement": "Giao trước 9 giờ", "confirmed_at": "2026-01-05T02:00:00Z" })).await;
        fact(&khoi, json!({ "party_id": two, "topic": "delivery", "statement": "Giao sau 14 giờ" })).await;
        fact(&khoi, json!({ "party_id": two, "topic": "product", "statement": "Thích cold brew", "value": "cold brew" })).await;
        fact(&khoi, json!({ "party_id": three, "topic": "payment", "statement": "Trả tiền mặt" })).await;
        let id = |value: &Value| value.as_str().unwrap().parse().unwrap();
        let merge = |winner: &Value, loser: &Value| (format!("/api/v1/parties/{}/merger", winner.as_str().unwrap()), json!({ "loser": loser }));
        let (path, body) = merge(&two, &three);
        khoi.post(&path, body).await.expect(200);
        let (path, body) = merge(&one, &two);
        khoi.post(&path, body).await.expect(200);
        let known = memory(&khoi, &one).await;
        let mut held = statements(&known["facts"]);
        held.sort_unstable();
        assert_eq!(held, ["Giao sau 14 giờ", "Thích cold brew", "Trả tiền mặt"]);
        assert_eq!(statements(&known["history"]), ["Giao trước 9 giờ"]);
        fact(&khoi, json!({ "party_id": one, "topic": "plans", "statement": "Sắp mở quán" })).await;
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::PartiesMerge).await.unwrap();
        facts::moved_back(&tx, id(&one), id(&two)).await.unwrap();
        tx.commit().await.unwrap();
        let mut left = statements(&memory(&khoi, &one).await["facts"]).into_iter().map(str::to_owned).collect::<Vec<_>>();
        left.sort_unstable();
        assert_eq!(left, ["Giao trước 9 giờ", "Sắp mở quán"], "what was replaced by the other's fact holds again");
        let back = khoi.get(&format!("/api/v1/facts?filter={}", filter_of(&two))).await.expect(200);
        let mut back = statements(&back["data"]);
        back.sort_unstable();
        assert_eq!(back, ["Giao sau 14 giờ", "Thích cold brew", "Trả tiền mặt"]);
    })
    .await;
}

fn filter_of(party: &Value) -> String {
    let filter = json!({ "field": "party_id", "op": "eq", "value": party });
    quen_http::session::encode(&filter.to_string())
}

#[tokio::test]
async fn nothing_is_left_of_what_an_erased_person_said() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let (ngoc, an) = (party(&khoi, "Ngọc").await, party(&khoi, "An").await);
        let mine = fact(&khoi, json!({ "party_id": ngoc, "topic": "people", "statement": "Con gái tên Bống" })).await;
        khoi.post(&place(&mine, "/uses"), json!({ "noun": "parties", "record_id": ngoc, "outcome": "applied" })).await.expect(201);
        let moved = fact(&khoi, json!({ "party_id": an, "topic": "plans", "statement": "Sắp mở quán Bống" })).await;
        khoi.post(&format!("/api/v1/parties/{}/merger", ngoc.as_str().unwrap()), json!({ "loser": an })).await.expect(200);
        let ctx = app.ctx("Khôi").await;
        let tx = ctx.write(Permission::PartiesMerge).await.unwrap();
        assert_eq!(facts::erase(&tx, ngoc.as_str().unwrap().parse().unwrap()).await.unwrap(), 2);
        tx.commit().await.unwrap();
        for gone in [&mine, &moved] {
            khoi.get(&place(gone, "")).await.expect(404);
            khoi.post(&place(gone, "/restoration"), json!({})).await.expect(404);
        }
        for q in ["bong", "quan"] {
            assert_eq!(khoi.get(&format!("/api/v1/facts?q={q}")).await.expect(200)["data"], json!([]));
        }
        let party: uuid::Uuid = ngoc.as_str().unwrap().parse().unwrap();
        let reading = ctx.read(Permission::EventsRead).unwrap();
        let q = quen_store::db::sql("SELECT count(*) FROM events WHERE workspace_id = $1 AND record_id = $2 AND noun = 'facts'");
        let id: uuid::Uuid = mine["id"].as_str().unwrap().parse().unwrap();
        let (events,): (i64,) = reading.one(q.bind(reading.workspace()).bind(id)).await.unwrap();
        assert!(events >= 2, "that something happened is kept");
        let words = format!("SELECT count(*) FROM events WHERE workspace_id = $1 AND {} LIKE '%Bống%'", reading.dialect().json_text("personal"));
        let (told,): (i64,) = reading.one(quen_store::db::sql(words).bind(reading.workspace())).await.unwrap();
        assert_eq!(told, 0, "and not what was said");
        assert!(records::find::<facts::Facts>(&ctx, party).await == Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn two_people_with_one_phone_keep_their_own_facts() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let shared = |name: &str| json!({ "name": name, "phones": ["0905218467"] });
        let one = khoi
            .post("/api/v1/parties", shared("Chị Ngọc"))
            .await
            .expect(201)["id"]
            .clone();
        let two = khoi
            .post("/api/v1/parties", shared("Anh Lộc"))
            .await
            .expect(201)["id"]
            .clone();
        fact(
            &khoi,
            json!({ "party_id": one, "topic": "channel", "statement": "Nhắn qua Zalo" }),
        )
        .await;
        fact(
            &khoi,
            json!({ "party_id": two, "topic": "channel", "statement": "Gọi điện" }),
        )
        .await;
        let (first, second) = (memory(&khoi, &one).await, memory(&khoi, &two).await);
        assert_eq!(
            (
                first["facts"][0]["value"].clone(),
                second["facts"][0]["value"].clone()
            ),
            (json!("zalo"), json!("phone"))
        );
        assert_eq!(
            (
                first["contradictions"].clone(),
                second["contradictions"].clone()
            ),
            (json!([]), json!([]))
        );
    })
    .await;
}

#[tokio::test]
async fn who_likes_something_is_found_with_and_without_marks() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let mut parties = Vec::new();
        for n in 0..60 {
            let one = party(&khoi, &format!("Khách {n:02}")).await;
            let (topic, value) = if n % 2 == 0 {
                ("product", "Cầu Đất rang vừa")
            } else {
                ("dislikes", "chua")
            };
            fact(
                &khoi,
                json!({ "party_id": one, "topic": topic, "value": value }),
            )
            .await;
            parties.push(one);
        }
        let twice = fact(
            &khoi,
            json!({ "party_id": parties[1], "topic": "product", "value": "cầu đất" }),
        )
        .await;
        khoi.post(&place(&twice, "/withdrawal"), json!({}))
            .await
            .expect(200);
        let who = |query: &str| format!("/api/v1/facts/holders?{query}");
        let found = khoi.get(&who("q=cau%20dat")).await.expect(200);
        assert_eq!(
            (
                found["data"].as_array().unwrap().len(),
                found["next_cursor"].is_null()
            ),
            (30, true)
        );
        assert_eq!(
            khoi.get(&who("q=CH%C6%AFA&topic=dislikes"))
                .await
                .expect(200)["data"]
                .as_array()
                .unwrap()
                .len(),
            30
        );
        assert_eq!(
            khoi.get(&who("q=chua&topic=product")).await.expect(200)["data"],
            json!([])
        );
        khoi.get(&who("q=")).await.expect(400);
        khoi.get(&who("q=a&cursor=zz")).await.expect(400);
        for (n, one) in parties.iter().take(25).enumerate() {
            fact(
                &khoi,
                json!({ "party_id": one, "topic": "product", "value": format!("Cầu Đất {n:02}") }),
            )
            .await;
        }
        let first = khoi.get(&who("q=c%E1%BA%A7u")).await.expect(200);
        let next = first["next_cursor"].as_str().unwrap();
        let second = khoi
            .get(&who(&format!("q=cau&cursor={next}")))
            .await
            .expect(200);
        assert_eq!(
            (
                first["data"].as_array().unwrap().len(),
                second["data"].as_array().unwrap().len()
            ),
            (50, 5)
        );
        let minh = app.scoped("Minh", Scope::Own).await;
        assert_eq!(
            minh.get(&who("q=cau%20dat")).await.expect(200)["data"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn orders_tell_what_is_usual_and_a_withdrawn_habit_stays_away() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ngoc = party(&khoi, "Ngọc").await;
        let order = |day: &str, text: &str| json!({ "party_id": ngoc, "ordered_at": format!("2026-{day}T03:00:00Z"), "status": "delivered", "lines": [{ "text": text, "quantity": 12, "unit_price": 280_000 }] });
        for day in ["01-05", "01-19", "02-02"] {
            khoi.post("/api/v1/orders", order(day, "Cầu Đất")).await.expect(201);
        }
        let known = memory(&khoi, &ngoc).await;
        let of = |known: &Value, topic: &str| known["facts"].as_array().unwrap().iter().find(|fact| fact["topic"] == topic).cloned();
        let product = of(&known, "product").unwrap();
        assert_eq!((product["value"].clone(), product["basis"].clone(), product["source"].clone()), (json!("Cầu Đất"), json!("inferred"), json!("order")));
        assert_eq!((product["evidence"].clone(), product["evidence_of"].clone(), product["confidence"].clone()), (json!(3), json!(3), json!(8_000)));
        assert!(of(&known, "rhythm").is_none(), "two gaps are no rhythm yet");
        khoi.post("/api/v1/orders", order("02-16", "Cầu Đất")).await.expect(201);
        let known = memory(&khoi, &ngoc).await;
        let again = of(&known, "product").unwrap();
        assert_eq!((again["id"].clone(), again["evidence"].clone()), (product["id"].clone(), json!(4)), "renewed in place");
        assert_eq!(of(&known, "rhythm").unwrap()["value"], json!({ "days": 14 }));
        fact(&khoi, json!({ "party_id": ngoc, "topic": "rhythm", "statement": "Một tháng lấy một lần" })).await;
        assert_eq!(of(&memory(&khoi, &ngoc).await, "rhythm").unwrap()["basis"], "stated", "words go before conclusions");
        khoi.post(&place(&again, "/withdrawal"), json!({})).await.expect(200);
        khoi.post("/api/v1/orders", order("03-01", "Cầu Đất")).await.expect(201);
        assert!(of(&memory(&khoi, &ngoc).await, "product").is_none(), "what was taken back is not concluded again");
    })
    .await;
}

#[tokio::test]
async fn facts_come_and_go_by_file() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        let ctx = app.ctx("Khôi").await;
        let known = khoi.post("/api/v1/parties", json!({ "name": "Ngọc", "phones": ["0905218467"] })).await.expect(201)["id"].clone();
        let file = "Điện thoại,Chuyện gì,Điều đã biết,Ngày\n0905 218 467,,Gọi sau 14 giờ,05/01/2026\n0905218467,product,Thích cold brew,\n0914550128,Máy pha,La San Marco,\n0914550128,,,\n";
        let done = super::imports::read_in(&ctx, "facts", file).await;
        assert_eq!(super::imports::counts(&done), (4, 3, 0, 0, 1), "{done:?}");
        let memory = memory(&khoi, &known).await;
        let time = memory["facts"].as_array().unwrap().iter().find(|fact| fact["topic"] == "time").unwrap();
        assert_eq!((time["value"]["from"].clone(), time["source"].clone(), time["confirmed_at"].clone()), (json!("14:00"), json!("import"), json!("2026-01-05T05:00:00Z")));
        let again = super::imports::read_in(&ctx, "facts", file).await;
        assert_eq!(super::imports::counts(&again).1, 0, "the same file makes nothing twice: {again:?}");
        let csv = khoi.get("/api/v1/facts?limit=200").await.expect(200);
        assert_eq!(csv["data"].as_array().unwrap().len(), 3);
    })
    .await;
}
