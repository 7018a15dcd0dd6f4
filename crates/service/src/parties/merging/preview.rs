//! What a merge would do, before it is done: where the two differ, what moves, and what the winner would be.

use quen_core::fields::Record;
use quen_core::merges::Difference;
use quen_core::parties::{self as rules, CHOICES, Party};
use quen_core::{Permission, Result};

use crate::Ctx;
use crate::history::hanging;
use crate::parties::Parties;
use crate::records::{NewMerge, Preview, find};

/// Works out a merge without doing it.
///
/// # Errors
/// As [`super::merge`].
pub async fn merge_preview(ctx: &Ctx, new: &NewMerge) -> Result<Preview<Party>> {
    ctx.actor.may(Permission::PartiesMerge)?;
    let winner = find::<Parties>(ctx, new.winner).await?;
    let loser = find::<Parties>(ctx, new.loser).await?;
    let merged = rules::merge(&winner, &loser, &new.take, ctx.now)?.winner;
    let differs = |field: &str| {
        let (mine, theirs) = (winner.get(field), loser.get(field));
        !theirs.is_empty() && mine != theirs && field != "incomplete"
    };
    let difference = |field: &'static str| Difference {
        field: field.to_owned(),
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
        moves: hanging::<Parties>(ctx, new.loser).await?,
        merged,
        winner,
        loser,
    })
}
