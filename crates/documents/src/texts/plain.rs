//! Text of plain files in whatever encoding they have, old Vietnamese fonts included.

use quen_core::files::TextState;
use quen_vietnam::encoding::{self, decode, detect, detect_text};

use super::{Gathered, Stop};

/// Bytes by which the encoding is told.
const SAMPLE: usize = 64 * 1024;

/// Reads all of it.
pub(super) fn read(bytes: &[u8], text: &mut Gathered) -> Result<(), Stop> {
    let sample = bytes.get(..SAMPLE.min(bytes.len())).unwrap_or_default();
    let found = detect(sample).encoding;
    let said = decode(bytes, found).map_err(|_| Stop::Refused(TextState::Broken))?;
    match detect_text(&said) {
        Some(font) => text.add(&encoding::decode_text(&said, font)),
        None => text.add(&said),
    }
}
