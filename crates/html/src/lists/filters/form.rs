//! The form for one condition of a filter: check boxes, days, from and to, words, as the type of the field asks for. What was
//! typed is always given back.

use maud::{Markup, html};
use quen_core::Noun;
use quen_core::fields::{Field, FieldType};
use quen_http::SignedIn;
use quen_service::parties::Owner;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check, radios};
use quen_ui::field::{Choice, Field as Labelled, Input, input};
use quen_words::t;
use serde_json::Value;

use super::super::asked::Asked;
use crate::parties::asked::{Params, param};
use crate::spoken;

/// Days proposed for "within" and "older than".
const USUAL_DAYS: &str = "30";

/// The form for one condition.
pub struct Form<'a> {
    pub me: &'a SignedIn,
    pub noun: Noun,
    /// The word of its kind.
    pub word: &'a str,
    pub field: &'a Field,
    pub asked: &'a Asked,
    pub at: Option<usize>,
    pub owners: &'a [Owner],
    pub problem: Option<&'a str>,
    pub params: &'a Params,
}

impl Form<'_> {
    pub fn draw(&self) -> Markup {
        let words = self.me.words;
        html! {
            form.stack method="get" action={ "/lists/" (self.word) "/filters" } novalidate {
                input type="hidden" name="field" value=(self.field.name);
                @if let Some(at) = self.at { input type="hidden" name="at" value=(at); }
                @for (name, value) in self.asked.pairs() { input type="hidden" name=(name) value=(value); }
                @if let Some(problem) = self.problem { (quen_ui::toast::problem_notice(problem)) }
                (self.control())
                div.row {
                    (button(Button { label: t::action_apply(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                    a.button.quiet href=(self.asked.href()) { (t::action_cancel(words)) }
                }
            }
        }
    }

    fn control(&self) -> Markup {
        match &self.field.kind {
            FieldType::Choice(codes) | FieldType::Choices(codes) => {
                let choices = codes.iter().map(|code| {
                    let label = spoken::choice_of(self.me.words, self.noun, self.field, code);
                    (code.to_string(), label)
                });
                self.checks(choices.collect())
            }
            FieldType::User => {
                let choices = self
                    .owners
                    .iter()
                    .map(|owner| (owner.id.to_string(), owner.name.clone()));
                self.checks(choices.collect())
            }
            FieldType::Day | FieldType::Instant => self.days(),
            FieldType::Money | FieldType::Integer | FieldType::Percent => self.range(),
            FieldType::Bool => self.yes_or_no(),
            FieldType::Text { .. } => self.text(),
            _ => self.words(),
        }
    }

    /// The condition that is being changed.
    fn now(&self) -> Option<&Value> {
        self.at.and_then(|at| self.asked.state.conditions.get(at))
    }

    fn holds(&self, code: &str) -> bool {
        match self.now().and_then(|now| now.get("value")) {
            Some(Value::Array(list)) => list.iter().any(|item| item == code),
            Some(Value::String(text)) => text == code,
            _ => false,
        }
    }

    fn checks(&self, choices: Vec<(String, String)>) -> Markup {
        html! {
            input type="hidden" name="op" value="in";
            fieldset.stack.snug {
                legend.visually-hidden { (spoken::label(self.me.words, self.field)) }
                @for (code, label) in &choices {
                    (check(Check { name: "value", value: code, label, checked: self.holds(code), ..Check::default() }))
                }
            }
        }
    }

    fn words(&self) -> Markup {
        let now: Vec<&str> = match self.now().and_then(|now| now.get("value")) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let label = spoken::label(self.me.words, self.field);
        html! {
            input type="hidden" name="op" value="in";
            (input(Input {
                field: Labelled { id: "value", label: &label, hint: Some(t::parties_tags_hint(self.me.words)), ..Labelled::default() },
                name: "value", value: &now.join(", "), autofocus: true, ..Input::default()
            }))
        }
    }

    fn text(&self) -> Markup {
        let words = self.me.words;
        let op = match self
            .now()
            .and_then(|now| now.get("op"))
            .and_then(Value::as_str)
        {
            Some("starts_with") => "starts_with",
            Some("empty") => "empty",
            _ => "is",
        };
        let now = match self.now().and_then(|now| now.get("value")) {
            Some(Value::Array(list)) => list.first().and_then(Value::as_str),
            Some(Value::String(text)) => Some(text.as_str()),
            _ => None,
        };
        let typed = param(self.params, "value").or(now).unwrap_or_default();
        let choices = [
            Choice {
                value: "is",
                label: t::parties_verb_is(words),
            },
            Choice {
                value: "starts_with",
                label: t::parties_verb_starts(words),
            },
            Choice {
                value: "empty",
                label: t::parties_none_yet(words),
            },
        ];
        let label = spoken::label(words, self.field);
        html! {
            (radios("op", &label, &choices, op))
            (input(Input {
                field: Labelled { id: "value", label: &label, ..Labelled::default() },
                name: "value", value: typed, autofocus: true, ..Input::default()
            }))
        }
    }

    fn days(&self) -> Markup {
        let words = self.me.words;
        let op = self
            .now()
            .and_then(|now| now.get("op"))
            .and_then(Value::as_str)
            .unwrap_or("within_days");
        let days = self
            .now()
            .and_then(|now| now.get("value"))
            .and_then(Value::as_i64)
            .map(|days| days.to_string());
        let typed = param(self.params, "value").map(str::to_owned);
        let choices = [
            Choice {
                value: "within_days",
                label: t::parties_within_days(words),
            },
            Choice {
                value: "older_than_days",
                label: t::parties_older_than_days(words),
            },
            Choice {
                value: "empty",
                label: t::parties_never(words),
            },
        ];
        html! {
            (radios("op", &spoken::label(words, self.field), &choices, op))
            (input(Input {
                field: Labelled { id: "value", label: t::parties_days(words), ..Labelled::default() },
                name: "value", value: &typed.or(days).unwrap_or_else(|| USUAL_DAYS.to_owned()), inputmode: Some("numeric"), ..Input::default()
            }))
        }
    }

    fn range(&self) -> Markup {
        let words = self.me.words;
        let typed = |name| param(self.params, name).unwrap_or_default();
        let line = |id: &'static str, label| {
            input(Input {
                field: Labelled {
                    id,
                    label,
                    ..Labelled::default()
                },
                name: id,
                value: typed(id),
                inputmode: Some("decimal"),
                ..Input::default()
            })
        };
        html! {
            input type="hidden" name="op" value="range";
            (line("from", t::parties_from(words)))
            (line("to", t::parties_to(words)))
        }
    }

    fn yes_or_no(&self) -> Markup {
        let words = self.me.words;
        let choices = [
            Choice {
                value: "true",
                label: t::word_yes(words),
            },
            Choice {
                value: "false",
                label: t::word_no(words),
            },
        ];
        html! {
            input type="hidden" name="op" value="eq";
            (radios("value", &spoken::label(words, self.field), &choices, "true"))
        }
    }
}
