//! Orders: written with their lines, moved from state to state, refunded. Each write moves the customer's figures in the same
//! transaction.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use quen_core::error::Problems;
use quen_core::orders::{self as rules, House, Order, Refund};
use quen_core::products::Product;
use quen_core::{Error, Event, Money, Noun, Permission, Problem, Result};
use quen_store::orders as rows;
use quen_store::records::find_many;
use uuid::Uuid;

use crate::parties::referred;
use crate::records::{Kind, live};
use crate::{Ctx, Tx, facts, metrics, payments, projects};

/// The kind.
pub struct Orders;

/// Numbers tried before giving up; each try goes twice as far as the one before.
const TRIES: u32 = 24;

impl Kind for Orders {
    const NOUN: Noun = Noun::Orders;
    const READ: Permission = Permission::OrdersRead;
    const WRITE: Permission = Permission::OrdersWrite;
    const DELETE: Permission = Permission::OrdersWrite;
    /// Two orders are two sales, each with its money; one that was written down twice is cancelled.
    const MERGES: bool = false;
    type Record = Order;
    type Table = rows::Orders;

    fn blank(ctx: &Ctx) -> Order {
        Order::new(ctx.new_id(), ctx.settings.currency, ctx.now)
    }

    async fn settle(tx: &Tx, before: Option<&Order>, order: &mut Order) -> Result<()> {
        if before.map(|b| b.party_id) != Some(order.party_id) {
            referred(tx, "party_id", order.party_id).await?;
        }
        if let Some(contact) = order
            .contact_id
            .filter(|id| before.and_then(|b| b.contact_id) != Some(*id))
        {
            referred(tx, "contact_id", contact).await?;
        }
        if let Some(project) = order
            .project_id
            .filter(|id| before.and_then(|b| b.project_id) != Some(*id))
        {
            projects::referred(tx, project).await?;
        }
        fill_from_products(tx, before, order).await?;
        match before {
            _ if order.number.is_empty() => order.number = free_number(tx, order).await?,
            Some(before) if before.number_key() == order.number_key() => {}
            _ => number_is_free(tx, order).await?,
        }
        let ctx = tx.ctx();
        order.settle(
            before,
            House {
                now: ctx.now,
                zone: ctx.settings.zone(),
                currency: ctx.settings.currency,
            },
        )?;
        payments::reckon_in(tx, before, order).await
    }

    async fn write(tx: &mut Tx, before: Option<&Order>, order: &Order) -> Result<()> {
        match before {
            None => rows::insert(&tx.rows, order).await?,
            Some(before) => {
                if before.deleted_at.is_some() {
                    number_is_free(tx, order).await?;
                }
                rows::update(&tx.rows, before, order).await?;
                payments_follow(tx, before, order).await?;
            }
        }
        metrics::order_changed(tx, before, Some(order)).await?;
        if tx.ctx().cause.is_some() {
            // What a file brings is read for habits at night, so that reading it in stays quick.
            return Ok(());
        }
        if let Some(before) = before.filter(|before| before.party_id != order.party_id) {
            facts::learn_in(tx, before.party_id).await?;
        }
        facts::learn_in(tx, order.party_id).await
    }
}

/// Moves an order to another state: `draft`, `confirmed`, `delivered`, `cancelled`.
///
/// # Errors
/// `not-found`; `wrong-state` when it cannot go there.
pub async fn transition(ctx: &Ctx, id: Uuid, to: &str) -> Result<Order> {
    let tx = ctx.write(Permission::OrdersWrite).await?;
    let before = live::<Orders>(&tx, id).await?;
    let (mut order, event) = rules::transition(&before, to, ctx.now, ctx.today())?;
    payments::reckon_in(&tx, Some(&before), &mut order).await?;
    finish(tx, &before, order, event).await
}

/// What is asked to be paid back.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRefund {
    /// How much, tax included.
    pub amount: Money,
    /// When; now when not said.
    pub refunded_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
}

/// Books a refund; answers the order with it.
///
/// # Errors
/// `not-found`, `wrong-state`, and what the amount's rules say.
pub async fn refund(ctx: &Ctx, id: Uuid, new: NewRefund) -> Result<(Order, Refund)> {
    let mut tx = ctx.write(Permission::OrdersWrite).await?;
    let done = refund_in(&mut tx, id, new).await?;
    tx.commit().await?;
    Ok(done)
}

/// Books a refund as part of a larger act.
///
/// # Errors
/// As [`refund`].
pub async fn refund_in(tx: &mut Tx, id: Uuid, new: NewRefund) -> Result<(Order, Refund)> {
    let ctx = tx.ctx().clone();
    let before = live::<Orders>(tx, id).await?;
    let asked = Refund {
        id: ctx.new_id(),
        order_id: id,
        amount: new.amount,
        refunded_at: new.refunded_at.unwrap_or(ctx.now),
        reason: new.reason,
        by_user: Some(ctx.actor.user_id),
    };
    let (mut order, booked, event) = rules::refund(&before, &asked, ctx.now)?;
    rows::insert_refund(&tx.rows, &booked).await?;
    payments::reckon_in(tx, Some(&before), &mut order).await?;
    Orders::write(tx, Some(&before), &order).await?;
    tx.record(event);
    Ok((order, booked))
}

/// Takes back a refund that was booked by mistake.
///
/// # Errors
/// `not-found`.
pub async fn withdraw_refund(ctx: &Ctx, id: Uuid, refund: Uuid) -> Result<Order> {
    let tx = ctx.write(Permission::OrdersWrite).await?;
    let before = live::<Orders>(&tx, id).await?;
    let booked = rows::find_refund(&tx.rows, id, refund)
        .await?
        .ok_or(Error::NotFound)?;
    let (mut order, event) = rules::withdraw(&before, &booked, ctx.now)?;
    rows::delete_refund(&tx.rows, refund).await?;
    payments::reckon_in(&tx, Some(&before), &mut order).await?;
    finish(tx, &before, order, event).await
}

/// The refunds of an order, oldest first.
///
/// # Errors
/// `not-found`.
pub async fn refunds(ctx: &Ctx, id: Uuid) -> Result<Vec<Refund>> {
    let reading = ctx.read(Permission::OrdersRead)?;
    Orders::find(&reading, id).await?.ok_or(Error::NotFound)?;
    rows::refunds(&reading, id).await
}

async fn finish(mut tx: Tx, before: &Order, order: Order, event: Event) -> Result<Order> {
    Orders::write(&mut tx, Some(before), &order).await?;
    tx.record(event);
    tx.commit().await?;
    Ok(order)
}

/// Payments that were noted one by one go where their order goes.
async fn payments_follow(tx: &Tx, before: &Order, order: &Order) -> Result<()> {
    let moved = before.party_id != order.party_id || before.deleted_at != order.deleted_at;
    if !moved || before.paid == before.rest {
        return Ok(());
    }
    let place = (order.id, order.party_id);
    quen_store::payments::follow(&tx.rows, place, before.deleted_at, order.deleted_at).await
}

/// Takes from products what lines left open. A product that is gone may stay on a line that had it before.
async fn fill_from_products(tx: &Tx, before: Option<&Order>, order: &mut Order) -> Result<()> {
    let mut ids: Vec<Uuid> = order
        .lines
        .iter()
        .filter_map(|line| line.product_id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let found = find_many::<quen_store::products::Products>(&tx.rows, &ids).await?;
    let products: HashMap<Uuid, Product> = found
        .into_iter()
        .map(|product| (product.id, product))
        .collect();
    let had = |id| {
        before.is_some_and(|before| before.lines.iter().any(|line| line.product_id == Some(id)))
    };
    let mut problems = Problems::default();
    for (place, line) in order.lines.iter_mut().enumerate() {
        let Some(id) = line.product_id else { continue };
        match products.get(&id) {
            Some(product) if product.deleted_at.is_none() || had(id) => line.fill(product),
            _ => problems.push(Problem::new(
                format!("lines.{place}.product_id"),
                "bad-reference",
            )),
        }
    }
    problems.finish()
}

async fn number_is_free(tx: &Tx, order: &Order) -> Result<()> {
    match rows::by_number(&tx.rows, &order.number_key()).await? {
        Some(other) if other != order.id => Err(Error::invalid("number", "taken")),
        _ => Ok(()),
    }
}

/// The next number of the month that nobody has typed in already.
async fn free_number(tx: &Tx, order: &Order) -> Result<String> {
    let day = tx.ctx().day_of(order.ordered_at);
    let counter = format!("orders:{}", day.format("%y%m"));
    for step in 0..TRIES {
        let next = rows::next_number(&tx.rows, &counter, 1_i64 << step).await?;
        let number = rules::auto_number(day, next.unsigned_abs());
        if rows::by_number(&tx.rows, &quen_core::parties::code_key(&number))
            .await?
            .is_none()
        {
            return Ok(number);
        }
    }
    Err(Error::invalid("number", "taken"))
}
