//! Every word the product shows, in Vietnamese and English: `locales/{vi,en}/*.ftl` become one function for each
//! message in [`t`]. It never formats money, dates or phones (callers pass them ready made) and it never reads files:
//! the sentences are in the binary.
//!
//! ```
//! use quen_words::{Lang, Words, t};
//! let w = Words::new(Lang::Vi);
//! assert_eq!(t::action_save(w), "Lưu");
//! assert_eq!(t::date_days_ago(w, 12), "12\u{a0}ngày trước");
//! ```

mod lang;
mod pattern;

use std::borrow::Cow;

use pattern::{Case, Entry, Part, write_integer};

pub use lang::Lang;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The words of one language. Cheap to copy: pass it by value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    lang: Lang,
}

/// A value put into a sentence. A whole number is written with the language's digit groups and chooses the plural;
/// everything else (money, dates, years, names) is text made by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    Str(&'a str),
    Int(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Str(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Int(number)
    }
}

impl Words {
    /// The words of `lang`.
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// The language.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The sentence of a key known only at run time (error codes, evidence, field labels), with its arguments by
    /// name. Prefer the functions of [`t`]. An unknown key shows as itself, a missing argument as `{$name}`.
    #[must_use]
    pub fn text(self, key: &str, args: &[(&str, Arg<'_>)]) -> Cow<'static, str> {
        self.find(key, args)
            .unwrap_or_else(|| Cow::Owned(key.to_owned()))
    }

    /// As [`Words::text`], but `None` for an unknown key.
    #[must_use]
    pub fn find(self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<Cow<'static, str>> {
        let entry = entry(key)?;
        match entry.parts(self.lang) {
            [] => return Some(Cow::Borrowed("")),
            [Part::Text(text)] => return Some(Cow::Borrowed(text)),
            _ => {}
        }
        let value = |place: usize| {
            let name = entry.arguments.get(place)?;
            args.iter()
                .find(|(given, _)| given == name)
                .map(|(_, value)| *value)
        };
        let mut out = String::new();
        entry.fill(self.lang, &value, &mut out);
        Some(Cow::Owned(out))
    }

    /// A whole number with the language's digit groups: `1.284` or `1,284`, with a true minus sign.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        let mut out = String::new();
        write_integer(self.lang, number, &mut out);
        out
    }

    /// The sentence with arguments by place; only generated functions call it.
    fn fill(self, entry: &Entry, args: &[Arg<'_>]) -> String {
        let mut out = String::new();
        entry.fill(self.lang, &|place| args.get(place).copied(), &mut out);
        out
    }
}

/// Whether a message with this key exists (`error-not-found`, or `error-not-found.action` for its attribute).
#[must_use]
pub fn has(key: &str) -> bool {
    entry(key).is_some()
}

/// All keys, sorted.
pub fn keys() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|entry| entry.key)
}

/// The names of a message's arguments; `None` for an unknown key.
#[must_use]
pub fn arguments(key: &str) -> Option<&'static [&'static str]> {
    entry(key).map(|entry| entry.arguments)
}

fn entry(key: &str) -> Option<&'static Entry> {
    let place = ENTRIES.binary_search_by(|entry| entry.key.cmp(key)).ok()?;
    ENTRIES.get(place).copied()
}
