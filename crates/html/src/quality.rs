//! What to mend first in the customer book: each fault with its records, mended with one click where the product knows how.

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::parties::Party;
use quen_core::quality::Fault;
use quen_core::{Error, Permission};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::quality::{self, COUNTED, Line, Summary};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{self, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use serde::Deserialize;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, done, page};
use crate::parties::asked;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/quality", get(show))
        .route("/quality/{fault}", get(of_fault))
        .route("/quality/{fault}/mending", post(mend))
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    mended: Option<i64>,
}

async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let summary = quality::summary(&me.ctx).await.map_err(refused(&me))?;
    let body = html! {
        div.stack {
            (bands(&me, &summary))
            @if summary.faults.is_empty() && summary.duplicates.unwrap_or_default() == 0 {
                (empty(Empty { title: Some(t::quality_whole(words)), text: html! { (t::quality_whole_text(words)) }, drawing: true, ..Empty::default() }))
            } @else {
                (panel(Panel { title: t::quality_first(words), body: lines(&me, &summary), ..Panel::default() }))
            }
        }
    };
    Ok(framed(
        &me,
        Vec::new(),
        t::quality_title(words),
        body,
        asked.mended,
    ))
}

async fn of_fault(me: SignedIn, Path(fault): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let words = me.words;
    let fault = parsed(&me, &fault)?;
    let found = quality::with_fault(&me.ctx, fault)
        .await
        .map_err(refused(&me))?;
    let title = name(words, fault);
    let crumbs = vec![Crumb {
        label: t::quality_title(words),
        href: "/quality",
    }];
    let body = html! {
        div.stack {
            p.mid { (why(words, fault)) }
            @if found.is_empty() { (empty(Empty { title: Some(t::quality_none_left(words)), ..Empty::default() })) }
            @else {
                ul.item-list {
                    @for party in &found { li.item { (record(&me, fault, party)) } }
                }
            }
        }
    };
    Ok(framed(&me, crumbs, &title, body, asked.mended))
}

fn framed(
    me: &SignedIn,
    crumbs: Vec<Crumb<'_>>,
    title: &str,
    body: Markup,
    mended: Option<i64>,
) -> axum::response::Response {
    let toast = mended.map(|count| done(&t::quality_mended(me.words, count)));
    page(
        me,
        Page {
            title,
            nav: "/quality",
            crumbs,
            body: padded(body),
            toasts: toast.into_iter().collect(),
            ..Page::default()
        },
    )
    .into_response()
}

fn bands(me: &SignedIn, summary: &Summary) -> Markup {
    let words = me.words;
    let [good, fair, poor] = summary.bands;
    let band = |tone, label: String| html! { (badge(&label, tone)) };
    html! {
        div.row {
            (band(Tone::Green, t::quality_good(words, &counted(words, good))))
            (band(Tone::Amber, t::quality_fair(words, &counted(words, fair))))
            (band(Tone::Red, t::quality_poor(words, &counted(words, poor))))
        }
    }
}

/// A count as people read it; one at the cap is "more than".
fn counted(words: Words, count: i64) -> String {
    let text = words.number(count);
    if count >= COUNTED {
        format!("{text}+")
    } else {
        text
    }
}

fn lines(me: &SignedIn, summary: &Summary) -> Markup {
    let words = me.words;
    html! {
        ul.item-list {
            @if let Some(pairs) = summary.duplicates.filter(|pairs| *pairs > 0) {
                li.item {
                    div.row {
                        a.link href="/duplicates" { (t::quality_duplicates(words)) }
                        span.end.mid { (counted(words, pairs)) }
                    }
                }
            }
            @for line in &summary.faults { li.item { (fault_line(me, line)) } }
        }
    }
}

fn fault_line(me: &SignedIn, line: &Line) -> Markup {
    let words = me.words;
    let address = format!("/quality/{}", line.fault.code());
    html! {
        div.row {
            div.stack.tight {
                a.link href=(address) { (name(words, line.fault)) }
                span.small.mid { (why(words, line.fault)) }
            }
            span.end.row {
                a.link.mid href=(list_of(line.fault)) title=(t::quality_list(words)) { (counted(words, line.count)) }
                @if line.has_remedy && me.ctx.actor.may(Permission::PartiesWrite).is_ok() {
                    (mending(me, line.fault, None, &t::quality_mend_some(words, line.count.min(50))))
                }
            }
        }
    }
}

/// The list of all records with a fault.
fn list_of(fault: Fault) -> String {
    let condition = serde_json::json!({ "field": "faults", "op": "in", "value": [fault.code()] });
    asked::Asked::default()
        .with_conditions(vec![condition])
        .href()
}

fn record(me: &SignedIn, fault: Fault, party: &Party) -> Markup {
    let words = me.words;
    let may = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let edit = format!("/parties/{}/edit", party.id);
    html! {
        div.row {
            a.link href={ "/parties/" (party.id) } { (party.name) }
            @if let Some(phone) = party.phones.first() { span.small.mid { (phone.display) } }
            span.end.row {
                @if may {
                    @if fault.has_remedy() { (mending(me, fault, Some(party.id), t::quality_mend(words))) }
                    @else { (button(Button { label: t::action_edit(words), size: ButtonSize::Small, href: Some(&edit), ..Button::default() })) }
                }
            }
        }
    }
}

fn mending(me: &SignedIn, fault: Fault, one: Option<Uuid>, label: &str) -> Markup {
    let action = format!("/quality/{}/mending", fault.code());
    let body = html! {
        @if let Some(id) = one { input type="hidden" name="id" value=(id); }
        (button(Button { label, size: ButtonSize::Small, kind: ButtonKind::default(), submit: true, ..Button::default() }))
    };
    form(field::Form {
        action: &action,
        csrf: &me.csrf,
        body,
        ..field::Form::default()
    })
}

#[derive(Debug, Deserialize)]
struct Mending {
    id: Option<Uuid>,
}

async fn mend(me: SignedIn, Path(fault): Path<String>, Form(sent): Form<Mending>) -> Answer {
    let fault = parsed(&me, &fault)?;
    let mended = quality::mend(&me.ctx, fault, sent.id)
        .await
        .map_err(refused(&me))?;
    let back = match sent.id {
        Some(_) => format!("/quality/{}?mended={mended}", fault.code()),
        None => format!("/quality?mended={mended}"),
    };
    Ok(see(&back))
}

fn parsed(me: &SignedIn, code: &str) -> Result<Fault, Refused> {
    Fault::from_code(code).ok_or_else(|| refused(me)(Error::NotFound))
}

/// What a fault is called.
fn name(words: Words, fault: Fault) -> String {
    crate::spoken::choice(words, quen_core::Noun::Parties, "faults", fault.code())
}

/// Why it matters.
fn why(words: Words, fault: Fault) -> String {
    let key = format!("quality-why-{}", fault.code().replace('_', "-"));
    words.text(&key, &[]).into_owned()
}
