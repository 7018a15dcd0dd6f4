//! Definitions of custom fields, and the indexed values of records.

mod due;
mod figures;
mod follow;
mod rollups;
mod tables;
mod values;
mod worked;

use std::sync::Arc;

use quen_core::fields::custom::{CustomField, Rollup, catalogue};
use quen_core::fields::{Catalogue, Customs, Field, Record, own_name, owner_of};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};
use uuid::Uuid;

use crate::db::{Db, DbError, FromRow, Queries, Row, Value, sql};
use crate::records::{Loaded, Place, Table, Written, loaded};
use crate::rows::boxed;
use crate::{Rows, Writing, quality};

pub use due::{Due, due, settle};
pub use figures::can_be_taken;
pub use follow::follow_all;
pub(crate) use follow::{
    Named, follow, follow_lines, follow_stored, named_before, named_by, named_by_lines, named_live,
};
pub use quen_core::fields::{catalogue_of, joined_of};
pub use rollups::{figures, renew};
pub use values::{has_values, hold, keep, text_of};
pub(crate) use values::{keep_many, sort_key};
pub(crate) use worked::{begun, completed, worked_out};

/// The table of definitions.
pub struct Fields;

const COLUMNS: &str = "t.id, t.noun, t.name, t.label_vi, t.label_en, t.hint, t.type, t.choices, t.target, t.required, t.personal, \
    t.filterable, t.listed, t.position, t.shown_when, t.required_when, t.formula, t.result, t.rollup, t.version, t.created_at, \
    t.updated_at, t.deleted_at";

impl Table for Fields {
    type Record = CustomField;
    const NAME: &'static str = "custom_fields";
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = None;

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<CustomField, DbError> {
        Ok(CustomField {
            id: row.get(0)?,
            noun: row.get(1)?,
            name: row.get(2)?,
            label_vi: row.get(3)?,
            label_en: row.get(4)?,
            hint: row.get(5)?,
            r#type: row.get(6)?,
            choices: row.json(7)?,
            target: row.get(8)?,
            required: row.get(9)?,
            personal: row.get(10)?,
            filterable: row.get(11)?,
            listed: row.get(12)?,
            position: row.get(13)?,
            shown_when: row.json_optional(14)?,
            required_when: row.json_optional(15)?,
            formula: row.get(16)?,
            result: row.get(17)?,
            rollup: row.json_optional(18)?,
            version: row.get(19)?,
            created_at: row.get(20)?,
            updated_at: row.get(21)?,
            deleted_at: row.get(22)?,
        })
    }

    fn place(field: &str) -> Option<Place> {
        (field == "noun").then_some(Place::Column("t.noun"))
    }
}

impl Written for Fields {
    const NOUN: Noun = Noun::Fields;
    const WRITTEN: &'static [&'static str] = &[
        "noun",
        "name",
        "label_vi",
        "label_en",
        "hint",
        "type",
        "choices",
        "target",
        "required",
        "personal",
        "filterable",
        "listed",
        "position",
        "shown_when",
        "required_when",
        "formula",
        "result",
        "rollup",
        "created_at",
        "updated_at",
    ];

    fn values(record: &CustomField) -> Vec<Value> {
        let json = |value: &Option<serde_json::Value>| Value::from(value.clone());
        vec![
            record.noun.clone().into(),
            record.name.clone().into(),
            record.label_vi.clone().into(),
            record.label_en.clone().into(),
            record.hint.clone().into(),
            record.r#type.clone().into(),
            Value::json(&record.choices),
            record.target.clone().into(),
            record.required.into(),
            record.personal.clone().into(),
            record.filterable.into(),
            record.listed.into(),
            record.position.into(),
            json(&record.shown_when),
            json(&record.required_when),
            record.formula.clone().into(),
            record.result.clone().into(),
            record.rollup.as_ref().map_or(Value::Null, Value::json),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(_record: &CustomField) -> Option<String> {
        None
    }
}

/// The definitions of a kind, or of all kinds, in the order of forms; retired ones too.
///
/// # Errors
/// A broken database.
pub async fn all(rows: &impl Rows, noun: Option<&str>) -> Result<Vec<CustomField>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM custom_fields t WHERE t.workspace_id = $1"
    ))
    .bind(rows.workspace());
    if let Some(noun) = noun {
        q.push(" AND t.noun = ").push_bind(noun);
    }
    q.push(" ORDER BY t.noun, t.position, t.id");
    loaded::<Fields>(rows, q).await
}

/// The custom fields of a workspace as they join its catalogues; retired ones are left out.
///
/// # Errors
/// A broken database.
pub async fn customs(db: &Db, workspace: Uuid) -> Result<Customs> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM custom_fields t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL ORDER BY t.noun, t.position, t.id"
    ));
    let found: Vec<Loaded<Fields>> = boxed(db.read(workspace).all(q.bind(workspace))).await?;
    let found: Vec<CustomField> = found.into_iter().map(|row| row.0).collect();
    Ok(joined(&found).with(crate::kinds::in_use(db, workspace).await?))
}

/// Definitions as catalogues hold them.
pub fn joined(found: &[CustomField]) -> Customs {
    let fields = found.iter();
    Customs::new(fields.map(|field| (field.noun.clone(), as_field(field, found, TYPED))))
}

/// Roll-ups over roll-ups whose types follow from each other, at most.
const TYPED: u8 = 8;

/// A definition as a field: a roll-up has the type and the choices of the field that it is taken of.
fn as_field(definition: &CustomField, found: &[CustomField], depth: u8) -> Field {
    let rollup = definition.rollup.as_ref().filter(|_| depth > 0);
    let taken = rollup.and_then(|rollup| taken_of(rollup, found, depth - 1));
    let mut field = definition.to_field(taken.as_ref().map(|taken| &taken.kind));
    let choices = taken.and_then(|taken| Some(taken.own?.choices.clone()));
    if let (Some(own), Some(choices)) = (field.own.as_mut().and_then(Arc::get_mut), choices) {
        own.choices = choices;
    }
    field
}

/// The field that a roll-up is taken of.
fn taken_of(rollup: &Rollup, found: &[CustomField], depth: u8) -> Option<Field> {
    let name = rollup.field.as_deref()?;
    if let Some(own) = own_name(name) {
        let of = owner_of(&rollup.of);
        let taken = found
            .iter()
            .find(|field| field.noun == of && field.name == own)?;
        return Some(as_field(taken, found, depth));
    }
    let catalogue = catalogue_of(&rollup.of).unwrap_or_else(quen_core::kinds::record_catalogue);
    catalogue.field(name).cloned()
}

/// The custom fields of a record's kind.
pub(crate) fn of<'a>(tx: &'a Writing, noun: Noun, record: &impl Record) -> &'a [Field] {
    match record.word() {
        Some(word) => tx.customs().of_word(word),
        None => tx.customs().of(noun),
    }
}

/// Works out and indexes a stored record anew, its row being held.
///
/// # Errors
/// A broken database.
pub async fn rework<T: Table>(tx: &Writing, noun: Noun, record: &T::Record) -> Result<()>
where
    T::Record: Record + Kept + Clone,
{
    let word = record.word().unwrap_or(noun.plural());
    let mut now = record.clone();
    let anew = rollups::Anew {
        word,
        id: record.id(),
        only: None,
        known: None,
        depth: rollups::DEEPEST,
    };
    rollups::take(tx, anew, &mut now).await?;
    let worked = worked_out(tx, noun, &now);
    rollups::write::<T>(tx, record, worked.as_ref(), rollups::DEEPEST).await?;
    quality::scores::put::<T>(tx, noun, std::slice::from_ref(worked.as_ref())).await?;
    keep(tx, noun, worked.as_ref()).await
}

/// One number of a row.
struct Number(i64);

impl FromRow for Number {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.get(0).map(Self)
    }
}
