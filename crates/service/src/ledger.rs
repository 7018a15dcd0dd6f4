//! The value ledger of a party, gathered from what the records hold: orders, refunds, talks with a length, promises kept,
//! customers brought to us, what was told, and the benefits that were written down by hand. It writes nothing and prices nothing.

use quen_core::benefits::Benefit;
use quen_core::ledger::{Entry, Ledger, Trust, Unit, Way, balance};
use quen_core::orders::totals::portion;
use quen_core::promises::Keeping;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::ledger::{self as rows, PaidBack, Sold};
use quen_store::{Reading, benefits, interactions, orders, payments, promises};
use uuid::Uuid;

use crate::Ctx;

/// Rows of one source that are looked at, the newest.
const MOST: i64 = 5_000;

/// The ledger of a party with its signs of trust.
///
/// # Errors
/// `not-found` for a party out of reach.
pub async fn of_party(ctx: &Ctx, id: Uuid, unit: Unit) -> Result<Ledger> {
    let reading = ctx.read(Permission::PartiesRead)?;
    quen_store::parties::find(&reading, id)
        .await?
        .filter(|party| party.deleted_at.is_none())
        .ok_or(Error::NotFound)?;
    let (sold, back, served, kept, referred, told, noted, trust) = tokio::try_join!(
        rows::sold(&reading, id, MOST),
        rows::paid_back(&reading, id, MOST),
        rows::served(&reading, id, MOST),
        rows::kept(&reading, id, MOST),
        rows::referred(&reading, id, MOST),
        rows::told(&reading, id, MOST),
        benefits::of_party(&reading, id, MOST),
        trust(ctx, &reading, id),
    )?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let lengths = [
        sold.len(),
        back.len(),
        served.len(),
        kept.len(),
        noted.len(),
    ];
    let capped = lengths.into_iter().any(|length| length >= most);
    let first_sale = sold.last().map(|order| order.on);
    let mut entries: Vec<Entry> = sold.iter().flat_map(sale).collect();
    entries.extend(back.iter().map(|refund| paid_back(ctx, refund)));
    entries.extend(served.into_iter().map(|(id, kind, from, until)| Entry {
        minutes: Some((until - from).num_minutes().max(0)),
        ..entry(
            ctx.day_of(from),
            Way::Given,
            "service",
            kind,
            (Noun::Interactions, id),
        )
    }));
    entries.extend(kept.into_iter().map(|(id, text, at)| {
        entry(
            ctx.day_of(at),
            Way::Given,
            "promise_kept",
            text,
            (Noun::Promises, id),
        )
    }));
    entries.extend(referred.iter().map(|(id, name, at)| {
        let record = (Noun::Parties, *id);
        entry(
            ctx.day_of(*at),
            Way::Received,
            "referral",
            name.clone(),
            record,
        )
    }));
    entries.extend(told.into_iter().map(|(id, text, at)| {
        let record = (Noun::Facts, id);
        entry(ctx.day_of(at), Way::Received, "information", text, record)
    }));
    entries.extend(noted.into_iter().map(by_hand));
    let trust = Trust {
        referrals: i64::try_from(referred.len()).unwrap_or(i64::MAX),
        since: trust.since.into_iter().chain(first_sale).min(),
        ..trust
    };
    Ok(Ledger {
        capped,
        ..balance(entries, trust, unit, ctx.today())
    })
}

async fn trust(ctx: &Ctx, reading: &Reading, id: Uuid) -> Result<Trust> {
    let (kept, days, owed, talks, (complaints, last)) = tokio::try_join!(
        promises::kept_of_party(reading, id, ctx.today()),
        orders::kept_of_party(reading, id, ctx.today()),
        payments::owed_of_party(reading, id, ctx.today()),
        interactions::talks(reading, id),
        rows::complaints(reading, id),
    )?;
    Ok(Trust {
        keeping: Keeping::of(&kept),
        days,
        owed,
        since: talks.first.map(|at| ctx.day_of(at)),
        referrals: 0,
        complaints,
        last_complaint_on: last.map(|at| ctx.day_of(at)),
    })
}

fn entry(
    on: chrono::NaiveDate,
    way: Way,
    kind: &str,
    text: String,
    (noun, record_id): (Noun, Uuid),
) -> Entry {
    Entry {
        on,
        way,
        kind: kind.to_owned(),
        amount: None,
        margin: None,
        minutes: None,
        text,
        noun: noun.plural().to_owned(),
        record_id,
    }
}

/// What an order brought, and the discount in it.
fn sale(order: &Sold) -> impl Iterator<Item = Entry> + use<> {
    let record = (Noun::Orders, order.id);
    let one = |way, kind, amount: i64| Entry {
        amount: Some(amount),
        ..entry(order.on, way, kind, order.number.clone(), record)
    };
    let revenue = order.subtotal - order.discount;
    let brought = Entry {
        margin: order.cost.map(|cost| revenue - order.refunded - cost),
        ..one(Way::Received, "revenue", revenue)
    };
    let discount = order.discount.saturating_add(order.line_discounts);
    let given = (discount > 0).then(|| one(Way::Given, "discount", discount));
    std::iter::once(brought).chain(given)
}

/// A refund without the tax in it: the customer gets that back from the state's money, not from ours.
fn paid_back(ctx: &Ctx, refund: &PaidBack) -> Entry {
    let tax = portion(
        refund.tax,
        i128::from(refund.amount),
        i128::from(refund.total),
    );
    let record = (Noun::Orders, refund.order_id);
    Entry {
        amount: Some(refund.amount - tax),
        ..entry(
            ctx.day_of(refund.at),
            Way::Given,
            "refund",
            refund.number.clone(),
            record,
        )
    }
}

fn by_hand(benefit: Benefit) -> Entry {
    let way = Way::from_code(&benefit.side).unwrap_or(Way::Given);
    let record = (Noun::Benefits, benefit.id);
    Entry {
        amount: benefit.amount.map(|money| money.amount),
        ..entry(
            benefit.happened_on,
            way,
            &benefit.kind,
            benefit.text,
            record,
        )
    }
}
