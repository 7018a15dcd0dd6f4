//! The order of a list: one or more fields and the id behind them, and where a page goes on. The first field is served by its
//! index; further ones decide among its equals. Empty values come last when descending, first when ascending.

use quen_core::fields::{Catalogue, Cursor, Sort};
use quen_core::{Error, Problem, Result};
use uuid::Uuid;

use super::{Place, Table};
use crate::db::{Sql, Value};

/// Fields of one order at most.
const MAX_KEYS: usize = 4;

/// One field of an order.
struct Key {
    field: String,
    column: &'static str,
    descending: bool,
    nullable: bool,
}

/// Sort keys and the id behind them.
pub(super) struct Order {
    keys: Vec<Key>,
}

/// A stretch of the order that one index range serves.
pub(super) enum Phase {
    /// Rows with a value in the first field, all or after a row.
    Valued(Option<After>),
    /// Rows without one, all or after a row.
    Unvalued(Option<After>),
}

/// The row that a page goes on after.
pub(super) struct After {
    values: Vec<Value>,
    id: Uuid,
}

impl Order {
    /// The order asked for, or the kind's own.
    pub fn of<T: Table + 'static>(catalogue: &Catalogue, sort: &[Sort]) -> Result<Self> {
        if sort.len() > MAX_KEYS {
            return Err(Problem::new("sort", "too-many")
                .with("max", MAX_KEYS)
                .into());
        }
        let own: Vec<Sort> = match T::SORT {
            Some(text) if sort.is_empty() => vec![Sort {
                field: text.trim_start_matches('-').to_owned(),
                descending: text.starts_with('-'),
            }],
            _ => sort.to_vec(),
        };
        let keys: Result<Vec<Key>> = own.iter().map(|sort| key::<T>(catalogue, sort)).collect();
        let mut keys = keys?;
        // The id is the last word; a field behind it decides nothing.
        if let Some(place) = keys.iter().position(|key| key.column == "t.id") {
            keys.truncate(place + 1);
        }
        if keys.is_empty() {
            keys.push(Key {
                field: "id".to_owned(),
                column: "t.id",
                descending: true,
                nullable: false,
            });
        }
        Ok(Self { keys })
    }

    /// The same order from its end.
    pub fn reversed(mut self) -> Self {
        for key in &mut self.keys {
            key.descending = !key.descending;
        }
        self
    }

    /// Where a page after this record begins.
    pub fn cursor<T: Table + 'static>(&self, last: &T::Record) -> Cursor {
        let value = |key: &Key| {
            if key.column == "t.id" {
                Value::Null.to_cursor()
            } else {
                T::sort_value(last, &key.field).to_cursor()
            }
        };
        Cursor {
            values: self.keys.iter().map(value).collect(),
            id: T::id(last),
        }
    }

    /// The stretches to read, one after another, until the page is full.
    pub fn phases(&self, cursor: Option<&Cursor>) -> Result<Vec<Phase>> {
        let Some(first) = self.keys.first() else {
            return Ok(Vec::new());
        };
        let Some(cursor) = cursor else {
            return Ok(match (first.nullable, first.descending) {
                (false, _) => vec![Phase::Valued(None)],
                (true, true) => vec![Phase::Valued(None), Phase::Unvalued(None)],
                (true, false) => vec![Phase::Unvalued(None), Phase::Valued(None)],
            });
        };
        let after = self.after(cursor)?;
        let at_null = after
            .values
            .first()
            .is_none_or(|value| *value == Value::Null);
        Ok(
            match (at_null && first.column != "t.id", first.descending) {
                (true, true) => vec![Phase::Unvalued(Some(after))],
                (true, false) => vec![Phase::Unvalued(Some(after)), Phase::Valued(None)],
                (false, true) if first.nullable => {
                    vec![Phase::Valued(Some(after)), Phase::Unvalued(None)]
                }
                (false, _) => vec![Phase::Valued(Some(after))],
            },
        )
    }

    fn after(&self, cursor: &Cursor) -> Result<After> {
        if cursor.values.len() > self.keys.len() {
            return Err(Error::invalid("cursor", "bad-cursor"));
        }
        let value = |place: usize| {
            let found = cursor.values.get(place);
            found.map_or(Ok(Value::Null), Value::from_cursor)
        };
        let values: Result<Vec<Value>> = (0..self.keys.len()).map(value).collect();
        Ok(After {
            values: values?,
            id: cursor.id,
        })
    }

    /// Appends the stretch, the order and the limit.
    pub fn push(&self, q: &mut Sql, phase: &Phase, limit: usize) {
        let Some(first) = self.keys.first() else {
            return;
        };
        let after = match phase {
            Phase::Valued(after) | Phase::Unvalued(after) => after.as_ref(),
        };
        match phase {
            _ if first.column == "t.id" => {}
            Phase::Valued(_) if first.nullable => {
                q.push(" AND ").push(first.column).push(" IS NOT NULL");
            }
            Phase::Valued(_) => {}
            Phase::Unvalued(_) => {
                q.push(" AND ").push(first.column).push(" IS NULL");
            }
        }
        if let Some(after) = after {
            q.push(" AND ");
            self.push_after(q, phase, after);
        }
        self.push_order(q, phase);
        q.push(" LIMIT ")
            .push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    }

    fn push_after(&self, q: &mut Sql, phase: &Phase, after: &After) {
        let (Some(first), Some(value)) = (self.keys.first(), after.values.first()) else {
            return;
        };
        match phase {
            Phase::Unvalued(_) => self.push_rest(q, 1, after),
            _ if first.column == "t.id" => {
                q.push("t.id").push(first.sign()).push_bind(after.id);
            }
            _ if self.keys.len() == 1 => {
                q.push("(").push(first.column).push(", t.id)");
                q.push(first.sign()).push("(").push_bind(value.clone());
                q.push(", ").push_bind(after.id).push(")");
            }
            Phase::Valued(_) => {
                // The plain range beside the exact condition is what the index is entered by.
                let from = if first.descending { " <= " } else { " >= " };
                q.push(first.column).push(from).push_bind(value.clone());
                q.push(" AND (").push(first.column).push(first.sign());
                q.push_bind(value.clone()).push(" OR ");
                self.push_rest(q, 1, after);
                q.push(")");
            }
        }
    }

    /// Among equals so far: is the row behind `after` by the keys from this place on?
    fn push_rest(&self, q: &mut Sql, place: usize, after: &After) {
        let (Some(key), Some(value)) = (self.keys.get(place), after.values.get(place)) else {
            let sign = self.keys.first().map_or(" < ", Key::sign);
            q.push("t.id").push(sign).push_bind(after.id);
            return;
        };
        if key.column == "t.id" {
            q.push("t.id").push(key.sign()).push_bind(after.id);
            return;
        }
        q.push("(");
        if *value == Value::Null {
            if !key.descending {
                q.push(key.column).push(" IS NOT NULL OR ");
            }
            q.push("(").push(key.column).push(" IS NULL AND ");
        } else {
            if key.descending && key.nullable {
                q.push(key.column).push(" IS NULL OR ");
            }
            q.push(key.column).push(key.sign()).push_bind(value.clone());
            q.push(" OR (").push(key.column).push(" = ");
            q.push_bind(value.clone()).push(" AND ");
        }
        self.push_rest(q, place + 1, after);
        q.push("))");
    }

    fn push_order(&self, q: &mut Sql, phase: &Phase) {
        let unvalued = matches!(phase, Phase::Unvalued(_));
        let mut word = " ORDER BY ";
        for (place, key) in self.keys.iter().enumerate() {
            if place == 0 && unvalued {
                continue;
            }
            q.push(word).push(key.column).push(key.way());
            // The two databases disagree on where empty values belong unless told.
            if place > 0 && key.nullable {
                q.push(if key.descending {
                    " NULLS LAST"
                } else {
                    " NULLS FIRST"
                });
            }
            word = ", ";
        }
        if self.keys.iter().all(|key| key.column != "t.id") {
            let way = self.keys.first().map_or("", Key::way);
            q.push(word).push("t.id").push(way);
        }
    }
}

impl Key {
    fn sign(&self) -> &'static str {
        if self.descending { " < " } else { " > " }
    }
    fn way(&self) -> &'static str {
        if self.descending { " DESC" } else { "" }
    }
}

fn key<T: Table + 'static>(catalogue: &Catalogue, sort: &Sort) -> Result<Key> {
    let unsortable = || Error::invalid("sort", "not-sortable");
    let field = catalogue.field(&sort.field).ok_or_else(unsortable)?;
    let place = T::place(&format!("sort:{}", field.name)).or_else(|| T::place(&field.name));
    let Some(Place::Column(column)) = place else {
        return Err(unsortable());
    };
    let always = matches!(
        field.name.as_ref(),
        "created_at" | "updated_at" | "ordered_at" | "started_at"
    );
    Ok(Key {
        field: field.name.to_string(),
        column,
        descending: sort.descending,
        nullable: !field.required && !always && column != "t.id",
    })
}
