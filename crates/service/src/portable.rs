//! Workspaces in the open format: a directory that any database of this product can be filled from, without loss.
//! For operators at the command line; whoever may read the database file may do this.
//!
//! The format is described in docs/operations.md: `manifest.json`, one file of JSON lines for each table below
//! `tables/`, and the uploaded files below `files/`.

mod import;
mod manifest;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use quen_gateway::Files;
use quen_store::db::{Db, DbError, Snapshot, Value};
use quen_store::migrations::tables::Table;
use quen_store::migrations::{Migration, PLAN};
use quen_store::portable::{Load, Named, Walk, json, tables_of, travelling, workspaces};
use serde_json::Value as Json;
use tokio::fs;
use tokio::io::{AsyncWriteExt, BufWriter};
use uuid::Uuid;

pub use import::{Target, import};
pub use manifest::{Contents, Kept, Lines, Listed, Manifest};

/// Why moving data was refused or failed: a sentence for the operator that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The database said no.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// An uploaded file could not be read or written.
    #[error("uploaded files: {0}")]
    Files(#[from] quen_core::Error),
    /// It is there already.
    #[error("{0} already exists; choose another name or remove it first")]
    Exists(PathBuf),
    /// No such workspace.
    #[error("no such workspace; see: quen workspace list")]
    NoWorkspace,
    /// The manifest is missing or not ours.
    #[error("this is not an export or backup of quen: {0}")]
    NotOurs(String),
    /// A newer program wrote it.
    #[error(
        "it was written by a newer quen (schema {found}, this program knows only up to {known}): install that version first"
    )]
    Newer {
        /// The schema found.
        found: i64,
        /// The newest one known here.
        known: i64,
    },
    /// Something is missing or altered.
    #[error("{file} is damaged: {reason}; nothing was changed. Take another copy")]
    Damaged {
        /// Which file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The workspace is here already.
    #[error("workspace {0:?} is already in this database; import it into another one")]
    AlreadyHere(String),
    /// Another workspace has the short name.
    #[error("another workspace here is called {0:?}: rename that one first")]
    SlugTaken(String),
    /// There is data that would be lost.
    #[error(
        "this database is not empty. Say --replace to give up what it holds, or choose another --data-dir or --database-url"
    )]
    NotEmpty,
}

impl Refusal {
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Io {
            path: path.display().to_string(),
            source,
        }
    }

    pub(crate) fn damaged(file: impl Into<String>, reason: impl ToString) -> Self {
        Self::Damaged {
            file: file.into(),
            reason: reason.to_string(),
        }
    }
}

/// Writes a load to a new directory, as it is at one moment; others go on writing. A write that breaks off leaves
/// only a directory ending in `.partial`.
///
/// # Errors
/// When the directory exists, the workspace does not, or the disk is full.
pub async fn export(
    db: &Db,
    files: &Files,
    load: Load,
    directory: &Path,
    now: DateTime<Utc>,
) -> Result<Manifest, Refusal> {
    if directory.exists() {
        return Err(Refusal::Exists(directory.to_path_buf()));
    }
    let partial = beside(directory, ".partial");
    match fs::remove_dir_all(&partial).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Refusal::io(&partial)(error));
        }
        _ => {}
    }
    fs::create_dir_all(partial.join("tables"))
        .await
        .map_err(Refusal::io(&partial))?;
    let moment = db.snapshot(&partial.join("moment.db")).await?;
    let written = write(&moment, files, load, &partial, PLAN, now).await;
    moment.close().await;
    let manifest = written?;
    fs::rename(&partial, directory)
        .await
        .map_err(Refusal::io(directory))?;
    Ok(manifest)
}

/// The same name with an ending.
pub(crate) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

async fn write(
    moment: &Snapshot,
    files: &Files,
    load: Load,
    directory: &Path,
    plan: &[Migration],
    now: DateTime<Utc>,
) -> Result<Manifest, Refusal> {
    let named = workspaces(moment, load).await?;
    if named.is_empty() && load != Load::Everything {
        return Err(Refusal::NoWorkspace);
    }
    let mut manifest = Manifest::new(Contents::Tables, plan, now);
    let mut owners: BTreeSet<String> = named.iter().map(|(id, ..)| id.to_string()).collect();
    for table in tables_of(plan, load == Load::Everything) {
        let rows = write_table(moment, load, &named, &table, directory, &mut owners).await?;
        manifest.tables.push(Lines {
            name: table.name,
            rows,
        });
    }
    manifest.workspaces = named
        .into_iter()
        .map(|(id, slug, name)| Listed { id, slug, name })
        .collect();
    let everything = load == Load::Everything;
    for name in files
        .names()
        .await?
        .into_iter()
        .filter(|name| everything || belongs(name, &owners))
    {
        manifest
            .files
            .push(Kept::copy_out(files, &name, directory).await?);
    }
    manifest.write(directory).await?;
    Ok(manifest)
}

/// One file of JSON lines; answers how many.
async fn write_table(
    moment: &Snapshot,
    load: Load,
    named: &[Named],
    table: &Table,
    directory: &Path,
    owners: &mut BTreeSet<String>,
) -> Result<u64, Refusal> {
    let path = directory
        .join("tables")
        .join(format!("{}.jsonl", table.name));
    let file = fs::File::create(&path).await.map_err(Refusal::io(&path))?;
    let (mut out, mut rows, columns) = (BufWriter::new(file), 0, travelling(table));
    let whose: Vec<Option<Uuid>> = match (load, table.tenant) {
        (Load::Everything, false) => vec![None],
        _ => named.iter().map(|(id, ..)| Some(*id)).collect(),
    };
    for workspace in whose {
        moment.enter(workspace.unwrap_or_default()).await?;
        let mut walk = Walk::new(moment, table, workspace);
        loop {
            let batch = walk.next().await?;
            if batch.is_empty() {
                break;
            }
            let mut lines = String::new();
            for row in batch {
                if matches!(table.name.as_str(), "files" | "imports") {
                    owners.extend(row.iter().filter_map(word));
                }
                lines.push_str(&Json::Object(json::to_json(&columns, row)).to_string());
                lines.push('\n');
                rows += 1;
            }
            out.write_all(lines.as_bytes())
                .await
                .map_err(Refusal::io(&path))?;
        }
    }
    out.flush().await.map_err(Refusal::io(&path))?;
    out.into_inner()
        .sync_all()
        .await
        .map_err(Refusal::io(&path))?;
    Ok(rows)
}

/// A value that the name of a stored file may be made of: an id, a hash, a path.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::Uuid(id) => Some(id.to_string()),
        Value::Text(text) if text.len() >= 16 => Some(text.clone()),
        _ => None,
    }
}

/// Whether a stored file is named after a workspace or one of its uploads.
fn belongs(name: &str, owners: &BTreeSet<String>) -> bool {
    let stem = |part: &str| part.split('.').next().unwrap_or_default().to_owned();
    owners.contains(name)
        || name
            .split('/')
            .any(|part| owners.contains(part) || owners.contains(&stem(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_file_goes_with_what_it_is_named_after() {
        let owners: BTreeSet<String> = [
            "0192c1de-0000-7000-8000-000000000001",
            "imports/khach-hang-thang-3.csv",
        ]
        .map(str::to_owned)
        .into();
        for (name, expected) in [
            ("imports/0192c1de-0000-7000-8000-000000000001.csv", true),
            ("0192c1de-0000-7000-8000-000000000001/logo.png", true),
            ("imports/khach-hang-thang-3.csv", true),
            ("imports/0192c1de-0000-7000-8000-000000000002.csv", false),
        ] {
            assert_eq!(belongs(name, &owners), expected, "{name}");
        }
    }
}
