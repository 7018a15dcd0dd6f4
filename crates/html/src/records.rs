//! Records of kinds that the workspace made: list, form, bin, file. One set of pages for all such kinds; the address names
//! the kind.

mod form;
mod shown;

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::html;
use quen_core::fields::ListQuery;
use quen_core::kinds::{CustomKind, CustomRecord};
use quen_core::{Error, Noun, Permission};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::kinds::Records;
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::flush;
use quen_ui::list::{SearchBox, search_box, view_bar};
use quen_words::{Lang, t};
use uuid::Uuid;

pub use shown::of_customer;
use shown::table;

use crate::answers::{Answer, Refused, refused, see};
use crate::exports;
use crate::keys;
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/records/{kind}", get(list).post(form::create))
        .route("/records/{kind}/new", get(form::new))
        .route("/records/{kind}/export", get(export))
        .route("/records/{kind}/{id}", get(form::edit).post(form::update))
        .route("/records/{kind}/{id}/deletion", post(delete))
}

/// The gate for the kind in the address.
fn at(mut me: SignedIn, word: &str) -> Result<(SignedIn, CustomKind), Refused> {
    me.ctx = me.ctx.of_kind(word).map_err(refused(&me))?;
    let kind = me.ctx.customs.kind(word).cloned();
    let kind = kind.ok_or_else(|| refused(&me)(Error::NotFound))?;
    Ok((me, kind))
}

fn home(kind: &CustomKind) -> String {
    format!("/records/{}", kind.name)
}

fn english(me: &SignedIn) -> bool {
    me.words.lang() == Lang::En
}

async fn list(me: SignedIn, Path(word): Path<String>, Query(params): Query<Params>) -> Answer {
    let (me, kind) = at(me, &word)?;
    let words = me.words;
    let catalogue = Records::catalogue(&me.ctx);
    let query = ListQuery::parse(&catalogue, |name| {
        matches!(name, "q" | "sort" | "filter" | "cursor")
            .then(|| param(&params, name))
            .flatten()
    })
    .map_err(refused(&me))?;
    let found = records::list::<Records>(&me.ctx, &query)
        .await
        .map_err(refused(&me))?;
    let may = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let (many, one) = (
        kind.many(english(&me)),
        kind.one(english(&me)).to_lowercase(),
    );
    let (at, new) = (home(&kind), format!("{}/new", home(&kind)));
    let label = t::records_new(words, &one);
    let add = || Button {
        label: &label,
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some(&new),
        ..Button::default()
    };
    let asked = param(&params, "q").unwrap_or_default();
    let search = search_box(SearchBox {
        action: &at,
        label: t::records_search(words),
        value: asked,
        target: "#main",
        kept: &[],
    });
    let next = found
        .next
        .as_ref()
        .map(|next| format!("{at}?cursor={}", next.encode()));
    let table = table(&me, &kind, &found.rows).await?;
    let body = html! {
        (view_bar(html! {}, Some(search)))
        @if found.rows.is_empty() {
            (empty(Empty { title: Some(&t::records_none(words, &one)), text: html! {}, acts: may.then(|| button(add())), drawing: asked.is_empty() }))
        } @else {
            (table)
            @if let Some(next) = next { p.row { a.button href=(next) { (t::parties_next_page(words)) } } }
        }
    };
    let actions = html! {
        @if me.ctx.actor.may(Permission::ExportsRun).is_ok() {
            (button(Button { label: t::action_export(words), icon: Some("download"), href: Some(&format!("{at}/export?format=xlsx")), download: true, desk_only: true, ..Button::default() }))
        }
        @if may { (button(Button { key: keys::shown(&me, "new").as_deref(), ..add() })) }
    };
    let drawn = page(
        &me,
        Page {
            title: many,
            nav: &at,
            actions,
            body: flush(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

async fn export(me: SignedIn, Path(word): Path<String>, Query(params): Query<Params>) -> Answer {
    let (me, _) = at(me, &word)?;
    exports::export(me, Noun::Records, params).await
}

async fn delete(me: SignedIn, Path((word, id)): Path<(String, String)>) -> Answer {
    let (me, kind) = at(me, &word)?;
    let record = found(&me, &id).await?;
    records::delete::<Records>(&me.ctx, record.id, None)
        .await
        .map_err(refused(&me))?;
    Ok(see(&home(&kind)))
}

async fn found(me: &SignedIn, id: &str) -> Result<CustomRecord, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    records::find::<Records>(&me.ctx, id)
        .await
        .map_err(refused(me))
}
