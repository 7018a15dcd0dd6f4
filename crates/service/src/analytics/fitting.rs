//! The work of the night: read all customers in pages, fit and count on a thread that nobody waits for, and write what changed
//! in small steps, so that the shop goes on meanwhile.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::analytics::{Collected, Collector, Figures, figures};
use quen_core::models::{Customer, Model, backtest, day, fit as fit_model, replaces};
use quen_core::{Error, Permission, Result};
use quen_store::Reading;
use quen_store::models::{self as rows, Kept};
use uuid::Uuid;

use super::FIGURES;
use crate::jobs::queue::{Outcome, Progress};
use crate::jobs::{self, Job};
use crate::{Ctx, relationships};

/// Customers read at a time, and customers whose days are read at a time.
const READ: i64 = 5_000;
const DAYS: usize = 1_000;
/// Scores compared at a time, and scores written in one transaction.
const COMPARED: usize = 2_000;
const WRITTEN: usize = 200;

/// Reads all customers, fits the model, makes the figures, writes the scores.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn fit(ctx: &Ctx, progress: &Progress) -> Result<Outcome> {
    let reading = ctx.read(Permission::JobsManage)?;
    let customers = customers(&reading).await?;
    let steps = i64::try_from(customers.len()).unwrap_or(i64::MAX);
    progress.set(0, steps.saturating_mul(2));
    let Some(collected) = collect(ctx, &reading, &customers, progress).await? else {
        return Ok(ended(progress));
    };
    let before = rows::active(&reading).await?;
    let (as_of, now) = (ctx.today(), ctx.now);
    let made =
        tokio::task::spawn_blocking(move || make(customers, collected, before, as_of, now)).await;
    let made = made.map_err(|error| Error::Internal(error.to_string()))?;
    let model = keep(ctx, &made).await?;
    let written = write_scores(ctx, &made.customers, &model, as_of, progress).await?;
    progress.set(steps.saturating_mul(2), steps.saturating_mul(2));
    Ok(if written {
        Outcome::Done
    } else {
        ended(progress)
    })
}

fn ended(progress: &Progress) -> Outcome {
    if progress.is_cancelled() {
        Outcome::Cancelled
    } else {
        Outcome::Stopped
    }
}

fn must_rest(progress: &Progress) -> bool {
    progress.is_cancelled() || progress.must_stop()
}

async fn customers(reading: &Reading) -> Result<Vec<Customer>> {
    let mut all: Vec<Customer> = Vec::new();
    loop {
        let after = all.last().map_or(Uuid::nil(), |customer| customer.id);
        let page = rows::customers_after(reading, after, READ).await?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

/// `None` when the work has to rest.
async fn collect(
    ctx: &Ctx,
    reading: &Reading,
    customers: &[Customer],
    progress: &Progress,
) -> Result<Option<Collected>> {
    let mut collector = Collector::new(day(ctx.today()));
    for part in customers.chunks(DAYS) {
        if must_rest(progress) {
            return Ok(None);
        }
        for days in rows::days_of(reading, part).await? {
            collector.add(&days);
        }
        let (done, total) = progress.get();
        progress.set(done + i64::try_from(part.len()).unwrap_or(0), total);
    }
    Ok(Some(collector.finish()))
}

/// What the fit came to.
struct Made {
    model: Model,
    /// Is it another one than before?
    replaced: bool,
    figures: Figures,
    /// Those it was made of.
    customers: Vec<Customer>,
}

fn make(
    customers: Vec<Customer>,
    mut collected: Collected,
    before: Option<Model>,
    as_of: NaiveDate,
    now: DateTime<Utc>,
) -> Made {
    // Given back before the fit takes as much again.
    let past = std::mem::take(&mut collected.past);
    let tested = backtest(&past);
    drop(past);
    let fresh = fit_model(&customers, before.as_ref(), as_of, now, tested);
    let (model, replaced) = match before {
        Some(old) if !replaces(&fresh, &old, &customers) => {
            let counts = Model {
                customers: fresh.customers,
                repeaters: fresh.repeaters,
                left_out: fresh.left_out,
                ..old
            };
            (
                Model {
                    checked_at: now,
                    backtest: fresh.backtest,
                    check: fresh.check,
                    ..counts
                },
                false,
            )
        }
        _ => (fresh, true),
    };
    let worth = |customer: &Customer| Some(model.score(customer, day(as_of))?.clv);
    let worths: Vec<f64> = customers.iter().filter_map(worth).collect();
    let figures = figures(&customers, &collected, &model, &worths, as_of);
    Made {
        model,
        replaced,
        figures,
        customers,
    }
}

async fn keep(ctx: &Ctx, made: &Made) -> Result<Model> {
    let tx = ctx.write(Permission::JobsManage).await?;
    let model = if made.replaced {
        // Stages read the chance of the model in use.
        jobs::enqueue(
            &tx,
            &Job::new(relationships::REVIEW).unique(relationships::REVIEW),
        )
        .await?;
        rows::replace(&tx.rows, made.model.clone()).await?
    } else {
        rows::looked_at(&tx.rows, &made.model).await?;
        made.model.clone()
    };
    rows::put_figures(&tx.rows, FIGURES, &made.figures, made.figures.as_of).await?;
    tx.commit().await?;
    Ok(model)
}

/// Writes what differs from the stored scores and takes away those of parties that have none any more. `false` when the work
/// has to rest; what is written stays right.
async fn write_scores(
    ctx: &Ctx,
    customers: &[Customer],
    model: &Model,
    as_of: NaiveDate,
    progress: &Progress,
) -> Result<bool> {
    let mut after = Uuid::nil();
    for some in customers.chunks(COMPARED) {
        if must_rest(progress) {
            return Ok(false);
        }
        let Some(last) = some.last().map(|customer| customer.id) else {
            continue;
        };
        // Scored again, a part at a time: cheaper than holding the scores of all.
        let score = |c: &Customer| Some(Kept::new(c.id, &model.score(c, day(as_of))?));
        let part: Vec<Kept> = some.iter().filter_map(score).collect();
        let reading = ctx.read(Permission::JobsManage)?;
        let stored = rows::scores_between(&reading, after, last).await?;
        let stored: HashMap<Uuid, Kept> = stored
            .into_iter()
            .filter(|kept| kept.party_id > after)
            .map(|k| (k.party_id, k))
            .collect();
        let changed: Vec<Kept> = part
            .iter()
            .filter(|kept| stored.get(&kept.party_id) != Some(*kept))
            .copied()
            .collect();
        for batch in changed.chunks(WRITTEN) {
            let tx = ctx.write(Permission::JobsManage).await?;
            rows::put_scores(&tx.rows, batch, as_of, model.version).await?;
            tx.commit().await?;
        }
        let gone: Vec<Uuid> = stored
            .keys()
            .filter(|id| part.binary_search_by(|kept| kept.party_id.cmp(id)).is_err())
            .copied()
            .collect();
        clear(ctx, &gone).await?;
        let (done, total) = progress.get();
        progress.set(done + i64::try_from(some.len()).unwrap_or(0), total);
        after = last;
    }
    clear_behind(ctx, after, progress).await
}

async fn clear_behind(ctx: &Ctx, mut after: Uuid, progress: &Progress) -> Result<bool> {
    loop {
        let gone = rows::scored_after(&ctx.read(Permission::JobsManage)?, after, READ).await?;
        let Some(last) = gone.last() else {
            return Ok(true);
        };
        if must_rest(progress) {
            return Ok(false);
        }
        after = *last;
        clear(ctx, &gone).await?;
    }
}

async fn clear(ctx: &Ctx, parties: &[Uuid]) -> Result<()> {
    for batch in parties.chunks(WRITTEN) {
        let tx = ctx.write(Permission::JobsManage).await?;
        rows::clear_scores(&tx.rows, batch).await?;
        tx.commit().await?;
    }
    Ok(())
}
