//! The search form of text: no marks, `đ` as `d`, lower case. Folding twice changes nothing.
//! Must never be stored instead of what a person wrote; it is a key beside it.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The search form: `Đặng Thị Hương` gives `dang thi huong`. Spaces and punctuation stay; characters nobody sees go.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the search form of `text` to `out`, for loops that reuse one buffer.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    let table = &*TABLE;
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
            continue;
        }
        match table.get(letter as usize).copied().unwrap_or(UNKNOWN) {
            UNKNOWN => {
                out.truncate(start);
                fold_rare(text, out);
                return;
            }
            DROPPED => {}
            ascii => out.push(char::from(ascii)),
        }
    }
}

/// Is `folded` the search form of `text`? Answers at the first letter that differs, without folding the rest.
pub fn folds_to(text: &str, folded: &str) -> bool {
    let mut wanted = folded.bytes();
    for letter in text.chars() {
        match entry(letter) {
            UNKNOWN => return fold(text) == folded,
            DROPPED => {}
            ascii if wanted.next() == Some(ascii) => {}
            _ => return false,
        }
    }
    wanted.next().is_none()
}

/// The letter with which the search form of a text begins; `None` where it takes the full rules to say.
pub fn initial(text: &str) -> Option<u8> {
    let first = text.chars().next().map(entry)?;
    (first != UNKNOWN && first != DROPPED).then_some(first)
}

/// The words of a text: runs of letters and digits. Fold the text first to get search terms.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Table entry of letters that need the full rules.
const UNKNOWN: u8 = 0;
/// Table entry of combining marks.
const DROPPED: u8 = 1;
/// Vietnamese lives below this: Latin letters with marks end at U+1EFF.
const TABLE_END: usize = 0x1F00;

/// What each character below `TABLE_END` folds to, when that is one ASCII letter or nothing.
static TABLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    (0..TABLE_END)
        .map(|code| {
            let letter = u32::try_from(code).ok().and_then(char::from_u32);
            letter.map_or(UNKNOWN, table_entry)
        })
        .collect()
});

/// What one letter folds to, when that is one ASCII letter or nothing.
fn entry(letter: char) -> u8 {
    if letter.is_ascii() {
        return (letter as u8).to_ascii_lowercase();
    }
    TABLE.get(letter as usize).copied().unwrap_or(UNKNOWN)
}

fn table_entry(letter: char) -> u8 {
    if is_mark(letter) {
        return DROPPED;
    }
    let mut folded = String::new();
    fold_rare(letter.encode_utf8(&mut [0; 4]), &mut folded);
    match folded.as_bytes() {
        [ascii] if ascii.is_ascii_graphic() => *ascii,
        _ => UNKNOWN,
    }
}

/// The full rules, for text with letters outside the table.
fn fold_rare(text: &str, out: &mut String) {
    let lower = text.chars().map(narrow).flat_map(char::to_lowercase);
    let bare = lower
        .nfd()
        .filter(|letter| !is_mark(*letter) && !is_unseen(*letter));
    out.extend(bare.map(d_of).nfc());
}

/// Stroke d and its look-alike Eth, which old files have in its place.
fn d_of(letter: char) -> char {
    match letter {
        'đ' | 'ð' | 'Đ' | 'Ð' => 'd',
        other => other,
    }
}

/// Marks set over or under Latin letters. Marks of other scripts carry the word and stay.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
}

/// Characters without width that come along when text is copied from chats and web pages.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Full-width Latin letters and digits as plain ones.
fn narrow(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(letter) - 0xFF01 + 0x21).unwrap_or(letter)
        }
        '\u{3000}' => ' ',
        other => other,
    }
}
