//! What lies in the bin of each kind, until when. What may not be seen is not there.

use chrono::{DateTime, Duration, Utc};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};
use quen_store::bins as rows;
use serde::Serialize;
use uuid::Uuid;

use crate::Ctx;
use crate::lists::name_of;
use crate::records::Kind;

/// Records of a page.
pub const PAGE: usize = 50;
/// Letters of a name made from a longer text.
const NAME: usize = 80;

/// Where a page of a bin begins: when the last one seen was thrown away, and its id.
pub type After = (DateTime<Utc>, Uuid);

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

/// A page of the bin of a kind, the last thrown away first.
///
/// # Errors
/// `forbidden`.
pub(crate) async fn of<K: Kind>(ctx: &Ctx, after: Option<After>) -> Result<Vec<Binned>> {
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
        name: name_of(record, NAME),
        deleted_at,
        days_left: (kept > 0).then_some(left.max(0)),
        party_id,
    })
}
