//! Before and after: the list that was looked at last goes along in a cookie, so that a record's page can lead to its
//! neighbours there. A cookie that cannot be read leads nowhere; it must never stop a page.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::lists;
use quen_ui::button::{IconButton, icon_button};
use quen_words::t;
use uuid::Uuid;

use super::asked::Asked;
use super::shape::Shape;
use super::shape_at;
use crate::answers::{Answer, refused};
use crate::keys;
use crate::parties::asked::Params;

/// Name of the cookie.
const COOKIE: &str = "list";
/// Longer addresses are not kept: browsers drop large cookies.
const LONGEST: usize = 3_000;

/// The cookie of a list.
pub fn cookie(asked: &Asked) -> Option<HeaderValue> {
    let address = encode(&asked.clone().first_page().href());
    if address.len() > LONGEST {
        return None;
    }
    let text = format!("{COOKIE}={address}; Path=/; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&text).ok()
}

/// The list that was looked at last, when it lists this kind of record.
pub fn remembered(headers: &HeaderMap, shape: &Shape) -> Option<Asked> {
    let cookies = headers.get_all("cookie").iter();
    let address = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .find_map(|pair| pair.trim().strip_prefix("list="))
        .map(decode)?;
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    if path != shape.path {
        return None;
    }
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    };
    let params: Params = query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(pair)
        .collect();
    Some(Asked::read(shape, &params, &[]))
}

fn decode(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        if let (Some(high), Some(low)) = (digit(bytes.next()), digit(bytes.next())) {
            out.extend(u8::try_from(high * 16 + low));
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The place of the links to the records before and after; they come once the page is there, so that it never waits for them.
pub fn steps(word: &str, id: Uuid) -> Markup {
    html! {
        span.desk-only hx-get={ "/lists/" (word) "/neighbours/" (id) } hx-trigger="load" hx-swap="outerHTML" hx-target="this" {}
    }
}

/// `GET /lists/{kind}/neighbours/{id}`: links to the records before and after this one in the list that was looked at last;
/// nothing when there was none.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id)): Path<(String, String)>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let id: Uuid = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let Some(asked) = remembered(&headers, &shape) else {
        return Ok(html! {}.into_response());
    };
    let (before, after) = neighbours(&me, &asked, &shape, id)
        .await
        .map_err(refused(&me))?;
    Ok(links(&me, &shape, before, after).into_response())
}

fn links(me: &SignedIn, shape: &Shape, before: Option<Uuid>, after: Option<Uuid>) -> Markup {
    let step = |icon, label, key, id: Option<Uuid>| {
        let href = id.map(|id| shape.record_href(id));
        html! {
            @if let Some(href) = href {
                (icon_button(IconButton { icon, label, href: Some(&href), key: keys::shown(me, key).as_deref(), ..IconButton::default() }))
            }
        }
    };
    html! {
        nav.row.tight.desk-only aria-label=(t::lists_neighbours(me.words)) {
            (step("chevron-up", t::lists_previous(me.words), "up", before))
            (step("chevron-down", t::lists_next(me.words), "down", after))
        }
    }
}

async fn neighbours(
    me: &SignedIn,
    asked: &Asked,
    shape: &Shape,
    id: Uuid,
) -> quen_core::Result<lists::Neighbours> {
    let kind = &shape.kind;
    let query = asked.query(&kind.catalogue(&me.ctx))?;
    kind.neighbours(&me.ctx, query, id).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_survives_the_cookie() {
        let text = "/parties?q=hồng & ngọc; x=1";
        assert_eq!(decode(&encode(text)), text);
        assert_eq!(decode("%zz%4"), "");
    }
}
