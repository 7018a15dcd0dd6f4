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
}
