//! What a merge would do, before it is done: where the two differ, what moves, and what the winner would be.

use quen_core::fields::{FieldValue, Record};
use quen_core::kept::Kept;
use quen_core::parties::{self as rules, CHOICES, Party};
use quen_core::{Permission, Result};
use quen_store::merges as rows;
use serde::Serialize;
use uuid::Uuid;

use super::NewMerge;
use crate::Ctx;
use crate::parties::Parties;
use crate::records::{Kind, find};

/// A field on which the two do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Its name.
    pub field: &'static str,
    /// What the winner says.
    pub winner: FieldValue,
    /// What the other one says.
    pub loser: FieldValue,
    /// The other one's value is taken: chosen, or the winner has none.
    pub taken: bool,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    /// The record that would stay, as it is.
    pub winner: Party,
    /// The one that would go.
    pub loser: Party,
    /// What the winner would be.
    pub merged: Party,
    /// Rows that would move, table by table; none is zero.
    pub moves: Vec<(&'static str, i64)>,
    /// Where the two differ.
    #[serde(skip)]
    pub differences: Vec<Difference>,
}

/// Works out a merge without doing it.
///
/// # Errors
/// As [`super::merge`].
pub async fn merge_preview(ctx: &Ctx, new: &NewMerge) -> Result<Preview> {
    ctx.actor.may(Permission::PartiesMerge)?;
    let winner = find::<Parties>(ctx, new.winner).await?;
    let loser = find::<Parties>(ctx, new.loser).await?;
    let merged = rules::merge(&winner, &loser, &new.take, ctx.now)?.winner;
    let moves = hanging(ctx, loser.id()).await?;
    let differs = |field: &str| {
        let (mine, theirs) = (winner.get(field), loser.get(field));
        !theirs.is_empty() && mine != theirs && field != "incomplete"
    };
    let difference = |field: &'static str| Difference {
        field,
        winner: winner.get(field),
        loser: loser.get(field),
        taken: winner.get(field).is_empty() || new.take.iter().any(|name| name == field),
    };
    let differences = CHOICES
        .into_iter()
        .filter(|field| differs(field))
        .map(difference);
    Ok(Preview {
        differences: differences.collect(),
        merged,
        moves,
        winner,
        loser,
    })
}

/// What hangs on a party, table by table; none is zero, what lies in the bin is not counted.
///
/// # Errors
/// `not-found`.
pub async fn hanging(ctx: &Ctx, party: Uuid) -> Result<Vec<(&'static str, i64)>> {
    find::<Parties>(ctx, party).await?;
    let reading = ctx.read(Parties::READ)?;
    let mut counts = rows::counts(&reading, party).await?;
    counts.retain(|(_, count)| *count > 0);
    Ok(counts)
}
