//! What customers could expect and what they got, over the last 90 days: promises, deliveries, answers to requests about their
//! data, care that was planned; and how they paid. It counts what has a day, and guesses nothing.

use chrono::{Days, NaiveDate};
use quen_core::orders::Punctuality;
use quen_core::promises::Keeping;
use quen_core::{Error, Permission, Records, Result};
use quen_store::privacy::Clock;
use quen_store::{Rows, orders, privacy};
use serde::Serialize;

use super::tallies;
use crate::{Ctx, promises};

/// Days that count.
const WINDOW: u64 = 90;

/// How much of something was expected and how much came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// Expected.
    pub expected: i64,
    /// Came, and in time where there was a time.
    pub got: i64,
}

/// The account of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// The first day that counts.
    pub since: NaiveDate,
    /// Promises.
    pub promises: Keeping,
    /// Orders with a promised day.
    pub deliveries: Punctuality,
    /// Orders with a day of payment: the other side's.
    pub payments: Punctuality,
    /// Requests about personal data whose procedure was told in time.
    pub told: Counted,
    /// Of these, fulfilled or refused in time.
    pub fulfilled: Counted,
    /// Care that the programmes planned and that was made.
    pub care: Counted,
}

/// The account as of now.
///
/// # Errors
/// `forbidden`, also for those who do not reach all customers.
pub async fn delivered(ctx: &Ctx) -> Result<Delivered> {
    let reading = ctx.read(Permission::InteractionsRead)?;
    if !matches!(reading.access().records(), Records::All) {
        return Err(Error::Forbidden(Permission::InteractionsRead));
    }
    let today = ctx.today();
    let back = Days::new(WINDOW);
    let since = today.checked_sub_days(back).unwrap_or(today);
    let from = ctx.now.checked_sub_days(back).unwrap_or(ctx.now);
    let (kept, days, clocks, care) = tokio::try_join!(
        promises::house(ctx),
        orders::kept_of_house(&reading, since, today),
        privacy::clocks(&reading, from),
        tallies(ctx)
    )?;
    let count = |states: &[&str]| -> i64 {
        let wanted = care
            .iter()
            .filter(|tally| states.contains(&tally.state.as_str()));
        wanted.map(|tally| tally.count).sum()
    };
    Ok(Delivered {
        since,
        promises: kept.all,
        deliveries: days.deliveries,
        payments: days.payments,
        told: judged(ctx, &clocks, |clock| (clock.told_by, clock.told_at)),
        fulfilled: judged(ctx, &clocks, |clock| (clock.due_on, clock.closed_at)),
        care: Counted {
            expected: count(&["sent", "done", "unsure", "refused", "declined"]),
            got: count(&["sent", "done"]),
        },
    })
}

/// A clock counts when it has ended or its day has passed; what ended without an own instant ended with the request.
fn judged(
    ctx: &Ctx,
    clocks: &[Clock],
    of: impl Fn(&Clock) -> (NaiveDate, Option<chrono::DateTime<chrono::Utc>>),
) -> Counted {
    let mut counted = Counted::default();
    for clock in clocks {
        let (by, at) = of(clock);
        let ended = at.or(clock.closed_at).map(|at| ctx.day_of(at));
        if ended.is_some() || by < ctx.today() {
            counted.expected += 1;
            counted.got += i64::from(ended.is_some_and(|day| day <= by));
        }
    }
    counted
}
