//! Guesses among the encodings that any byte fits: the one whose words read as Vietnamese.
//! Must never look at plain words: only those with a letter beyond ASCII tell anything.

use super::syllable::is_syllable;
use super::{Detected, Encoding, LegacyFont, decode, decode_text};

/// The likeliest of the one-byte encodings.
pub(super) fn likeliest(sample: &[u8]) -> Detected {
    // The commoner first: a tie goes to it.
    let candidates = [Encoding::Windows1258, Encoding::Tcvn3, Encoding::VniWindows];
    let mut best = Detected {
        encoding: Encoding::Windows1252,
        confidence: MUST_READ,
    };
    let mut won = false;
    for encoding in candidates {
        let confidence = decode(sample, encoding).map_or(0, |text| score(&text));
        if confidence > best.confidence || (!won && confidence == best.confidence) {
            best = Detected {
                encoding,
                confidence,
            };
            won = true;
        }
    }
    match won {
        true => best,
        false => Detected {
            encoding: Encoding::Windows1252,
            confidence: 100 - MUST_READ,
        },
    }
}

/// The old font of text that came through as Windows-1252 letters.
pub(super) fn legacy_font_of(text: &str) -> Option<LegacyFont> {
    if text.is_ascii() || text.chars().any(is_vietnamese_only) {
        return None;
    }
    let as_it_is = score(text);
    let readings =
        [LegacyFont::Tcvn3, LegacyFont::Vni].map(|font| (score(&decode_text(text, font)), font));
    let (read, font) = readings
        .into_iter()
        .max_by_key(|(score, font)| (*score, *font == LegacyFont::Tcvn3))?;
    (read >= MUST_READ && read > as_it_is).then_some(font)
}

/// Below this share of readable words no guess is made.
const MUST_READ: u8 = 50;

/// Letters that no Western encoding has: their presence proves Unicode.
fn is_vietnamese_only(letter: char) -> bool {
    matches!(
        letter,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | '\u{1EA0}'
            ..='\u{1EF9}'
    )
}

/// Percentage of the words with letters beyond ASCII that are Vietnamese syllables; 0 without such words.
fn score(text: &str) -> u8 {
    let telling = text
        .split(|letter: char| {
            letter.is_whitespace() || letter.is_ascii_punctuation() || letter.is_ascii_digit()
        })
        .filter(|word| !word.is_ascii());
    let (mut all, mut read) = (0_usize, 0_usize);
    for word in telling {
        all += 1;
        read += usize::from(is_syllable(word));
    }
    match all {
        0 => 0,
        all => u8::try_from(read * 100 / all).unwrap_or(100),
    }
}
