//! From stored statistics to the facts that the rules of stage and type look at. It must not judge.

use chrono::NaiveDate;
use quen_insight::occasions::{DayMap, DayTotals, Occasions};
use quen_insight::relationship_type::{RelationshipType, TypeFacts};
use quen_insight::stage::{Stage, StageFacts, Windows};
use quen_insight::status::Status;
use uuid::Uuid;

use super::Rules;
use crate::dates;
use crate::metrics::{self, Base, Touches};
use crate::models::{Customer, Model};

/// What is stored of one customer and of the base, on one day.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The day looked at, in the shop's time zone.
    pub as_of: NaiveDate,
    /// The day the party was entered.
    pub known_since: NaiveDate,
    /// The statistics; those of no orders for other roles than customer.
    pub statistics: &'a Occasions,
    /// The days behind them.
    pub days: &'a DayMap,
    /// How often each side spoke.
    pub touches: Touches,
    /// Day of the first talk of both sides.
    pub first_two_way_on: Option<NaiveDate>,
    /// Day of the last talk of both sides.
    pub last_two_way_on: Option<NaiveDate>,
    /// What the figures do not tell.
    pub signs: Signs,
    /// The base's figures.
    pub base: &'a Base,
    /// Thresholds.
    pub rules: &'a Rules,
    /// The model in use; only a properly determined one has a say, else the rhythm is read.
    pub model: Option<&'a Model>,
}

/// Signs of the relationship beside orders and talks; all off where nothing is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// The last two episodes with an outcome went badly.
    pub last_two_negative: bool,
    /// Brought us another customer.
    pub referral: bool,
    /// Bought from a category not bought before, within the last window.
    pub new_category: bool,
    /// A second person at the customer's has been active.
    pub second_contact: bool,
}

impl Known<'_> {
    /// The chance of still being a customer on a day, by the model.
    pub(super) fn chance(&self) -> Option<impl Fn(i32) -> f64 + use<>> {
        let model = self.model.filter(|model| model.status == Status::Ok)?;
        let fitted = model.fitted()?;
        let customer = Customer::new(Uuid::nil(), self.statistics)?;
        Some(move |day| fitted.p_alive(customer.history(day)))
    }

    pub(super) fn stage_facts(&self, previous: Option<Stage>) -> StageFacts {
        let (margin_recent, margin_before) = self.windows();
        StageFacts {
            as_of: dates::number(self.as_of),
            known_since: Some(dates::number(self.known_since)),
            first_contact: self.first_two_way_on.map(dates::number),
            contacts: u32::try_from(self.touches.two_way.max(0)).unwrap_or(u32::MAX),
            occasions: self.statistics.occasions,
            first_occasion: self.statistics.first_day,
            last_occasion: self.statistics.last_day,
            own_gap: self.days.median_gap(),
            gap_variation: self.statistics.gap_variation(),
            segment_gap: self.base.median_gap,
            segment_variation: self.base.median_variation,
            referral: self.signs.referral,
            margin_recent,
            margin_before,
            new_category: self.signs.new_category,
            second_contact: self.signs.second_contact,
            last_two_negative: self.signs.last_two_negative,
            previous,
            ..StageFacts::default()
        }
    }

    pub(super) fn type_facts(&self, stage: Stage, by_hand: Option<RelationshipType>) -> TypeFacts {
        let margin = if self.margins_known() {
            metrics::margin(self.statistics)
        } else {
            self.statistics.net_sum_minor
        };
        TypeFacts {
            as_of: dates::number(self.as_of),
            by_hand,
            stage,
            occasions: self.statistics.occasions,
            first_occasion: self.statistics.first_day,
            last_contact: self.last_two_way_on.map(dates::number),
            gap_days: self.gap_days(),
            margin,
        }
    }

    /// Is the margin of every occasion in both windows known? Where it is not, spend is compared instead, never one with
    /// the other.
    pub(super) fn margins_known(&self) -> bool {
        let Some(windows) = self.window_days() else {
            return false;
        };
        let mut days = self.within(windows.before_from, windows.until).peekable();
        days.peek().is_some() && days.all(|totals| totals.net != totals.cost)
    }

    /// Margin (or spend) of the last window and of the one before it.
    fn windows(&self) -> (i64, i64) {
        let Some(windows) = self.window_days() else {
            return (0, 0);
        };
        let by_margin = self.margins_known();
        let worth = |totals: DayTotals| {
            if by_margin {
                totals.net.saturating_sub(totals.cost)
            } else {
                totals.net
            }
        };
        let sum = |from, until| {
            self.within(from, until)
                .map(worth)
                .fold(0_i64, i64::saturating_add)
        };
        (
            sum(windows.before_until, windows.until),
            sum(windows.before_from, windows.before_until),
        )
    }

    fn window_days(&self) -> Option<Windows> {
        let last = self.statistics.last_day?;
        Some(Windows::new(last, self.gap_days(), &self.rules.stage))
    }

    /// Occasions after `from`, up to and with `until`.
    fn within(&self, from: i32, until: i32) -> impl Iterator<Item = DayTotals> {
        let days = self.days.occasion_days();
        days.filter(move |(day, _)| *day > from && *day <= until)
            .map(|(_, totals)| totals)
    }

    fn gap_days(&self) -> f64 {
        self.rules.stage.gap_days(
            self.days.median_gap(),
            self.statistics.gaps(),
            self.base.median_gap,
        )
    }
}
