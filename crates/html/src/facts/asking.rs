//! Questions on the spot: the answer becomes a fact where the question stands; another question can be asked for. The same form
//! serves the customer's page, the call sheet and Today.

use axum::extract::{Form, Path};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::parties::Party;
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::facts::{self as acts, Asked};
use quen_service::today::Whose;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::hx::Hx;
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use uuid::Uuid;

use super::{panel as shown, said};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::parties::asked::{Params, param};

/// Questions on Today.
const TODAY: i64 = 3;

/// The form of one question: the answer, "still right", "another one". `target` is what its answer replaces.
pub fn form(me: &SignedIn, party: &Party, asked: &Asked, target: &str) -> Markup {
    let words = me.words;
    let (answers, asides) = (
        format!("/parties/{}/answers", party.id),
        format!("/parties/{}/asides", party.id),
    );
    let back = (target != "#memory").then_some(target.trim_start_matches('#'));
    let hidden = html! {
        (csrf_field(&me.csrf))
        input type="hidden" name="topic" value=(asked.topic);
        @if let Some(fact) = &asked.fact { input type="hidden" name="fact_id" value=(fact.id); }
        @if let Some(back) = back { input type="hidden" name="back" value=(back); }
    };
    let small = |label, kind, name, value| {
        button(Button {
            label,
            kind,
            name,
            value,
            size: ButtonSize::Small,
            submit: true,
            ..Button::default()
        })
    };
    let other = Button {
        label: t::facts_ask_other(words),
        kind: ButtonKind::Quiet,
        size: ButtonSize::Small,
        submit: true,
        formaction: Some(&asides),
        hx: Hx {
            swap: Some("outerMorph"),
            include: Some("closest form"),
            ..Hx::post(&asides, target)
        },
        ..Button::default()
    };
    html! {
        form.stack.snug.grow method="post" action=(answers) hx-post=(answers) hx-target=(target) hx-swap="outerMorph" {
            (hidden)
            input.input name="statement" aria-label=(t::facts_ask_label(words)) placeholder=(t::facts_ask_label(words)) autocomplete="off";
            div.row.wrap {
                (small(t::facts_ask_answer(words), ButtonKind::Plain, None, None))
                @if asked.fact.is_some() { (small(t::facts_ask_still(words), ButtonKind::Soft, Some("still"), Some("1"))) }
                (button(other))
            }
        }
    }
}

/// `POST /parties/{id}/answers`.
pub async fn answer(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let done = write(&me, id, &pairs).await;
    respond(&me, &headers, id, done, &pairs).await
}

async fn write(me: &SignedIn, id: Uuid, pairs: &Params) -> Result<()> {
    let fact = param(pairs, "fact_id").and_then(|id| id.parse().ok());
    let still = param(pairs, "still").is_some();
    let statement = if still {
        ""
    } else {
        shown::text(pairs, "statement")
    };
    let confirmed = fact.filter(|_| still);
    let topic = shown::text(pairs, "topic");
    acts::answer(&me.ctx, id, topic, confirmed, statement)
        .await
        .map(drop)
}

/// `POST /parties/{id}/asides`.
pub async fn put_aside(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let done = acts::put_aside(&me.ctx, id, shown::text(&pairs, "topic")).await;
    respond(&me, &headers, id, done, &pairs).await
}

async fn respond(
    me: &SignedIn,
    headers: &HeaderMap,
    id: Uuid,
    done: Result<()>,
    pairs: &Params,
) -> Answer {
    let back = shown::text(pairs, "back");
    if wants_fragment(headers) && back.is_empty() {
        let shown = shown::answer(me, id, done, pairs).await;
        return shown.map_err(refused(me));
    }
    if let Err(error) = done {
        return Err(refused(me)(error));
    }
    match back {
        "questions" if wants_fragment(headers) => Ok(today(me, Whose::Mine)
            .await
            .map_err(refused(me))?
            .into_response()),
        "questions" => Ok(see("/today")),
        "call-ask" if wants_fragment(headers) => Ok(super::call::ask_part(me, id)
            .await
            .map_err(refused(me))?
            .into_response()),
        "call-ask" => Ok(see(&format!("/parties/{id}/call"))),
        _ => Ok(see(&format!("/parties/{id}#memory"))),
    }
}

/// The questions worth most today; nothing when there are none.
///
/// # Errors
/// A broken database.
pub async fn today(me: &SignedIn, whose: Whose) -> Result<Markup> {
    let questions = match acts::to_ask(&me.ctx, whose, TODAY).await {
        Ok(questions) if shown::may_write(me) => questions,
        Ok(_) | Err(Error::Forbidden(_)) => Vec::new(),
        Err(error) => return Err(error),
    };
    if questions.is_empty() {
        return Ok(html! { section id="questions" hidden {} });
    }
    let body = html! {
        @for (party, asked) in &questions {
            div.question {
                p { a.strong href={ "/parties/" (party.id) } { (party.name) } " " span.small.dim { (said::why(me, asked.worth)) } }
                blockquote { (said::question(me, party, asked)) }
                (form(me, party, asked, "#questions"))
            }
        }
    };
    Ok(panel(Panel {
        title: t::facts_today(me.words),
        id: Some("questions"),
        icon: Some("bulb"),
        body,
        ..Panel::default()
    }))
}
