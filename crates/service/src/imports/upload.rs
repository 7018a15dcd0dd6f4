//! An upload on its way to disk, a piece at a time; memory holds one piece.

use quen_core::{Error, Permission, Result};
use quen_gateway::FileSink;
use quen_store::imports as rows;
use serde_json::json;
use uuid::Uuid;

use super::{Import, Options, what};
use crate::Ctx;

/// Bytes of an upload at most.
pub const MAX_UPLOAD: u64 = 512 * 1024 * 1024;
/// Bytes of a form around the file at most.
const AROUND: u64 = 64 * 1024;
/// Characters kept of a file's name.
const MAX_NAME: usize = 200;

/// A file being uploaded.
pub struct Upload {
    id: Uuid,
    kind: String,
    name: String,
    path: String,
    size: u64,
    sink: FileSink,
}

impl Upload {
    /// Refuses by what the sender says of the length, before a byte is taken in.
    ///
    /// # Errors
    /// `payload-too-large`.
    pub fn check_length(told: Option<u64>) -> Result<()> {
        match told {
            Some(bytes) if bytes > MAX_UPLOAD + AROUND => Err(Error::TooLarge {
                limit_bytes: MAX_UPLOAD,
            }),
            _ => Ok(()),
        }
    }

    /// Begins to take in a file of this kind.
    ///
    /// # Errors
    /// `forbidden`, `bad-choice` for an unknown kind, `disk-full`.
    pub async fn begin(ctx: &Ctx, word: &str, name: &str) -> Result<Self> {
        ctx.actor.may(Permission::ImportsRun)?;
        let kind = what(ctx, word)?.word().to_owned();
        let id = ctx.new_id();
        let path = format!("imports/{}/{id}", ctx.actor.workspace_id);
        let sink = ctx.app.files.sink(&path).await?;
        let name: String = name
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_NAME)
            .collect();
        Ok(Self {
            id,
            kind,
            name,
            path,
            size: 0,
            sink,
        })
    }

    /// Takes in the next piece.
    ///
    /// # Errors
    /// `payload-too-large` beyond [`MAX_UPLOAD`]; nothing of the file is kept then.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.size += bytes.len() as u64;
        if self.size > MAX_UPLOAD {
            return Err(Error::TooLarge {
                limit_bytes: MAX_UPLOAD,
            });
        }
        self.sink.write(bytes).await
    }

    /// Ends the upload; answers the draft of the import.
    ///
    /// # Errors
    /// `file-empty`, a broken disk or database.
    pub async fn finish(self, ctx: &Ctx) -> Result<Import> {
        if self.size == 0 {
            return Err(Error::invalid("file", "file-empty"));
        }
        self.sink.finish().await?;
        let import = draft(ctx, self.id, &self.kind, &self.name, self.path);
        let tx = ctx.write(Permission::ImportsRun).await?;
        rows::insert(&tx.rows, &import).await?;
        tx.commit().await?;
        Ok(import)
    }
}

/// An import of which nothing is done.
pub(super) fn draft(ctx: &Ctx, id: Uuid, kind: &str, name: &str, path: String) -> Import {
    Import {
        id,
        kind: kind.to_owned(),
        file_name: name.to_owned(),
        file_path: path,
        options: json!(Options::default()),
        state: "draft".to_owned(),
        rows_total: 0,
        rows_read: 0,
        items_done: 0,
        created: 0,
        updated: 0,
        skipped: 0,
        failed: 0,
        refusal: None,
        job_id: None,
        by_user: Some(ctx.actor.user_id),
        created_at: ctx.now,
        finished_at: None,
        undone_at: None,
    }
}
