//! Lists of every kind: arranged, kept as views, laid out, edited in place, changed by the dozen and taken back; and that bad
//! input is answered, on both databases.

mod bulks;
mod layouts;
mod views;

use quen_core::access::Role;
use quen_testkit::{Browser, on_both};
use serde_json::{Value, json};

/// A page that must be there.
pub async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.open(path).await;
    assert_eq!(answer.status, 200, "{path} {}", answer.text);
    answer.text
}

pub fn encoded(text: &str) -> String {
    quen_http::session::encode(text)
}

pub fn filter(conditions: &Value) -> String {
    encoded(&json!({ "all": conditions }).to_string())
}

#[tokio::test]
async fn several_fields_decide_the_order_and_pages_go_on_where_they_ended() {
    on_both(|app| async move {
        let khoi = app.owner("Khôi").await;
        for n in 0..23 {
            let due = [json!(null), json!("2026-03-05"), json!("2026-03-09")][n % 3].clone();
            let body = json!({ "title": format!("Việc {n:02}"), "due_on": due });
            khoi.post("/api/v1/tasks", body).await.expect(201);
            let name = ["An", "Bình", "Chi", "Dũng"][n % 4];
            let body =
                json!({ "name": name, "code": (n % 2 == 0).then(|| format!("K{:02}", 50 - n)) });
            khoi.post("/api/v1/parties", body).await.expect(201);
        }
        for sort in [
            "name,code",
            "name,-code",
            "-name,code",
            "code,-created_at",
            "-code,name",
            "-created_at,name,code",
        ] {
            let mut seen: Vec<Value> = Vec::new();
            let mut cursor = String::new();
            loop {
                let page = khoi
                    .get(&format!(
                        "/api/v1/parties?limit=5&sort={sort}&cursor={cursor}"
                    ))
                    .await
                    .expect(200);
                seen.extend(page["data"].as_array().unwrap().iter().cloned());
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(seen.len(), 23, "{sort}");
            let mut ids: Vec<&str> = seen.iter().map(|row| row["id"].as_str().unwrap()).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), 23, "each once, {sort}");
            // Empty is less than anything; the pair of values must never step back.
            let key = |row: &Value, field: &str| row[field].as_str().map(str::to_owned);
            for pair in seen.windows(2) {
                let mut order = std::cmp::Ordering::Equal;
                for part in sort.split(',') {
                    let (field, down) = part.strip_prefix('-').map_or((part, false), |f| (f, true));
                    let step = key(&pair[0], field).cmp(&key(&pair[1], field));
                    order = order.then(if down { step.reverse() } else { step });
                }
                assert_ne!(
                    order,
                    std::cmp::Ordering::Greater,
                    "{sort}: {} {}",
                    pair[0],
                    pair[1]
                );
            }
        }
        khoi.get("/api/v1/parties?sort=name,code,created_at,updated_at,spend")
            .await
            .expect(400);
        khoi.get("/api/v1/parties?sort=name,nothing")
            .await
            .expect(400);
    })
    .await;
}

#[tokio::test]
async fn bad_input_gets_a_clear_answer_and_no_list_breaks() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        program
            .post("/api/v1/parties", json!({ "name": "Trần Ân" }))
            .await
            .expect(201);
        let test = json!({ "field": "stage", "op": "in", "value": ["expansion"] });
        let many: Vec<Value> = std::iter::repeat_n(test.clone(), 10_000).collect();
        let body = json!({ "act": { "set": { "source": "x" } }, "filter": { "any": many } });
        let refused = program
            .post("/api/v1/parties/bulks", body)
            .await
            .expect(422);
        assert_eq!(refused["errors"][0]["code"], "too-many");
        let kept = json!({ "kind": "parties", "name": "Nhiều", "state": { "conditions": many } });
        assert_eq!(program.post("/api/v1/views", kept).await.status, 422);
        let deep = (0..50).fold(test, |inner, _| json!({ "not": inner }));
        let at = format!("/parties?filter={}", filter(&json!([deep])));
        let shown = page(&khoi, &at).await;
        assert!(
            shown.contains("Có điều kiện không dùng được nữa") && !shown.contains("Trần Ân"),
            "{shown}"
        );
        // Nothing is ever read as a pattern.
        let bomb = "(a+)+$".repeat(20);
        let at = format!(
            "/parties?q={}&filter={}",
            encoded(&bomb),
            filter(&json!([{ "field": "source", "op": "starts_with", "value": bomb }]))
        );
        assert_eq!(khoi.open(&at).await.status, 200);
        for (path, status) in [
            ("/parties?filter=%7B", 422),
            ("/parties?sort=nothing", 422),
            ("/parties?cursor=zz", 422),
            ("/parties?columns=nothing,name:1,name:9999999", 200),
            ("/parties?layout=board&by=nothing", 200),
            ("/parties?layout=board&by=note", 200),
            (
                "/parties?layout=calendar&by=last_order_on&month=9999-99",
                200,
            ),
            ("/parties?layout=calendar&by=stage", 200),
            ("/parties?layout=map&density=vast&view=x", 200),
            ("/parties?by=stage&layout=table", 200),
            ("/lists/nothing/views", 404),
            ("/lists/parties/records/x", 404),
            ("/lists/parties/cells/x/source", 404),
            ("/lists/parties/bulks/x", 404),
            ("/lists/parties/filters?field=nothing", 404),
        ] {
            assert_eq!(khoi.open(path).await.status, status, "{path}");
        }
        let gone = page(&khoi, "/parties?columns=nothing,name").await;
        assert!(
            gone.contains("Không còn mục này nữa nên bỏ qua: nothing"),
            "{gone}"
        );
    })
    .await;
}

#[tokio::test]
async fn every_kind_has_the_same_list_from_its_catalogue() {
    on_both(|app| async move {
        let program = app.owner("Khôi").await;
        let khoi = app.browser("Khôi", Role::Owner).await;
        let party = program.post("/api/v1/parties", json!({ "name": "Trần Ân" })).await.expect(201);
        let line = json!({ "text": "Rang vừa", "quantity": 2, "unit_price": 100_000 });
        for (path, body) in [
            ("orders", json!({ "party_id": party["id"], "number": "A1", "status": "confirmed", "lines": [line] })),
            ("products", json!({ "name": "Cầu Đất", "price": 280_000 })),
            ("tasks", json!({ "title": "Gọi Ân", "party_id": party["id"], "due_on": "2026-03-02" })),
            ("interactions", json!({ "party_id": party["id"], "kind": "note", "body": "gặp Ân ở quán" })),
        ] {
            program.post(&format!("/api/v1/{path}"), body).await.expect(201);
        }
        for (kind, said) in [
            ("parties", "Trần Ân"),
            ("orders", "A1"),
            ("products", "Cầu Đất"),
            ("tasks", "Gọi Ân"),
            ("interactions", "gặp Ân ở quán"),
        ] {
            let list = page(&khoi, &format!("/{kind}?layout=table")).await;
            assert!(list.contains(said), "{kind}: {list}");
            assert!(list.contains("data-edit-cell=\"/lists/") && list.contains("id=\"columns\"") && list.contains("bulk-bar"), "{kind}");
            let row = list.split("id=\"row-").nth(1).unwrap().split('"').next().unwrap().to_owned();
            let record = page(&khoi, &format!("/lists/{kind}/records/{row}")).await;
            assert!(record.contains(said) && record.contains("data-edit-open"), "{kind}: {record}");
            let peek = khoi.send(axum::http::Method::GET, &format!("/lists/{kind}/records/{row}"), &[("hx-request-type", "partial")], Vec::new()).await;
            assert!(peek.text.starts_with("<header>") && peek.text.contains(said), "{kind}: {}", peek.text);
        }
        for untouched in ["/parties", "/orders", "/products", "/tasks", "/interactions"] {
            let list = page(&khoi, untouched).await;
            assert!(!list.contains("unsaved-bar"), "nobody arranged {untouched}: {list}");
        }
        let sums = page(&khoi, "/orders").await;
        assert!(sums.contains("tổng") && sums.contains("<b>200\u{a0}nghìn</b>"), "{sums}");
    })
    .await;
}
