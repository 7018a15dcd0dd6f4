//! What the stage rules look at: plain numbers about one account, and what they come to on a given day. It must not judge.

use super::{Stage, StageRules};
use serde::{Deserialize, Serialize};

/// The facts of one account. Days count from 1970-01-01. Money in the smallest unit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageFacts {
    /// The day asked about.
    pub as_of: i32,
    /// The day the account became known.
    pub known_since: Option<i32>,
    /// First two-way interaction, quote, trial or sample.
    pub first_contact: Option<i32>,
    /// Two-way interactions, quotes, trials and samples so far.
    pub contacts: u32,
    /// Purchase occasions so far.
    pub occasions: u32,
    /// Day of the first occasion.
    pub first_occasion: Option<i32>,
    /// Day of the last occasion.
    pub last_occasion: Option<i32>,
    /// Median of the own gaps between occasions, in days.
    pub own_gap: Option<f64>,
    /// Standard deviation over mean of the own gaps; needs two.
    pub gap_variation: Option<f64>,
    /// Median gap of the segment, in days.
    pub segment_gap: Option<f64>,
    /// Median of the segment's gap variations.
    pub segment_variation: Option<f64>,
    /// The day a contract or subscription was cancelled. An occasion after that day makes it void.
    pub cancelled_on: Option<i32>,
    /// A contract, subscription or standing order is running.
    pub contract: bool,
    /// Share of wallet, 0 to 1, where known.
    pub share_of_wallet: Option<f64>,
    /// A referral was given.
    pub referral: bool,
    /// Last recommendation score, 0 to 10.
    pub recommendation: Option<u8>,
    /// Margin in the window that ends at the last occasion ([`Windows`]).
    pub margin_recent: i64,
    /// Margin in the window before that.
    pub margin_before: i64,
    /// Something from a category not bought before, in the recent window.
    pub new_category: bool,
    /// A second contact person or department active in the recent window.
    pub second_contact: bool,
    /// Both of the last two interactions were negative.
    pub last_two_negative: bool,
    /// The day the oldest open complaint came in.
    pub complaint_since: Option<i32>,
    /// The stage on record, for hysteresis.
    pub previous: Option<Stage>,
}

/// The chance that an account is still a customer.
#[derive(Clone, Copy)]
pub enum Alive<'a> {
    /// No model has been fitted: the rhythm is read instead.
    NotFitted,
    /// A chance that is held for all days.
    Fixed(f64),
    /// The chance on a day, falling as days pass.
    Curve(&'a dyn Fn(i32) -> f64),
}

/// The two margin windows of an account, as days: recent is `(before_until, until]`, the one before
/// `(before_from, before_until]`. Anchored at the last occasion, so that time alone does not move them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    /// The last occasion.
    pub until: i32,
    /// End of the window before.
    pub before_until: i32,
    /// Start of the window before, not in it.
    pub before_from: i32,
}

impl Windows {
    /// The windows for a gap in days ([`StageRules::gap_days`]).
    #[must_use]
    pub fn new(last_occasion: i32, gap_days: f64, rules: &StageRules) -> Self {
        let length = (gap_days * rules.window_gaps).round().clamp(1.0, 36_500.0) as i32;
        let before_until = last_occasion.saturating_sub(length);
        Self {
            until: last_occasion,
            before_until,
            before_from: before_until.saturating_sub(length),
        }
    }
}

/// What the facts come to on one day.
pub(super) struct Seen {
    pub day: i32,
    /// Days since the last occasion, and the same in gaps.
    pub days: i64,
    pub silence: f64,
    /// The customer's gap in days.
    pub gap: f64,
    pub chance: Option<f64>,
}

impl StageFacts {
    pub(super) fn seen_on(&self, day: i32, alive: Alive<'_>, rules: &StageRules) -> Seen {
        let gap = rules.gap_days(
            self.own_gap,
            self.occasions.saturating_sub(1),
            self.segment_gap,
        );
        let days = self
            .last_occasion
            .map_or(0, |last| day.saturating_sub(last).max(0));
        let chance = match alive {
            Alive::NotFitted => None,
            Alive::Fixed(chance) => Some(chance),
            Alive::Curve(on) => Some(on(day)),
        };
        Seen {
            day,
            days: i64::from(days),
            silence: f64::from(days) / gap,
            gap,
            chance: chance.filter(|chance| chance.is_finite()),
        }
    }
}
