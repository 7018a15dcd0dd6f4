//! The composer of a party's page: notes, calls, mails, messages, meetings and tasks in one box. It sends mail when the
//! workspace has a server for it, and gives back what was typed when something is wrong.

mod kept;
mod own;

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::{Error, Noun, Problem, Result};
use quen_http::{SignedIn, problem};
use quen_service::parties::Only;
use quen_ui::composer::{Composer, ComposerKind, composer};
use quen_ui::field::{Field, Select, bare_select};
use quen_words::{Words, t};
use std::collections::BTreeMap;

use super::asked::Params;
use super::letters;
use super::page::{View, Whole, document, renewed};
use super::story::section;
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::files::attached;
use crate::forms::{choices_of, colleagues, labelled};
use crate::{drafts, keys, spoken};

/// What the composer can write.
pub const KINDS: [&str; 7] = [
    "note", "call", "email", "message", "meeting", "task", "promise",
];
/// The direction of a mail that leaves from here.
pub const SEND: &str = "send";

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

/// The icon of a kind.
pub fn kind_icon(kind: &str) -> &'static str {
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
    /// The same as they were sent, for names that come more than once.
    pub pairs: Params,
    /// What is wrong.
    pub problem: Option<String>,
    /// A draft that can be taken up; stands above the box.
    pub offer: Markup,
    /// Somebody came to write.
    pub focus: bool,
    /// Controls of the workspace's own fields.
    pub own: Vec<own::Common>,
}

impl Typed {
    /// The same with the controls of the workspace's own fields, and what is wrong with them.
    ///
    /// # Errors
    /// A broken database.
    pub async fn with_own(self, me: &SignedIn, problems: &[Problem]) -> Result<Self> {
        let own = own::drawn(me, &self, problems).await?;
        Ok(Self { own, ..self })
    }

    /// What stands under a name.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }
}

/// The box.
pub fn write_box(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    let action = format!("{}/episodes", view.home());
    let called = view.called();
    let hints = KINDS.map(|kind| hint(words, kind, &called));
    let keys = KINDS.map(|kind| keys::shown(view.me, kind));
    let kinds = KINDS.iter().zip(&hints).zip(&keys);
    let kinds = kinds.map(|((kind, hint), key)| ComposerKind {
        value: kind,
        label: kind_label(words, kind),
        icon: kind_icon(kind),
        hint,
        key: key.as_deref(),
        fields: fields(view, kind, typed),
    });
    let form = composer(Composer {
        action: &action,
        target: "#story",
        swap: "outerHTML",
        csrf: &view.me.csrf,
        draft: &view.home(),
        kinds: kinds.collect(),
        common: typed.own.clone(),
        chosen: typed.value("kind"),
        kinds_label: t::parties_kinds(words),
        text_label: t::parties_text(words),
        draft_note: t::parties_draft(words),
        save: t::action_save(words),
        value: typed.value("text"),
        problem: typed.problem.as_deref(),
        focus: typed.focus,
        ..Composer::default()
    });
    html! { (typed.offer) (form) }
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
            (attached::control(words, &typed.pairs))
        },
        "email" => html! {
            (line("subject", t::parties_subject(words)))
            (letters::mailing(view, typed))
        },
        "message" => html! {
            (choose("channel", t::parties_channel(words), &["zalo", "messenger", "sms", "web", "other"]))
            (choose("direction", t::parties_direction(words), &["in", "out"]))
            (line("at", t::parties_at(words)))
            (attached::control(words, &typed.pairs))
        },
        "meeting" => {
            html! { (line("at", t::parties_at(words))) (line("minutes", t::parties_minutes(words))) (attached::control(words, &typed.pairs)) }
        }
        "task" => {
            html! { (line("due", t::parties_due(words))) (assignees(view, typed)) (attached::control(words, &typed.pairs)) }
        }
        "promise" => html! {
            (line("due", t::parties_due(words)))
            (coded(words, "promise_kind", t::field_promises_kind(words), (Noun::Promises, "kind"), &quen_core::promises::KINDS, typed))
            (assignees(view, typed))
            (attached::control(words, &typed.pairs))
        },
        _ => attached::control(words, &typed.pairs),
    })
}

fn choices(words: Words, name: &str, label: &str, codes: &[&str], typed: &Typed) -> Markup {
    let labels = labelled(codes, |code| {
        spoken::choice(words, quen_core::Noun::Interactions, name, code)
    });
    let all = choices_of(&labels);
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
pub fn coded(
    words: Words,
    name: &str,
    label: &str,
    (noun, field): (Noun, &str),
    codes: &[&str],
    typed: &Typed,
) -> Markup {
    let labels = labelled(codes, |code| spoken::choice(words, noun, field, code));
    let choices = choices_of(&labels);
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
    let ids = colleagues(&view.whole.owners);
    let choices = choices_of(&ids);
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
    let values: BTreeMap<String, String> = pairs.iter().cloned().collect();
    let typed = Typed {
        values,
        pairs,
        ..Typed::default()
    };
    let kept = kept::keep(&me, id, &typed).await;
    let fragment = wants_fragment(&headers);
    let problems = match kept {
        Ok(()) => {
            drafts::saved(&me, &typed.pairs).await;
            if !fragment {
                return Ok(see(&format!("/parties/{id}")));
            }
            None
        }
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. } | Error::Unavailable(_))) => {
            drafts::kept(&me, &typed.pairs).await;
            let said = problem::message(me.words, &error);
            let wrong = match error {
                Error::Invalid(wrong) => wrong,
                _ => Vec::new(),
            };
            Some((said, wrong))
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
    let Some((problem, wrong)) = problems else {
        let empty = Typed::default().with_own(&me, &[]).await;
        let empty = empty.map_err(refused(&me))?;
        return Ok(
            html! { (section(&view, &empty)) (renewed(&view, &["head", "knowing"])) }
                .into_response(),
        );
    };
    let typed = typed.with_own(&me, &wrong).await.map_err(refused(&me))?;
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
