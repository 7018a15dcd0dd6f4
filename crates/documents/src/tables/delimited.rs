//! Cells parted by a separator, quoted as RFC 4180 has it, and as people bend it: a quotation mark counts only at the
//! beginning of a cell, lines end in any of the three ways. It must never join two rows silently.

use std::io::Read;
use std::ops::ControlFlow;

use quen_vietnam::encoding::Encoding;

use super::decoding::Decoding;
use super::{Cell, MAX_CELL, MAX_COLUMNS, MAX_ROW, Row, TableError};

/// Reads all rows.
pub(super) fn read(
    reader: impl Read,
    encoding: Encoding,
    separator: char,
    take: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<(), TableError> {
    let mut decoding = Decoding::new(reader, encoding);
    let mut rows = Splitter::new(separator);
    let mut done = 0;
    while let Some(text) = decoding.next(done)? {
        for letter in text.chars() {
            if rows.take(letter)? == Step::RowEnds
                && let Some(row) = rows.row()?
                && !says_separator(&row)
                && take(row).is_break()
            {
                return Ok(());
            }
        }
        done = rows.number - 1;
    }
    if let Some(row) = rows.finish()? {
        let _ = take(row);
    }
    Ok(())
}

/// The line by which Excel tells the separator is no row of the table.
fn says_separator(row: &Row) -> bool {
    row.number == 1
        && row
            .cells
            .first()
            .is_some_and(|cell| cell.text().starts_with("sep="))
        && row.cells.len() <= 2
}

/// What a letter did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The row goes on.
    Inside,
    /// The row is complete.
    RowEnds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    /// In a plain cell.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark that closes the cell, or is the first of two.
    Closing,
}

/// Parts text into rows, a letter at a time.
pub(super) struct Splitter {
    separator: char,
    state: State,
    cell: String,
    cell_too_long: bool,
    cells: Vec<Cell>,
    size: usize,
    after_return: bool,
    /// Number of the row being read, from 1.
    pub(super) number: u64,
}

impl Splitter {
    pub(super) fn new(separator: char) -> Self {
        Self {
            separator,
            state: State::Start,
            cell: String::new(),
            cell_too_long: false,
            cells: Vec::new(),
            size: 0,
            after_return: false,
            number: 1,
        }
    }

    /// Takes a letter in. After [`Step::RowEnds`] the row is to be fetched with [`Self::row`].
    pub(super) fn take(&mut self, letter: char) -> Result<Step, TableError> {
        let second_half = std::mem::take(&mut self.after_return)
            && letter == '\n'
            && self.state == State::Start
            && self.cells.is_empty();
        if second_half {
            return Ok(Step::Inside);
        }
        match (self.state, letter) {
            (State::Quoted, '"') => self.state = State::Closing,
            (State::Quoted, letter) => self.push(letter)?,
            (State::Start, '"') => self.state = State::Quoted,
            (State::Closing, '"') => {
                self.push('"')?;
                self.state = State::Quoted;
            }
            (_, '\n' | '\r') => {
                self.after_return = letter == '\r';
                self.end_cell()?;
                return Ok(Step::RowEnds);
            }
            (_, letter) if letter == self.separator => self.end_cell()?,
            (_, letter) => {
                self.push(letter)?;
                self.state = State::Plain;
            }
        }
        Ok(Step::Inside)
    }

    fn push(&mut self, letter: char) -> Result<(), TableError> {
        self.size += letter.len_utf8();
        if self.size > MAX_ROW {
            return Err(TableError::OpenQuote { row: self.number });
        }
        if self.cell.len() >= MAX_CELL {
            self.cell_too_long = true;
        } else {
            self.cell.push(letter);
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), TableError> {
        let text = std::mem::take(&mut self.cell);
        self.state = State::Start;
        let cell = match std::mem::take(&mut self.cell_too_long) {
            true => Cell::TooLong,
            false if text.is_empty() => Cell::Empty,
            false => Cell::Text(text),
        };
        if self.cells.len() >= MAX_COLUMNS && !cell.is_empty() {
            return Err(TableError::TooManyColumns { row: self.number });
        }
        if self.cells.len() < MAX_COLUMNS {
            self.cells.push(cell);
        }
        Ok(())
    }

    /// The row that has just ended; `None` for an empty one.
    pub(super) fn row(&mut self) -> Result<Option<Row>, TableError> {
        let number = self.number;
        self.number += 1;
        self.size = 0;
        let mut cells = std::mem::take(&mut self.cells);
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        Ok((!cells.is_empty()).then_some(Row { number, cells }))
    }

    /// What is left at the end of the file.
    fn finish(&mut self) -> Result<Option<Row>, TableError> {
        if self.state == State::Quoted {
            return Err(TableError::OpenQuote { row: self.number });
        }
        self.end_cell()?;
        self.row()
    }
}
