//! A form with what was typed and what is wrong with it, line by line. It decides nothing about either.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use quen_core::{Error, Noun, Problem};
use quen_http::problem;
use quen_service::parties::Owner;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Choice, Field, Input, Select, TextArea, input, select, textarea};
use quen_words::Words;

use crate::answers::{Answer, Refused, see};
use crate::spoken;

/// A form's values as sent; names may repeat.
pub type Pairs = Vec<(String, String)>;
/// Values of an address's query.
pub type Asked = HashMap<String, String>;

/// What stands in a form.
#[derive(Clone, Copy)]
pub struct Filled<'a> {
    /// The words.
    pub words: Words,
    /// What was typed, or what is stored.
    pub values: &'a [(String, String)],
    /// What is wrong.
    pub problems: &'a [Problem],
}

/// Options of [`Filled::line`].
#[derive(Clone, Copy, Default)]
pub struct Line<'a> {
    /// Name and id of the field.
    pub name: &'a str,
    /// The words above it.
    pub label: &'a str,
    /// `text` when empty, else as in HTML.
    pub kind: &'a str,
    /// What the browser may fill in.
    pub autocomplete: Option<&'a str>,
    /// A short help.
    pub hint: Option<&'a str>,
    /// Must be filled.
    pub required: bool,
    /// Takes the focus.
    pub autofocus: bool,
}

/// Options of [`Filled::area`].
#[derive(Clone, Copy, Default)]
pub struct Area<'a> {
    /// Name and id of the field.
    pub name: &'a str,
    /// The words above it.
    pub label: &'a str,
    /// A short help.
    pub hint: Option<&'a str>,
    /// Lines shown.
    pub rows: u8,
    /// Must be filled.
    pub required: bool,
    /// Letters at most.
    pub most: Option<usize>,
}

impl Filled<'_> {
    /// The value of a field.
    pub fn value(&self, name: &str) -> &str {
        value(self.values, name)
    }

    /// What is wrong with a field, as a sentence.
    pub fn problem(&self, name: &str) -> Option<String> {
        let found = self.problems.iter().find(|p| p.field == name)?;
        Some(problem::sentence(self.words, found.code, &found.args))
    }

    /// A one-line field; a password is never shown again.
    pub fn line(&self, l: Line<'_>) -> Markup {
        let problem = self.problem(l.name);
        input(Input {
            field: Field {
                id: l.name,
                label: l.label,
                hint: l.hint,
                problem: problem.as_deref(),
                ..Field::default()
            },
            name: l.name,
            value: if l.kind == "password" {
                ""
            } else {
                self.value(l.name)
            },
            kind: l.kind,
            autocomplete: l.autocomplete,
            required: l.required,
            autofocus: l.autofocus,
            ..Input::default()
        })
    }

    /// Text of several lines.
    pub fn area(&self, area: Area<'_>) -> Markup {
        textarea(TextArea {
            field: Field {
                id: area.name,
                label: area.label,
                hint: area.hint,
                problem: self.problem(area.name).as_deref(),
                ..Field::default()
            },
            name: area.name,
            value: self.value(area.name),
            rows: Some(area.rows),
            required: area.required,
            maxlength: area.most.and_then(|most| u32::try_from(most).ok()),
            ..TextArea::default()
        })
    }

    /// A select.
    pub fn choice(
        &self,
        name: &str,
        label: &str,
        choices: &[Choice<'_>],
        hint: Option<&str>,
    ) -> Markup {
        let problem = self.problem(name);
        select(Select {
            field: Field {
                id: name,
                label,
                hint,
                problem: problem.as_deref(),
                ..Field::default()
            },
            name,
            choices,
            value: self.value(name),
            ..Select::default()
        })
    }

    /// A select of the codes that a field may have, in which nothing stands beforehand: what a form says for somebody is no answer.
    pub fn codes_asked(
        &self,
        noun: Noun,
        name: &str,
        label: &str,
        codes: &[&str],
        none: &str,
    ) -> Markup {
        let offered = labelled(codes, |code| spoken::choice(self.words, noun, name, code));
        let problem = self.problem(name);
        select(Select {
            field: Field {
                id: name,
                label,
                problem: problem.as_deref(),
                ..Field::default()
            },
            name,
            choices: &choices_of(&offered),
            value: self.value(name),
            none: Some(none),
            ..Select::default()
        })
    }

    /// A select of the codes that a field of a noun may have.
    pub fn codes(
        &self,
        noun: Noun,
        name: &str,
        field: &str,
        label: &str,
        codes: &[&str],
    ) -> Markup {
        let offered = labelled(codes, |code| spoken::choice(self.words, noun, field, code));
        self.choice(name, label, &choices_of(&offered), None)
    }
}

/// The button of a form that is all there is on its page.
pub fn large(label: &str) -> Markup {
    button(Button {
        label,
        kind: ButtonKind::Primary,
        size: ButtonSize::Large,
        submit: true,
        ..Button::default()
    })
}

/// Codes, each with its words as `say` has them: what [`choices_of`] takes.
pub fn labelled<'a>(codes: &[&'a str], say: impl Fn(&str) -> String) -> Vec<(&'a str, String)> {
    codes.iter().map(|code| (*code, say(code))).collect()
}

/// What a select offers: values, each with its words.
pub fn choices_of<V: AsRef<str>, W: AsRef<str>>(offered: &[(V, W)]) -> Vec<Choice<'_>> {
    offered
        .iter()
        .map(|(value, words)| Choice {
            value: value.as_ref(),
            label: words.as_ref(),
        })
        .collect()
}

/// Those who work here, by id, to be chosen from.
pub fn colleagues(owners: &[Owner]) -> Vec<(String, &str)> {
    owners
        .iter()
        .filter(|owner| owner.works_here)
        .map(|owner| (owner.id.to_string(), owner.name.as_str()))
        .collect()
}

/// The first value of this name; empty when there is none.
pub fn value<'a>(values: &'a [(String, String)], name: &str) -> &'a str {
    values
        .iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value)
}

/// Stored values for a form.
pub fn pairs<const N: usize>(values: [(&str, &str); N]) -> Pairs {
    values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// After a form: on to `next`, or the form again with what is wrong.
pub fn answer<T>(
    result: Result<T, Error>,
    refuse: impl Fn(Error) -> Refused,
    next: impl FnOnce(T) -> Response,
    again: impl FnOnce(&[Problem]) -> Markup,
) -> Answer {
    match result {
        Ok(done) => Ok(next(done)),
        Err(Error::Invalid(problems)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, again(&problems)).into_response())
        }
        Err(error) => Err(refuse(error)),
    }
}

/// To another page where the frame itself changed: the browser loads it whole.
pub fn reload(headers: &HeaderMap, address: &str) -> Response {
    if headers.contains_key("hx-request") {
        return (StatusCode::OK, [("hx-redirect", address.to_owned())]).into_response();
    }
    see(address)
}
