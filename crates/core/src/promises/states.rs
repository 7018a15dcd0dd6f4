//! How a promise ends or changes: kept, broken, made good, on new terms, opened again. It must never let the terms of a
//! promise change without the customer's word.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Promise;
use crate::kept::Kept;
use crate::{Error, Event, Problem, Result};

/// Characters of what is said about an end or an agreement, at most.
pub const MAX_SAID: usize = 500;

/// What was delivered in the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The day; today when not said.
    pub on: Option<NaiveDate>,
    /// What it was, or why it failed.
    pub outcome: Option<String>,
    /// More than was promised.
    pub beyond: bool,
}

/// New terms, and how the customer agreed to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The new day.
    pub due_on: Option<NaiveDate>,
    /// New words; the old ones stay when empty.
    pub text: Option<String>,
    /// How the customer agreed: on the phone, by message of that day.
    pub agreed: String,
}

/// Before a change of fields: the day of a promise that stands is moved by [`renegotiate`] alone, and its words too.
///
/// # Errors
/// `promise-settled` for one that ended; `needs-agreement` at `due_on` or `text`.
pub fn settle(before: Option<&Promise>, promise: &mut Promise) -> Result<()> {
    promise.text = promise
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let Some(before) = before else { return Ok(()) };
    let terms = |promise: &Promise| (promise.due_on, promise.text.clone(), promise.party_id);
    if !before.is_open() && terms(before) != terms(promise) {
        return Err(Error::conflict("promise-settled"));
    }
    // What was not dated yet may get its day, and a slip of the pen may be mended on the day of writing.
    let same_day = promise.updated_at.date_naive() == before.created_at.date_naive();
    if before.due_on.is_some() && before.due_on != promise.due_on && !same_day {
        return Err(Error::invalid("due_on", "needs-agreement"));
    }
    if before.text != promise.text && !same_day {
        return Err(Error::invalid("text", "needs-agreement"));
    }
    Ok(())
}

/// It was kept.
///
/// # Errors
/// `promise-settled`; `in-future` at `delivered_on`; `too-long` at `outcome`.
pub fn keep(
    promise: &Promise,
    delivery: Delivery,
    today: NaiveDate,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<(Promise, Event)> {
    let mut kept = settled(promise, "kept", &delivery, by, now)?;
    let on = delivery.on.unwrap_or(today);
    if on > today {
        return Err(Error::invalid("delivered_on", "in-future"));
    }
    kept.delivered_on = Some(on);
    kept.beyond = delivery.beyond;
    let mut event = kept.event("kept").with("beyond", kept.beyond);
    if let Some(days) = kept.days_late() {
        event = event.with("days_late", days);
    }
    Ok((kept, event))
}

/// It was broken.
///
/// # Errors
/// `promise-settled`; `too-long` at `outcome`.
pub fn broken(
    promise: &Promise,
    why: Option<String>,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<(Promise, Event)> {
    let delivery = Delivery {
        outcome: why,
        ..Delivery::default()
    };
    let broken = settled(promise, "broken", &delivery, by, now)?;
    let event = broken.event("broken");
    Ok((broken, event))
}

/// A broken one was made good. It stays broken in every rate.
///
/// # Errors
/// `promise-not-broken`, `promise-mended`; `required` or `too-long` at `outcome`.
pub fn mend(promise: &Promise, how: &str, now: DateTime<Utc>) -> Result<(Promise, Event)> {
    if promise.state != "broken" {
        return Err(Error::conflict("promise-not-broken"));
    }
    if promise.mended_at.is_some() {
        return Err(Error::conflict("promise-mended"));
    }
    let said = said("outcome", Some(how))?.ok_or_else(|| Error::invalid("outcome", "required"))?;
    let mut mended = Promise {
        outcome: Some(said),
        mended_at: Some(now),
        ..promise.clone()
    };
    mended.touch(now);
    let event = mended.event("mended");
    Ok((mended, event))
}

/// New terms that the customer agreed to.
///
/// # Errors
/// `promise-settled`; `required` or `too-long` at `agreed`; `in-past` at `due_on`; `required` at `due_on` when nothing changes.
pub fn renegotiate(
    promise: &Promise,
    terms: &Agreement,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(Promise, Event)> {
    open(promise)?;
    let agreed =
        said("agreed", Some(&terms.agreed))?.ok_or_else(|| Error::invalid("agreed", "required"))?;
    let text = said("text", terms.text.as_deref())?.unwrap_or_else(|| promise.text.clone());
    let due_on = terms.due_on.or(promise.due_on);
    if due_on == promise.due_on && text == promise.text {
        return Err(Error::invalid("due_on", "required"));
    }
    if terms.due_on.is_some_and(|due| due < today) {
        return Err(Error::invalid("due_on", "in-past"));
    }
    let mut new = Promise {
        first_due_on: promise.first_due_on.or(promise.due_on),
        due_on,
        text,
        agreement: Some(agreed),
        state: "renegotiated".to_owned(),
        renegotiations: promise.renegotiations + 1,
        ..promise.clone()
    };
    new.touch(now);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).into();
    let event = new
        .event("renegotiated")
        .changed("text", promise.text.clone().into(), new.text.clone().into())
        .changed("due_on", day(promise.due_on), day(new.due_on))
        .changed(
            "agreement",
            promise.agreement.clone().into(),
            new.agreement.clone().into(),
        );
    Ok((new, event))
}

/// An end that was noted by mistake is taken back.
///
/// # Errors
/// `promise-open`.
pub fn reopen(promise: &Promise, now: DateTime<Utc>) -> Result<(Promise, Event)> {
    if promise.is_open() {
        return Err(Error::conflict("promise-open"));
    }
    let state = if promise.renegotiations > 0 {
        "renegotiated"
    } else {
        "open"
    };
    let mut open = Promise {
        state: state.to_owned(),
        outcome: None,
        delivered_on: None,
        beyond: false,
        settled_at: None,
        settled_by: None,
        mended_at: None,
        ..promise.clone()
    };
    open.touch(now);
    let event = open.event("reopened");
    Ok((open, event))
}

fn open(promise: &Promise) -> Result<()> {
    if promise.is_open() {
        Ok(())
    } else {
        Err(Error::conflict("promise-settled"))
    }
}

fn settled(
    promise: &Promise,
    state: &str,
    delivery: &Delivery,
    by: Uuid,
    now: DateTime<Utc>,
) -> Result<Promise> {
    open(promise)?;
    let mut settled = Promise {
        state: state.to_owned(),
        outcome: said("outcome", delivery.outcome.as_deref())?,
        settled_at: Some(now),
        settled_by: Some(by),
        ..promise.clone()
    };
    settled.touch(now);
    Ok(settled)
}

fn said(field: &'static str, text: Option<&str>) -> Result<Option<String>> {
    let text = crate::text::normalise(text.unwrap_or_default());
    let text = text.trim();
    match text.chars().count() {
        0 => Ok(None),
        n if n > MAX_SAID => Err(Problem::new(field, "too-long").with("max", MAX_SAID).into()),
        _ => Ok(Some(text.to_owned())),
    }
}
