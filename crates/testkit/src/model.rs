//! A language model of one's own for tests: an OpenAI-compatible server on this machine that says what it is told to, and
//! remembers what it was asked.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// How the server answers.
#[derive(Debug, Clone)]
pub enum Says {
    /// These words, as the model's own.
    Words(String),
    /// This body, as it is.
    Body(String),
    /// This status.
    Status(u16),
    /// A body of so many bytes.
    Long(usize),
    /// Nothing, ever.
    Silence,
    /// A byte now and then, never an end.
    Drip,
    /// Half a body, then it hangs up.
    Half,
}

/// The server; it ends with the test's runtime.
#[derive(Clone)]
pub struct Model {
    /// Its address, up to the version.
    pub address: String,
    says: Arc<Mutex<Says>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Model {
    /// Starts one.
    pub async fn start(says: Says) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/v1", listener.local_addr().unwrap());
        let model = Self {
            address,
            says: Arc::new(Mutex::new(says)),
            heard: Arc::default(),
        };
        let serving = model.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let model = serving.clone();
                tokio::spawn(async move { model.serve(stream).await });
            }
        });
        model
    }

    /// From now on it answers so.
    pub fn say(&self, says: Says) {
        *self.says.lock().unwrap_or_else(PoisonError::into_inner) = says;
    }

    /// Takes the requests so far, each with its head.
    pub fn heard(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn serve(&self, mut stream: TcpStream) {
        let request = request(&mut stream).await;
        self.heard
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        let says = self
            .says
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        // Whoever asked may have hung up.
        let _ = answer(&mut stream, says).await;
    }
}

/// Reads one request with its body.
async fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse().ok())
                .unwrap_or(0_usize);
            if body.len() >= length {
                return text;
            }
        }
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return text;
        }
    }
}

async fn answer(stream: &mut TcpStream, says: Says) -> std::io::Result<()> {
    let whole = |status: u16, body: &str| {
        format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
    };
    match says {
        Says::Words(words) => {
            let message = json!({ "role": "assistant", "content": words });
            let body: Value = json!({ "id": "1", "choices": [{ "index": 0, "message": message }] });
            stream
                .write_all(whole(200, &body.to_string()).as_bytes())
                .await
        }
        Says::Body(body) => stream.write_all(whole(200, &body).as_bytes()).await,
        Says::Status(status) => stream.write_all(whole(status, "{}").as_bytes()).await,
        Says::Long(bytes) => {
            stream
                .write_all(whole(200, &"x".repeat(bytes)).as_bytes())
                .await
        }
        Says::Half => {
            let head = "HTTP/1.1 200 X\r\ncontent-length: 9000\r\n\r\n{\"choices\":";
            stream.write_all(head.as_bytes()).await
        }
        Says::Silence => std::future::pending().await,
        Says::Drip => {
            let head = "HTTP/1.1 200 X\r\ncontent-length: 9000\r\n\r\n";
            stream.write_all(head.as_bytes()).await?;
            loop {
                stream.write_all(b" ").await?;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}
