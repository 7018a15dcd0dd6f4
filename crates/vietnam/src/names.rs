//! People's names: family name (họ), middle names (đệm), given name (tên), initials, search and forms of address.
//! The parts are hints: the raw text stays the truth and must never be replaced by them.

mod casing;
mod clean;
mod salutation;
mod search;
mod words;

pub use salutation::{AgeBand, AgeBands, Gender, Person, Tone, pronoun, salutation};
pub use search::{matches, search};

use std::borrow::Cow;

/// A name in its parts, each possibly empty, in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Family name, one word or a known compound (`Tôn Nữ`).
    pub ho: String,
    /// Middle names, separated by one space.
    pub dem: String,
    /// Given name, the last word.
    pub ten: String,
}

impl Name {
    /// The parts in Vietnamese order with one space between.
    pub fn full(&self) -> String {
        let mut full = String::with_capacity(self.ho.len() + self.dem.len() + self.ten.len() + 2);
        for part in [&self.ho, &self.dem, &self.ten] {
            if !part.is_empty() && !full.is_empty() {
                full.push(' ');
            }
            full.push_str(part);
        }
        full
    }
}

/// Splits a name as typed, chat names with titles, numbers and channel words included.
pub fn parse(raw: &str) -> Name {
    let cleaned = clean::clean(raw);
    let words: Vec<&str> = cleaned
        .text
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect();
    split(&words, cleaned.was_dirty)
}

/// The first letters of the last two words, upper case, for an avatar: `Nguyễn Văn An` gives `VA`. When nothing in the
/// text is a name, its own words are used.
pub fn initials(name: &str) -> String {
    let cleaned = clean::clean(name).text;
    let text = if cleaned.is_empty() { name } else { &cleaned };
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .iter()
        .skip(words.len().saturating_sub(2))
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// A name as it should be shown: trimmed, single spaces, NFC, and with capitals when it was typed in one case only.
pub fn tidy(raw: &str) -> Cow<'_, str> {
    casing::tidy(raw)
}

/// In a name taken out of a chat title the family name is often missing, so the first word must be a known one.
fn split(words: &[&str], was_dirty: bool) -> Name {
    let Some((ten, before)) = words.split_last() else {
        return Name::default();
    };
    let known = words::surname_words(before);
    let family = match known {
        0 if was_dirty => 0,
        0 => before.len().min(1),
        count => count,
    };
    let (ho, dem) = before.split_at_checked(family).unwrap_or((&[], before));
    Name {
        ho: ho.join(" "),
        dem: dem.join(" "),
        ten: (*ten).to_owned(),
    }
}
