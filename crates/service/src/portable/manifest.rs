//! What an export or a backup says of itself: format, schema, counts and sums, so that a damaged or newer one is
//! refused before anything is changed.

use std::path::Path;

use chrono::{DateTime, Utc};
use quen_store::migrations::Migration;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::fs;
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
    /// What a file's bytes say.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            sha256: hex(&Sha256::digest(bytes)),
        }
    }

    /// Refuses bytes that are not the file's.
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<(), Refusal> {
        if Self::of(&self.name, bytes) == *self {
            Ok(())
        } else {
            Err(Refusal::damaged(
                format!("files/{}", self.name),
                "its sum is another one",
            ))
        }
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
