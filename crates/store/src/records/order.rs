//! The order of a list as ranges of one index: by a column, by a custom field's values, or by id. Empty values come last
//! when descending, first when ascending.

use quen_core::fields::{Catalogue, Condition, Cursor, Field, ListQuery, Op, Record, Sort};
use quen_core::{Error, Problem, Result};
use uuid::Uuid;

use super::conditions::Builder;
use super::{Place, Table, own};
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

/// Sort keys and the id behind them. The first field is served by its index; further ones decide among its equals.
pub(super) struct Order {
    keys: Vec<Key>,
    /// The id that stands beside the first field in its index.
    id: &'static str,
    /// The custom field that comes first, whose values stand beside the rows as `o`.
    own: Option<(Uuid, Field)>,
    /// The filter compares the first field, so no row without a value of it is asked for.
    compared: bool,
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
    /// The order asked for, or the kind's own, over the rows that the filter leaves.
    pub(super) fn of<T: Table + 'static>(catalogue: &Catalogue, query: &ListQuery) -> Result<Self> {
        let sort = &query.sort;
        if sort.len() > MAX_KEYS {
            return Err(Problem::new("sort", "too-many")
                .with("max", MAX_KEYS)
                .into());
        }
        let asked: Vec<Sort> = match T::SORT {
            Some(text) if sort.is_empty() => vec![Sort {
                field: text.trim_start_matches('-').to_owned(),
                descending: text.starts_with('-'),
            }],
            _ => sort.clone(),
        };
        let unsortable = || Error::invalid("sort", "not-sortable");
        let mut order = Self {
            keys: Vec::new(),
            id: "t.id",
            own: None,
            compared: asked
                .first()
                .is_some_and(|first| compares(query.filter.as_ref(), &first.field)),
        };
        for sort in &asked {
            let field = catalogue.field(&sort.field).ok_or_else(unsortable)?;
            match &field.own {
                // The values of one custom field can lead the way; the others have no order among equals.
                Some(own) if order.keys.is_empty() => {
                    order.own = Some((own.id, field.clone()));
                    order.id = "o.record_id";
                    order.keys.push(Key {
                        field: field.name.to_string(),
                        column: own::order_column(field),
                        descending: sort.descending,
                        nullable: true,
                    });
                }
                Some(_) => return Err(unsortable()),
                None => order.keys.push(key::<T>(field, sort.descending)?),
            }
        }
        // The id is the last word; a field behind it decides nothing.
        if let Some(place) = order.keys.iter().position(|key| key.column == "t.id") {
            order.keys.truncate(place + 1);
        }
        if order.keys.is_empty() {
            order.keys.push(Key {
                field: "id".to_owned(),
                column: "t.id",
                descending: true,
                nullable: false,
            });
        }
        Ok(order)
    }

    /// The same order from its end.
    pub(super) fn reversed(mut self) -> Self {
        for key in &mut self.keys {
            key.descending = !key.descending;
        }
        self
    }

    fn by_id(&self) -> bool {
        self.keys.first().is_none_or(|first| first.column == "t.id")
    }

    fn descending(&self) -> bool {
        self.keys.first().is_none_or(|first| first.descending)
    }

    /// The table; before it the values that give the order, or behind it when the rows are few and named.
    pub(super) fn push_from<T: Table>(&self, q: &mut Sql, builder: &Builder<'_>, phase: &Phase) {
        let beside = self
            .own
            .as_ref()
            .filter(|_| matches!(phase, Phase::Valued(_)));
        q.push(" FROM ");
        match beside {
            None => q.push(T::NAME).push(" t"),
            Some(_) if builder.named.is_empty() => q
                .push("field_values o CROSS JOIN ")
                .push(T::NAME)
                .push(" t"),
            Some(_) => q.push(T::NAME).push(" t CROSS JOIN field_values o"),
        };
    }

    /// Ids in the order of a list by id, from the cursor on; `None` for a list in another order.
    pub(super) fn walk(&self, mut ids: Vec<Uuid>, cursor: Option<&Cursor>) -> Option<Vec<Uuid>> {
        if !self.by_id() {
            return None;
        }
        if let Some(cursor) = cursor {
            ids.retain(|id| {
                if self.descending() {
                    *id < cursor.id
                } else {
                    *id > cursor.id
                }
            });
        }
        ids.sort_unstable();
        ids.dedup();
        if self.descending() {
            ids.reverse();
        }
        Some(ids)
    }

    /// Where a page after this record begins.
    pub(super) fn cursor<T: Table + 'static>(&self, last: &T::Record) -> Cursor {
        let value = |(place, key): (usize, &Key)| match &self.own {
            Some((_, field)) if place == 0 => own::order_value(field, &last.value(field)),
            _ if key.column == "t.id" => Value::Null,
            _ => T::sort_value(last, &key.field),
        };
        let values = self.keys.iter().enumerate().map(value);
        Cursor {
            values: values.map(|value| value.to_cursor()).collect(),
            id: T::id(last),
        }
    }

    /// The stretches to read, one after another, until the page is full.
    pub(super) fn phases(&self, cursor: Option<&Cursor>) -> Result<Vec<Phase>> {
        let nullable = !self.compared && self.keys.first().is_some_and(|first| first.nullable);
        let Some(cursor) = cursor else {
            return Ok(match (nullable, self.descending()) {
                (false, _) => vec![Phase::Valued(None)],
                (true, true) => vec![Phase::Valued(None), Phase::Unvalued(None)],
                (true, false) => vec![Phase::Unvalued(None), Phase::Valued(None)],
            });
        };
        let after = self.after(cursor)?;
        let at_null = !self.by_id()
            && after
                .values
                .first()
                .is_none_or(|value| *value == Value::Null);
        Ok(match (at_null, self.descending()) {
            (true, true) => vec![Phase::Unvalued(Some(after))],
            (true, false) => vec![Phase::Unvalued(Some(after)), Phase::Valued(None)],
            (false, true) if nullable => vec![Phase::Valued(Some(after)), Phase::Unvalued(None)],
            (false, _) => vec![Phase::Valued(Some(after))],
        })
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
    pub(super) fn push(&self, q: &mut Sql, workspace: Uuid, phase: &Phase, limit: usize) {
        let Some(first) = self.keys.first() else {
            return;
        };
        match (phase, &self.own) {
            _ if self.by_id() => {}
            (Phase::Valued(_), own) => {
                if let Some((own, _)) = own {
                    q.push(" AND o.workspace_id = ").push_bind(workspace);
                    q.push(" AND o.record_id = t.id AND o.field_id = ")
                        .push_bind(*own);
                }
                if first.nullable {
                    q.push(" AND ").push(first.column).push(" IS NOT NULL");
                }
            }
            (Phase::Unvalued(_), Some((own, _))) => {
                q.push(" AND NOT EXISTS (SELECT 1 FROM field_values o WHERE o.workspace_id = t.workspace_id AND o.record_id = t.id")
                    .push(" AND o.field_id = ")
                    .push_bind(*own);
                q.push(" AND ").push(first.column).push(" IS NOT NULL)");
            }
            (Phase::Unvalued(_), None) => {
                q.push(" AND ").push(first.column).push(" IS NULL");
            }
        }
        if let Phase::Valued(Some(after)) | Phase::Unvalued(Some(after)) = phase {
            q.push(" AND ");
            self.push_after(q, phase, after);
        }
        self.push_order(q, phase);
        q.push(" LIMIT ")
            .push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    }

    /// The id that decides at the end of this stretch.
    fn id_of(&self, phase: &Phase) -> &'static str {
        match phase {
            Phase::Valued(_) => self.id,
            Phase::Unvalued(_) => "t.id",
        }
    }

    fn push_after(&self, q: &mut Sql, phase: &Phase, after: &After) {
        let (Some(first), Some(value)) = (self.keys.first(), after.values.first()) else {
            return;
        };
        let id = self.id_of(phase);
        match phase {
            _ if self.by_id() => {
                q.push("t.id").push(first.sign()).push_bind(after.id);
            }
            Phase::Unvalued(_) => self.push_rest(q, 1, after, id),
            _ if self.keys.len() == 1 => {
                q.push("(").push(first.column).push(", ").push(id).push(")");
                q.push(first.sign()).push("(").push_bind(value.clone());
                q.push(", ").push_bind(after.id).push(")");
            }
            Phase::Valued(_) => {
                // The plain range beside the exact condition is what the index is entered by.
                let from = if first.descending { " <= " } else { " >= " };
                q.push(first.column).push(from).push_bind(value.clone());
                q.push(" AND (").push(first.column).push(first.sign());
                q.push_bind(value.clone()).push(" OR ");
                self.push_rest(q, 1, after, id);
                q.push(")");
            }
        }
    }

    /// Among equals so far: is the row behind `after` by the keys from this place on?
    fn push_rest(&self, q: &mut Sql, place: usize, after: &After, id: &str) {
        let (Some(key), Some(value)) = (self.keys.get(place), after.values.get(place)) else {
            let sign = self.keys.first().map_or(" < ", Key::sign);
            q.push(id).push(sign).push_bind(after.id);
            return;
        };
        if key.column == "t.id" {
            q.push(id).push(key.sign()).push_bind(after.id);
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
        self.push_rest(q, place + 1, after, id);
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
            q.push(word).push(self.id_of(phase)).push(way);
        }
    }
}

/// Does every row that the filter leaves have a value in this field?
fn compares(filter: Option<&Condition>, field: &str) -> bool {
    match filter {
        Some(Condition::All(list)) => list.iter().any(|part| compares(Some(part), field)),
        Some(Condition::Test(test)) => {
            let orders = matches!(test.op, Op::Lt | Op::Le | Op::Gt | Op::Ge | Op::Between);
            orders && test.field == field
        }
        _ => false,
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

fn key<T: Table + 'static>(field: &Field, descending: bool) -> Result<Key> {
    let place = T::place(&format!("sort:{}", field.name)).or_else(|| T::place(&field.name));
    let Some(Place::Column(column)) = place else {
        return Err(Error::invalid("sort", "not-sortable"));
    };
    let always = matches!(
        field.name.as_ref(),
        "created_at" | "updated_at" | "ordered_at" | "started_at"
    );
    Ok(Key {
        field: field.name.to_string(),
        column,
        descending,
        nullable: !field.required && !always && column != "t.id",
    })
}
