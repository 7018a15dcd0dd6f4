//! What the log tells and what it never tells.

use std::io::Write;
use std::process::Stdio;

use quen_testkit::{Backend, Owned, postgres_is_here};
use serde_json::{Value, json};

use crate::support::{Home, Server, call};

const PASSWORD: &str = "mật-khẩu-rất-bí-mật";
/// What [`busy`] asks of the server.
const REQUESTS: usize = 6;

/// Signs in, reads and writes with every kind of secret; answers the secrets and the log.
fn busy(home: &Home, level: &str) -> (Vec<String>, String) {
    let token = home.shop();
    let mut user = home.command(&[
        "user",
        "create",
        "--email",
        "lan@gio.vn",
        "--name",
        "Lan",
        "--role",
        "owner",
        "--password-stdin",
    ]);
    let mut child = user.stdin(Stdio::piped()).spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(PASSWORD.as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    let link = home.done(&["user", "password", "--email", "lan@gio.vn"]);
    let server = Server::start({
        let mut command = home.command(&["serve", "--addr", "127.0.0.1:0", "--log-format", "json"]);
        command.env("RUST_LOG", level);
        command
    });
    let page = call(&server.address, "GET", "/sign-in", &[], "").unwrap();
    let csrf = page
        .body
        .split("name=\"csrf\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let cookie = cookies(&page.head);
    let encoded: String = PASSWORD
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let form = format!("email=lan%40gio.vn&password={encoded}&csrf={csrf}");
    let headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Cookie", &*cookie),
    ];
    let signed_in = call(&server.address, "POST", "/sign-in", &headers, &form).unwrap();
    assert_eq!(signed_in.status, 303, "{signed_in:?}");
    let session = cookies(&signed_in.head);
    assert_eq!(
        call(
            &server.address,
            "GET",
            "/parties",
            &[("Cookie", &session)],
            ""
        )
        .unwrap()
        .status,
        200
    );
    let body = json!({ "name": "Nguyễn Thị Hồng Ngọc", "phones": ["0905218467"], "emails": ["ngoc@example.vn"] });
    assert_eq!(
        server
            .post("/api/v1/parties", &token, "k1", &body)
            .unwrap()
            .status,
        201
    );
    assert_eq!(
        server.get("/api/v1/parties?q=hong%20ngoc", &token).status,
        200
    );
    let secret = link.rsplit('/').next().unwrap().to_owned();
    call(
        &server.address,
        "GET",
        &format!("/password/{secret}"),
        &[],
        "",
    )
    .unwrap();
    let values = session
        .split("; ")
        .chain(cookie.split("; "))
        .filter_map(|pair| pair.split_once('=').map(|(_, value)| value.to_owned()));
    let mut secrets: Vec<String> = values.filter(|value| value.len() > 8).collect();
    secrets.extend([token, csrf, secret, PASSWORD.to_owned(), encoded]);
    secrets.extend(
        [
            "Ngọc",
            "hong%20ngoc",
            "905218467",
            "ngoc@example.vn",
            "lan@gio.vn",
        ]
        .map(str::to_owned),
    );
    let told = |log: &str| log.matches("\"message\":\"request\"").count() >= REQUESTS;
    (secrets, server.log_once(told))
}

fn cookies(head: &str) -> String {
    let lines = head
        .lines()
        .filter_map(|line| line.strip_prefix("set-cookie: "));
    lines
        .filter_map(|line| line.split(';').next())
        .collect::<Vec<_>>()
        .join("; ")
}

fn discreet(home: &Home) {
    let (secrets, log) = busy(home, "trace");
    assert!(log.len() > 1_000, "{log}");
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret:?} stands in the log: {line:?}");
    }
}

#[test]
fn no_secret_and_no_name_stands_in_the_most_detailed_log() {
    discreet(&Home::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nor_with_a_database_server() {
    if postgres_is_here() {
        let owned = Owned::new(Backend::Postgres).await;
        discreet(&Home {
            database_url: Some(owned.url.clone()),
            ..Home::new()
        });
    }
}

#[test]
fn each_request_is_one_line_of_json() {
    let (_, log) = busy(&Home::new(), "quen=info");
    let lines: Vec<Value> = log
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let lines: Vec<&Value> = lines
        .iter()
        .filter(|line| line["message"] == "request")
        .collect();
    assert_eq!(lines.len(), REQUESTS, "{log}");
    for line in &lines {
        assert!(
            line["id"].as_str().is_some_and(|id| id.len() == 36),
            "{line}"
        );
        assert!(
            line["ms"].as_f64().is_some_and(|ms| ms >= 0.0)
                && line["status"].is_u64()
                && line["timestamp"].is_string(),
            "{line}"
        );
    }
    let seen: Vec<(&str, &str, u64)> = lines
        .iter()
        .map(|l| {
            (
                l["method"].as_str().unwrap(),
                l["route"].as_str().unwrap(),
                l["status"].as_u64().unwrap(),
            )
        })
        .collect();
    assert!(
        seen.contains(&("POST", "/sign-in", 303))
            && seen.contains(&("GET", "/api/v1/parties", 200)),
        "{seen:?}"
    );
}
