//! What may become a line of Today: small windows over indexes, never a walk over all parties. Lines that were answered are
//! left out here, so that answered ones cannot crowd out others. Ranking is done in `core`.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::interactions::Interaction;
use quen_core::parties::Party;
use quen_core::tasks::Task;
use quen_core::today::{Answer, Rule};
use uuid::Uuid;

use crate::db::{Sql, sql};
use crate::interactions::Interactions;
use crate::parties::Parties;
use crate::records::{Loaded, Table};
use crate::tasks::Tasks;
use crate::{Rows, Writing};

fn start<T: Table>(rows: &impl Rows) -> Sql {
    sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
        T::COLUMNS,
        T::NAME
    ))
    .bind(rows.workspace())
}

fn push_unanswered(q: &mut Sql, rows: &impl Rows, rule: Rule, today: NaiveDate) {
    q.push(" AND NOT EXISTS (SELECT 1 FROM today_answers a WHERE a.workspace_id = ")
        .push_bind(rows.workspace());
    q.push(" AND a.rule = ")
        .push_bind(rule.code())
        .push(" AND a.record_id = t.id AND a.until > ")
        .push_bind(today)
        .push(")");
}

async fn fetch<T: Table + 'static>(
    rows: &impl Rows,
    mut q: Sql,
    order: &str,
    limit: i64,
) -> Result<Vec<T::Record>> {
    T::narrow(rows, &mut q);
    q.push(" ORDER BY ")
        .push(order)
        .push(" LIMIT ")
        .push_bind(limit);
    Ok(rows
        .all::<Loaded<T>>(q)
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// Customers whose silence began to mean something from `from` to `today`, the latest first.
///
/// # Errors
/// A broken database.
pub async fn silent(
    rows: &impl Rows,
    from: NaiveDate,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.silent_on IS NOT NULL AND t.silent_on >= ")
        .push_bind(from)
        .push(" AND t.silent_on <= ")
        .push_bind(today);
    push_unanswered(&mut q, rows, Rule::Silent, today);
    fetch::<Parties>(rows, q, "t.silent_on DESC, t.id DESC", limit).await
}

/// Open tasks of one colleague, due on `today` or before, the latest first.
///
/// # Errors
/// A broken database.
pub async fn due_tasks(
    rows: &impl Rows,
    assignee: Uuid,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Task>> {
    let mut q = start::<Tasks>(rows);
    q.push(" AND t.done_at IS NULL AND t.assignee_id = ")
        .push_bind(assignee)
        .push(" AND t.due_on <= ")
        .push_bind(today);
    push_unanswered(&mut q, rows, Rule::Task, today);
    fetch::<Tasks>(rows, q, "t.due_on DESC, t.id DESC", limit).await
}

/// Parties with one of these birthday keys (month × 100 + day, 10,000 more by the lunar calendar).
///
/// # Errors
/// A broken database.
pub async fn birthdays(
    rows: &impl Rows,
    keys: &[i64],
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.birthday_key IS NOT NULL AND t.birthday_key IN ")
        .push_list(keys.iter().copied());
    push_unanswered(&mut q, rows, Rule::Birthday, today);
    fetch::<Parties>(rows, q, "t.birthday_key, t.id", limit).await
}

/// Customers whose first order was on one of these days.
///
/// # Errors
/// A broken database.
pub async fn anniversaries(
    rows: &impl Rows,
    days: &[NaiveDate],
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.first_order_on IS NOT NULL AND t.first_order_on IN ")
        .push_list(days.iter().copied());
    push_unanswered(&mut q, rows, Rule::Anniversary, today);
    fetch::<Parties>(rows, q, "t.first_order_on, t.id", limit).await
}

/// Parties entered since `from` without any contact, and no older customers, newest first.
///
/// # Errors
/// A broken database.
pub async fn first_contacts(
    rows: &impl Rows,
    from: DateTime<Utc>,
    day: NaiveDate,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.created_at >= ")
        .push_bind(from)
        .push(" AND t.last_contact_at IS NULL");
    q.push(" AND (t.first_order_on IS NULL OR t.first_order_on >= ")
        .push_bind(day)
        .push(")");
    push_unanswered(&mut q, rows, Rule::FirstContact, today);
    fetch::<Parties>(rows, q, "t.created_at DESC, t.id DESC", limit).await
}

/// Incoming episodes since `from` that nobody answered, newest first.
///
/// # Errors
/// A broken database.
pub async fn waiting(
    rows: &impl Rows,
    from: DateTime<Utc>,
    today: NaiveDate,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let mut q = start::<Interactions>(rows);
    q.push(" AND t.answered_at IS NULL AND t.direction = 'in' AND t.kind IN ('message', 'email', 'call') AND t.started_at >= ");
    q.push_bind(from);
    push_unanswered(&mut q, rows, Rule::Unanswered, today);
    fetch::<Interactions>(rows, q, "t.started_at DESC", limit).await
}

/// Keeps an answer in place of an earlier one.
///
/// # Errors
/// A broken database.
pub async fn put_answer(tx: &Writing, answer: &Answer) -> Result<()> {
    let q = sql("INSERT INTO today_answers (workspace_id, rule, record_id, answer, until, by_user, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (workspace_id, rule, record_id) DO UPDATE SET answer = excluded.answer, until = excluded.until, \
         by_user = excluded.by_user, at = excluded.at")
    .bind(tx.workspace())
    .bind(answer.rule.code())
    .bind(answer.record_id)
    .bind(answer.answer.clone())
    .bind(answer.until)
    .bind(answer.by_user)
    .bind(answer.at);
    tx.execute(q).await.map(drop)
}
