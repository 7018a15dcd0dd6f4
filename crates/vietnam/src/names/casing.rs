//! Composition, spaces and capitals of names.
//! Must never change the case of a name typed in mixed case: `McDonald` and `H'Hen` know better.

use crate::fold::is_unseen;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Trims, collapses spaces, composes (NFC), maps the look-alike Eth to Đ, and gives capitals to text in one case.
pub(super) fn tidy(raw: &str) -> Cow<'_, str> {
    let spaced = spaces(raw);
    match one_case(&spaced) {
        true => Cow::Owned(capitals(&spaced)),
        false => spaced,
    }
}

/// Composition and spaces only.
pub(super) fn spaces(raw: &str) -> Cow<'_, str> {
    let clean = is_nfc(raw)
        && !raw.starts_with(' ')
        && !raw.ends_with(' ')
        && !raw.contains("  ")
        && !raw.chars().any(needs_mapping);
    if clean {
        return Cow::Borrowed(raw);
    }
    let composed: String = raw
        .nfc()
        .filter(|letter| !is_unseen(*letter))
        .map(vietnamese_d)
        .collect();
    Cow::Owned(composed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether all letters have one case, so that it says nothing.
fn one_case(text: &str) -> bool {
    let mut cased = text
        .chars()
        .filter(|letter| letter.is_lowercase() || letter.is_uppercase());
    let Some(first) = cased.next() else {
        return false;
    };
    cased.all(|letter| letter.is_uppercase() == first.is_uppercase())
}

/// A capital at the start of every word and after every sign inside it (`H'Hen`), the rest in lower case.
fn capitals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut starts = true;
    for letter in text.chars() {
        match starts {
            true => out.extend(letter.to_uppercase()),
            false => out.extend(letter.to_lowercase()),
        }
        starts = !letter.is_alphanumeric();
    }
    out
}

fn needs_mapping(letter: char) -> bool {
    is_unseen(letter) || vietnamese_d(letter) != letter || (letter != ' ' && letter.is_whitespace())
}

/// Files from old fonts hold the Icelandic Eth where Đ belongs.
fn vietnamese_d(letter: char) -> char {
    match letter {
        'Ð' => 'Đ',
        'ð' => 'đ',
        other => other,
    }
}
