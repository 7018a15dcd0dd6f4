//! Keys for finding a phone by what people remember of it: its last digits or its beginning.

use super::{parse, scan};

/// The digits of a stored E.164 number, last first, for a prefix search on the ending: `+84912345678` gives `87654321948`.
pub fn suffix_key(e164: &str) -> String {
    e164.chars().rev().filter(char::is_ascii_digit).collect()
}

/// What to look for among [`suffix_key`]s when somebody types the end of a number or a whole one; `None` without digits
/// or with anything but digits and separators.
pub fn suffix_query(typed: &str) -> Option<String> {
    if let Ok(phone) = parse(typed) {
        return Some(suffix_key(phone.e164()));
    }
    let digits = scan::single(typed)?;
    let text = std::str::from_utf8(digits.as_bytes()).ok()?;
    (!text.is_empty()).then(|| suffix_key(text))
}

/// The beginning of E.164 for the beginning of a number: `0912 3` gives `+849123`. `None` when it does not start like a
/// number with its trunk zero or country code.
pub fn typed_prefix(typed: &str) -> Option<String> {
    let digits = scan::single(typed)?;
    let text = std::str::from_utf8(digits.as_bytes()).ok()?;
    if digits.plus() {
        return Some(format!("+{text}"));
    }
    let international = text.strip_prefix("00").filter(|rest| !rest.is_empty());
    match international {
        Some(rest) => Some(format!("+{rest}")),
        None => text
            .strip_prefix('0')
            .or_else(|| text.strip_prefix("84"))
            .filter(|rest| !rest.is_empty())
            .map(|rest| format!("+84{rest}")),
    }
}
