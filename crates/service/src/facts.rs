//! What is known of parties: said, concluded, confirmed, corrected, taken back, applied. Each write looks again at which facts
//! of the party hold, and at how well it is known, in the same transaction.

mod acts;
mod applying;
mod capture;
mod excerpt;
mod habits;
mod learning;
mod model;
mod occasions;
mod refresh;
mod who;

use quen_core::facts::{self as rules, Fact};
use quen_core::kept::Kept;
use quen_core::{Door, Noun, Permission, Result};
use quen_store::facts as rows;
use quen_store::records::{insert, update};
use uuid::Uuid;

use crate::parties::referred;
use crate::records::Kind;
use crate::{Ctx, Tx};

pub use acts::{
    Memory, confirm, correct, erase, keep_both, memory, moved_back, moved_to, reinstate,
    remembered, withdraw,
};
pub use applying::{Unused, Use, applied_to, apply, unused, use_in};
pub use capture::{Captured, accept, capture_in, note, suggestions};
pub use excerpt::{Glimpse, Recalled, glimpse, recalled};
pub use habits::learn_in;
pub use learning::{Asked, Learning, answer, learning, put_aside, question_for, to_ask};
pub use model::ask_model;
pub(crate) use model::{asked_of, limited};
pub use occasions::{Occasion, likes, occasions};
pub use refresh::{REFRESH, refresh};
pub use who::{Knows, who};

/// The kind.
pub struct Facts;

impl Kind for Facts {
    const NOUN: Noun = Noun::Facts;
    const READ: Permission = Permission::PartiesRead;
    const WRITE: Permission = Permission::PartiesWrite;
    const DELETE: Permission = Permission::PartiesWrite;
    /// Facts that say the same confirm each other by rules of their own.
    const MERGES: bool = false;
    type Record = Fact;
    type Table = rows::Facts;

    fn blank(ctx: &Ctx) -> Fact {
        let source = match ctx.actor.door {
            Door::Api => "api",
            Door::Portal => "portal",
            Door::Web | Door::Cli | Door::Job => "person",
        };
        Fact {
            source: source.to_owned(),
            created_by: author(ctx),
            ..Fact::new(ctx.new_id(), ctx.now)
        }
    }

    fn dress(ctx: &Ctx, fact: &mut Fact) {
        fact.certainty = rules::certainty(fact, ctx.now);
    }

    async fn settle(tx: &Tx, before: Option<&Fact>, fact: &mut Fact) -> Result<()> {
        let ctx = tx.ctx();
        if before.map(|b| b.party_id) != Some(fact.party_id) {
            let party = referred(tx, "party_id", fact.party_id).await?;
            fact.origin_id = party.id;
            if fact.is_stated() && fact.stated_by.is_none() {
                fact.stated_by = Some(party.name);
            }
        }
        if before.is_some_and(|b| b.statement != fact.statement && b.value == fact.value) {
            // Another sentence is read anew.
            fact.value = serde_json::Value::Null;
        }
        fact.settle(ctx.now)?;
        let others = others(tx, fact).await?;
        stand_in(fact, &others);
        if before.is_none() {
            inherit(fact, &others);
        }
        Ok(())
    }

    async fn write(tx: &mut Tx, before: Option<&Fact>, fact: &Fact) -> Result<()> {
        let mut stored = fact.clone();
        let others = others(tx, fact).await?;
        stand_in(&mut stored, &others);
        match before {
            None => insert::<Self::Table>(&tx.rows, &stored).await?,
            Some(_) => update::<Self::Table>(&tx.rows, &stored).await?,
        }
        let moved = before.filter(|before| before.party_id != fact.party_id);
        if let Some(before) = moved {
            look_again(tx, before.party_id).await?;
        }
        look_again(tx, fact.party_id).await
    }
}

/// Which colleague writes; none when it is the customer.
fn author(ctx: &Ctx) -> Option<Uuid> {
    Some(ctx.actor.user_id).filter(|id| !id.is_nil())
}

/// The other facts of the same party.
async fn others(tx: &Tx, fact: &Fact) -> Result<Vec<Fact>> {
    let mut others = rows::of_party(&tx.rows, fact.party_id).await?;
    others.retain(|other| other.id != fact.id);
    Ok(others)
}

/// How a fact stands among the others.
fn stand_in(fact: &mut Fact, others: &[Fact]) {
    let mut all = others.to_vec();
    all.push(fact.clone());
    if let Some(change) = rules::stand(&all)
        .into_iter()
        .find(|change| change.id == fact.id)
    {
        change.state.clone_into(&mut fact.state);
        fact.replaced_by = change.replaced_by;
    }
}

/// The same thing said again goes on counting how often it was of use.
fn inherit(fact: &mut Fact, others: &[Fact]) {
    let same = others.iter().filter(|other| {
        other.is_current() && other.topic == fact.topic && other.key() == fact.key()
    });
    if let Some(other) = same.max_by_key(|other| other.used) {
        fact.used = other.used;
        fact.used_at = other.used_at;
        fact.said_at = fact.said_at.min(other.said_at);
    }
}

/// Writes which facts of a party hold now, and how well it is known.
pub(crate) async fn look_again(tx: &Tx, party: Uuid) -> Result<()> {
    let mut facts = rows::of_party(&tx.rows, party).await?;
    // Nothing was ever known of it: the night looks at it as it does at a new one.
    if facts.is_empty() && rows::learning_of(&tx.rows, party).await?.is_none() {
        return Ok(());
    }
    for change in rules::stand(&facts) {
        rows::put_standing(&tx.rows, &change, tx.ctx().now).await?;
        for fact in facts.iter_mut().filter(|fact| fact.id == change.id) {
            change.state.clone_into(&mut fact.state);
        }
    }
    learning::look_again(tx, party, &facts).await
}

/// Writes a fact that a rule changed.
pub(crate) async fn put(tx: &mut Tx, before: &Fact, after: &Fact) -> Result<()> {
    debug_assert_eq!(after.version(), before.version() + 1);
    Facts::write(tx, Some(before), after).await
}
