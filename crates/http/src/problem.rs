//! Errors as RFC 9457 problems and as sentences. The one conversion from the business's errors to HTTP.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quen_core::Error;
use quen_words::{Arg, Words};
use serde_json::{Map, Value, json};

/// The status of an error.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Unauthorized => StatusCode::UNAUTHORIZED,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict { .. } => StatusCode::CONFLICT,
        Error::Stale { .. } => StatusCode::PRECONDITION_FAILED,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A sentence for the user: what is wrong and what to do.
pub fn message(words: Words, error: &Error) -> String {
    match error {
        Error::Invalid(problems) => {
            let lines: Vec<String> = problems
                .iter()
                .map(|p| sentence(words, p.code, &p.args))
                .collect();
            lines.join(" ")
        }
        Error::Conflict { code, args } => sentence(words, code, args),
        Error::Unavailable(code) if words.find(&format!("error-{code}"), &[]).is_some() => {
            sentence(words, code, &[])
        }
        Error::Unavailable(_) => sentence(words, "unavailable", &[]),
        Error::TooMany { retry_after } => sentence(
            words,
            "rate-limited",
            &[("seconds", retry_after.to_string())],
        ),
        Error::TooLarge { limit_bytes } => sentence(
            words,
            "payload-too-large",
            &[("megabytes", (limit_bytes / 1_048_576).to_string())],
        ),
        other => sentence(words, other.code(), &[]),
    }
}

/// The sentence of one message key behind `error-`; a key without a sentence speaks as `internal`.
pub fn sentence(words: Words, code: &str, args: &[(&'static str, String)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args
        .iter()
        .map(|(name, value)| (*name, Arg::Str(value)))
        .collect();
    let find = |key: String| words.find(&key, &args).map(std::borrow::Cow::into_owned);
    let title = find(format!("error-{code}"))
        .or_else(|| find("error-internal".to_owned()))
        .unwrap_or_default();
    match find(format!("error-{code}.action")) {
        Some(action) if !action.is_empty() && title.ends_with(['.', '!', '?']) => {
            format!("{title} {action}")
        }
        Some(action) if !action.is_empty() => format!("{title}. {action}"),
        _ => title,
    }
}

/// An error on its way to a program.
#[derive(Debug)]
pub struct Problem {
    /// What went wrong.
    pub error: Error,
    /// The status when it is not the error's usual one.
    pub status: Option<StatusCode>,
    /// In which language to say it.
    pub words: Words,
}

impl Problem {
    /// With the error's usual status.
    pub fn new(error: Error, words: Words) -> Self {
        Self {
            error,
            status: None,
            words,
        }
    }

    fn body(&self, status: StatusCode) -> Value {
        let code = match &self.error {
            Error::Unavailable(_) => "unavailable",
            other => other.code(),
        };
        let mut body = Map::new();
        body.insert("type".into(), json!(format!("/problems/{code}")));
        body.insert(
            "title".into(),
            json!(status.canonical_reason().unwrap_or("Error")),
        );
        body.insert("status".into(), json!(status.as_u16()));
        body.insert("detail".into(), json!(message(self.words, &self.error)));
        body.insert("code".into(), json!(code));
        let errors: Vec<Value> = match &self.error {
            Error::Invalid(problems) => problems
                .iter()
                .map(|p| json!({ "field": p.field, "code": p.code, "message": sentence(self.words, p.code, &p.args) }))
                .collect(),
            _ => Vec::new(),
        };
        body.insert("errors".into(), Value::Array(errors));
        if let Error::Stale { current } = &self.error {
            body.insert("current_version".into(), json!(current));
        }
        Value::Object(body)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status.unwrap_or_else(|| status(&self.error));
        if status.is_server_error() {
            tracing::error!(error = %self.error, "request failed");
        }
        let mut response = (status, axum::Json(self.body(status))).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Error::TooMany { retry_after } = self.error {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
