//! The arrangement of a list, as a view keeps it and an address carries it. Reading it never fails for a field that is gone:
//! the list says so; only what is no arrangement at all is refused.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::fields::{Catalogue, Condition, Sort};
use crate::{Error, Result};

/// Columns of one list at most.
pub const MAX_COLUMNS: usize = 60;
/// Width of a column in pixels at least.
pub const MIN_WIDTH: u32 = 60;
/// Width of a column in pixels at most.
pub const MAX_WIDTH: u32 = 800;

/// How the rows are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Rows and columns, in groups when there is a field to group by.
    #[default]
    Table,
    /// A lane for each choice of a field.
    Board,
    /// A month of days by a date field.
    Calendar,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 3] = [Self::Table, Self::Board, Self::Calendar];

    /// Word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Board => "board",
            Self::Calendar => "calendar",
        }
    }

    /// The layout with this word; the table for any other.
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|layout| layout.code() == code)
            .unwrap_or_default()
    }
}

/// How high the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Many rows on a screen.
    Compact,
    /// The usual.
    #[default]
    Normal,
    /// Room between the rows.
    Roomy,
}

impl Density {
    /// From narrow to wide.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Normal, Self::Roomy];

    /// Word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Normal => "normal",
            Self::Roomy => "roomy",
        }
    }

    /// The density with this word; the usual for any other.
    pub fn from_code(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|density| density.code() == code)
            .unwrap_or_default()
    }
}

/// A column, with the width somebody gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Name of the field.
    pub name: String,
    /// Pixels; as wide as its words when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
}

impl Column {
    /// Reads `name` or `name:240`.
    pub fn parse(text: &str) -> Self {
        let (name, width) = text.split_once(':').unwrap_or((text, ""));
        let width = width.parse().ok();
        Self {
            name: name.trim().to_owned(),
            width: width.map(|width: u32| width.clamp(MIN_WIDTH, MAX_WIDTH)),
        }
    }
}

impl std::fmt::Display for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.width {
            Some(width) => write!(f, "{}:{width}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

/// The arrangement of a list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Only this kind of party, or whatever the list's own switch is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub variant: String,
    /// Words to find.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Conditions that all hold, each as in the API's `filter`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Value>,
    /// `-spend,name`; empty: the list's own order.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Columns in their order; empty: the usual ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// Table, board or calendar.
    #[serde(skip_serializing_if = "is_default")]
    pub layout: Layout,
    /// The field of the groups, the lanes or the days.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How high the rows are.
    #[serde(skip_serializing_if = "is_default")]
    pub density: Density,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl State {
    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// `bad-json` at `state`.
    pub fn from_json(json: &Value) -> Result<Self> {
        let bad = |_| Error::invalid("state", "bad-json");
        serde_json::from_value(json.clone()).map_err(bad)
    }

    /// As a view keeps it: what is as usual is left out.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The conditions as one filter; none when nothing is asked.
    pub fn filter(&self) -> Option<Value> {
        match self.conditions.as_slice() {
            [] => None,
            all => Some(json!({ "all": all })),
        }
    }

    /// Can the list be asked for this with these fields?
    ///
    /// # Errors
    /// What the condition or the order says: `unknown-field`, `bad-filter`, `not-sortable` …; `too-many` at `columns`.
    pub fn check(&self, catalogue: &Catalogue) -> Result<()> {
        if self.columns.len() > MAX_COLUMNS {
            return Err(crate::Problem::new("columns", "too-many")
                .with("max", MAX_COLUMNS)
                .into());
        }
        if let Some(filter) = self.filter() {
            Condition::parse(catalogue, &filter)?;
        }
        Sort::parse(catalogue, &self.sort).map(drop)
    }

    /// The places of conditions that cannot be asked any more, for instance of a field that was deleted.
    pub fn broken_conditions(&self, catalogue: &Catalogue) -> Vec<usize> {
        let broken = |condition: &Value| Condition::parse(catalogue, condition).is_err();
        let places = self.conditions.iter().enumerate();
        places
            .filter(|(_, condition)| broken(condition))
            .map(|(place, _)| place)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrangement_comes_back_as_it_was_and_usual_parts_are_left_out() {
        let state = State {
            conditions: vec![json!({ "field": "stage", "op": "in", "value": ["expansion"] })],
            sort: "-spend,name".into(),
            columns: vec![Column::parse("name:240"), Column::parse("stage")],
            layout: Layout::Board,
            by: "stage".into(),
            ..State::default()
        };
        assert_eq!(State::from_json(&state.to_json()).unwrap(), state);
        assert_eq!(State::default().to_json(), json!({}));
        assert!(State::from_json(&json!({ "layout": "map" })).is_err());
    }

    #[test]
    fn widths_stay_within_reason() {
        assert_eq!(Column::parse("name:5").width, Some(MIN_WIDTH));
        assert_eq!(Column::parse("name:99999").width, Some(MAX_WIDTH));
        assert_eq!(Column::parse("name:wide").to_string(), "name");
        assert_eq!(Column::parse("name:240").to_string(), "name:240");
    }

    #[test]
    fn a_condition_on_a_field_that_is_gone_is_found_and_the_others_stand() {
        let state = State {
            conditions: vec![
                json!({ "field": "active", "op": "eq", "value": true }),
                json!({ "field": "colour", "op": "eq", "value": "red" }),
            ],
            ..State::default()
        };
        let products = crate::products::catalogue();
        assert_eq!(state.broken_conditions(&products), [1]);
        assert!(state.check(&products).is_err());
    }
}
