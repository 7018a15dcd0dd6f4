//! When a message may go out and is likely to be read: the first hour that the gate leaves open among the hours that suit the
//! party. It must never open an hour that the gate keeps shut.

use chrono::{DateTime, TimeDelta, Timelike, Utc};

use super::{House, Known, Outgoing, judge};
use crate::consents::Hours;

/// Hours looked ahead at most: two weeks, as far as care is planned.
const AHEAD: usize = 14 * 24;

/// The first instant from now on and before another at which the message may go out and it is one of these hours where the party
/// lives: now, or a full hour. Contacts are counted as they are now. `None` when there is none.
pub fn opens(
    message: Outgoing<'_>,
    (known, house): (&Known, &House),
    hours: Hours,
    now: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let there = now.with_timezone(&known.zone);
    let past = TimeDelta::minutes(there.minute().into())
        + TimeDelta::seconds(there.second().into())
        + TimeDelta::nanoseconds(there.nanosecond().into());
    let full = |count: usize| {
        let ahead = TimeDelta::hours(i64::try_from(count).unwrap_or(i64::MAX));
        now - past + ahead
    };
    let suits = |at: &DateTime<Utc>| hours.holds(at.with_timezone(&known.zone).hour());
    std::iter::once(now)
        .chain((1..=AHEAD).map(full))
        .take_while(|at| *at < before)
        .filter(suits)
        .find(|at| judge(message, known, house, *at).allowed)
}
