//! What a list is asked for, and a page of the answer.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Catalogue, Condition};
use crate::{Error, Problem, Result};

/// Rows of a page unless asked otherwise.
pub const DEFAULT_LIMIT: usize = 50;
/// Rows of a page at most.
pub const MAX_LIMIT: usize = 200;

/// One sort key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// Field name.
    pub field: String,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// Reads `-created_at,name`.
    ///
    /// # Errors
    /// `not-sortable` for a field that no index serves.
    pub fn parse(catalogue: &Catalogue, text: &str) -> Result<Vec<Self>> {
        text.split(',')
            .filter(|part| !part.trim().is_empty())
            .map(|part| Self::one(catalogue, part.trim()))
            .collect()
    }

    fn one(catalogue: &Catalogue, part: &str) -> Result<Self> {
        let (name, descending) = part
            .strip_prefix('-')
            .map_or((part, false), |rest| (rest, true));
        let known = catalogue.field(name).is_some_and(|field| field.sortable);
        if !known {
            return Err(Problem::new("sort", "not-sortable").into());
        }
        Ok(Self {
            field: name.to_owned(),
            descending,
        })
    }
}

/// Where a page begins: the sort values and id of the last row before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    /// Values of the sort fields, as the store compares them.
    pub values: Vec<Value>,
    /// The last row's id.
    pub id: Uuid,
}

impl Cursor {
    /// Opaque text for addresses: hexadecimal of compact JSON.
    pub fn encode(&self) -> String {
        let json = serde_json::to_vec(&(&self.values, self.id)).unwrap_or_default();
        json.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads it back.
    ///
    /// # Errors
    /// `bad-cursor` for anything this program did not write.
    pub fn decode(text: &str) -> Result<Self> {
        let bad = || Error::invalid("cursor", "bad-cursor");
        if !text.len().is_multiple_of(2) || text.len() > 4096 || !text.is_ascii() {
            return Err(bad());
        }
        let bytes: Option<Vec<u8>> = (0..text.len())
            .step_by(2)
            .map(|i| {
                text.get(i..i + 2)
                    .and_then(|pair| u8::from_str_radix(pair, 16).ok())
            })
            .collect();
        let (values, id) = serde_json::from_slice(&bytes.ok_or_else(bad)?).map_err(|_| bad())?;
        Ok(Self { values, id })
    }
}

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct ListQuery {
    /// Which rows.
    pub filter: Option<Condition>,
    /// In which order; the id decides between equals.
    pub sort: Vec<Sort>,
    /// Words to find.
    pub q: Option<String>,
    /// Rows at most.
    pub limit: usize,
    /// After this row.
    pub cursor: Option<Cursor>,
    /// Count the matches too (capped).
    pub count: bool,
    /// Only what lies in the bin.
    pub binned: bool,
    /// Only these records.
    pub ids: Option<Vec<Uuid>>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            filter: None,
            sort: Vec::new(),
            q: None,
            limit: DEFAULT_LIMIT,
            cursor: None,
            count: false,
            binned: false,
            ids: None,
        }
    }
}

/// Characters of a question at most.
const MAX_Q: usize = 200;

impl ListQuery {
    /// Reads what a door was given: `limit`, `cursor`, `sort`, `q`, `filter` (JSON), `count`, `binned`.
    ///
    /// # Errors
    /// A problem at the parameter: `out-of-range`, `bad-cursor`, `not-sortable`, `bad-filter` …
    pub fn parse<'a>(
        catalogue: &Catalogue,
        param: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<Self> {
        let mut query = Self::default();
        if let Some(text) = param("limit") {
            let limit = text
                .parse()
                .ok()
                .filter(|limit| (1..=MAX_LIMIT).contains(limit));
            query.limit = limit.ok_or_else(|| {
                Problem::new("limit", "out-of-range")
                    .with("min", 1)
                    .with("max", MAX_LIMIT)
            })?;
        }
        query.cursor = param("cursor")
            .filter(|text| !text.is_empty())
            .map(Cursor::decode)
            .transpose()?;
        query.sort = param("sort")
            .map(|text| Sort::parse(catalogue, text))
            .transpose()?
            .unwrap_or_default();
        query.q = param("q")
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned);
        if query.q.as_ref().is_some_and(|q| q.chars().count() > MAX_Q) {
            return Err(Problem::new("q", "too-long").with("max", MAX_Q).into());
        }
        if let Some(text) = param("filter").filter(|text| !text.is_empty()) {
            let json: Value =
                serde_json::from_str(text).map_err(|_| Error::invalid("filter", "bad-filter"))?;
            query.filter = Some(Condition::parse(catalogue, &json)?);
        }
        query.count = flag("count", param("count"))?;
        query.binned = flag("binned", param("binned"))?;
        Ok(query)
    }
}

fn flag(name: &'static str, text: Option<&str>) -> Result<bool> {
    match text {
        None | Some("false" | "0") => Ok(false),
        Some("true" | "1") => Ok(true),
        Some(_) => Err(Error::invalid(name, "bad-choice")),
    }
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// Matches, when asked for.
    pub count: Option<u64>,
    /// There are more than counted.
    pub count_capped: bool,
}

impl<T> Page<T> {
    /// The same page with other rows.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            rows: self.rows.into_iter().map(f).collect(),
            next: self.next,
            count: self.count,
            count_capped: self.count_capped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address_bar() {
        let cursor = Cursor {
            values: vec![Value::from("Nguyễn"), Value::Null],
            id: Uuid::from_u128(7),
        };
        assert_eq!(Cursor::decode(&cursor.encode()).unwrap(), cursor);
    }

    #[test]
    fn a_forged_cursor_is_refused() {
        for text in ["zz", "7", "ff", "é", "5b5d"] {
            assert!(Cursor::decode(text).is_err(), "{text}");
        }
    }
}
