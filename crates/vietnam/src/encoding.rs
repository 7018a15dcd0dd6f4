//! Text of old files: UTF-8, UTF-16, Windows-1258, and the font encodings TCVN3 (ABC) and VNI.
//! Must never panic on any bytes and never lose text silently: what cannot be decoded is an error, and a detection is a
//! guess with a confidence that the person importing can overrule.

mod legacy;
mod score;
mod syllable;

pub use legacy::{LegacyFont, decode_text};

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// How bytes stand for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first (Excel's "Unicode text").
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows Vietnamese.
    Windows1258,
    /// Windows Western: no Vietnamese beyond a few letters.
    Windows1252,
    /// TCVN 5712, fonts `.VnTime` and `.VnArial`.
    Tcvn3,
    /// VNI for Windows, fonts `VNI-Times`.
    VniWindows,
}

/// A guess at the encoding of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// The likeliest encoding.
    pub encoding: Encoding,
    /// 0 to 100: how many of the telling words read as Vietnamese, or 100 for what the bytes prove.
    pub confidence: u8,
}

/// The bytes are not text of that encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeError {
    /// The encoding that was tried.
    pub encoding: Encoding,
}

impl std::fmt::Display for DecodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the bytes are no {:?} text", self.encoding)
    }
}

impl std::error::Error for DecodeError {}

/// Guesses the encoding from the first 64 KiB.
pub fn detect(bytes: &[u8]) -> Detected {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let proven = |encoding| Detected {
        encoding,
        confidence: 100,
    };
    match sample {
        [0xEF, 0xBB, 0xBF, ..] => return proven(Encoding::Utf8),
        [0xFF, 0xFE, ..] => return proven(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return proven(Encoding::Utf16Be),
        _ => {}
    }
    if let Some(encoding) = unmarked_utf16(sample) {
        return Detected {
            encoding,
            confidence: 90,
        };
    }
    match std::str::from_utf8(sample) {
        Ok(_) => proven(Encoding::Utf8),
        // The sample ends inside a character.
        Err(error) if error.error_len().is_none() && bytes.len() > sample.len() => {
            proven(Encoding::Utf8)
        }
        Err(_) => score::likeliest(sample),
    }
}

/// Decodes bytes to composed text (NFC); a byte order mark is left out.
pub fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, DecodeError> {
    let text = match encoding {
        Encoding::Utf8 => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        Encoding::Windows1258 => WINDOWS_1258
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| text.into_owned()),
        Encoding::Windows1252 => Some(western(bytes)),
        Encoding::Tcvn3 => Some(decode_text(&western(bytes), LegacyFont::Tcvn3)),
        Encoding::VniWindows => Some(decode_text(&western(bytes), LegacyFont::Vni)),
    };
    let text = text.ok_or(DecodeError { encoding })?;
    Ok(match unicode_normalization::is_nfc(&text) {
        true => text,
        false => text.nfc().collect(),
    })
}

/// Whether text that came as Unicode holds the letters of an old font (`nguyÔn v¨n an`, from a workbook typed in
/// TCVN3); `None` for text that reads well as it is.
pub fn detect_text(text: &str) -> Option<LegacyFont> {
    score::legacy_font_of(text)
}

const SAMPLE: usize = 64 * 1024;

fn western(bytes: &[u8]) -> String {
    WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    Some(
        text.strip_prefix('\u{FEFF}')
            .map(str::to_owned)
            .unwrap_or(text),
    )
}

/// Spaces, digits and plain letters have a zero byte in UTF-16, always on the same side.
fn unmarked_utf16(sample: &[u8]) -> Option<Encoding> {
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |side: usize| {
        pairs
            .iter()
            .filter(|pair| pair.get(side) == Some(&0))
            .count()
    };
    let (high_first, low_first) = (zeros(0), zeros(1));
    let many = pairs.len().div_ceil(4).max(1);
    match (high_first >= many, low_first >= many) {
        (true, false) => Some(Encoding::Utf16Be),
        (false, true) => Some(Encoding::Utf16Le),
        _ => None,
    }
}
