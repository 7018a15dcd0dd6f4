//! Rows that could not be taken in: as a list of what is wrong, and as a file to be mended and read in again.

use quen_core::{Permission, Result};
use quen_documents::sheets::{Column, Sheet, SheetFormat, Written};
use quen_store::imports as rows;
use quen_words::{Arg, Words, t};
use uuid::Uuid;

use super::{Options, find};
use crate::Ctx;

/// Errors answered at most.
const MOST: usize = 1000;
/// Rows read at once.
const PAGE: i64 = 500;

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Refused {
    /// Number as the spreadsheet shows it.
    pub row: i64,
    /// Heading of the column; empty when it concerns the row.
    pub column: String,
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// The first thousand errors of an import.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn errors(ctx: &Ctx, id: Uuid, words: Words) -> Result<Vec<Refused>> {
    find(ctx, id).await?;
    let reading = ctx.read(Permission::ImportsRun)?;
    let mut out: Vec<Refused> = Vec::new();
    let mut after = 0;
    while out.len() < MOST {
        let page = rows::failures(&reading, id, after, PAGE).await?;
        let Some(last) = page.last().map(|failure| failure.row) else {
            break;
        };
        for failure in page {
            out.extend(
                failure
                    .problems
                    .iter()
                    .map(|fault| said(failure.row, fault, words)),
            );
        }
        after = last;
    }
    out.truncate(MOST);
    Ok(out)
}

/// A fault as people and programs read it.
pub(super) fn said(row: i64, fault: &rows::Fault, words: Words) -> Refused {
    Refused {
        row,
        column: fault.column.clone(),
        code: fault.code.clone(),
        message: sentence(words, fault),
    }
}

fn sentence(words: Words, fault: &rows::Fault) -> String {
    let args: Vec<(&str, Arg<'_>)> = fault
        .args
        .iter()
        .map(|(name, value)| (name.as_str(), Arg::Str(value)))
        .collect();
    let find = |key: String| words.find(&key, &args).map(std::borrow::Cow::into_owned);
    let title = find(format!("error-{}", fault.code)).unwrap_or_else(|| fault.code.clone());
    match find(format!("error-{}.action", fault.code)) {
        Some(action) if !action.is_empty() => format!("{title}. {action}"),
        _ => title,
    }
}

/// The rows that could not be taken in as CSV, the reason in a last column.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn failed_rows(ctx: &Ctx, id: Uuid, words: Words) -> Result<Vec<u8>> {
    let import = find(ctx, id).await?;
    let options: Options = serde_json::from_value(import.options).unwrap_or_default();
    let width = options.headings.len();
    let reason = t::imports_reason(words).to_owned();
    let columns = options
        .headings
        .into_iter()
        .chain([reason])
        .map(|heading| Column {
            name: heading.clone(),
            heading,
        })
        .collect();
    let broken =
        |error: quen_documents::sheets::SheetError| quen_core::Error::Internal(error.to_string());
    let mut sheet = Sheet::new(SheetFormat::Csv, Vec::new(), columns).map_err(broken)?;
    let reading = ctx.read(Permission::ImportsRun)?;
    let mut after = 0;
    loop {
        let page = rows::failures(&reading, id, after, PAGE).await?;
        let Some(last) = page.last().map(|failure| failure.row) else {
            break;
        };
        for failure in page {
            let why: Vec<String> = failure
                .problems
                .iter()
                .map(|fault| named(words, fault))
                .collect();
            let mut cells: Vec<Written> = failure.cells.into_iter().map(Written::Text).collect();
            cells.resize(width, Written::Empty);
            cells.push(Written::Text(why.join("; ")));
            sheet.row(&cells).map_err(broken)?;
        }
        after = last;
    }
    sheet.finish().map_err(broken)
}

fn named(words: Words, fault: &rows::Fault) -> String {
    let sentence = sentence(words, fault);
    if fault.column.is_empty() {
        sentence
    } else {
        format!("{}: {sentence}", fault.column)
    }
}
