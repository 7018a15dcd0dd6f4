//! What was bought: lines, discounts, tax, cost, refunds, and the states an order goes through. An order keeps its own
//! prices; it must never take part in a total twice, and only [`Order::counts`] decides whether it does at all.

mod dates;
mod lines;
mod paying;
mod quantity;
mod record;
mod refunds;
mod shape;
pub mod totals;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::Problems;
use crate::kept::{Kept, kept};
use crate::{Currency, Error, Event, Money, Noun, Problem, Result, text};

pub use dates::{Dates, Kept as DatesKept, Punctuality};
pub use lines::{Line, MAX_LINES, Unstated};
pub use paying::{Moves, Owed};
pub use quantity::Quantity;
pub use record::{catalogue, lines_catalogue};
pub use refunds::{Refund, refund, withdraw};
pub use totals::{RateGroup, Totals};

/// States of an order.
pub const STATUSES: [&str; 4] = ["draft", "confirmed", "delivered", "cancelled"];
/// An order may be dated at most so far in the future.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// One order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "shape::Shape", from = "shape::Shape")]
pub struct Order {
    /// UUIDv7.
    pub id: Uuid,
    /// The business's number, unique; empty until set or made by [`auto_number`].
    pub number: String,
    /// The customer: the organisation if there is one. Nil until set.
    pub party_id: Uuid,
    /// The person at the customer's.
    pub contact_id: Option<Uuid>,
    /// The project it belongs to.
    pub project_id: Option<Uuid>,
    /// When it was placed.
    pub ordered_at: DateTime<Utc>,
    /// The day of it in the shop's time zone, fixed when written.
    pub ordered_on: NaiveDate,
    /// One of [`STATUSES`].
    pub status: String,
    /// The workspace's currency when it was written; all amounts are in its minor units.
    pub currency: Currency,
    /// By when it is to be delivered and paid, and when it was.
    pub dates: Dates,
    /// What was bought, 1 to [`MAX_LINES`].
    pub lines: Vec<Line>,
    /// Discount on the whole, before tax.
    pub discount: i64,
    /// What it comes to, kept by [`Order::settle`].
    pub totals: Totals,
    /// Paid back so far, tax included.
    pub refunded: i64,
    /// The tax in it.
    pub refunded_tax: i64,
    /// Paid so far, kept by [`Order::reckon`].
    pub paid: i64,
    /// Of it what came on the day of payment that was said by hand, without a payment of its own.
    pub rest: i64,
    /// That day.
    pub rest_on: Option<NaiveDate>,
    /// Still to be paid, where a day, a payment or [`Self::on_credit`] says that it was not paid at once.
    pub owed: i64,
    /// The goods went out and the money is to come, on no day that was named.
    pub on_credit: bool,
    /// A few lines.
    pub note: Option<String>,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// A total that was given instead of lines, until [`Order::settle`] has dealt with it.
    pub stated_total: Option<Money>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// What the rules of orders ask of the workspace.
#[derive(Debug, Clone, Copy)]
pub struct House {
    /// Now.
    pub now: DateTime<Utc>,
    /// The shop's time zone.
    pub zone: Tz,
    /// Its currency.
    pub currency: Currency,
}

impl Order {
    /// A confirmed order placed now, without customer and lines.
    pub fn new(id: Uuid, currency: Currency, now: DateTime<Utc>) -> Self {
        Self {
            id,
            number: String::new(),
            party_id: Uuid::nil(),
            contact_id: None,
            project_id: None,
            ordered_at: now,
            ordered_on: now.date_naive(),
            status: "confirmed".to_owned(),
            currency,
            dates: Dates::default(),
            lines: Vec::new(),
            discount: 0,
            totals: Totals::default(),
            refunded: 0,
            refunded_tax: 0,
            paid: 0,
            rest: 0,
            rest_on: None,
            owed: 0,
            on_credit: false,
            note: None,
            custom: Map::new(),
            stated_total: None,
            quality: None,
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Computes day and totals and checks all rules. To be called before writing, new (`before` is none) or changed,
    /// after lines were [filled](Line::fill) from their products and a missing number was made.
    ///
    /// # Errors
    /// `required` at `number` or `lines…`, `too-many` at `lines`, `in-future` at `ordered_at`, `other-currency`,
    /// `total-mismatch`, `below-refunded`, `too-big` at `total`, `wrong-state` at `status`, `before-order` and `in-future` at a
    /// day, and what lines say.
    pub fn settle(&mut self, before: Option<&Self>, house: House) -> Result<()> {
        let mut problems = Problems::default();
        self.ordered_on = self.ordered_at.with_timezone(&house.zone).date_naive();
        if self.contact_id == Some(self.party_id) {
            self.contact_id = None;
        }
        if self.number.is_empty() {
            problems.push(Problem::new("number", "required"));
        }
        if self.ordered_at > house.now + AHEAD {
            problems.push(Problem::new("ordered_at", "in-future"));
        }
        if self.currency != house.currency {
            problems.push(other_currency("currency", house.currency));
        }
        if before.is_some_and(|before| !may_move(&before.status, &self.status)) {
            problems.push(Problem::new("status", "wrong-state"));
        }
        let today = house.now.with_timezone(&house.zone).date_naive();
        let from = before.unwrap_or(self).status.clone();
        self.dates.moved(&from, &self.status, today);
        self.dates.check(self.ordered_on, today, &mut problems);
        for line in &mut self.lines {
            line.unstated = Unstated {
                price: line.unstated.price,
                ..Unstated::default()
            };
        }
        let stated = problems.keep(self.take_stated_total(before)).flatten();
        self.check_lines(&mut problems);
        problems.finish()?;
        self.count_up(stated)?;
        Ok(())
    }

    /// Confirmed or delivered, and not in the bin: the order is part of the figures.
    pub fn counts(&self) -> bool {
        matches!(self.status.as_str(), "confirmed" | "delivered") && self.deleted_at.is_none()
    }

    /// What the customer paid and did not get back, tax included, minor units.
    pub fn net(&self) -> i64 {
        self.totals.total.saturating_sub(self.refunded)
    }

    /// Contribution margin: goods without tax, less discounts, refunds and cost. `None` when a line has no cost. A refund
    /// does not lower the cost: whether goods came back unharmed is not known.
    pub fn margin(&self) -> Option<i64> {
        let revenue = self.totals.subtotal - self.totals.discount;
        let given_back = self.refunded - self.refunded_tax;
        self.totals.cost.map(|cost| revenue - given_back - cost)
    }

    /// What order numbers are compared by.
    pub fn number_key(&self) -> String {
        crate::parties::code_key(&self.number)
    }

    /// A single line that stands for a total without details?
    pub fn is_total_only(&self) -> bool {
        matches!(self.lines.as_slice(), [line] if line.is_total())
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let texts = self.lines.iter().map(|line| &line.text);
        let parts = [Some(&self.number), self.note.as_ref()]
            .into_iter()
            .flatten()
            .chain(texts);
        let words = parts.flat_map(|part| text::folded_words(part));
        words
            .take(MAX_SEARCH_WORDS)
            .map(|word| format!(" {word}"))
            .collect()
    }

    /// A total without lines becomes one untaxed line; beside lines it has to agree with them.
    fn take_stated_total(
        &mut self,
        before: Option<&Self>,
    ) -> std::result::Result<Option<i64>, Problem> {
        let Some(total) = self.stated_total.take() else {
            return Ok(None);
        };
        if total.currency != self.currency {
            return Err(other_currency("total", self.currency));
        }
        if total.amount < 0 {
            return Err(Problem::new("total", "negative"));
        }
        let lines_kept = before.is_some_and(|before| before.lines == self.lines);
        if self.lines.is_empty() || (lines_kept && self.is_total_only()) {
            self.lines = vec![Line::total(&self.number, total.amount)];
            self.discount = 0;
        }
        Ok(Some(total.amount))
    }

    fn check_lines(&self, problems: &mut Problems) {
        match self.lines.len() {
            0 => problems.push(Problem::new("lines", "required")),
            1..=MAX_LINES => {}
            _ => problems.push(Problem::new("lines", "too-many").with("max", MAX_LINES)),
        }
        for (place, line) in self.lines.iter().take(MAX_LINES).enumerate() {
            line.check(place, problems);
        }
    }

    fn count_up(&mut self, stated: Option<i64>) -> std::result::Result<(), Problem> {
        let totals = totals::count(&self.lines, self.discount)?;
        if stated.is_some_and(|stated| stated != totals.total) {
            return Err(Problem::new("total", "total-mismatch"));
        }
        if totals.total < self.refunded {
            return Err(Problem::new("total", "below-refunded"));
        }
        self.totals = totals;
        self.refunded_tax = refunds::tax_in(&self.totals, self.refunded);
        Ok(())
    }
}

/// Words of one order in the search index at most.
const MAX_SEARCH_WORDS: usize = 2_000;

/// The number of an order that was given none: `DH-YYMM-NNN`, the counter running within the month from 1.
pub fn auto_number(ordered_on: NaiveDate, counter: u64) -> String {
    format!("DH-{}-{counter:03}", ordered_on.format("%y%m"))
}

/// The states an order can go to from `status`, the likely one first.
pub fn moves(status: &str) -> &'static [&'static str] {
    match status {
        "draft" => &["confirmed", "delivered", "cancelled"],
        "confirmed" => &["delivered", "cancelled", "draft"],
        "delivered" => &["confirmed"],
        "cancelled" => &["draft"],
        _ => &[],
    }
}

/// May an order go from one state to the other, or stay?
pub fn may_move(from: &str, to: &str) -> bool {
    from == to || moves(from).contains(&to)
}

/// Moves an order to another state; `today` is the day in the shop.
///
/// # Errors
/// `wrong-state` when it cannot go there from where it is.
pub fn transition(
    order: &Order,
    to: &str,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<(Order, Event)> {
    let target = moves(&order.status).iter().find(|status| **status == to);
    let verb = match target {
        Some(&"draft") => "reopened",
        Some(&status) => status,
        None => return Err(Error::conflict("wrong-state")),
    };
    let mut moved = Order {
        status: to.to_owned(),
        ..order.clone()
    };
    moved.dates.moved(&order.status, to, today);
    moved.touch(now);
    let event = Event::new(Noun::Orders, verb, order.id)
        .on(Some(order.party_id))
        .with("from", order.status.as_str())
        .with("to", to)
        .with("total", order.totals.total);
    Ok((moved, event))
}

fn other_currency(field: &'static str, currency: Currency) -> Problem {
    Problem::new(field, "other-currency").with("currency", currency.code())
}

kept!(Order, |order| Some(order.party_id));

#[cfg(test)]
mod tests;
