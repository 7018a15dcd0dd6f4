//! A list that a worker writes to a file: how far it came, the stop, and the file when it is whole.

use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::exports::behind::{self, Wish, Written};
use quen_service::lists;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, page};
use crate::lists::{asked_of, columns_of, path, title};
use crate::parties::asked::{Params, param};

/// `POST /lists/{kind}/exports`: what the list asks for.
pub async fn start(me: SignedIn, Path(word): Path<String>, Form(params): Form<Params>) -> Answer {
    let kind = lists::by_word(&me.ctx, &word).map_err(refused(&me))?;
    let (asked, ids) = asked_of(&me, &kind, &params).map_err(refused(&me))?;
    let wish = Wish {
        format: param(&params, "format").unwrap_or("xlsx").to_owned(),
        columns: columns_of(&me, &kind, &params),
        filter: Some(serde_json::json!({ "all": asked.all_conditions() })),
        q: Some(asked.state.q.clone()).filter(|q| !q.trim().is_empty()),
        sort: if asked.state.q.trim().is_empty() {
            asked.state.sort.clone()
        } else {
            String::new()
        },
        ids,
        language: me.words.lang().code().to_owned(),
        kind: word,
    };
    let id = behind::ask(&me.ctx, &wish).await.map_err(refused(&me))?;
    Ok(see(&format!("/exports/{id}")))
}

/// `GET /exports/{id}`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let written = found(&me, &id).await.map_err(refused(&me))?;
    let words = me.words;
    let list = path(&me, &written.wish.kind).unwrap_or_default();
    let many = title(&me, &written.wish.kind);
    let crumbs = vec![Crumb {
        label: &many,
        href: &list,
    }];
    let drawn = page(
        &me,
        Page {
            title: t::exports_behind_title(words),
            nav: &list,
            crumbs,
            body: padded(body(&me, &written, &list)),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

/// `POST /exports/{id}/cancellation`.
pub async fn cancel(me: SignedIn, Path(id): Path<String>) -> Answer {
    let written = found(&me, &id).await.map_err(refused(&me))?;
    behind::cancel(&me.ctx, written.id)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/exports/{}", written.id)))
}

async fn found(me: &SignedIn, id: &str) -> quen_core::Result<Written> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    behind::find(&me.ctx, id).await
}

fn body(me: &SignedIn, written: &Written, list: &str) -> Markup {
    let words = me.words;
    let at = format!("/exports/{}", written.id);
    let running = matches!(written.state.as_str(), "ready" | "running");
    html! {
        div.form-page.stack id="export" hx-get=[running.then_some(&at)] hx-trigger=[running.then_some("every 1s")] hx-select="#export" hx-target="this" hx-swap="outerHTML" {
            p role="status" { (said(me, written)) }
            @if running {
                @if written.total > 0 { progress.progress value=(written.rows) max=(written.total) aria-label=(t::exports_behind_title(words)) {} }
                @else { progress.progress aria-label=(t::exports_behind_title(words)) {} }
            }
            div.row {
                @if let Some(file) = &written.file {
                    (button(Button { label: t::files_download(words), icon: Some("download"), kind: ButtonKind::Primary, href: Some(&format!("/files/{}", file.id)), download: true, ..Button::default() }))
                }
                @if running {
                    form method="post" action={ (at) "/cancellation" } {
                        (csrf_field(&me.csrf))
                        (button(Button { label: t::lists_bulk_stop(words), submit: true, ..Button::default() }))
                    }
                }
                (button(Button { label: t::lists_back(words), kind: ButtonKind::Quiet, href: Some(list), ..Button::default() }))
            }
        }
    }
}

/// How it stands, in a sentence.
fn said(me: &SignedIn, written: &Written) -> String {
    let words = me.words;
    let rows = words.number(written.rows);
    match (written.state.as_str(), &written.file) {
        ("ready", _) => t::exports_behind_ready(words).to_owned(),
        ("running", _) if written.total > 0 => {
            t::exports_behind_of(words, &rows, &words.number(written.total))
        }
        ("running", _) => t::exports_behind_rows(words, &rows),
        ("done", Some(_)) => t::exports_behind_done(words, &rows),
        ("done", None) => t::exports_behind_gone(words).to_owned(),
        ("cancelled", _) => t::exports_behind_cancelled(words).to_owned(),
        _ => t::exports_behind_dead(words).to_owned(),
    }
}

/// The values that a menu line posts: the list's own question.
pub fn values<'a>(format: &'a str, view: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
    let asked = view
        .iter()
        .filter(|(name, value)| *name != "cursor" && !value.is_empty())
        .map(|(name, value)| (*name, value.as_str()));
    std::iter::once(("format", format)).chain(asked).collect()
}
