//! Uploaded files on their way in and out: a form that sends files arrives as the plain form that every page reads, each file
//! replaced by what its field keeps of it; a file is given out as a download and never runs in a browser. Its page says on
//! what it is and how far its words can be searched.

pub mod attached;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Request, State, multipart};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use quen_core::files::{Attached, File, MAX_SIZE};
use quen_core::{Error, Problem};
use quen_http::SignedIn;
use quen_http::headers::attachment;
use quen_http::session::encode;
use quen_service::files::{self as acts, Carrier};
use quen_service::{App, promises};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, facts, panel};
use quen_words::{Words, t};

use crate::answers::{Answer, refused};
use crate::forms::Pairs;
use crate::layout::{Page, page};
use crate::promises::heard::section;
use crate::times;

/// Bytes of a form with its files at most.
pub const MAX_FORM: usize = 4 * MAX_SIZE;
/// Bytes of the plain values of such a form at most.
const MAX_PLAIN: usize = 2 * 1024 * 1024;
/// Name of the value that says for which kind of record files are sent.
pub const KIND: &str = "files-kind";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/files/{id}", get(download))
        .route("/files/{id}/about", get(about))
}

/// The name of a file as a way to its page.
pub fn link(file: &Attached) -> Markup {
    html! { a.link href={ "/files/" (file.id) "/about" } { (file.name) } }
}

/// The page of a file.
async fn about(me: SignedIn, Path(id): Path<String>) -> Answer {
    let words = me.words;
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let (file, on) = acts::about(&me.ctx, id).await.map_err(refused(&me))?;
    let state = words.text(
        &format!("files-text-{}", file.text_state.code().replace('_', "-")),
        &[],
    );
    let size = size(words, file.size);
    let mut rows = vec![
        (t::files_text(words), html! { (state) }),
        (t::files_size(words), html! { (size) }),
        (t::files_uploaded(words), times::ago(&me, file.created_at)),
    ];
    if let Some(on) = &on {
        rows.insert(
            0,
            (
                t::files_record(words),
                html! { a.link href=(address(on)) { (carrier(words, on)) } },
            ),
        );
    }
    let heard = match promises::heard(&me.ctx, id).await {
        // A file may be seen by who does not see promises.
        Err(Error::Forbidden(_)) => Vec::new(),
        found => found.map_err(refused(&me))?,
    };
    let party = on.as_ref().and_then(|on| on.party_id);
    let download = Button {
        label: t::files_download(words),
        icon: Some("download"),
        kind: ButtonKind::Primary,
        href: Some(&format!("/files/{id}")),
        download: true,
        ..Button::default()
    };
    let shown = panel(Panel {
        title: &file.name,
        body: facts(&rows),
        ..Panel::default()
    });
    let body = html! {
        div.stack { (shown) @if !heard.is_empty() { (section(&me, &heard, party)) } }
    };
    let shown = Page {
        title: &file.name,
        actions: button(download),
        body: padded(body),
        ..Page::default()
    };
    Ok(page(&me, shown).into_response())
}

/// Bytes as people say them, rounded up.
fn size(words: Words, bytes: i64) -> String {
    const KILO: i64 = 1024;
    let (count, unit) = match bytes {
        ..1_048_576 => (bytes / KILO + i64::from(bytes % KILO > 0), "KB"),
        _ => (bytes / (KILO * KILO) + 1, "MB"),
    };
    format!("{}\u{a0}{unit}", words.number(count))
}

/// What the record is called.
pub fn carrier(words: Words, on: &Carrier) -> String {
    if on.name.is_empty() {
        return words.text(&format!("nav-{}", on.kind), &[]).into_owned();
    }
    on.name.clone()
}

/// Where the record is.
fn address(on: &Carrier) -> String {
    let party = on.party_id.map(|party| format!("/parties/{party}"));
    match (on.kind.as_str(), party) {
        ("interactions", Some(party)) => format!("{party}?only=talk"),
        ("tasks", Some(party)) => format!("{party}?only=tasks"),
        ("tasks", None) => "/tasks".to_owned(),
        ("parties" | "orders" | "products" | "promises" | "projects" | "interactions", _) => {
            format!("/{}/{}", on.kind, on.id)
        }
        ("payments" | "benefits", _) => format!("/lists/{}/records/{}", on.kind, on.id),
        (kind, _) => format!("/records/{kind}/{}", on.id),
    }
}

/// Gives a file out.
async fn download(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let (file, bytes) = acts::content(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(given_out(&file, bytes))
}

fn given_out(file: &File, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let kind = HeaderValue::from_str(&file.content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_DISPOSITION, attachment(&file.name));
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    for (name, text) in fixed {
        headers.insert(name, HeaderValue::from_static(text));
    }
    response
}

/// Takes the files out of a form that says in its address that it sends some, and hands the rest on as a plain form.
pub async fn posted(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if !brings_some(&parts) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let me = match SignedIn::from_request_parts(&mut parts, &app).await {
        Ok(me) => me,
        Err(turned_away) => return turned_away,
    };
    let sent = Request::from_parts(parts.clone(), body);
    let pairs = match Multipart::from_request(sent, &app).await {
        Ok(sent) => plain(Some(&me), sent).await,
        Err(_) => Err(broken()),
    };
    let pairs = match pairs {
        Ok(pairs) => pairs,
        Err(error) => return refused(&me)(error).into_response(),
    };
    let encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    parts.headers.remove(header::CONTENT_LENGTH);
    let form = HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(header::CONTENT_TYPE, form);
    let request = Request::from_parts(parts, Body::from(encoded.join("&")));
    next.run(request).await
}

/// Does a form say that it sends files?
pub fn brings_some(parts: &Parts) -> bool {
    let said = parts.uri.query().unwrap_or_default();
    let kind = parts.headers.get(header::CONTENT_TYPE);
    let multipart = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    multipart && said.split('&').any(|pair| pair == "files=1")
}

/// The values of a form that sends files, without them.
///
/// # Errors
/// `upload-broken`, too large.
pub async fn without_files(parts: &Parts, body: Body, app: &App) -> quen_core::Result<Pairs> {
    let sent = Request::from_parts(parts.clone(), body);
    let sent = Multipart::from_request(sent, app).await;
    plain(None, sent.map_err(|_| broken())?).await
}

fn broken() -> Error {
    Error::Unavailable("upload-broken")
}

/// The values of a form; a file as what its field keeps of it, or as the reason for which it was not taken in. Of a form from
/// nobody the files are passed over.
async fn plain(me: Option<&SignedIn>, mut sent: Multipart) -> quen_core::Result<Pairs> {
    let (mut pairs, mut room) = (Pairs::new(), MAX_PLAIN);
    while let Some(mut part) = sent.next_field().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(called) = part.file_name().map(str::to_owned) else {
            let value = gathered(&mut part, room).await?;
            let too_large = Error::TooLarge {
                limit_bytes: MAX_PLAIN as u64,
            };
            room = room.checked_sub(value.len()).ok_or(too_large)?;
            let value = String::from_utf8(value).map_err(|_| broken())?;
            pairs.push((name, value));
            continue;
        };
        let Some(me) = me else {
            gathered(&mut part, 0).await?;
            continue;
        };
        let bytes = gathered(&mut part, MAX_SIZE).await?;
        // No file was chosen.
        if called.is_empty() && bytes.is_empty() {
            continue;
        }
        let kind = crate::forms::value(&pairs, KIND).to_owned();
        let value = match acts::upload(&me.ctx, &kind, &name, &called, bytes).await {
            Ok(file) => Attached::to_text(&file.attached()),
            Err(Error::Invalid(problems)) => code(&problems),
            Err(error) => return Err(error),
        };
        pairs.push((name, value));
    }
    Ok(pairs)
}

fn code(problems: &[Problem]) -> String {
    problems
        .first()
        .map(|problem| problem.code.to_owned())
        .unwrap_or_default()
}

/// The bytes of a part, one more than allowed at most: the rest is passed over.
async fn gathered(part: &mut multipart::Field<'_>, most: usize) -> quen_core::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await.map_err(|_| broken())? {
        let room = (most + 1).saturating_sub(bytes.len());
        bytes.extend_from_slice(piece.get(..room.min(piece.len())).unwrap_or_default());
    }
    Ok(bytes)
}
