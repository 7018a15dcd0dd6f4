//! Lists taken out of the house: every field of the catalogue, page by page, for people as CSV or XLSX with names where a
//! record points at somebody, for programs as JSON lines in the shape of the API. The record scope holds as in any list.

pub mod behind;
mod leaving;
mod names;
mod values;

use quen_core::fields::{Catalogue, Cursor, Field, FieldValue, ListQuery, MAX_LIMIT, Record, told};
use quen_core::{Error, Permission, Result};
use quen_documents::sheets::{Column, Rest, Sheet, SheetError, SheetFormat, Written};
use quen_words::Words;
use serde_json::Value;
use uuid::Uuid;

use crate::Ctx;
use crate::lists::{self, AnyKind};
pub use leaving::of_workspace;
use names::Names;

/// The kind with this word.
///
/// # Errors
/// `bad-choice` at `kind`.
pub fn kind(ctx: &Ctx, word: &str) -> Result<AnyKind> {
    lists::by_word(ctx, word).map_err(|_| Error::invalid("kind", "bad-choice"))
}

/// A list being written.
pub struct Export {
    /// Of its entries in the log of processing.
    id: Uuid,
    begun: bool,
    /// A job notes where it begins and ends.
    of_job: bool,
    ctx: Ctx,
    kind: AnyKind,
    format: SheetFormat,
    query: ListQuery,
    words: Words,
    catalogue: Catalogue,
    fields: Vec<Field>,
    names: Names,
    stage: Stage,
    /// Rows written so far.
    pub rows: i64,
}

/// How far a list is written.
enum Stage {
    Rows(Sheet<Vec<u8>>),
    /// All rows are in; what is left is handed over.
    Rest(Rest),
    Done,
}

impl Export {
    /// Begins to write what `query` asks for, without its limit. `shown` names the fields to write, none means all.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn begin(
        ctx: &Ctx,
        kind: AnyKind,
        format: SheetFormat,
        query: ListQuery,
        shown: &[String],
        words: Words,
    ) -> Result<Self> {
        ctx.actor.may(Permission::ExportsRun)?;
        let catalogue = kind.catalogue(ctx);
        let mut fields = catalogue.fields.clone();
        fields.retain(|field| shown.is_empty() || shown.iter().any(|name| *name == field.name));
        let columns = std::iter::once(id_column())
            .chain(fields.iter().flat_map(|field| columns(field, words)))
            .collect();
        let sheet = Sheet::new(format, Vec::new(), columns).map_err(broken)?;
        let query = ListQuery {
            limit: MAX_LIMIT,
            count: false,
            cursor: None,
            ..query
        };
        Ok(Self {
            id: ctx.new_id(),
            begun: false,
            of_job: false,
            ctx: ctx.clone(),
            kind,
            format,
            query,
            words,
            catalogue,
            fields,
            names: Names::default(),
            stage: Stage::Rows(sheet),
            rows: 0,
        })
    }

    /// The next piece of the file; `None` when it is complete. A file that ends with an error is not complete.
    ///
    /// # Errors
    /// A broken database.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        self.note_begun().await?;
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Rows(sheet) => self.rows(sheet).await,
            Stage::Rest(rest) => self.rest(rest),
            Stage::Done => Ok(None),
        }
    }

    async fn rows(&mut self, mut sheet: Sheet<Vec<u8>>) -> Result<Option<Vec<u8>>> {
        loop {
            let (lines, next) = self.page().await?;
            for line in lines {
                self.rows += 1;
                match line {
                    Line::Cells(cells) => sheet.row(&cells),
                    Line::Object(object) => sheet.object(&object),
                }
                .map_err(broken)?;
            }
            if next.is_none() {
                self.note_ended().await?;
                // Packing a long workbook takes seconds, which are nobody else's.
                let rest = tokio::task::spawn_blocking(|| sheet.end()).await;
                let rest = rest.map_err(|error| Error::Internal(error.to_string()))?;
                return self.rest(rest.map_err(broken)?);
            }
            self.query.cursor = next;
            let written = sheet.take_written();
            if !written.is_empty() {
                self.stage = Stage::Rows(sheet);
                return Ok(Some(written));
            }
        }
    }

    fn rest(&mut self, mut rest: Rest) -> Result<Option<Vec<u8>>> {
        let piece = rest.next_piece().map_err(broken)?;
        if piece.is_some() {
            self.stage = Stage::Rest(rest);
        }
        Ok(piece)
    }

    async fn page(&mut self) -> Result<(Vec<Line>, Option<Cursor>)> {
        let page = self.kind.list(&self.ctx, self.query.clone()).await?;
        if self.format != SheetFormat::Jsonl {
            self.names
                .learn(&self.ctx, &self.fields, &page.rows)
                .await?;
        }
        let mut lines = Vec::with_capacity(page.rows.len());
        for record in &page.rows {
            lines.push(match self.format {
                SheetFormat::Jsonl => Line::Object(record.json()?),
                _ => Line::Cells(self.cells(record)),
            });
        }
        Ok((lines, page.next))
    }

    fn cells(&self, record: &impl Record) -> Vec<Written> {
        let zone = self.ctx.settings.zone();
        let written = |field: Option<&Field>, value: &FieldValue| {
            values::written(self.kind.noun, field, value, self.words, zone)
        };
        let mut cells = vec![written(None, &record.get("id"))];
        for field in &self.fields {
            let value = told(&self.catalogue, record, field);
            cells.extend(self.names.of(field, &value));
            cells.push(written(Some(field), &value));
        }
        cells
    }
}

enum Line {
    Cells(Vec<Written>),
    Object(Value),
}

fn id_column() -> Column {
    Column {
        name: "id".to_owned(),
        heading: "Quen ID".to_owned(),
    }
}

/// A field that points at somebody has two columns: the name for people, then the id, by which nobody is mistaken.
fn columns(field: &Field, words: Words) -> Vec<Column> {
    let heading = values::heading(field, words);
    let own = |heading| Column {
        name: field.name.to_string(),
        heading,
    };
    if !names::is_named(field) {
        return vec![own(heading)];
    }
    let name = Column {
        name: field.name.replace("_id", "_name"),
        heading: heading.clone(),
    };
    vec![name, own(format!("{heading} (Quen ID)"))]
}

fn broken(error: SheetError) -> Error {
    Error::Internal(error.to_string())
}
