//! Lists as files: the list's own address with `/export` behind it answers what the list shows, all pages of it.

use axum::Router;
use axum::body::Body;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::{Error, Noun, Permission};
use quen_documents::sheets::SheetFormat;
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::App;
use quen_service::exports::{self, Export};
use quen_service::records::Kind;
use quen_service::{facts, interactions, kinds, orders, parties, products, promises, tasks};
use quen_ui::button::{Button, button};
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_words::t;

use crate::answers::{Answer, refused};
use crate::parties::asked::{Asked, Params, param};

/// The routes.
pub fn routes() -> Router<App> {
    exports::KINDS
        .into_iter()
        .fold(Router::new(), |routes, noun| {
            let handler =
                move |me: SignedIn, Query(params): Query<Params>| export(me, noun, params);
            routes.route(&format!("/{}/export", noun.plural()), get(handler))
        })
}

/// The button of a list that takes it along, for those who may: `view` is the list's question, written as the
/// parameters of an export. The columns are those of the view, or all fields when nobody chose.
pub fn choose(me: &SignedIn, noun: Noun, view: &[(&str, String)]) -> Markup {
    if me.ctx.actor.may(Permission::ExportsRun).is_err() {
        return html! {};
    }
    let words = me.words;
    let parameters: String = view
        .iter()
        .filter(|(name, value)| *name != "cursor" && !value.is_empty())
        .map(|(name, value)| format!("&{name}={}", encode(value)))
        .collect();
    let [xlsx, csv] = [SheetFormat::Xlsx, SheetFormat::Csv].map(|format| {
        format!(
            "/{}/export?format={}{parameters}",
            noun.plural(),
            format.word()
        )
    });
    let file = |label, icon, href| MenuItem {
        label,
        icon: Some(icon),
        href: Some(href),
        download: true,
        ..MenuItem::default()
    };
    let items = [
        file(t::exports_xlsx(words), "table", &xlsx),
        file(t::exports_csv(words), "file-text", &csv),
    ];
    html! {
        (button(Button { label: t::action_export(words), icon: Some("download"), menu: Some("export"), desk_only: true, ..Button::default() }))
        (menu(Menu { id: "export", label: t::exports_format(words), items: &items, csrf: &me.csrf }))
    }
}

/// The file that an export's address asks for.
pub async fn export(me: SignedIn, noun: Noun, params: Params) -> Answer {
    let word = param(&params, "format").unwrap_or("xlsx");
    let format = SheetFormat::from_word(word)
        .ok_or_else(|| refused(&me)(Error::invalid("format", "bad-choice")))?;
    let query = query(&me, noun, &params).map_err(refused(&me))?;
    let shown = Asked::read(&params).columns;
    let mut export =
        Export::begin(&me.ctx, noun, format, query, &shown, me.words).map_err(refused(&me))?;
    // What goes wrong before the first piece is still a page that says so.
    let first = export.next().await.map_err(refused(&me))?;
    Ok(file(noun, format, &me, first, export))
}

fn query(me: &SignedIn, noun: Noun, params: &Params) -> quen_core::Result<ListQuery> {
    let catalogue = match noun {
        Noun::Parties => {
            return Asked {
                cursor: String::new(),
                ..Asked::read(params)
            }
            .query(&parties::Parties::catalogue(&me.ctx));
        }
        Noun::Orders => orders::Orders::catalogue(&me.ctx),
        Noun::Products => products::Products::catalogue(&me.ctx),
        Noun::Interactions => interactions::Interactions::catalogue(&me.ctx),
        Noun::Facts => facts::Facts::catalogue(&me.ctx),
        Noun::Promises => promises::Promises::catalogue(&me.ctx),
        Noun::Records => kinds::Records::catalogue(&me.ctx),
        _ => tasks::Tasks::catalogue(&me.ctx),
    };
    ListQuery::parse(&catalogue, |name| {
        matches!(name, "q" | "sort" | "filter")
            .then(|| param(params, name))
            .flatten()
    })
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
