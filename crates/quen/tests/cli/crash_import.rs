//! A server killed in the middle of an import: started again it goes on, and what is there in the end is what an
//! undisturbed import gives.

use std::time::{Duration, Instant};

use quen_store::accounts::{AccountTx, Writes};
use quen_store::db::{Db, DbOptions, sql};
use quen_testkit::{Backend, Owned, postgres_is_here};
use serde_json::{Value, json};

use crate::support::{Home, Server};

/// Orders of three hundred customers who come with them.
const ORDERS: usize = 3_000;

fn file() -> String {
    let mut file = "Số đơn,Mã KH,SĐT,Ngày,Tên hàng,SL,Đơn giá\n".to_owned();
    for n in 0..ORDERS {
        let (who, day) = (n % 300, n % 28 + 1);
        file.push_str(&format!(
            "D{n},K{who},09{who:08},{day:02}/03/2025,Rang vừa,{},100000\n",
            n % 5 + 1
        ));
    }
    file
}

fn begin(server: &Server, token: &str) -> String {
    let headers = [("Authorization", &*format!("Bearer {token}"))];
    let sent = server.call(
        "POST",
        "/api/v1/imports?kind=orders&name=don.csv",
        &headers,
        &file(),
    );
    let import = sent.unwrap().json();
    let place = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let begun = server.post(&format!("{place}/start"), token, "start", &json!({}));
    assert_eq!(begun.unwrap().json()["state"], "waiting");
    place
}

fn seen(server: &Server, token: &str, place: &str) -> Value {
    server.get(place, token).json()
}

/// Waits until so many rows are read, or all.
fn wait(server: &Server, token: &str, place: &str, rows: i64) -> Value {
    let begun = Instant::now();
    loop {
        let import = seen(server, token, place);
        if import["rows_read"].as_i64().unwrap() >= rows || import["state"] == "done" {
            return import;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(400),
            "{import}\n{}",
            server.log()
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn until_done(server: &Server, token: &str, place: &str) -> Value {
    let begun = Instant::now();
    loop {
        let import = seen(server, token, place);
        if import["state"] == "done" {
            return import;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(400),
            "{import}\n{}",
            server.log()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// All that a list shows, without ids and times of entry.
fn exported(home: &Home, kind: &str) -> Vec<String> {
    let text = home.done(&["export", kind, "--format", "jsonl"]);
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            bare(&mut record);
            record.to_string()
        })
        .collect();
    lines.sort_unstable();
    lines
}

fn bare(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for key in [
                "id",
                "party_id",
                "owner_id",
                "user_id",
                "created_at",
                "updated_at",
                "version",
            ] {
                object.remove(key);
            }
            object.values_mut().for_each(bare);
        }
        Value::Array(list) => list.iter_mut().for_each(bare),
        _ => {}
    }
}

/// The minute after which a job that gave no sign of life is taken over is made short.
async fn let_the_lease_run_out(url: &str) {
    let db = Db::open(url, DbOptions::default()).await.unwrap();
    let tx = AccountTx::begin(&db).await.unwrap();
    let q = sql("UPDATE jobs SET lock_until = created_at WHERE state = 'running'");
    tx.execute(q).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

async fn killed_three_times(home: &Home, url: &str, undisturbed: &Home) {
    let token = home.shop();
    let server = home.serve();
    let place = begin(&server, &token);
    let mut read = wait(&server, &token, &place, 1)["rows_read"]
        .as_i64()
        .unwrap();
    server.kill();
    let mut cut = 1;
    for _ in 0..2 {
        let_the_lease_run_out(url).await;
        let server = home.serve();
        let now = seen(&server, &token, &place);
        assert!(
            now["rows_read"].as_i64().unwrap() >= read,
            "what was told is there: {now}"
        );
        let now = wait(&server, &token, &place, read + 300);
        read = now["rows_read"].as_i64().unwrap();
        cut += usize::from(now["state"] == "running");
        server.kill();
    }
    assert!(cut > 1, "it was cut off {cut} times");
    let_the_lease_run_out(url).await;
    let server = home.serve();
    let done = until_done(&server, &token, &place);
    let orders = i64::try_from(ORDERS).unwrap();
    let figures = ["rows_read", "created", "failed"].map(|name| done[name].as_i64().unwrap());
    assert_eq!(figures, [orders, orders, 0], "{done}");
    server.terminate();
    assert_eq!(server.ended(), Some(0));

    let token = undisturbed.shop();
    let server = undisturbed.serve();
    let place = begin(&server, &token);
    until_done(&server, &token, &place);
    server.terminate();
    assert_eq!(server.ended(), Some(0));
    for kind in ["orders", "parties"] {
        let (one, other) = (exported(home, kind), exported(undisturbed, kind));
        assert_eq!(one.len(), if kind == "orders" { ORDERS } else { 300 });
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one, other, "not what an undisturbed import gives");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_survives_kills_on_the_file() {
    let (home, undisturbed) = (Home::new(), Home::new());
    let url = format!("sqlite:{}", home.data().join("quen.db").display());
    killed_three_times(&home, &url, &undisturbed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_survives_kills_beside_the_server() {
    if !postgres_is_here() {
        return;
    }
    let owned = Owned::new(Backend::Postgres).await;
    let home = Home {
        database_url: Some(owned.url.clone()),
        ..Home::new()
    };
    killed_three_times(&home, &owned.url, &Home::new()).await;
}
