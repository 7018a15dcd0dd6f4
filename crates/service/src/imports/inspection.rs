//! A look at a file before anything is written: what it is, what its columns mean, how its first rows will be read.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use quen_core::Result;
use quen_core::payments::{Said, Stated};
use quen_documents::tables::{self, Row, Shape, Source, TableError, Wishes};
use quen_vietnam::encoding::{Encoding, LegacyFont};
use uuid::Uuid;

use super::run::{Item, Reader};
use super::{Heading, Options, What, apart, columns, find, refused, source, what};
use crate::Ctx;

/// Rows in which the headings are looked for.
const HEAD: usize = 10;
/// Rows looked at for fonts and shown as examples.
const SAMPLE: usize = 30;

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// The columns.
    pub headings: Vec<Heading>,
    /// Number of their row.
    pub header_row: u64,
    /// The first rows below, cells as text.
    pub examples: Vec<Vec<String>>,
    /// Rows below the headings; `None` when they were not counted.
    pub rows: Option<u64>,
    /// Encoding of a text file.
    pub encoding: Option<&'static str>,
    /// Separator of a text file.
    pub separator: Option<char>,
    /// The old font its letters are of.
    pub font: Option<&'static str>,
}

impl Inspection {
    /// The choices that follow from what was recognised.
    pub fn options(&self) -> Options {
        Options {
            headings: self
                .headings
                .iter()
                .map(|heading| heading.title.clone())
                .collect(),
            columns: self
                .headings
                .iter()
                .map(|heading| heading.own.clone().or(heading.field.map(str::to_owned)))
                .collect(),
            header_row: self.header_row,
            encoding: self.encoding.map(str::to_owned),
            separator: self.separator,
            font: self.font.map(str::to_owned),
            match_on: super::MATCH_KEYS
                .iter()
                .map(|key| (*key).to_owned())
                .collect(),
            ..Options::default()
        }
    }
}

/// A row as it will be read.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Number as the spreadsheet shows it.
    pub row: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with it: heading, key and arguments of the sentence.
    pub problems: Vec<quen_store::imports::Fault>,
    /// What it says of the payment of its order.
    pub pays: Option<Pays>,
}

/// What a row says of a payment, minor units of the workspace's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pays {
    /// So much came by now, on that day.
    Came(i64, Option<NaiveDate>),
    /// All of it came, on that day.
    All(Option<NaiveDate>),
    /// So much is owed.
    Owed(i64),
    /// Nothing came as yet.
    Nothing,
}

impl Pays {
    pub(super) fn of(stated: &Stated) -> Option<Self> {
        if !stated.says() {
            return None;
        }
        Some(match (stated.paid, stated.debt) {
            (Some(Said::Nothing | Said::Amount(0)), _) => Self::Nothing,
            (Some(Said::Amount(amount)), _) => Self::Came(amount, stated.on),
            (_, Some(debt)) if debt > 0 => Self::Owed(debt),
            _ => Self::All(stated.on),
        })
    }
}

/// Looks at an uploaded file, counting its rows.
///
/// # Errors
/// `not-found`, and what is wrong with the file.
pub async fn inspect(ctx: &Ctx, id: Uuid) -> Result<Inspection> {
    let import = find(ctx, id).await?;
    let chosen: Options = serde_json::from_value(import.options.clone()).unwrap_or_default();
    let what = what(ctx, &import.kind)?;
    inspect_file(source(ctx, &import).await?, what, wishes(&chosen), true).await
}

/// Looks at a file.
///
/// # Errors
/// What is wrong with the file.
pub async fn inspect_file(
    source: Source,
    what: impl Into<What>,
    wishes: Wishes,
    count: bool,
) -> Result<Inspection> {
    let what = what.into();
    apart(move || look(&source, &what, wishes, count))
        .await?
        .map_err(|error| refused(&error))
}

fn look(
    source: &Source,
    what: &What,
    wishes: Wishes,
    count: bool,
) -> Result<Inspection, TableError> {
    let shape = tables::shape(source, wishes)?;
    let mut head: Vec<Row> = Vec::new();
    let mut rows = 0_u64;
    tables::read(source, shape, None, &mut |row| {
        rows += 1;
        if head.len() < SAMPLE {
            head.push(row);
        }
        if count || head.len() < SAMPLE {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    let font = wishes.font.or_else(|| tables::old_font(&head));
    if let Some(font) = font {
        tables::refont_rows(&mut head, font);
    }
    let titles = |row: &Row| -> Vec<String> {
        row.cells
            .iter()
            .map(|cell| cell.text().trim().to_owned())
            .collect()
    };
    // The first of the rows with the most known headings.
    let best = head
        .iter()
        .take(HEAD)
        .enumerate()
        .rev()
        .max_by_key(|(_, row)| columns::known(what, &titles(row)));
    let (place, header) = best.ok_or(TableError::Empty)?;
    let (encoding, separator) = match shape {
        Shape::Workbook => (None, None),
        Shape::Delimited {
            encoding,
            separator,
        } => (Some(encoding_word(encoding)), Some(separator)),
    };
    let mut headings = columns::recognise(what, &titles(header));
    columns::recognise_own(what, &mut headings);
    Ok(Inspection {
        headings,
        header_row: header.number,
        examples: head.iter().skip(place + 1).map(titles).collect(),
        rows: count.then(|| rows.saturating_sub(place as u64 + 1)),
        encoding,
        separator,
        font: font.map(font_word),
    })
}

/// Reads the first rows as an import with these choices would, writing nothing.
///
/// # Errors
/// `not-found`, what is wrong with the file or the mapping.
pub async fn preview(ctx: &Ctx, id: Uuid, options: &Options) -> Result<Vec<Preview>> {
    let import = find(ctx, id).await?;
    let what = what(ctx, &import.kind)?;
    columns::check(&what, options)?;
    let reader = Reader::new(ctx, what, options.clone()).await?;
    let source = source(ctx, &import).await?;
    apart(move || {
        let mut shown: Vec<Preview> = Vec::new();
        reader.read(&source, &mut |item: Item| {
            shown.extend(item.previews());
            if shown.len() < SAMPLE {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        Ok(shown)
    })
    .await?
    .map_err(|error: TableError| refused(&error))
}

/// What was chosen against the guesses.
pub(super) fn wishes(options: &Options) -> Wishes {
    Wishes {
        encoding: options.encoding.as_deref().and_then(encoding),
        separator: options.separator,
        font: options.font.as_deref().and_then(font),
    }
}

const ENCODINGS: [(&str, Encoding); 7] = [
    ("utf-8", Encoding::Utf8),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("windows-1258", Encoding::Windows1258),
    ("windows-1252", Encoding::Windows1252),
    ("tcvn3", Encoding::Tcvn3),
    ("vni", Encoding::VniWindows),
];

fn encoding(word: &str) -> Option<Encoding> {
    ENCODINGS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, encoding)| *encoding)
}

fn encoding_word(encoding: Encoding) -> &'static str {
    ENCODINGS
        .iter()
        .find(|(_, known)| *known == encoding)
        .map_or("utf-8", |(word, _)| word)
}

fn font(word: &str) -> Option<LegacyFont> {
    match word {
        "tcvn3" => Some(LegacyFont::Tcvn3),
        "vni" => Some(LegacyFont::Vni),
        _ => None,
    }
}

fn font_word(font: LegacyFont) -> &'static str {
    match font {
        LegacyFont::Tcvn3 => "tcvn3",
        LegacyFont::Vni => "vni",
    }
}
