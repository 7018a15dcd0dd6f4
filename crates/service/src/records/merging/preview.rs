//! What a merge would do, before it is done: where the two differ, what moves, and what the winner would be.

use quen_core::Result;
use quen_core::merges::{self as rules, Difference};
use serde_json::{Value, json};

use super::{NewMerge, allowed};
use crate::Ctx;
use crate::history::{self, Hanging};
use crate::records::{Kind, find};

/// What a merge would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview<R> {
    /// The record that would stay, as it is.
    pub winner: R,
    /// The one that would go.
    pub loser: R,
    /// What the winner would be.
    pub merged: R,
    /// What would move, by kind; none is zero.
    pub moves: Vec<Hanging>,
    /// Where the two differ.
    pub differences: Vec<Difference>,
}

impl<R> Preview<R> {
    /// The same with records of another shape.
    pub fn map<T>(self, shape: impl Fn(R) -> T) -> Preview<T> {
        Preview {
            winner: shape(self.winner),
            loser: shape(self.loser),
            merged: shape(self.merged),
            moves: self.moves,
            differences: self.differences,
        }
    }

    /// As the API answers it.
    ///
    /// # Errors
    /// What `told` says of a record.
    pub fn json(&self, told: impl Fn(&R) -> Result<Value>) -> Result<Value> {
        let moves = self.moves.iter();
        let moves: serde_json::Map<String, Value> = moves
            .map(|one| (one.word.clone(), json!(one.count)))
            .collect();
        let differences = self.differences.iter().map(|one| {
            json!({ "field": one.field, "winner": one.winner.to_json(), "loser": one.loser.to_json(), "taken": one.taken })
        });
        Ok(json!({
            "winner": told(&self.winner)?, "loser": told(&self.loser)?, "merged": told(&self.merged)?,
            "moves": moves, "differences": differences.collect::<Vec<_>>(),
        }))
    }
}

/// Works out a merge without doing it.
///
/// # Errors
/// As [`super::merge`], but for what the kind's rules say of the merged record.
pub async fn merge_preview<K: Kind>(ctx: &Ctx, new: &NewMerge) -> Result<Preview<K::Record>> {
    allowed::<K>(ctx)?;
    let winner = find::<K>(ctx, new.winner).await?;
    let loser = find::<K>(ctx, new.loser).await?;
    let catalogue = K::catalogue(ctx);
    let mut merged = rules::merge(&catalogue, &winner, &loser, &new.take, ctx.now)?.winner;
    crate::fields::work_out(ctx, &catalogue, &mut merged);
    Ok(Preview {
        differences: rules::differences(&catalogue, &winner, &loser, &new.take),
        moves: history::hanging::<K>(ctx, new.loser).await?,
        merged,
        winner,
        loser,
    })
}
