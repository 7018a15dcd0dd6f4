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

/// `impl Kept` for a record with the fields `id`, `version`, `updated_at` and `deleted_at`; the second part says whose
/// timeline its changes are on.
macro_rules! kept {
    ($record:ty, $party:expr) => {
        impl $crate::kept::Kept for $record {
            fn id(&self) -> uuid::Uuid {
                self.id
            }
            fn version(&self) -> i64 {
                self.version
            }
            fn deleted_at(&self) -> Option<chrono::DateTime<chrono::Utc>> {
                self.deleted_at
            }
            fn touch(&mut self, now: chrono::DateTime<chrono::Utc>) {
                self.version += 1;
                self.updated_at = now;
            }
            fn set_deleted_at(&mut self, at: Option<chrono::DateTime<chrono::Utc>>) {
                self.deleted_at = at;
            }
            fn party_id(&self) -> Option<uuid::Uuid> {
                let party: fn(&Self) -> Option<uuid::Uuid> = $party;
                party(self)
            }
        }
    };
}

pub(crate) use kept;
