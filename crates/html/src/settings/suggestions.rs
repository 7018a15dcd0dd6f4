//! The machine that suggests what to remember of a note, and what is sent where. The stored key is never in a page.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::workspaces::Settings;
use quen_core::{Error, Permission, Problem};
use quen_http::{SignedIn, problem};
use quen_service::workspaces::{self as acts, SuggesterForm};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::csrf_field;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::t;

use super::clash::{self, Met};
use super::{one_act, sheet};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Asked, Filled, Line, Pairs, answer, pairs, value};
use crate::layout::done;

/// Shows the page.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    me.ctx
        .actor
        .may(Permission::SettingsManage)
        .map_err(refused(&me))?;
    let toasts = asked
        .get("done")
        .map(|_| done(t::state_saved(me.words)))
        .into_iter()
        .collect();
    Ok(draw(&me, &stored(&me).await?, &[], None, toasts).into_response())
}

async fn stored(me: &SignedIn) -> Result<Pairs, Refused> {
    let workspace = acts::find(&me.ctx).await.map_err(refused(me))?;
    let settings = Settings::from_json(&workspace.settings);
    let stored = match &settings.suggester {
        None => pairs([("seconds", "8")]),
        Some(set) => pairs([
            ("address", &set.address),
            ("model", &set.model),
            ("seconds", &set.seconds.to_string()),
        ]),
    };
    Ok(clash::marked(stored, workspace.version))
}

/// Takes the form.
pub(super) async fn update(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let labels = [
        ("address", t::suggester_address(me.words)),
        ("model", t::suggester_model(me.words)),
        ("seconds", t::suggester_seconds(me.words)),
    ];
    let version = match clash::meet(&me, &stored(&me).await?, &sent, &labels) {
        Met::Free(version) => version,
        Met::Clash(typed, said) => {
            let page = draw(&me, &typed, &[], Some(said), Vec::new());
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let text = |name: &str| value(&sent, name).to_owned();
    let form = SuggesterForm {
        version,
        address: text("address"),
        model: text("model"),
        key: text("key"),
        seconds: text("seconds"),
    };
    let result = acts::set_suggester(&me.ctx, form).await;
    answer(
        result,
        refused(&me),
        |()| see("/settings/suggestions?done=saved"),
        |problems| draw(&me, &sent, problems, None, Vec::new()),
    )
}

/// Asks nobody any more.
pub(super) async fn remove(me: SignedIn) -> Answer {
    acts::remove_suggester(&me.ctx)
        .await
        .map_err(refused(&me))?;
    Ok(see("/settings/suggestions?done=saved"))
}

/// Asks about a sentence of nobody's and tells what came back.
pub(super) async fn test(me: SignedIn) -> Answer {
    let (status, said) = match acts::try_suggester(&me.ctx).await {
        Ok(count) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let text = html! { (t::suggester_test_good(me.words, count)) };
            (StatusCode::OK, notice(Tone::Jade, "circle-check", text))
        }
        Err(error @ (Error::Conflict { .. } | Error::Invalid(_))) => {
            let sentence = problem::message(me.words, &error);
            (StatusCode::UNPROCESSABLE_ENTITY, problem_notice(&sentence))
        }
        Err(error) => return Err(refused(&me)(error)),
    };
    let shown = draw(&me, &stored(&me).await?, &[], Some(said), Vec::new());
    Ok((status, shown).into_response())
}

fn draw(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
    said: Option<Markup>,
    toasts: Vec<Markup>,
) -> Markup {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let set = me.ctx.settings.suggester.as_ref();
    let body = html! {
        @if let Some(said) = said { (said) }
        (panel(Panel { title: t::suggester_title(words), body: form(me, filled), footer: set.map(|_| footer(me)), ..Panel::default() }))
        (panel(Panel { title: t::suggester_sent_title(words), icon: Some("shield-lock"), body: sent_where(me), ..Panel::default() }))
    };
    sheet(
        me,
        "/settings/suggestions",
        (t::suggester_title(words), t::suggester_lead(words)),
        body,
        toasts,
    )
}

/// Which text goes where.
fn sent_where(me: &SignedIn) -> Markup {
    let words = me.words;
    let set = me.ctx.settings.suggester.as_ref();
    html! {
        div.stack {
            p {
                @match set {
                    Some(set) => (t::suggester_sent_to(words, set.host())),
                    None => (t::suggester_sent_nowhere(words)),
                }
            }
            p { (t::suggester_sent_what(words)) }
            p { (t::suggester_sent_whose(words)) }
            p { (t::suggester_sent_logged(words)) }
            p { (t::suggester_sent_abroad(words)) }
        }
    }
}

fn footer(me: &SignedIn) -> Markup {
    let words = me.words;
    html! {
        div.row.wrap {
            (one_act(me, "/settings/suggestions/test", t::suggester_test(words), ButtonKind::Plain, None))
            (one_act(me, "/settings/suggestions/removal", t::suggester_remove(words), ButtonKind::Danger, Some(t::suggester_remove_ask(words))))
        }
    }
}

fn form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let set = me.ctx.settings.suggester.as_ref();
    let kept = set.is_some_and(|set| !set.sealed_key.is_empty());
    let key_hint = if kept {
        t::suggester_key_kept(words)
    } else {
        t::suggester_key_hint(words)
    };
    html! {
        form.stack method="post" action="/settings/suggestions" autocomplete="off" {
            (csrf_field(&me.csrf))
            (clash::marks(filled.values))
            (filled.line(Line { name: "address", label: t::suggester_address(words), hint: Some(t::suggester_address_hint(words)), required: true, ..Line::default() }))
            (filled.line(Line { name: "model", label: t::suggester_model(words), required: true, ..Line::default() }))
            (filled.line(Line { name: "key", label: t::suggester_key(words), kind: "password", autocomplete: Some("new-password"), hint: Some(key_hint), ..Line::default() }))
            (filled.line(Line { name: "seconds", label: t::suggester_seconds(words), hint: Some(t::suggester_seconds_hint(words)), required: true, ..Line::default() }))
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}
