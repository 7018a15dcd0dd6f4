//! Background work for those who run the workspace: what failed and why, tried again or dropped.

use axum::Router;
use axum::extract::Path;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::jobs::{self, JobRow};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Form, form};
use quen_ui::frame::padded;
use quen_ui::hx::Hx;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, page};
use crate::settings::settings_tabs;
use crate::times;

/// Jobs of the page at most.
const MOST: i64 = 100;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/jobs", get(list))
        .route("/jobs/{id}/retry", post(retry))
        .route("/jobs/{id}/drop", post(drop_dead))
}

async fn list(me: SignedIn) -> Answer {
    let words = me.words;
    let dead = jobs::list(&me.ctx, Some("dead"), None, MOST)
        .await
        .map_err(refused(&me))?;
    let body = if dead.is_empty() {
        empty(Empty {
            title: Some(t::jobs_none(words)),
            text: html! { (t::jobs_none_text(words)) },
            ..Empty::default()
        })
    } else {
        table(&me, &dead)
    };
    Ok(page(
        &me,
        Page {
            title: t::jobs_title(words),
            body: html! { (settings_tabs(&me, "/jobs")) (padded(body)) },
            ..Page::default()
        },
    )
    .into_response())
}

fn table(me: &SignedIn, dead: &[JobRow]) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::jobs_kind(words)),
        head(t::jobs_error(words)),
        Column {
            wide_only: true,
            ..head(t::jobs_ended(words))
        },
        Column {
            label_hidden: true,
            ..head(t::jobs_acts(words))
        },
    ];
    let row = |job: &JobRow| {
        let error = job.last_error.as_deref().unwrap_or_default();
        let cells = vec![
            html! { strong { (kind_word(words, &job.kind)) } },
            html! { (badge(t::state_failed(words), Tone::Red)) " " code { (error) } },
            job.finished_at
                .map_or_else(|| html! {}, |at| times::ago(me, at)),
            acts(me, job),
        ];
        Row {
            cells,
            ..Row::default()
        }
    };
    let rows = dead.iter().map(row).collect();
    data_table(DataTable {
        id: "jobs",
        caption: t::jobs_title(words),
        columns: &columns,
        rows,
        ..DataTable::default()
    })
}

fn acts(me: &SignedIn, job: &JobRow) -> Markup {
    let words = me.words;
    let act = |verb: &str, label, kind, ask| {
        let address = format!("/jobs/{}/{verb}", job.id);
        let body = button(Button {
            label,
            kind,
            size: ButtonSize::Small,
            submit: true,
            ..Button::default()
        });
        form(Form {
            action: &address,
            csrf: &me.csrf,
            hx: Hx {
                confirm: ask,
                ..Hx::default()
            },
            body,
            ..Form::default()
        })
    };
    html! {
        div.row {
            (act("retry", t::action_retry(words), ButtonKind::default(), None))
            (act("drop", t::jobs_drop(words), ButtonKind::Danger, Some(t::jobs_drop_ask(words))))
        }
    }
}

/// A kind of work in words; one without words by its own.
fn kind_word(words: Words, kind: &str) -> String {
    let word = kind.replace('.', "-");
    let said = words.find(&format!("jobs-kind-{word}"), &[]);
    said.map_or_else(|| kind.to_owned(), std::borrow::Cow::into_owned)
}

async fn retry(me: SignedIn, Path(id): Path<String>) -> Answer {
    jobs::retry(&me.ctx, parsed(&me, &id)?)
        .await
        .map_err(refused(&me))?;
    Ok(see("/jobs"))
}

async fn drop_dead(me: SignedIn, Path(id): Path<String>) -> Answer {
    jobs::drop_dead(&me.ctx, parsed(&me, &id)?)
        .await
        .map_err(refused(&me))?;
    Ok(see("/jobs"))
}

fn parsed(me: &SignedIn, id: &str) -> Result<Uuid, crate::answers::Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}
