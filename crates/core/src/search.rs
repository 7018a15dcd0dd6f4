//! What people type into a search box, as the words that the index knows.

use crate::text;

/// Words of one question at most; more make it no better.
const MAX_WORDS: usize = 8;

/// Folded words; digits are joined, so that `0905 218 467` is one word, and a run of three to eight digits
/// also means the end of a phone (`r` and the digits reversed).
pub fn words(typed: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text::folded_words(typed) {
        match out.last_mut() {
            Some(last) if is_digits(last) && is_digits(&word) => last.push_str(&word),
            _ => out.push(word),
        }
    }
    out.truncate(MAX_WORDS);
    out
}

/// The same word as the end of a phone number.
pub fn as_phone_end(word: &str) -> Option<String> {
    (is_digits(word) && (3..=9).contains(&word.len()) && !word.starts_with('0'))
        .then(|| format!("r{}", word.chars().rev().collect::<String>()))
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spaced_phone_is_one_word() {
        assert_eq!(words("Ngọc 0905 218 467"), ["ngoc", "0905218467"]);
        assert_eq!(as_phone_end("467").as_deref(), Some("r764"));
        assert_eq!(as_phone_end("ngoc"), None);
    }
}
