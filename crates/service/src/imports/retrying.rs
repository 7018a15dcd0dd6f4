//! Rows that an import could not take in, mended and tried again: they become an import of their own with the same
//! mapping, and are taken out of those that failed in the same transaction, so that none is ever read in twice.

use quen_core::{Error, Permission, Problem, Result};
use quen_documents::sheets::{Column, Sheet, SheetFormat, Written};
use quen_store::imports::{self as rows, Failure};
use serde_json::json;
use uuid::Uuid;

use super::{Import, Options, upload};
use crate::Ctx;
use crate::jobs::{self, Job};

/// Rows mended at once at most.
pub const MOST_MENDED: usize = 500;

/// A row as it shall be.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mended {
    /// Number of the row in its file.
    pub row: i64,
    /// Its cells, all of them, in the order of the headings.
    pub cells: Vec<String>,
}

/// Rows that failed, from the first on.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn failed(ctx: &Ctx, id: Uuid, limit: i64) -> Result<Vec<Failure>> {
    super::find(ctx, id).await?;
    rows::failures(&ctx.read(Permission::ImportsRun)?, id, 0, limit).await
}

/// Reads mended rows in again; answers the import that does it. The other rows that failed stay where they are.
///
/// # Errors
/// `not-found`; `import-not-ended` or `import-undone`; `required`, `too-many` or `bad-reference` at `rows`, the last for a
/// row that did not fail or that was tried again already.
pub async fn retry(ctx: &Ctx, id: Uuid, mended: &[Mended]) -> Result<Import> {
    let of = super::find(ctx, id).await?;
    let options: Options = serde_json::from_value(of.options.clone())
        .map_err(|error| Error::Internal(error.to_string()))?;
    check(mended)?;
    let import = draft(ctx, &of, &options);
    let file = written(&options, mended)?;
    ctx.app.files.put(&import.file_path, file).await?;
    let begun = begin(ctx, id, import.clone(), mended).await;
    if begun.is_err() {
        ctx.app.files.remove(&import.file_path).await?;
    }
    begun
}

fn check(mended: &[Mended]) -> Result<()> {
    let wrong = |code| Err(Error::invalid("rows", code));
    let mut numbers: Vec<i64> = mended.iter().map(|row| row.row).collect();
    numbers.sort_unstable();
    numbers.dedup();
    match mended.len() {
        0 => wrong("required"),
        many if many > MOST_MENDED => Err(Problem::new("rows", "too-many")
            .with("max", MOST_MENDED)
            .into()),
        many if many != numbers.len() => wrong("bad-reference"),
        _ => Ok(()),
    }
}

/// The same choices for a file that the product itself writes.
fn draft(ctx: &Ctx, of: &Import, options: &Options) -> Import {
    let id = ctx.new_id();
    let path = format!("imports/{}/{id}", ctx.actor.workspace_id);
    let options = Options {
        header_row: 1,
        encoding: Some("utf-8".to_owned()),
        separator: Some(','),
        font: None,
        retry_of: Some(of.id),
        ..options.clone()
    };
    Import {
        options: json!(options),
        state: "waiting".to_owned(),
        ..upload::draft(ctx, id, &of.kind, &of.file_name, path)
    }
}

fn written(options: &Options, mended: &[Mended]) -> Result<Vec<u8>> {
    let broken = |error: quen_documents::sheets::SheetError| Error::Internal(error.to_string());
    let column = |heading: &String| Column {
        name: heading.clone(),
        heading: heading.clone(),
    };
    let columns: Vec<Column> = options.headings.iter().map(column).collect();
    let width = columns.len();
    let mut sheet = Sheet::new(SheetFormat::Csv, Vec::new(), columns).map_err(broken)?;
    for row in mended {
        let cells = row.cells.iter().take(width).cloned().map(Written::Text);
        let cells: Vec<Written> = cells.collect();
        sheet.row(&cells).map_err(broken)?;
    }
    sheet.finish().map_err(broken)
}

async fn begin(ctx: &Ctx, of: Uuid, mut import: Import, mended: &[Mended]) -> Result<Import> {
    let tx = ctx.write(Permission::ImportsRun).await?;
    let mut parent = rows::find(&tx.rows, of).await?.ok_or(Error::NotFound)?;
    match parent.state.as_str() {
        "done" | "cancelled" => {}
        "undone" => return Err(Error::conflict("import-undone")),
        _ => return Err(Error::conflict("import-not-ended")),
    }
    for row in mended {
        if !rows::take_failure(&tx.rows, of, row.row).await? {
            return Err(Error::invalid("rows", "bad-reference"));
        }
    }
    parent.failed -= i64::try_from(mended.len()).unwrap_or_default();
    rows::update(&tx.rows, &parent).await?;
    let job = Job::new(super::RUN)
        .with(json!({ "import_id": import.id }))
        .unique(format!("import:{}", import.id))
        .attempts(super::ATTEMPTS);
    import.job_id = jobs::enqueue(&tx, &job).await?;
    rows::insert(&tx.rows, &import).await?;
    tx.commit().await?;
    Ok(import)
}
