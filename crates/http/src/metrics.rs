//! Counters in Prometheus text: requests by kind of answer and their time, what waits for the database, jobs by
//! state. Nothing about anybody. Only for this machine, or for whoever shows the operator's token.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use quen_service::App;
use quen_service::operations::{self, Gauges};

/// Upper edges of the time buckets, in milliseconds.
const EDGES: [u64; 8] = [1, 5, 10, 25, 50, 100, 500, 2500];

static CLASSES: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];
static BUCKETS: [AtomicU64; 9] = [const { AtomicU64::new(0) }; 9];
static MICROS: AtomicU64 = AtomicU64::new(0);

/// `/metrics`.
pub fn routes() -> Router<App> {
    Router::new().route("/metrics", get(show))
}

async fn show(State(app): State<App>, request: Request) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0);
    if !may_read(peer, request.headers(), app.config.metrics_token.as_deref()) {
        let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
        return (
            StatusCode::UNAUTHORIZED,
            challenge,
            "ask from this machine, or with the token\n",
        )
            .into_response();
    }
    let mut out = text();
    out.push_str(&gauges(&operations::gauges(&app).await));
    (
        [(
            header::CONTENT_TYPE,
            "text/plain; version=0.0.4; charset=utf-8",
        )],
        out,
    )
        .into_response()
}

/// From this machine itself (a proxy here speaks for others), or with the token.
fn may_read(peer: Option<SocketAddr>, headers: &HeaderMap, token: Option<&str>) -> bool {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip"]
        .iter()
        .any(|name| headers.contains_key(*name));
    if peer.is_some_and(|peer| peer.ip().is_loopback()) && !forwarded {
        return true;
    }
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    // Digests are compared, so that the time taken tells nothing about the token.
    let digest = |text: &str| quen_service::secrets::digest(text);
    shown
        .zip(token)
        .is_some_and(|(shown, token)| !token.is_empty() && digest(shown) == digest(token))
}

fn gauges(now: &Gauges) -> String {
    let mut out = String::from("# TYPE quen_database_waiting gauge\n");
    out.push_str(&format!(
        "quen_database_waiting{{for=\"read\"}} {}\n",
        now.database.readers_waiting
    ));
    out.push_str(&format!(
        "quen_database_waiting{{for=\"write\"}} {}\n",
        now.database.writers_waiting
    ));
    out.push_str(&format!(
        "# TYPE quen_database_connections gauge\nquen_database_connections {}\n",
        now.database.connections
    ));
    out.push_str("# TYPE quen_jobs gauge\n");
    for (state, count) in &now.jobs {
        out.push_str(&format!("quen_jobs{{state=\"{state}\"}} {count}\n"));
    }
    out
}

/// Counts a request.
pub async fn count(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let response = next.run(request).await;
    let spent = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    let class = usize::from(response.status().as_u16() / 100)
        .saturating_sub(1)
        .min(4);
    let bucket = EDGES
        .iter()
        .position(|edge| spent <= edge * 1000)
        .unwrap_or(EDGES.len());
    for counter in [CLASSES.get(class), BUCKETS.get(bucket)]
        .into_iter()
        .flatten()
    {
        counter.fetch_add(1, Ordering::Relaxed);
    }
    MICROS.fetch_add(spent, Ordering::Relaxed);
    response
}

/// The text of `/metrics`.
pub fn text() -> String {
    let mut out = String::from("# TYPE quen_http_requests_total counter\n");
    for (class, counter) in CLASSES.iter().enumerate() {
        out.push_str(&format!(
            "quen_http_requests_total{{status=\"{}xx\"}} {}\n",
            class + 1,
            counter.load(Ordering::Relaxed)
        ));
    }
    out.push_str("# TYPE quen_http_request_seconds histogram\n");
    let mut sum = 0;
    for (i, counter) in BUCKETS.iter().enumerate() {
        sum += counter.load(Ordering::Relaxed);
        let edge = EDGES.get(i).map_or_else(
            || "+Inf".to_owned(),
            |ms| format!("{}.{:03}", ms / 1000, ms % 1000),
        );
        out.push_str(&format!(
            "quen_http_request_seconds_bucket{{le=\"{edge}\"}} {sum}\n"
        ));
    }
    let micros = MICROS.load(Ordering::Relaxed);
    out.push_str(&format!(
        "quen_http_request_seconds_sum {}.{:06}\n",
        micros / 1_000_000,
        micros % 1_000_000
    ));
    out.push_str(&format!("quen_http_request_seconds_count {sum}\n"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_or_the_token_may_read() {
        let here: Option<SocketAddr> = "127.0.0.1:5000".parse().ok();
        let away: Option<SocketAddr> = "192.0.2.7:5000".parse().ok();
        let with = |name: &'static str, value: &str| {
            HeaderMap::from_iter([(
                name.parse::<header::HeaderName>().unwrap(),
                value.parse().unwrap(),
            )])
        };
        let none = HeaderMap::new();
        assert!(may_read(here, &none, None));
        assert!(!may_read(away, &none, None) && !may_read(None, &none, None));
        assert!(
            !may_read(here, &with("x-forwarded-for", "203.0.113.9"), None),
            "a proxy speaks for a stranger"
        );
        let shown = with("authorization", "Bearer t0ken");
        assert!(may_read(away, &shown, Some("t0ken")));
        assert!(!may_read(away, &shown, Some("other")) && !may_read(away, &shown, None));
        assert!(
            !may_read(away, &with("authorization", "Bearer "), Some("")),
            "an empty token opens nothing"
        );
    }
}
