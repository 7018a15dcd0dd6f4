//! A record without its type: an id, a version, and fields by name. It must never decide what a field means.

use chrono::{DateTime, Utc};
use quen_core::fields::{Field, FieldValue, Record};
use quen_core::kept::Kept;
use quen_core::{Error, Problem, Result};
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

/// A record of any kind.
pub struct Line {
    /// The record.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// The party on whose timeline it is.
    pub party_id: Option<Uuid>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
    record: Box<dyn AnyRecord + Send + Sync>,
}

/// A record that can also be told as the API tells it.
trait AnyRecord: Record {
    fn json(&self) -> Result<Value>;
}

impl<R: Record + Serialize> AnyRecord for R {
    fn json(&self) -> Result<Value> {
        serde_json::to_value(self).map_err(|error| Error::Internal(error.to_string()))
    }
}

impl Line {
    pub(super) fn of<R: Record + Kept + Serialize + Send + Sync + 'static>(record: R) -> Self {
        Self {
            id: record.id(),
            version: record.version(),
            party_id: record.party_id(),
            deleted_at: record.deleted_at(),
            record: Box::new(record),
        }
    }

    /// The value of a field of the catalogue, custom or the product's own.
    pub fn value(&self, field: &Field) -> FieldValue {
        self.record.value(field)
    }

    /// The value of a field of the product's own.
    pub fn get(&self, field: &str) -> FieldValue {
        self.record.get(field)
    }

    /// The record as the API answers it.
    ///
    /// # Errors
    /// None that a record of the product gives.
    pub fn json(&self) -> Result<Value> {
        self.record.json()
    }
}

impl Record for Line {
    fn get(&self, field: &str) -> FieldValue {
        self.record.get(field)
    }

    fn set(&mut self, field: &str, value: FieldValue) -> Result<(), Problem> {
        self.record.set(field, value)
    }

    fn custom(&self) -> Option<&Map<String, Value>> {
        self.record.custom()
    }

    fn word(&self) -> Option<&str> {
        self.record.word()
    }

    fn custom_mut(&mut self) -> Option<&mut Map<String, Value>> {
        self.record.custom_mut()
    }
}
