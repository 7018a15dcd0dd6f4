//! How the server begins and ends: addresses, directories, signals, a full disk, and who may read the counters.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use serde_json::json;

use crate::support::{Home, Server, call, reply, request};

#[test]
fn a_taken_port_is_told_with_what_to_do() {
    let home = Home::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    home.refused(
        1,
        &["cannot listen on", &address, "--addr"],
        &["serve", "--addr", &address],
    );
}

#[test]
fn a_directory_that_cannot_be_made_is_told_with_what_to_do() {
    let home = Home::new();
    home.refused(
        1,
        &["cannot make /proc/quen", "--data-dir"],
        &["serve", "--data-dir", "/proc/quen"],
    );
    let file = home.directory.path().join("file");
    std::fs::write(&file, "x").unwrap();
    home.refused(
        1,
        &["cannot make", "--data-dir"],
        &["serve", "--data-dir", file.join("data").to_str().unwrap()],
    );
    home.refused(
        1,
        &["database address"],
        &["serve", "--database-url", "mysql://x"],
    );
    home.refused(2, &["--addr"], &["serve", "--addr", "here"]);
}

#[test]
fn the_signal_to_stop_lets_open_requests_finish() {
    let home = Home::new();
    let token = home.shop();
    let server = home.serve();
    let body = json!({ "name": "Nguyễn Văn An" }).to_string();
    let headers = [
        ("Authorization", &*format!("Bearer {token}")),
        ("Content-Type", "application/json"),
        ("Expect", "100-continue"),
    ];
    let whole = request(&server.address, "POST", "/api/v1/parties", &headers, &body);
    let (head, rest) = whole.as_bytes().split_at(whole.len() - body.len());
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.write_all(head).unwrap();
    // It asks for the body, so the request is open.
    let mut go_on = [0; b"HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut go_on).unwrap();
    assert!(go_on.starts_with(b"HTTP/1.1 100 "));
    server.terminate();
    while TcpStream::connect(&server.address).is_ok() {
        std::thread::sleep(Duration::from_millis(10));
    }
    stream.write_all(rest).unwrap();
    assert_eq!(reply(stream).unwrap().status, 201);
    assert_eq!(server.ended(), Some(0));
    let server = home.serve();
    assert_eq!(
        server.get("/api/v1/parties?q=nguyen", &token).json()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn it_says_whether_it_lives_and_can_serve() {
    let server = Home::new().serve();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(
            call(&server.address, "GET", path, &[], "").unwrap().status,
            200,
            "{path}"
        );
    }
}

#[test]
fn the_counters_are_for_this_machine_or_for_the_token() {
    let home = Home::new();
    home.shop();
    let server = Server::start({
        let mut command = home.command(&["serve", "--addr", "127.0.0.1:0"]);
        command.env("QUEN_METRICS_TOKEN", "xem-so-lieu");
        command
    });
    let ask =
        |headers: &[(&str, &str)]| call(&server.address, "GET", "/metrics", headers, "").unwrap();
    let here = ask(&[]);
    assert_eq!(here.status, 200);
    for word in [
        "quen_http_requests_total{status=\"2xx\"}",
        "quen_database_waiting{for=\"write\"} ",
        "quen_database_connections ",
    ] {
        assert!(here.body.contains(word), "{word} in {}", here.body);
    }
    let proxied = ("X-Forwarded-For", "203.0.113.9");
    assert_eq!(ask(&[proxied]).status, 401);
    assert_eq!(
        ask(&[proxied, ("Authorization", "Bearer wrong")]).status,
        401
    );
    assert_eq!(
        ask(&[proxied, ("Authorization", "Bearer xem-so-lieu")]).status,
        200
    );
}

/// A small disk of its own, where the machine lets us have one.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(at: &std::path::Path) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"])
            .arg(at)
            .output();
        mounted
            .is_ok_and(|output| output.status.success())
            .then(|| Self(at.to_path_buf()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount")
            .arg("-l")
            .arg(&self.0)
            .status();
    }
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let home = Home::new();
    let Some(_disk) = SmallDisk::mount(&home.data()) else {
        println!("skipped: no right to mount a small disk");
        return;
    };
    let token = home.shop();
    let server = home.serve();
    let post = |number: usize| {
        let body = json!({ "name": format!("Khách {number}"), "code": format!("K{number}"), "note": "x".repeat(2_000) });
        server
            .post("/api/v1/parties", &token, &format!("k{number}"), &body)
            .unwrap()
    };
    let ballast = home.data().join("ballast");
    let mut file = std::fs::File::create(&ballast).unwrap();
    while file.write_all(&[0; 65_536]).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length - 1_200_000).unwrap();
    drop(file);
    let (mut saved, mut full) = (Vec::new(), None);
    for number in 0..2_000 {
        let answer = post(number);
        match answer.status {
            201 => saved.push(number),
            _ => {
                full = Some((number, answer));
                break;
            }
        }
    }
    let (number, answer) = full.expect("the disk never was full");
    assert!(!saved.is_empty(), "{answer:?}");
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.body.contains("đĩa đã đầy"), "{answer:?}");
    assert!(
        answer.head.contains("application/problem+json") && answer.json()["code"] == "unavailable",
        "{answer:?}"
    );
    assert_eq!(
        server.get("/api/v1/parties?limit=1", &token).status,
        200,
        "reading goes on"
    );
    std::fs::remove_file(&ballast).unwrap();
    let again = post(number);
    assert_eq!(again.status, 201, "room again: {again:?}");
    saved.push(number);
    let count = server
        .get("/api/v1/parties?count=true&limit=1", &token)
        .json()["count"]
        .as_u64();
    assert_eq!(count, u64::try_from(saved.len()).ok());
}
