//! The text in files that people have: PDF, office documents, workbooks, plain text. It may take no more memory or time
//! than is said here, whatever the file says of itself, and it must never open what is locked.
//!
//! A parser that panics is a broken file. What no function can guard against (a stack that overflows, a loop without end) is
//! kept away from the server by reading in a process of its own; see `quen read-text`.

mod packed;
mod pdf;
mod plain;
mod workbook;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use quen_core::files::{MAX_TEXT, TextState};
use serde::{Deserialize, Serialize};

/// Pages of a PDF that are read at most.
pub const MAX_PAGES: usize = 500;
/// Bytes that the parts of a packed file may unpack to.
pub const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// How long reading may take.
pub const MAX_TIME: Duration = Duration::from_secs(30);

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// How far.
    pub state: TextState,
    /// The text, line by line; empty where there is none.
    pub text: String,
}

impl Said {
    /// Nothing, for this reason.
    pub fn nothing(state: TextState) -> Self {
        let text = String::new();
        Self { state, text }
    }
}

/// Reads the text of a file with this ending.
pub fn read(ending: &str, bytes: Vec<u8>) -> Said {
    let begun = Instant::now();
    let reading = || {
        let mut text = Gathered::until(begun + MAX_TIME);
        let ended = match ending {
            "pdf" => pdf::read(&bytes, &mut text),
            "docx" | "odt" | "ods" | "pptx" => packed::read(&bytes, &mut text),
            "xlsx" => workbook::read(Arc::from(bytes), &mut text),
            "csv" | "tsv" | "txt" | "md" | "xml" => plain::read(&bytes, &mut text),
            _ => return Said::nothing(TextState::None),
        };
        text.ended(ended)
    };
    // A parser's panic leaves nothing behind that is used again.
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| Said::nothing(TextState::Broken))
}

/// Why reading ended before the end of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// Enough was read.
    Full,
    /// It cannot be read.
    Refused(TextState),
}

/// The text so far, within its limits.
struct Gathered {
    text: String,
    letters: usize,
    until: Instant,
}

impl Gathered {
    fn until(until: Instant) -> Self {
        Self {
            text: String::new(),
            letters: 0,
            until,
        }
    }

    /// Adds a piece; a space or a line break in it parts words.
    fn add(&mut self, piece: &str) -> Result<(), Stop> {
        if Instant::now() > self.until {
            return Err(Stop::Refused(TextState::TooSlow));
        }
        for letter in piece.chars() {
            let gap = letter.is_whitespace() || letter.is_control();
            let line = matches!(letter, '\n' | '\r' | '\u{c}');
            let letter = match (gap, line) {
                (false, _) => letter,
                (true, false) => ' ',
                (true, true) => '\n',
            };
            let doubled = gap && self.text.ends_with([' ', '\n']);
            if doubled || (gap && self.text.is_empty()) {
                continue;
            }
            if self.letters >= MAX_TEXT {
                return Err(Stop::Full);
            }
            self.text.push(letter);
            self.letters += 1;
        }
        Ok(())
    }

    fn ended(self, ended: Result<(), Stop>) -> Said {
        let text = self.text.trim_end().to_owned();
        let state = match ended {
            Ok(()) if text.is_empty() => TextState::None,
            Ok(()) => TextState::Read,
            Err(Stop::Full) => TextState::Cut,
            // What a damaged or endless file gave before is not to be relied on.
            Err(Stop::Refused(state)) => return Said::nothing(state),
        };
        Said { state, text }
    }
}

#[cfg(test)]
mod tests;
