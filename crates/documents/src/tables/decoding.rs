//! Bytes of a text file as text, a piece at a time. A piece ends at a line break, so that no letter is cut in two in
//! any encoding. It must never pass over bytes it cannot read.

use std::io::Read;

use quen_vietnam::encoding::{Encoding, decode};

use super::{MAX_ROW, TableError};

/// Bytes read at once.
const PIECE: usize = 256 * 1024;

/// A text file being decoded.
pub(super) struct Decoding<R> {
    reader: R,
    encoding: Encoding,
    waiting: Vec<u8>,
    ended: bool,
}

impl<R: Read> Decoding<R> {
    pub(super) fn new(reader: R, encoding: Encoding) -> Self {
        Self {
            reader,
            encoding,
            waiting: Vec::new(),
            ended: false,
        }
    }

    /// The next piece of text; `None` at the end. `row` is the last row read, for the refusal.
    pub(super) fn next(&mut self, row: u64) -> Result<Option<String>, TableError> {
        loop {
            if let Some(end) = self.whole_lines() {
                let rest = self.waiting.split_off(end);
                let bytes = std::mem::replace(&mut self.waiting, rest);
                return self.decoded(&bytes, row).map(Some);
            }
            if self.ended {
                let bytes = std::mem::take(&mut self.waiting);
                return if bytes.is_empty() {
                    Ok(None)
                } else {
                    self.decoded(&bytes, row).map(Some)
                };
            }
            self.read_more(row)?;
        }
    }

    fn read_more(&mut self, row: u64) -> Result<(), TableError> {
        if self.waiting.len() > MAX_ROW {
            return Err(TableError::OpenQuote { row: row + 1 });
        }
        let mut piece = vec![0_u8; PIECE];
        let read = super::fill(&mut self.reader, &mut piece)?;
        self.ended = read < PIECE;
        self.waiting
            .extend_from_slice(piece.get(..read).unwrap_or_default());
        Ok(())
    }

    fn decoded(&self, bytes: &[u8], row: u64) -> Result<String, TableError> {
        decode(bytes, self.encoding).map_err(|_| TableError::BadText { row })
    }

    /// Where the last whole line of what waits ends.
    fn whole_lines(&self) -> Option<usize> {
        line_end(&self.waiting, self.encoding)
    }
}

/// The place behind the last line break.
fn line_end(bytes: &[u8], encoding: Encoding) -> Option<usize> {
    let wide = |unit: [u8; 2]| {
        let (pairs, _) = bytes.as_chunks::<2>();
        pairs
            .iter()
            .rposition(|pair| *pair == unit)
            .map(|at| (at + 1) * 2)
    };
    match encoding {
        Encoding::Utf16Le => wide([b'\n', 0]),
        Encoding::Utf16Be => wide([0, b'\n']),
        _ => bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map(|at| at + 1),
    }
}

/// The text of a file's first bytes, up to the last whole line, or up to the last whole letter of one long line.
pub(super) fn sample(head: &[u8], encoding: Encoding) -> Result<String, TableError> {
    if head.len() < super::SAMPLE {
        return decode(head, encoding).map_err(|_| TableError::BadText { row: 0 });
    }
    let end = line_end(head, encoding).unwrap_or(head.len());
    let whole = (end.saturating_sub(4)..=end).rev();
    whole
        .filter_map(|end| head.get(..end))
        .find_map(|bytes| decode(bytes, encoding).ok())
        .ok_or(TableError::BadText { row: 0 })
}
