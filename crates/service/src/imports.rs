//! Files that are read in: uploaded, looked at, mapped, worked as a job or in line, cancelled, undone.
//!
//! A file is read as a stream, its rows are prepared beside the database, and written in short transactions with
//! their place in the file, so that a restart goes on where it was and neither loses nor doubles a row.

mod cells;
mod columns;
mod crowd;
mod failures;
mod goods;
mod grouping;
mod inspection;
mod linking;
mod memories;
mod own;
mod paying;
mod people;
mod plain;
mod remembering;
mod retrying;
mod run;
mod taking;
mod talks;
mod trade;
mod undo;
mod upload;
mod what;

use quen_core::{Error, Permission, Problem, Result};
pub use quen_documents::tables::MAX_COLUMNS;
use quen_documents::tables::Source;
use quen_store::imports as rows;
use quen_vietnam::import_headers::FileKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

pub use columns::Heading;
pub use failures::{Refused, errors, failed_rows, sentence};
pub use inspection::{Inspection, Pays, Preview, inspect, inspect_file, preview};
pub use quen_store::imports::{Failure, Import, Outcome};
pub use remembering::{Proposal, proposed};
pub use retrying::{MOST_MENDED, Mended, failed, retry};
pub use run::{Report, run, run_file};
pub(crate) use taking::{Taken, Took, same, take_in};
pub use undo::{Kept, Undone, undo, undo_job};
pub(crate) use undo::{UndoOne, undo_one};
pub use upload::{MAX_UPLOAD, Upload};
pub use what::{What, kinds, what};

use crate::Ctx;
use crate::jobs::{self, Job};

/// Kind of the job that works an import.
pub const RUN: &str = "imports.run";
/// Kind of the job that undoes one.
pub const UNDO: &str = "imports.undo";
/// Keys by which a party can be found again, in the order in which they are tried.
pub const MATCH_KEYS: [&str; 4] = ["phone", "email", "code", "tax_code"];
/// Attempts of the job: each restart of the server while it runs is one.
const ATTEMPTS: i64 = 20;

/// What becomes of a row whose record is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum OnMatch {
    /// What the row says is written over it; empty cells leave what is there.
    #[default]
    Update,
    /// It stays as it is.
    Skip,
    /// A further record is made.
    Create,
}

impl OnMatch {
    /// The choice with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "update" => Self::Update,
            "skip" => Self::Skip,
            "create" => Self::Create,
            _ => return None,
        })
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Skip => "skip",
            Self::Create => "create",
        }
    }
}

/// What the person importing has chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Options {
    /// The headings as they stand in the file.
    pub headings: Vec<String>,
    /// For each column the field it goes into; `None` leaves it out.
    pub columns: Vec<Option<String>>,
    /// Number of the row of the headings.
    pub header_row: u64,
    /// Encoding of a text file, when the guess is overruled or settled.
    pub encoding: Option<String>,
    /// Separator of a text file.
    pub separator: Option<char>,
    /// The old font of a file whose letters are Unicode.
    pub font: Option<String>,
    /// Keys by which parties are found again.
    pub match_on: Vec<String>,
    /// What becomes of what is there already.
    pub on_match: OnMatch,
    /// The import whose failed rows these are, mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_of: Option<Uuid>,
}

impl Options {
    /// Puts over what was recognised what a program says: `map`, `match`, `on_match`.
    ///
    /// # Errors
    /// `unknown-field`, `bad-json` at `map`, `bad-list` at `match`, `bad-choice` at `on_match`.
    pub fn choose(&mut self, sent: &Map<String, Value>) -> Result<()> {
        if let Some(unknown) = sent
            .keys()
            .find(|key| !matches!(key.as_str(), "map" | "match" | "on_match"))
        {
            return Err(Problem::unknown_field("", unknown).into());
        }
        if let Some(map) = sent.get("map") {
            let map = map
                .as_object()
                .ok_or_else(|| Error::invalid("map", "bad-json"))?;
            for (heading, column) in self.headings.iter().zip(&mut self.columns) {
                if let Some(field) = map.get(heading) {
                    *column = field
                        .as_str()
                        .filter(|field| !field.is_empty())
                        .map(str::to_owned);
                }
            }
        }
        if let Some(keys) = sent.get("match") {
            let words = keys
                .as_array()
                .ok_or_else(|| Error::invalid("match", "bad-list"))?;
            self.match_on = words
                .iter()
                .map(|word| word.as_str().unwrap_or_default().to_owned())
                .collect();
        }
        if let Some(word) = sent.get("on_match") {
            let found = word.as_str().and_then(OnMatch::from_word);
            self.on_match = found.ok_or_else(|| Error::invalid("on_match", "bad-choice"))?;
        }
        Ok(())
    }
}

/// Kinds whose files have rules of their own.
pub(crate) const KNOWN: [FileKind; 5] = [
    FileKind::Parties,
    FileKind::Orders,
    FileKind::Products,
    FileKind::Interactions,
    FileKind::Facts,
];

/// The kind of file with rules of its own with this word; [`what`] knows the others too.
///
/// # Errors
/// `bad-choice` at `kind`.
pub fn kind(word: &str) -> Result<FileKind> {
    KNOWN
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or_else(|| Error::invalid("kind", "bad-choice"))
}

/// The imports of the workspace, newest first.
///
/// # Errors
/// `forbidden`.
pub async fn list(ctx: &Ctx, before: Option<Uuid>, limit: i64) -> Result<Vec<Import>> {
    rows::list(&ctx.read(Permission::ImportsRun)?, before, limit).await
}

/// One import.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<Import> {
    rows::find(&ctx.read(Permission::ImportsRun)?, id)
        .await?
        .ok_or(Error::NotFound)
}

/// What became of the rows that changed something, in the order of the file, from behind `after` on; what an undone import
/// had changed is no longer told. Rows that are not among them and did not fail left everything as it was.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn outcomes(ctx: &Ctx, id: Uuid, after: i64, limit: i64) -> Result<Vec<Outcome>> {
    find(ctx, id).await?;
    rows::outcomes(&ctx.read(Permission::ImportsRun)?, id, after, limit).await
}

/// Sets what was chosen and asks for the work.
///
/// # Errors
/// `not-found`; `import-begun` when it is under way already; what the mapping's rules say.
pub async fn begin(ctx: &Ctx, id: Uuid, options: &Options) -> Result<Import> {
    let mut import = find(ctx, id).await?;
    columns::check(&what(ctx, &import.kind)?, options)?;
    let tx = ctx.write(Permission::ImportsRun).await?;
    let now = rows::find(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    if now.state != "draft" {
        return Err(Error::conflict("import-begun"));
    }
    import.options = json!(options);
    import.state = "waiting".to_owned();
    let job = Job::new(RUN)
        .with(json!({ "import_id": id }))
        .unique(format!("import:{id}"))
        .attempts(ATTEMPTS);
    import.job_id = jobs::enqueue(&tx, &job).await?;
    rows::update(&tx.rows, &import).await?;
    remembering::remember(&tx, &import, options).await?;
    tx.commit().await?;
    Ok(import)
}

/// Asks an import under way to stop; what it has done stays and can be undone. A draft is dropped.
///
/// # Errors
/// `not-found`, `import-ended`.
pub async fn cancel(ctx: &Ctx, id: Uuid) -> Result<Import> {
    let tx = ctx.write(Permission::ImportsRun).await?;
    let mut import = rows::find(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    match (import.state.as_str(), import.job_id) {
        ("draft", _) => end_unworked(&mut import, ctx),
        ("waiting" | "running", Some(job)) => {
            jobs::cancel_in(&tx, job).await?;
            if import.state == "waiting" {
                end_unworked(&mut import, ctx);
            }
        }
        _ => return Err(Error::conflict("import-ended")),
    }
    rows::update(&tx.rows, &import).await?;
    tx.commit().await?;
    Ok(import)
}

fn end_unworked(import: &mut Import, ctx: &Ctx) {
    import.state = "cancelled".to_owned();
    import.finished_at = Some(ctx.now);
}

/// Asks for an import to be undone as a job.
///
/// # Errors
/// `not-found`, and what [`undo`] refuses.
pub async fn begin_undo(ctx: &Ctx, id: Uuid, forced: bool) -> Result<Import> {
    let tx = ctx.write(Permission::ImportsRun).await?;
    let mut import = rows::find(&tx.rows, id).await?.ok_or(Error::NotFound)?;
    undo::may_begin(&tx.rows, &import, forced).await?;
    import.state = "undoing".to_owned();
    let job = Job::new(UNDO)
        .with(json!({ "import_id": id, "forced": forced }))
        .unique(format!("import:{id}"))
        .attempts(ATTEMPTS);
    import.job_id = jobs::enqueue(&tx, &job).await?;
    rows::update(&tx.rows, &import).await?;
    tx.commit().await?;
    Ok(import)
}

/// Where an import's file is.
async fn source(ctx: &Ctx, import: &Import) -> Result<Source> {
    if import.file_path.is_empty() {
        return Err(Error::conflict("import-file-gone"));
    }
    match ctx.app.files.on_disk(&import.file_path) {
        Some(path) => Ok(Source::File(path)),
        None => Ok(Source::Bytes(
            ctx.app.files.get(&import.file_path).await?.into(),
        )),
    }
}

/// A refusal of the file as an error of the business.
fn refused(error: &quen_documents::tables::TableError) -> Error {
    let mut problem = Problem::new("file", error.code());
    problem.args = error.args();
    problem.into()
}

/// Runs work that blocks beside the async threads.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}
