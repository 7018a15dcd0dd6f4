//! Reads times, days, amounts and names of channels out of Vietnamese and English words, with or without diacritics. A word
//! that carries marks must carry the right ones; a word without any may be any of its readings.

use std::cmp::Reverse;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::fold::{fold, folds_to, initial};

mod amounts;
mod times;

pub use amounts::{quantity, rhythm};
pub use times::{clock, date, window};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it stands there.
    pub text: &'a str,
    /// Folded.
    pub fold: String,
    /// Where it begins, bytes of the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Word<'_> {
    /// Is it this word? Without marks of its own it may be.
    pub fn is(&self, wanted: &str) -> bool {
        folds_to(wanted, &self.fold) && (!is_marked(self.text) || self.has_marks_of(wanted))
    }

    /// Is it this word with these very marks?
    pub fn is_exactly(&self, wanted: &str) -> bool {
        folds_to(wanted, &self.fold) && self.has_marks_of(wanted)
    }

    /// Marks are compared last: few words come that far.
    fn has_marks_of(&self, wanted: &str) -> bool {
        marks(self.text) == marks(wanted)
    }

    fn initial(&self) -> Option<u8> {
        self.fold.bytes().next()
    }
}

/// The marks of a word in order, `đ` among them.
fn marks(word: &str) -> Vec<char> {
    let lower = word.to_lowercase();
    let mut marks: Vec<char> = lower.nfd().filter(|letter| is_mark(*letter)).collect();
    marks.sort_unstable();
    marks
}

/// Does a word carry any mark?
fn is_marked(word: &str) -> bool {
    let lower = || word.chars().flat_map(char::to_lowercase);
    !word.is_ascii() && lower().nfd().any(is_mark)
}

fn is_mark(letter: char) -> bool {
    letter == 'đ' || ('\u{300}'..='\u{36f}').contains(&letter)
}

/// The words of a text with their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub list: Vec<Word<'a>>,
    /// Is it typed with marks? Then a word without one has none: "cho" is no "chớ".
    marked: bool,
    /// With which letters its words begin, a bit for each as [`bit`] has it.
    initials: u32,
}

/// One bit for each letter, one for all that is none.
fn bit(initial: u8) -> u32 {
    let place = match initial {
        b'a'..=b'z' => u32::from(initial - b'a'),
        _ => 26,
    };
    1 << place
}

impl<'a> Words<'a> {
    /// Splits at spaces; marks of punctuation around a word are no part of it.
    pub fn of(text: &'a str) -> Self {
        let mut list = Vec::new();
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
            if !word.is_empty() {
                let skipped = piece.find(word).unwrap_or_default();
                let start = at + skipped;
                list.push(Word {
                    text: word,
                    fold: fold(word),
                    start,
                    end: start + word.len(),
                });
            }
            at += piece.len();
        }
        let marked = list.iter().any(|word| is_marked(word.text));
        let begins = list.iter().filter_map(Word::initial);
        let initials = begins.fold(0, |all, letter| all | bit(letter));
        Self {
            text,
            list,
            marked,
            initials,
        }
    }

    /// The word at a place.
    pub fn at(&self, place: usize) -> Option<&Word<'a>> {
        self.list.get(place)
    }

    /// The folded word at a place; empty beyond the end.
    pub fn fold(&self, place: usize) -> &str {
        self.at(place).map_or("", |word| word.fold.as_str())
    }

    /// Do these words stand at this place?
    pub fn begins(&self, place: usize, phrase: &str) -> bool {
        let (begins, first) = (initial(phrase), self.at(place).and_then(Word::initial));
        if begins.is_some() && begins != first {
            return false;
        }
        let mut wanted = 0;
        let all = phrase.split(' ').all(|word| {
            let found = self.at(place + wanted).is_some_and(|at| match self.marked {
                true => at.is_exactly(word),
                false => at.is(word),
            });
            wanted += 1;
            found
        });
        all && wanted > 0
    }

    /// The first place of one of these phrases, and where the text goes on behind it. Of phrases at one place the longest.
    pub fn find(&self, phrases: &[&str]) -> Option<(usize, usize)> {
        let found = phrases.iter().filter_map(|phrase| {
            let place = self.first_place(phrase)?;
            Some((place, place + phrase.split(' ').count()))
        });
        found.min_by_key(|(start, end)| (*start, Reverse(*end)))
    }

    /// Where a phrase stands first. Most stand nowhere, which the letter they begin with tells at once.
    fn first_place(&self, phrase: &str) -> Option<usize> {
        let begins = initial(phrase);
        if begins.is_some_and(|letter| self.initials & bit(letter) == 0) {
            return None;
        }
        (0..self.list.len()).find(|place| self.begins(*place, phrase))
    }

    /// Does one of these phrases stand anywhere?
    pub fn has(&self, phrases: &[&str]) -> bool {
        self.find(phrases).is_some()
    }

    /// The text from a word on.
    pub fn from(&self, place: usize) -> &'a str {
        let start = self.at(place).map_or(self.text.len(), |word| word.start);
        self.text.get(start..).unwrap_or_default()
    }
}

/// A channel that is named: one of the channels of interactions.
pub fn channel(words: &Words<'_>) -> Option<&'static str> {
    let names: [(&str, &[&str]); 6] = [
        ("zalo", &["zalo"]),
        ("messenger", &["messenger", "facebook", "fb"]),
        ("sms", &["sms", "tin nhắn", "text message"]),
        ("email", &["email", "mail", "e-mail", "thư điện tử"]),
        ("phone", &["gọi", "gọi điện", "điện thoại", "phone", "call"]),
        (
            "in_person",
            &["trực tiếp", "tại quán", "tận nơi", "in person"],
        ),
    ];
    first(words, &names)
}

/// A language that is named, by its code.
pub fn language(words: &Words<'_>) -> Option<&'static str> {
    let names: [(&str, &[&str]); 7] = [
        ("vi", &["tiếng việt", "vietnamese", "vi"]),
        ("en", &["tiếng anh", "english", "en"]),
        ("zh", &["tiếng trung", "tiếng hoa", "chinese", "zh"]),
        ("ko", &["tiếng hàn", "korean", "ko"]),
        ("ja", &["tiếng nhật", "japanese", "ja"]),
        ("fr", &["tiếng pháp", "french", "fr"]),
        ("ru", &["tiếng nga", "russian", "ru"]),
    ];
    first(words, &names)
}

/// A way of paying that is named.
pub fn payment(words: &Words<'_>) -> Option<&'static str> {
    let names: [(&str, &[&str]); 6] = [
        (
            "bank",
            &["chuyển khoản", "ck", "bank", "bank transfer", "transfer"],
        ),
        (
            "cod",
            &["cod", "khi nhận hàng", "lúc nhận hàng", "on delivery"],
        ),
        ("cash", &["tiền mặt", "cash"]),
        ("card", &["quẹt thẻ", "thẻ", "card"]),
        ("wallet", &["momo", "zalopay", "ví điện tử", "wallet"]),
        (
            "later",
            &[
                "công nợ",
                "cuối tháng",
                "trả sau",
                "gối đầu",
                "later",
                "on account",
            ],
        ),
    ];
    first(words, &names)
}

/// The name that stands first in the text.
fn first(words: &Words<'_>, names: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let found = names
        .iter()
        .filter_map(|(code, phrases)| Some((words.find(phrases)?, *code)));
    found
        .min_by_key(|((start, end), _)| (*start, std::cmp::Reverse(*end)))
        .map(|(_, code)| code)
}

/// A mail address.
pub fn email(words: &Words<'_>) -> Option<String> {
    let is_mail = |text: &&str| {
        text.split_once('@').is_some_and(|(local, domain)| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
            !local.is_empty()
                && local.chars().all(plain)
                && domain.contains('.')
                && domain.chars().all(plain)
        })
    };
    words
        .list
        .iter()
        .map(|word| word.text)
        .find(is_mail)
        .map(str::to_owned)
}

/// A whole number in digits, or a small one in words.
fn number(word: &Word<'_>) -> Option<i64> {
    const SMALL: [(&str, i64); 11] = [
        ("một", 1),
        ("hai", 2),
        ("ba", 3),
        ("bốn", 4),
        ("năm", 5),
        ("sáu", 6),
        ("bảy", 7),
        ("tám", 8),
        ("chín", 9),
        ("mười", 10),
        ("vài", 3),
    ];
    let digits = || {
        word.fold
            .parse()
            .ok()
            .filter(|n: &i64| (0..=1_000_000).contains(n))
    };
    digits().or_else(|| {
        let small = SMALL.iter().find(|(name, _)| word.is(name));
        small.map(|(_, n)| *n)
    })
}

/// Days of the week that are named, 1 for Monday to 7.
fn weekdays(words: &Words<'_>) -> Vec<i64> {
    const NAMES: [(&str, i64); 12] = [
        ("chủ nhật", 7),
        ("cn", 7),
        ("cuối tuần", 6),
        ("monday", 1),
        ("tuesday", 2),
        ("wednesday", 3),
        ("thursday", 4),
        ("friday", 5),
        ("saturday", 6),
        ("sunday", 7),
        ("đầu tuần", 1),
        ("weekend", 6),
    ];
    let mut days = Vec::new();
    for place in 0..words.list.len() {
        if words.begins(place, "thứ") {
            let day = words
                .at(place + 1)
                .and_then(|word| match word.fold.as_str() {
                    "tu" => Some(4),
                    _ => number(word),
                });
            days.extend(day.filter(|day| (2..=7).contains(day)).map(|day| day - 1));
        }
        let named = NAMES.iter().find(|(name, _)| words.begins(place, name));
        days.extend(named.map(|(_, day)| *day));
    }
    days.sort_unstable();
    days.dedup();
    days
}

fn window_value(from: Option<u32>, to: Option<u32>, days: &[i64]) -> Value {
    let shown = |at: u32| format!("{:02}:{:02}", at / 60, at % 60);
    let mut value = json!({ "from": from.map(shown), "to": to.map(shown) });
    if let (Some(map), false) = (value.as_object_mut(), days.is_empty()) {
        map.insert("weekdays".to_owned(), json!(days));
    }
    value
}

#[cfg(test)]
mod tests;
