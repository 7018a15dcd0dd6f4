//! By when the roaster promised to deliver to some of its shops and by when they were to pay, and how both sides kept that: most of
//! it in time, one shop always late, some in two parts with the second still to come. Written once there are orders, each at the instant at which it was known.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use quen_service::{App, Ctx};
use serde_json::{Value, json};

use super::own;
use super::projects::at;
use crate::commands::Stop;

/// Shops whose orders name days, and the latest orders of each.
const SHOPS: usize = 40;
const ORDERS: usize = 8;
/// Days until delivery and until payment.
const TERMS: (i64, i64) = (2, 15);
/// Every so many orders something was late.
const LATE: (usize, usize) = (11, 7);
/// One order in so many is paid in two parts.
const PARTS: usize = 5;
/// One shop in so many pays late as a habit.
const SLOW: usize = 8;

/// Writes the days of the latest orders of some shops.
///
/// # Errors
/// A broken database.
pub async fn write(app: &App, slug: &str) -> Result<(), Stop> {
    let ctx = own::ctx(app, slug).await?;
    let filter = json!({ "all": [
        { "field": "kind", "op": "eq", "value": "organization" },
        { "field": "code", "op": "not_empty" },
    ] });
    let asked = json!({ "filter": filter, "sort": "code", "limit": SHOPS });
    for (n, shop) in rows(&ctx, "parties.list", asked).await?.iter().enumerate() {
        let filter = json!({ "all": [
            { "field": "party_id", "op": "eq", "value": shop.get("id") },
            { "field": "status", "op": "eq", "value": "delivered" },
        ] });
        let asked = json!({ "filter": filter, "limit": ORDERS });
        for (m, order) in rows(&ctx, "orders.list", asked).await?.iter().enumerate() {
            kept(&ctx, order, n, m).await?;
        }
    }
    Ok(())
}

async fn rows(ctx: &Ctx, act: &str, asked: Value) -> Result<Vec<Value>, Stop> {
    let found = own::act(ctx, act, asked).await?;
    let data = found.get("data").and_then(Value::as_array);
    Ok(data.cloned().unwrap_or_default())
}

async fn kept(ctx: &Ctx, order: &Value, n: usize, m: usize) -> Result<(), Stop> {
    let placed = order.get("ordered_at").and_then(Value::as_str);
    let Some(placed) = placed.and_then(|at| at.parse::<DateTime<Utc>>().ok()) else {
        return Ok(());
    };
    let day = ctx.day_of(placed);
    let (delivery, payment) = TERMS;
    let late = |every: usize| (n * 5 + m * 3).is_multiple_of(every);
    let delivered = day + Duration::days(if late(LATE.0) { 4 } else { 1 });
    let slow = if n % SLOW == 3 { 6 } else { 0 };
    let paid = day + Duration::days(payment + slow + if late(LATE.1) { 3 } else { -2 });
    let past = |on: NaiveDate| (on <= ctx.today()).then_some(on);
    let parts = (n + m).is_multiple_of(PARTS);
    let days = json!({
        "id": order.get("id"), "deliver_by": day + Duration::days(delivery), "delivered_on": past(delivered),
        "due_on": day + Duration::days(payment), "paid_on": past(paid).filter(|_| !parts),
    });
    let latest = past(paid).or(past(delivered)).unwrap_or(day);
    let known = placed + (latest - day);
    at(ctx, known.min(ctx.now), "orders.update", days).await?;
    match parts {
        true => in_parts(ctx, order, placed, [delivered, paid]).await,
        false => Ok(()),
    }
}

/// Half in cash at the door, the rest by bank; what lies ahead is still owed.
async fn in_parts(
    ctx: &Ctx,
    order: &Value,
    placed: DateTime<Utc>,
    days: [NaiveDate; 2],
) -> Result<(), Stop> {
    let net = order.pointer("/net/amount").and_then(Value::as_i64);
    let net = net.unwrap_or_default();
    let amounts = [(net / 2, "cash"), (net - net / 2, "transfer")];
    for (on, (amount, way)) in days.into_iter().zip(amounts) {
        if on > ctx.today() || amount <= 0 {
            continue;
        }
        let part =
            json!({ "order_id": order.get("id"), "amount": amount, "paid_on": on, "way": way });
        let when = placed + (on - ctx.day_of(placed));
        at(ctx, when.min(ctx.now), "payments.create", part).await?;
    }
    Ok(())
}
