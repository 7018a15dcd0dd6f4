//! Rows of a CSV, TSV or XLSX file, one after another. What the file is, is read from its bytes, never from its name.
//!
//! A row carries the number under which a spreadsheet program shows it; empty rows are passed over but counted.

mod decoding;
mod delimited;
mod error;
mod packed;
mod separator;
mod workbook;

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use quen_vietnam::encoding::{self, Encoding, LegacyFont};

pub use error::TableError;

/// Columns of a table at most.
pub const MAX_COLUMNS: usize = 300;
/// Rows of a workbook's sheet at most: what the format allows.
pub const MAX_WORKBOOK_ROWS: u64 = 1_048_576;
/// Bytes a workbook may have when unpacked.
pub const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// Bytes of one cell at most; a longer one is marked and the rest of the file still read.
pub const MAX_CELL: usize = 1024 * 1024;
/// Bytes of one row at most: behind this there is a quotation mark that nobody closed.
const MAX_ROW: usize = 16 * 1024 * 1024;

/// Where the bytes are.
#[derive(Debug, Clone)]
pub enum Source {
    /// On disk.
    File(PathBuf),
    /// In memory.
    Bytes(Arc<[u8]>),
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as typed.
    Text(String),
    /// A number that a workbook keeps as a number, written with a point and without thousands marks.
    Number(String),
    /// A day or an instant that a workbook keeps as such: `2026-11-21` or `2026-11-21 14:30:00`.
    Date(String),
    /// Yes or no.
    Bool(bool),
    /// A formula that came to nothing, such as `#REF!`.
    Fault,
    /// More than [`MAX_CELL`] bytes.
    TooLong,
}

impl Cell {
    /// The text people see; empty for faults.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Date(text) => text,
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::Empty | Self::Fault | Self::TooLong => "",
        }
    }

    /// Nothing in it?
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number as the spreadsheet shows it, from 1.
    pub number: u64,
    /// Cells, without empty ones at the end.
    pub cells: Vec<Cell>,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text with a separator between cells.
    Delimited {
        /// How bytes stand for letters.
        encoding: Encoding,
        /// What parts the cells.
        separator: char,
    },
    /// A workbook.
    Workbook,
}

/// What the person importing has said against the guesses.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes {
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The separator of a text file.
    pub separator: Option<char>,
    /// The old font that Unicode letters really stand for.
    pub font: Option<LegacyFont>,
}

/// Looks at the first bytes: what is it?
///
/// # Errors
/// [`TableError`] for what is no table.
pub fn shape(source: &Source, wishes: Wishes) -> Result<Shape, TableError> {
    let mut head = vec![0_u8; SAMPLE + BEYOND];
    let read = fill(&mut open(source)?, &mut head)?;
    head.truncate(read);
    if head.is_empty() {
        return Err(TableError::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Shape::Workbook);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(TableError::OldWorkbook);
    }
    let encoding = wishes
        .encoding
        .unwrap_or_else(|| encoding::detect(&head).encoding);
    let text = decoding::sample(&head, encoding)?;
    if !looks_like_text(&text) {
        return Err(TableError::NotATable);
    }
    let separator = wishes.separator.unwrap_or_else(|| separator::guess(&text));
    Ok(Shape::Delimited {
        encoding,
        separator,
    })
}

/// Hands every row that is not empty to `take`, until it breaks off.
///
/// # Errors
/// [`TableError`], with the row where one is to blame.
pub fn read(
    source: &Source,
    shape: Shape,
    font: Option<LegacyFont>,
    take: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<(), TableError> {
    let mut take = |mut row: Row| {
        if let Some(font) = font {
            row.cells.iter_mut().for_each(|cell| refont(cell, font));
        }
        take(row)
    };
    match shape {
        Shape::Delimited {
            encoding,
            separator,
        } => delimited::read(open(source)?, encoding, separator, &mut take),
        Shape::Workbook => workbook::read(source, &mut take),
    }
}

/// Hands the text of every cell of every sheet of a workbook to `take`, with the number of its row from 0, until it breaks off.
///
/// # Errors
/// [`TableError`], also for a workbook that unpacks to more than `max_unpacked` bytes.
pub fn texts(
    source: &Source,
    max_unpacked: u64,
    take: &mut dyn FnMut(u32, &str) -> ControlFlow<()>,
) -> Result<(), TableError> {
    workbook::texts(source, max_unpacked, take)
}

/// The old font that the texts of some rows were typed in, when they were.
pub fn old_font(rows: &[Row]) -> Option<LegacyFont> {
    let texts: Vec<&str> = rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(Cell::text)
        .collect();
    encoding::detect_text(&texts.join(" "))
}

/// Reads the texts of rows as those of an old font.
pub fn refont_rows(rows: &mut [Row], font: LegacyFont) {
    rows.iter_mut()
        .flat_map(|row| &mut row.cells)
        .for_each(|cell| refont(cell, font));
}

fn refont(cell: &mut Cell, font: LegacyFont) {
    if let Cell::Text(text) = cell {
        *text = encoding::decode_text(text, font);
    }
}

/// Bytes looked at before reading.
const SAMPLE: usize = 64 * 1024;
/// Bytes behind the sample, which tell a letter that is cut off from one that is broken.
const BEYOND: usize = 16;

trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

fn open(source: &Source) -> Result<Box<dyn ReadSeek>, TableError> {
    Ok(match source {
        Source::File(path) => Box::new(File::open(path)?),
        Source::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
    })
}

/// Reads until the buffer is full or the file ends.
fn fill(reader: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, TableError> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest)? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// Text has no control characters but breaks and tabs.
fn looks_like_text(text: &str) -> bool {
    let strange = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}'))
        .count();
    let magic = ["%PDF-", "{\\rtf", "<!DOCTYPE", "<html", "<?xml"];
    let head = text.trim_start();
    strange * 1000 <= text.len()
        && !text.contains('\0')
        && !magic.iter().any(|mark| head.starts_with(mark))
}

/// The length of a source in bytes, for progress.
///
/// # Errors
/// When it cannot be read.
pub fn length(source: &Source) -> Result<u64, TableError> {
    Ok(open(source)?.seek(SeekFrom::End(0))?)
}

#[cfg(test)]
mod tests;
