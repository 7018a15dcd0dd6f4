//! A proposal to follow: whom, why, the words ready to copy or to send, and one press that says it was done or sends it. What the gate thinks of it now
//! stands above, before anything is said.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::care::MAX_TEXT;
use quen_core::{Error, Permission, Result};
use quen_http::{SignedIn, problem, reasons};
use quen_service::care::{self as acts, Letter, Post, Proposal};
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
use crate::forms::{Filled, Line, Pairs, value};
use crate::layout::{Page, page};
use crate::parties::consents::ways;

/// `GET /care/proposals/{task}`.
pub(super) async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let proposal = found(&me, &id).await?;
    let ready = vec![
        ("subject".to_owned(), proposal.subject.clone()),
        ("body".to_owned(), proposal.words.clone()),
    ];
    Ok(draw(&me, &proposal, &ready, None).into_response())
}

/// `POST /care/proposals/{task}/telling`: it was said, in the words that were sent along.
pub(super) async fn tell(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let proposal = found(&me, &id).await?;
    let said = value(&sent, "body");
    let done = acts::tell(&me.ctx, proposal.task.id, Some(said)).await;
    ended(&me, &proposal, &sent, done.map(drop))
}

/// `POST /care/proposals/{task}/sending`: it goes out now, in the words that were sent along.
pub(super) async fn send(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let proposal = found(&me, &id).await?;
    let letter = Letter {
        subject: Some(value(&sent, "subject").to_owned()),
        body: Some(value(&sent, "body").to_owned()),
    };
    let done = acts::send(&me.ctx, proposal.task.id, letter).await;
    ended(&me, &proposal, &sent, done.map(drop))
}

/// On to the customer, or the page again with what stood in the way.
fn ended(me: &SignedIn, proposal: &Proposal, sent: &Pairs, done: Result<()>) -> Answer {
    match done {
        Ok(()) => Ok(see(&format!("/parties/{}", proposal.party.id))),
        Err(error @ (Error::Conflict { .. } | Error::Invalid(_))) => {
            let problem = problem::message(me.words, &error);
            let drawn = draw(me, proposal, sent, Some(&problem));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(refused(me)(error)),
    }
}

async fn found(me: &SignedIn, id: &str) -> std::result::Result<Proposal, Refused> {
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

fn draw(me: &SignedIn, proposal: &Proposal, said: &Pairs, problem: Option<&str>) -> Markup {
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
    if !proposal.best.is_empty() {
        lines.push((t::care_best_way(words), best(me, proposal)));
    }
    if let Some((href, shown)) = address {
        let shown = match href.is_empty() {
            true => html! { span.number { (shown) } },
            false => html! { a.number href=(href) { (shown) } },
        };
        lines.push((t::care_address(words), shown));
    }
    facts(&lines)
}

/// How the customer is reached best; what was only learned can be refused.
fn best(me: &SignedIn, proposal: &Proposal) -> Markup {
    let may = me.ctx.actor.may(Permission::PartiesWrite).is_ok();
    let (party, task) = (proposal.party.id, proposal.task.id);
    html! {
        @for advice in &proposal.best {
            div.row.wrap {
                span { (reasons::sentence(me.words, &advice.why, me.ctx.settings.currency)) }
                @if may && advice.learned { (ways::refusal(me, party, advice.what, Some(task))) }
            }
        }
    }
}

fn saying(me: &SignedIn, proposal: &Proposal, said: &Pairs) -> Markup {
    let words = me.words;
    let sends = proposal.post == Post::Ready;
    let may = me.ctx.actor.may(Permission::TasksWrite).is_ok() && proposal.task.done_at.is_none();
    let hint = match proposal.task.kind.as_str() {
        "call" | "meet" => t::care_words_spoken(words),
        _ if sends => t::care_words_sent(words),
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
        value: value(said, "body"),
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
    let filled = Filled {
        words,
        values: said,
        problems: &[],
    };
    let at = |act: &str| format!("/care/proposals/{}/{act}", proposal.task.id);
    let sending = at("sending");
    let fields = html! {
        @if proposal.post == Post::NoServer { (no_server(me)) }
        @if sends { (filled.line(Line { name: "subject", label: t::care_subject(words), ..Line::default() })) }
        (field)
        div.row.wrap {
            @if sends { (button(Button { label: t::care_send_now(words), icon: Some("send"), kind: ButtonKind::Primary, submit: true, formaction: Some(&sending), ..Button::default() })) }
            (copy)
            (button(Button { label: done_label(words, &proposal.task.kind), icon: Some("check"), kind: if sends { ButtonKind::default() } else { ButtonKind::Primary }, submit: true, ..Button::default() }))
        }
    };
    let action = at("telling");
    form(Sheet {
        action: &action,
        csrf: &me.csrf,
        body: fields,
        ..Sheet::default()
    })
}

/// It would go by mail, and there is no server: what can be done instead.
fn no_server(me: &SignedIn) -> Markup {
    let words = me.words;
    let settings = me.ctx.actor.may(Permission::SettingsManage).is_ok();
    let said = html! {
        (t::care_no_server(words)) " "
        @if settings { a.link href="/settings/mail" { (t::parties_mail_set_up(words)) } } @else { (t::parties_mail_ask(words)) }
    };
    notice(Tone::Amber, "mail", said)
}
