//! Uploads that are too large, or that lie: refused in words, and memory stays as it was.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use quen_service::imports::MAX_UPLOAD;

use crate::support::{Home, Reply, Server, call, names};

const TWO_GIGABYTES: u64 = 2 * 1024 * 1024 * 1024;
/// What an upload may add to the memory of the process at its highest, KiB.
const MOST_MORE: u64 = 48 * 1024;

/// The most memory the process ever had, KiB.
fn highest(server: &Server) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Sends a head and then a body of zeros until all is sent or the server has answered; answers what it said.
fn pour(server: &Server, head: &str, begin: &[u8], body: u64, chunked: bool) -> Reply {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(120)))
        .unwrap();
    let mut reading = stream.try_clone().unwrap();
    let answer = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // A server that refuses and hangs up may break the line after its answer.
        let _ = reading.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    });
    let piece = vec![0_u8; 256 * 1024];
    let mut left = body;
    let mut open = stream.write_all(head.as_bytes()).is_ok();
    if !begin.is_empty() {
        open &= stream.write_all(begin).is_ok();
    }
    while open && left > 0 && !answer.is_finished() {
        let some = usize::try_from(left).map_or(piece.len(), |left| left.min(piece.len()));
        let part = &piece[..some];
        open = if chunked {
            let size = format!("{some:x}\r\n");
            stream.write_all(size.as_bytes()).is_ok()
                && stream.write_all(part).is_ok()
                && stream.write_all(b"\r\n").is_ok()
        } else {
            stream.write_all(part).is_ok()
        };
        left -= some as u64;
    }
    let _ = stream.shutdown(Shutdown::Write);
    let text = answer.join().unwrap();
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap();
    Reply {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

fn uploads(home: &Home) -> Vec<String> {
    let directory = home.data().join("files").join("imports");
    let mut found = Vec::new();
    if directory.exists() {
        for workspace in names(&directory) {
            found.extend(names(&directory.join(workspace)));
        }
    }
    found
}

#[test]
fn two_gigabytes_are_refused_by_the_api_and_fill_nothing() {
    let home = Home::new();
    let token = home.shop();
    let server = home.serve();
    server.get("/api/v1/parties", &token);
    let before = highest(&server);
    let head = |length: &str| {
        format!(
            "POST /api/v1/imports?kind=parties&name=a.csv HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n{length}\r\n\r\n",
            server.address
        )
    };
    // Said beforehand: refused before a byte is taken in.
    let told = pour(
        &server,
        &head(&format!("Content-Length: {TWO_GIGABYTES}")),
        &[],
        TWO_GIGABYTES,
        false,
    );
    assert_eq!(told.status, 413, "{told:?}");
    assert!(
        told.head
            .to_lowercase()
            .contains("content-type: application/problem+json"),
        "{}",
        told.head
    );
    assert_eq!(told.json()["code"], "payload-too-large");
    // Not said: refused at the limit, and what came is thrown away.
    let untold = pour(
        &server,
        &head("Transfer-Encoding: chunked"),
        &[],
        MAX_UPLOAD + 8 * 1024 * 1024,
        true,
    );
    assert_eq!(untold.status, 413, "{untold:?}");
    assert!(untold.body.contains("payload-too-large"), "{}", untold.body);
    let more = highest(&server) - before;
    assert!(
        more < MOST_MORE,
        "{more} KiB more than the {before} KiB before"
    );
    assert!(uploads(&home).is_empty(), "{:?}", uploads(&home));
    assert_eq!(
        server.get("/api/v1/imports", &token).json()["data"],
        serde_json::json!([])
    );
}

/// Signs in; answers the cookies and the page of the upload.
fn signed_in(home: &Home, server: &Server) -> (String, String) {
    let password = "một mật khẩu rất dài";
    let mut child = home
        .command(&[
            "user",
            "password",
            "--email",
            "khoi@gio.vn",
            "--password-stdin",
        ])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(password.as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    let between = |text: &str, from: &str, to: &str| {
        let rest = text
            .split_once(from)
            .unwrap_or_else(|| panic!("{from} in {text}"))
            .1;
        rest.split(to).next().unwrap().to_owned()
    };
    let cookies = |reply: &Reply| {
        let lines = reply.head.lines().filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("set-cookie")
                .then(|| value.split(';').next().unwrap_or_default().to_owned())
        });
        lines.collect::<Vec<_>>().join("; ")
    };
    let page = call(&server.address, "GET", "/sign-in", &[], "").unwrap();
    let (cookie, csrf) = (
        cookies(&page),
        between(&page.body, "name=\"csrf\" value=\"", "\""),
    );
    let encoded: String = password
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let form = format!("csrf={csrf}&email=khoi%40gio.vn&password={encoded}");
    let origin = format!("http://{}", server.address);
    let headers = [
        ("Cookie", &*cookie),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Origin", &*origin),
    ];
    let done = call(&server.address, "POST", "/sign-in", &headers, &form).unwrap();
    assert_eq!(done.status, 303, "{done:?}");
    let cookie = format!("{cookie}; {}", cookies(&done));
    let form = call(
        &server.address,
        "GET",
        "/imports/new",
        &[("Cookie", &cookie)],
        "",
    )
    .unwrap();
    (cookie, between(&form.body, "action=\"/imports?csrf=", "\""))
}

#[test]
fn two_gigabytes_are_refused_by_the_page_and_fill_nothing() {
    let home = Home::new();
    home.shop();
    let server = home.serve();
    let (cookie, csrf) = signed_in(&home, &server);
    let before = highest(&server);
    let head = |length: &str| {
        format!(
            "POST /imports?csrf={csrf} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=x\r\n{length}\r\n\r\n",
            server.address
        )
    };
    let part = |name: &str| {
        format!(
            "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.csv\"\r\n\r\n"
        )
    };
    let told = pour(
        &server,
        &head(&format!("Content-Length: {TWO_GIGABYTES}")),
        part("file").as_bytes(),
        TWO_GIGABYTES,
        false,
    );
    assert_eq!(told.status, 413, "{told:?}");
    assert!(
        told.body.contains("<html") && told.body.contains("512"),
        "{}",
        told.body
    );
    let first = part("file");
    let chunk = format!("{:x}\r\n{first}\r\n", first.len());
    let untold = pour(
        &server,
        &head("Transfer-Encoding: chunked"),
        chunk.as_bytes(),
        MAX_UPLOAD + 8 * 1024 * 1024,
        true,
    );
    assert_eq!(untold.status, 413, "{untold:?}");
    // A word that never ends is none.
    let word = part("kind").replace("; filename=\"a.csv\"", "");
    let chunk = format!("{:x}\r\n{word}\r\n", word.len());
    let endless = pour(
        &server,
        &head("Transfer-Encoding: chunked"),
        chunk.as_bytes(),
        MAX_UPLOAD,
        true,
    );
    assert_eq!(endless.status, 422, "{endless:?}");
    let more = highest(&server) - before;
    assert!(
        more < MOST_MORE,
        "{more} KiB more than the {before} KiB before"
    );
    assert!(uploads(&home).is_empty(), "{:?}", uploads(&home));
}
