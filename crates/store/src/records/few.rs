//! Conditions that few records meet: those are named in the question, so that a list in another order is not walked to its
//! end for them. The databases cannot know: their statistics are samples, and say nothing of a rare value.

use quen_core::Result;
use quen_core::fields::{Condition, ListQuery, Op, Test};
use uuid::Uuid;

use super::conditions::Builder;
use super::{Place, Table, pages};
use crate::Rows;
use crate::db::{Sql, sql};

/// Records that a condition may name one by one in the question itself.
pub(super) const NAMED: usize = 2_000;

/// The records that meet a test on an indexed column or on keys, when they are few.
///
/// # Errors
/// A bad condition or a broken database.
pub(super) async fn of<T: Table>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    test: &Test,
) -> Result<Option<Vec<Uuid>>> {
    if matches!(test.op, Op::Empty | Op::NotEmpty | Op::Ne | Op::NotIn) {
        return Ok(None);
    }
    let Some(led) = Led::of::<T>(&test.field) else {
        return Ok(None);
    };
    let limit = i64::try_from(NAMED).unwrap_or(i64::MAX);
    let mut q = sql("SELECT count(*) FROM (SELECT 1 AS one");
    led.push::<T>(&mut q, builder, test)?;
    q.push(" LIMIT ").push_bind(limit + 1).push(") counted");
    let (count,): (i64,) = rows.one(q).await?;
    if count > limit {
        return Ok(None);
    }
    let mut q = sql(format!("SELECT {}", led.id()));
    led.push::<T>(&mut q, builder, test)?;
    q.push(" LIMIT ").push_bind(limit);
    let found: Vec<(Uuid,)> = rows.all(q).await?;
    let mut ids: Vec<Uuid> = found.into_iter().map(|(id,)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(ids))
}

/// The records that meet all conditions of a list, when those are common alone and few together: the keys of one of them lead,
/// and indexes tell of each record whether it meets the others, before any row is read.
///
/// # Errors
/// A bad condition or a broken database.
pub(super) async fn together<T: Table + 'static>(
    rows: &impl Rows,
    builder: &Builder<'_>,
    query: &ListQuery,
) -> Result<Option<Vec<Uuid>>> {
    let Some(Condition::All(all)) = &query.filter else {
        return Ok(None);
    };
    let tests = || all.iter().filter_map(as_test);
    let led = tests().find_map(|test| match T::place(&test.field) {
        Some(Place::Keys(kind)) if is_single(test) => Some((kind, test)),
        _ => None,
    });
    let probed: Vec<_> = tests().filter_map(probe::<T>).collect();
    let (Some((kind, test)), false) = (led, probed.is_empty()) else {
        return Ok(None);
    };
    let mut q = sql("SELECT t.id FROM party_keys k CROSS JOIN ").planned_anew();
    q.push(T::NAME);
    q.push(" t");
    pages::push_where::<T>(&mut q, rows, builder, query)?;
    q.push(" AND t.id = k.party_id");
    builder.push_keys(&mut q, kind, test);
    for (column, index, test) in probed {
        q.push(" AND EXISTS (SELECT 1 FROM ").push(T::NAME);
        q.push(" t").push(&builder.dialect.by_index(index));
        q.push(" WHERE t.workspace_id = ")
            .push_bind(builder.workspace);
        q.push(" AND t.id = k.party_id AND t.deleted_at IS NULL AND ");
        q.push(column).push(" IS NOT NULL AND ");
        builder.push::<T>(&mut q, &Condition::Test(test.clone()))?;
        q.push(")");
    }
    let limit = i64::try_from(NAMED).unwrap_or(i64::MAX);
    q.push(" LIMIT ").push_bind(limit + 1);
    let found: Vec<(Uuid,)> = rows.all(q).await?;
    if found.len() > NAMED {
        return Ok(None);
    }
    let mut ids: Vec<Uuid> = found.into_iter().map(|(id,)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(ids))
}

fn as_test(condition: &Condition) -> Option<&Test> {
    match condition {
        Condition::Test(test) => Some(test),
        _ => None,
    }
}

fn is_single(test: &Test) -> bool {
    matches!(test.op, Op::Eq | Op::In | Op::Has)
}

/// Where an index tells of one record whether it meets a test: the column, the index, the test.
fn probe<T: Table>(test: &Test) -> Option<(&'static str, &'static str, &Test)> {
    let Some(Place::Column(column)) = T::place(&test.field).filter(|_| is_single(test)) else {
        return None;
    };
    let (column, index) = T::PROBED.iter().find(|(known, _)| *known == column)?;
    Some((column, index, test))
}

/// What leads from a condition to its records.
enum Led {
    /// An index of the table.
    Column,
    /// Keys of this kind.
    Keys(&'static str),
}

impl Led {
    fn of<T: Table>(field: &str) -> Option<Self> {
        match T::place(field)? {
            Place::Column(column) => T::LED.contains(&column).then_some(Self::Column),
            Place::Keys(kind) => Some(Self::Keys(kind)),
            Place::Words(_) | Place::Known | Place::Touched => None,
        }
    }

    fn id(&self) -> &'static str {
        match self {
            Self::Column => "t.id",
            Self::Keys(_) => "k.party_id",
        }
    }

    fn push<T: Table>(&self, q: &mut Sql, builder: &Builder<'_>, test: &Test) -> Result<()> {
        match self {
            Self::Column => {
                q.push(" FROM ")
                    .push(T::NAME)
                    .push(" t WHERE t.workspace_id = ");
                q.push_bind(builder.workspace);
                q.push(" AND t.deleted_at IS NULL AND ");
                builder.push::<T>(q, &Condition::Test(test.clone()))
            }
            Self::Keys(kind) => {
                q.push(" FROM party_keys k WHERE 1 = 1");
                builder.push_keys(q, kind, test);
                Ok(())
            }
        }
    }
}
