//! A server killed in the middle of its work: whatever was acknowledged is there once, and what was not may be sent
//! again.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use quen_store::db::{Db, DbOptions, Queries, sql};
use quen_testkit::{Backend, Owned, postgres_is_here};
use serde_json::json;

use crate::support::{Home, Server};

const WRITERS: usize = 8;
/// Acts that a life of the server acknowledges before it ends.
const ENOUGH: usize = 100;

/// What one life of the server acknowledged: number and id; and the numbers of all that was sent.
struct Life {
    saved: Vec<(usize, String)>,
    sent: Vec<usize>,
}

/// Eight programs write without pause until the server is gone, which it is in the middle of their work.
fn write_until_killed(server: Server, token: &str, first: usize) -> Life {
    let (saved, sent, stop) = (
        Mutex::new(Vec::new()),
        Mutex::new(Vec::new()),
        AtomicBool::new(false),
    );
    let server = Mutex::new(Some(server));
    let address = server.lock().unwrap().as_ref().unwrap().address.clone();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (saved, sent, stop, address) = (&saved, &sent, &stop, &address);
            scope.spawn(move || {
                for number in (0..).map(|round| first + round * WRITERS + writer) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    sent.lock().unwrap().push(number);
                    match send(address, token, number) {
                        Some((201, id)) => saved.lock().unwrap().push((number, id)),
                        // A busy machine may make an act take too long: it may be sent again.
                        Some((503, _)) => {}
                        Some((status, body)) => panic!("{status}: {body}"),
                        None => return,
                    }
                }
            });
        }
        let begun = Instant::now();
        while saved.lock().unwrap().len() < ENOUGH && begun.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(10));
        }
        server.lock().unwrap().take().unwrap().kill();
        stop.store(true, Ordering::Relaxed);
    });
    Life {
        saved: saved.into_inner().unwrap(),
        sent: sent.into_inner().unwrap(),
    }
}

fn send(address: &str, token: &str, number: usize) -> Option<(u16, String)> {
    let body = json!({ "name": format!("Khách {number}"), "code": format!("K{number}"), "phones": [format!("09{number:08}")] });
    let headers = [
        ("Authorization", &*format!("Bearer {token}")),
        ("Idempotency-Key", &*format!("k{number}")),
        ("Content-Type", "application/json"),
    ];
    let reply = crate::support::call(
        address,
        "POST",
        "/api/v1/parties",
        &headers,
        &body.to_string(),
    )
    .ok()?;
    let text = if reply.status == 201 {
        reply.json()["id"].as_str()?.to_owned()
    } else {
        reply.body
    };
    Some((reply.status, text))
}

/// Sends until the server has time for it.
fn sent_again(address: &str, token: &str, number: usize) -> (u16, String) {
    let mut tries = std::iter::repeat_with(|| send(address, token, number).unwrap());
    tries.find(|(status, _)| *status != 503).unwrap()
}

fn killed_twice(home: &Home) {
    let token = home.shop();
    let mut lives = Vec::new();
    for life in 0..2 {
        lives.push(write_until_killed(home.serve(), &token, life * 1_000_000));
    }
    let server = home.serve();
    let mut all = 0;
    for life in &lives {
        assert!(
            life.saved.len() >= ENOUGH,
            "only {} were acknowledged",
            life.saved.len()
        );
        for (number, id) in &life.saved {
            let found = server.get(&format!("/api/v1/parties/{id}"), &token);
            assert_eq!(
                (found.status, found.json()["code"].clone()),
                (200, json!(format!("K{number}"))),
                "an acknowledged customer is lost"
            );
        }
        for number in &life.sent {
            let (status, id) = sent_again(&server.address, &token, *number);
            assert_eq!(status, 201, "{id}");
            let known = life.saved.iter().find(|(saved, _)| saved == number);
            assert!(
                known.is_none_or(|(_, saved)| *saved == id),
                "a retry made a second one"
            );
        }
        all += life.sent.len();
    }
    let count = server
        .get("/api/v1/parties?count=true&limit=1", &token)
        .json();
    assert_eq!(
        count["count"].as_u64().unwrap(),
        u64::try_from(all.min(10_000)).unwrap(),
        "{count}"
    );
    server.kill();
}

/// Every customer has its event, its keys and its place in the index, and none has two.
async fn whole(url: &str) {
    let db = Db::open(url, DbOptions::default()).await.unwrap();
    db.check().await.unwrap();
    let workspaces: Vec<(uuid::Uuid,)> = db
        .read_global()
        .all(sql("SELECT id FROM workspaces"))
        .await
        .unwrap();
    let rows = db.read(workspaces[0].0);
    let count = |text: &'static str| {
        let rows = &rows;
        async move { rows.one::<(i64,)>(sql(text)).await.unwrap().0 }
    };
    let parties = count("SELECT COUNT(*) FROM parties").await;
    assert_eq!(
        parties,
        count("SELECT COUNT(DISTINCT code) FROM parties").await
    );
    assert_eq!(
        parties,
        count("SELECT COUNT(*) FROM events WHERE noun = 'parties' AND verb = 'created'").await
    );
    assert_eq!(
        parties,
        count("SELECT COUNT(DISTINCT party_id) FROM party_keys").await
    );
    assert_eq!(
        parties,
        count("SELECT COUNT(*) FROM search_docs WHERE noun = 'parties'").await
    );
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_customers_survive_a_kill_on_the_file() {
    let home = Home::new();
    killed_twice(&home);
    whole(&format!("sqlite:{}", home.data().join("quen.db").display())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_customers_survive_a_kill_beside_the_server() {
    if !postgres_is_here() {
        return;
    }
    let owned = Owned::new(Backend::Postgres).await;
    let home = Home {
        database_url: Some(owned.url.clone()),
        ..Home::new()
    };
    killed_twice(&home);
    whole(&owned.url).await;
}
