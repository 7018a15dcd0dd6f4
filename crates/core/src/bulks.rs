//! One change of many records: what is done to each, which ones, and what became of it. It must never say that a record was
//! changed that was not.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::fields::{Catalogue, FieldType, FieldValue, ListQuery, Record, from_json_in};
use crate::{Currency, Error, Problem, Result};

/// Records named one by one at most.
pub const MAX_IDS: usize = 10_000;
/// Refused records that are named in the outcome at most.
pub const MAX_FAILURES: usize = 100;

/// What is done to each record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Sets fields, each to the same value everywhere: `{"set":{"owner_id":"…"}}`.
    Set(Map<String, Value>),
    /// Adds words to a field that holds several: `{"add":{"tags":["vip"]}}`.
    Add(BTreeMap<String, Vec<String>>),
    /// Takes words out of a field that holds several.
    Remove(BTreeMap<String, Vec<String>>),
    /// To the bin: `{"delete":{}}`.
    Delete {},
    /// Takes back what an earlier change of many did, where nobody has changed it since.
    Undo(Uuid),
}

/// Which records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// These.
    Ids(Vec<Uuid>),
    /// All that a list matches.
    Matching {
        /// The condition, as in the API's `filter`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        filter: Option<Value>,
        /// Words to find.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        q: Option<String>,
    },
}

impl Selection {
    /// The list that this is.
    ///
    /// # Errors
    /// `too-many` at `ids`, or what the condition says.
    pub fn query(&self, catalogue: &Catalogue) -> Result<ListQuery> {
        match self {
            Self::Ids(ids) if ids.len() > MAX_IDS => {
                Err(Problem::new("ids", "too-many").with("max", MAX_IDS).into())
            }
            Self::Ids(ids) => Ok(ListQuery {
                ids: Some(ids.clone()),
                ..ListQuery::default()
            }),
            Self::Matching { filter, q } => {
                let filter = filter.as_ref().map(Value::to_string);
                ListQuery::parse(catalogue, |name| match name {
                    "filter" => filter.as_deref(),
                    "q" => q.as_deref(),
                    _ => None,
                })
            }
        }
    }
}

/// A record that was left as it was, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The record.
    pub id: Uuid,
    /// The code of the refusal.
    pub code: String,
}

/// A change of many records, as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bulk {
    /// UUIDv7; the cause of the records' events.
    pub id: Uuid,
    /// Plural word of the kind of record.
    pub kind: String,
    /// What is done.
    pub act: Act,
    /// To which.
    pub selection: Selection,
    /// `running`, `done` or `cancelled`.
    pub state: String,
    /// How many there are, 0 when that is not known.
    pub total: i64,
    /// How many were worked through, refused ones included.
    pub done: i64,
    /// How many were refused.
    pub failed: i64,
    /// The first of them.
    pub failures: Vec<Failure>,
    /// Where it goes on.
    #[serde(skip)]
    pub cursor: Option<String>,
    /// The work in the background, when there are many.
    pub job_id: Option<Uuid>,
    /// What took it back.
    pub undone_by: Option<Uuid>,
    /// Who asked for it.
    pub created_by: Uuid,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

impl Bulk {
    /// Notes what became of a piece.
    pub fn advance(&mut self, done: i64, failures: Vec<Failure>) {
        self.done += done;
        self.failed += i64::try_from(failures.len()).unwrap_or_default();
        let room = MAX_FAILURES.saturating_sub(self.failures.len());
        self.failures.extend(failures.into_iter().take(room));
    }

    /// May it be taken back now?
    ///
    /// # Errors
    /// `bulk-running`, `bulk-undone`.
    pub fn check_undo(&self) -> Result<()> {
        if self.state == "running" {
            return Err(Error::conflict("bulk-running"));
        }
        if self.undone_by.is_some() {
            return Err(Error::conflict("bulk-undone"));
        }
        Ok(())
    }
}

impl Act {
    /// Is there anything to do, and may it be done to these fields?
    ///
    /// # Errors
    /// `required` at `act`; `unknown-field`, `read-only`, `not-a-list`, or what each value says.
    pub fn check(&self, catalogue: &Catalogue, currency: Currency) -> Result<()> {
        match self {
            Self::Set(values) if values.is_empty() => Err(Error::invalid("act", "required")),
            Self::Set(values) => values
                .iter()
                .try_for_each(|(name, value)| set_one(catalogue, name, value, currency).map(drop)),
            Self::Add(lists) | Self::Remove(lists) => {
                if lists.values().all(Vec::is_empty) {
                    return Err(Error::invalid("act", "required"));
                }
                lists.iter().try_for_each(|(name, words)| {
                    let field = catalogue.require(name)?;
                    if !matches!(field.kind, FieldType::Tags | FieldType::Choices(_)) {
                        return Err(Problem::new(name.clone(), "not-a-list").into());
                    }
                    set_one(catalogue, name, &Value::from(words.clone()), currency).map(drop)
                })
            }
            Self::Delete {} | Self::Undo(_) => Ok(()),
        }
    }

    /// The values a record gets.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn values(
        &self,
        catalogue: &Catalogue,
        currency: Currency,
        record: &impl Record,
    ) -> Result<Vec<(String, FieldValue)>> {
        match self {
            Self::Set(values) => values
                .iter()
                .map(|(name, value)| set_one(catalogue, name, value, currency))
                .collect(),
            Self::Add(lists) => Ok(each_list(catalogue, lists, record, |mut now, words| {
                let new: Vec<&String> = words.iter().filter(|word| !now.contains(word)).collect();
                let new: Vec<String> = new.into_iter().cloned().collect();
                now.extend(new);
                now
            })),
            Self::Remove(lists) => Ok(each_list(catalogue, lists, record, |mut now, words| {
                now.retain(|word| !words.contains(word));
                now
            })),
            Self::Delete {} | Self::Undo(_) => Ok(Vec::new()),
        }
    }
}

fn set_one(
    catalogue: &Catalogue,
    name: &str,
    value: &Value,
    currency: Currency,
) -> Result<(String, FieldValue)> {
    let field = catalogue.require(name)?;
    if !field.editable {
        return Err(Problem::new(name.to_owned(), "read-only").into());
    }
    Ok((name.to_owned(), from_json_in(field, value, currency)?))
}

fn each_list(
    catalogue: &Catalogue,
    lists: &BTreeMap<String, Vec<String>>,
    record: &impl Record,
    change: impl Fn(Vec<String>, &[String]) -> Vec<String>,
) -> Vec<(String, FieldValue)> {
    let one = |(name, words): (&String, &Vec<String>)| {
        let held = catalogue.field(name).map(|field| record.value(field));
        let now = match held {
            Some(FieldValue::Texts(now)) => now,
            _ => Vec::new(),
        };
        (name.clone(), FieldValue::Texts(change(now, words)))
    };
    lists.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parties::{Party, catalogue};
    use serde_json::json;

    fn act(json: Value) -> Act {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn words_are_added_once_and_taken_out() {
        let mut party = Party::new(Uuid::from_u128(1), "person", "An", DateTime::UNIX_EPOCH);
        party.tags = vec!["vip".into(), "giao sáng".into()];
        let values = |act: Act| {
            act.values(&catalogue(), Currency::Vnd, &party)
                .unwrap()
                .remove(0)
                .1
        };
        let texts = |words: &[&str]| FieldValue::Texts(words.iter().map(|w| (*w).into()).collect());
        assert_eq!(
            values(act(json!({ "add": { "tags": ["vip", "Tết"] } }))),
            texts(&["vip", "giao sáng", "Tết"])
        );
        assert_eq!(
            values(act(json!({ "remove": { "tags": ["vip"] } }))),
            texts(&["giao sáng"])
        );
    }

    #[test]
    fn what_people_may_not_set_is_not_set_by_the_dozen_either() {
        let refused = |json: Value| act(json).check(&catalogue(), Currency::Vnd).is_err();
        assert!(refused(json!({ "set": { "spend": 1 } })));
        assert!(refused(json!({ "set": { "name": null } })));
        assert!(refused(json!({ "set": {} })));
        assert!(refused(json!({ "set": { "colour": "red" } })));
        assert!(refused(json!({ "add": { "name": ["x"] } })));
        assert!(!refused(json!({ "set": { "source": "Zalo" } })));
        assert!(serde_json::from_value::<Act>(json!({ "drop": {} })).is_err());
    }
}
