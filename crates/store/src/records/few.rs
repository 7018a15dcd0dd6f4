//! Conditions that few records meet: those are named in the question, so that a list in another order is not walked to its
//! end for them. The databases cannot know: their statistics are samples, and say nothing of a rare value.

use quen_core::Result;
use quen_core::fields::{Condition, Op, Test};
use uuid::Uuid;

use super::conditions::Builder;
use super::{Place, Table};
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
