//! Files read in from the command line, and that undone.

use std::path::Path;

use quen_documents::tables::{Source, Wishes};
use quen_service::Ctx;
use quen_service::imports::{self, Inspection, OnMatch, Options, Report, Undone, What};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Stop, app, ctx, tools};
use crate::cli::{Global, Import};

/// Reads a file in, or undoes it.
pub async fn import(global: &Global, asked: &Import) -> Result<(), Stop> {
    if asked.kind == "undo" {
        return undo(global, asked).await;
    }
    let on_match = OnMatch::from_word(&asked.on_match)
        .ok_or_else(|| Stop::Usage(format!("unknown --on-match {:?}", asked.on_match)))?;
    if let Some(key) = asked
        .match_on
        .iter()
        .find(|key| !imports::MATCH_KEYS.contains(&key.as_str()))
    {
        return Err(Stop::Usage(format!("unknown --match {key:?}")));
    }
    let map = asked.map.as_deref().map(read_map).transpose()?;
    if !asked.file.is_file() {
        return Err(Stop::refused(format!(
            "cannot read {}",
            asked.file.display()
        )));
    }
    let app = app(global).await?;
    let ctx = ctx(&app, global).await?;
    let Ok(what) = imports::what(&ctx, &asked.kind) else {
        return Err(Stop::Usage(format!(
            "unknown kind {:?}: {} or undo",
            asked.kind,
            imports::kinds(&ctx).join(", ")
        )));
    };
    let source = Source::File(asked.file.clone());
    let seen = imports::inspect_file(source.clone(), &what, Wishes::default(), false).await?;
    let mut options = seen.options();
    options.match_on.clone_from(&asked.match_on);
    options.on_match = on_match;
    put_map(&mut options, &seen, map.as_ref(), &fields_of(&what))?;
    let report = read_in(
        &ctx,
        &asked.kind,
        &asked.file,
        source,
        &options,
        asked.dry_run,
    )
    .await;
    app.db.close().await;
    print(global, asked, &report?)
}

fn fields_of(what: &What) -> Vec<&str> {
    let own = what.fields().iter().map(|field| field.name.as_ref());
    what.columns().iter().copied().chain(own).collect()
}

async fn read_in(
    ctx: &Ctx,
    kind: &str,
    file: &Path,
    source: Source,
    options: &Options,
    dry: bool,
) -> Result<Report, Stop> {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(imports::run_file(ctx, kind, &name, source, options, dry).await?)
}

fn read_map(path: &Path) -> Result<Map<String, Value>, Stop> {
    let bytes = std::fs::read(path)
        .map_err(|e| Stop::refused(format!("cannot read {}: {e}", path.display())))?;
    serde_json::from_slice(&bytes).map_err(|e| Stop::refused(format!("{}: {e}", path.display())))
}

/// Puts what the map says over what was recognised. A heading that could mean two things must be in the map.
fn put_map(
    options: &mut Options,
    seen: &Inspection,
    map: Option<&Map<String, Value>>,
    fields: &[&str],
) -> Result<(), Stop> {
    let no_map = Map::new();
    let map = map.unwrap_or(&no_map);
    if let Some(unknown) = map
        .keys()
        .find(|title| !seen.headings.iter().any(|heading| heading.title == **title))
    {
        return Err(Stop::refused(format!("the file has no column {unknown:?}")));
    }
    for (heading, column) in seen.headings.iter().zip(&mut options.columns) {
        match map.get(&heading.title) {
            Some(Value::String(field)) if !field.is_empty() => *column = Some(field.clone()),
            Some(Value::Null | Value::String(_)) => *column = None,
            Some(_) => {
                return Err(Stop::refused(format!(
                    "the map wants the name of a field for {:?}",
                    heading.title
                )));
            }
            None if !heading.candidates.is_empty() => {
                let choices = heading.candidates.join(", ");
                return Err(Stop::refused(format!(
                    "the column {:?} could be {choices}: say which with --map",
                    heading.title
                )));
            }
            None => {}
        }
    }
    if options.columns.iter().all(Option::is_none) {
        return Err(Stop::refused(format!(
            "no column is recognised: name them with --map; fields are {}",
            fields.join(", ")
        )));
    }
    Ok(())
}

fn print(global: &Global, asked: &Import, report: &Report) -> Result<(), Stop> {
    if global.json {
        return tools::print(&json!(report));
    }
    let Report {
        rows,
        created,
        updated,
        skipped,
        failed,
        ..
    } = report;
    let would = if asked.dry_run { "would be " } else { "" };
    println!(
        "{rows} rows: {created} {would}created, {updated} {would}updated, {skipped} left as they are, {failed} failed"
    );
    for error in &report.errors {
        let column = if error.column.is_empty() {
            String::new()
        } else {
            format!(" [{}]", error.column)
        };
        eprintln!("row {}{column}: {}", error.row, error.message);
    }
    if let Some(id) = report.import_id {
        println!("undo with: quen import undo {id}");
    }
    Ok(())
}

async fn undo(global: &Global, asked: &Import) -> Result<(), Stop> {
    let text = asked.file.to_string_lossy();
    let id: Uuid = text
        .parse()
        .map_err(|_| Stop::Usage(format!("{text:?} is not the id of an import")))?;
    let app = app(global).await?;
    let ctx = ctx(&app, global).await?;
    let done = imports::undo(&ctx, id, asked.force).await;
    app.db.close().await;
    let done: Undone = done?;
    if global.json {
        return tools::print(&json!(done));
    }
    println!(
        "{} removed, {} put back as they were, {} kept",
        done.removed, done.restored, done.kept_count
    );
    for kept in &done.kept {
        println!("kept, changed since: {} {}", kept.noun, kept.name);
    }
    Ok(())
}
