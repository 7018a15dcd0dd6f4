//! Payments of orders. Each write reckons the order anew in the same transaction, so that what it says to be paid and owed is
//! what came in.

use quen_core::orders::{Moves, Order};
use quen_core::payments::Payment;
use quen_core::{Error, Event, Noun, Permission, Result};
use quen_store::orders::refunds;
use quen_store::payments as rows;
use quen_store::records::{insert, update};
use uuid::Uuid;

use crate::orders::Orders;
use crate::records::{Kind, live};
use crate::{Ctx, Tx};

/// The kind.
pub struct Payments;

impl Kind for Payments {
    const NOUN: Noun = Noun::Payments;
    const READ: Permission = Permission::OrdersRead;
    const WRITE: Permission = Permission::OrdersWrite;
    const DELETE: Permission = Permission::OrdersWrite;
    /// Money that came in twice came in twice.
    const MERGES: bool = false;
    type Record = Payment;
    type Table = rows::Payments;

    fn blank(ctx: &Ctx) -> Payment {
        Payment {
            created_by: Some(ctx.actor.user_id),
            ..Payment::new(ctx.new_id(), ctx.settings.currency, ctx.today(), ctx.now)
        }
    }

    fn dress(ctx: &Ctx, payment: &mut Payment) {
        payment.amount.currency = ctx.settings.currency;
    }

    async fn settle(tx: &Tx, before: Option<&Payment>, payment: &mut Payment) -> Result<()> {
        let order = order_of(tx, payment.order_id).await?;
        payment.party_id = order.party_id;
        let own =
            before.filter(|before| before.order_id == order.id && before.deleted_at.is_none());
        let own = own.map_or(0, |before| before.amount.amount);
        let ctx = tx.ctx();
        // A smaller payment may follow a total that was lowered.
        let open = (order.open() + own).max(own);
        payment.settle(open, ctx.today(), ctx.settings.currency)
    }

    async fn write(tx: &mut Tx, before: Option<&Payment>, payment: &Payment) -> Result<()> {
        match before {
            None => insert::<Self::Table>(&tx.rows, payment).await?,
            Some(before) => {
                if before.deleted_at.is_some() && payment.deleted_at.is_none() {
                    // It comes out of the bin to an order that stands and still leaves so much open.
                    Self::settle(tx, Some(before), &mut payment.clone()).await?;
                }
                update::<Self::Table>(&tx.rows, payment).await?;
                if before.order_id != payment.order_id {
                    reckon_order(tx, before.order_id).await?;
                }
            }
        }
        reckon_order(tx, payment.order_id).await
    }
}

/// The payments of an order, oldest first.
///
/// # Errors
/// `not-found`.
pub async fn of_order(ctx: &Ctx, order: Uuid) -> Result<Vec<Payment>> {
    let reading = ctx.read(Permission::OrdersRead)?;
    Orders::find(&reading, order)
        .await?
        .ok_or(Error::NotFound)?;
    let mut found = rows::of_order(&reading, order).await?;
    for payment in &mut found {
        Payments::dress(ctx, payment);
    }
    Ok(found)
}

/// Reckons what was paid on an order and what it owes; to be called before it is written, new or changed.
///
/// # Errors
/// `paid-by-parts` at `paid_on`.
pub(crate) async fn reckon_in(tx: &Tx, before: Option<&Order>, order: &mut Order) -> Result<()> {
    let known = before.is_some_and(Order::has_moves) || order.has_moves();
    let moves = match known {
        true => moves(tx, order.id).await?,
        false => Moves::default(),
    };
    Ok(order.reckon(before, &moves)?)
}

async fn moves(tx: &Tx, order: Uuid) -> Result<Moves> {
    let parts = rows::of_order(&tx.rows, order).await?;
    let back = refunds(&tx.rows, order).await?;
    let day = |at| tx.ctx().day_of(at);
    Ok(Moves {
        parts: parts
            .iter()
            .map(|payment| (payment.paid_on, payment.amount.amount))
            .collect(),
        back: back
            .iter()
            .map(|refund| (day(refund.refunded_at), refund.amount.amount))
            .collect(),
    })
}

async fn order_of(tx: &Tx, order: Uuid) -> Result<Order> {
    match live::<Orders>(tx, order).await {
        Err(Error::NotFound) => Err(Error::invalid("order_id", "bad-reference")),
        found => found,
    }
}

/// The order of a payment, reckoned anew. One that lies in the bin is reckoned when it comes out.
async fn reckon_order(tx: &mut Tx, order: Uuid) -> Result<()> {
    let Some(before) = Orders::find(&tx.rows, order).await? else {
        return Ok(());
    };
    let mut after = before.clone();
    let moves = moves(tx, order).await?;
    after.reckon(Some(&before), &moves)?;
    if after == before {
        return Ok(());
    }
    after.version += 1;
    after.updated_at = tx.ctx().now;
    Orders::write(tx, Some(&before), &after).await?;
    let event = Event::new(Noun::Orders, "paid", after.id).on(Some(after.party_id));
    tx.record(event.with("paid", after.paid).with("owed", after.owed));
    Ok(())
}
