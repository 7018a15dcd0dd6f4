//! Paths, queries and preconditions. What cannot be read is a 400, but a malformed id is a record that is not there.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode, header};
use quen_core::fields::{Catalogue, ListQuery};
use quen_core::{Error, Problem as Refusal};
use quen_http::Problem;
use quen_words::Words;
use uuid::Uuid;

/// Parameters of every list.
const LIST: [&str; 7] = ["limit", "cursor", "sort", "q", "filter", "count", "binned"];

/// The id in a path.
pub fn id(text: &str, words: Words) -> Result<Uuid, Problem> {
    text.parse()
        .map_err(|_| Problem::new(Error::NotFound, words))
}

/// The query of a list; unknown names are refused rather than passed over in silence.
pub fn list(
    catalogue: &Catalogue,
    query: &HashMap<String, String>,
    words: Words,
) -> Result<ListQuery, Problem> {
    let bad = |error| Problem {
        error,
        status: Some(StatusCode::BAD_REQUEST),
        words,
    };
    if let Some(name) = query.keys().find(|name| !LIST.contains(&name.as_str())) {
        let field: String = name.chars().take(60).collect();
        return Err(bad(Refusal::new(field, "unknown-parameter").into()));
    }
    as_programs_write(query).map_err(bad)?;
    ListQuery::parse(catalogue, |name| query.get(name).map(String::as_str)).map_err(bad)
}

/// Forms leave values empty and say yes with 1; a program names its fields without spaces, writes `true`, or leaves the parameter out.
fn as_programs_write(query: &HashMap<String, String>) -> Result<(), Error> {
    if query.get("sort").is_some_and(|sort| {
        sort.is_empty() || sort.split(',').any(str::is_empty) || sort.contains(char::is_whitespace)
    }) {
        return Err(Refusal::new("sort", "not-sortable").into());
    }
    let flag = ["count", "binned"].into_iter().find(|name| {
        query
            .get(*name)
            .is_some_and(|said| said != "true" && said != "false")
    });
    flag.map_or(Ok(()), |name| Err(Refusal::new(name, "bad-choice").into()))
}

/// The version in `If-Match`: a number, in quotes or not, weak or not; `*` and no header ask for none.
pub fn expected_version(headers: &HeaderMap, words: Words) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let tag = text.strip_prefix("W/").unwrap_or(text);
    let number = tag
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(tag);
    let version = Some(number)
        .filter(|number| number.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|number| number.parse().ok());
    version.map(Some).ok_or_else(|| Problem {
        error: Error::invalid("If-Match", "bad-number"),
        status: Some(StatusCode::BAD_REQUEST),
        words,
    })
}
