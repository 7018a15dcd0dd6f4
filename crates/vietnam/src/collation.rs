//! Sort keys in Vietnamese order (ICU, locale `vi`): bytes to store beside a text and compare as bytes.
//! Must never be shown or searched; a new version of the collation data means writing the keys anew.

use crate::{names, tone_style};
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Below every byte a collation key holds, so that a shorter part sorts first.
const PART_END: u8 = 0;

/// Key of a person's name: by given name, then family name, then middle names; what is no name in it (titles, numbers) only
/// parts those who are called alike. A text in which nothing is a name is read from its beginning. Compare as bytes.
pub fn name_key(name: &str) -> Vec<u8> {
    let parts = names::parse(name);
    let mut key = Vec::with_capacity(name.len() * 3 + 8);
    if parts.ten.is_empty() {
        append(&counted(name), &mut key);
        return key;
    }
    append(&parts.ten, &mut key);
    key.push(PART_END);
    append(&parts.ho, &mut key);
    key.push(PART_END);
    append(&parts.dem, &mut key);
    let whole: String = name.nfc().collect();
    if !parts.full().split(' ').eq(whole.split_whitespace()) {
        key.push(PART_END);
        append(&counted(name), &mut key);
    }
    key
}

/// Digits of a number for the order of numbers at most.
const DIGITS: usize = 12;

/// The text with its numbers filled up, so that 2 comes before 10.
fn counted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + DIGITS);
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_digit());
        let (number, behind) = from.split_at(end.unwrap_or(from.len()));
        out.push_str(before);
        out.extend(std::iter::repeat_n(
            '0',
            DIGITS.saturating_sub(number.len()),
        ));
        out.push_str(number);
        rest = behind;
    }
    out + rest
}

/// Key of any text read from its beginning: organisations, products, places. Compare as bytes.
pub fn text_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 3);
    append(text, &mut key);
    key
}

/// Order of two texts as a Vietnamese dictionary has it.
pub fn compare(left: &str, right: &str) -> Ordering {
    match &*COLLATOR {
        Some(collator) => collator.compare(&tone_style::to_old(left), &tone_style::to_old(right)),
        None => left.cmp(right),
    }
}

/// Compiled data for `vi` is part of the collator; without it the order would be that of code points.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    CollatorBorrowed::try_new(locale!("vi").into(), CollatorOptions::default()).ok()
});

/// The two tone styles of one word get one key.
fn append(text: &str, key: &mut Vec<u8>) {
    let text = tone_style::to_old(text);
    match &*COLLATOR {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(&text, key);
        }
        None => key.extend_from_slice(text.as_bytes()),
    }
}
