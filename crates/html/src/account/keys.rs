//! The single keys, for each colleague to choose: which key does what, all of them off, or all as usual again.

use axum::Form;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::keys::{Keys, Place, SHORTCUTS, Shortcut};
use quen_core::{Error, Problem};
use quen_http::{SignedIn, problem};
use quen_service::accounts::profile as acts;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, switch};
use quen_ui::field::{Field, Input, csrf_field, input};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_words::{Words, t};

use super::account_tabs;
use crate::answers::{Answer, refused};
use crate::forms::{Asked, Pairs, reload, value};
use crate::keys;
use crate::layout::{Page, done, page};

/// `GET /account/keys`.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Response {
    let now = keys::of(&me);
    let typed: Pairs = SHORTCUTS
        .iter()
        .filter_map(|shortcut| Some((shortcut.id.to_owned(), now.key(shortcut.id)?.to_string())))
        .collect();
    let toast = asked
        .contains_key("done")
        .then(|| done(t::state_saved(me.words)));
    draw(&me, now.off, &typed, &[], toast).into_response()
}

/// `POST /account/keys`: the frame shows the new keys, so it is loaded whole.
pub(super) async fn save(me: SignedIn, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let as_usual = !value(&sent, "usual").is_empty();
    let off = value(&sent, "on").is_empty() && !as_usual;
    let typed = sent
        .iter()
        .filter(|_| !as_usual)
        .map(|(id, key)| (id.as_str(), key.as_str()));
    let read = match Keys::read(off, typed) {
        Ok(keys) => acts::choose_keys(&me.ctx, &keys).await,
        Err(error) => Err(error),
    };
    match read {
        Ok(()) => Ok(reload(&headers, "/account/keys?done=1")),
        Err(Error::Invalid(problems)) => {
            let again = draw(&me, off, &sent, &problems, None);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn draw(
    me: &SignedIn,
    off: bool,
    typed: &[(String, String)],
    problems: &[Problem],
    toast: Option<Markup>,
) -> Markup {
    let words = me.words;
    let on = Check {
        name: "on",
        value: "1",
        label: t::keys_on(words),
        checked: !off,
        ..Check::default()
    };
    let form = html! {
        form.stack method="post" action="/account/keys" novalidate {
            (csrf_field(&me.csrf))
            @if !problems.is_empty() { (problem_notice(t::keys_refused(words))) }
            p.mid { (t::keys_lead(words)) }
            (switch(on))
            div.key-groups { @for place in Place::ALL { (group(words, place, typed, problems)) } }
            div.row.wrap {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::keys_as_usual(words), submit: true, name: Some("usual"), value: Some("1"), ..Button::default() }))
            }
            p.small.dim { (t::keys_fixed(words)) }
        }
    };
    let drawn = Page {
        title: t::account_title(words),
        body: html! { (account_tabs(me, "/account/keys")) (padded(form)) },
        toasts: toast.into_iter().collect(),
        ..Page::default()
    };
    page(me, drawn)
}

fn group(words: Words, place: Place, typed: &[(String, String)], problems: &[Problem]) -> Markup {
    let title = match place {
        Place::Everywhere => t::frame_everywhere(words),
        Place::Going => t::keys_going(words),
        Place::List => t::lists_keys(words),
        Place::Record => t::keys_record(words),
    };
    let lines = SHORTCUTS.iter().filter(|shortcut| shortcut.place == place);
    panel(Panel {
        title,
        body: html! { div.stack.snug.key-list { @for shortcut in lines { (line(words, shortcut, typed, problems)) } } },
        ..Panel::default()
    })
}

fn line(
    words: Words,
    shortcut: &Shortcut,
    typed: &[(String, String)],
    problems: &[Problem],
) -> Markup {
    let id = format!("key-{}", shortcut.id);
    let found = problems.iter().find(|problem| problem.field == shortcut.id);
    let said = found.map(
        |problem| match problem.args.iter().find(|(name, _)| *name == "other") {
            Some((_, other)) => t::keys_taken(words, &keys::label(words, other)),
            None => problem::sentence(words, problem.code, &problem.args),
        },
    );
    input(Input {
        field: Field {
            id: &id,
            label: &keys::label(words, shortcut.id),
            problem: said.as_deref(),
            ..Field::default()
        },
        name: shortcut.id,
        value: value(typed, shortcut.id),
        autocomplete: Some("off"),
        maxlength: Some(2),
        ..Input::default()
    })
}
