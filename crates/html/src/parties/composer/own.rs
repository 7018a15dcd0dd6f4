//! The fields of the workspace's own in the composer: those of an episode, a task or a promise, whichever is written. What was typed
//! in them stands in the ones that it was typed for.

use maud::Markup;
use quen_core::{Problem, Result};
use quen_http::SignedIn;
use quen_service::interactions::Interactions;
use quen_service::promises::Promises;
use quen_service::records::{Kind, Values};
use quen_service::tasks::Tasks;

use super::Typed;
use crate::fields::{self, controls, own_part_within};

/// Kinds of the box that make an episode.
const EPISODE: &[&str] = &["note", "call", "email", "message", "meeting"];
/// Those that make a task and a promise.
const TASK: &[&str] = &["task"];
const PROMISE: &[&str] = &["promise"];

/// Fields that several kinds of the box have in common.
pub type Common = (&'static [&'static str], Markup);

/// The controls for what stands in the box, with what is wrong with it.
///
/// # Errors
/// A broken database.
pub(super) async fn drawn(
    me: &SignedIn,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Vec<Common>> {
    let parts = [
        part::<Interactions>(me, EPISODE, typed, problems).await?,
        part::<Tasks>(me, TASK, typed, problems).await?,
        part::<Promises>(me, PROMISE, typed, problems).await?,
    ];
    Ok(parts.into_iter().flatten().collect())
}

async fn part<K: Kind>(
    me: &SignedIn,
    kinds: &'static [&'static str],
    typed: &Typed,
    problems: &[Problem],
) -> Result<Option<Common>> {
    let catalogue = K::catalogue(&me.ctx);
    if me.ctx.actor.may(K::WRITE).is_err() || controls::of(&catalogue).next().is_none() {
        return Ok(None);
    }
    // What was not chosen yet is a note.
    let chosen = Some(typed.value("kind")).filter(|kind| !kind.is_empty());
    let (values, problems) = match kinds.contains(&chosen.unwrap_or("note")) {
        true => (controls::joined(&catalogue, typed.pairs.clone()), problems),
        false => (Vec::new(), &[][..]),
    };
    let part = own_part_within::<K>(me, K::NOUN.plural(), (&values, problems)).await?;
    Ok(Some((kinds, part)))
}

/// What was typed in those of a kind of record.
///
/// # Errors
/// What each type says, at its field.
pub(super) async fn read<K: Kind>(me: &SignedIn, typed: &Typed) -> Result<Values> {
    let own = typed.pairs.iter();
    let own = own.filter(|(name, _)| controls::is_own(name)).cloned();
    fields::read(me, &K::catalogue(&me.ctx), own.collect()).await
}
