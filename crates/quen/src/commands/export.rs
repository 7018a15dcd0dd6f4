//! Records written to a file or to standard output.

use std::io::Write;

use quen_core::fields::ListQuery;
use quen_documents::sheets::SheetFormat;
use quen_service::exports::{self, Export as Exporting};
use quen_service::lists::{self, AnyKind};
use quen_words::{Lang, Words};

use super::{Stop, app, ctx};
use crate::cli::{Export, Global};

/// Writes all records of a kind that the actor may see.
pub async fn export(global: &Global, asked: &Export) -> Result<(), Stop> {
    let ending = asked
        .output
        .as_ref()
        .and_then(|path| path.extension())
        .map(|end| end.to_string_lossy().into_owned());
    let word = asked
        .format
        .clone()
        .or_else(|| ending.filter(|end| SheetFormat::from_word(end).is_some()))
        .unwrap_or_else(|| "csv".to_owned());
    let format = SheetFormat::from_word(&word)
        .ok_or_else(|| Stop::Usage(format!("unknown --format {word:?}: csv, xlsx or jsonl")))?;
    let app = app(global).await?;
    let ctx = ctx(&app, global).await?;
    let kind = exports::kind(&ctx, &asked.kind).map_err(|_| {
        let known = lists::of_workspace(&ctx);
        let known: Vec<&str> = known.iter().map(AnyKind::word).collect();
        let (asked, known) = (&asked.kind, known.join(", "));
        Stop::Usage(format!("unknown kind {asked:?}: {known} or workspace"))
    })?;
    let words = Words::new(if ctx.settings.language == "en" {
        Lang::En
    } else {
        Lang::Vi
    });
    let mut exporting = Exporting::begin(&ctx, kind, format, ListQuery::default(), &[], words)?;
    let failed = |error: std::io::Error| Stop::refused(format!("cannot write: {error}"));
    // A file bears its name only when it is whole.
    let part = asked
        .output
        .as_ref()
        .map(|path| path.with_extension("part"));
    let mut out: Box<dyn Write> = match &part {
        Some(path) => Box::new(std::fs::File::create(path).map_err(failed)?),
        None => Box::new(std::io::stdout()),
    };
    while let Some(bytes) = exporting.next().await? {
        out.write_all(&bytes).map_err(failed)?;
    }
    out.flush().map_err(failed)?;
    drop(out);
    if let (Some(part), Some(path)) = (&part, &asked.output) {
        std::fs::rename(part, path).map_err(failed)?;
    }
    app.db.close().await;
    Ok(())
}
