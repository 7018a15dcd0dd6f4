//! One party's past, source by source, newest first before a point in time. The caller has found the party; putting the
//! sources together is not done here.

use chrono::{DateTime, Utc};
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::tasks::Task;
use quen_core::{Door, Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::{Sql, sql};
use crate::events::{self, EventRow};
use crate::interactions::Interactions;
use crate::orders::Orders;
use crate::records::{Table, loaded};
use crate::tasks::Tasks;

/// Instant and id of the last entry seen.
pub type Point = (DateTime<Utc>, Uuid);

/// Interactions.
///
/// # Errors
/// A broken database.
pub async fn interactions(
    rows: &impl Rows,
    party: Uuid,
    before: Option<Point>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    page::<Interactions>(rows, "t.party_id", party, "t.started_at", before, limit).await
}

/// Orders of the party as customer, with lines.
///
/// # Errors
/// A broken database.
pub async fn orders(
    rows: &impl Rows,
    party: Uuid,
    before: Option<Point>,
    limit: i64,
) -> Result<Vec<Order>> {
    Orders::complete(
        rows,
        page::<Orders>(rows, "t.party_id", party, "t.ordered_at", before, limit).await?,
    )
    .await
}

/// Orders that the party placed for its organisation, with lines.
///
/// # Errors
/// A broken database.
pub async fn orders_placed(
    rows: &impl Rows,
    person: Uuid,
    before: Option<Point>,
    limit: i64,
) -> Result<Vec<Order>> {
    Orders::complete(
        rows,
        page::<Orders>(rows, "t.contact_id", person, "t.ordered_at", before, limit).await?,
    )
    .await
}

/// Tasks that were done.
///
/// # Errors
/// A broken database.
pub async fn tasks_done(
    rows: &impl Rows,
    party: Uuid,
    before: Option<Point>,
    limit: i64,
) -> Result<Vec<Task>> {
    page::<Tasks>(rows, "t.party_id", party, "t.done_at", before, limit).await
}

/// What belongs to a project, by a time of its own such as `t.started_at`: rows without it are left out.
///
/// # Errors
/// A broken database.
pub async fn of_project<T: Table + 'static>(
    rows: &impl Rows,
    project: Uuid,
    at: &'static str,
    limit: i64,
) -> Result<Vec<T::Record>> {
    let found = page::<T>(rows, "t.project_id", project, at, None, limit).await?;
    T::complete(rows, found).await
}

/// What happened to the party's own record, or to records of another noun that hang on it; with a door, only what came
/// through it.
///
/// # Errors
/// A broken database.
pub async fn events(
    rows: &impl Rows,
    party: Uuid,
    noun: Noun,
    door: Option<Door>,
    before: Option<Point>,
    limit: i64,
) -> Result<Vec<EventRow>> {
    let mut q = sql(format!(
        "SELECT {} FROM events WHERE workspace_id = $1 AND party_id = $2 AND noun = $3",
        events::COLUMNS
    ))
    .bind(rows.workspace())
    .bind(party)
    .bind(noun.plural());
    if let Some(door) = door {
        q.push(" AND door = ").push_bind(door.code());
    }
    push_page(&mut q, "at", "id", before, limit);
    rows.all(q).await
}

async fn page<T: Table + 'static>(
    rows: &impl Rows,
    whose: &str,
    whom: Uuid,
    at: &str,
    before: Option<Point>,
    limit: i64,
) -> Result<Vec<T::Record>> {
    let mut q = sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
        T::COLUMNS,
        T::NAME
    ));
    q = q.bind(rows.workspace());
    q.push(" AND ").push(whose).push(" = ").push_bind(whom);
    // The index leaves out rows without this value.
    q.push(" AND ").push(at).push(" IS NOT NULL");
    T::narrow(rows, &mut q);
    push_page(&mut q, at, "t.id", before, limit);
    loaded::<T>(rows, q).await
}

fn push_page(q: &mut Sql, at: &str, id: &str, before: Option<Point>, limit: i64) {
    if let Some((instant, last)) = before {
        q.push(" AND (").push(at).push(", ").push(id).push(") < (");
        q.push_bind(instant).push(", ").push_bind(last).push(")");
    }
    q.push(" ORDER BY ")
        .push(at)
        .push(" DESC, ")
        .push(id)
        .push(" DESC LIMIT ")
        .push_bind(limit);
}
