//! What an export or a backup says of itself: format, schema, counts and sums, so that a damaged or newer one is
//! refused before anything is changed.

use std::path::Path;

use chrono::{DateTime, Utc};
use quen_gateway::Files;
use quen_store::migrations::Migration;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use super::Refusal;
use crate::secrets::hex;

/// The word by which a manifest is known.
const FORMAT: &str = "quen";
/// The version of the format itself.
const VERSION: u32 = 1;
/// Its file.
pub(crate) const FILE: &str = "manifest.json";

/// What a directory or an archive holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `quen`.
    pub format: String,
    /// Of the format.
    pub version: u32,
    /// Which program wrote it.
    pub program: String,
    /// The newest migration of its schema.
    pub schema: i64,
    /// The moment it shows.
    pub made_at: DateTime<Utc>,
    /// How the rows are kept.
    pub contents: Contents,
    /// Whose they are; empty when a whole database file is kept.
    pub workspaces: Vec<Listed>,
    /// The tables in the order of writing; empty when a whole database file is kept.
    pub tables: Vec<Lines>,
    /// The uploaded files.
    pub files: Vec<Kept>,
}

/// How rows are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contents {
    /// As JSON lines, one file for each table.
    Tables,
    /// As one database file, `quen.db`.
    Database,
}

/// A workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: Uuid,
    /// Its short name.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// Its name.
    pub name: String,
    /// How many lines.
    pub rows: u64,
}

/// An uploaded file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name below `files/`.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its sum, in hexadecimal.
    pub sha256: String,
}

impl Kept {
    /// What a file says, read in pieces.
    pub(crate) async fn of(name: &str, path: &Path) -> Result<Self, Refusal> {
        let mut file = fs::File::open(path).await.map_err(Refusal::io(path))?;
        let (mut bytes, mut sum, mut piece) = (0_u64, Sha256::new(), vec![0; 1 << 16]);
        loop {
            let length = file.read(&mut piece).await.map_err(Refusal::io(path))?;
            let read = piece.get(..length).unwrap_or_default();
            if read.is_empty() {
                break;
            }
            bytes += u64::try_from(length).unwrap_or_default();
            sum.update(read);
        }
        let sha256 = hex(&sum.finalize());
        Ok(Self {
            name: name.to_owned(),
            bytes,
            sha256,
        })
    }

    /// Copies the file out of the store below a directory's `files/`.
    pub(crate) async fn copy_out(
        files: &Files,
        name: &str,
        directory: &Path,
    ) -> Result<Self, Refusal> {
        let path = directory.join("files").join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .await
                .map_err(Refusal::io(parent))?;
        }
        files.copy_out(name, &path).await?;
        Self::of(name, &path).await
    }

    /// Copies the file from a directory's `files/` into the store; refuses one that is not what it was.
    pub(crate) async fn copy_in(&self, files: &Files, directory: &Path) -> Result<(), Refusal> {
        let path = directory.join("files").join(&self.name);
        if Self::of(&self.name, &path).await? != *self {
            return Err(Refusal::damaged(
                format!("files/{}", self.name),
                "its sum is another one",
            ));
        }
        Ok(files.copy_in(&self.name, &path).await?)
    }
}

impl Manifest {
    /// An empty one for a schema.
    pub(crate) fn new(contents: Contents, plan: &[Migration], now: DateTime<Utc>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: plan.last().map_or(0, |step| step.version),
            made_at: now,
            contents,
            workspaces: Vec::new(),
            tables: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Reads the one in a directory; refuses another format and a newer schema.
    ///
    /// # Errors
    /// `NotOurs`, `Newer`.
    pub async fn read(directory: &Path, plan: &[Migration]) -> Result<Self, Refusal> {
        let path = directory.join(FILE);
        let text = fs::read(&path)
            .await
            .map_err(|error| Refusal::NotOurs(format!("{}: {error}", path.display())))?;
        let manifest: Self = serde_json::from_slice(&text)
            .map_err(|error| Refusal::NotOurs(format!("{}: {error}", path.display())))?;
        if manifest.format != FORMAT {
            return Err(Refusal::NotOurs(format!(
                "its format is {:?}",
                manifest.format
            )));
        }
        let known = plan.last().map_or(0, |step| step.version);
        if manifest.schema > known || manifest.version > VERSION {
            return Err(Refusal::Newer {
                found: manifest.schema,
                known,
            });
        }
        Ok(manifest)
    }

    pub(crate) async fn write(&self, directory: &Path) -> Result<(), Refusal> {
        let path = directory.join(FILE);
        let text =
            serde_json::to_vec_pretty(self).map_err(|error| Refusal::damaged(FILE, error))?;
        fs::write(&path, text).await.map_err(Refusal::io(&path))
    }
}
