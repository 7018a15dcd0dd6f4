//! The two places of the tone mark in open `oa`, `oe`, `uy`: old style `hòa`, new style `hoà`.
//! Must never touch other rimes: `hoàn`, `quý`, `thuế` are the same in both styles.

use std::borrow::Cow;
use unicode_normalization::char::{compose, decompose_canonical};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Every word in the old style (`hóa`, `thủy`), the one of law texts and of this product's screens. Answers NFC.
pub fn to_old(text: &str) -> Cow<'_, str> {
    convert(text, Style::Old)
}

/// Every word in the new style (`hoá`, `thuỷ`). Answers NFC.
pub fn to_new(text: &str) -> Cow<'_, str> {
    convert(text, Style::New)
}

/// Whether two texts differ in nothing but tone style and Unicode composition.
pub fn equal(left: &str, right: &str) -> bool {
    to_old(left) == to_old(right)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Old,
    New,
}

fn convert(text: &str, style: Style) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let text: Cow<'_, str> = match is_nfc(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    };
    match moved(&text, style) {
        Some(changed) => Cow::Owned(changed),
        None => text,
    }
}

/// The text with its tones moved, or `None` when all of them sit well already.
fn moved(text: &str, style: Style) -> Option<String> {
    let mut out: Option<String> = None;
    let mut before = ' ';
    let mut rest = text.char_indices();
    while let Some((at, first)) = rest.next() {
        let mut ahead = rest.clone();
        let second = ahead.next().map(|(_, letter)| letter);
        let ends = !ahead
            .next()
            .is_some_and(|(_, letter)| letter.is_alphabetic());
        match second
            .filter(|_| ends)
            .and_then(|second| pair(before, first, second, style))
        {
            Some((new_first, new_second)) => {
                let out = out.get_or_insert_with(|| text.get(..at).unwrap_or_default().to_owned());
                out.push(new_first);
                out.push(new_second);
                before = new_second;
                rest.next();
            }
            None => {
                if let Some(out) = &mut out {
                    out.push(first);
                }
                before = first;
            }
        }
    }
    out
}

/// The two last letters of a word with the tone where `style` wants it; `None` when nothing moves.
fn pair(before: char, first: char, second: char, style: Style) -> Option<(char, char)> {
    if !may_carry(first) || !may_carry(second) {
        return None;
    }
    let ((base_1, tone_1), (base_2, tone_2)) = (split_tone(first), split_tone(second));
    let open_rime = match (base_1, base_2) {
        ('o' | 'O', 'a' | 'A' | 'e' | 'E') => true,
        ('u' | 'U', 'y' | 'Y') => !matches!(before, 'q' | 'Q'),
        _ => false,
    };
    if !open_rime || is_vowel(before) {
        return None;
    }
    match (style, tone_1, tone_2) {
        (Style::Old, None, Some(tone)) => Some((compose(base_1, tone)?, base_2)),
        (Style::New, Some(tone), None) => Some((base_1, compose(base_2, tone)?)),
        _ => None,
    }
}

/// A cheap first look: only these letters and their toned forms can be part of a pair.
fn may_carry(letter: char) -> bool {
    matches!(
        letter,
        'o' | 'u' | 'a' | 'e' | 'y' | 'O' | 'U' | 'A' | 'E' | 'Y'
    ) || letter >= '\u{C0}'
}

fn is_vowel(letter: char) -> bool {
    letter.is_alphabetic()
        && matches!(
            split_tone(letter).0.to_ascii_lowercase(),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y'
        )
}

/// A letter and its tone mark; letters with another mark (`ơ`, `â`) come back whole.
fn split_tone(letter: char) -> (char, Option<char>) {
    let (mut base, mut tone, mut others) = (letter, None, false);
    if letter.is_ascii() {
        return (letter, None);
    }
    decompose_canonical(letter, |part| match part {
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(part),
        '\u{302}' | '\u{306}' | '\u{31B}' => others = true,
        part => base = part,
    });
    match others {
        true => (letter, None),
        false => (base, tone),
    }
}
