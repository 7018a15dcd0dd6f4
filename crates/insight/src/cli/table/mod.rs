//! A delimited text file held in memory: columns by name, typed getters. It never panics on any bytes and never guesses a
//! value: what cannot be read is an error that names row (header = 1) and column.

mod cell;

pub use cell::{cents, day, integer, number};

use super::CliError;
use super::options::Options;

/// Rows of cells under a header. Cells are kept as bytes and parsed when a column is asked for.
#[derive(Debug)]
pub struct Table {
    header: Vec<String>,
    names: Vec<(String, String)>,
    cells: Vec<u8>,
    /// Where each cell ends; four bytes each, for files of millions of rows.
    ends: Vec<u32>,
    rows: usize,
    /// `(row index, blank lines before it)`, only where the count grows.
    blanks: Vec<(usize, usize)>,
}

/// One column of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Column<'t> {
    table: &'t Table,
    index: usize,
}

impl Table {
    /// Reads a file whose first row is the header. `columns` of the options renames (`{"time":"week"}` reads the file's
    /// `week` where `time` is wanted); `separator` is one character or `"tab"`, and is recognised when not given.
    pub fn read(input: &[u8], options: &Options<'_>) -> Result<Self, CliError> {
        let input = without_mark(input);
        if u32::try_from(input.len()).is_err() {
            return Err(CliError::Input(
                "the file is larger than 4 GB: cut it into parts".into(),
            ));
        }
        let separator = separator(options, first_line(input))?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(input);
        let mut table = Self {
            header: Vec::new(),
            names: options.text_pairs("columns")?,
            cells: Vec::with_capacity(input.len()),
            ends: Vec::new(),
            rows: 0,
            blanks: Vec::new(),
        };
        let mut record = csv::ByteRecord::new();
        let mut line = 1;
        let mut blank = 0;
        while read(&mut reader, &mut record)? {
            blank += blank_lines(&reader, &record, &mut line);
            if table.header.is_empty() {
                table.header = header(&record)?;
                let lines = input.iter().filter(|byte| **byte == b'\n').count();
                table.ends.reserve_exact(
                    lines
                        .saturating_mul(table.header.len())
                        .min(input.len() + 1),
                );
            } else {
                table.push(&record, blank)?;
            }
        }
        if table.header.is_empty() {
            return Err(CliError::Input(
                "the file is empty: a header row is needed".into(),
            ));
        }
        Ok(table)
    }

    /// How many rows there are, without the header.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the columns in the order of the file.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Whether a column of this name (after renaming) is in the file.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// The column of this name (after renaming); an [`CliError::Input`] that lists the header when there is none.
    pub fn column(&self, name: &str) -> Result<Column<'_>, CliError> {
        let index = self.position(name).ok_or_else(|| {
            let wanted = self.wanted(name);
            CliError::Input(format!(
                "no column {wanted:?}; the header has {}",
                self.header.join(", ")
            ))
        })?;
        Ok(Column { table: self, index })
    }

    fn wanted<'a>(&'a self, name: &'a str) -> &'a str {
        let renamed = self.names.iter().find(|(from, _)| from == name);
        renamed.map_or(name, |(_, to)| to.as_str())
    }

    fn position(&self, name: &str) -> Option<usize> {
        let wanted = self.wanted(name);
        let exact = self.header.iter().position(|have| have == wanted);
        exact.or_else(|| {
            self.header
                .iter()
                .position(|have| have.eq_ignore_ascii_case(wanted))
        })
    }

    fn push(&mut self, record: &csv::ByteRecord, blank: usize) -> Result<(), CliError> {
        if self.blanks.last().map_or(0, |(_, count)| *count) < blank {
            self.blanks.push((self.rows, blank));
        }
        let width = self.header.len();
        if record
            .iter()
            .skip(width)
            .any(|cell| !cell.trim_ascii().is_empty())
        {
            let (row, have) = (self.row(self.rows), record.len());
            return Err(CliError::Input(format!(
                "row {row}: {have} cells, but the header has {width}"
            )));
        }
        for index in 0..width {
            self.cells
                .extend_from_slice(record.get(index).unwrap_or_default().trim_ascii());
            self.ends
                .push(u32::try_from(self.cells.len()).unwrap_or(u32::MAX));
        }
        self.rows += 1;
        Ok(())
    }

    /// The row as a spreadsheet counts it: the header is 1 and blank lines count.
    fn row(&self, index: usize) -> usize {
        let before = self.blanks.iter().rev().find(|(from, _)| *from <= index);
        index + 2 + before.map_or(0, |(_, count)| *count)
    }

    fn cell(&self, row: usize, column: usize) -> &[u8] {
        let at = row * self.header.len() + column;
        let start = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.cells
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }
}

impl<'t> Column<'t> {
    /// The name as the file has it.
    #[must_use]
    pub fn name(&self) -> &'t str {
        self.table.header.get(self.index).map_or("", String::as_str)
    }

    /// Finite numbers.
    pub fn numbers(&self) -> Result<Vec<f64>, CliError> {
        self.parse("a number", number)
    }

    /// Whole numbers; `3.0` is one.
    pub fn integers(&self) -> Result<Vec<i64>, CliError> {
        self.parse("a whole number", integer)
    }

    /// Days since 1970-01-01, from `2024-03-09` (a time after it is ignored) or from a whole number.
    pub fn days(&self) -> Result<Vec<i32>, CliError> {
        self.parse("a date like 2024-03-09", day)
    }

    /// Hundredths of an amount like `29.33`, rounded half away from zero.
    pub fn cents(&self) -> Result<Vec<i64>, CliError> {
        self.parse("an amount", cents)
    }

    /// Texts as they stand; not empty.
    pub fn texts(&self) -> Result<Vec<&'t str>, CliError> {
        self.parse("text", Some)
    }

    /// Reads every cell with `read`; `kind` completes the message "is not …".
    pub fn parse<T>(
        &self,
        kind: &str,
        read: impl Fn(&'t str) -> Option<T>,
    ) -> Result<Vec<T>, CliError> {
        (0..self.table.rows)
            .map(|row| self.parse_cell(row, kind, &read))
            .collect()
    }

    /// The error of a value of this column that reads well but cannot be used.
    #[must_use]
    pub fn refuse(&self, row: usize, why: &str) -> CliError {
        CliError::Input(format!(
            "row {}, column {:?}: {why}",
            self.table.row(row),
            self.name()
        ))
    }

    fn parse_cell<T>(
        &self,
        row: usize,
        kind: &str,
        read: impl Fn(&'t str) -> Option<T>,
    ) -> Result<T, CliError> {
        let bytes = self.table.cell(row, self.index);
        if bytes.is_empty() {
            return Err(self.refuse(row, "empty"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| self.refuse(row, "not UTF-8 text"))?;
        read(text).ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            self.refuse(row, &format!("{shown:?} is not {kind}"))
        })
    }
}

fn read(reader: &mut csv::Reader<&[u8]>, record: &mut csv::ByteRecord) -> Result<bool, CliError> {
    reader
        .read_byte_record(record)
        .map_err(|error| CliError::Input(error.to_string()))
}

/// Blank lines skipped before this record: the lines read, less its own.
fn blank_lines(reader: &csv::Reader<&[u8]>, record: &csv::ByteRecord, line: &mut u64) -> usize {
    let now = reader.position().line();
    let passed = now.saturating_sub(*line);
    *line = now;
    if passed <= 1 {
        return 0;
    }
    let inside = record
        .as_slice()
        .iter()
        .filter(|byte| **byte == b'\n')
        .count() as u64;
    usize::try_from(passed.saturating_sub(1 + inside)).unwrap_or(0)
}

fn header(record: &csv::ByteRecord) -> Result<Vec<String>, CliError> {
    let mut names: Vec<String> = Vec::with_capacity(record.len());
    for (at, cell) in record.iter().enumerate() {
        let name = std::str::from_utf8(cell.trim_ascii());
        let name =
            name.map_err(|_| CliError::Input(format!("row 1, column {}: not UTF-8 text", at + 1)))?;
        if !name.is_empty() && names.iter().any(|have| have == name) {
            return Err(CliError::Input(format!(
                "row 1: two columns are called {name:?}"
            )));
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

/// Without the byte order mark that spreadsheets put first.
pub(super) fn without_mark(input: &[u8]) -> &[u8] {
    input.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input)
}

fn first_line(input: &[u8]) -> &[u8] {
    let lines = input.split(|byte| *byte == b'\n');
    lines
        .into_iter()
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default()
}

fn separator(options: &Options<'_>, header: &[u8]) -> Result<u8, CliError> {
    match options.text("separator")? {
        None => Ok(likeliest_separator(header)),
        Some("tab" | "\\t" | "\t") => Ok(b'\t'),
        Some(text) => match text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
            _ => Err(CliError::Usage(
                "option \"separator\" must be one character or \"tab\"".into(),
            )),
        },
    }
}

fn likeliest_separator(header: &[u8]) -> u8 {
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    let mut best = b',';
    for candidate in *b"\t;|" {
        if count(candidate) > count(best) {
            best = candidate;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn table(text: &str) -> Result<Table, CliError> {
        Table::read(text.as_bytes(), &Options::new(&json!({})).unwrap())
    }

    fn message(error: CliError) -> String {
        error.to_string()
    }

    #[test]
    fn columns_come_by_name_in_any_order_and_more_are_ignored() {
        let table = table("note,b,a\nx,2,1.5\ny,4.0,-3\n").unwrap();
        assert_eq!(table.column("a").unwrap().numbers().unwrap(), [1.5, -3.0]);
        assert_eq!(table.column("b").unwrap().integers().unwrap(), [2, 4]);
        assert_eq!(table.rows(), 2);
    }

    #[test]
    fn options_rename_and_separate() {
        let options = json!({"columns": {"time": "week"}, "separator": ";"});
        let table = Table::read(b"week;z\n7;1\n", &Options::new(&options).unwrap()).unwrap();
        assert_eq!(table.column("time").unwrap().numbers().unwrap(), [7.0]);
        let bad = json!({"separator": "::"});
        let refused = Table::read(b"a\n1\n", &Options::new(&bad).unwrap());
        assert!(matches!(refused, Err(CliError::Usage(_))));
    }

    #[test]
    fn tabs_semicolons_marks_and_quotes_are_understood() {
        let tabbed = table("\u{feff}a\tb\n1\t2\n").unwrap();
        assert_eq!(tabbed.column("b").unwrap().integers().unwrap(), [2]);
        let quoted = table("id,b\n\"x, \"\"y\"\"\",2\r\n").unwrap();
        assert_eq!(quoted.column("id").unwrap().texts().unwrap(), ["x, \"y\""]);
    }

    #[test]
    fn errors_name_row_and_column() {
        let error = |text: &str| {
            message(
                table(text)
                    .unwrap()
                    .column("v")
                    .unwrap()
                    .numbers()
                    .unwrap_err(),
            )
        };
        assert_eq!(
            error("id,v\n1,2\n2,two\n"),
            "row 3, column \"v\": \"two\" is not a number"
        );
        assert_eq!(error("id,v\n1,2\n\n\n2,\n"), "row 5, column \"v\": empty");
        assert_eq!(
            error("id,v\n1,NaN\n"),
            "row 2, column \"v\": \"NaN\" is not a number"
        );
        assert_eq!(error("id,v\n\"a\nb\",1\n2\n"), "row 3, column \"v\": empty");
        assert_eq!(
            message(table("a,b\n1,2,3\n").unwrap_err()),
            "row 2: 3 cells, but the header has 2"
        );
        let missing = table("a,b\n1,2\n").unwrap();
        assert_eq!(
            message(missing.column("v").unwrap_err()),
            "no column \"v\"; the header has a, b"
        );
        assert!(table("").is_err());
        assert!(table("a,a\n").is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let options = json!({});
            if let Ok(table) = Table::read(&bytes, &Options::new(&options).unwrap()) {
                for name in table.header() {
                    let column = table.column(name).unwrap();
                    let _ = (column.numbers(), column.days(), column.cents(), column.texts(), column.integers());
                }
            }
        }
    }
}
