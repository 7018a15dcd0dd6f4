//! The bins emptied: what lies there longer than the workspace keeps it is removed for good with every trace. A customer
//! with orders that count is emptied of all that is personal instead; what was sold stays in the books. The work goes in
//! short transactions and begins where it stopped, because what is gone is no longer due.

mod contents;

use std::time::Instant;

use chrono::Duration;
use quen_core::{Event, Noun, Permission, Result};
use quen_store::bins::{self as rows, RowsOf, Stays, Uploads};
use quen_words::{Lang, Words, t};
use uuid::Uuid;

use crate::jobs::queue::{Outcome, Progress};
use crate::pace::Pace;
use crate::{Ctx, Tx, metrics};

pub(crate) use contents::of;
pub use contents::{After, Binned, PAGE};

/// Kind of the job.
pub const EMPTY: &str = "bins.empty";
/// Kinds whose records go to a bin, those that hang on others first.
pub const NOUNS: [Noun; 12] = [
    Noun::Facts,
    Noun::Interactions,
    Noun::Promises,
    Noun::Benefits,
    Noun::Projects,
    Noun::Records,
    Noun::Tasks,
    Noun::Payments,
    Noun::Orders,
    Noun::Products,
    Noun::Views,
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
        let bought = rows::has_orders(&self.ctx.read(Permission::JobsManage)?, party).await?;
        let stays = if bought {
            Stays::Orders
        } else {
            Stays::Nothing
        };
        let right = Permission::JobsManage;
        let uploads = take_off(&self.ctx, right, party, stays, &mut self.pace).await?;
        self.uploads.extend(uploads);
        let mut tx = self.ctx.write(right).await?;
        let uploads = if bought {
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

    async fn remove_uploads(&mut self) -> Result<()> {
        remove_bytes(&self.ctx, &std::mem::take(&mut self.uploads)).await
    }
}

/// Removes what hangs on a party and does not stay, piece by piece in short transactions, and blanks its events; answers the
/// uploads whose rows are gone.
///
/// # Errors
/// `forbidden`, a broken database.
pub(crate) async fn take_off(
    ctx: &Ctx,
    right: Permission,
    party: Uuid,
    stays: Stays,
    pace: &mut Pace,
) -> Result<Uploads> {
    let mut uploads = Uploads::new();
    loop {
        let begun = Instant::now();
        let tx = ctx.write(right).await?;
        let hanging = rows::hanging(&tx.rows, party, stays, pace.size()).await?;
        if let Some(gone) = &hanging {
            uploads.extend(rows::remove(&tx.rows, gone).await?);
        }
        let blanked = rows::blank_events(&tx.rows, party, pace.size()).await?;
        tx.commit_quietly().await?;
        pace.ended(begun);
        if hanging.is_none() && blanked == 0 {
            return Ok(uploads);
        }
    }
}

/// Removes the bytes of uploads whose rows are gone.
///
/// # Errors
/// A broken disk.
pub(crate) async fn remove_bytes(ctx: &Ctx, uploads: &Uploads) -> Result<()> {
    if uploads.is_empty() {
        return Ok(());
    }
    let files = &ctx.app.files;
    for name in files.names().await? {
        let last = name.rsplit('/').next().unwrap_or_default();
        if uploads.iter().any(|gone| gone == last) {
            files.remove(&name).await?;
        }
    }
    Ok(())
}

/// Empties the party itself; it stays under a name that names nobody, for what stays of it.
///
/// # Errors
/// A broken database.
pub(crate) async fn keep_shell(tx: &mut Tx, party: Uuid) -> Result<Uploads> {
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
