//! Security headers of every answer.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::cookies;

const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// How many bytes the sender says the body has; `None` when nothing readable is said.
pub fn told_length(headers: &HeaderMap) -> Option<u64> {
    let told = headers.get(header::CONTENT_LENGTH)?;
    told.to_str().ok()?.trim().parse().ok()
}

/// `Content-Disposition` of a download under this name, whatever letters it has.
pub fn attachment(name: &str) -> HeaderValue {
    let keep = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ' ');
    let plain: String = name
        .chars()
        .map(|c| if keep(c) { c } else { '_' })
        .collect();
    let said = format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}",
        crate::session::encode(name)
    );
    HeaderValue::from_str(&said).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Adds the headers where a handler has not set its own.
pub async fn secure(request: Request, next: Next) -> Response {
    let known = cookies::get(request.headers(), cookies::SESSION).is_some();
    let mut response = next.run(request).await;
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    if known && kind.starts_with(b"text/html") {
        // What a colleague saw is not kept by the browser for whoever comes after the sign-out.
        response
            .headers_mut()
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
