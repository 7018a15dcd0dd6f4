//! What became of a change of many: how far it came, which records were left alone, the stop and the way back.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::bulks::{Act, Bulk};
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::bulks;
use quen_service::lists::AnyKind;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::frame::{Crumb, padded};
use quen_ui::hx::Hx;
use quen_ui::toast::{Toast, toast};
use quen_words::t;
use uuid::Uuid;

use super::super::asked::Asked;
use super::super::shape::Shape;
use super::super::shape_at;
use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};

/// `GET /lists/{kind}/bulks/{id}`: how far it came.
pub async fn show(me: SignedIn, Path((word, id)): Path<(String, String)>) -> Answer {
    let (shape, id) = known(&me, &word, &id)?;
    let bulk = bulks::find(&me.ctx, &shape.kind, id)
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let crumbs = vec![Crumb {
        label: &shape.title,
        href: &shape.path,
    }];
    let drawn = page(
        &me,
        Page {
            title: t::lists_bulk(words),
            nav: &shape.path,
            crumbs,
            body: padded(progress(&me, &shape, &bulk)),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

fn progress(me: &SignedIn, shape: &Shape, bulk: &Bulk) -> Markup {
    let words = me.words;
    let running = bulk.state == "running";
    let at = format!("/lists/{}/bulks/{}", shape.word(), bulk.id);
    let post = |verb: &str, label: &str| {
        html! {
            form method="post" action={ (at) "/" (verb) } {
                (csrf_field(&me.csrf))
                (button(Button { label, submit: true, ..Button::default() }))
            }
        }
    };
    let (done, total) = (bulk.done, bulk.total.max(bulk.done));
    html! {
        div.form-page.stack id="bulk" hx-get=[running.then_some(&at)] hx-trigger=[running.then_some("every 1s")] hx-select="#bulk" hx-target="this" hx-swap="outerHTML" {
            p role="status" { (said(me, bulk)) }
            @if running {
                @if bulk.total > 0 { progress.progress value=(done) max=(total) aria-label=(t::lists_bulk(words)) {} } @else { progress.progress aria-label=(t::lists_bulk(words)) {} }
            }
            @if !bulk.failures.is_empty() {
                h2 { (t::lists_bulk_left_alone(words, &words.number(bulk.failed))) }
                ul.view-list {
                    @for failure in &bulk.failures {
                        li.row.spread { a.grow href=(shape.record_href(failure.id)) { (t::lists_bulk_open_record(words)) } span.dim { (reason(me, &failure.code)) } }
                    }
                }
            }
            div.row {
                @if running { (post("cancellation", t::lists_bulk_stop(words))) }
                @else if bulk.undone_by.is_none() && !matches!(bulk.act, Act::Undo(_)) && bulk.done > bulk.failed { (post("undo", t::action_undo(words))) }
                (button(Button { label: t::lists_back(words), kind: ButtonKind::Quiet, href: Some(&shape.path), ..Button::default() }))
            }
        }
    }
}

fn reason(me: &SignedIn, code: &str) -> String {
    let key = format!("error-{code}");
    let said = me.words.find(&key, &[]);
    said.map_or_else(|| code.to_owned(), std::borrow::Cow::into_owned)
}

/// What became of it, in a sentence.
fn said(me: &SignedIn, bulk: &Bulk) -> String {
    let words = me.words;
    let changed = &words.number(bulk.done - bulk.failed);
    match (bulk.state.as_str(), &bulk.act) {
        ("running", _) => t::lists_bulk_running(words, &words.number(bulk.done)),
        ("cancelled", _) => t::lists_bulk_stopped(words, changed),
        (_, Act::Delete {}) => t::lists_bulk_deleted(words, changed),
        (_, Act::Undo(_)) => t::lists_bulk_taken_back(words, changed),
        _ => t::lists_bulk_done(words, changed),
    }
}

fn known(me: &SignedIn, word: &str, id: &str) -> std::result::Result<(Shape, Uuid), Refused> {
    let shape = shape_at(me, word)?;
    let id = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    Ok((shape, id))
}

/// `POST /lists/{kind}/bulks/{id}/{verb}`: stops it, or takes it back.
pub async fn change(
    me: SignedIn,
    headers: HeaderMap,
    Path((word, id, verb)): Path<(String, String, String)>,
) -> Answer {
    let (shape, id) = known(&me, &word, &id)?;
    let kind = &shape.kind;
    let bulk = match verb.as_str() {
        "cancellation" => bulks::cancel(&me.ctx, kind, id).await,
        "undo" => bulks::undo(&me.ctx, kind, id).await,
        _ => Err(Error::NotFound),
    };
    let bulk = bulk.map_err(refused(&me))?;
    let at = match bulk.state.as_str() {
        "done" if bulk.failed == 0 => format!("{}?bulk={}", shape.path, bulk.id),
        _ => format!("/lists/{word}/bulks/{}", bulk.id),
    };
    // The toast's button asks through htmx and takes nothing in: the page is loaded anew.
    if headers.contains_key("hx-request") && crate::answers::wants_fragment(&headers) {
        return Ok(crate::forms::reload(&headers, &at));
    }
    Ok(see(&at))
}

/// The toast after a change of many, with the way back.
pub async fn toast_of(
    me: &SignedIn,
    kind: &AnyKind,
    asked: &Asked,
    params: &Params,
) -> Result<Option<Markup>> {
    let id: Option<Uuid> = param(params, "bulk").and_then(|text| text.parse().ok());
    let Some(id) = id else { return Ok(None) };
    let Ok(bulk) = bulks::find(&me.ctx, kind, id).await else {
        return Ok(None);
    };
    let undo = format!("/lists/{}/bulks/{id}/undo", asked.word);
    let may_undo = bulk.undone_by.is_none() && !matches!(bulk.act, Act::Undo(_));
    let mut text = said(me, &bulk);
    if bulk.failed > 0 {
        text = format!(
            "{text} {}",
            t::lists_bulk_left_alone(me.words, &me.words.number(bulk.failed))
        );
    }
    let hx = Hx {
        post: Some(&undo),
        ..Hx::default()
    };
    Ok(Some(toast(Toast {
        text: &text,
        action: may_undo.then_some(t::action_undo(me.words)),
        hx: if may_undo { hx } else { Hx::default() },
        ..Toast::default()
    })))
}

/// The list again, with word of what was done.
pub fn back_with(asked: &Asked, bulk: Uuid) -> String {
    let href = asked.clone().first_page().href();
    let mark = if href.contains('?') { '&' } else { '?' };
    format!("{href}{mark}bulk={bulk}")
}
