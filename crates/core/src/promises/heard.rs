//! Promises that somebody of ours seems to have made, heard in what was noted: "hứa giao trước thứ sáu", and in documents. Each is
//! offered to be written down and never becomes a promise by itself; what the customer says to do is theirs.

mod documents;
mod reading;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use documents::heard_in_document;

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
/// Promises heard in one note at most.
const MOST: usize = 3;

/// One that was heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The words, as they were noted.
    pub text: String,
    /// The day in them.
    pub due_on: Option<NaiveDate>,
    /// What it is about, one of [`super::KINDS`].
    pub kind: String,
}

/// The promises in a note that was made on a day.
pub fn heard(note: &str, on: NaiveDate) -> Vec<Heard> {
    reading::clauses(note)
        .into_iter()
        .filter_map(|clause| one(clause, on))
        .take(MOST)
        .collect()
}

fn one(clause: &str, on: NaiveDate) -> Option<Heard> {
    if clause.chars().count() > LONGEST || clause.starts_with('#') {
        return None;
    }
    let words = reading::Clause::of(clause);
    let begins = words.first(|words, at| is_ours(words, at, &BEGINNINGS))?;
    Some(Heard {
        text: capital(clause),
        due_on: words.day_after(begins, on),
        kind: reading::kind(&words.folded).to_owned(),
    })
}

/// Does a promise of ours begin at this word?
fn is_ours(folded: &[String], at: usize, beginnings: &[&[&str]]) -> bool {
    if !beginnings
        .iter()
        .any(|beginning| reading::stands(folded, at, beginning))
    {
        return false;
    }
    let before = folded.get(..at).unwrap_or_default().iter().rev();
    let mut before = before
        .map(String::as_str)
        .skip_while(|word| BETWEEN.contains(word));
    let who = before.next().unwrap_or_default();
    !THEIRS.contains(&who) && !NOT.contains(&who)
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
    fn what_it_is_about_is_told_by_its_words() {
        let kind = |note: &str| heard(note, monday())[0].kind.clone();
        assert_eq!(kind("Hứa giao thứ sáu"), "deadline");
        assert_eq!(kind("Cam kết giữ giá đến hết năm"), "price");
        assert_eq!(kind("Cam kết bảo hành 12 tháng"), "quality");
        assert_eq!(kind("Đảm bảo bảo mật công thức"), "confidentiality");
        assert_eq!(kind("Mai em sẽ gọi lại"), "service");
    }

    #[test]
    fn one_of_a_thing_is_not_the_day_after_tomorrow() {
        assert_eq!(heard("Hứa tặng một túi", monday())[0].due_on, None);
        let day = heard("Hứa giao ngày mốt", monday())[0].due_on;
        assert_eq!(day.unwrap().to_string(), "2026-11-25");
    }

    #[test]
    fn a_point_within_a_day_or_a_number_ends_nothing() {
        let found = heard("Hứa giao ngày 30.11. Giá 1.250.000", monday());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "Hứa giao ngày 30.11");
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
