//! The work of an import: rows are read and prepared on a thread beside, and written here in short transactions that
//! grow and shrink so that each holds the writer for about fifteen milliseconds.

mod batch;
mod plainly;
mod reader;
mod trading;

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::time::Instant;

use quen_core::{Error, Permission, Result};
use quen_documents::tables::{Source, TableError};
use quen_store::imports as rows;
use quen_words::{Lang, Words};
use serde_json::{Value as Json, json};
use tokio::sync::mpsc;
use uuid::Uuid;

pub(super) use reader::{Item, Reader, fault};

use super::crowd::{Crowd, Manner};
use super::{Import, Options, Refused, failures, linking, refused, source, upload, what};
use crate::Ctx;
use crate::jobs::queue::{Outcome, Progress};
use crate::lists::AnyKind;
use crate::pace::Pace;

/// Items of a transaction at least and at most.
const BATCH: (usize, usize) = (8, 512);
/// Items handed over at once by the reading thread.
const HAND: usize = 64;
/// Tries of a transaction that met a busy database.
const TRIES: u32 = 5;

/// What an import did.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Report {
    /// The import; `None` when nothing was written.
    pub import_id: Option<Uuid>,
    /// Rows below the headings.
    pub rows: i64,
    /// Records made.
    pub created: i64,
    /// Records changed.
    pub updated: i64,
    /// Records left as they were.
    pub skipped: i64,
    /// Rows that could not be taken in.
    pub failed: i64,
    /// The first thousand errors.
    pub errors: Vec<Refused>,
}

/// Works an import as a job; goes on where an earlier attempt stopped.
///
/// # Errors
/// A broken database. A refusal of the file ends the import and is no failure of the job.
pub async fn run(ctx: &Ctx, id: Uuid, progress: &Progress) -> Result<Outcome> {
    let mut import = super::find(ctx, id).await?;
    if !matches!(import.state.as_str(), "waiting" | "running") {
        return Ok(Outcome::Done);
    }
    let file = source(ctx, &import).await?;
    let ended = Work::new(ctx, &mut import, false)
        .await?
        .all(file, progress)
        .await;
    finish(ctx, &mut import, ended).await
}

async fn finish(ctx: &Ctx, import: &mut Import, ended: Result<Outcome>) -> Result<Outcome> {
    let (state, refusal, outcome) = match ended {
        Ok(Outcome::Stopped) => return Ok(Outcome::Stopped),
        Ok(Outcome::Cancelled) => ("cancelled", None, Outcome::Cancelled),
        Ok(outcome) => ("done", None, outcome),
        Err(Error::Invalid(problems)) => {
            let said: Vec<Json> = problems
                .iter()
                .map(|p| json!({ "column": p.field, "code": p.code, "args": p.args }))
                .collect();
            ("failed", Some(Json::Array(said)), Outcome::Done)
        }
        Err(error) => return Err(error),
    };
    import.state = state.to_owned();
    import.refusal = refusal;
    import.finished_at = Some(ctx.app.clock.now());
    let tx = ctx.write(Permission::ImportsRun).await?;
    rows::update(&tx.rows, import).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Reads a file in at once, for the command line. With `dry` nothing is written.
///
/// # Errors
/// What is wrong with the file or the mapping; a broken database.
pub async fn run_file(
    ctx: &Ctx,
    word: &str,
    name: &str,
    file: Source,
    options: &Options,
    dry: bool,
) -> Result<Report> {
    super::columns::check(&what(ctx, word)?, options)?;
    let mut import = upload::draft(ctx, ctx.new_id(), word, name, String::new());
    import.options = json!(options);
    import.state = "running".to_owned();
    if !dry {
        let tx = ctx.write(Permission::ImportsRun).await?;
        rows::insert(&tx.rows, &import).await?;
        tx.commit().await?;
    }
    let mut work = Work::new(ctx, &mut import, dry).await?;
    let ended = work.all(file, &Progress::default()).await;
    let errors = std::mem::take(&mut work.refused);
    if dry {
        ended?;
    } else {
        let refusal = ended.as_ref().err().cloned();
        finish(ctx, &mut import, ended).await?;
        if let Some(refusal) = refusal {
            return Err(refusal);
        }
    }
    Ok(Report {
        import_id: (!dry).then_some(import.id),
        rows: import.rows_read,
        created: import.created,
        updated: import.updated,
        skipped: import.skipped,
        failed: import.failed,
        errors,
    })
}

/// An import under way.
struct Work<'a> {
    ctx: Ctx,
    import: &'a mut Import,
    /// What the rows become, for files without rules of their own.
    kind: Option<AnyKind>,
    reader: Option<Reader>,
    manner: Manner,
    dry: bool,
    /// The next place in the undo log.
    position: i64,
    /// Parties that rows of this file have written already.
    touched: HashSet<Uuid>,
    /// What a dry run would have made, to be found again by later rows.
    memory: Option<Crowd>,
    refused: Vec<Refused>,
    /// What cells called records by, and which those were.
    linked: linking::Linked,
    words: Words,
}

impl<'a> Work<'a> {
    async fn new(ctx: &Ctx, import: &'a mut Import, dry: bool) -> Result<Self> {
        let options: Options = serde_json::from_value(import.options.clone())
            .map_err(|error| Error::Internal(error.to_string()))?;
        let what = what(ctx, &import.kind)?;
        let mut ctx = what.gate(ctx);
        let kind = what.kind.clone();
        let reader = Reader::new(&ctx, what, options.clone()).await?;
        ctx.cause = Some(import.id);
        ctx.many = true;
        let position = rows::next_position(&ctx.read(Permission::ImportsRun)?, import.id).await?;
        let words = Words::new(if ctx.settings.language == "en" {
            Lang::En
        } else {
            Lang::Vi
        });
        let manner = Manner {
            match_on: options.match_on,
            on_match: options.on_match,
        };
        let memory = dry.then(|| Crowd::new(&ctx));
        Ok(Self {
            ctx,
            import,
            kind,
            linked: linking::Linked::default(),
            reader: Some(reader),
            manner,
            dry,
            position,
            touched: HashSet::new(),
            memory,
            refused: Vec::new(),
            words,
        })
    }

    /// Works the whole file, or what is left of it.
    async fn all(&mut self, file: Source, progress: &Progress) -> Result<Outcome> {
        let Some(reader) = self.reader.take() else {
            return Ok(Outcome::Done);
        };
        self.import.state = "running".to_owned();
        let (hand, mut given) = mpsc::channel::<Vec<Item>>(16);
        let reading = tokio::task::spawn_blocking(move || read_into(&reader, &file, &hand));
        let outcome = self.write_all(&mut given, progress).await;
        drop(given);
        let read = reading
            .await
            .map_err(|error| Error::Internal(error.to_string()))?;
        match (outcome?, read) {
            (Outcome::Done, Err(error)) => Err(refused(&error)),
            (outcome, _) => Ok(outcome),
        }
    }

    async fn write_all(
        &mut self,
        given: &mut mpsc::Receiver<Vec<Item>>,
        progress: &Progress,
    ) -> Result<Outcome> {
        let mut waiting: Vec<Item> = Vec::new();
        let mut seen = 0;
        let mut pace = Pace::new(BATCH.0 * 4, BATCH.0, BATCH.1);
        let mut more = true;
        while more || !waiting.is_empty() {
            if seen + i64::try_from(BATCH.1).unwrap_or_default() < self.import.items_done {
                pace.widest();
            }
            while more && waiting.len() < pace.size() {
                match given.recv().await {
                    Some(items) => waiting.extend(items),
                    None => more = false,
                }
            }
            if progress.is_cancelled() {
                return Ok(Outcome::Cancelled);
            }
            if progress.must_stop() {
                return Ok(Outcome::Stopped);
            }
            let rest = waiting.split_off(pace.size().min(waiting.len()));
            let mut items = std::mem::replace(&mut waiting, rest);
            seen += i64::try_from(items.len()).unwrap_or_default();
            if seen <= self.import.items_done {
                self.meet_again(&items).await?;
                continue;
            }
            let done_before = usize::try_from(
                self.import.items_done - (seen - i64::try_from(items.len()).unwrap_or_default()),
            )
            .unwrap_or_default();
            let split = done_before.min(items.len());
            let (old, fresh) = items.split_at_mut(split);
            self.meet_again(old).await?;
            let begun = Instant::now();
            self.write(fresh).await?;
            pace.ended(begun);
            progress.set(self.import.rows_read, self.import.rows_total);
        }
        Ok(Outcome::Done)
    }

    /// Rows that an earlier attempt has written: nothing is done but to remember whom they touched.
    async fn meet_again(&mut self, items: &[Item]) -> Result<()> {
        let wanted: Vec<_> = items.iter().filter_map(Item::party).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let mut crowd = Crowd::new(&self.ctx);
        crowd
            .meet(&self.ctx.read(Permission::ImportsRun)?, &wanted)
            .await?;
        self.touched.extend(
            wanted
                .iter()
                .filter_map(|row| crowd.find(row, &self.manner.match_on)),
        );
        Ok(())
    }

    /// Writes some items, in one transaction. A busy database is tried again.
    async fn write(&mut self, items: &mut [Item]) -> Result<()> {
        self.linked.fill(&self.ctx, items).await?;
        for attempt in 1.. {
            let (import, position) = (self.import.clone(), self.position);
            match self.try_write(items).await {
                Err(Error::Unavailable("database-busy" | "held-too-long")) if attempt < TRIES => {
                    (*self.import, self.position) = (import, position);
                    tokio::time::sleep(std::time::Duration::from_millis(50 << attempt)).await;
                }
                ended => return ended,
            }
        }
        Ok(())
    }

    fn note(&mut self, failure: &rows::Failure) {
        for fault in &failure.problems {
            if self.refused.len() < 1000 {
                self.refused
                    .push(failures::said(failure.row, fault, self.words));
            }
        }
    }
}

/// Reads and prepares the rows; ends early when nobody takes them any more.
fn read_into(
    reader: &Reader,
    file: &Source,
    hand: &mpsc::Sender<Vec<Item>>,
) -> Result<(), TableError> {
    let mut items = Vec::with_capacity(HAND);
    let mut gone = false;
    reader.read(file, &mut |item| {
        items.push(item);
        if items.len() >= HAND {
            gone = hand.blocking_send(std::mem::take(&mut items)).is_err();
        }
        if gone {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    if !gone {
        // Nobody left to take the last rows is no fault of the file.
        let _ = hand.blocking_send(items);
    }
    Ok(())
}
