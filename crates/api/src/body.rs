//! Request bodies: JSON objects in UTF-8, within a limit, or a problem that says what is wrong.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use quen_core::Error;
use quen_http::Problem;
use quen_words::Words;
use serde_json::{Map, Value};

/// Bytes of a request at most.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// A JSON object with the bytes it was read from.
pub struct Sent {
    /// The members.
    pub object: Map<String, Value>,
    /// As sent, for telling a retry from another request.
    pub bytes: Vec<u8>,
}

/// Reads a JSON object.
pub async fn object(headers: &HeaderMap, body: Body, words: Words) -> Result<Sent, Problem> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if kind != "application/json" && kind != "application/merge-patch+json" {
        return Err(refuse(
            Error::conflict("unsupported-media"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            words,
        ));
    }
    let too_large = || {
        Problem::new(
            Error::TooLarge {
                limit_bytes: MAX_BODY as u64,
            },
            words,
        )
    };
    let bytes = to_bytes(body, MAX_BODY).await.map_err(|_| too_large())?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(object)) => Ok(Sent {
            object,
            bytes: bytes.to_vec(),
        }),
        _ => Err(refuse(
            Error::conflict("bad-json"),
            StatusCode::BAD_REQUEST,
            words,
        )),
    }
}

fn refuse(error: Error, status: StatusCode, words: Words) -> Problem {
    Problem {
        error,
        status: Some(status),
        words,
    }
}
