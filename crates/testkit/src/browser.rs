//! A browser without script: keeps cookies, fills in the CSRF token, follows one redirect when asked.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, header};
use futures_util::{Stream, StreamExt};
use tower::ServiceExt;

use crate::client::{Answer, call};

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Self {
            router,
            cookies: Arc::default(),
        }
    }

    pub(crate) async fn signed_in(router: Router, email: &str, password: &str) -> Self {
        let browser = Self::new(router);
        let answer = browser
            .submit(
                "/sign-in",
                "/sign-in",
                &[("email", email), ("password", password)],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        browser
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    /// Opens the page `from` for its token, and posts its form to `path`.
    pub async fn submit(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.open(from).await;
        let token = page
            .text
            .split("name=\"csrf\" content=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default()
            .to_owned();
        let mut form: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", quen_encode(value)))
            .collect();
        form.push(format!("csrf={token}"));
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, form.join("&").into_bytes())
            .await
    }

    /// Anything, with the cookies so far; new ones are kept.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = call(&self.router, request.body(Body::from(body)).unwrap()).await;
        self.keep(&answer);
        answer
    }

    /// Opens an event stream; what comes is read bit by bit.
    pub async fn listen(&self, path: &str) -> News {
        let request = Request::builder().uri(path);
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request.header(header::COOKIE, cookies.join("; "));
        let request = request.body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        News(Box::pin(answer.into_body().into_data_stream()))
    }

    fn keep(&self, answer: &Answer) {
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let line = value.to_str().unwrap_or_default();
            if let Some((name, value)) =
                line.split(';').next().and_then(|pair| pair.split_once('='))
            {
                self.cookies
                    .lock()
                    .unwrap()
                    .insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

fn quen_encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// An open event stream.
pub struct News(Pin<Box<dyn Stream<Item = Result<Bytes, axum::Error>> + Send>>);

impl News {
    /// The next message; fails the test when none comes within a minute.
    pub async fn next(&mut self) -> Option<String> {
        let wait = Duration::from_secs(60);
        let next = tokio::time::timeout(wait, self.0.next()).await;
        let bytes = next.expect("news within a minute")?.unwrap();
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The next message, or nothing when none comes within this time.
    pub async fn next_within(&mut self, wait: Duration) -> Option<String> {
        let next = tokio::time::timeout(wait, self.0.next()).await.ok()??;
        Some(String::from_utf8_lossy(&next.unwrap()).into_owned())
    }
}
