//! Counters in Prometheus text. Requests by kind of answer and their time; nothing about anybody.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

/// Upper edges of the time buckets, in milliseconds.
const EDGES: [u64; 8] = [1, 5, 10, 25, 50, 100, 500, 2500];

static CLASSES: [AtomicU64; 5] = [const { AtomicU64::new(0) }; 5];
static BUCKETS: [AtomicU64; 9] = [const { AtomicU64::new(0) }; 9];
static MICROS: AtomicU64 = AtomicU64::new(0);

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
