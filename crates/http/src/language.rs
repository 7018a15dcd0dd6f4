//! In which language to answer: the colleague's, else the cookie, else the browser's, else Vietnamese.

use axum::http::{HeaderMap, header};
use quen_words::{Lang, Words};

use crate::cookies;

/// The words for somebody who is not signed in.
pub fn of_stranger(headers: &HeaderMap) -> Words {
    if let Some(chosen) = cookies::get(headers, cookies::LANGUAGE).and_then(Lang::from_code) {
        return Words::new(chosen);
    }
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Words::new(accepted.map_or(Lang::Vi, Lang::negotiate))
}

/// The words for a colleague: own choice, else the cookie, else the workspace's language.
pub fn of_user(chosen: Option<&str>, headers: &HeaderMap, workspace: &str) -> Words {
    let cookie = cookies::get(headers, cookies::LANGUAGE);
    let code = chosen.or(cookie).unwrap_or(workspace);
    Words::new(Lang::from_code(code).unwrap_or(Lang::Vi))
}
