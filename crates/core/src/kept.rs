//! What every stored record has in common: an id, a version, a place in the bin.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Error, Result};

/// A stored record.
pub trait Kept {
    /// UUIDv7.
    fn id(&self) -> Uuid;
    /// Grows with each change, from 1.
    fn version(&self) -> i64;
    /// When it went to the bin.
    fn deleted_at(&self) -> Option<DateTime<Utc>>;
    /// Notes a change: the next version, now.
    fn touch(&mut self, now: DateTime<Utc>);
    /// Puts it in the bin or takes it out.
    fn set_deleted_at(&mut self, at: Option<DateTime<Utc>>);
    /// The party on whose timeline its changes belong.
    fn party_id(&self) -> Option<Uuid>;
}

/// Refuses a change that was made from an older state.
///
/// # Errors
/// [`Error::Stale`] with the present version.
pub fn guard(record: &impl Kept, expected: Option<i64>) -> Result<()> {
    match expected {
        Some(version) if version != record.version() => Err(Error::Stale {
            current: record.version(),
        }),
        _ => Ok(()),
    }
}
