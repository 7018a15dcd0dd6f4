//! The order of a list as ranges of one index: by a column, by a custom field's values, or by id. Empty values come last
//! when descending, first when ascending.

use quen_core::fields::{Catalogue, Cursor, Field, Record, Sort};
use quen_core::{Error, Result};
use uuid::Uuid;

use super::conditions::Builder;
use super::{Place, Table, own};
use crate::db::{Sql, Value};

/// One sort key and the id behind it.
pub(super) struct Order {
    field: String,
    column: &'static str,
    id: &'static str,
    descending: bool,
    nullable: bool,
    /// The custom field it is, whose values stand beside the rows as `o`.
    own: Option<(Uuid, Field)>,
}

/// A stretch of the order that one index range serves.
pub(super) enum Phase {
    /// Rows with a value, all or after a cursor.
    Valued(Option<(Value, Uuid)>),
    /// Rows without a value, all or after an id.
    Unvalued(Option<Uuid>),
}

impl Order {
    pub(super) fn of<T: Table + 'static>(catalogue: &Catalogue, sort: &[Sort]) -> Result<Self> {
        let unsortable = || Error::invalid("sort", "not-sortable");
        if sort.len() > 1 {
            return Err(Error::invalid("sort", "one-sort"));
        }
        let own = T::SORT.map(|text| Sort {
            field: text.trim_start_matches('-').to_owned(),
            descending: text.starts_with('-'),
        });
        let Some(first) = sort.first().or(own.as_ref()) else {
            return Ok(Self {
                field: "id".to_owned(),
                column: "t.id",
                id: "t.id",
                descending: true,
                nullable: false,
                own: None,
            });
        };
        let field = catalogue.field(&first.field).ok_or_else(unsortable)?;
        if let Some(own) = &field.own {
            return Ok(Self {
                field: field.name.to_string(),
                column: own::order_column(field),
                id: "o.record_id",
                descending: first.descending,
                nullable: true,
                own: Some((own.id, field.clone())),
            });
        }
        let Some(Place::Column(column)) =
            T::place(&format!("sort:{}", field.name)).or_else(|| T::place(&field.name))
        else {
            return Err(unsortable());
        };
        let nullable = !field.required
            && !matches!(
                field.name.as_ref(),
                "created_at" | "updated_at" | "ordered_at" | "started_at"
            );
        Ok(Self {
            field: field.name.to_string(),
            column,
            id: "t.id",
            descending: first.descending,
            nullable,
            own: None,
        })
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
        if self.column != "t.id" {
            return None;
        }
        if let Some(cursor) = cursor {
            ids.retain(|id| {
                if self.descending {
                    *id < cursor.id
                } else {
                    *id > cursor.id
                }
            });
        }
        ids.sort_unstable();
        ids.dedup();
        if self.descending {
            ids.reverse();
        }
        Some(ids)
    }

    pub(super) fn cursor<T: Table + 'static>(&self, last: &T::Record) -> Cursor {
        let value = if self.column == "t.id" {
            Value::Null
        } else {
            match &self.own {
                Some((_, field)) => own::order_value(field, &last.value(field)),
                None => T::sort_value(last, &self.field),
            }
        };
        Cursor {
            values: vec![value.to_cursor()],
            id: T::id(last),
        }
    }

    pub(super) fn phases(&self, cursor: Option<&Cursor>) -> Result<Vec<Phase>> {
        let valued = |from| Phase::Valued(from);
        let Some(cursor) = cursor else {
            return Ok(if !self.nullable {
                vec![valued(None)]
            } else if self.descending {
                vec![valued(None), Phase::Unvalued(None)]
            } else {
                vec![Phase::Unvalued(None), valued(None)]
            });
        };
        let value = cursor
            .values
            .first()
            .map_or(Ok(Value::Null), Value::from_cursor)?;
        if self.column == "t.id" {
            return Ok(vec![Phase::Valued(Some((Value::Null, cursor.id)))]);
        }
        let at_null = value == Value::Null;
        Ok(match (at_null, self.descending) {
            (true, true) => vec![Phase::Unvalued(Some(cursor.id))],
            (true, false) => vec![Phase::Unvalued(Some(cursor.id)), valued(None)],
            (false, descending) => {
                let mut phases = vec![valued(Some((value, cursor.id)))];
                if descending && self.nullable {
                    phases.push(Phase::Unvalued(None));
                }
                phases
            }
        })
    }

    pub(super) fn push(&self, q: &mut Sql, workspace: Uuid, phase: &Phase, limit: usize) {
        let (sign, way) = if self.descending {
            (" < ", " DESC")
        } else {
            (" > ", "")
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        if self.column == "t.id" {
            if let Phase::Valued(Some((_, id))) = phase {
                q.push(" AND t.id").push(sign).push_bind(*id);
            }
            q.push(" ORDER BY t.id")
                .push(way)
                .push(" LIMIT ")
                .push_bind(limit);
            return;
        }
        match phase {
            Phase::Valued(from) => {
                if let Some((own, _)) = &self.own {
                    q.push(" AND o.workspace_id = ").push_bind(workspace);
                    q.push(" AND o.record_id = t.id AND o.field_id = ")
                        .push_bind(*own);
                }
                if self.nullable {
                    q.push(" AND ").push(self.column).push(" IS NOT NULL");
                }
                if let Some((value, id)) = from {
                    q.push(" AND (")
                        .push(self.column)
                        .push(", ")
                        .push(self.id)
                        .push(")")
                        .push(sign)
                        .push("(")
                        .push_bind(value.clone());
                    q.push(", ").push_bind(*id).push(")");
                }
                q.push(" ORDER BY ")
                    .push(self.column)
                    .push(way)
                    .push(", ")
                    .push(self.id)
                    .push(way);
            }
            Phase::Unvalued(from) => {
                match &self.own {
                    Some((own, _)) => {
                        q.push(" AND NOT EXISTS (SELECT 1 FROM field_values o WHERE o.workspace_id = t.workspace_id AND o.record_id = t.id")
                            .push(" AND o.field_id = ")
                            .push_bind(*own);
                        q.push(" AND ").push(self.column).push(" IS NOT NULL)");
                    }
                    None => {
                        q.push(" AND ").push(self.column).push(" IS NULL");
                    }
                }
                if let Some(id) = from {
                    q.push(" AND t.id").push(sign).push_bind(*id);
                }
                q.push(" ORDER BY t.id").push(way);
            }
        }
        q.push(" LIMIT ").push_bind(limit);
    }
}
