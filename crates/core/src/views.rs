//! Lists as somebody arranged them: which rows, in which order, which columns, in which shape. The same words stand in a
//! list's address. It must never hold a row, nor decide who may see one.

mod state;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record};
use crate::kept::kept;
use crate::{Noun, Problem};

pub use state::{Column, Density, Layout, MAX_COLUMNS, MAX_WIDTH, MIN_WIDTH, State};

/// Characters of a view's name at most.
pub const MAX_NAME: usize = 80;

/// A list as somebody arranged it and gave it a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// UUIDv7.
    pub id: Uuid,
    /// Plural word of the kind of record it lists.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Who made it; a shared one outlives its maker's place in the workspace.
    pub owner_id: Uuid,
    /// Everybody in the workspace sees it.
    pub shared: bool,
    /// The arrangement, as [`State`] writes it.
    pub state: Map<String, Value>,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl View {
    /// A view of nothing in particular, without a name.
    pub fn new(id: Uuid, owner_id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            kind: String::new(),
            name: String::new(),
            owner_id,
            shared: false,
            state: Map::new(),
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// The arrangement; one that this program cannot read any more is the untouched list.
    pub fn arrangement(&self) -> State {
        State::from_json(&Value::Object(self.state.clone())).unwrap_or_default()
    }
}

kept!(View, |_| None);

impl Record for View {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "kind" => FieldValue::text(Some(&self.kind)),
            "name" => FieldValue::text(Some(&self.name)),
            "owner_id" => FieldValue::Id(self.owner_id),
            "shared" => FieldValue::Bool(self.shared),
            "state" => FieldValue::custom(&self.state),
            "created_at" => FieldValue::Instant(self.created_at),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem> {
        match (field, value) {
            ("kind", FieldValue::Text(kind)) => self.kind = kind,
            ("name", FieldValue::Text(name)) => self.name = name,
            ("shared", value) => self.shared = value == FieldValue::Bool(true),
            ("state", value) => self.state = value.into_custom(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }
}

/// The fields of views.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let fields = vec![
        Field::new("kind", "field-views-kind", T::Text { max: 60 })
            .required()
            .filterable(),
        Field::new("name", "field-views-name", T::Text { max: MAX_NAME })
            .required()
            .listed(),
        Field::new("shared", "field-views-shared", T::Bool)
            .filterable()
            .listed(),
        Field::new("state", "field-views-state", T::Json),
        derived("owner_id", "field-views-owner-id", T::User)
            .filterable()
            .listed(),
        derived("created_at", "field-views-created-at", T::Instant),
        derived("updated_at", "field-views-updated-at", T::Instant),
    ];
    Catalogue {
        noun: Noun::Views,
        fields,
    }
}
