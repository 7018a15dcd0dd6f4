//! Starting the binary, and a few lines of HTTP to speak with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Where a program keeps its data: a directory, and perhaps a server.
pub struct Home {
    pub directory: tempfile::TempDir,
    pub database_url: Option<String>,
}

impl Home {
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            database_url: None,
        }
    }

    pub fn data(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quen"));
        for name in [
            "QUEN_DATABASE_URL",
            "QUEN_SECRET_KEY",
            "QUEN_METRICS_TOKEN",
            "QUEN_PRIVATE_ADDRESSES",
            "QUEN_ADDR",
            "RUST_LOG",
        ] {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .env("QUEN_DATA_DIR", self.data())
            .stdin(Stdio::null());
        if let Some(url) = &self.database_url {
            command.env("QUEN_DATABASE_URL", url);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed; answers what it printed.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Runs a command that must be refused with this code and these words.
    #[track_caller]
    pub fn refused(&self, code: i32, words: &[&str], arguments: &[&str]) {
        let output = self.run(arguments);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        for word in words {
            assert!(
                text.contains(word),
                "{arguments:?} does not say {word:?}: {text}"
            );
        }
        assert!(!text.contains("panicked"), "{text}");
    }

    /// A workspace with an owner; answers the owner's token.
    pub fn shop(&self) -> String {
        self.done(&[
            "workspace",
            "create",
            "--slug",
            "gio",
            "--name",
            "Tiệm Cà Phê Gió",
        ]);
        self.done(&[
            "user",
            "create",
            "--email",
            "khoi@gio.vn",
            "--name",
            "Khôi",
            "--role",
            "owner",
        ]);
        self.done(&[
            "token",
            "create",
            "--email",
            "khoi@gio.vn",
            "--name",
            "test",
            "--scopes",
            "read,write,admin",
        ])
    }

    pub fn serve(&self) -> Server {
        Server::start(self.command(&["serve", "--addr", "127.0.0.1:0"]))
    }
}

/// What a command wrote to stderr.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A running server. Dropped, it is killed.
pub struct Server {
    pub child: Child,
    pub address: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let (log, mut address) = (Arc::new(Mutex::new(String::new())), None);
        while address.is_none() {
            let mut line = String::new();
            assert_ne!(
                lines.read_line(&mut line).unwrap(),
                0,
                "the server ended: {}",
                log.lock().unwrap()
            );
            address = line
                .strip_prefix("quen: http://")
                .map(|rest| rest.trim().to_owned());
            log.lock().unwrap().push_str(&line);
        }
        let kept = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut kept = kept.lock().unwrap();
                kept.push_str(&line);
                kept.push('\n');
            }
        });
        Self {
            child,
            address: address.unwrap(),
            log,
        }
    }

    /// All it has logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// All it has logged, once `enough` says that it is.
    pub fn log_once(&self, enough: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let log = self.log();
            if enough(&log) {
                return log;
            }
            assert!(begun.elapsed() < Duration::from_secs(120), "{log}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn terminate(&self) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// The exit code, within two minutes.
    pub fn ended(mut self) -> Option<i32> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(120) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it has not ended");
    }

    pub fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Option<Reply> {
        call(&self.address, method, path, headers, body).ok()
    }

    pub fn get(&self, path: &str, token: &str) -> Reply {
        self.call(
            "GET",
            path,
            &[("Authorization", &format!("Bearer {token}"))],
            "",
        )
        .unwrap()
    }

    pub fn post(&self, path: &str, token: &str, key: &str, body: &Value) -> Option<Reply> {
        let headers = [
            ("Authorization", &*format!("Bearer {token}")),
            ("Idempotency-Key", key),
            ("Content-Type", "application/json"),
        ];
        self.call("POST", path, &headers, &body.to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

pub fn call(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> std::io::Result<Reply> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    stream.write_all(request(address, method, path, headers, body).as_bytes())?;
    reply(stream)
}

pub fn request(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> String {
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head + "\r\n" + body
}

/// Reads an answer whose length is told; one that breaks off is an error.
pub fn reply(mut stream: TcpStream) -> std::io::Result<Reply> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(broken)?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok())
        .ok_or_else(broken)?;
    let told = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length: ")
            .and_then(|n| n.parse::<usize>().ok())
    });
    if told.is_some_and(|told| told != body.len()) {
        return Err(broken());
    }
    Ok(Reply {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

/// The names in a directory.
pub fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
