//! Who took part in an episode: parties, colleagues, or names without a record.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::fields::FieldValue;
use crate::{Problem, text};

/// Participants of one episode at most.
pub const MAX_PARTICIPANTS: usize = 50;
/// Characters of a name at most.
const MAX_NAME: usize = 200;

/// Somebody who took part; at least one of the three is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// A party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_id: Option<Uuid>,
    /// A colleague.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    /// A name without a record, or as it stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

pub(super) fn to_field(list: &[Participant]) -> FieldValue {
    if list.is_empty() {
        return FieldValue::Empty;
    }
    FieldValue::Json(serde_json::json!(list))
}

/// A list of objects `{party_id, user_id, name}` or of plain names.
pub(super) fn from_field(value: FieldValue) -> Result<Vec<Participant>, Problem> {
    let items = match value {
        FieldValue::Empty => return Ok(Vec::new()),
        FieldValue::Json(Value::Array(items)) => items,
        _ => return Err(wrong("bad-list")),
    };
    if items.len() > MAX_PARTICIPANTS {
        return Err(wrong("too-many").with("max", MAX_PARTICIPANTS));
    }
    items.into_iter().map(one).collect()
}

fn one(item: Value) -> Result<Participant, Problem> {
    let typed = match item {
        Value::String(name) => Participant {
            party_id: None,
            user_id: None,
            name: Some(name),
        },
        other => serde_json::from_value(other).map_err(|_| wrong("bad-participant"))?,
    };
    let name = typed
        .name
        .map(|name| text::one_line(&name))
        .filter(|name| !name.is_empty());
    if name
        .as_ref()
        .is_some_and(|name| name.chars().count() > MAX_NAME)
    {
        return Err(wrong("too-long").with("max", MAX_NAME));
    }
    let participant = Participant { name, ..typed };
    if participant.party_id.is_none() && participant.user_id.is_none() && participant.name.is_none()
    {
        return Err(wrong("bad-participant"));
    }
    Ok(participant)
}

fn wrong(code: &'static str) -> Problem {
    Problem::new("participants", code)
}
