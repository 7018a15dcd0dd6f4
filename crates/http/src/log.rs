//! One line for each request: which, what came of it, how long it took. Never an address, a name, a query, a header
//! or a body; paths stand as their pattern, because some carry a secret or an id.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

/// Longest id of a request that is repeated in the log.
const ID_LENGTH: usize = 64;

/// Writes the line after the answer is ready.
pub async fn request(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = id(request.headers());
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("unmatched", MatchedPath::as_str)
        .to_owned();
    let response = next.run(request).await;
    let ms = begun.elapsed().as_secs_f64() * 1000.0;
    let ms = (ms * 100.0).round() / 100.0;
    tracing::info!(target: "quen::request", id, method = method.as_str(), route, status = response.status().as_u16(), ms, "request");
    response
}

/// The request's id. A caller may choose it, so only plain ones are repeated.
fn id(headers: &HeaderMap) -> String {
    let given = headers
        .get("x-request-id")
        .and_then(|value| value.to_str().ok());
    let plain = |text: &&str| {
        text.len() <= ID_LENGTH
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    given.filter(plain).unwrap_or("-").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_id_is_repeated() {
        let with = |id: &str| {
            HeaderMap::from_iter([("x-request-id".parse().unwrap(), id.parse().unwrap())])
        };
        assert_eq!(id(&with("0192c1de-0000-7000")), "0192c1de-0000-7000");
        assert_eq!(id(&with("khoi@gio.vn")), "-");
        assert_eq!(id(&with(&"a".repeat(65))), "-");
        assert_eq!(id(&HeaderMap::new()), "-");
    }
}
