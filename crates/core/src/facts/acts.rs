//! What can be done with a fact: confirmed, corrected, taken back, put back, said to hold beside another. Each answers the
//! changed fact and its event; nothing is written here.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{FULL, Fact, STATED};
use crate::kept::Kept;
use crate::{Error, Event, Noun, Result};

/// What is right instead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Correction {
    /// The sentence.
    pub statement: String,
    /// The value; read from the sentence when null.
    pub value: Value,
    /// Who said so.
    pub stated_by: Option<String>,
}

fn event(fact: &Fact, verb: &'static str) -> Event {
    Event::new(Noun::Facts, verb, fact.id)
        .on(Some(fact.party_id))
        .with("topic", fact.topic.clone())
}

/// It still holds: fresh again, and half as doubtful as before. What was concluded is stated from now on when the party
/// itself said so; a fact that another had replaced holds again by this.
///
/// # Errors
/// `fact-withdrawn`.
pub fn confirm(
    fact: &Fact,
    stated_by: Option<String>,
    now: DateTime<Utc>,
) -> Result<(Fact, Event)> {
    if fact.withdrawn_at.is_some() {
        return Err(Error::conflict("fact-withdrawn"));
    }
    let mut sure = fact.clone();
    sure.confidence = (fact.confidence + (FULL - fact.confidence) / 2).max(STATED);
    "stated".clone_into(&mut sure.basis);
    sure.stated_by = stated_by.or(sure.stated_by);
    sure.confirmed_at = now;
    sure.settled_at = Some(now);
    sure.touch(now);
    let event = event(&sure, "confirmed");
    Ok((sure, event))
}

/// It was wrong: answers the old fact, taken back, and what holds instead, said now under the id `new`.
///
/// # Errors
/// `fact-withdrawn`.
pub fn correct(
    fact: &Fact,
    new: Uuid,
    right: Correction,
    now: DateTime<Utc>,
) -> Result<(Fact, Fact, Event)> {
    if fact.withdrawn_at.is_some() {
        return Err(Error::conflict("fact-withdrawn"));
    }
    let holds = Fact {
        party_id: fact.party_id,
        origin_id: fact.party_id,
        topic: fact.topic.clone(),
        value: right.value,
        statement: right.statement,
        stated_by: right.stated_by.or_else(|| fact.stated_by.clone()),
        purpose: fact.purpose.clone(),
        ..Fact::new(new, now)
    };
    let mut old = fact.clone();
    "superseded".clone_into(&mut old.state);
    old.replaced_by = Some(new);
    old.withdrawn_at = Some(now);
    old.settled_at = Some(now);
    old.touch(now);
    let event = event(fact, "corrected").with("replaced_by", new.to_string());
    Ok((old, holds, event))
}

/// It is not to be known any more: nothing applies it, and it does not count. What it had replaced stays replaced only while
/// something else stands against it.
///
/// # Errors
/// `fact-withdrawn` when it is already.
pub fn withdraw(fact: &Fact, now: DateTime<Utc>) -> Result<(Fact, Event)> {
    if fact.withdrawn_at.is_some() {
        return Err(Error::conflict("fact-withdrawn"));
    }
    let mut gone = fact.clone();
    "withdrawn".clone_into(&mut gone.state);
    gone.replaced_by = None;
    gone.withdrawn_at = Some(now);
    gone.touch(now);
    let event = event(&gone, "withdrawn");
    Ok((gone, event))
}

/// Puts a fact back that was taken back by mistake.
///
/// # Errors
/// `fact-not-withdrawn`.
pub fn reinstate(fact: &Fact, now: DateTime<Utc>) -> Result<(Fact, Event)> {
    if fact.withdrawn_at.is_none() {
        return Err(Error::conflict("fact-not-withdrawn"));
    }
    let mut back = fact.clone();
    "current".clone_into(&mut back.state);
    back.replaced_by = None;
    back.withdrawn_at = None;
    back.touch(now);
    let event = event(&back, "reinstated");
    Ok((back, event))
}

/// Both hold: the fact stands beside the others of its topic from now on.
///
/// # Errors
/// `fact-withdrawn`.
pub fn settle_apart(fact: &Fact, now: DateTime<Utc>) -> Result<(Fact, Event)> {
    if fact.withdrawn_at.is_some() {
        return Err(Error::conflict("fact-withdrawn"));
    }
    let mut both = fact.clone();
    both.apart = true;
    both.settled_at = Some(now);
    both.touch(now);
    let event = event(&both, "kept_apart");
    Ok((both, event))
}
