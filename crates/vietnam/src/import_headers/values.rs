//! Reads cells whose words need rules. Must never guess: a code without a meaning of its own (`1`) answers nothing.

use crate::fold::fold;
use crate::names::Gender;

/// Gender from the words and letters of spreadsheets; `None` when the cell does not say.
pub fn gender(cell: &str) -> Option<Gender> {
    match fold(cell).trim().trim_end_matches('.') {
        "nam" | "m" | "male" | "man" | "trai" | "nam gioi" | "anh" | "ong" | "chu" | "mr" => {
            Some(Gender::Male)
        }
        "nu" | "f" | "female" | "woman" | "gai" | "nu gioi" | "chi" | "ba" | "co" | "mrs"
        | "ms" | "miss" => Some(Gender::Female),
        _ => None,
    }
}

/// What a cell says of a payment in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaidWord {
    /// All of it came.
    All,
    /// Some of it.
    Part,
    /// None of it.
    Nothing,
}

const ALL: &str = "roi|xong|du|co|x|yes|y|true|ok|paid|full|fully paid|paid in full|completed|da tra|da tra du|tra du|tra het|\
    da thanh toan|thanh toan du|da thanh toan du|thanh toan het|hoan tat|hoan thanh|da hoan tat|da thu|thu du|da thu du|\
    da nhan tien|da chuyen khoan|tat toan|het no|khong no";
const PART: &str = "mot phan|tra mot phan|da tra mot phan|thanh toan mot phan|da thanh toan mot phan|coc|da coc|dat coc|da dat coc|\
    tra truoc|tra gop|partial|partially paid|part paid|deposit";
const NOTHING: &str = "chua|chua tra|chua thanh toan|chua thu|chua nhan tien|no|con no|ghi no|mua no|khong|n|false|unpaid|not paid|\
    pending|cho thanh toan|dang cho|open|overdue|qua han";

/// `Đã thanh toán`, `chưa`, `một phần` and their like; `None` for an amount or words that say nothing of a payment.
pub fn paid_word(cell: &str) -> Option<PaidWord> {
    let words = plain(cell);
    let among = |list: &str| list.split('|').any(|known| known.trim() == words);
    let lists = [
        (ALL, PaidWord::All),
        (PART, PaidWord::Part),
        (NOTHING, PaidWord::Nothing),
    ];
    lists
        .into_iter()
        .find(|(list, _)| among(list))
        .map(|(_, said)| said)
}

/// Words by which a way of paying is known: cash, transfer, card, wallet, cod.
const WAYS: [(&str, &str); 5] = [
    ("cash", "tien mat|tm|cash"),
    (
        "transfer",
        "chuyen khoan|ck|bank|banking|transfer|bank transfer|ngan hang|qr|vietqr|uy nhiem chi|unc",
    ),
    ("card", "the|quet the|card|visa|mastercard|jcb|napas|pos"),
    (
        "wallet",
        "vi|vi dien tu|momo|zalopay|vnpay|shopeepay|viettel money|moca|wallet|paypal",
    ),
    ("cod", "cod|thu ho|giao hang thu tien"),
];

/// The way of paying that a cell names; `None` when it names none, or more than one.
pub fn pay_way(cell: &str) -> Option<&'static str> {
    let words = format!(" {} ", plain(cell));
    let named = |list: &str| {
        list.split('|')
            .any(|known| words.contains(&format!(" {known} ")))
    };
    let mut ways = WAYS.iter().filter(|(_, list)| named(list));
    match (ways.next(), ways.next()) {
        (Some((way, _)), None) => Some(way),
        _ => None,
    }
}

/// Folded words with one space between them.
fn plain(cell: &str) -> String {
    let folded = fold(cell);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_that_all_some_or_nothing_was_paid() {
        for (cell, said) in [
            ("Đã thanh toán", Some(PaidWord::All)),
            ("partially_paid", Some(PaidWord::Part)),
            ("Chưa TT", None),
            ("chưa thanh toán.", Some(PaidWord::Nothing)),
            ("Nợ", Some(PaidWord::Nothing)),
            ("Đã cọc", Some(PaidWord::Part)),
            ("1", None),
            ("200.000", None),
        ] {
            assert_eq!(paid_word(cell), said, "{cell}");
        }
    }

    #[test]
    fn a_way_of_paying_is_known_by_one_of_its_words() {
        for (cell, way) in [
            ("Chuyển khoản VCB", Some("transfer")),
            ("TM", Some("cash")),
            ("Tiền mặt + CK", None),
            ("Ví MoMo", Some("wallet")),
            ("COD", Some("cod")),
            ("đổi hàng", None),
        ] {
            assert_eq!(pay_way(cell), way, "{cell}");
        }
    }
}
