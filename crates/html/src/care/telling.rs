//! A proposal to follow: whom, why, the words ready to copy, and one press that says it was done. What the gate thinks of it now
//! stands above, before anything is said.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::care::MAX_TEXT;
use quen_core::{Error, Permission};
use quen_http::{SignedIn, problem, reasons};
use quen_service::care::{self as acts, Proposal};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Field, Form as Sheet, TextArea, form, textarea};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use uuid::Uuid;

use super::word;
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Pairs, value};
use crate::layout::{Page, page};

/// `GET /care/proposals/{task}`.
pub(super) async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let proposal = found(&me, &id).await?;
    let words = proposal.words.clone();
    Ok(draw(&me, &proposal, &words, None).into_response())
}

/// `POST /care/proposals/{task}/telling`: it was said, in the words that were sent along.
pub(super) async fn tell(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let proposal = found(&me, &id).await?;
    let said = value(&sent, "body");
    match acts::tell(&me.ctx, proposal.task.id, Some(said)).await {
        Ok(_) => Ok(see(&format!("/parties/{}", proposal.party.id))),
        Err(error @ (Error::Conflict { .. } | Error::Invalid(_))) => {
            let problem = problem::message(me.words, &error);
            let drawn = draw(&me, &proposal, said, Some(&problem));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn found(me: &SignedIn, id: &str) -> Result<Proposal, Refused> {
    let id: Uuid = id.parse().map_err(|_| refused(me)(Error::NotFound))?;
    acts::proposal(&me.ctx, id).await.map_err(refused(me))
}

/// What the press says, by the kind of task.
pub fn done_label(words: Words, kind: &str) -> &'static str {
    match kind {
        "call" => t::care_told_call(words),
        "meet" => t::care_told_visit(words),
        _ => t::care_told_message(words),
    }
}

fn draw(me: &SignedIn, proposal: &Proposal, said: &str, problem: Option<&str>) -> Markup {
    let words = me.words;
    let crumbs = vec![Crumb {
        label: t::nav_care_programmes(words),
        href: "/care",
    }];
    let body = html! {
        div.form-page.stack {
            @if let Some(problem) = problem { (problem_notice(problem)) }
            @else { (warning(me, proposal)) }
            (panel(Panel { title: &proposal.programme.name, icon: Some("heart-handshake"), body: whom(me, proposal), ..Panel::default() }))
            (panel(Panel { title: t::care_words_ready(words), icon: Some("message-circle"), body: saying(me, proposal, said), ..Panel::default() }))
        }
    };
    page(
        me,
        Page {
            title: &proposal.task.title,
            nav: "/care",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
}

/// Why it should not be said now.
fn warning(me: &SignedIn, proposal: &Proposal) -> Markup {
    let say = |reason| reasons::sentence(me.words, reason, me.ctx.settings.currency);
    let against: Vec<String> = proposal.judged.reasons.iter().map(say).collect();
    html! {
        @if !against.is_empty() { (notice(Tone::Amber, "alert-triangle", html! { (against.join(" · ")) })) }
    }
}

fn whom(me: &SignedIn, proposal: &Proposal) -> Markup {
    let words = me.words;
    let party = &proposal.party;
    let channel = &proposal.touch.channel;
    let phone = party.phones.first();
    let mail = party.emails.first();
    let address = match channel.as_str() {
        "phone" | "sms" => phone.map(|phone| {
            let scheme = if channel == "sms" { "sms" } else { "tel" };
            (format!("{scheme}:{}", phone.value), phone.display.clone())
        }),
        "zalo" => phone.map(|phone| (String::new(), phone.display.clone())),
        "email" => mail.map(|mail| (format!("mailto:{}", mail.value), mail.display.clone())),
        _ => None,
    };
    let mut lines = vec![
        (
            t::field_orders_party_id(words),
            html! { a href={ "/parties/" (party.id) } { (party.name) } },
        ),
        (
            t::care_why(words),
            html! { (reasons::sentence(words, &proposal.touch.why, me.ctx.settings.currency)) },
        ),
        (
            t::care_channel(words),
            html! { (word(words, "channel", channel)) },
        ),
    ];
    if let Some((href, shown)) = address {
        let shown = match href.is_empty() {
            true => html! { span.number { (shown) } },
            false => html! { a.number href=(href) { (shown) } },
        };
        lines.push((t::care_address(words), shown));
    }
    facts(&lines)
}

fn saying(me: &SignedIn, proposal: &Proposal, said: &str) -> Markup {
    let words = me.words;
    let may = me.ctx.actor.may(Permission::TasksWrite).is_ok() && proposal.task.done_at.is_none();
    let hint = match proposal.task.kind.as_str() {
        "call" | "meet" => t::care_words_spoken(words),
        _ => t::care_words_copied(words),
    };
    let field = textarea(TextArea {
        field: Field {
            id: "body",
            label: t::care_text(words),
            hint: Some(hint),
            ..Field::default()
        },
        name: "body",
        value: said,
        rows: Some(6),
        maxlength: u32::try_from(MAX_TEXT).ok(),
        ..TextArea::default()
    });
    let copy = html! {
        button.button type="button" data-copy="body" data-copied=(t::care_copied(words)) hidden { (icon("copy")) span { (t::care_copy(words)) } }
    };
    if !may {
        return html! { div.stack { (field) div.row { (copy) } @if proposal.task.done_at.is_some() { p.dim { (t::care_told_already(words)) } } } };
    }
    let fields = html! {
        (field)
        div.row.wrap {
            (copy)
            (button(Button { label: done_label(words, &proposal.task.kind), icon: Some("check"), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
        }
    };
    let action = format!("/care/proposals/{}/telling", proposal.task.id);
    form(Sheet {
        action: &action,
        csrf: &me.csrf,
        body: fields,
        ..Sheet::default()
    })
}
