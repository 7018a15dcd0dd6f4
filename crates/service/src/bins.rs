//! The bins emptied: what lies there longer than the workspace keeps it is removed for good with every trace. A customer
//! with orders that count is emptied of all that is personal instead; what was sold stays in the books. The work goes in
//! short transactions and begins where it stopped, because what is gone is no longer due.

mod contents;

use std::time::Instant;

use chrono::Duration;
use quen_core::{Event, Noun, Permission, Result};
use quen_store::bins::{self as rows, RowsOf, Uploads};
use quen_words::{Lang, Words, t};
use uuid::Uuid;

use crate::jobs::queue::{Outcome, Progress};
use crate::pace::Pace;
use crate::{Ctx, Tx, metrics};

pub use contents::{Binned, KINDS, PAGE, list, rights, take_out};

/// Kind of the job.
pub const EMPTY: &str = "bins.empty";
/// Kinds whose records go to a bin, those that hang on others first.
pub const NOUNS: [Noun; 8] = [
    Noun::Facts,
    Noun::Interactions,
    Noun::Promises,
    Noun::Records,
    Noun::Tasks,
    Noun::Orders,
    Noun::Products,
    Noun::Parties,
];
/// Records looked up at once.
const DUE: i64 = 100;

/// Empties the bins of a workspace; 0 days keep everything.
///
/// # Errors
/// `forbidden`, a broken database or disk.
pub async fn empty(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let days = i64::from(ctx.settings.bin_days);
    if days == 0 {
        return Ok(Outcome::Done);
    }
    let mut work = Work {
        ctx: ctx.clone(),
        pace: Pace::new(4, 1, 200),
        uploads: Uploads::new(),
        done: 0,
    };
    let before = ctx.now - Duration::days(days);
    for noun in NOUNS {
        loop {
            let reading = ctx.read(Permission::JobsManage)?;
            let due = rows::due(&reading, noun, before, DUE).await?;
            if due.is_empty() {
                break;
            }
            let outcome = work.remove_all(noun, due, progress).await?;
            work.remove_uploads().await?;
            if let Some(outcome) = outcome {
                return Ok(outcome);
            }
        }
    }
    Ok(Outcome::Done)
}

struct Work {
    ctx: Ctx,
    pace: Pace,
    /// Names of uploads whose rows are gone.
    uploads: Uploads,
    done: i64,
}

impl Work {
    /// Removes some records of a kind; answers how it ended when it was asked to.
    async fn remove_all(
        &mut self,
        noun: Noun,
        due: Vec<Uuid>,
        progress: &Progress,
    ) -> Result<Option<Outcome>> {
        let mut waiting = due.as_slice();
        while !waiting.is_empty() {
            if progress.is_cancelled() {
                return Ok(Some(Outcome::Cancelled));
            }
            if progress.must_stop() {
                return Ok(Some(Outcome::Stopped));
            }
            let size = if noun == Noun::Parties {
                1
            } else {
                self.pace.size()
            };
            let (now, later) = waiting.split_at(size.min(waiting.len()));
            match (noun, now) {
                (Noun::Parties, [party]) => self.remove_party(*party).await?,
                _ => self.remove_rows(noun, now).await?,
            }
            waiting = later;
            self.done += i64::try_from(now.len()).unwrap_or_default();
            progress.set(self.done, 0);
        }
        Ok(None)
    }

    async fn remove_rows(&mut self, noun: Noun, ids: &[Uuid]) -> Result<()> {
        let begun = Instant::now();
        let mut tx = self.ctx.write(Permission::JobsManage).await?;
        let gone = RowsOf {
            table: rows::table(noun).to_owned(),
            ids: ids.to_vec(),
        };
        let uploads = rows::remove(&tx.rows, &gone).await?;
        for id in ids {
            tx.record(Event::new(noun, "erased", *id));
        }
        tx.commit_quietly().await?;
        self.pace.ended(begun);
        self.uploads.extend(uploads);
        Ok(())
    }

    /// First what hangs on a party, piece by piece, then the party itself.
    async fn remove_party(&mut self, party: Uuid) -> Result<()> {
        let stays = rows::has_orders(&self.ctx.read(Permission::JobsManage)?, party).await?;
        loop {
            let begun = Instant::now();
            let tx = self.ctx.write(Permission::JobsManage).await?;
            let hanging = rows::hanging(&tx.rows, party, stays, self.pace.size()).await?;
            let uploads = match &hanging {
                Some(gone) => rows::remove(&tx.rows, gone).await?,
                None => Uploads::new(),
            };
            let blanked = rows::blank_events(&tx.rows, party, self.pace.size()).await?;
            tx.commit_quietly().await?;
            self.pace.ended(begun);
            self.uploads.extend(uploads);
            if hanging.is_none() && blanked == 0 {
                break;
            }
        }
        let mut tx = self.ctx.write(Permission::JobsManage).await?;
        let uploads = if stays {
            keep_shell(&mut tx, party).await?
        } else {
            let table = Noun::Parties.plural().to_owned();
            let ids = vec![party];
            rows::remove(&tx.rows, &RowsOf { table, ids }).await?
        };
        rows::leave_orders(&tx.rows, party).await?;
        tx.record(Event::new(Noun::Parties, "erased", party));
        tx.commit_quietly().await?;
        self.uploads.extend(uploads);
        Ok(())
    }

    /// Removes the bytes of uploads whose rows are gone.
    async fn remove_uploads(&mut self) -> Result<()> {
        if self.uploads.is_empty() {
            return Ok(());
        }
        let files = &self.ctx.app.files;
        for name in files.names().await? {
            let last = name.rsplit('/').next().unwrap_or_default();
            if self.uploads.iter().any(|gone| gone == last) {
                files.remove(&name).await?;
            }
        }
        self.uploads.clear();
        Ok(())
    }
}

async fn keep_shell(tx: &mut Tx, party: Uuid) -> Result<Uploads> {
    let ctx = tx.ctx().clone();
    let words = Words::new(if ctx.settings.language == "en" {
        Lang::En
    } else {
        Lang::Vi
    });
    let uploads =
        rows::empty_party(&tx.rows, party, t::parties_erased_name(words), ctx.now).await?;
    metrics::recount(tx, party).await?;
    Ok(uploads)
}
