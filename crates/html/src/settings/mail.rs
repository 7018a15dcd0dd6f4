//! The workspace's mail server. The stored password is never in a page.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::workspaces::Settings;
use quen_core::{Error, Problem};
use quen_http::{SignedIn, problem};
use quen_service::workspaces::{self as acts, SmtpForm};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::csrf_field;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::clash::{self, Met};
use super::{one_act, sheet};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Asked, Filled, Line, Pairs, answer, pairs, value};
use crate::layout::done;

/// Shows the page.
pub(super) async fn show(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let stored = stored(&me).await?;
    let toasts = asked
        .get("done")
        .map(|_| done(t::state_saved(me.words)))
        .into_iter()
        .collect();
    Ok(draw(&me, &stored, &[], None, toasts).into_response())
}

async fn stored(me: &SignedIn) -> Result<Pairs, Refused> {
    let workspace = acts::find(&me.ctx).await.map_err(refused(me))?;
    let settings = Settings::from_json(&workspace.settings);
    let stored = match &settings.smtp {
        None => pairs([("smtp.port", "587"), ("smtp.tls", "1")]),
        Some(smtp) => pairs([
            ("smtp.host", &smtp.host),
            ("smtp.port", &smtp.port.to_string()),
            ("smtp.tls", if smtp.tls { "1" } else { "" }),
            ("smtp.user", &smtp.user),
            ("smtp.from", &smtp.from),
            ("smtp.from_name", &smtp.from_name),
        ]),
    };
    Ok(clash::marked(stored, workspace.version))
}

fn labels(words: Words) -> [(&'static str, &'static str); 6] {
    [
        ("smtp.host", t::smtp_host(words)),
        ("smtp.port", t::smtp_port(words)),
        ("smtp.tls", t::smtp_tls(words)),
        ("smtp.user", t::smtp_user(words)),
        ("smtp.from", t::smtp_from(words)),
        ("smtp.from_name", t::smtp_from_name(words)),
    ]
}

/// Takes the form.
pub(super) async fn update(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let now = stored(&me).await?;
    let version = match clash::meet(&me, &now, &sent, &labels(me.words)) {
        Met::Free(version) => version,
        Met::Clash(typed, said) => {
            let page = draw(&me, &typed, &[], Some(said), Vec::new());
            return Ok((StatusCode::CONFLICT, page).into_response());
        }
    };
    let text = |name: &str| value(&sent, name).to_owned();
    let form = SmtpForm {
        version,
        host: text("smtp.host"),
        port: text("smtp.port"),
        tls: value(&sent, "smtp.tls") == "1",
        user: text("smtp.user"),
        password: text("smtp.password"),
        from: text("smtp.from"),
        from_name: text("smtp.from_name"),
    };
    let result = acts::set_smtp(&me.ctx, form).await;
    answer(
        result,
        refused(&me),
        |()| see("/settings/mail?done=saved"),
        |problems| draw(&me, &sent, problems, None, Vec::new()),
    )
}

/// Sends no more mail.
pub(super) async fn remove(me: SignedIn) -> Answer {
    acts::remove_smtp(&me.ctx).await.map_err(refused(&me))?;
    Ok(see("/settings/mail?done=saved"))
}

/// Sends a test mail and tells what the server said.
pub(super) async fn test(me: SignedIn) -> Answer {
    match acts::send_test(&me.ctx).await {
        Ok(to) => {
            let said = notice(
                Tone::Jade,
                "circle-check",
                html! { (t::smtp_test_sent(me.words, &to)) },
            );
            Ok(draw(&me, &stored(&me).await?, &[], Some(said), Vec::new()).into_response())
        }
        Err(error @ (Error::Conflict { .. } | Error::Invalid(_))) => {
            let sentence = format!(
                "{} {}",
                t::smtp_test_failed(me.words),
                problem::message(me.words, &error)
            );
            let page = draw(
                &me,
                &stored(&me).await?,
                &[],
                Some(problem_notice(&sentence)),
                Vec::new(),
            );
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
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
    let is_set = me.ctx.settings.smtp.is_some();
    let footer = html! {
        div.row.wrap {
            (one_act(me, "/settings/mail/test", t::smtp_test(words), ButtonKind::Plain, None))
            (one_act(me, "/settings/mail/removal", t::smtp_remove(words), ButtonKind::Danger, Some(t::smtp_remove_ask(words))))
        }
    };
    let body = html! {
        @if let Some(said) = said { (said) }
        (panel(Panel { title: t::settings_mail(words), body: form(me, filled), footer: is_set.then_some(footer), ..Panel::default() }))
    };
    sheet(
        me,
        "/settings/mail",
        (t::settings_mail(words), t::smtp_lead(words)),
        body,
        toasts,
    )
}

fn form(me: &SignedIn, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let kept = me
        .ctx
        .settings
        .smtp
        .as_ref()
        .is_some_and(|smtp| !smtp.sealed_password.is_empty());
    html! {
        form.stack method="post" action="/settings/mail" autocomplete="off" {
            (csrf_field(&me.csrf))
            (clash::marks(filled.values))
            (filled.line(Line { name: "smtp.host", label: t::smtp_host(words), required: true, ..Line::default() }))
            (filled.line(Line { name: "smtp.port", label: t::smtp_port(words), hint: Some(t::smtp_port_hint(words)), required: true, ..Line::default() }))
            (check(Check { name: "smtp.tls", label: t::smtp_tls(words), checked: filled.value("smtp.tls") == "1", ..Check::default() }))
            (filled.line(Line { name: "smtp.user", label: t::smtp_user(words), autocomplete: Some("off"), ..Line::default() }))
            (filled.line(Line { name: "smtp.password", label: t::smtp_password(words), kind: "password", autocomplete: Some("new-password"), hint: kept.then(|| t::smtp_password_kept(words)), ..Line::default() }))
            (filled.line(Line { name: "smtp.from", label: t::smtp_from(words), kind: "email", required: true, ..Line::default() }))
            (filled.line(Line { name: "smtp.from_name", label: t::smtp_from_name(words), hint: Some(t::smtp_from_name_hint(words)), ..Line::default() }))
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}
