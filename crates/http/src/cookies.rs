//! Cookies: read from a request, written with the attributes that keep them home.

use axum::http::{HeaderMap, HeaderValue, header};

/// Holds the session's secret.
pub const SESSION: &str = "quen_session";
/// Holds the browser's own half of the CSRF check.
pub const FORM: &str = "quen_form";
/// `light`, `dark` or absent; written by the page's own script.
pub const THEME: &str = "theme";
/// `vi` or `en`, before somebody signs in.
pub const LANGUAGE: &str = "lang";

/// The value of a cookie.
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A `Set-Cookie` header. Values are made by the program: letters, digits, `-`, `_`, `.`.
pub fn set(name: &str, value: &str, max_age_seconds: i64, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!(
        "{name}={value}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{secure}"
    );
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=1; quen_session=s3cret; theme=dark"),
        );
        assert_eq!(get(&headers, SESSION), Some("s3cret"));
        assert_eq!(get(&headers, "quen"), None);
    }
}
