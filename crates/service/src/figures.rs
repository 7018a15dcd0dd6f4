//! The figures of the first page. Sums over a whole large base cost something, so they are kept for a short while: for twenty
//! times as long as they took to make, which leaves a small shop's figures as fresh as the page.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use quen_core::figures::{self as rules, Figures, Returning};
use quen_core::parties::STAGES;
use quen_core::{Permission, Records, Result};
use quen_store::figures as rows;
use quen_store::{Reading, Rows};
use uuid::Uuid;

use crate::Ctx;
use crate::today::Whose;

/// Figures are kept so many times as long as they took to make.
const PATIENCE: i32 = 20;

/// Figures made lately, by workspace; only those of a whole workspace are kept.
#[derive(Debug, Default)]
pub struct Kept(Mutex<HashMap<Uuid, (DateTime<Utc>, Figures)>>);

impl Kept {
    fn find(&self, workspace: Uuid, now: DateTime<Utc>) -> Option<Figures> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&workspace)
            .filter(|(until, _)| now < *until)
            .map(|(_, figures)| figures.clone())
    }

    fn keep(&self, workspace: Uuid, until: DateTime<Utc>, figures: &Figures) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(workspace, (until, figures.clone()));
    }
}

/// The figures of today.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn of_today(ctx: &Ctx, whose: Whose) -> Result<Figures> {
    let reading = ctx.read(Permission::OrdersRead)?;
    let whole = whose == Whose::Everyone && *reading.access().records() == Records::All;
    let (app, workspace) = (&ctx.app, ctx.actor.workspace_id);
    if let Some(figures) = app.figures.find(workspace, ctx.now).filter(|_| whole) {
        return Ok(figures);
    }
    let started = app.clock.now();
    let figures = make(ctx, &reading, whose.owner(ctx)).await?;
    if whole {
        let took: TimeDelta = app.clock.now() - started;
        app.figures
            .keep(workspace, ctx.now + took * PATIENCE, &figures);
    }
    Ok(figures)
}

async fn make(ctx: &Ctx, reading: &Reading, owner: Option<Uuid>) -> Result<Figures> {
    let today = ctx.today();
    let [last, middle, oldest] = rules::return_spans(today);
    let (days, now, before, at_risk, counted) = tokio::try_join!(
        rows::net_by_day(reading, rules::revenue_span(today), owner),
        rows::returned(reading, middle, last, owner),
        rows::returned(reading, oldest, middle, owner),
        rows::at_risk(reading, rules::risk_span(today), owner),
        rows::stages(reading, owner),
    )?;
    let count = |stage: &str| {
        counted
            .iter()
            .find(|(key, _)| key == stage)
            .map_or(0, |(_, count)| count.unsigned_abs())
    };
    Ok(Figures {
        revenue: rules::revenue(&days, today),
        returning: Returning { now, before },
        at_risk,
        stages: STAGES
            .iter()
            .map(|stage| ((*stage).to_owned(), count(stage)))
            .collect(),
    })
}
