//! What lies in the bin of each kind, until when, and the way back. What may not be seen is not there.

use chrono::{DateTime, Duration, Utc};
use quen_core::fields::Record;
use quen_core::kept::Kept;
use quen_core::{Error, Noun, Permission, Result};
use quen_store::bins as rows;
use serde::Serialize;
use uuid::Uuid;

use crate::Ctx;
use crate::facts::Facts;
use crate::interactions::Interactions;
use crate::kinds::Records;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::products::Products;
use crate::promises::Promises;
use crate::records::{Kind, restore};
use crate::tasks::Tasks;

/// Records of a page.
pub const PAGE: usize = 50;

/// Kinds with a bin, in the order of tabs; those that the workspace made come after them.
pub const KINDS: [Noun; 7] = [
    Noun::Parties,
    Noun::Orders,
    Noun::Tasks,
    Noun::Interactions,
    Noun::Promises,
    Noun::Facts,
    Noun::Products,
];

/// The rights to see the bin of a kind and to take something out of it.
pub fn rights(noun: Noun) -> (Permission, Permission) {
    match noun {
        Noun::Orders => rights_of::<Orders>(),
        Noun::Tasks => rights_of::<Tasks>(),
        Noun::Interactions => rights_of::<Interactions>(),
        Noun::Promises => rights_of::<Promises>(),
        Noun::Facts => rights_of::<Facts>(),
        Noun::Products => rights_of::<Products>(),
        Noun::Records => rights_of::<Records>(),
        _ => rights_of::<Parties>(),
    }
}

fn rights_of<K: Kind>() -> (Permission, Permission) {
    (K::READ, K::DELETE)
}

/// A record in the bin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Binned {
    /// Its id.
    pub id: Uuid,
    /// What it is called: name, number, title or the first words.
    pub name: String,
    /// When it was thrown away.
    pub deleted_at: DateTime<Utc>,
    /// Days until it is removed for good; none where the workspace keeps everything.
    pub days_left: Option<i64>,
    /// The party it hangs on.
    pub party_id: Option<Uuid>,
}

/// A page of the bin, the last thrown away first. The gate names the kind of [`Noun::Records`].
///
/// # Errors
/// `forbidden`; `bad-choice` at `kind` for one without a bin.
pub async fn list(
    ctx: &Ctx,
    noun: Noun,
    after: Option<(DateTime<Utc>, Uuid)>,
) -> Result<Vec<Binned>> {
    match noun {
        Noun::Parties => of::<Parties>(ctx, after).await,
        Noun::Orders => of::<Orders>(ctx, after).await,
        Noun::Tasks => of::<Tasks>(ctx, after).await,
        Noun::Interactions => of::<Interactions>(ctx, after).await,
        Noun::Promises => of::<Promises>(ctx, after).await,
        Noun::Facts => of::<Facts>(ctx, after).await,
        Noun::Products => of::<Products>(ctx, after).await,
        Noun::Records => of::<Records>(ctx, after).await,
        _ => Err(Error::invalid("kind", "bad-choice")),
    }
}

async fn of<K: Kind>(ctx: &Ctx, after: Option<(DateTime<Utc>, Uuid)>) -> Result<Vec<Binned>> {
    let reading = ctx.read(K::READ)?;
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let own = (K::NOUN == Noun::Records).then(|| K::word(ctx));
    let found = rows::list::<K::Table>(&reading, own.as_deref(), after, limit).await?;
    Ok(found
        .iter()
        .filter_map(|record| binned::<K>(ctx, record))
        .collect())
}

fn binned<K: Kind>(ctx: &Ctx, record: &K::Record) -> Option<Binned> {
    let deleted_at = record.deleted_at()?;
    let kept = i64::from(ctx.settings.bin_days);
    let end = deleted_at + Duration::days(kept);
    // A day that has begun counts: thirty days at the moment of deletion.
    let left = (end - ctx.now + Duration::days(1) - Duration::seconds(1)).num_days();
    let party_id = record.party_id().filter(|id| *id != record.id());
    Some(Binned {
        id: record.id(),
        name: name(record),
        deleted_at,
        days_left: (kept > 0).then_some(left.max(0)),
        party_id,
    })
}

/// Letters of a name made from a longer text.
const NAME: usize = 80;

fn name(record: &impl Record) -> String {
    let found = [
        "name",
        "number",
        "title",
        "text",
        "statement",
        "subject",
        "body",
    ]
    .into_iter()
    .find_map(|field| record.get(field).into_text());
    found.unwrap_or_default().chars().take(NAME).collect()
}

/// Takes a record of any kind out of the bin.
///
/// # Errors
/// `not-found` when it does not lie there; `merged` for a party that was merged; `bad-choice` at `kind`.
pub async fn take_out(ctx: &Ctx, noun: Noun, id: Uuid) -> Result<()> {
    match noun {
        Noun::Parties => restore::<Parties>(ctx, id).await.map(drop),
        Noun::Orders => restore::<Orders>(ctx, id).await.map(drop),
        Noun::Tasks => restore::<Tasks>(ctx, id).await.map(drop),
        Noun::Interactions => restore::<Interactions>(ctx, id).await.map(drop),
        Noun::Promises => restore::<Promises>(ctx, id).await.map(drop),
        Noun::Facts => restore::<Facts>(ctx, id).await.map(drop),
        Noun::Products => restore::<Products>(ctx, id).await.map(drop),
        Noun::Records => restore::<Records>(ctx, id).await.map(drop),
        _ => Err(Error::invalid("kind", "bad-choice")),
    }
}
