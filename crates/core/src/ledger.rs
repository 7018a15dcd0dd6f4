//! The value ledger of a relationship: what we received from the other side and what we gave, entry by entry, in periods and
//! in all. It adds up only what the records say: what has no amount is counted or told, never given a price.

mod sums;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::orders::{DatesKept, Owed};
use crate::promises::Keeping;

pub use sums::{KindSum, Ledger, Measure, Period, Side as Totals, Unit, balance};

/// Which way something went, seen from us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// From us to them.
    Given,
    /// From them to us.
    Received,
}

impl Way {
    /// Both, given first.
    pub const ALL: [Self; 2] = [Self::Given, Self::Received];

    /// Word in the API, in forms and in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Received => "received",
        }
    }

    /// The way with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// Kinds of entry that come from records; those written by hand have the kinds of [`crate::benefits`].
pub const KINDS: [&str; 7] = [
    "revenue",
    "referral",
    "information",
    "discount",
    "refund",
    "service",
    "promise_kept",
];

/// One entry. Money is in minor units of the workspace's currency, without tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The day of it.
    pub on: NaiveDate,
    /// Which way it went.
    pub way: Way,
    /// One of [`KINDS`] or of [`crate::benefits::KINDS`].
    pub kind: String,
    /// Its amount, when the record has one.
    pub amount: Option<i64>,
    /// What was left of `amount` after the cost of goods, when that is known. Of revenue only.
    pub margin: Option<i64>,
    /// Minutes of our time. Of service only.
    pub minutes: Option<i64>,
    /// What it was, in the words of the record: an order's number, a promise, a name.
    pub text: String,
    /// Word of the kind of record behind it.
    pub noun: String,
    /// That record.
    pub record_id: Uuid,
}

/// Signs of trust beside the ledger: they are told in words and never added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// How well we kept our promises.
    pub keeping: Keeping,
    /// How the days were kept that orders named: delivered by us, paid by them.
    #[serde(default)]
    pub days: DatesKept,
    /// What they owe on orders.
    #[serde(default)]
    pub owed: Owed,
    /// The first day we spoke or traded.
    pub since: Option<NaiveDate>,
    /// Customers they brought to us.
    pub referrals: i64,
    /// Times they were unhappy.
    pub complaints: i64,
    /// The last of these.
    pub last_complaint_on: Option<NaiveDate>,
}
