//! Promises that somebody of ours seems to have made, heard in what was noted: "hứa giao trước thứ sáu". Each is offered to be
//! written down and never becomes a promise by itself; what the customer says to do is theirs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{dates, text};

/// What a promise begins with, folded.
const BEGINNINGS: [&[&str]; 21] = [
    &["hua"],
    &["cam", "ket"],
    &["dam", "bao"],
    &["bao", "dam"],
    &["hen", "giao"],
    &["hen", "gui"],
    &["hen", "doi"],
    &["se", "gui"],
    &["se", "giao"],
    &["se", "doi"],
    &["se", "bu"],
    &["se", "tang"],
    &["se", "sua"],
    &["se", "giu", "gia"],
    &["se", "goi", "lai"],
    &["se", "hoan"],
    &["promised"],
    &["we", "promise"],
    &["we", "will"],
    &["i", "will"],
    &["we", "ll"],
];
/// Who speaks before it when the customer promises.
const THEIRS: [&str; 14] = [
    "chi", "anh", "khach", "co", "chu", "bac", "ong", "ba", "ho", "they", "she", "he", "customer",
    "quan",
];
/// Words between who speaks and what is promised.
const BETWEEN: [&str; 6] = ["da", "cung", "vua", "lai", "thi", "con"];
/// What turns it round.
const NOT: [&str; 6] = ["khong", "chua", "dung", "not", "dont", "didnt"];
/// Characters of a promise that is offered at most.
const LONGEST: usize = 300;
/// Words that a day may take.
const DAY_WORDS: usize = 4;
/// Promises heard in one note at most.
const MOST: usize = 3;

/// One that was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The words, as they were noted.
    pub text: String,
    /// The day in them.
    pub due_on: Option<NaiveDate>,
}

/// The promises in a note that was made on a day.
pub fn heard(note: &str, on: NaiveDate) -> Vec<Heard> {
    let clauses = note.split(['.', ';', '\n', '!', '?']);
    clauses
        .filter_map(|clause| one(clause.trim(), on))
        .take(MOST)
        .collect()
}

fn one(clause: &str, on: NaiveDate) -> Option<Heard> {
    if clause.chars().count() > LONGEST || clause.starts_with('#') {
        return None;
    }
    let words: Vec<&str> = clause.split_whitespace().collect();
    let folded: Vec<String> = words
        .iter()
        .map(|word| text::folded_words(word).join(""))
        .collect();
    let begins = (0..folded.len()).find(|at| is_ours(&folded, *at))?;
    let rest = words.get(begins..).unwrap_or_default();
    Some(Heard {
        text: capital(clause),
        due_on: day_in(rest, on),
    })
}

/// Does a promise of ours begin at this word?
fn is_ours(folded: &[String], at: usize) -> bool {
    let begins = BEGINNINGS.iter().any(|beginning| {
        let end = at + beginning.len();
        folded.get(at..end).is_some_and(|words| {
            words
                .iter()
                .zip(*beginning)
                .all(|(word, begun)| word == begun)
        })
    });
    if !begins {
        return false;
    }
    let before = folded.get(..at).unwrap_or_default().iter().rev();
    let mut before = before
        .map(String::as_str)
        .skip_while(|word| BETWEEN.contains(word));
    let who = before.next().unwrap_or_default();
    !THEIRS.contains(&who) && !NOT.contains(&who)
}

/// The first day that some words in a row name, as many words as name one.
fn day_in(words: &[&str], on: NaiveDate) -> Option<NaiveDate> {
    (0..words.len()).find_map(|begin| {
        (1..=DAY_WORDS).rev().find_map(|length| {
            let some = words.get(begin..begin + length)?;
            // A name is no day: Mai is one as well.
            let named = length == 1
                && some
                    .iter()
                    .any(|word| word.chars().next().is_some_and(char::is_uppercase));
            let said = some.join(" ");
            let said = said.trim_end_matches([',', ')', ':']);
            dates::near(said, on).filter(|day| !named && *day >= on)
        })
    })
}

fn capital(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn said(note: &str) -> Vec<(String, Option<String>)> {
        let found = heard(note, monday());
        let day = |day: NaiveDate| day.to_string();
        found
            .into_iter()
            .map(|one| (one.text, one.due_on.map(day)))
            .collect()
    }

    #[test]
    fn what_we_said_we_would_do_is_heard_with_its_day() {
        let note = "Chị khen mẻ mới. hứa giao 12 kg thứ sáu\nEm sẽ gửi mẫu trước 30/11; giá thì chưa chốt. Mình cam kết giữ giá đến hết năm";
        assert_eq!(
            said(note),
            [
                (
                    "Hứa giao 12 kg thứ sáu".to_owned(),
                    Some("2026-11-27".to_owned())
                ),
                (
                    "Em sẽ gửi mẫu trước 30/11".to_owned(),
                    Some("2026-11-30".to_owned())
                ),
                ("Mình cam kết giữ giá đến hết năm".to_owned(), None),
            ]
        );
        assert_eq!(
            said("We will send the samples tomorrow")[0].1.as_deref(),
            Some("2026-11-24")
        );
        assert_eq!(
            said("Đã hứa với chị Mai đổi 2 túi ngày mai")[0]
                .1
                .as_deref(),
            Some("2026-11-24")
        );
    }

    #[test]
    fn what_the_customer_promises_or_nobody_does_is_not_ours() {
        for note in [
            "Chị hứa chuyển khoản thứ sáu",
            "Khách đã hứa giới thiệu bạn",
            "Mình chưa hứa gì",
            "Anh cũng sẽ gửi danh sách",
            "Giao hàng thứ sáu",
            "#hứa",
            "",
        ] {
            assert_eq!(said(note), [], "{note}");
        }
        assert_eq!(heard(&"hứa ".repeat(200), monday()), []);
        assert_eq!(heard(&"hứa. ".repeat(200), monday()).len(), 3);
    }
}
