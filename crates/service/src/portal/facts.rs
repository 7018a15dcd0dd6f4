//! What the shop knows of the customer, at the own door: it holds, it is otherwise, forget it, one thing more. Only ever facts
//! of the own party; what the customer says is obeyed at once.

use quen_core::facts::rules::one;
use quen_core::facts::{Correction, Fact};
use quen_core::{Error, Result};
use uuid::Uuid;

use super::Guest;
use crate::facts::{self, Captured, Facts};
use crate::records;

/// One of the guest's facts.
///
/// # Errors
/// `not-found`, also for a fact of somebody else.
pub async fn fact(guest: &Guest, id: Uuid) -> Result<Fact> {
    let fact = records::find::<Facts>(&guest.ctx, id).await?;
    Some(fact)
        .filter(|fact| fact.party_id == guest.party_id)
        .ok_or(Error::NotFound)
}

/// It holds.
///
/// # Errors
/// `not-found`, `fact-withdrawn`.
pub async fn confirm_fact(guest: &Guest, id: Uuid) -> Result<()> {
    let known = fact(guest, id).await?;
    facts::confirm(&guest.ctx, known.id, None).await.map(drop)
}

/// It is otherwise.
///
/// # Errors
/// `not-found`, `fact-withdrawn`; `required` or `too-long` at `statement`.
pub async fn correct_fact(guest: &Guest, id: Uuid, statement: &str) -> Result<()> {
    let known = fact(guest, id).await?;
    let right = Correction {
        statement: said(statement)?,
        ..Correction::default()
    };
    facts::correct(&guest.ctx, known.id, right).await.map(drop)
}

/// It is not to be known any more.
///
/// # Errors
/// `not-found`, `fact-withdrawn`.
pub async fn withdraw_fact(guest: &Guest, id: Uuid) -> Result<()> {
    let known = fact(guest, id).await?;
    facts::withdraw(&guest.ctx, known.id).await.map(drop)
}

/// One thing more.
///
/// # Errors
/// `required` or `too-long` at `statement`.
pub async fn add_fact(guest: &Guest, statement: &str) -> Result<()> {
    let captured = Captured {
        party_id: guest.party_id,
        said: one(&said(statement)?),
        interaction: None,
        by_model: false,
    };
    facts::accept(&guest.ctx, captured).await.map(drop)
}

fn said(statement: &str) -> Result<String> {
    match statement.trim() {
        "" => Err(Error::invalid("statement", "required")),
        text => Ok(text.to_owned()),
    }
}
