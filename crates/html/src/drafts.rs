//! What was typed into a form and not saved, offered again where the form is opened. The script sends it as one types, and the
//! server keeps what a refused form sent; taking it up and dropping it work without script. Nobody sees another's draft.

pub mod ended;
mod shown;

use axum::Router;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::drafts::{self as acts, Draft};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

pub use shown::without_record;

use crate::answers::{Answer, Refused, refused, see};
use crate::fields::controls;
use crate::forms::{Pairs, value};
use crate::lists::back;
use crate::parties::asked::{Params, param};
use crate::spoken;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/drafts", get(shown::list).post(keep))
        .route("/drafts/removal", post(remove))
}

/// What a form opens with.
pub struct Opened {
    /// The form's address, by which its draft is known.
    pub form: String,
    /// What stands in it.
    pub values: Pairs,
    /// The offer of a draft, or the word that one is in use; stands above the form.
    pub offer: Markup,
}

/// Opens the form at this path: with its draft when the address asks for it (`?draft=1`), else with what is stored, and the
/// offer of a draft where there is one. A new record for one customer or project has a draft of its own.
///
/// # Errors
/// A broken database.
pub async fn opened(
    me: &SignedIn,
    path: &str,
    asked: &Params,
    stored: Pairs,
) -> Result<Opened, Refused> {
    let form = address(path, asked);
    let found = acts::find(&me.ctx, &form).await.map_err(refused(me))?;
    let Some(draft) = found else {
        return Ok(Opened {
            form,
            values: stored,
            offer: html! {},
        });
    };
    let used = param(asked, "draft").is_some();
    let offer = offer(me, &draft, used);
    let values = if used {
        controls::joined_all(draft.typed)
    } else {
        stored
    };
    Ok(Opened {
        form,
        values,
        offer,
    })
}

/// The address of a form without what only its page needs.
fn address(path: &str, asked: &Params) -> String {
    let about = ["party_id", "project_id", "kind", "occasion"]
        .into_iter()
        .filter_map(|name| {
            let given = param(asked, name)?;
            let known = given.parse::<Uuid>().is_ok()
                || given.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            (known && !given.is_empty()).then(|| format!("{name}={given}"))
        });
    let about: Vec<String> = about.collect();
    if about.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", about.join("&"))
}

/// The draft of the composer on a party's page: what was typed, when it was asked for, and the offer.
///
/// # Errors
/// A broken database.
pub async fn of_composer(
    me: &SignedIn,
    party: Uuid,
    asked: &Params,
) -> Result<(Pairs, Markup), Refused> {
    let asked: Params = asked
        .iter()
        .filter(|(name, _)| name == "draft")
        .cloned()
        .collect();
    let opened = opened(me, &format!("/parties/{party}"), &asked, Pairs::new()).await?;
    Ok((opened.values, opened.offer))
}

/// A form was taken in: its draft is not needed any more. A draft that stays by mistake is offered once more, nothing worse.
pub async fn saved(me: &SignedIn, sent: &[(String, String)]) {
    let form = value(sent, "draft");
    if !form.is_empty()
        && let Err(error) = acts::remove(&me.ctx, form).await
    {
        tracing::warn!(code = error.code(), "a draft could not be removed");
    }
}

/// A form was refused: what it sent is kept, also for browsers without script.
pub async fn kept(me: &SignedIn, sent: &[(String, String)]) {
    let form = value(sent, "draft");
    if !form.is_empty()
        && let Err(error) = acts::keep(&me.ctx, form, sent.to_vec()).await
    {
        tracing::warn!(code = error.code(), "a draft could not be kept");
    }
}

fn offer(me: &SignedIn, draft: &Draft, used: bool) -> Markup {
    let words = me.words;
    let when = when(me, draft.saved_at);
    let said = if used {
        t::drafts_used(words, &when)
    } else {
        t::drafts_offer(words, &when)
    };
    notice(
        Tone::Sky,
        "note",
        html! {
            div.row.wrap {
                span.grow { (said) }
                @if !used { (button(Button { label: t::drafts_use(words), size: ButtonSize::Small, href: Some(&again(&draft.form)), ..Button::default() })) }
                (drop_form(me, &draft.form, &draft.form))
            }
        },
    )
}

/// The button that drops a draft and goes on to a page.
fn drop_form(me: &SignedIn, form: &str, then: &str) -> Markup {
    html! {
        form.inline-form method="post" action="/drafts/removal" {
            (csrf_field(&me.csrf))
            input type="hidden" name="draft" value=(form);
            input type="hidden" name="back" value=(then);
            (button(Button { label: t::drafts_drop(me.words), size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

/// The address of a form with its draft in it.
fn again(form: &str) -> String {
    let mark = if form.contains('?') { '&' } else { '?' };
    format!("{form}{mark}draft=1")
}

/// Today's time, or day and time.
fn when(me: &SignedIn, at: DateTime<Utc>) -> String {
    let zone = me.ctx.settings.zone();
    if me.ctx.day_of(at) == me.ctx.today() {
        return spoken::clock(zone, at);
    }
    spoken::moment(me.words, zone, at)
}

/// `POST /drafts`: what stands in a form now. Answers the words that say since when it is kept.
async fn keep(me: SignedIn, Form(sent): Form<Pairs>) -> Response {
    match acts::keep(&me.ctx, value(&sent, "draft"), sent.clone()).await {
        Ok(draft) if draft.says_nothing() => String::new().into_response(),
        Ok(draft) => t::drafts_kept(me.words, &when(&me, draft.saved_at)).into_response(),
        Err(error) => {
            let status: StatusCode = quen_http::problem::status(&error);
            (status, quen_http::problem::message(me.words, &error)).into_response()
        }
    }
}

/// `POST /drafts/removal`.
async fn remove(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    acts::remove(&me.ctx, value(&sent, "draft"))
        .await
        .map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/drafts")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_for_one_customer_has_a_draft_of_its_own() {
        let id = Uuid::from_u128(7).to_string();
        let asked = |name: &str, text: &str| vec![(name.to_owned(), text.to_owned())];
        assert_eq!(
            address("/tasks/new", &asked("party_id", &id)),
            format!("/tasks/new?party_id={id}")
        );
        assert_eq!(
            address("/tasks/new", &asked("party_id", "<b>")),
            "/tasks/new"
        );
        assert_eq!(address("/tasks/new", &asked("draft", "1")), "/tasks/new");
        assert_eq!(
            again("/tasks/new?kind=call"),
            "/tasks/new?kind=call&draft=1"
        );
    }
}
