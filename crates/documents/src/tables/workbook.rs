//! Rows of the first sheet of a workbook that holds any. Formulas count as what they last came to.

use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};

use super::{
    Cell, MAX_CELL, MAX_COLUMNS, MAX_UNPACKED, MAX_WORKBOOK_ROWS, ReadSeek, Row, Source,
    TableError, open, packed,
};

/// Reads all rows.
pub(super) fn read(
    source: &Source,
    take: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<(), TableError> {
    packed::check(BufReader::new(open(source)?), MAX_UNPACKED)?;
    let mut workbook: Xlsx<BufReader<Box<dyn ReadSeek>>> =
        Xlsx::new(BufReader::new(open(source)?)).map_err(damaged)?;
    for sheet in workbook.sheet_names() {
        if read_sheet(&mut workbook, &sheet, take)? {
            return Ok(());
        }
    }
    Err(TableError::Empty)
}

/// Hands over the text of every cell of every sheet with the number of its row, until `take` breaks off.
pub(super) fn texts(
    source: &Source,
    max_unpacked: u64,
    take: &mut dyn FnMut(u32, &str) -> ControlFlow<()>,
) -> Result<(), TableError> {
    packed::check(BufReader::new(open(source)?), max_unpacked)?;
    let mut workbook: Xlsx<BufReader<Box<dyn ReadSeek>>> =
        Xlsx::new(BufReader::new(open(source)?)).map_err(damaged)?;
    for sheet in workbook.sheet_names() {
        let mut cells = match workbook.worksheet_cells_reader(&sheet) {
            Ok(cells) => cells,
            Err(XlsxError::WorksheetNotFound(_)) => continue,
            Err(error) => return Err(damaged(error)),
        };
        while let Some(found) = cells.next_cell().map_err(damaged)? {
            let row = found.get_position().0;
            if take(row, cell(found.get_value()).text()).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Hands over the rows of a sheet; answers whether there were any.
fn read_sheet(
    workbook: &mut Xlsx<BufReader<Box<dyn ReadSeek>>>,
    sheet: &str,
    take: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<bool, TableError> {
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A sheet of a chart has no cells.
        Err(XlsxError::WorksheetNotFound(_)) => return Ok(false),
        Err(error) => return Err(damaged(error)),
    };
    let mut row = Row {
        number: 0,
        cells: Vec::new(),
    };
    let mut any = false;
    while let Some(found) = cells.next_cell().map_err(damaged)? {
        let (at, column) = found.get_position();
        let number = u64::from(at) + 1;
        let cell = cell(found.get_value());
        if cell.is_empty() {
            continue;
        }
        if number != row.number {
            if number < row.number {
                return Err(TableError::Damaged("rows out of order".to_owned()));
            }
            let whole = std::mem::replace(
                &mut row,
                Row {
                    number,
                    cells: Vec::new(),
                },
            );
            if !whole.cells.is_empty() && take(whole).is_break() {
                return Ok(true);
            }
        }
        any = true;
        place(&mut row, column, cell)?;
    }
    if !row.cells.is_empty() {
        let _ = take(row);
    }
    Ok(any)
}

fn place(row: &mut Row, column: u32, cell: Cell) -> Result<(), TableError> {
    if row.number > MAX_WORKBOOK_ROWS {
        return Err(TableError::TooManyRows);
    }
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    if column >= MAX_COLUMNS {
        return Err(TableError::TooManyColumns { row: row.number });
    }
    if row.cells.len() <= column {
        row.cells.resize(column + 1, Cell::Empty);
    }
    if let Some(slot) = row.cells.get_mut(column) {
        *slot = cell;
    }
    Ok(())
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(decimal(*number)),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(at) => date(at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Date(text.clone()),
        DataRef::Error(_) => Cell::Fault,
    }
}

fn text_cell(text: &str) -> Cell {
    match text.len() {
        0 => Cell::Empty,
        long if long > MAX_CELL => Cell::TooLong,
        _ => Cell::Text(text.to_owned()),
    }
}

/// A float as the fifteen digits that spreadsheet programs show.
fn decimal(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{shown}")
}

fn date(at: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if at.is_duration() || at.as_f64() < 1.0 {
        return Cell::Text(format!("{hour:02}:{minute:02}:{second:02}"));
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    Cell::Date(if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}:{second:02}")
    })
}

fn damaged(error: XlsxError) -> TableError {
    TableError::Damaged(error.to_string())
}
