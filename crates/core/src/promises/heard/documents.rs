//! Promises in the text of a document: a quote, a contract, minutes. Besides what people say, what papers say counts: delivery within
//! so many days, a warranty, a price that holds until a day. What the buyer has to do is the buyer's.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::reading::{self, Clause, stands};
use super::{BEGINNINGS, Heard, LONGEST, capital, is_ours};
use crate::text;

/// What a promise on paper begins with besides, folded.
const ON_PAPER: [&[&str]; 25] = [
    &["ben", "ban", "se"],
    &["ben", "ban", "phai"],
    &["ben", "ban", "giao"],
    &["chung", "toi", "se"],
    &["giao", "hang", "trong"],
    &["giao", "hang", "truoc"],
    &["giao", "hang", "vao"],
    &["giao", "hang", "cham", "nhat"],
    &["thoi", "gian", "giao", "hang"],
    &["thoi", "han", "giao", "hang"],
    &["ngay", "giao", "hang"],
    &["bao", "hanh"],
    &["gia", "co", "hieu", "luc"],
    &["hieu", "luc", "den"],
    &["giu", "gia"],
    &["doi", "tra", "trong"],
    &["bao", "mat"],
    &["delivery", "within"],
    &["delivery", "by"],
    &["delivered", "by"],
    &["valid", "until"],
    &["warranty"],
    &["we", "guarantee"],
    &["we", "shall"],
    &["the", "seller", "shall"],
];
/// Whose duty a clause is when it begins so.
const BUYERS: [&[&str]; 6] = [
    &["ben", "mua"],
    &["nguoi", "mua"],
    &["khach", "hang"],
    &["quy", "khach"],
    &["the", "buyer"],
    &["the", "customer"],
];
/// Words before the buyer is named: a number, a dash.
const LEAD: usize = 2;
/// Words that a day or a number follows.
const BEFORE_DAYS: [&str; 9] = [
    "ngay", "truoc", "trong", "vong", "den", "by", "before", "until", "within",
];
/// Promises heard in one document at most.
const MOST: usize = 12;
/// Letters of the mark by which a passage is known again.
const MARK: usize = 160;

/// The promises in a document of a day, each passage once.
pub fn heard_in_document(said: &str, on: NaiveDate) -> Vec<Heard> {
    let whole = unwrapped(said);
    let mut seen = HashSet::new();
    reading::clauses(&whole)
        .into_iter()
        .filter_map(|clause| one(clause, on))
        .filter(|heard| seen.insert(heard.mark()))
        .take(MOST)
        .collect()
}

impl Heard {
    /// The words by which its passage is known again in the same document, folded.
    pub fn mark(&self) -> String {
        let folded = text::folded_words(&self.text).join(" ");
        folded.chars().take(MARK).collect()
    }
}

fn one(clause: &str, on: NaiveDate) -> Option<Heard> {
    let words = Clause::of(clause);
    let buyers = |at: usize| BUYERS.iter().any(|who| stands(&words.folded, at, who));
    if (0..=LEAD).any(buyers) {
        return None;
    }
    let begins = words
        .first(|words, at| is_ours(words, at, &BEGINNINGS) || is_ours(words, at, &ON_PAPER))?;
    Some(Heard {
        text: capital(&passage(clause, &words, begins)),
        due_on: words.day_on_paper(begins, on),
        kind: reading::kind(&words.folded).to_owned(),
    })
}

/// The clause; of a long one what follows its beginning, as far as there is room.
fn passage(clause: &str, words: &Clause<'_>, begins: usize) -> String {
    if clause.chars().count() <= LONGEST {
        return clause
            .trim_start_matches(['-', '•', '*', '+', ' '])
            .to_owned();
    }
    let mut kept = String::new();
    for word in words.words.iter().skip(begins) {
        if kept.chars().count() + word.chars().count() + 2 > LONGEST {
            kept.push('…');
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

/// Lines that a page broke in the middle of a sentence are one again.
fn unwrapped(said: &str) -> String {
    let mut whole = String::with_capacity(said.len());
    for line in said.lines().map(str::trim) {
        let open = whole.ends_with(|letter: char| letter.is_alphanumeric() || letter == ',');
        let day = line.starts_with(|letter: char| letter.is_ascii_digit()) && waits(&whole);
        let goes_on = open && (line.starts_with(char::is_lowercase) || day);
        whole.push(if goes_on { ' ' } else { '\n' });
        whole.push_str(line);
    }
    whole
}

/// Does it end where a day or a number must follow?
fn waits(whole: &str) -> bool {
    let last = whole.split_whitespace().next_back().unwrap_or_default();
    BEFORE_DAYS.contains(&text::folded_words(last).join("").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn said(text: &str) -> Vec<(String, Option<String>, String)> {
        let found = heard_in_document(text, monday());
        let day = |day: NaiveDate| day.to_string();
        found
            .into_iter()
            .map(|one| (one.text, one.due_on.map(day), one.kind))
            .collect()
    }

    fn line(text: &str, day: Option<&str>, kind: &str) -> (String, Option<String>, String) {
        (text.to_owned(), day.map(str::to_owned), kind.to_owned())
    }

    #[test]
    fn a_quote_promises_a_day_a_price_and_a_warranty() {
        let quote = "BÁO GIÁ số 12\nCà phê Cầu Đất rang vừa\t280.000 đ/kg\n- Giao hàng trong vòng 7 ngày kể từ ngày đặt.\n\
            - Giá có hiệu lực đến 31/12/2026.\n- Bảo hành máy pha 12 tháng; Thanh toán trước 50%.";
        assert_eq!(
            said(quote),
            [
                line(
                    "Giao hàng trong vòng 7 ngày kể từ ngày đặt",
                    Some("2026-11-30"),
                    "deadline"
                ),
                line(
                    "Giá có hiệu lực đến 31/12/2026",
                    Some("2026-12-31"),
                    "price"
                ),
                line("Bảo hành máy pha 12 tháng", None, "quality"),
            ]
        );
    }

    #[test]
    fn a_contract_is_heard_on_the_sellers_side_and_across_broken_lines() {
        let contract = "Điều 3. Bên bán sẽ giao hàng trước ngày\n15/12/2026 tại kho của bên mua.\nĐiều 4. Bên mua cam kết thanh toán trong 10 ngày.\n\
            Điều 5. Hai bên bảo mật thông tin của hợp đồng này";
        let found = said(contract);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0]
                .0
                .starts_with("Bên bán sẽ giao hàng trước ngày 15/12/2026")
        );
        assert_eq!(found[0].1.as_deref(), Some("2026-12-15"));
        assert_eq!(found[1].2, "confidentiality");
        let broken = said("Chúng tôi sẽ giao trọn lô hàng\nđầu tiên trước 15/12/2026 tại quán");
        assert_eq!(
            broken,
            [line(
                "Chúng tôi sẽ giao trọn lô hàng đầu tiên trước 15/12/2026 tại quán",
                Some("2026-12-15"),
                "deadline"
            )]
        );
    }

    #[test]
    fn working_days_are_not_guessed_and_papers_without_promises_promise_nothing() {
        assert_eq!(said("Bên bán sẽ tặng một túi")[0].1, None, "one is no day");
        let found = said("Giao hàng trong 5 ngày làm việc");
        assert_eq!(
            found,
            [line("Giao hàng trong 5 ngày làm việc", None, "deadline")]
        );
        assert_eq!(
            said("Delivery within 3 days")[0].1.as_deref(),
            Some("2026-11-26")
        );
        for paper in [
            "Khách hàng cam kết trả đủ",
            "Bên mua đảm bảo mặt bằng",
            "Đơn giá 120.000 đ",
            "Chúng tôi không bảo hành pin",
            "",
        ] {
            assert_eq!(said(paper), [], "{paper}");
        }
    }

    #[test]
    fn one_passage_is_heard_once_and_a_long_one_is_cut() {
        assert_eq!(said(&"Bảo hành 12 tháng.\n".repeat(30)).len(), 1);
        let many: String = (0..40).map(|n| format!("Bảo hành món {n}.\n")).collect();
        assert_eq!(said(&many).len(), 12);
        let long = format!("Vì rằng bên bán sẽ giao {}", "hàng tốt ".repeat(60));
        let found = said(&long);
        assert!(found[0].0.starts_with("Bên bán sẽ giao") && found[0].0.ends_with('…'));
        assert!(found[0].0.chars().count() <= 300);
    }
}
