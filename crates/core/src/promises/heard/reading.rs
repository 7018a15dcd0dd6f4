//! How sentences are read for promises: clauses, folded words, days and what it is about. Pure; it knows nothing of who promises.

use chrono::{Days, NaiveDate};

use crate::{dates, text};

/// Words that a day may take.
const DAY_WORDS: usize = 4;
/// One of a thing, with its marks.
const ONE: &str = "m\u{1ed9}t";
/// Units of a length of time, which is no day.
const LENGTHS: [&str; 6] = ["ngay", "day", "days", "tuan", "week", "weeks"];
/// Days within which something is promised at most, ten years.
const MOST_DAYS: u64 = 3_650;
/// Words that tell what a promise is about.
const KINDS: [(&str, &[&[&str]]); 4] = [
    (
        "price",
        &[
            &["giu", "gia"],
            &["gia", "co", "hieu", "luc"],
            &["hieu", "luc", "den"],
            &["giam", "gia"],
            &["chiet", "khau"],
            &["price"],
            &["valid", "until"],
        ],
    ),
    (
        "quality",
        &[
            &["bao", "hanh"],
            &["chat", "luong"],
            &["doi", "tra"],
            &["warranty"],
            &["quality"],
        ],
    ),
    (
        "confidentiality",
        &[&["bao", "mat"], &["giu", "kin"], &["confidential"]],
    ),
    (
        "service",
        &[
            &["goi", "lai"],
            &["ho", "tro"],
            &["huong", "dan"],
            &["support"],
        ],
    ),
];

/// The clauses of a text, without the space around them.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        // A point within a day or a number ends nothing.
        let point = letter == '.' && next.is_none_or(char::is_whitespace);
        if point || matches!(letter, ';' | '\n' | '!' | '?') {
            found.extend(text.get(from..at));
            from = end;
        }
    }
    found.extend(text.get(from..));
    found.into_iter().map(str::trim).collect()
}

/// Do these words stand from this place on?
pub(super) fn stands(folded: &[String], at: usize, wanted: &[&str]) -> bool {
    let found = folded.get(at..at + wanted.len());
    found.is_some_and(|found| {
        found
            .iter()
            .zip(wanted)
            .all(|(word, wanted)| word == wanted)
    })
}

/// What a promise in these words is about.
pub(super) fn kind(folded: &[String]) -> &'static str {
    let holds = |wanted: &&[&str]| (0..folded.len()).any(|at| stands(folded, at, wanted));
    let found = KINDS.iter().find(|(_, marks)| marks.iter().any(holds));
    found.map_or("deadline", |(kind, _)| kind)
}

/// A clause as words.
pub(super) struct Clause<'a> {
    /// As they stand there.
    pub words: Vec<&'a str>,
    /// Each folded, without its marks.
    pub folded: Vec<String>,
}

impl<'a> Clause<'a> {
    pub fn of(clause: &'a str) -> Self {
        let words: Vec<&str> = clause.split_whitespace().collect();
        let fold = |word: &&str| text::folded_words(word).join("");
        Self {
            folded: words.iter().map(fold).collect(),
            words,
        }
    }

    /// The first place for which this holds.
    pub fn first(&self, holds: impl Fn(&[String], usize) -> bool) -> Option<usize> {
        (0..self.folded.len()).find(|at| holds(&self.folded, *at))
    }

    /// The first day that words from a place on name, not before `on`.
    pub fn day_after(&self, place: usize, on: NaiveDate) -> Option<NaiveDate> {
        let words = self.words.get(place..).unwrap_or_default();
        day_in(words, on, |some| match some {
            // A name is no day: Mai is one as well; and one of a thing is not the day after tomorrow.
            [word] => !word.starts_with(char::is_uppercase) && word.to_lowercase() != ONE,
            _ => true,
        })
    }

    /// The same on paper, where no single word names a day; a length of time counts from `on`.
    pub fn day_on_paper(&self, place: usize, on: NaiveDate) -> Option<NaiveDate> {
        let words = self.words.get(place..).unwrap_or_default();
        let folded = self.folded.get(place..).unwrap_or_default();
        let named = |some: &[&str]| match some {
            [word] => word.contains(|letter: char| letter.is_ascii_digit()),
            [.., last] => !LENGTHS.contains(&text::folded_words(last).join("").as_str()),
            [] => false,
        };
        within(folded, on).or_else(|| day_in(words, on, named))
    }
}

/// The first day that some words in a row name, as many words as name one, of those that may.
fn day_in(words: &[&str], on: NaiveDate, may: impl Fn(&[&str]) -> bool) -> Option<NaiveDate> {
    (0..words.len()).find_map(|begin| {
        (1..=DAY_WORDS).rev().find_map(|length| {
            let some = words.get(begin..begin + length)?;
            let said = some.join(" ");
            let said = said.trim_end_matches([',', ')', ':']);
            dates::near(said, on).filter(|day| *day >= on && may(some))
        })
    })
}

/// "Trong vòng 7 ngày", "within 7 days": working days are not guessed.
fn within(folded: &[String], on: NaiveDate) -> Option<NaiveDate> {
    (0..folded.len()).find_map(|at| {
        let begins = matches!(folded.get(at)?.as_str(), "trong" | "within");
        let skips = usize::from(folded.get(at + 1)? == "vong");
        let count: u64 = folded.get(at + 1 + skips)?.parse().ok()?;
        let rest = at + 2 + skips;
        let days = matches!(folded.get(rest)?.as_str(), "ngay" | "days" | "day");
        let working = stands(folded, rest + 1, &["lam", "viec"]);
        let fits = begins && days && !working && count <= MOST_DAYS;
        fits.then(|| on.checked_add_days(Days::new(count)))?
    })
}
