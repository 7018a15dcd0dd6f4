//! Typed text in the one form that is stored, and its words in the one form that is searched. It must never change what
//! a person can see.

use quen_vietnam::fold;
use unicode_normalization::UnicodeNormalization;

/// NFC, and the Vietnamese Đ where an old code page left its look-alike Eth.
pub fn normalise(text: &str) -> String {
    text.nfc().map(stroke_d).collect()
}

/// Normalised, on one line, without control characters, single spaces.
pub fn one_line(text: &str) -> String {
    let spaced: String = normalise(text)
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn stroke_d(letter: char) -> char {
    match letter {
        '\u{d0}' => 'Đ',
        '\u{f0}' => 'đ',
        other => other,
    }
}

/// The words of a text, folded: no marks, lower case.
pub fn folded_words(text: &str) -> Vec<String> {
    fold::words(&fold::fold(text)).map(str::to_owned).collect()
}

/// One letter added, left out or changed, or two neighbours swapped; words under three letters never.
pub fn one_letter_off(one: &[char], other: &[char]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.len() < 3 || long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (rest, longer) = (
        short.get(same..).unwrap_or_default(),
        long.get(same..).unwrap_or_default(),
    );
    if short.len() < long.len() {
        return Some(rest) == longer.get(1..);
    }
    match (rest, longer) {
        ([a, b, tail @ ..], [c, d, end @ ..]) if a == d && b == c => tail == end && a != b,
        ([_, tail @ ..], [_, end @ ..]) => tail == end,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_text_is_stored_alike() {
        assert_eq!(normalise("Nguye\u{302}\u{303}n"), "Nguyễn");
        assert_eq!(normalise("\u{d0}\u{e0} Nẵng"), "Đà Nẵng");
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(folded_words("Đặng-Thị Hương"), ["dang", "thi", "huong"]);
    }

    #[test]
    fn one_letter() {
        let off = |one: &str, other: &str| {
            one_letter_off(
                &one.chars().collect::<Vec<_>>(),
                &other.chars().collect::<Vec<_>>(),
            )
        };
        assert!(off("nguyen", "nguyn") && off("huong", "houng") && off("huong", "huang"));
        assert!(!off("huong", "huong") && !off("an", "on") && !off("lan", "long"));
    }
}
