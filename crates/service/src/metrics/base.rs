//! The figures of the whole base, remade by a job: medians of the customers' rhythms and of their first year. Between two
//! refreshes every customer is seen against the same base; a refresh rewrites rhythm and silence where they differ.

use quen_core::metrics::{self as rules, Base, Contribution};
use quen_core::{Permission, Result};
use quen_insight::occasions::DayMap;
use quen_store::metrics::{self as rows, CustomerDays};
use uuid::Uuid;

use crate::Ctx;

/// Customers read at a time.
const BATCH: i64 = 500;
/// Customers written in one transaction.
const WRITTEN: usize = 100;
/// Days of a customer's first year.
const YEAR: i32 = 365;

/// Remakes the base's figures of the actor's workspace from the customers' days, then every rhythm that changes by it.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn refresh_base(ctx: &Ctx) -> Result<Base> {
    let base = gather(ctx).await?;
    let tx = ctx.write(Permission::PartiesWrite).await?;
    rows::put_base(&tx.rows, &base, ctx.today()).await?;
    tx.commit().await?;
    let mut after = Uuid::nil();
    loop {
        let batch = read(ctx, after).await?;
        let Some(last) = batch.last() else {
            return Ok(base);
        };
        after = last.party_id;
        for part in batch.chunks(WRITTEN) {
            rewrite(ctx, &base, part).await?;
        }
    }
}

async fn read(ctx: &Ctx, after: Uuid) -> Result<Vec<CustomerDays>> {
    rows::customers_after(&ctx.read(Permission::PartiesRead)?, after, BATCH).await
}

fn days_of(customer: &CustomerDays) -> DayMap {
    rules::day_map(customer.days.iter().copied(), None)
}

async fn gather(ctx: &Ctx) -> Result<Base> {
    let (mut gaps, mut variations, mut years) = (Vec::new(), Vec::new(), Vec::new());
    let mut after = Uuid::nil();
    loop {
        let batch = read(ctx, after).await?;
        let Some(last) = batch.last() else { break };
        after = last.party_id;
        for customer in &batch {
            let days = days_of(customer);
            let statistics = days.rebuild();
            gaps.extend(days.median_gap());
            variations.extend(statistics.gap_variation());
            years.extend(
                statistics
                    .first_day
                    .map(|first| first_year(&customer.days, first)),
            );
        }
    }
    years.sort_unstable();
    let typical_year = years.get(years.len() / 2).copied();
    Ok(Base {
        median_gap: median(gaps),
        median_variation: median(variations),
        typical_year,
    })
}

fn first_year(days: &[Contribution], first: i32) -> i64 {
    let within = days
        .iter()
        .filter(|day| day.day >= first && day.day < first.saturating_add(YEAR));
    within.fold(0_i64, |sum, day| sum.saturating_add(day.net))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    match middle.checked_sub(1).and_then(|lower| values.get(lower)) {
        Some(lower) if values.len().is_multiple_of(2) => Some(f64::midpoint(*lower, upper)),
        _ => Some(upper),
    }
}

async fn rewrite(ctx: &Ctx, base: &Base, customers: &[CustomerDays]) -> Result<()> {
    let tx = ctx.write(Permission::PartiesWrite).await?;
    for customer in customers.iter().filter(|customer| customer.days.len() > 1) {
        // Read again under lock: an order may have come since the batch was read.
        let stored = rows::take(&tx.rows, customer.party_id).await?;
        let days = rules::day_map(
            rows::days(&tx.rows, customer.party_id).await?,
            stored.statistics.observed_from,
        );
        let figures = rules::figures(
            &stored.statistics,
            &days,
            base,
            &ctx.settings.relationships.stage,
        );
        if rows::figures(&tx.rows, customer.party_id).await? != Some(figures) {
            rows::put_figures(&tx.rows, customer.party_id, &figures).await?;
        }
    }
    tx.commit().await
}
