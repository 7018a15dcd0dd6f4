//! Rows of facts: what is known of customers, as people keep it in a sheet. Pure.

use quen_core::Problem;
use quen_core::facts::rules::one;
use quen_core::facts::{PURPOSES, topic_key, typed, value_key, value_of_text};
use quen_core::fields::{FieldType, FieldValue, codes};
use quen_documents::tables::Row;
use serde_json::Value;
use uuid::Uuid;

use super::cells::House;
use super::people::{PartyRow, PeopleReader, Wrong};
use super::trade::{Cells, customer};

/// A fact as a file has it.
#[derive(Debug, Clone)]
pub(super) struct FactRow {
    /// Of whom.
    pub party: PartyRow,
    /// The topic as it is stored.
    pub topic: String,
    /// What finds it again beside party and topic.
    pub key: String,
    values: Vec<(String, FieldValue)>,
}

impl FactRow {
    /// The values of the record.
    pub(super) fn values(&self, party: Uuid) -> Vec<(String, FieldValue)> {
        let mut values = self.values.clone();
        values.push(("party_id".to_owned(), FieldValue::Id(party)));
        values
    }
}

/// Reads facts.
#[derive(Debug)]
pub(super) struct MemoriesReader {
    house: House,
    people: PeopleReader,
}

impl MemoriesReader {
    pub(super) fn new(house: House, people: PeopleReader) -> Self {
        Self { house, people }
    }

    pub(super) fn read(
        &self,
        columns: &[(usize, &'static str)],
        row: &Row,
    ) -> Result<FactRow, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let party = customer(&self.people, columns, row).unwrap_or_else(|problems| {
            wrong.extend(problems);
            PartyRow::default()
        });
        let cells = Cells {
            columns,
            row,
            house: self.house,
        };
        let mut text = |name: &'static str, max| {
            cells
                .read(name, FieldType::Text { max }, &mut wrong)
                .into_text()
        };
        let (topic, statement, said) = (
            text("topic", 60),
            text("statement", 500),
            text("value", 500),
        );
        let stated_by = text("stated_by", 200);
        let confidence = cells.read("confidence", FieldType::Percent, &mut wrong);
        let confirmed_at = cells.read("confirmed_at", FieldType::Instant, &mut wrong);
        let purpose = cells.read("purpose", FieldType::Choice(codes(&PURPOSES)), &mut wrong);
        let sentence = statement.or_else(|| said.clone()).unwrap_or_default();
        if sentence.is_empty() {
            wrong.push((
                cells.place("statement"),
                Problem::new("statement", "required"),
            ));
        }
        let read = one(&sentence);
        let topic = topic.map_or(Some(read.topic.clone()), |topic| topic_key(&topic));
        if topic.is_none() {
            wrong.push((cells.place("topic"), Problem::new("topic", "bad-topic")));
        }
        let topic = topic.unwrap_or_default();
        let value = value(&topic, said, &sentence, &read.topic, read.value);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut values = vec![
            ("topic".to_owned(), FieldValue::Text(topic.clone())),
            ("statement".to_owned(), FieldValue::Text(sentence.clone())),
            ("source".to_owned(), FieldValue::Text("import".to_owned())),
        ];
        let rest = [
            ("confidence", confidence),
            ("confirmed_at", confirmed_at),
            ("purpose", purpose),
            ("stated_by", FieldValue::text(stated_by.as_deref())),
        ];
        values.extend(
            rest.into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| (name.to_owned(), value)),
        );
        if !value.is_null() {
            values.push(("value".to_owned(), FieldValue::Json(value.clone())));
        }
        Ok(FactRow {
            party,
            key: value_key(&value, &sentence),
            topic,
            values,
        })
    }
}

/// The value as its column says it, else as the sentence shows it.
fn value(topic: &str, said: Option<String>, sentence: &str, shown: &str, found: Value) -> Value {
    match said {
        Some(said) => typed(topic, &Value::String(said)).unwrap_or(Value::Null),
        None if shown == topic && !found.is_null() => found,
        None => value_of_text(topic, sentence).unwrap_or(Value::Null),
    }
}
