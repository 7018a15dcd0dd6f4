//! The indexed values of records: written with the record, in the same transaction, whatever door it came through. A
//! record in the bin has none, and gets them back with its return.

use quen_core::fields::{Field, FieldType, FieldValue, Indexed, Record, indexed};
use quen_core::kept::Kept;
use quen_core::{Noun, Result};
use uuid::Uuid;

use super::Number;
use crate::db::{Value, sql};
use crate::records::Table;
use crate::{Rows, Writing};

const INSERT: &str = "INSERT INTO field_values (workspace_id, record_id, field_id, place, number, word, sort_key) \
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Writes the values of a record anew.
///
/// # Errors
/// A broken database.
pub async fn keep(tx: &Writing, noun: Noun, record: &(impl Record + Kept)) -> Result<()> {
    let fields = super::of(tx, noun, record);
    if fields.is_empty() {
        return Ok(());
    }
    let q = sql("DELETE FROM field_values WHERE workspace_id = $1 AND record_id = $2");
    tx.execute(q.bind(tx.workspace()).bind(record.id())).await?;
    insert(tx, rows(tx, fields, record)).await
}

/// Writes the values of new records.
///
/// # Errors
/// A broken database.
pub(crate) async fn keep_many<'a, R: Record + Kept + 'a>(
    tx: &Writing,
    noun: Noun,
    records: impl IntoIterator<Item = &'a R>,
) -> Result<()> {
    let fields = tx.customs().of(noun);
    if fields.is_empty() {
        return Ok(());
    }
    let all = records
        .into_iter()
        .flat_map(|record| rows(tx, fields, record));
    insert(tx, all.collect()).await
}

async fn insert(tx: &Writing, rows: Vec<Vec<Value>>) -> Result<()> {
    if !rows.is_empty() {
        tx.execute_many(INSERT, rows).await?;
    }
    Ok(())
}

fn rows(tx: &Writing, fields: &[Field], record: &(impl Record + Kept)) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    if record.deleted_at().is_some() {
        return rows;
    }
    for field in fields {
        let Some(own) = &field.own else { continue };
        let value = record.value(field);
        for (place, (number, word)) in (0_i64..).zip(indexed(&value).into_iter().map(split)) {
            rows.push(vec![
                Value::from(tx.workspace()),
                record.id().into(),
                own.id.into(),
                place.into(),
                number.into(),
                word.into(),
                sort_key(field, &value).into(),
            ]);
        }
    }
    rows
}

fn split(value: Indexed) -> (Option<i64>, Option<String>) {
    match value {
        Indexed::Number(number) => (Some(number), None),
        Indexed::Word(word) => (None, Some(word)),
    }
}

/// Bytes of a sort key at most.
const MAX_KEY: usize = 400;

/// Texts are sorted as people sort them; everything else by what the index holds.
pub(crate) fn sort_key(field: &Field, value: &FieldValue) -> Option<Vec<u8>> {
    let FieldValue::Text(text) = value else {
        return None;
    };
    matches!(field.kind, FieldType::Text { .. } if field.sortable).then(|| {
        let mut key = quen_vietnam::collation::text_key(text);
        key.truncate(MAX_KEY);
        key
    })
}

/// The words of a record's searched custom fields, for its search document: folded, each after a space.
pub fn text_of(tx: &Writing, noun: Noun, record: &impl Record) -> String {
    let searched = super::of(tx, noun, record)
        .iter()
        .filter(|field| field.searchable);
    let mut text = String::new();
    for field in searched {
        let said = match record.value(field) {
            FieldValue::Text(said) => said,
            FieldValue::Contacts(list) => {
                let values = list.iter().map(|contact| contact.display.as_str());
                values.collect::<Vec<_>>().join(" ")
            }
            _ => continue,
        };
        for word in quen_core::text::folded_words(&said) {
            text.push(' ');
            text.push_str(&word);
        }
    }
    text
}

/// Does any record hold a value of this field?
///
/// # Errors
/// A broken database.
pub async fn has_values(rows: &impl Rows, field: Uuid) -> Result<bool> {
    for column in ["number", "word"] {
        let q = sql(format!(
            "SELECT 1 FROM field_values WHERE workspace_id = $1 AND field_id = $2 AND {column} IS NOT NULL LIMIT 1"
        ));
        let found = rows
            .optional::<Number>(q.bind(rows.workspace()).bind(field))
            .await?;
        if found.is_some_and(|one| one.0 == 1) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Keeps rows from being changed by anybody else until the end of the transaction.
///
/// # Errors
/// A broken database.
pub async fn hold<T: Table>(tx: &Writing, ids: &[Uuid]) -> Result<()> {
    let mut q = sql(format!(
        "UPDATE {} SET version = version WHERE workspace_id = $1",
        T::NAME
    ))
    .bind(tx.workspace());
    q.push(" AND id IN ").push_list(ids.iter().copied());
    tx.execute(q).await.map(drop)
}
