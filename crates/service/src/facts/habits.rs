//! What orders tell, kept as facts: looked at when an order is written, from its customer's latest orders alone. One conclusion
//! of each kind stands at a time; it is renewed in place, and goes when the orders no longer show it.

use chrono::NaiveDate;
use quen_core::facts::Fact;
use quen_core::facts::habits::{self, Bought, Habit, LOOKED_AT};
use quen_core::kept::Kept;
use quen_core::orders::Order;
use quen_core::{Event, Noun, Result};
use quen_store::Rows;
use quen_store::facts as rows;
use quen_store::records::{insert, update};
use quen_store::timeline;
use quen_words::{Words, t};
use serde_json::Value;
use uuid::Uuid;

use super::look_again;
use crate::Tx;
use crate::accounts::words_of;

/// Do the latest orders of a customer show anything? Looked at without holding the writer.
///
/// # Errors
/// A broken database.
pub(super) async fn shows(rows: &impl Rows, party: Uuid, today: NaiveDate) -> Result<bool> {
    Ok(!habits::habits(&latest(rows, party, today).await?.1).is_empty())
}

/// The instant of the latest order, and the latest orders that count.
async fn latest(
    rows: &impl Rows,
    party: Uuid,
    today: NaiveDate,
) -> Result<(Option<chrono::DateTime<chrono::Utc>>, Vec<Bought>)> {
    let limit = i64::try_from(LOOKED_AT).unwrap_or(i64::MAX);
    let latest = timeline::orders(rows, party, None, limit).await?;
    let counted = latest.iter().filter(|order| order.counts());
    let counted = counted.map(|order| bought(order, today));
    Ok((
        latest.first().map(|order| order.ordered_at),
        counted.collect(),
    ))
}

/// Looks at the latest orders of a customer and keeps what they show.
///
/// # Errors
/// A broken database.
pub async fn learn_in(tx: &mut Tx, party: Uuid) -> Result<()> {
    let (last, bought) = latest(&tx.rows, party, tx.ctx().today()).await?;
    let shown = habits::habits(&bought);
    let facts = rows::of_party(&tx.rows, party).await?;
    let kept: Vec<&Fact> = facts
        .iter()
        .filter(|fact| fact.source == "order" && !fact.is_stated() && fact.withdrawn_at.is_none())
        .collect();
    if shown.is_empty() && kept.is_empty() {
        return Ok(());
    }
    let last = last.map(|at| at.min(tx.ctx().now));
    let mut changed = false;
    for habit in &shown {
        let old = kept.iter().find(|fact| fact.topic == habit.topic);
        let refused = facts.iter().any(|fact| {
            fact.source == "order"
                && fact.withdrawn_at.is_some()
                && fact.topic == habit.topic
                && fact.value == habit.value
        });
        if refused {
            continue;
        }
        changed |= keep(tx, party, old.copied(), habit, last).await?;
    }
    for gone in kept
        .iter()
        .filter(|fact| shown.iter().all(|habit| habit.topic != fact.topic))
    {
        let mut fact = (*gone).clone();
        fact.deleted_at = Some(tx.ctx().now);
        fact.touch(tx.ctx().now);
        update::<rows::Facts>(&tx.rows, &fact).await?;
        changed = true;
    }
    if changed {
        look_again(tx, party).await
    } else {
        Ok(())
    }
}

/// Writes a conclusion, new or renewed; answers whether anything is different.
async fn keep(
    tx: &mut Tx,
    party: Uuid,
    old: Option<&Fact>,
    habit: &Habit,
    last: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<bool> {
    let ctx = tx.ctx().clone();
    let id = old.map_or_else(|| ctx.new_id(), |fact| fact.id);
    let mut fact = old.cloned().unwrap_or_else(|| Fact {
        party_id: party,
        origin_id: party,
        topic: habit.topic.to_owned(),
        basis: "inferred".to_owned(),
        source: "order".to_owned(),
        ..Fact::new(id, ctx.now)
    });
    fact.value = habit.value.clone();
    fact.statement = statement(words_of(None, &ctx.settings.language), habit);
    fact.confidence = habit.confidence();
    fact.evidence = Some(habit.seen);
    fact.evidence_of = Some(habit.among);
    fact.confirmed_at = last.unwrap_or(ctx.now);
    fact.said_at = fact.said_at.min(fact.confirmed_at);
    fact.settle(ctx.now)?;
    match old {
        None => {
            insert::<rows::Facts>(&tx.rows, &fact).await?;
            let event = Event::new(Noun::Facts, "concluded", fact.id).on(Some(party));
            tx.record(
                event
                    .with("topic", fact.topic.clone())
                    .with("evidence", habit.seen),
            );
        }
        Some(before) if *before == fact => return Ok(false),
        Some(before) => {
            fact.touch(ctx.now);
            update::<rows::Facts>(&tx.rows, &fact).await?;
            // One more order for the same habit changes nothing that others stand against.
            return Ok(before.value != fact.value);
        }
    }
    Ok(true)
}

/// Quantities of orders are thousandths.
const THOUSAND: i64 = 1_000;

/// The conclusion as a sentence, in the language of the house.
fn statement(words: Words, habit: &Habit) -> String {
    let value = |name: &str| habit.value.get(name);
    let number = |name: &str| value(name).and_then(Value::as_i64).unwrap_or_default();
    match habit.topic {
        "quantity" => t::facts_habit_quantity(words, &words.number(number("amount"))),
        "rhythm" => t::facts_habit_rhythm(words, number("days")),
        "payment" => match number("late_days") {
            0 => t::facts_habit_in_time(words).to_owned(),
            days => t::facts_habit_late(words, days),
        },
        "order_day" => {
            let day = value("weekdays").and_then(|days| days.get(0)?.as_i64());
            t::facts_habit_day(words, weekday(words, day.unwrap_or(1)))
        }
        _ => t::facts_habit_product(words, habit.value.as_str().unwrap_or_default()),
    }
}

fn weekday(words: Words, day: i64) -> &'static str {
    match day {
        1 => t::weekday_monday(words),
        2 => t::weekday_tuesday(words),
        3 => t::weekday_wednesday(words),
        4 => t::weekday_thursday(words),
        5 => t::weekday_friday(words),
        6 => t::weekday_saturday(words),
        _ => t::weekday_sunday(words),
    }
}

fn bought(order: &Order, today: NaiveDate) -> Bought {
    let line = |line: &quen_core::orders::Line| {
        let amount = line.quantity.thousandths() / THOUSAND;
        (line.text.clone(), amount, None)
    };
    Bought {
        day: order.ordered_on,
        lines: order.lines.iter().map(line).collect(),
        late: order.days_late_paid(today),
    }
}
