//! The two font encodings that put Vietnamese letters in the places of Western ones. Text in them looks like
//! `c«ng ty` (TCVN3) or `coâng ty` (VNI) wherever the old font is missing.
//! Must never drop a character: what has no Vietnamese meaning stays.

use encoding_rs::WINDOWS_1252;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The two families of old fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegacyFont {
    /// One byte for each letter: `.VnTime`, `.VnArial`.
    Tcvn3,
    /// A letter and a mark behind it: `VNI-Times`.
    Vni,
}

/// Reads text whose letters are those of Windows-1252 but meant for an old font. Answers NFC. Capitals typed in a
/// capitals-only font (`.VnTimeH`) come out small: the bytes do not tell them.
pub fn decode_text(seen: &str, font: LegacyFont) -> String {
    match font {
        LegacyFont::Tcvn3 => seen.chars().map(tcvn3_letter).nfc().collect(),
        LegacyFont::Vni => vni(seen),
    }
}

/// TCVN 5712:1993 from 0x80 on, sixteen to a row; checked against glibc's TCVN5712-1.
const TCVN3: [&str; 8] = [
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ",
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
    "\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ",
    "\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴ",
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    "éẹềểễếệìỉỄẾỒĩíịò",
    "Ổỏõóọồổỗốộờởỡớợù",
    "ỖủũúụừửữứựỳỷỹýỵỐ",
];

/// From the Windows-1252 letter that is seen to the one that was meant.
static TCVN3_LETTERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0x80..=0xFF).collect();
    let (seen, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    let seen: Vec<char> = seen.chars().collect();
    let meant = TCVN3.iter().flat_map(|row| row.chars());
    seen.into_iter().zip(meant).collect()
});

fn tcvn3_letter(seen: char) -> char {
    match seen.is_ascii() {
        true => seen,
        false => TCVN3_LETTERS.get(&seen).copied().unwrap_or(seen),
    }
}

fn vni(seen: &str) -> String {
    let mut out = String::with_capacity(seen.len());
    let mut last: Option<char> = None;
    for letter in seen.chars() {
        let marked = last.and_then(|base| vni_marked(base, letter));
        match marked {
            Some(letter) => {
                out.pop();
                out.push(letter);
                last = None;
            }
            None => {
                let letter = vni_letter(letter);
                out.push(letter);
                last = Some(letter);
            }
        }
    }
    out
}

/// Letters with a code of their own.
fn vni_letter(seen: char) -> char {
    match seen {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        other => other,
    }
}

/// A vowel with the mark that follows it; `None` when the letter is no mark for this vowel.
fn vni_marked(base: char, mark: char) -> Option<char> {
    const GRAVE: char = '\u{300}';
    const ACUTE: char = '\u{301}';
    const TILDE: char = '\u{303}';
    const HOOK: char = '\u{309}';
    const DOT: char = '\u{323}';
    const CIRCUMFLEX: char = '\u{302}';
    const BREVE: char = '\u{306}';
    let mark = mark.to_lowercase().next()?;
    let (shape, tone) = match mark {
        'ù' => (None, Some(ACUTE)),
        'ø' => (None, Some(GRAVE)),
        'û' => (None, Some(HOOK)),
        'õ' => (None, Some(TILDE)),
        'ï' => (None, Some(DOT)),
        'â' => (Some(CIRCUMFLEX), None),
        'á' => (Some(CIRCUMFLEX), Some(ACUTE)),
        'à' => (Some(CIRCUMFLEX), Some(GRAVE)),
        'å' => (Some(CIRCUMFLEX), Some(HOOK)),
        'ã' => (Some(CIRCUMFLEX), Some(TILDE)),
        'ä' => (Some(CIRCUMFLEX), Some(DOT)),
        'ê' => (Some(BREVE), None),
        'é' => (Some(BREVE), Some(ACUTE)),
        'è' => (Some(BREVE), Some(GRAVE)),
        'ú' => (Some(BREVE), Some(HOOK)),
        'ü' => (Some(BREVE), Some(TILDE)),
        'ë' => (Some(BREVE), Some(DOT)),
        _ => return None,
    };
    let carries = match shape {
        None => "aeouyơưAEOUYƠƯ",
        Some(CIRCUMFLEX) => "aeoAEO",
        Some(_) => "aA",
    };
    if !carries.contains(base) {
        return None;
    }
    // Composition orders the marks itself: the dot goes below before the circumflex goes above.
    let mut composed = std::iter::once(base).chain(shape).chain(tone).nfc();
    composed.next().filter(|_| composed.next().is_none())
}
