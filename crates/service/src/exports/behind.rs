//! Lists written to a file by a worker, with progress: for those that are too long to wait for. The file belongs to the colleague
//! who asked and to nobody else; it is put away after a day like every upload that no record took up.

use quen_core::fields::{Catalogue, ListQuery};
use quen_core::files::{File, TextState};
use quen_core::{Error, Permission, Result};
use quen_documents::sheets::SheetFormat;
use quen_store::{files as rows, jobs as job_rows};
use quen_words::{Lang, Words};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Export, kind, leaving};
use crate::Ctx;
use crate::files::{hexadecimal, path};
use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job, JobRow};

/// Kind of the job.
pub const WRITE: &str = "exports.write";
/// Records that may be named one by one.
const MAX_IDS: usize = 10_000;

/// Which list, and how it is written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// Plural word of the kind.
    pub kind: String,
    /// `csv`, `xlsx` or `jsonl`.
    pub format: String,
    /// Fields to write; all when none is named.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The condition tree.
    #[serde(default)]
    pub filter: Option<Value>,
    /// Words to find.
    #[serde(default)]
    pub q: Option<String>,
    /// The order.
    #[serde(default)]
    pub sort: String,
    /// Only these records.
    #[serde(default)]
    pub ids: Option<Vec<Uuid>>,
    /// `vi` or `en`, for headings and names.
    #[serde(default)]
    pub language: String,
}

impl Wish {
    fn format(&self) -> Result<SheetFormat> {
        let format = SheetFormat::from_word(&self.format);
        format.ok_or_else(|| Error::invalid("format", "bad-choice"))
    }

    fn query(&self, catalogue: &Catalogue) -> Result<ListQuery> {
        let filter = self.filter.as_ref().map(Value::to_string);
        let query = ListQuery::parse(catalogue, |name| match name {
            "filter" => filter.as_deref(),
            "q" => self.q.as_deref(),
            "sort" => Some(self.sort.as_str()),
            _ => None,
        })?;
        Ok(ListQuery {
            ids: self.ids.clone(),
            ..query
        })
    }
}

/// How far a file has come.
#[derive(Debug, Clone, Serialize)]
pub struct Written {
    /// Of the export, and of its file.
    pub id: Uuid,
    /// What was asked for.
    pub wish: Wish,
    /// `ready`, `running`, `done`, `dead` or `cancelled`, as a job says it.
    pub state: String,
    /// Rows written.
    pub rows: i64,
    /// Rows in all, 0 when that is not known.
    pub total: i64,
    /// The file, once it is whole and until it is put away.
    pub file: Option<File>,
}

/// Asks for a list to be written; answers the id of the export.
///
/// # Errors
/// `forbidden`; `bad-choice` at `kind` or `format`, a condition or an order that cannot be read, `too-many` at `ids`.
pub async fn ask(ctx: &Ctx, wish: &Wish) -> Result<Uuid> {
    ctx.actor.may(Permission::ExportsRun)?;
    let kind = kind(ctx, &wish.kind)?;
    ctx.actor.may(kind.read)?;
    wish.format()?;
    let query = wish.query(&kind.catalogue(ctx))?;
    if wish.ids.as_ref().is_some_and(|ids| ids.len() > MAX_IDS) {
        return Err(quen_core::Problem::new("ids", "too-many")
            .with("max", MAX_IDS)
            .into());
    }
    let mut tx = ctx.write(Permission::ExportsRun).await?;
    let job = jobs::enqueue(&tx, &Job::new(WRITE).with(json!(wish))).await?;
    let job = job.ok_or_else(|| Error::Internal("a job without a key is taken in".to_owned()))?;
    let narrowed = leaving::is_narrowed(&query);
    tx.record(leaving::asked(job, &wish.kind, &wish.format, narrowed));
    tx.commit_quietly().await?;
    Ok(job)
}

/// An export of one's own.
///
/// # Errors
/// `not-found` also for those of others.
pub async fn find(ctx: &Ctx, id: Uuid) -> Result<Written> {
    let reading = ctx.read(Permission::ExportsRun)?;
    let job = job_rows::find(&reading, id).await?;
    let job = job.filter(|job| job.kind == WRITE && job.created_by == Some(ctx.actor.user_id));
    let job = job.ok_or(Error::NotFound)?;
    let wish = serde_json::from_value(job.payload).map_err(|_| Error::NotFound)?;
    Ok(Written {
        id,
        wish,
        state: job.state,
        rows: job.progress_done,
        total: job.progress_total,
        file: rows::find(&reading, id).await?,
    })
}

/// Stops an export of one's own.
///
/// # Errors
/// `not-found`; `job-ended`.
pub async fn cancel(ctx: &Ctx, id: Uuid) -> Result<()> {
    find(ctx, id).await?;
    let tx = ctx.write(Permission::ExportsRun).await?;
    jobs::cancel_in(&tx, id).await?;
    tx.commit_quietly().await
}

/// Writes the file; begun again, it is written anew.
///
/// # Errors
/// A broken database or disk.
pub async fn run(ctx: &Ctx, job: &JobRow, progress: &Progress) -> Result<Outcome> {
    let wish: Wish = serde_json::from_value(job.payload.clone())
        .map_err(|error| Error::Internal(error.to_string()))?;
    if rows::find(&ctx.read(Permission::ExportsRun)?, job.id)
        .await?
        .is_some()
    {
        return Ok(Outcome::Done);
    }
    let kind = kind(ctx, &wish.kind)?;
    let format = wish.format()?;
    let query = wish.query(&kind.catalogue(ctx))?;
    let all = kind.totals(ctx, query.clone(), Vec::new()).await?;
    let all = all.filter(|all| !all.capped).map_or(0, |all| all.count);
    let total = i64::try_from(all).unwrap_or_default();
    let words = Words::new(Lang::from_code(&wish.language).unwrap_or_default());
    let export = Export::begin(ctx, kind, format, query, &wish.columns, words)?;
    let mut export = export.of_job(job.id);
    let mut sink = ctx.app.files.sink(&path(ctx, job.id)).await?;
    let (mut size, mut sum) = (0, Sha256::new());
    while let Some(piece) = export.next().await? {
        if progress.must_stop() {
            return Ok(Outcome::Stopped);
        }
        if progress.is_cancelled() {
            return Ok(Outcome::Cancelled);
        }
        sink.write(&piece).await?;
        sum.update(&piece);
        size += piece.len();
        progress.set(export.rows, total);
    }
    sink.finish().await?;
    let file = File {
        id: job.id,
        name: format!(
            "{}-{}.{}",
            wish.kind,
            ctx.today().format("%Y-%m-%d"),
            format.word()
        ),
        content_type: format.media_type().to_owned(),
        size: i64::try_from(size).unwrap_or(i64::MAX),
        sha256: hexadecimal(&sum.finalize()),
        noun: wish.kind,
        record_id: Uuid::nil(),
        field: None,
        text_state: TextState::Waiting,
        created_by: Some(ctx.actor.user_id),
        created_at: ctx.now,
    };
    let mut tx = ctx.write(Permission::ExportsRun).await?;
    rows::insert(&tx.rows, &file).await?;
    tx.record(export.ended());
    tx.commit_quietly().await?;
    Ok(Outcome::Done)
}
