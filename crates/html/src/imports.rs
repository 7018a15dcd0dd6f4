//! Files read in: the list of past ones, the upload, the mapping of columns, the work under way, the result, undo.

mod mapping;
mod mending;
mod outcome;
mod previewing;
mod rows;
mod upload;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::imports::{self, Import};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::padded;
use quen_ui::import::steps;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::forms::Asked;
use crate::layout::{Page, page};
use crate::{lists, times};

/// Imports of the list at most.
const MOST: i64 = 50;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/imports",
            get(list)
                .post(upload::take)
                .layer(DefaultBodyLimit::disable()),
        )
        .route("/imports/new", get(upload::ask))
        .route("/imports/{id}", get(show))
        .route("/imports/{id}/preview", post(mapping::preview))
        .route("/imports/{id}/start", post(mapping::begin))
        .route("/imports/{id}/progress", get(outcome::progress))
        .route("/imports/{id}/cancel", post(cancel))
        .route("/imports/{id}/retry", post(mending::retry))
        .route("/imports/{id}/undo", post(undo))
        .route("/imports/{id}/failures.csv", get(failures))
}

async fn list(me: SignedIn) -> Answer {
    let words = me.words;
    let past = imports::list(&me.ctx, None, MOST)
        .await
        .map_err(refused(&me))?;
    let new = Button {
        label: t::imports_new(words),
        icon: Some("upload"),
        kind: ButtonKind::Primary,
        href: Some("/imports/new"),
        ..Button::default()
    };
    let body = if past.is_empty() {
        let text = html! { (t::imports_none_text(words)) };
        empty(Empty {
            title: Some(t::imports_none(words)),
            text,
            acts: Some(button(new)),
            drawing: true,
        })
    } else {
        table(&me, &past)
    };
    let page_of = Page {
        title: t::nav_imports(words),
        nav: "/imports",
        actions: button(new),
        body: padded(body),
        ..Page::default()
    };
    Ok(page(&me, page_of).into_response())
}

fn table(me: &SignedIn, past: &[Import]) -> Markup {
    let words = me.words;
    let text = |label| Column {
        label,
        ..Column::default()
    };
    let number = |label| Column {
        label,
        number: true,
        ..Column::default()
    };
    let columns = [
        text(t::imports_file(words)),
        text(t::imports_state(words)),
        number(t::imports_created(words)),
        number(t::imports_updated(words)),
        number(t::imports_failed(words)),
        Column {
            wide_only: true,
            ..text(t::imports_when(words))
        },
    ];
    let row = |import: &Import| {
        let name = html! { a href={ "/imports/" (import.id) } { (import.file_name) } " " span.dim { (kind_word(me, &import.kind)) } };
        let count = |number: i64| html! { (words.number(number)) };
        let cells = vec![
            name,
            state(words, &import.state),
            count(import.created),
            count(import.updated),
            count(import.failed),
            times::ago(me, import.created_at),
        ];
        Row {
            cells,
            ..Row::default()
        }
    };
    let rows = past.iter().map(row).collect();
    data_table(DataTable {
        id: "imports",
        caption: t::imports_list(words),
        columns: &columns,
        rows,
        ..DataTable::default()
    })
}

/// What kind of file it is, in words.
fn kind_word(me: &SignedIn, kind: &str) -> String {
    let said = me.words.find(&format!("imports-kind-{kind}"), &[]);
    said.map_or_else(|| lists::title(me, kind), |said| said.into_owned())
}

fn state(words: Words, state: &str) -> Markup {
    let tone = match state {
        "done" => Tone::Jade,
        "failed" => Tone::Red,
        "cancelled" | "undone" => Tone::Neutral,
        _ => Tone::Amber,
    };
    badge(&words.text(&format!("imports-state-{state}"), &[]), tone)
}

/// The import of an address.
async fn found(me: &SignedIn, id: &str) -> Result<Import, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    imports::find(&me.ctx, id).await.map_err(refused(me))
}

async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let import = found(&me, &id).await?;
    match import.state.as_str() {
        "draft" => mapping::show(&me, &import).await,
        "waiting" | "running" | "undoing" => Ok(outcome::under_way(&me, &import)),
        _ => outcome::show(&me, &import).await,
    }
}

/// A page of one import; `step` counts from 0.
fn paged(me: &SignedIn, title: &str, step: usize, body: Markup) -> Response {
    let words = me.words;
    let names = [
        t::imports_step_file(words),
        t::imports_step_columns(words),
        t::imports_step_work(words),
        t::imports_step_done(words),
    ];
    let page_of = Page {
        title,
        nav: "/imports",
        crumbs: vec![quen_ui::frame::Crumb {
            label: t::nav_imports(words),
            href: "/imports",
        }],
        actions: steps(t::imports_steps(words), &names, step),
        body: padded(body),
        ..Page::default()
    };
    page(me, page_of).into_response()
}

async fn cancel(me: SignedIn, Path(id): Path<String>) -> Answer {
    let import = found(&me, &id).await?;
    match imports::cancel(&me.ctx, import.id).await {
        // It ended while the button was being pressed: the page says how.
        Ok(_)
        | Err(Error::Conflict {
            code: "import-ended" | "job-ended",
            ..
        }) => Ok(see(&format!("/imports/{}", import.id))),
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn undo(me: SignedIn, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let import = found(&me, &id).await?;
    let forced = asked.get("force").is_some_and(|word| word == "true");
    imports::begin_undo(&me.ctx, import.id, forced)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/imports/{}", import.id)))
}

async fn failures(me: SignedIn, Path(id): Path<String>) -> Answer {
    let import = found(&me, &id).await?;
    let bytes = imports::failed_rows(&me.ctx, import.id, me.words)
        .await
        .map_err(refused(&me))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}-failures.csv\"", import.id),
        ),
    ];
    Ok((headers, bytes).into_response())
}
