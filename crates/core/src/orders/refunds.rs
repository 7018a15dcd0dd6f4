//! Money paid back on an order. The sum of refunds can never pass the total, and the tax in them is always that share of
//! the tax, so that refunding all gives back all tax, in whatever steps.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::totals::{Totals, portion};
use super::{Order, other_currency};
use crate::kept::Kept;
use crate::{Currency, Error, Event, Money, Noun, Problem, Result, text};

/// Characters of a reason at most.
const MAX_REASON: usize = 500;

/// One refund.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refund {
    /// UUIDv7.
    pub id: Uuid,
    /// Of which order.
    pub order_id: Uuid,
    /// How much, tax included; above zero.
    pub amount: Money,
    /// When.
    pub refunded_at: DateTime<Utc>,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub by_user: Option<Uuid>,
}

/// Books a refund.
///
/// # Errors
/// `wrong-state` unless the order counts; `other-currency`, `not-positive` or `over-refund` at `amount`; `too-long` at
/// `reason`.
pub fn refund(
    order: &Order,
    refund: &Refund,
    now: DateTime<Utc>,
) -> Result<(Order, Refund, Event)> {
    if !order.counts() {
        return Err(Error::conflict("wrong-state"));
    }
    let amount = in_currency(refund.amount, order.currency)?;
    let left = order.net();
    if amount <= 0 {
        return Err(Error::invalid("amount", "not-positive"));
    }
    if amount > left {
        return Err(Problem::new("amount", "over-refund")
            .with("max", left)
            .into());
    }
    let reason = refund
        .reason
        .as_deref()
        .map(text::one_line)
        .filter(|reason| !reason.is_empty());
    if reason
        .as_ref()
        .is_some_and(|reason| reason.chars().count() > MAX_REASON)
    {
        return Err(Problem::new("reason", "too-long")
            .with("max", MAX_REASON)
            .into());
    }
    let booked = Refund {
        order_id: order.id,
        reason,
        ..refund.clone()
    };
    let (after, event) = rebook(
        order,
        order.refunded + amount,
        "refunded",
        booked.id,
        amount,
        now,
    );
    Ok((after, booked, event))
}

/// Takes back a refund that was booked by mistake.
///
/// # Errors
/// `not-found` when it is not one of this order, `other-currency`.
pub fn withdraw(order: &Order, refund: &Refund, now: DateTime<Utc>) -> Result<(Order, Event)> {
    let amount = in_currency(refund.amount, order.currency)?;
    if refund.order_id != order.id || amount > order.refunded {
        return Err(Error::NotFound);
    }
    Ok(rebook(
        order,
        order.refunded - amount,
        "refund_withdrawn",
        refund.id,
        amount,
        now,
    ))
}

fn rebook(
    order: &Order,
    refunded: i64,
    verb: &'static str,
    refund: Uuid,
    amount: i64,
    now: DateTime<Utc>,
) -> (Order, Event) {
    let refunded_tax = tax_in(&order.totals, refunded);
    let mut after = Order {
        refunded,
        refunded_tax,
        ..order.clone()
    };
    after.touch(now);
    let event = Event::new(Noun::Orders, verb, order.id)
        .on(Some(order.party_id))
        .with("refund", refund.to_string())
        .with("amount", amount)
        .with("net", after.net());
    (after, event)
}

/// The tax in so much paid back: its share of the total's tax, half-up.
pub(super) fn tax_in(totals: &Totals, refunded: i64) -> i64 {
    portion(totals.tax, i128::from(refunded), i128::from(totals.total))
}

fn in_currency(money: Money, currency: Currency) -> Result<i64> {
    if money.currency == currency {
        Ok(money.amount)
    } else {
        Err(other_currency("amount", currency).into())
    }
}
