//! Lists as files: the list's own address with `/export` behind it answers what the list shows, all pages of it.

mod behind;

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream;
use maud::{Markup, html};
use quen_core::{Error, Permission};
use quen_documents::sheets::SheetFormat;
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::App;
use quen_service::exports::Export;
use quen_service::lists;
use quen_ui::button::{Button, button};
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_words::t;

use crate::answers::{Answer, refused};
use crate::lists::{columns_of, query_of};
use crate::parties::asked::{Params, param};

/// The routes.
pub fn routes() -> Router<App> {
    lists::all()
        .into_iter()
        .fold(Router::new(), |routes, kind| {
            let word = kind.noun.plural();
            let handler =
                move |me: SignedIn, Query(params): Query<Params>| export(me, word, params);
            // Picked rows come by a form, for there may be more of them than an address holds.
            let picked = move |me: SignedIn, Form(params): Form<Params>| export(me, word, params);
            routes.route(&format!("/{word}/export"), get(handler).post(picked))
        })
        .route("/records/{kind}/export", get(own).post(own_picked))
        .route("/lists/{kind}/exports", post(behind::start))
        .route("/exports/{id}", get(behind::show))
        .route("/exports/{id}/cancellation", post(behind::cancel))
}

async fn own(me: SignedIn, Path(word): Path<String>, Query(params): Query<Params>) -> Answer {
    export(me, &word, params).await
}

async fn own_picked(me: SignedIn, Path(word): Path<String>, Form(params): Form<Params>) -> Answer {
    export(me, &word, params).await
}

/// The button of a list that takes it along, for those who may: `path` is where the file comes from, `view` the list's question, written
/// as the parameters of an export. The columns are those of the view, or all fields when nobody chose.
pub fn choose(me: &SignedIn, word: &str, path: &str, view: &[(&str, String)]) -> Markup {
    if me.ctx.actor.may(Permission::ExportsRun).is_err() {
        return html! {};
    }
    let words = me.words;
    let parameters: String = view
        .iter()
        .filter(|(name, value)| *name != "cursor" && !value.is_empty())
        .map(|(name, value)| format!("&{name}={}", encode(value)))
        .collect();
    let [xlsx, csv] = [SheetFormat::Xlsx, SheetFormat::Csv]
        .map(|format| format!("{path}?format={}{parameters}", format.word()));
    let file = |label, icon, href| MenuItem {
        label,
        icon: Some(icon),
        href: Some(href),
        download: true,
        ..MenuItem::default()
    };
    let action = format!("/lists/{word}/exports");
    let (in_xlsx, in_csv) = (behind::values("xlsx", view), behind::values("csv", view));
    let behind = |label, values, divided| MenuItem {
        label,
        icon: Some("clock"),
        post: Some(action.as_str()),
        values,
        divided,
        ..MenuItem::default()
    };
    let items = [
        file(t::exports_xlsx(words), "table", &xlsx),
        file(t::exports_csv(words), "file-text", &csv),
        behind(t::exports_behind_xlsx(words), &in_xlsx, true),
        behind(t::exports_behind_csv(words), &in_csv, false),
    ];
    html! {
        (button(Button { label: t::action_export(words), icon: Some("download"), menu: Some("export"), desk_only: true, ..Button::default() }))
        (menu(Menu { id: "export", label: t::exports_format(words), items: &items, csrf: &me.csrf }))
    }
}

/// The file that an export's address asks for.
async fn export(me: SignedIn, word: &str, params: Params) -> Answer {
    let format = param(&params, "format").unwrap_or("xlsx");
    let format = SheetFormat::from_word(format)
        .ok_or_else(|| refused(&me)(Error::invalid("format", "bad-choice")))?;
    let kind = lists::by_word(&me.ctx, word).map_err(refused(&me))?;
    let query = query_of(&me, &kind, &params).map_err(refused(&me))?;
    let shown = columns_of(&me, &kind, &params);
    let mut export =
        Export::begin(&me.ctx, kind, format, query, &shown, me.words).map_err(refused(&me))?;
    // What goes wrong before the first piece is still a page that says so.
    let first = export.next().await.map_err(refused(&me))?;
    Ok(file(word, format, &me, first, export))
}

/// A file sent piece by piece; an error on the way breaks the transfer off, so that nobody takes a part for the whole.
fn file(
    word: &str,
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
        "{word}-{}.{}",
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
