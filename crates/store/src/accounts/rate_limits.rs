//! Counters of tries at public doors.

use chrono::{DateTime, Duration, Utc};
use quen_core::Result;

use super::{Writes, optional};
use crate::db::{Db, sql};

/// Start of the present window and the tries in it.
///
/// # Errors
/// A broken database.
pub async fn find(db: &Db, key: &str) -> Result<Option<(DateTime<Utc>, i64)>> {
    optional(
        db,
        sql("SELECT window_start, tries FROM rate_limits WHERE key = $1").bind(key),
    )
    .await
}

/// Counts a try; a window that has passed begins anew.
///
/// # Errors
/// A broken database.
pub async fn count(
    tx: &impl Writes,
    key: &str,
    now: DateTime<Utc>,
    window: Duration,
) -> Result<()> {
    let q = sql(
        "INSERT INTO rate_limits (key, window_start, tries) VALUES ($1, $2, 1) \
         ON CONFLICT (key) DO UPDATE SET \
           tries = CASE WHEN rate_limits.window_start < $3 THEN 1 ELSE rate_limits.tries + 1 END, \
           window_start = CASE WHEN rate_limits.window_start < $3 THEN $2 ELSE rate_limits.window_start END",
    );
    tx.execute(q.bind(key).bind(now).bind(now - window))
        .await
        .map(drop)
}

/// Removes counters whose window began before `before`.
///
/// # Errors
/// A broken database.
pub async fn forget(tx: &impl Writes, before: DateTime<Utc>) -> Result<u64> {
    tx.execute(sql("DELETE FROM rate_limits WHERE window_start < $1").bind(before))
        .await
}
