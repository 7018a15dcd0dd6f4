//! The memory panel of a customer's page: the question worth asking, what differs, what is known with its certainty, and a form
//! to add to it. Its answer to every act is itself.

use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::facts::{Fact, SHOWN, TOPICS};
use quen_core::parties::Party;
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::facts::{self as acts, Learning, Memory, Recalled};
use quen_service::parties::reached;
use quen_ui::belief::{AskNext, ask_next};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Field, Input, Select, csrf_field, input, select};
use quen_ui::hx::Hx;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_words::t;
use uuid::Uuid;

use super::said;
use crate::forms::choices_of;
use crate::parties::asked::{Params, param};

/// Contradictions shown at once.
const DIFFERING: usize = 2;

/// What the panel shows of one party.
pub struct Known {
    /// Who.
    pub party: Party,
    /// What is known, as far as it is shown.
    pub memory: Memory,
    /// How many facts hold.
    pub count: usize,
    /// How well, and what to ask.
    pub learning: Learning,
}

impl Known {
    /// Asks for it through the gate.
    ///
    /// # Errors
    /// `not-found`.
    pub async fn load(me: &SignedIn, id: Uuid) -> Result<Self> {
        let found = reached(&me.ctx, id).await?;
        let recalled = acts::remembered(&me.ctx, &found).await?;
        Ok(Self::of(found.party, recalled))
    }

    /// From what was read.
    pub fn of(party: Party, recalled: Recalled) -> Self {
        let Recalled {
            memory,
            count,
            learning,
        } = recalled;
        Self {
            party,
            memory,
            count,
            learning,
        }
    }
}

/// What stands in the form that adds a fact, after a problem.
#[derive(Default)]
pub struct Typed<'a> {
    /// What was sent.
    pub pairs: &'a [(String, String)],
    /// What is wrong.
    pub problem: Option<&'a str>,
}

/// The panel.
pub fn memory_panel(me: &SignedIn, known: &Known, typed: &Typed<'_>) -> Markup {
    let words = me.words;
    let facts = &known.memory.facts;
    let writes = may_write(me);
    let home = format!("/parties/{}/facts", known.party.id);
    let count = i64::try_from(known.count).unwrap_or(i64::MAX);
    let end = html! { @if !facts.is_empty() { a.see-all href=(home) { (t::facts_count(words, count)) } } };
    let body = html! {
        @if writes { (next_question(me, known)) }
        @for (holds, other) in known.memory.contradictions.iter().take(DIFFERING) { (differing(me, holds, other)) }
        @if facts.is_empty() { (empty(Empty { text: html! { (t::facts_none(words)) }, ..Empty::default() })) }
        @else { ul { @for fact in facts.iter().take(SHOWN) { (said::row(me, fact, fact_acts(me, fact, writes))) } } }
    };
    let footer = html! {
        @if known.count > SHOWN { a.see-all href=(home) { (t::facts_all(words, count)) } }
        @if writes { (add_form(me, known.party.id, typed)) }
    };
    panel(Panel {
        title: t::nav_facts(words),
        id: Some("memory"),
        icon: Some("bulb"),
        end: Some(end),
        flush: true,
        body,
        footer: (writes || known.count > SHOWN).then_some(footer),
        ..Panel::default()
    })
}

/// May the colleague write facts?
pub fn may_write(me: &SignedIn) -> bool {
    me.ctx.actor.may(Permission::PartiesWrite).is_ok()
}

/// The panel as the answer to an act; anything else than a problem with the input is a refusal.
pub async fn answer(
    me: &SignedIn,
    party: Uuid,
    done: Result<()>,
    pairs: &Params,
) -> Result<Response> {
    let said = match done {
        Ok(()) => None,
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            Some(quen_http::problem::message(me.words, &error))
        }
        Err(error) => return Err(error),
    };
    let known = Known::load(me, party).await?;
    let typed = Typed {
        pairs: if said.is_some() { pairs } else { &[] },
        problem: said.as_deref(),
    };
    let status = if said.is_some() {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        axum::http::StatusCode::OK
    };
    Ok((status, memory_panel(me, &known, &typed)).into_response())
}

fn next_question(me: &SignedIn, known: &Known) -> Markup {
    let words = me.words;
    let Some(asked) = known.learning.questions.first() else {
        return html! {};
    };
    let acts = super::asking::form(me, &known.party, asked, "#memory");
    let kicker = t::facts_ask(words);
    ask_next(AskNext {
        kicker,
        question: &said::question(me, &known.party, asked),
        why: &said::why(me, asked.worth),
        acts,
    })
}

/// Two facts that cannot both hold, and the three ways out.
fn differing(me: &SignedIn, holds: &Fact, other: &Fact) -> Markup {
    let words = me.words;
    let way =
        |fact: &Fact, end: &str, label: &str| post(me, &format!("/facts/{}/{end}", fact.id), label);
    html! {
        div.differs role="group" aria-label=(t::facts_differs(words)) {
            p.strong { (t::facts_differs(words)) }
            p { (t::facts_differs_now(words, &holds.statement)) " " span.small.dim { (said::source(me, holds)) } }
            p { (t::facts_differs_other(words, &other.statement)) " " span.small.dim { (said::source(me, other)) } }
            @if may_write(me) {
                div.row.wrap {
                    (way(holds, "confirmation", &format!("{}: {}", t::facts_keep_this(words), holds.statement)))
                    (way(other, "confirmation", &format!("{}: {}", t::facts_keep_this(words), other.statement)))
                    (way(other, "coexistence", t::facts_keep_both(words)))
                }
            }
        }
    }
}

/// A button that posts and puts the panel anew.
fn post(me: &SignedIn, action: &str, label: &str) -> Markup {
    html! {
        form.inline-form method="post" action=(action) hx-post=(action) hx-target="#memory" hx-swap="outerMorph" {
            (csrf_field(&me.csrf))
            (button(Button { label, size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

/// Right, correct it, withdraw it.
pub fn fact_acts(me: &SignedIn, fact: &Fact, writes: bool) -> Markup {
    if !writes {
        return html! {};
    }
    let words = me.words;
    let base = format!("/facts/{}", fact.id);
    let correction = format!("{base}/correction");
    let sign = |icon, label: &str, end: &str, confirm: Option<&str>| {
        let action = format!("{base}/{end}");
        html! {
            form.inline-form method="post" action=(action) hx-post=(action) hx-target="#memory" hx-swap="outerMorph" hx-confirm=[confirm] {
                (csrf_field(&me.csrf))
                (icon_button(IconButton { icon, label, small: true, submit: true, ..IconButton::default() }))
            }
        }
    };
    let edit = Hx::get(&correction, "#drawer");
    let said = fact.statement.as_str();
    html! {
        (sign("check", &t::facts_right(words, said), "confirmation", None))
        (icon_button(IconButton { icon: "pencil", label: &t::facts_wrong(words, said), small: true, href: Some(&correction), hx: edit, ..IconButton::default() }))
        (sign("trash", &t::facts_drop(words, said), "withdrawal", Some(t::facts_drop_ask(words))))
    }
}

/// The folded form that adds a fact.
fn add_form(me: &SignedIn, party: Uuid, typed: &Typed<'_>) -> Markup {
    let words = me.words;
    let action = format!("/parties/{party}/facts");
    let value = |name| {
        let found = typed.pairs.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    html! {
        details.grow open[typed.problem.is_some()] {
            summary.link.small { (t::facts_add(words)) }
            form.stack.snug method="post" action=(action) hx-post=(action) hx-target="#memory" hx-swap="outerMorph" {
                (csrf_field(&me.csrf))
                @if let Some(problem) = typed.problem { (problem_notice(problem)) }
                (fields(me, value("statement"), value("topic")))
                (button(Button { label: t::action_add(words), size: ButtonSize::Small, kind: ButtonKind::Plain, submit: true, ..Button::default() }))
            }
        }
    }
}

/// What was learnt, and on which topic.
pub fn fields(me: &SignedIn, statement: &str, topic: &str) -> Markup {
    let words = me.words;
    let labels: Vec<(&str, String)> = TOPICS
        .iter()
        .map(|topic| (topic.key, said::topic(words, topic.key)))
        .collect();
    let choices = choices_of(&labels);
    html! {
        (input(Input {
            field: Field { id: "fact-statement", label: t::facts_add_label(words), hint: Some(t::facts_add_hint(words)), ..Field::default() },
            name: "statement", value: statement, required: true, ..Input::default()
        }))
        (select(Select {
            field: Field { id: "fact-topic", label: t::facts_topic_label(words), ..Field::default() },
            name: "topic", choices: &choices, value: topic, none: Some(t::facts_topic_auto(words)), ..Select::default()
        }))
    }
}

/// The value of a parameter, trimmed.
pub fn text<'a>(pairs: &'a Params, name: &str) -> &'a str {
    param(pairs, name).unwrap_or_default().trim()
}
