//! By when an order is to be delivered and paid, and when it was; and how those days were kept. It must never guess a day: what
//! nobody said stays open, and what has no day counts neither for nor against anybody.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Order;
use crate::Problem;
use crate::error::Problems;

/// The days of an order, each in the shop's time zone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dates {
    /// Promised delivery.
    pub deliver_by: Option<NaiveDate>,
    /// When it was delivered.
    pub delivered_on: Option<NaiveDate>,
    /// Payment is due.
    pub due_on: Option<NaiveDate>,
    /// When all of it was paid; [`Order::reckon`] keeps it so.
    pub paid_on: Option<NaiveDate>,
}

impl Dates {
    /// An order goes from one state to another: delivered today, unless the day was said; taken back, it is not delivered.
    pub(super) fn moved(&mut self, from: &str, to: &str, today: NaiveDate) {
        if to != "delivered" {
            self.delivered_on = None;
        } else if from != to && self.delivered_on.is_none() {
            self.delivered_on = Some(today);
        }
    }

    /// Nothing is due before it was ordered, and nothing that lies ahead has happened.
    pub(super) fn check(&self, ordered_on: NaiveDate, today: NaiveDate, problems: &mut Problems) {
        for (field, day) in [("deliver_by", self.deliver_by), ("due_on", self.due_on)] {
            if day.is_some_and(|day| day < ordered_on) {
                problems.push(Problem::new(field, "before-order"));
            }
        }
        for (field, day) in [
            ("delivered_on", self.delivered_on),
            ("paid_on", self.paid_on),
        ] {
            if day.is_some_and(|day| day > today) {
                problems.push(Problem::new(field, "in-future"));
            }
        }
    }
}

impl Order {
    /// Days between the day the payment was due and the day on which the last of it came, below zero when it came before; of an
    /// order that is owed past its day, the days until today. None while one of them is not known.
    pub fn days_late_paid(&self, today: NaiveDate) -> Option<i64> {
        let due = self.dates.due_on?;
        let late = (self.owed > 0 && due < today).then_some(today);
        Some((self.dates.paid_on.or(late)? - due).num_days())
    }
}

/// How a kind of day was kept. Days that lie ahead do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Punctuality {
    /// In time.
    pub in_time: i64,
    /// Done, but after the day.
    pub late: i64,
    /// Not done, and the day has passed.
    pub overdue: i64,
}

impl Punctuality {
    /// Days that count.
    pub fn counted(&self) -> i64 {
        self.in_time + self.late + self.overdue
    }

    /// Share kept in time, basis points; none before the first day that counts.
    pub fn rate(&self) -> Option<i64> {
        (self.in_time * 10_000).checked_div(self.counted())
    }
}

/// Both sides of what orders named a day for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// We delivered.
    pub deliveries: Punctuality,
    /// They paid.
    pub payments: Punctuality,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 11, day)
    }

    fn codes(dates: Dates) -> Vec<(String, &'static str)> {
        let mut problems = Problems::default();
        dates.check(day(10).unwrap(), day(20).unwrap(), &mut problems);
        let Err(crate::Error::Invalid(found)) = problems.finish() else {
            return Vec::new();
        };
        found
            .into_iter()
            .map(|problem| (problem.field.to_string(), problem.code))
            .collect()
    }

    #[test]
    fn nothing_is_due_before_the_order_and_nothing_ahead_is_done() {
        let fine = Dates {
            deliver_by: day(10),
            delivered_on: day(20),
            due_on: day(30),
            paid_on: day(1),
        };
        assert_eq!(codes(fine), []);
        let wrong = Dates {
            deliver_by: day(9),
            delivered_on: day(21),
            due_on: day(9),
            paid_on: day(21),
        };
        let told = codes(wrong);
        assert_eq!(told.len(), 4, "{told:?}");
        assert_eq!(
            told.iter()
                .filter(|(_, code)| *code == "before-order")
                .count(),
            2
        );
    }

    #[test]
    fn the_day_of_delivery_comes_and_goes_with_the_state() {
        let mut dates = Dates::default();
        dates.moved("confirmed", "delivered", day(12).unwrap());
        assert_eq!(dates.delivered_on, day(12));
        dates.moved("delivered", "delivered", day(15).unwrap());
        assert_eq!(dates.delivered_on, day(12), "it stays as it was");
        dates.moved("delivered", "confirmed", day(16).unwrap());
        assert_eq!(dates.delivered_on, None);
        let mut old = Dates::default();
        old.moved("delivered", "delivered", day(16).unwrap());
        assert_eq!(old.delivered_on, None, "what nobody said is not guessed");
    }

    #[test]
    fn a_rate_needs_a_day_that_counts() {
        assert_eq!(Punctuality::default().rate(), None);
        let kept = Punctuality {
            in_time: 2,
            late: 1,
            overdue: 1,
        };
        assert_eq!((kept.counted(), kept.rate()), (4, Some(5_000)));
    }
}
