//! Lists taken out of the house: every field of the catalogue, page by page, for people as CSV or XLSX, for programs
//! as JSON lines in the shape of the API. The record scope holds as in any list.

mod values;

use quen_core::fields::{Catalogue, Cursor, Field, ListQuery, MAX_LIMIT, Record};
use quen_core::{Error, Noun, Permission, Result};
use quen_documents::sheets::{Column, Sheet, SheetError, SheetFormat, Written};
use quen_words::Words;
use serde_json::Value;

use crate::Ctx;
use crate::facts::Facts;
use crate::interactions::Interactions;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::products::Products;
use crate::records::{self, Kind};
use crate::tasks::Tasks;

/// Kinds that can be written.
pub const KINDS: [Noun; 6] = [
    Noun::Parties,
    Noun::Orders,
    Noun::Products,
    Noun::Interactions,
    Noun::Facts,
    Noun::Tasks,
];

/// The kind with this word.
///
/// # Errors
/// `bad-choice` at `kind`.
pub fn kind(word: &str) -> Result<Noun> {
    KINDS
        .into_iter()
        .find(|noun| noun.plural() == word)
        .ok_or_else(|| Error::invalid("kind", "bad-choice"))
}

/// A list being written.
pub struct Export {
    ctx: Ctx,
    noun: Noun,
    format: SheetFormat,
    query: ListQuery,
    words: Words,
    fields: Vec<Field>,
    /// `None` after the last piece.
    sheet: Option<Sheet<Vec<u8>>>,
}

impl Export {
    /// Begins to write what `query` asks for, without its limit.
    ///
    /// # Errors
    /// `forbidden`, `bad-choice` for a kind that cannot be written.
    pub fn begin(
        ctx: &Ctx,
        noun: Noun,
        format: SheetFormat,
        query: ListQuery,
        words: Words,
    ) -> Result<Self> {
        ctx.actor.may(Permission::ExportsRun)?;
        kind(noun.plural())?;
        let fields = catalogue(ctx, noun).fields;
        let column = |field: &Field| Column {
            name: field.name.to_string(),
            heading: values::heading(field, words),
        };
        let id = Column {
            name: "id".to_owned(),
            heading: "Quen ID".to_owned(),
        };
        let columns = std::iter::once(id)
            .chain(fields.iter().map(column))
            .collect();
        let sheet = Sheet::new(format, Vec::new(), columns).map_err(broken)?;
        let query = ListQuery {
            limit: MAX_LIMIT,
            count: false,
            cursor: None,
            ..query
        };
        Ok(Self {
            ctx: ctx.clone(),
            noun,
            format,
            query,
            words,
            fields,
            sheet: Some(sheet),
        })
    }

    /// The next piece of the file; `None` when it is complete. A file that ends with an error is not complete.
    ///
    /// # Errors
    /// A broken database.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let Some(mut sheet) = self.sheet.take() else {
            return Ok(None);
        };
        loop {
            let (lines, next) = self.page().await?;
            for line in lines {
                match line {
                    Line::Cells(cells) => sheet.row(&cells),
                    Line::Object(object) => sheet.object(&object),
                }
                .map_err(broken)?;
            }
            if next.is_none() {
                return Ok(Some(sheet.finish().map_err(broken)?));
            }
            self.query.cursor = next;
            let written = sheet.take_written();
            if !written.is_empty() {
                self.sheet = Some(sheet);
                return Ok(Some(written));
            }
        }
    }

    async fn page(&self) -> Result<(Vec<Line>, Option<Cursor>)> {
        match self.noun {
            Noun::Orders => self.page_of::<Orders>().await,
            Noun::Products => self.page_of::<Products>().await,
            Noun::Interactions => self.page_of::<Interactions>().await,
            Noun::Facts => self.page_of::<Facts>().await,
            Noun::Tasks => self.page_of::<Tasks>().await,
            _ => self.page_of::<Parties>().await,
        }
    }

    async fn page_of<K: Kind>(&self) -> Result<(Vec<Line>, Option<Cursor>)> {
        let page = records::list::<K>(&self.ctx, &self.query).await?;
        let mut lines = Vec::with_capacity(page.rows.len());
        for record in &page.rows {
            lines.push(match self.format {
                SheetFormat::Jsonl => Line::Object(
                    serde_json::to_value(record)
                        .map_err(|error| Error::Internal(error.to_string()))?,
                ),
                _ => Line::Cells(self.cells(record)),
            });
        }
        Ok((lines, page.next))
    }

    fn cells(&self, record: &impl Record) -> Vec<Written> {
        let zone = self.ctx.settings.zone();
        let id = values::written(self.noun, None, &record.get("id"), self.words, zone);
        let rest = self.fields.iter().map(|field| {
            values::written(
                self.noun,
                Some(field),
                &record.get(&field.name),
                self.words,
                zone,
            )
        });
        std::iter::once(id).chain(rest).collect()
    }
}

enum Line {
    Cells(Vec<Written>),
    Object(Value),
}

fn catalogue(ctx: &Ctx, noun: Noun) -> Catalogue {
    match noun {
        Noun::Orders => Orders::catalogue(ctx),
        Noun::Products => Products::catalogue(ctx),
        Noun::Interactions => Interactions::catalogue(ctx),
        Noun::Facts => Facts::catalogue(ctx),
        Noun::Tasks => Tasks::catalogue(ctx),
        _ => Parties::catalogue(ctx),
    }
}

fn broken(error: SheetError) -> Error {
    Error::Internal(error.to_string())
}
