//! The call sheet: whom to call and how to address them, what we know, what is open, what to ask, and room to note what was
//! said. Made to be read in the half minute before a call, on a phone as well.

use axum::extract::{Form, Path};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_core::fields::FieldValue;
use quen_core::interactions::OUTCOMES;
use quen_core::orders::Order;
use quen_core::{Error, Noun, Permission, Result};
use quen_http::{SignedIn, problem};
use quen_service::consents::{self, Best};
use quen_service::facts as acts;
use quen_service::parties::{Episode, Profile, profile};
use quen_service::records::Values;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Field, Form as Sheet, Select, TextArea, form, select, textarea};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, facts as pairs_of, panel};
use quen_ui::toast::problem_notice;
use quen_words::t;
use uuid::Uuid;

use super::panel::{Known, text};
use super::{asking, said};
use crate::answers::{Answer, refused, see};
use crate::forms::{choices_of, labelled};
use crate::layout::{Page, page, party_crumbs};
use crate::parties::asked::Params;
use crate::parties::consents::ways;
use crate::spoken;

/// Questions on the sheet.
const QUESTIONS: usize = 3;
/// Facts on the sheet.
const KNOWN: usize = 10;
/// Characters of the last talk that are shown.
const LAST: usize = 400;

struct View<'a> {
    me: &'a SignedIn,
    known: &'a Known,
    profile: &'a Profile,
    best: &'a Best,
    problem: Option<String>,
    typed: &'a Params,
}

/// `GET /parties/{id}/call`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = super::id(&me, &id)?;
    let drawn = draw(&me, id, None, &Vec::new())
        .await
        .map_err(refused(&me))?;
    Ok(drawn.into_response())
}

async fn draw(me: &SignedIn, id: Uuid, problem: Option<String>, typed: &Params) -> Result<Markup> {
    let (known, profile, agreed) = tokio::try_join!(
        Known::load(me, id),
        profile(&me.ctx, id),
        consents::of_party(&me.ctx, id)
    )?;
    let view = View {
        me,
        known: &known,
        profile: &profile,
        best: &agreed.best,
        problem,
        typed,
    };
    Ok(view.page())
}

/// `POST /parties/{id}/call`: the call as an episode, with the facts that were marked in it and those that were of use.
pub async fn save(me: SignedIn, Path(id): Path<String>, Form(pairs): Form<Params>) -> Answer {
    let id = super::id(&me, &id)?;
    match keep(&me, id, &pairs).await {
        Ok(()) => Ok(see(&format!("/parties/{id}"))),
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            let said = problem::message(me.words, &error);
            let drawn = draw(&me, id, Some(said), &pairs)
                .await
                .map_err(refused(&me))?;
            Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn keep(me: &SignedIn, id: Uuid, pairs: &Params) -> Result<()> {
    let body = text(pairs, "text");
    let outcome = text(pairs, "outcome");
    if body.is_empty() && outcome.is_empty() {
        return Err(Error::invalid("text", "required"));
    }
    let said = |name: &str, text: &str| (name.to_owned(), FieldValue::text(Some(text)));
    let values: Values = vec![
        ("party_id".to_owned(), FieldValue::Id(id)),
        said("kind", "call"),
        said("direction", "out"),
        said("body", body),
        said("outcome", outcome),
    ];
    let made = acts::note(&me.ctx, values).await?;
    let used = pairs.iter().filter(|(name, _)| name == "used");
    for fact in used.filter_map(|(_, id)| id.parse().ok()) {
        acts::apply(&me.ctx, fact, (Noun::Interactions, made.id), "applied").await?;
    }
    Ok(())
}

impl View<'_> {
    fn page(&self) -> Markup {
        let words = self.me.words;
        let party = &self.known.party;
        let home = format!("/parties/{}", party.id);
        let crumbs = party_crumbs(words, &party.name, &home);
        let body = html! {
            div.columns.main-side {
                div.stack { (self.who()) (self.last()) (self.note()) }
                div.stack { (ask(self.me, self.known)) (self.promised()) (self.orders()) (self.work()) }
            }
        };
        page(
            self.me,
            Page {
                title: t::facts_call(words),
                nav: "/parties",
                crumbs,
                body: padded(body),
                ..Page::default()
            },
        )
    }

    fn who(&self) -> Markup {
        let words = self.me.words;
        let party = &self.known.party;
        let called = spoken::capital(&party.salutation(self.me.ctx.today()));
        let phone = match party.phones.first() {
            Some(phone) => {
                html! { a.link.strong href={ "tel:" (phone.value) } hx-boost="false" { (phone.display) } }
            }
            None => html! { (t::parties_none_yet(words)) },
        };
        let when = match self.hours() {
            Some(fact) => {
                html! { (said::claim(fact)) " " span.small.dim { (said::source(self.me, fact)) } }
            }
            None => match ways::hours(self.me, self.best) {
                Some(said) => html! { (said) },
                None => html! { span.dim { (t::facts_call_when_unknown(words)) } },
            },
        };
        let pairs = [
            (t::facts_call_address(words), html! { (called) }),
            (t::facts_call_phone(words), phone),
            (t::facts_call_when(words), when),
        ];
        panel(Panel {
            title: &party.name,
            icon: Some("phone"),
            body: pairs_of(&pairs),
            ..Panel::default()
        })
    }

    /// The fact that says when to call.
    fn hours(&self) -> Option<&Fact> {
        self.known
            .memory
            .facts
            .iter()
            .find(|fact| fact.topic == "time")
    }

    fn last(&self) -> Markup {
        let words = self.me.words;
        let talk = self
            .profile
            .timeline
            .iter()
            .find_map(|entry| match &entry.episode {
                Episode::Interaction(found) if found.kind != "note" => Some(found),
                _ => None,
            });
        let body = match talk {
            None => html! { p.dim { (t::facts_call_first(words)) } },
            Some(talk) => {
                let today = self.me.ctx.today();
                let day = spoken::ago(words, today, self.me.ctx.day_of(talk.started_at));
                let kind = spoken::choice(words, Noun::Interactions, "kind", &talk.kind);
                let said: String = talk
                    .body
                    .iter()
                    .flat_map(|body| body.chars())
                    .take(LAST)
                    .collect();
                html! { p { (kind) ", " (day) } @if !said.is_empty() { blockquote.as-typed { (said) } } }
            }
        };
        panel(Panel {
            title: t::facts_call_last(words),
            icon: Some("history"),
            body,
            ..Panel::default()
        })
    }

    /// What we know, each with a box for "it was of use", and what was said.
    fn note(&self) -> Markup {
        let words = self.me.words;
        let facts = self
            .known
            .memory
            .facts
            .get(..KNOWN)
            .unwrap_or(&self.known.memory.facts);
        let id = self.known.party.id;
        let may = self.me.ctx.actor.may(Permission::InteractionsWrite).is_ok();
        let list = html! {
            @if facts.is_empty() { p.dim { (t::facts_none(words)) } }
            @for fact in facts { (self.known_row(fact, may)) }
        };
        if !may {
            return panel(Panel {
                title: t::facts_call_known(words),
                icon: Some("bulb"),
                body: list,
                ..Panel::default()
            });
        }
        let typed = |name: &str| text(self.typed, name);
        let outcomes = labelled(&OUTCOMES, |code| {
            spoken::choice(words, Noun::Interactions, "outcome", code)
        });
        let choices = choices_of(&outcomes);
        let action = format!("/parties/{id}/call");
        let fields = html! {
            (list)
            @if let Some(problem) = &self.problem { (problem_notice(problem)) }
            (select(Select {
                field: Field { id: "call-outcome", label: t::parties_outcome(words), ..Field::default() },
                name: "outcome", choices: &choices, value: typed("outcome"), none: Some("–"), ..Select::default()
            }))
            (textarea(TextArea {
                field: Field { id: "call-text", label: t::facts_call_note(words), hint: Some(t::facts_call_note_hint(words)), ..Field::default() },
                name: "text", value: typed("text"), rows: Some(4), ..TextArea::default()
            }))
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        };
        panel(Panel {
            title: t::facts_call_known(words),
            icon: Some("bulb"),
            body: form(Sheet {
                action: &action,
                csrf: &self.me.csrf,
                body: fields,
                ..Sheet::default()
            }),
            ..Panel::default()
        })
    }

    fn known_row(&self, fact: &Fact, may: bool) -> Markup {
        let id = fact.id.to_string();
        let label = format!(
            "{}: {}",
            said::topic(self.me.words, &fact.topic),
            fact.statement
        );
        html! {
            @if may && super::panel::may_write(self.me) {
                (check(Check { name: "used", value: &id, label: &label, ..Check::default() }))
            } @else { p { (label) } }
        }
    }

    fn orders(&self) -> Markup {
        let words = self.me.words;
        let open: Vec<&Order> = self
            .profile
            .timeline
            .iter()
            .filter_map(|entry| match &entry.episode {
                Episode::Order(order) if matches!(order.status.as_str(), "draft" | "confirmed") => {
                    Some(order.as_ref())
                }
                _ => None,
            })
            .collect();
        let body = html! {
            @if open.is_empty() { p.dim { (t::facts_call_no_orders(words)) } }
            ul.stack.tight {
                @for order in open {
                    li { a.link href={ "/orders/" (order.id) } { (order.number) } " · "
                        (spoken::choice(words, Noun::Orders, "status", &order.status)) " · " (spoken::day_short(words, order.ordered_on)) }
                }
            }
        };
        panel(Panel {
            title: t::facts_call_orders(words),
            icon: Some("shopping-bag"),
            body,
            ..Panel::default()
        })
    }

    /// What we promised and still owe.
    fn promised(&self) -> Markup {
        let words = self.me.words;
        let today = self.me.ctx.today();
        let open: Vec<_> = self
            .profile
            .promises
            .iter()
            .filter(|promise| promise.settled_at.is_none())
            .collect();
        let body = html! {
            @if open.is_empty() {
                p.dim { @if self.profile.promises.is_empty() { (t::promises_none(words)) } @else { (t::promises_none_open(words)) } }
            }
            ul.stack.tight {
                @for promise in open {
                    li { a.link href={ "/promises/" (promise.id) } { (promise.text) } @if let Some(due) = promise.due_on { " · " (spoken::due(words, today, due)) } }
                }
            }
        };
        panel(Panel {
            title: t::promises_ours(words),
            icon: Some("shield-check"),
            body,
            ..Panel::default()
        })
    }

    fn work(&self) -> Markup {
        let words = self.me.words;
        let open = &self.profile.open_work;
        let body = html! {
            @if open.is_empty() { p.dim { (t::parties_no_tasks(words)) } }
            ul.stack.tight {
                @for task in open { li { (task.title) @if let Some(due) = task.due_on { " · " (spoken::due(words, self.me.ctx.today(), due)) } } }
            }
        };
        panel(Panel {
            title: t::facts_call_work(words),
            icon: Some("checkbox"),
            body,
            ..Panel::default()
        })
    }
}

/// The questions of the sheet: what an answer to one of them puts anew.
///
/// # Errors
/// `not-found`.
pub async fn ask_part(me: &SignedIn, id: Uuid) -> Result<Markup> {
    Ok(ask(me, &Known::load(me, id).await?))
}

fn ask(me: &SignedIn, known: &Known) -> Markup {
    let questions = known.learning.questions.iter().take(QUESTIONS);
    let may = super::panel::may_write(me);
    let body = html! {
        @for asked in questions {
            div.question {
                blockquote { (said::question(me, &known.party, asked)) }
                p.small.dim { (said::why(me, asked.worth)) }
                @if may { (asking::form(me, &known.party, asked, "#call-ask")) }
            }
        }
    };
    panel(Panel {
        title: t::facts_call_ask(me.words),
        id: Some("call-ask"),
        icon: Some("message-question"),
        body,
        ..Panel::default()
    })
}
