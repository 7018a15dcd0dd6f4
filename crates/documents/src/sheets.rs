//! Rows written for people and programs: CSV, XLSX with types and a frozen header, JSON lines. A text that a
//! spreadsheet program would run as a formula is written so that it stays text.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, Write};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetFormat {
    /// Commas, UTF-8 with a mark that Excel reads it by.
    Csv,
    /// A workbook.
    Xlsx,
    /// A JSON object a line.
    Jsonl,
}

impl SheetFormat {
    /// The format with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "csv" => Self::Csv,
            "xlsx" => Self::Xlsx,
            "jsonl" => Self::Jsonl,
            _ => return None,
        })
    }

    /// Its word, also the ending of file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
        }
    }

    /// Media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Jsonl => "application/x-ndjson",
        }
    }
}

/// A value of a row, as a spreadsheet shows it and as a program reads it.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// An exact number, its decimal digits behind a point.
    Number(String),
    /// A day.
    Day(NaiveDate),
    /// An instant with the local time to show.
    Instant(DateTime<Utc>, NaiveDateTime),
    /// Yes or no.
    Bool(bool),
}

/// A column: its name for programs and its heading for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name.
    pub name: String,
    /// Heading.
    pub heading: String,
}

/// A file being written.
pub struct Sheet<W: Write + Send> {
    out: W,
    columns: Vec<Column>,
    kind: Kind,
}

enum Kind {
    Csv,
    Jsonl,
    Xlsx {
        workbook: Box<Workbook>,
        next_row: u32,
        sheets: usize,
    },
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The disk or the receiver.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The workbook.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
}

/// Rows of one sheet of a workbook at most; more go to a further sheet.
const SHEET_ROWS: u32 = 1_048_576;
/// Letters of one cell of a workbook at most, set by the format.
const XLSX_CELL: usize = 32_767;

impl<W: Write + Send> Sheet<W> {
    /// Begins a file with its headings: those for people, in a JSON file the names.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn new(format: SheetFormat, mut out: W, columns: Vec<Column>) -> Result<Self, SheetError> {
        let kind = match format {
            SheetFormat::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                Kind::Csv
            }
            SheetFormat::Jsonl => Kind::Jsonl,
            SheetFormat::Xlsx => Kind::Xlsx {
                workbook: Box::new(Workbook::new()),
                next_row: SHEET_ROWS,
                sheets: 0,
            },
        };
        let mut sheet = Self { out, columns, kind };
        if format == SheetFormat::Csv {
            let headings: Vec<Written> = sheet
                .columns
                .iter()
                .map(|c| Written::Text(c.heading.clone()))
                .collect();
            sheet.row(&headings)?;
        }
        Ok(sheet)
    }

    /// Writes a row; values in the order of the columns.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn row(&mut self, values: &[Written]) -> Result<(), SheetError> {
        match &mut self.kind {
            Kind::Csv => {
                let cells: Vec<String> = values.iter().map(|value| quoted(&plain(value))).collect();
                Ok(self
                    .out
                    .write_all(format!("{}\r\n", cells.join(",")).as_bytes())?)
            }
            Kind::Jsonl => {
                let object: Map<String, Value> = self
                    .columns
                    .iter()
                    .map(|c| c.name.clone())
                    .zip(values.iter().map(json))
                    .collect();
                Ok(writeln!(self.out, "{}", Value::Object(object))?)
            }
            Kind::Xlsx {
                workbook,
                next_row,
                sheets,
            } => {
                if *next_row >= SHEET_ROWS {
                    begin_sheet(workbook, &self.columns)?;
                    (*next_row, *sheets) = (1, *sheets + 1);
                }
                let sheet = workbook.worksheet_from_index(*sheets - 1)?;
                for (column, value) in (0_u16..).zip(values) {
                    write_cell(sheet, *next_row, column, value)?;
                }
                *next_row += 1;
                Ok(())
            }
        }
    }

    /// Writes an object as a line; for JSON lines alone.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn object(&mut self, object: &Value) -> Result<(), SheetError> {
        Ok(writeln!(self.out, "{object}")?)
    }

    /// Ends the file; answers where it went.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn finish(mut self) -> Result<W, SheetError> {
        if let Some(mut packed) = self.packed()? {
            std::io::copy(&mut packed, &mut self.out)?;
        }
        self.out.flush()?;
        Ok(self.out)
    }

    /// A workbook packed into a file without a name, from its beginning; `None` for what is written as it comes.
    fn packed(&mut self) -> Result<Option<File>, SheetError> {
        let Kind::Xlsx {
            workbook, sheets, ..
        } = &mut self.kind
        else {
            return Ok(None);
        };
        if *sheets == 0 {
            begin_sheet(workbook, &self.columns)?;
        }
        let mut file = tempfile::tempfile()?;
        workbook.save_to_writer(BufWriter::new(&mut file))?;
        file.rewind()?;
        Ok(Some(file))
    }
}

impl Sheet<Vec<u8>> {
    /// What was written since this was last asked; nothing of a workbook before its end.
    pub fn take_written(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Ends the file; what is left of it comes piece by piece. A workbook is packed on disk: it is never in memory whole.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn end(mut self) -> Result<Rest, SheetError> {
        let file = self.packed()?;
        let written = self.take_written();
        Ok(Rest { written, file })
    }
}

/// Bytes handed over at once of a packed workbook.
const PIECE: usize = 256 * 1024;

/// What is left of a file after its last row.
#[derive(Debug)]
pub struct Rest {
    written: Vec<u8>,
    file: Option<File>,
}

impl Rest {
    /// The next piece; `None` when there is no more.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn next_piece(&mut self) -> Result<Option<Vec<u8>>, SheetError> {
        if !self.written.is_empty() {
            return Ok(Some(std::mem::take(&mut self.written)));
        }
        let Some(file) = &mut self.file else {
            return Ok(None);
        };
        let mut piece = Vec::with_capacity(PIECE);
        file.take(PIECE as u64).read_to_end(&mut piece)?;
        Ok((!piece.is_empty()).then_some(piece))
    }
}

fn begin_sheet(workbook: &mut Workbook, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (number, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(number, 18)?;
        sheet.write_string_with_format(0, number, &column.heading, &bold)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Written,
) -> Result<(), XlsxError> {
    match value {
        Written::Empty => return Ok(()),
        // Cells of a workbook have types: a text is never run, whatever it begins with.
        Written::Text(text) if harmless(text) != *text => sheet.write_string_with_format(
            row,
            column,
            cut(text),
            &Format::new().set_quote_prefix(),
        )?,
        Written::Text(text) => sheet.write_string(row, column, cut(text))?,
        Written::Number(digits) => match digits.parse::<f64>() {
            Ok(number) => sheet.write_number(row, column, number)?,
            Err(_) => sheet.write_string(row, column, digits)?,
        },
        Written::Day(day) => write_serial(
            sheet,
            (row, column),
            serial(day.and_time(NaiveTime::MIN)),
            "dd/mm/yyyy",
        )?,
        Written::Instant(_, local) => {
            write_serial(sheet, (row, column), serial(*local), "dd/mm/yyyy hh:mm")?
        }
        Written::Bool(yes) => sheet.write_boolean(row, column, *yes)?,
    };
    Ok(())
}

fn write_serial<'a>(
    sheet: &'a mut Worksheet,
    (row, column): (u32, u16),
    serial: f64,
    shown: &str,
) -> Result<&'a mut Worksheet, XlsxError> {
    sheet.write_number_with_format(row, column, serial, &Format::new().set_num_format(shown))
}

/// Days since 30 December 1899, as spreadsheet programs count them from March 1900 on.
fn serial(at: NaiveDateTime) -> f64 {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    // Seconds of a few thousand years are exact in a float.
    at.signed_duration_since(zero.and_time(NaiveTime::MIN))
        .num_seconds() as f64
        / 86_400.0
}

/// The format ends a cell at so many letters; the mark says that there was more.
fn cut(text: &str) -> String {
    if text.chars().count() <= XLSX_CELL {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(XLSX_CELL - 1).collect();
    kept.push('…');
    kept
}

fn plain(value: &Written) -> String {
    match value {
        Written::Empty => String::new(),
        Written::Text(text) => harmless(text),
        Written::Number(digits) => digits.clone(),
        Written::Day(day) => day.to_string(),
        Written::Instant(_, local) => local.format("%Y-%m-%d %H:%M:%S").to_string(),
        Written::Bool(yes) => yes.to_string(),
    }
}

/// A text that begins like a formula gets an apostrophe in front, which spreadsheet programs do not show.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn json(value: &Written) -> Value {
    match value {
        Written::Empty => Value::Null,
        Written::Text(text) => Value::from(text.as_str()),
        Written::Number(digits) => {
            serde_json::from_str(digits).unwrap_or_else(|_| Value::from(digits.as_str()))
        }
        Written::Day(day) => Value::from(day.to_string()),
        Written::Instant(at, _) => {
            Value::from(at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
        }
        Written::Bool(yes) => Value::from(*yes),
    }
}

#[cfg(test)]
mod tests;
