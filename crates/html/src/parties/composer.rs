//! The composer of a party's page: notes, calls, mails, messages, meetings and tasks in one box. It sends mail when the
//! workspace has a server for it, and gives back what was typed when something is wrong.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use chrono::TimeDelta;
use maud::{Markup, html};
use quen_core::fields::FieldValue;
use quen_core::{Error, Noun, Permission, Problem, Result, dates};
use quen_http::{SignedIn, problem};
use quen_service::interactions::Interactions;
use quen_service::mail::{self, SendMail};
use quen_service::parties::Only;
use quen_service::promises::Promises;
use quen_service::records::{self, Values};
use quen_service::tasks::Tasks;
use quen_ui::composer::{Composer, ComposerKind, composer};
use quen_ui::field::{Choice, Field, Select, bare_select};
use quen_words::{Words, t};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::asked::Params;
use super::page::{View, Whole, document, renewed};
use super::story::section;
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::spoken;

/// What the composer can write.
pub const KINDS: [&str; 7] = [
    "note", "call", "email", "message", "meeting", "task", "promise",
];
/// The direction of a mail that leaves from here.
const SEND: &str = "send";
/// Minutes of a call or meeting at most: a day.
const MAX_MINUTES: i64 = 1_440;
/// Characters of a task's title at most.
const MAX_TITLE: usize = 300;

/// The words on a kind's tab.
pub fn kind_label(words: Words, kind: &str) -> &'static str {
    match kind {
        "call" => t::parties_kind_call(words),
        "email" => t::parties_kind_email(words),
        "message" => t::parties_kind_message(words),
        "meeting" => t::parties_kind_meeting(words),
        "task" => t::parties_kind_task(words),
        "promise" => t::parties_kind_promise(words),
        _ => t::parties_kind_note(words),
    }
}

/// The letter that leads to a kind.
pub fn kind_key(kind: &str) -> &'static str {
    match kind {
        "call" => "P",
        "email" => "M",
        "message" => "T",
        "meeting" => "H",
        "task" => "V",
        "promise" => "L",
        _ => "N",
    }
}

fn kind_icon(kind: &str) -> &'static str {
    match kind {
        "call" => "phone",
        "email" => "mail",
        "message" => "message-circle",
        "meeting" => "calendar-event",
        "task" => "checkbox",
        "promise" => "shield-check",
        _ => "note",
    }
}

/// What stands in the composer after a problem.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Values by name.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub problem: Option<String>,
}

impl Typed {
    fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }
}

/// The box.
pub fn write_box(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    let action = format!("{}/episodes", view.home());
    let called = view.called();
    let hints = KINDS.map(|kind| hint(words, kind, &called));
    let kinds = KINDS.iter().zip(&hints).map(|(kind, hint)| ComposerKind {
        value: kind,
        label: kind_label(words, kind),
        icon: kind_icon(kind),
        hint,
        key: Some(kind_key(kind)),
        fields: fields(view, kind, typed),
    });
    composer(Composer {
        action: &action,
        target: "#story",
        swap: "outerHTML",
        csrf: &view.me.csrf,
        draft: &format!("party-{}", view.whole.profile.party.id),
        kinds: kinds.collect(),
        chosen: typed.value("kind"),
        kinds_label: t::parties_kinds(words),
        text_label: t::parties_text(words),
        draft_note: t::parties_draft(words),
        save: t::action_save(words),
        value: typed.value("text"),
        problem: typed.problem.as_deref(),
        ..Composer::default()
    })
}

fn hint(words: Words, kind: &str, called: &str) -> String {
    match kind {
        "call" => t::parties_hint_call(words).to_owned(),
        "email" => t::parties_hint_email(words).to_owned(),
        "message" => t::parties_hint_message(words).to_owned(),
        "meeting" => t::parties_hint_meeting(words).to_owned(),
        "task" => t::parties_hint_task(words, called),
        "promise" => t::parties_hint_promise(words, called),
        _ => t::parties_hint_note(words, called),
    }
}

fn fields(view: &View<'_>, kind: &str, typed: &Typed) -> Option<Markup> {
    let words = view.me.words;
    let line = |name: &str, label: &str| {
        html! { input.input name=(name) value=(typed.value(name)) aria-label=(label) placeholder=(label) autocomplete="off"; }
    };
    let choose = |name, label, codes: &[&str]| choices(words, name, label, codes, typed);
    Some(match kind {
        "call" => html! {
            (choose("direction", t::parties_direction(words), &["out", "in"]))
            (choose("outcome", t::parties_outcome(words), &quen_core::interactions::OUTCOMES))
            (line("minutes", t::parties_minutes(words))) (line("at", t::parties_at(words)))
        },
        "email" => html! {
            (line("subject", t::parties_subject(words)))
            (mailing(view, typed))
        },
        "message" => html! {
            (choose("channel", t::parties_channel(words), &["zalo", "messenger", "sms", "web", "other"]))
            (choose("direction", t::parties_direction(words), &["in", "out"]))
            (line("at", t::parties_at(words)))
        },
        "meeting" => {
            html! { (line("at", t::parties_at(words))) (line("minutes", t::parties_minutes(words))) }
        }
        "task" => html! { (line("due", t::parties_due(words))) (assignees(view, typed)) },
        "promise" => html! {
            (line("due", t::parties_due(words)))
            (coded(words, "promise_kind", t::field_promises_kind(words), (Noun::Promises, "kind"), &quen_core::promises::KINDS, typed))
            (assignees(view, typed))
        },
        _ => return None,
    })
}

/// Sent from here, or only noted; where it cannot be sent, what is missing and the way there.
fn mailing(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    let emails = &view.whole.profile.party.emails;
    let may = view.may(Permission::MailSend);
    let server = view.me.ctx.settings.smtp.is_some();
    let to = emails.first().filter(|_| may && server);
    let send = to.map(|to| t::parties_mail_send(words, &to.value));
    let send = send.iter().map(|label| Choice { value: SEND, label });
    let noted = [
        Choice {
            value: "out",
            label: t::parties_mail_out(words),
        },
        Choice {
            value: "in",
            label: t::parties_mail_in(words),
        },
    ];
    let edit = format!("{}/edit", view.home());
    let settings = view.may(Permission::SettingsManage);
    html! {
        (bare_select(Select {
            field: Field { label: t::parties_direction(words), ..Field::default() },
            name: "direction", choices: &send.chain(noted).collect::<Vec<_>>(), value: typed.value("direction"), ..Select::default()
        }))
        @if to.is_some() {
            (coded(words, "purpose", t::consents_purpose(words), (Noun::Consents, "purpose"), &quen_core::consents::PURPOSES, typed))
        }
        @if may && !server {
            p.small.mid { (t::parties_mail_no_server(words)) " "
                @if settings { a href="/settings/mail" { (t::parties_mail_set_up(words)) } } @else { (t::parties_mail_ask(words)) }
            }
        } @else if may && emails.is_empty() {
            p.small.mid { (t::parties_mail_no_address(words)) " " a href=(edit) { (t::parties_mail_add_address(words)) } }
        }
    }
}

fn choices(words: Words, name: &str, label: &str, codes: &[&str], typed: &Typed) -> Markup {
    let labels: Vec<String> = codes
        .iter()
        .map(|code| spoken::choice(words, quen_core::Noun::Interactions, name, code))
        .collect();
    let all: Vec<Choice> = codes
        .iter()
        .zip(&labels)
        .map(|(value, label)| Choice { value, label })
        .collect();
    let first = codes.first().copied().unwrap_or_default();
    let value = if typed.value(name).is_empty() && name != "outcome" {
        first
    } else {
        typed.value(name)
    };
    let field = Field {
        label,
        ..Field::default()
    };
    bare_select(Select {
        field,
        name,
        choices: &all,
        value,
        none: (name == "outcome").then_some(label),
        ..Select::default()
    })
}

/// A select of the codes of a noun's field.
fn coded(
    words: Words,
    name: &str,
    label: &str,
    (noun, field): (Noun, &str),
    codes: &[&str],
    typed: &Typed,
) -> Markup {
    let labels: Vec<String> = codes
        .iter()
        .map(|code| spoken::choice(words, noun, field, code))
        .collect();
    let choices: Vec<Choice> = codes
        .iter()
        .zip(&labels)
        .map(|(value, label)| Choice { value, label })
        .collect();
    bare_select(Select {
        field: Field {
            label,
            ..Field::default()
        },
        name,
        choices: &choices,
        value: typed.value(name),
        ..Select::default()
    })
}

fn assignees(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    let ids: Vec<(String, &str)> = view
        .whole
        .owners
        .iter()
        .filter(|owner| owner.works_here)
        .map(|owner| (owner.id.to_string(), owner.name.as_str()))
        .collect();
    let choices: Vec<Choice> = ids
        .iter()
        .map(|(value, label)| Choice { value, label })
        .collect();
    let me = view.me.ctx.actor.user_id.to_string();
    let value = if typed.value("assignee").is_empty() {
        me.as_str()
    } else {
        typed.value("assignee")
    };
    let field = Field {
        label: t::field_tasks_assignee_id(words),
        ..Field::default()
    };
    bare_select(Select {
        field,
        name: "assignee",
        choices: &choices,
        value,
        ..Select::default()
    })
}

/// `POST /parties/{id}/episodes`: what the composer sends.
pub async fn write(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let values: BTreeMap<String, String> = pairs.into_iter().collect();
    let typed = Typed {
        values,
        problem: None,
    };
    let kept = keep(&me, id, &typed).await;
    let fragment = wants_fragment(&headers);
    let problems = match kept {
        Ok(()) if !fragment => return Ok(see(&format!("/parties/{id}"))),
        Ok(()) => None,
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. } | Error::Unavailable(_))) => {
            Some(problem::message(me.words, &error))
        }
        Err(error) => return Err(refused(&me)(error)),
    };
    let whole = Whole::load(&me.ctx, id, Only::All)
        .await
        .map_err(refused(&me))?;
    let view = View {
        me: &me,
        whole: &whole,
    };
    let Some(problem) = problems else {
        return Ok(
            html! { (section(&view, &Typed::default())) (renewed(&view, &["head", "knowing"])) }
                .into_response(),
        );
    };
    let typed = Typed {
        problem: Some(problem),
        ..typed
    };
    let body = if fragment {
        section(&view, &typed)
    } else {
        document(&view, &typed)
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, body).into_response())
}

async fn keep(me: &SignedIn, party: Uuid, typed: &Typed) -> Result<()> {
    let text = typed.value("text").trim();
    if text.is_empty() {
        return Err(Error::invalid("text", "required"));
    }
    match typed.value("kind") {
        "task" => records::create::<Tasks>(&me.ctx, task(me, party, typed, text)?)
            .await
            .map(drop),
        "promise" => records::create::<Promises>(&me.ctx, promise(me, party, typed, text)?)
            .await
            .map(drop),
        "email" if typed.value("direction") == SEND => {
            let mail = SendMail {
                party_id: party,
                subject: typed.value("subject").to_owned(),
                body: text.to_owned(),
                purpose: purpose(typed).to_owned(),
                automatic: false,
            };
            mail::send_to_party(&me.ctx, mail).await
        }
        _ => records::create::<Interactions>(&me.ctx, episode(me, party, typed, text)?)
            .await
            .map(drop),
    }
}

/// What a mail is for; about what is under way when nothing else is said.
fn purpose(typed: &Typed) -> &str {
    let said = typed.value("purpose");
    if said.is_empty() { "service" } else { said }
}

/// The first line is the task, the rest its note.
fn task(me: &SignedIn, party: Uuid, typed: &Typed, text: &str) -> Result<Values> {
    let (title, note) = text.split_once('\n').unwrap_or((text, ""));
    if title.chars().count() > MAX_TITLE {
        return Err(Problem::new("title", "too-long")
            .with("max", MAX_TITLE)
            .into());
    }
    let mut values = vec![
        ("party_id".to_owned(), FieldValue::Id(party)),
        (
            "title".to_owned(),
            FieldValue::Text(title.trim().to_owned()),
        ),
        ("note".to_owned(), FieldValue::text(Some(note.trim()))),
    ];
    let due = typed.value("due").trim();
    if !due.is_empty() {
        let day =
            dates::near(due, me.ctx.today()).ok_or_else(|| Error::invalid("due_on", "bad-date"))?;
        values.push(("due_on".to_owned(), FieldValue::Day(day)));
    }
    if let Ok(id) = typed.value("assignee").parse() {
        values.push(("assignee_id".to_owned(), FieldValue::Id(id)));
    }
    Ok(values)
}

/// The words are the promise; day, kind and owner stand beside them.
fn promise(me: &SignedIn, party: Uuid, typed: &Typed, text: &str) -> Result<Values> {
    let owner = typed.value("assignee").trim();
    let sent = [
        ("text", text),
        ("kind", typed.value("promise_kind")),
        ("owner_id", owner),
    ];
    let sent = sent.into_iter().filter(|(_, value)| !value.is_empty());
    let mut values = records::decode_form(&quen_core::promises::catalogue(), sent)?;
    values.push(("party_id".to_owned(), FieldValue::Id(party)));
    let due = typed.value("due").trim();
    if !due.is_empty() {
        let day =
            dates::near(due, me.ctx.today()).ok_or_else(|| Error::invalid("due_on", "bad-date"))?;
        values.push(("due_on".to_owned(), FieldValue::Day(day)));
    }
    Ok(values)
}

fn episode(me: &SignedIn, party: Uuid, typed: &Typed, text: &str) -> Result<Values> {
    let ctx = &me.ctx;
    let at = typed.value("at").trim();
    let started = if at.is_empty() {
        ctx.now
    } else {
        dates::near_instant(at, ctx.now, ctx.settings.zone())
            .ok_or_else(|| Error::invalid("started_at", "bad-date"))?
    };
    let catalogue = quen_core::interactions::catalogue();
    let mut sent = vec![
        ("kind", typed.value("kind").to_owned()),
        ("body", text.to_owned()),
    ];
    for name in ["direction", "outcome", "channel", "subject"] {
        let value = typed.value(name).trim();
        if !value.is_empty() {
            sent.push((name, value.to_owned()));
        }
    }
    let mut values = records::decode_form(
        &catalogue,
        sent.iter().map(|(name, text)| (*name, text.as_str())),
    )?;
    values.push(("party_id".to_owned(), FieldValue::Id(party)));
    values.push(("started_at".to_owned(), FieldValue::Instant(started)));
    if let Some(minutes) = minutes(typed.value("minutes").trim())? {
        values.push((
            "ended_at".to_owned(),
            FieldValue::Instant(started + minutes),
        ));
    }
    Ok(values)
}

fn minutes(text: &str) -> Result<Option<TimeDelta>> {
    if text.is_empty() {
        return Ok(None);
    }
    let minutes: i64 = text
        .parse()
        .map_err(|_| Error::invalid("minutes", "bad-number"))?;
    let within = (0..=MAX_MINUTES).contains(&minutes);
    within
        .then(|| TimeDelta::minutes(minutes))
        .map(Some)
        .ok_or_else(|| Error::invalid("minutes", "bad-number"))
}
