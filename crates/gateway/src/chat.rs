//! Asks a language model behind an OpenAI-compatible chat endpoint one question and takes its words. One connection, no
//! redirect, bounded in time and size. It must never write the key, the question or the answer into a log.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use quen_core::{Error, Result};
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::addresses::is_public;

/// Bytes of an answer at most.
const MAX_ANSWER: usize = 64 * 1024;
/// Words that the model may write, in its own counting.
const MAX_TOKENS: u32 = 1_000;

/// Where to ask.
#[derive(Clone, PartialEq, Eq)]
pub struct Chat {
    /// Address up to the version, such as `https://api.example.com/v1`.
    pub address: String,
    /// Name of the model.
    pub model: String,
    /// Key; empty for none.
    pub key: String,
    /// How long to wait for all of it.
    pub timeout: Duration,
    /// The operator lets workspaces reach machines beside the server.
    pub private: bool,
}

impl std::fmt::Debug for Chat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Chat({}, {})", self.address, self.model)
    }
}

impl Chat {
    /// The words that the model answers.
    ///
    /// # Errors
    /// `model-address`, `model-private`, `model-plain`, `model-unreachable`, `model-tls`, `model-timeout`, `model-sign-in`,
    /// `model-refused` with the status, `model-too-long`, `model-answer`.
    pub async fn ask(&self, instruction: &str, text: &str) -> Result<String> {
        let asked = self.asked(instruction, text, public_roots());
        let asked = tokio::time::timeout(self.timeout, asked).await;
        asked.unwrap_or_else(|_| Err(Error::conflict("model-timeout")))
    }

    /// `roots`: whose certificates are believed.
    async fn asked(&self, instruction: &str, text: &str, roots: RootCertStore) -> Result<String> {
        let place = Place::read(&self.address)?;
        let request = self.request(&place, instruction, text)?;
        let stream = self.connect(&place).await?;
        let body = if place.tls {
            exchange(encrypted(&place, stream, roots).await?, request).await?
        } else {
            exchange(stream, request).await?
        };
        content(&body).ok_or_else(|| Error::conflict("model-answer"))
    }

    /// Connects to the very address that was looked at, so that a name cannot point elsewhere in between.
    async fn connect(&self, place: &Place) -> Result<TcpStream> {
        let unreachable = |_| Error::conflict("model-unreachable");
        let found = tokio::net::lookup_host((place.host.as_str(), place.port)).await;
        let all: Vec<SocketAddr> = found.map_err(unreachable)?.collect();
        let near = all.iter().any(|address| !is_public(address.ip()));
        if near && !self.private {
            return Err(Error::conflict("model-private"));
        }
        if !place.tls && all.iter().any(|address| is_public(address.ip())) {
            return Err(Error::conflict("model-plain"));
        }
        TcpStream::connect(all.as_slice())
            .await
            .map_err(unreachable)
    }

    fn request(
        &self,
        place: &Place,
        instruction: &str,
        text: &str,
    ) -> Result<Request<Full<Bytes>>> {
        let wrong = || Error::conflict("model-address");
        let body = json!({
            "model": self.model, "temperature": 0, "max_tokens": MAX_TOKENS, "stream": false,
            "messages": [{ "role": "system", "content": instruction }, { "role": "user", "content": text }],
        });
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(place.path.as_str())
            .header(HOST, place.authority.as_str())
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/json")
            .header(CONNECTION, "close");
        if !self.key.is_empty() {
            let mut key = HeaderValue::from_str(&format!("Bearer {}", self.key))
                .map_err(|_| Error::conflict("model-sign-in"))?;
            key.set_sensitive(true);
            request = request.header(AUTHORIZATION, key);
        }
        request
            .body(Full::new(Bytes::from(body.to_string())))
            .map_err(|_| wrong())
    }
}

/// An address taken apart.
struct Place {
    tls: bool,
    host: String,
    port: u16,
    authority: String,
    path: String,
}

impl Place {
    fn read(address: &str) -> Result<Self> {
        let wrong = || Error::conflict("model-address");
        let uri: Uri = address.parse().map_err(|_| wrong())?;
        let tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(wrong()),
        };
        let authority = uri.authority().ok_or_else(wrong)?;
        if authority.as_str().contains('@') || uri.query().is_some() {
            return Err(wrong());
        }
        Ok(Self {
            tls,
            host: authority.host().trim_matches(['[', ']']).to_owned(),
            port: authority.port_u16().unwrap_or(if tls { 443 } else { 80 }),
            authority: authority.to_string(),
            path: format!("{}/chat/completions", uri.path().trim_end_matches('/')),
        })
    }
}

/// The authorities that browsers believe.
fn public_roots() -> RootCertStore {
    webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
}

async fn encrypted(
    place: &Place,
    stream: TcpStream,
    roots: RootCertStore,
) -> Result<impl AsyncRead + AsyncWrite + Unpin + use<>> {
    let broken = || Error::conflict("model-tls");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| broken())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(place.host.clone()).map_err(|_| broken())?;
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, stream).await.map_err(|_| broken())
}

/// Sends the request and reads the answer while the connection is driven; both end when this does.
async fn exchange<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    request: Request<Full<Bytes>>,
) -> Result<Bytes> {
    let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(broke_off)?;
    let mut connection = pin!(connection);
    let mut answer = pin!(answer(sender, request));
    let mut open = true;
    loop {
        tokio::select! {
            done = &mut answer => return done,
            _ = &mut connection, if open => open = false,
        }
    }
}

async fn answer(
    mut sender: SendRequest<Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<Bytes> {
    let response = sender.send_request(request).await.map_err(broke_off)?;
    if let Some(refusal) = refusal(&response) {
        return Err(refusal);
    }
    let body = Limited::new(response.into_body(), MAX_ANSWER);
    match body.collect().await {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::conflict("model-too-long")),
        Err(_) => Err(Error::conflict("model-unreachable")),
    }
}

fn broke_off(_: hyper::Error) -> Error {
    Error::conflict("model-unreachable")
}

fn refusal(response: &Response<Incoming>) -> Option<Error> {
    match response.status() {
        status if status.is_success() => None,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Some(Error::conflict("model-sign-in")),
        status => Some(Error::Conflict {
            code: "model-refused",
            args: vec![("status", status.as_u16().to_string())],
        }),
    }
}

/// The words of the first choice.
fn content(body: &[u8]) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let words = answer.pointer("/choices/0/message/content")?.as_str()?;
    Some(words.to_owned())
}

#[cfg(test)]
mod tests;
