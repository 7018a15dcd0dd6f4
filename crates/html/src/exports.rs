//! Lists as files: the list's own address with `/export` behind it answers what the list shows, all pages of it.

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;
use quen_core::{Error, Noun};
use quen_documents::sheets::SheetFormat;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::exports::{self, Export};

use crate::answers::{Answer, refused};
use crate::lists::query_of;
use crate::parties::asked::{Params, param};

/// The routes.
pub fn routes() -> Router<App> {
    exports::KINDS
        .into_iter()
        .fold(Router::new(), |routes, noun| {
            let handler =
                move |me: SignedIn, Query(params): Query<Params>| export(me, noun, params);
            // Picked rows come by a form, for there may be more of them than an address holds.
            let picked = move |me: SignedIn, Form(params): Form<Params>| export(me, noun, params);
            routes.route(
                &format!("/{}/export", noun.plural()),
                get(handler).post(picked),
            )
        })
}

async fn export(me: SignedIn, noun: Noun, params: Params) -> Answer {
    let word = param(&params, "format").unwrap_or("xlsx");
    let format = SheetFormat::from_word(word)
        .ok_or_else(|| refused(&me)(Error::invalid("format", "bad-choice")))?;
    let query = query_of(&me, noun, &params).map_err(refused(&me))?;
    let mut export = Export::begin(&me.ctx, noun, format, query, me.words).map_err(refused(&me))?;
    // What goes wrong before the first piece is still a page that says so.
    let first = export.next().await.map_err(refused(&me))?;
    Ok(file(noun, format, &me, first, export))
}

/// A file sent piece by piece; an error on the way breaks the transfer off, so that nobody takes a part for the whole.
fn file(
    noun: Noun,
    format: SheetFormat,
    me: &SignedIn,
    first: Option<Vec<u8>>,
    export: Export,
) -> Response {
    let pieces = stream::try_unfold((first, export), |(waiting, mut export)| async move {
        let piece = match waiting {
            Some(piece) => Some(piece),
            None => export.next().await.map_err(std::io::Error::other)?,
        };
        Ok::<_, std::io::Error>(piece.map(|piece| (piece, (None, export))))
    });
    let name = format!(
        "{}-{}.{}",
        noun.plural(),
        me.ctx.today().format("%Y-%m-%d"),
        format.word()
    );
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, Body::from_stream(pieces)).into_response()
}
