//! What the rows of an order say of its days and of its payment, and what the order would then be. It must never write: an order whose
//! file contradicts itself leaves nothing behind.

use quen_core::fields::{self, FieldType, FieldValue};
use quen_core::orders::Order;
use quen_core::payments::{Said, Stated};
use quen_core::{Problem, Result};
use quen_vietnam::import_headers::{PaidWord, paid_word, pay_way};
use uuid::Uuid;

use super::people::Wrong;
use super::trade::Cells;
use crate::Tx;
use crate::orders::Orders;
use crate::records::{Kind, Values, live};

/// Characters of the words for a way of paying that are kept.
const MAX_WORDS: usize = 200;

/// The days of an order beside the one it was placed on. What was delivered is delivered.
pub(super) fn days(head: &Cells<'_>, wrong: &mut Vec<Wrong>) -> Values {
    let mut days = Values::new();
    for name in ["deliver_by", "delivered_on", "due_on"] {
        if let Some(day) = day(head, name, wrong) {
            days.push((name.to_owned(), FieldValue::Day(day)));
        }
    }
    if days.iter().any(|(name, _)| name == "delivered_on") {
        let delivered = FieldValue::Text("delivered".to_owned());
        days.push(("status".to_owned(), delivered));
    }
    days
}

/// Takes in what one row says of the payment. Rows that each bring a share of the total bring a share of the payment; rows of lines
/// repeat what holds for the whole order.
pub(super) fn take(stated: &mut Stated, cells: &Cells<'_>, is_sum: bool, wrong: &mut Vec<Wrong>) {
    let mut differs = |field: &'static str| {
        wrong.push((cells.place(field), Problem::new(field, "paid-differs")));
    };
    let mut unread = Vec::new();
    let paid = said(cells, &mut unread);
    stated.paid = match (stated.paid, paid) {
        (Some(Said::Amount(sum)), Some(Said::Amount(more))) if is_sum => {
            Some(Said::Amount(sum.saturating_add(more)))
        }
        (Some(known), Some(other)) if known != other => {
            differs("paid");
            Some(known)
        }
        (known, other) => known.or(other),
    };
    let debt = cells.read("debt", FieldType::Money, &mut unread);
    let debt = debt.into_money().map(|money| money.amount);
    stated.debt = match (stated.debt, debt) {
        (Some(sum), Some(more)) if is_sum => Some(sum.saturating_add(more)),
        (Some(known), Some(other)) if known != other => {
            differs("debt");
            Some(known)
        }
        (known, other) => known.or(other),
    };
    stated.on = stated.on.max(day(cells, "paid_on", &mut unread));
    wrong.extend(unread);
    let Some(words) = cells.cell("pay_way").map(|cell| cell.text().trim()) else {
        return;
    };
    match pay_way(words) {
        Some(way) if stated.text.is_none() => stated.way = Some(way.to_owned()),
        Some(_) => {}
        None => stated.text = Some(words.chars().take(MAX_WORDS).collect()),
    }
}

/// An amount, or a word that says all, some or nothing.
fn said(cells: &Cells<'_>, wrong: &mut Vec<Wrong>) -> Option<Said> {
    match paid_word(cells.cell("paid")?.text()) {
        Some(PaidWord::All) => Some(Said::All),
        Some(PaidWord::Part) => Some(Said::Part),
        Some(PaidWord::Nothing) => Some(Said::Nothing),
        None => {
            let amount = cells.read("paid", FieldType::Money, wrong).into_money();
            amount.map(|money| Said::Amount(money.amount))
        }
    }
}

/// The day of a cell in the shop's time zone; the hour does not matter.
fn day(
    cells: &Cells<'_>,
    field: &'static str,
    wrong: &mut Vec<Wrong>,
) -> Option<chrono::NaiveDate> {
    match cells.read(field, FieldType::Instant, wrong) {
        FieldValue::Instant(at) => Some(at.with_timezone(&cells.house.zone).date_naive()),
        _ => None,
    }
}

/// What came for the order beyond what is noted already, minor units: the order is thought of as these values would make it.
///
/// # Errors
/// What is wrong with the values, and what [`Stated::missing`] says.
pub(super) async fn missing(
    tx: &Tx,
    present: Option<Uuid>,
    values: Values,
    stated: &Stated,
) -> Result<i64> {
    let before = match present {
        Some(id) => Some(live::<Orders>(tx, id).await?),
        None => None,
    };
    let mut order = match &before {
        Some(before) => before.clone(),
        None => Orders::blank(tx.ctx()),
    };
    fields::apply(&mut order, values)?;
    Orders::settle(tx, before.as_ref(), &mut order).await?;
    Ok(stated.missing(&order)?)
}

/// The fields of the payment of an order. Where no day was said, it came with the order.
pub(super) fn payment(
    order: &Order,
    stated: &Stated,
    amount: i64,
    today: chrono::NaiveDate,
) -> Values {
    let on = stated.on.unwrap_or_else(|| order.ordered_on.min(today));
    let money = quen_core::Money::new(amount, order.currency);
    let way = stated.way.as_deref().filter(|_| stated.text.is_none());
    vec![
        ("order_id".to_owned(), FieldValue::Id(order.id)),
        ("amount".to_owned(), FieldValue::Money(money)),
        ("paid_on".to_owned(), FieldValue::Day(on)),
        ("way".to_owned(), FieldValue::text(way)),
        ("text".to_owned(), FieldValue::text(stated.text.as_deref())),
    ]
}
