//! Finds order codes in the text of a bank transfer and says what a payment does to its order.
//! Banks upper-case, strip marks, add prefixes, insert a space and cut the end; this module forgives the
//! first four and never guesses a code that was cut.
//!
//! Rule (product decision): `QN`, an optional space or dash, eight digits, in either case; no letter or digit
//! directly before it, none directly after, except another code.

mod reconcile;

pub use reconcile::{Outcome, Payment, Settlement, settle};

use unicode_normalization::UnicodeNormalization;

/// The shape of an order code: letters and a number of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeShape<'a> {
    /// ASCII letters, in any case.
    pub prefix: &'a str,
    pub digits: usize,
}

impl CodeShape<'_> {
    /// A shape without letters or digits would match anything, so it matches nothing.
    fn is_usable(self) -> bool {
        self.digits > 0
            && !self.prefix.is_empty()
            && self.prefix.bytes().all(|b| b.is_ascii_alphabetic())
    }
}

/// `QN` and eight digits.
pub const ORDER_CODE: CodeShape<'static> = CodeShape {
    prefix: "QN",
    digits: 8,
};

/// The order codes in a memo, upper case without separator, each once, in order of appearance.
pub fn codes(memo: &str) -> Vec<String> {
    codes_of(memo, ORDER_CODE)
}

/// Like [`codes`] for a company's own shape of code.
pub fn codes_of(memo: &str, shape: CodeShape<'_>) -> Vec<String> {
    let chars: Vec<char> = memo.nfc().collect();
    let mut found: Vec<String> = Vec::new();
    let mut rest = chars.as_slice();
    let mut free = shape.is_usable();
    while let Some((first, tail)) = rest.split_first() {
        if free && let Some((codes, after)) = chain(rest, shape) {
            found.extend(codes);
            rest = after;
        } else {
            free = shape.is_usable() && !first.is_alphanumeric();
            rest = tail;
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|code| seen.insert(code.clone()));
    found
}

/// One code or several glued together at the start of `text`, ended by the end or by something that is
/// neither letter nor digit.
fn chain<'a>(text: &'a [char], shape: CodeShape<'_>) -> Option<(Vec<String>, &'a [char])> {
    let (code, mut rest) = code(text, shape)?;
    let mut codes = vec![code];
    while let Some((next, after)) = self::code(rest, shape) {
        codes.push(next);
        rest = after;
    }
    let ended = rest.first().is_none_or(|next| !next.is_alphanumeric());
    ended.then_some((codes, rest))
}

fn code<'a>(text: &'a [char], shape: CodeShape<'_>) -> Option<(String, &'a [char])> {
    let prefix = text.get(..shape.prefix.len())?;
    if !prefix
        .iter()
        .zip(shape.prefix.chars())
        .all(|(have, want)| have.eq_ignore_ascii_case(&want))
    {
        return None;
    }
    let mut rest = text.get(shape.prefix.len()..)?;
    if let Some((' ' | '-', after)) = rest.split_first() {
        rest = after;
    }
    let digits = rest
        .get(..shape.digits)
        .filter(|digits| digits.iter().all(char::is_ascii_digit))?;
    let code = shape
        .prefix
        .chars()
        .map(|c| c.to_ascii_uppercase())
        .chain(digits.iter().copied())
        .collect();
    Some((code, rest.get(shape.digits..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_dirty_memos() {
        for (memo, expected) in [
            ("QN00012345QN00012346", vec!["QN00012345", "QN00012346"]),
            ("qn-00012345.qn 00012346", vec!["QN00012345", "QN00012346"]),
            ("QN00012345 lap lai QN00012345", vec!["QN00012345"]),
            ("QN0001234", vec![]),
            ("QN000123456", vec![]),
            ("QN00012345X", vec![]),
            ("XQN00012345", vec![]),
            ("9QN00012345", vec![]),
            ("đQN00012345", vec![]),
            ("QN00012345đ", vec![]),
            ("QN--00012345", vec![]),
            ("QN  00012345", vec![]),
            ("BANQN00012345QN00012346", vec![]),
            ("_QN00012345_", vec!["QN00012345"]),
            ("QN QN00012345", vec!["QN00012345"]),
            ("(QN00012345)", vec!["QN00012345"]),
            ("", vec![]),
        ] {
            assert_eq!(codes(memo), expected, "{memo}");
        }
    }

    #[test]
    fn a_company_may_use_its_own_shape() {
        let shape = CodeShape {
            prefix: "dh",
            digits: 5,
        };
        assert_eq!(codes_of("tt DH 00123", shape), ["DH00123"]);
        for (prefix, digits) in [("", 5), ("dh", 0), ("", 0), ("đh", 5)] {
            assert!(codes_of("dh00123 đh00123", CodeShape { prefix, digits }).is_empty());
        }
    }
}
