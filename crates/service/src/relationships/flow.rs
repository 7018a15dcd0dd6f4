//! The flow between stages: told at night from all histories, read by the page; and who is behind a number of it.

use chrono::{Months, NaiveDate};
use quen_core::relationships::flow::{Flow, Tracer, month_of};
use quen_core::{Error, Permission, Result};
use quen_insight::stage::Stage;
use quen_store::models as figures;
use quen_store::relationships::flow::{Mover, movers, steps};

use crate::Ctx;

/// Name of the stored flow.
const NAME: &str = "stage_flow";
/// Entries of histories read at a time.
const READ: i64 = 5_000;
/// Entries looked at for a list of those who moved.
const LOOKED_AT: i64 = 500;

/// Tells the flow anew from all histories.
///
/// # Errors
/// `forbidden`, or a broken database.
pub async fn trace(ctx: &Ctx) -> Result<()> {
    let reading = ctx.read(Permission::JobsManage)?;
    let mut tracer = Tracer::new(ctx.today());
    let mut after = None;
    loop {
        let page = steps(&reading, after, READ).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.place);
        for placed in &page {
            tracer.take(&placed.step);
        }
    }
    let flow = tracer.finish();
    let tx = ctx.write(Permission::JobsManage).await?;
    figures::put_figures(&tx.rows, NAME, &flow, flow.as_of).await?;
    tx.commit_quietly().await
}

/// The flow as the last night told it; none before the first.
///
/// # Errors
/// `forbidden` for those who do not reach all customers.
pub async fn flow(ctx: &Ctx) -> Result<Option<Flow>> {
    let reading = crate::analytics::reading(ctx)?;
    let stored = figures::figures::<Flow>(&reading, NAME).await?;
    Ok(stored.map(|stored| stored.value))
}

/// What is asked of those who moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Any day of the month.
    pub month: NaiveDate,
    /// Where they were; anywhere when none.
    pub from: Option<Stage>,
    /// Where they went; anywhere when none.
    pub to: Option<Stage>,
}

/// Those who moved in a month, the latest first, and whether there may be more.
///
/// # Errors
/// `forbidden`; `bad-date` at `month`.
pub async fn moved(ctx: &Ctx, asked: Asked) -> Result<(Vec<Mover>, bool)> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let from = month_of(asked.month);
    let until = from
        .checked_add_months(Months::new(1))
        .ok_or_else(|| Error::invalid("month", "bad-date"))?;
    let mut found = movers(&reading, (from, until), asked.to, LOOKED_AT).await?;
    let more = found.len() >= usize::try_from(LOOKED_AT).unwrap_or(usize::MAX);
    found.retain(|mover| {
        let came = mover.from.is_some_and(|from| from != mover.to);
        came && asked.from.is_none_or(|from| mover.from == Some(from))
    });
    Ok((found, more))
}
