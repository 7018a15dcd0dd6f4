//! Text of a PDF, page by page. A stream that unpacks to more than allowed is refused before it is held.

use lopdf::{DecompressError, Document, Error, LoadOptions};
use quen_core::files::TextState;

use super::{Gathered, MAX_PAGES, Stop};

/// Bytes that one stream, or the content of one page, may unpack to.
const MAX_STREAM: usize = 16 * 1024 * 1024;

/// Reads the pages in their order. A page that is damaged is passed over when others are not.
pub(super) fn read(bytes: &[u8], text: &mut Gathered) -> Result<(), Stop> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    let document = Document::load_mem_with_options(bytes, options).map_err(refused)?;
    if document.is_encrypted() {
        return Err(Stop::Refused(TextState::Locked));
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let mut damaged = 0;
    for page in pages.iter().take(MAX_PAGES) {
        match document.extract_text_with_limit(&[*page], MAX_STREAM) {
            Ok(said) => text.add(&said)?,
            Err(error) => match refused(error) {
                stop @ Stop::Refused(TextState::TooLarge) => return Err(stop),
                _ => damaged += 1,
            },
        }
        text.add("\n")?;
    }
    if pages.is_empty() || damaged == pages.len().min(MAX_PAGES) {
        return Err(Stop::Refused(TextState::Broken));
    }
    if pages.len() > MAX_PAGES {
        return Err(Stop::Full);
    }
    Ok(())
}

fn refused(error: Error) -> Stop {
    Stop::Refused(match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => TextState::TooLarge,
        Error::InvalidPassword | Error::Decryption(_) => TextState::Locked,
        _ => TextState::Broken,
    })
}
