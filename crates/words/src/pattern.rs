//! Sentences as data, and how one is filled. It never looks a message up and never fails: a value that is missing
//! shows as its name in braces, so that a reader sees what went wrong and the page still works.

use std::fmt::Write;

use crate::{Arg, Lang};

/// A message in both languages, as the build script writes it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: &'static str,
    pub(crate) arguments: &'static [&'static str],
    pub(crate) vi: &'static [Part],
    pub(crate) en: &'static [Part],
}

/// A part of a sentence. An argument is its place in `Entry::arguments`.
#[derive(Debug)]
pub(crate) enum Part {
    Text(&'static str),
    Argument(usize),
    /// An argument that is a whole number; text that reads as one is taken for it.
    Number(usize),
    Select {
        argument: usize,
        cases: &'static [(Case, &'static [Part])],
        otherwise: &'static [Part],
    },
}

/// When a variant of a sentence is chosen.
#[derive(Debug)]
#[allow(
    dead_code,
    reason = "which of them occur depends on the sentences of the day"
)]
pub(crate) enum Case {
    Number(i64),
    /// English singular: exactly one of a thing (CLDR `one`).
    One,
    Word(&'static str),
}

impl Entry {
    pub(crate) fn parts(&self, lang: Lang) -> &'static [Part] {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// Appends the sentence; `value` gives the argument at a place.
    pub(crate) fn fill<'a>(
        &self,
        lang: Lang,
        value: &dyn Fn(usize) -> Option<Arg<'a>>,
        out: &mut String,
    ) {
        self.write(lang, self.parts(lang), value, out);
    }

    fn write<'a>(
        &self,
        lang: Lang,
        parts: &'static [Part],
        value: &dyn Fn(usize) -> Option<Arg<'a>>,
        out: &mut String,
    ) {
        for part in parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Argument(place) => self.write_value(lang, *place, value(*place), out),
                Part::Number(place) => {
                    let given = value(*place);
                    let value = given.and_then(integer).map(Arg::Int).or(given);
                    self.write_value(lang, *place, value, out);
                }
                Part::Select {
                    argument,
                    cases,
                    otherwise,
                } => {
                    let given = value(*argument);
                    let chosen = cases
                        .iter()
                        .find(|(case, _)| given.is_some_and(|it| case.holds(it)));
                    self.write(
                        lang,
                        chosen.map_or(*otherwise, |(_, parts)| *parts),
                        value,
                        out,
                    );
                }
            }
        }
    }

    fn write_value(&self, lang: Lang, place: usize, value: Option<Arg<'_>>, out: &mut String) {
        match value {
            Some(Arg::Str(text)) => out.push_str(text),
            Some(Arg::Int(number)) => write_integer(lang, number, out),
            None => {
                let name = self.arguments.get(place).copied().unwrap_or_default();
                // Writing to a string cannot fail.
                let _ = write!(out, "{{${name}}}");
            }
        }
    }
}

impl Case {
    fn holds(&self, value: Arg<'_>) -> bool {
        match self {
            Case::Number(wanted) => integer(value) == Some(*wanted),
            Case::One => integer(value).is_some_and(|number| number.unsigned_abs() == 1),
            Case::Word(wanted) => value == Arg::Str(wanted),
        }
    }
}

fn integer(value: Arg<'_>) -> Option<i64> {
    match value {
        Arg::Int(number) => Some(number),
        Arg::Str(text) => text.parse().ok(),
    }
}

/// Digits in threes: `1.284` in Vietnamese, `1,284` in English, with a true minus sign.
pub(crate) fn write_integer(lang: Lang, number: i64, out: &mut String) {
    if number < 0 {
        out.push('−');
    }
    let digits = number.unsigned_abs().to_string();
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
}
