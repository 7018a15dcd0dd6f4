//! People and organisations.

mod beside;
mod merging;
mod profile;
mod timeline;

use std::collections::HashMap;

use quen_core::fields::{Catalogue, ListQuery};
use quen_core::notifications::assigned;
use quen_core::parties::Party;
use quen_core::privacy::breaches;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::Rows;
use quen_store::records::{Plain, Table};
use uuid::Uuid;

use crate::records::{self, Kind, Preview, Told};
use crate::{Ctx, Tx, notifications};

pub use crate::records::NewMerge;
pub use beside::{Beside, NextTask, Organization, Owner, beside, owners};
pub use merging::{merge, merge_preview, merges, undo_merge};

pub use profile::{Profile, Reached, Value, profile, profile_of, reached};
pub use timeline::{Entry, Episode, Only, Timeline, timeline};

/// The kind.
pub struct Parties;

impl Kind for Parties {
    const NOUN: Noun = Noun::Parties;
    const READ: Permission = Permission::PartiesRead;
    const WRITE: Permission = Permission::PartiesWrite;
    const DELETE: Permission = Permission::PartiesDelete;
    type Record = Party;
    type Table = quen_store::parties::Parties;

    fn catalogue(ctx: &Ctx) -> Catalogue {
        let mut catalogue = ctx.customs.join(Self::Table::catalogue());
        // Whom a breach touched is listed by those who answer for it.
        let manages = ctx.actor.may(Permission::PrivacyManage).is_ok();
        catalogue.fields.extend(manages.then(breaches::touched));
        catalogue
    }

    fn blank(ctx: &Ctx) -> Party {
        let mut party = Party::new(ctx.new_id(), "person", "", ctx.now);
        party.owner_id = Some(ctx.actor.user_id);
        party
    }

    fn dress(ctx: &Ctx, party: &mut Party) {
        party.standing.currency = ctx.settings.currency;
    }

    fn plain(field: &str) -> Option<Plain> {
        let column = match field {
            "owner_id" => "owner_id",
            "source" => "source",
            _ => return None,
        };
        Some(Plain {
            column,
            party: Some("t.id"),
        })
    }

    async fn settle(tx: &Tx, before: Option<&Party>, party: &mut Party) -> Result<()> {
        let owner_before = match before {
            Some(before) => before.owner_id,
            None => None,
        };
        owner_works_here(tx, owner_before, party.owner_id).await?;
        party.quality.outdated = false;
        party.quality = quen_core::quality::assess(party);
        code_is_free(tx, party).await
    }

    async fn write(tx: &mut Tx, before: Option<&Party>, party: &Party) -> Result<()> {
        match before {
            None => quen_store::parties::insert(&tx.rows, party).await?,
            Some(before) => {
                merging::may_return(before, party)?;
                quen_store::parties::update(&tx.rows, party).await?;
            }
        }
        let owner_before = before.and_then(|before| before.owner_id);
        if let Some(owner) = assigned(owner_before, party.owner_id, tx.ctx().actor.user_id) {
            let (kind, noun) = (notifications::Kind::Assigned, Noun::Parties);
            notifications::notify(tx, owner, kind, noun, party.id, Some(party.id)).await?;
        }
        Ok(())
    }

    fn merge(ctx: &Ctx, new: &NewMerge) -> impl Future<Output = Result<Party>> + Send {
        merge(ctx, new)
    }

    fn merge_preview(
        ctx: &Ctx,
        new: &NewMerge,
    ) -> impl Future<Output = Result<Preview<Party>>> + Send {
        merge_preview(ctx, new)
    }

    fn merges(ctx: &Ctx, id: Uuid) -> impl Future<Output = Result<Vec<Told>>> + Send {
        merges(ctx, id)
    }

    fn undo_merge(ctx: &Ctx, id: Uuid) -> impl Future<Output = Result<Party>> + Send {
        undo_merge(ctx, id)
    }
}

/// Names of parties by id, for lists of what hangs on them; those out of reach are left out. One query.
///
/// # Errors
/// `forbidden`.
pub async fn names(
    ctx: &Ctx,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>> {
    let mut ids: Vec<Uuid> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let found = quen_store::parties::names(&ctx.read(Permission::PartiesRead)?, &ids).await?;
    Ok(found.into_iter().collect())
}

/// Parties that the typed words may mean, at most `limit`; words over 200 characters mean nobody.
///
/// # Errors
/// `forbidden`.
pub async fn matching(ctx: &Ctx, words: &str, limit: usize) -> Result<Vec<Party>> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > 200 {
        return Ok(Vec::new());
    }
    let query = ListQuery {
        q: Some(words.to_owned()),
        limit,
        ..ListQuery::default()
    };
    Ok(records::list::<Parties>(ctx, &query).await?.rows)
}

/// The party that a record refers to: one that the actor reaches and that is not in the bin. Anything else is the same
/// refusal, so that nothing is learnt of what may not be seen.
///
/// # Errors
/// `bad-reference` at `field`.
pub(crate) async fn referred(tx: &Tx, field: &'static str, id: Uuid) -> Result<Party> {
    let found = quen_store::parties::find(&tx.rows, id)
        .await?
        .filter(|party| party.deleted_at.is_none());
    found.ok_or_else(|| Error::invalid(field, "bad-reference"))
}

/// Refuses somebody who does not work here.
///
/// # Errors
/// `not-a-colleague` at `field`.
pub(crate) async fn colleague(tx: &Tx, field: &'static str, user: Option<Uuid>) -> Result<()> {
    let Some(user) = user else { return Ok(()) };
    if user == tx.ctx().actor.user_id
        || quen_store::accounts::members::works_here(&tx.rows, user).await?
    {
        return Ok(());
    }
    Err(Error::invalid(field, "not-a-colleague"))
}

/// A record may be given to somebody who works here only, and nobody may give it out of the own reach.
async fn owner_works_here(tx: &Tx, before: Option<Uuid>, owner: Option<Uuid>) -> Result<()> {
    if owner == before {
        return Ok(());
    }
    if !tx.rows.access().reaches(owner) {
        return Err(Error::invalid("owner_id", "out-of-reach"));
    }
    colleague(tx, "owner_id", owner).await
}

async fn code_is_free(tx: &Tx, party: &Party) -> Result<()> {
    let Some(code) = &party.code else {
        return Ok(());
    };
    let taken =
        quen_store::parties::by_key(&tx.rows, "code", &quen_core::parties::code_key(code)).await?;
    if taken.iter().any(|id| *id != party.id) {
        Err(Error::invalid("code", "taken"))
    } else {
        Ok(())
    }
}
