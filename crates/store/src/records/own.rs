//! Conditions and order on custom fields: they go by the narrow table of values, whose indexes serve them. It must never
//! read the JSON of a record.

use quen_core::fields::{Field, FieldType, FieldValue, Indexed, Op, Operand, Test, indexed};
use quen_core::{Error, Result};
use uuid::Uuid;

use super::conditions::{Builder, symbol};
use super::few::NAMED;
use super::{Place, Table};
use crate::Rows;
use crate::db::{Sql, Value, sql};

/// Records that are fetched and walked in the order of the list; beyond that the list itself is walked, where such a
/// common condition is met often.
const WALKED: usize = 50_000;

/// The records that meet a test, when they are not many.
pub(super) enum Few {
    /// To be named in the question.
    Named(Vec<Uuid>),
    /// To be walked.
    Walked(Vec<Uuid>),
}

/// Appends the test of a custom field.
pub(super) fn push(builder: &Builder<'_>, sql: &mut Sql, field: &Field, test: &Test) -> Result<()> {
    let own = own_id(field)?;
    let (absent, inner) = parts(builder, field, test)?;
    if absent {
        sql.push("NOT ");
    }
    let leads = builder.counting && !absent && inner.as_ref().is_some_and(Inner::is_equality);
    sql.push(match leads {
        true => "t.id IN (SELECT v.record_id FROM field_values v WHERE v.workspace_id = ",
        false => {
            "EXISTS (SELECT 1 FROM field_values v WHERE v.record_id = t.id AND v.workspace_id = "
        }
    });
    sql.push_bind(builder.workspace)
        .push(" AND v.field_id = ")
        .push_bind(own);
    if let Some(inner) = &inner {
        if inner.is_equality() {
            inner.push(sql, inner.column);
        } else {
            // The whole key and no range that an index could serve: a record's value is looked up. With old statistics SQLite
            // walked the range anew for each record.
            inner.push(sql, inner.unindexed());
            sql.push(" AND v.place = 0");
        }
    }
    builder.end_subselect(sql);
    Ok(())
}

/// The records that meet a test, when they are not many: then a list goes by them rather than by its own order.
///
/// # Errors
/// A broken database.
pub(super) async fn few(
    rows: &impl Rows,
    builder: &Builder<'_>,
    field: &Field,
    test: &Test,
) -> Result<Option<Few>> {
    let (absent, inner) = parts(builder, field, test)?;
    let Some(inner) = inner.filter(|_| !absent) else {
        return Ok(None);
    };
    let own = own_id(field)?;
    let matching = |q: &mut Sql, limit: usize| {
        q.push(" FROM field_values v WHERE v.workspace_id = ")
            .push_bind(builder.workspace);
        q.push(" AND v.field_id = ").push_bind(own);
        inner.push(q, inner.column);
        q.push(" LIMIT ")
            .push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    };
    let mut q = sql("SELECT count(*) FROM (SELECT 1 AS one");
    matching(&mut q, WALKED + 1);
    q.push(") counted");
    let (count,): (i64,) = rows.one(q).await?;
    if usize::try_from(count).unwrap_or(usize::MAX) > WALKED {
        return Ok(None);
    }
    let mut q = sql("SELECT v.record_id");
    matching(&mut q, WALKED);
    let found: Vec<(Uuid,)> = rows.all(q).await?;
    let ids: Vec<Uuid> = found.into_iter().map(|(id,)| id).collect();
    Ok(Some(if ids.len() <= NAMED {
        Few::Named(ids)
    } else {
        Few::Walked(ids)
    }))
}

fn own_id(field: &Field) -> Result<Uuid> {
    let own = field.own.as_ref().map(|own| own.id);
    own.ok_or_else(|| Error::invalid("filter", "not-filterable"))
}

/// What stands behind the field in a condition on its values.
struct Inner {
    column: &'static str,
    test: Compared,
}

enum Compared {
    With(&'static str, Value),
    Among(Vec<Value>),
    Between(Value, Value),
    From(Value, Value),
}

impl Inner {
    fn is_equality(&self) -> bool {
        matches!(self.test, Compared::With(" = ", _) | Compared::Among(_))
    }

    /// The column as a value that no index holds.
    fn unindexed(&self) -> &'static str {
        match self.column {
            "v.number" => "(v.number + 0)",
            _ => "(v.word || '')",
        }
    }

    fn push(&self, sql: &mut Sql, column: &'static str) {
        sql.push(" AND ").push(column);
        match &self.test {
            Compared::With(symbol, value) => {
                sql.push(symbol).push_bind(value.clone());
            }
            Compared::Among(values) => {
                sql.push(" IN ").push_list(values.iter().cloned());
            }
            Compared::Between(from, to) => {
                sql.push(" BETWEEN ")
                    .push_bind(from.clone())
                    .push(" AND ")
                    .push_bind(to.clone());
            }
            Compared::From(from, before) => {
                sql.push(" >= ").push_bind(from.clone()).push(" AND ");
                sql.push(column).push(" < ").push_bind(before.clone());
            }
        }
    }
}

/// Whether the value must be absent, and what it is compared with.
fn parts(builder: &Builder<'_>, field: &Field, test: &Test) -> Result<(bool, Option<Inner>)> {
    let bad = || Error::invalid("filter", "bad-filter");
    let column = column(&field.kind);
    let inner = |test| Some(Inner { column, test });
    let one = |value: &FieldValue| bound(value).ok_or_else(bad);
    let many = |values: &[FieldValue]| values.iter().map(one).collect::<Result<Vec<_>>>();
    let parts = match (test.op, &test.operand) {
        (Op::Empty, _) => (true, None),
        (Op::NotEmpty, _) => (false, None),
        // Nothing said is no.
        (Op::Eq, Operand::One(FieldValue::Bool(false))) => {
            (true, inner(Compared::With(" = ", Value::Int(1))))
        }
        (Op::Ne, Operand::One(value)) => (true, inner(Compared::With(" = ", one(value)?))),
        (Op::NotIn, Operand::Many(values)) => (true, inner(Compared::Among(many(values)?))),
        (Op::In, Operand::Many(values)) => (false, inner(Compared::Among(many(values)?))),
        (Op::Has, Operand::One(value)) => (false, inner(Compared::With(" = ", one(value)?))),
        (Op::Between, Operand::Range(from, to)) => {
            (false, inner(Compared::Between(one(from)?, one(to)?)))
        }
        (Op::StartsWith, Operand::One(FieldValue::Text(text))) => {
            let (from, to) = (Value::from(text), format!("{text}\u{10FFFF}").into());
            (false, inner(Compared::From(from, to)))
        }
        (Op::WithinDays | Op::OlderThanDays, Operand::Days(days)) => {
            let instant = field.kind == FieldType::Instant;
            let (from, before) = builder.days(test.op, *days, instant)?;
            let test = match from {
                Some(from) => Compared::From(number(from)?, number(before)?),
                None => Compared::With(" < ", number(before)?),
            };
            (false, inner(test))
        }
        (op, Operand::One(value)) => (false, inner(Compared::With(symbol(op)?, one(value)?))),
        _ => return Err(bad()),
    };
    Ok(parts)
}

/// A day or an instant as the table of values holds it.
fn number(value: Value) -> Result<Value> {
    let held = match value {
        Value::Day(day) => bound(&FieldValue::Day(day)),
        Value::Instant(at) => bound(&FieldValue::Instant(at)),
        _ => None,
    };
    held.ok_or_else(|| Error::invalid("filter", "bad-filter"))
}

fn bound(value: &FieldValue) -> Option<Value> {
    indexed(value).into_iter().next().map(|held| match held {
        Indexed::Number(number) => Value::Int(number),
        Indexed::Word(word) => Value::Text(word),
    })
}

/// In which column values of a type lie.
fn column(kind: &FieldType) -> &'static str {
    use FieldType as T;
    match kind {
        T::Integer
        | T::Decimal
        | T::Money
        | T::Percent
        | T::Day
        | T::Instant
        | T::Birthday
        | T::Bool => "v.number",
        _ => "v.word",
    }
}

/// Where a list sorted by a custom field finds its order: the column of the values that stand beside it as `o`.
pub(super) fn order_column(field: &Field) -> &'static str {
    match column(&field.kind) {
        "v.number" => "o.number",
        _ if matches!(field.kind, FieldType::Text { .. }) => "o.sort_key",
        _ => "o.word",
    }
}

/// The value a record is sorted by.
pub(super) fn order_value(field: &Field, value: &FieldValue) -> Value {
    match crate::fields::sort_key(field, value) {
        Some(key) => key.into(),
        None => bound(value).unwrap_or(Value::Null),
    }
}

/// Where a field's stored value lies, beside its table `t` when it is a custom one.
pub(crate) struct Beside {
    /// The column, with its alias.
    pub column: &'static str,
    /// Is it the index of custom values?
    pub own: bool,
    field: Option<Uuid>,
}

impl Beside {
    /// Of a field of this table; `None` when it lies in no column of its own.
    pub fn of<T: Table>(field: &Field) -> Option<Self> {
        if let Some(own) = &field.own {
            return Some(Self {
                column: match column(&field.kind) {
                    "v.number" => "o.number",
                    _ => "o.word",
                },
                own: true,
                field: Some(own.id),
            });
        }
        match T::place(&field.name)? {
            Place::Column(column) => Some(Self {
                column,
                own: false,
                field: None,
            }),
            _ => None,
        }
    }

    /// Appends the table of values, for a custom field.
    pub fn push_join(&self, q: &mut Sql, workspace: Uuid) {
        if let Some(field) = self.field {
            q.push(" JOIN field_values o ON o.workspace_id = ")
                .push_bind(workspace);
            q.push(" AND o.record_id = t.id AND o.field_id = ")
                .push_bind(field);
        }
    }
}
