//! Figures over all rows that a list matches, and the rows on either side of one. Counted and summed to a cap, so that no page
//! waits for a whole table.

use quen_core::Result;
use quen_core::fields::{Catalogue, ListQuery};
use uuid::Uuid;

use super::conditions::{Builder, Today};
use super::order::Order;
use super::pages::{builder_of, push_where};
use super::{COUNT_CAP, Loaded, Place, Table};
use crate::Rows;
use crate::db::{DbError, FromRow, Row, Sql, sql};

/// Figures of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows, at most [`COUNT_CAP`].
    pub count: u64,
    /// There are more; then the sums say nothing of all.
    pub capped: bool,
    /// A sum for each field asked for, in minor units, plain, or as an index holds a decimal; `None` when no row has a value.
    pub sums: Vec<Option<i64>>,
}

/// A row of `count(*)` and sums.
struct Figures(Vec<Option<i64>>);

impl FromRow for Figures {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let mut all = Vec::new();
        while let Ok(value) = row.get::<Option<i64>>(all.len()) {
            all.push(value);
        }
        Ok(Self(all))
    }
}

/// Can this field be summed where it lies?
pub fn can_sum<T: Table + 'static>(field: &str) -> bool {
    matches!(T::place(field), Some(Place::Column(_)))
}

/// Counts what a list matches and sums these fields; a search is not counted.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn totals_at<T: Table + 'static>(
    rows: &impl Rows,
    catalogue: &Catalogue,
    query: &ListQuery,
    fields: &[&str],
    today: Today,
) -> Result<Totals> {
    let builder = builder_of::<T>(rows, catalogue, query, today).await?;
    let mut q = sql("SELECT count(*)");
    for place in 0..fields.len() {
        q.push(&format!(", CAST(sum(c{place}) AS BIGINT)"));
    }
    q.push(" FROM (SELECT 1 AS one");
    for (place, field) in fields.iter().enumerate() {
        q.push(", ");
        push_summed::<T>(&mut q, &builder, field);
        q.push(&format!(" AS c{place}"));
    }
    q.push(" FROM ").push(T::NAME).push(" t");
    push_where::<T>(&mut q, rows, &builder, query)?;
    q.push(" LIMIT ")
        .push_bind(i64::try_from(COUNT_CAP + 1).unwrap_or(i64::MAX))
        .push(") counted");
    let mut figures = rows.one::<Figures>(q).await?.0.into_iter();
    let count = figures.next().flatten().unwrap_or_default();
    let count = u64::try_from(count).unwrap_or_default();
    Ok(Totals {
        count: count.min(COUNT_CAP),
        capped: count > COUNT_CAP,
        sums: figures.collect(),
    })
}

/// Where the number of a field stands: in its column, or in the index of custom values.
fn push_summed<T: Table + 'static>(q: &mut Sql, builder: &Builder<'_>, field: &str) {
    let own = builder
        .own_field(field)
        .and_then(|field| field.own.as_ref());
    match (own, T::place(field)) {
        (Some(own), _) => {
            q.push("(SELECT v.number FROM field_values v WHERE v.workspace_id = t.workspace_id AND v.record_id = t.id AND v.field_id = ")
                .push_bind(own.id)
                .push(" AND v.place = 0)");
        }
        (None, Some(Place::Column(column))) => {
            q.push(column);
        }
        _ => {
            q.push("CAST(NULL AS BIGINT)");
        }
    }
}

/// The rows before and after a record in a list's order; the record itself need not match any more.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn neighbours_at<T: Table + 'static>(
    rows: &impl Rows,
    catalogue: &Catalogue,
    query: &ListQuery,
    record: &T::Record,
    today: Today,
) -> Result<(Option<Uuid>, Option<Uuid>)> {
    let builder = builder_of::<T>(rows, catalogue, query, today).await?;
    let order = Order::of::<T>(catalogue, query)?;
    let cursor = order.cursor::<T>(record);
    let mut found = [None, None];
    for (order, place) in [order.reversed(), Order::of::<T>(catalogue, query)?]
        .into_iter()
        .zip(&mut found)
    {
        for phase in order.phases(Some(&cursor))? {
            let mut q = sql(format!("SELECT {} ", T::COLUMNS));
            order.push_from::<T>(&mut q, &builder, &phase);
            push_where::<T>(&mut q, rows, &builder, query)?;
            order.push(&mut q, builder.workspace, &phase, 1);
            let row = rows.optional::<Loaded<T>>(q).await?;
            if let Some(Loaded(record)) = row {
                *place = Some(T::id(&record));
                break;
            }
        }
    }
    let [before, after] = found;
    Ok((before, after))
}
