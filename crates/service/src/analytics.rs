//! Figures of the whole base and the outlook of one customer, read from what the nightly work left; and what people do with
//! them. Only those who reach all customers see figures of all. Nothing is fitted or counted here while somebody waits.

mod fitting;
mod outlook;
mod tasks;

use quen_core::access::Records;
use quen_core::analytics::{Figures, Target, WhatIf, what_if};
use quen_core::models::Model;
use quen_core::reasons::Reason;
use quen_core::{Error, Permission, Result};
use quen_store::{Reading, Rows, jobs as queue, models};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Ctx;
use crate::jobs::{Job, JobRow, enqueue};

pub use fitting::fit;
pub use outlook::{outlook, outlook_of};
pub use tasks::{MOST_TASKS, NewTasks, make_tasks};

/// Word of the work in the queue.
pub const FIT: &str = "insight.fit";
/// Name of the stored figures.
const FIGURES: &str = "analytics";
/// Models shown of the past.
const PAST_MODELS: i64 = 20;

/// Opens rows for figures of all customers.
pub(crate) fn reading(ctx: &Ctx) -> Result<Reading> {
    let rows = ctx.read(Permission::OrdersRead)?;
    match rows.access().records() {
        Records::All => Ok(rows),
        Records::OwnedBy(_) => Err(Error::Forbidden(Permission::OrdersRead)),
    }
}

/// May this actor see figures of all customers?
pub fn allowed(ctx: &Ctx) -> bool {
    reading(ctx).is_ok()
}

/// The figures of the last night; none before the first.
///
/// # Errors
/// `forbidden` for those who do not reach all customers.
pub async fn figures(ctx: &Ctx) -> Result<Option<Figures>> {
    let rows = reading(ctx)?;
    Ok(models::figures::<Figures>(&rows, FIGURES)
        .await?
        .map(|stored| stored.value))
}

/// The model in use.
///
/// # Errors
/// `forbidden` for those who do not reach all customers.
pub async fn model(ctx: &Ctx) -> Result<Option<Model>> {
    models::active(&reading(ctx)?).await
}

/// Figures and model, for the page.
///
/// # Errors
/// `forbidden` for those who do not reach all customers.
pub async fn overview(ctx: &Ctx) -> Result<(Option<Figures>, Option<Model>)> {
    let rows = reading(ctx)?;
    let (stored, model) = tokio::try_join!(
        models::figures::<Figures>(&rows, FIGURES),
        models::active(&rows)
    )?;
    Ok((stored.map(|stored| stored.value), model))
}

/// One part of the figures as JSON with their day; `as_of` is null before the first night. `keep` and `growth` are shares and
/// belong to `retention`, `unit` to `cohorts`.
///
/// # Errors
/// `forbidden`; `bad-number` and `bad-choice` at a parameter.
pub async fn part(
    ctx: &Ctx,
    name: &'static str,
    input: &serde_json::Map<String, Value>,
) -> Result<Value> {
    if name == "model" {
        return Ok(
            json!({ "model": model(ctx).await?, "history": models::history(&reading(ctx)?, PAST_MODELS).await? }),
        );
    }
    let (keep, growth, by_quarter) = (
        share(input, "keep")?,
        share(input, "growth")?,
        by_quarter(input)?,
    );
    let Some(figures) = figures(ctx).await? else {
        return Ok(json!({ "as_of": null }));
    };
    let value = match name {
        "rfm" => json!(figures.rfm),
        "cohorts" if by_quarter => json!(figures.quarters),
        "cohorts" => json!(figures.months),
        "survival" => json!(figures.second_order),
        "value" => json!(figures.value),
        "whale" => json!(figures.whale),
        "retention" => retention(&figures, keep, growth),
        _ => json!(figures.equity),
    };
    Ok(json!({ "as_of": figures.as_of, "customers": figures.customers, name: value }))
}

fn retention(figures: &Figures, keep: Option<f64>, growth: Option<f64>) -> Value {
    match what_if(&figures.retention, keep, growth.unwrap_or(0.0)) {
        Ok(outcome) => json!({ "measured": figures.retention, "what_if": outcome, "reason": null }),
        Err(reason) => json!({ "measured": figures.retention, "what_if": null, "reason": reason }),
    }
}

/// The outcome of keeping more customers, for the page.
///
/// # Errors
/// The reason why there is none.
pub fn keeping(
    figures: &Figures,
    keep: Option<f64>,
    growth: f64,
) -> std::result::Result<WhatIf, Reason> {
    what_if(&figures.retention, keep, growth)
}

fn share(input: &serde_json::Map<String, Value>, name: &'static str) -> Result<Option<f64>> {
    let Some(given) = input.get(name) else {
        return Ok(None);
    };
    let number = given
        .as_f64()
        .or_else(|| given.as_str().and_then(|text| text.trim().parse().ok()));
    let range = if name == "keep" {
        0.0..=1.0
    } else {
        -1.0..=1.0
    };
    number
        .filter(|share| range.contains(share))
        .map(Some)
        .ok_or_else(|| Error::invalid(name, "out-of-range"))
}

fn by_quarter(input: &serde_json::Map<String, Value>) -> Result<bool> {
    match input.get("unit").and_then(Value::as_str) {
        None | Some("month") => Ok(false),
        Some("quarter") => Ok(true),
        Some(_) => Err(Error::invalid("unit", "bad-choice")),
    }
}

/// The conditions of the customers behind a figure.
///
/// # Errors
/// `forbidden`, `not-found` where the figures know no such customers.
pub async fn conditions(ctx: &Ctx, target: Target) -> Result<Value> {
    let figures = figures(ctx).await?.ok_or(Error::NotFound)?;
    target.conditions(&figures).ok_or(Error::NotFound)
}

/// Asks for a fit now. `None` when one waits or runs already.
///
/// # Errors
/// `forbidden`.
pub async fn request_fit(ctx: &Ctx) -> Result<Option<Uuid>> {
    reading(ctx)?;
    let tx = ctx.write(Permission::JobsManage).await?;
    let job = Job::new(FIT)
        .unique(format!("{FIT}:{}", ctx.actor.workspace_id))
        .attempts(3);
    let asked = enqueue(&tx, &job).await?;
    tx.commit().await?;
    Ok(asked)
}

/// The fit that is due or runs now, for those who may see jobs.
///
/// # Errors
/// A broken database.
pub async fn fit_under_way(ctx: &Ctx) -> Result<Option<JobRow>> {
    let Ok(rows) = ctx.read(Permission::JobsManage) else {
        return Ok(None);
    };
    let waiting = queue::list(&rows, &["ready", "running"], None, 100).await?;
    Ok(waiting
        .into_iter()
        .find(|job| job.kind == FIT && job.run_at <= ctx.now))
}
