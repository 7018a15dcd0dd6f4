//! What may become a line of Today: small windows over indexes, never a walk over all parties. Lines that were answered are
//! left out here, so that answered ones cannot crowd out others. Ranking is done in `core`.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::Result;
use quen_core::interactions::Interaction;
use quen_core::parties::Party;
use quen_core::promises::Promise;
use quen_core::tasks::Task;
use quen_core::today::{Answer, Rule};
use uuid::Uuid;

use crate::db::{Sql, sql};
use crate::interactions::Interactions;
use crate::parties::Parties;
use crate::promises::Promises;
use crate::records::{PARTY_OWNER, Table, loaded};
use crate::tasks::Tasks;
use crate::{Rows, Writing};

/// Which lines are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Of one colleague: their own and nobody's. `None`: everybody's in reach.
    pub owner: Option<Uuid>,
    /// The day in the shop.
    pub today: NaiveDate,
    /// Rows of one kind at most.
    pub limit: i64,
}

fn start<T: Table>(rows: &impl Rows) -> Sql {
    sql(format!(
        "SELECT {} FROM {} t WHERE t.workspace_id = $1 AND t.deleted_at IS NULL",
        T::COLUMNS,
        T::NAME
    ))
    .bind(rows.workspace())
}

fn push_unanswered(q: &mut Sql, rows: &impl Rows, rule: Rule, wanted: Wanted) {
    q.push(" AND NOT EXISTS (SELECT 1 FROM today_answers a WHERE a.workspace_id = ")
        .push_bind(rows.workspace());
    q.push(" AND a.rule = ")
        .push_bind(rule.code())
        .push(" AND a.record_id = t.id AND a.until > ")
        .push_bind(wanted.today)
        .push(")");
}

/// Appends that a record is the wanted owner's or nobody's; `column` says whose it is.
fn push_owner(q: &mut Sql, column: &str, owner: Option<Uuid>) {
    if let Some(owner) = owner {
        q.push(" AND COALESCE(")
            .push(column)
            .push(", ")
            .push_bind(owner)
            .push(") = ")
            .push_bind(owner);
    }
}

async fn fetch<T: Table + 'static>(
    rows: &impl Rows,
    mut q: Sql,
    order: &str,
    wanted: Wanted,
) -> Result<Vec<T::Record>> {
    T::narrow(rows, &mut q);
    q.push(" ORDER BY ")
        .push(order)
        .push(" LIMIT ")
        .push_bind(wanted.limit);
    loaded::<T>(rows, q).await
}

/// Customers whose silence began to mean something from `from` on, the latest first.
///
/// # Errors
/// A broken database.
pub async fn silent(rows: &impl Rows, from: NaiveDate, wanted: Wanted) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.silent_on IS NOT NULL AND t.silent_on >= ")
        .push_bind(from)
        .push(" AND t.silent_on <= ")
        .push_bind(wanted.today);
    push_owner(&mut q, "t.owner_id", wanted.owner);
    push_unanswered(&mut q, rows, Rule::Silent, wanted);
    fetch::<Parties>(rows, q, "t.silent_on DESC, t.id DESC", wanted).await
}

/// Open tasks, due today or before, the latest first; of one colleague those assigned to them or to nobody.
///
/// # Errors
/// A broken database.
pub async fn due_tasks(rows: &impl Rows, wanted: Wanted) -> Result<Vec<Task>> {
    let mut q = start::<Tasks>(rows);
    q.push(" AND t.done_at IS NULL AND t.due_on <= ")
        .push_bind(wanted.today);
    push_owner(&mut q, "t.assignee_id", wanted.owner);
    push_unanswered(&mut q, rows, Rule::Task, wanted);
    fetch::<Tasks>(rows, q, "t.due_on DESC, t.id DESC", wanted).await
}

/// Open promises, due today or before, the latest first; of one colleague those they own or nobody does.
///
/// # Errors
/// A broken database.
pub async fn due_promises(rows: &impl Rows, wanted: Wanted) -> Result<Vec<Promise>> {
    let mut q = start::<Promises>(rows);
    q.push(" AND t.settled_at IS NULL AND t.due_on <= ")
        .push_bind(wanted.today);
    push_owner(&mut q, "t.owner_id", wanted.owner);
    push_unanswered(&mut q, rows, Rule::Promise, wanted);
    fetch::<Promises>(rows, q, "t.due_on DESC, t.id DESC", wanted).await
}

/// Parties with one of these birthday keys (month × 100 + day, 10,000 more by the lunar calendar).
///
/// # Errors
/// A broken database.
pub async fn birthdays(rows: &impl Rows, keys: &[i64], wanted: Wanted) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.birthday_key IS NOT NULL AND t.birthday_key IN ")
        .push_list(keys.iter().copied());
    push_owner(&mut q, "t.owner_id", wanted.owner);
    push_unanswered(&mut q, rows, Rule::Birthday, wanted);
    fetch::<Parties>(rows, q, "t.birthday_key, t.id", wanted).await
}

/// Customers whose first order was on one of these days.
///
/// # Errors
/// A broken database.
pub async fn anniversaries(
    rows: &impl Rows,
    days: &[NaiveDate],
    wanted: Wanted,
) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.first_order_on IS NOT NULL AND t.first_order_on IN ")
        .push_list(days.iter().copied());
    push_owner(&mut q, "t.owner_id", wanted.owner);
    push_unanswered(&mut q, rows, Rule::Anniversary, wanted);
    fetch::<Parties>(rows, q, "t.first_order_on, t.id", wanted).await
}

/// Parties entered since `from` without any contact, and no older customers, newest first.
///
/// # Errors
/// A broken database.
pub async fn first_contacts(
    rows: &impl Rows,
    from: DateTime<Utc>,
    day: NaiveDate,
    wanted: Wanted,
) -> Result<Vec<Party>> {
    let mut q = start::<Parties>(rows);
    q.push(" AND t.created_at >= ")
        .push_bind(from)
        .push(" AND t.last_contact_at IS NULL");
    q.push(" AND (t.first_order_on IS NULL OR t.first_order_on >= ")
        .push_bind(day)
        .push(")");
    push_owner(&mut q, "t.owner_id", wanted.owner);
    push_unanswered(&mut q, rows, Rule::FirstContact, wanted);
    fetch::<Parties>(rows, q, "t.created_at DESC, t.id DESC", wanted).await
}

/// Incoming episodes since `from` that nobody answered, newest first.
///
/// # Errors
/// A broken database.
pub async fn waiting(
    rows: &impl Rows,
    from: DateTime<Utc>,
    wanted: Wanted,
) -> Result<Vec<Interaction>> {
    let mut q = start::<Interactions>(rows);
    q.push(" AND t.answered_at IS NULL AND t.direction = 'in' AND t.kind IN ('message', 'email', 'call') AND t.started_at >= ");
    q.push_bind(from);
    push_owner(&mut q, PARTY_OWNER, wanted.owner);
    push_unanswered(&mut q, rows, Rule::Unanswered, wanted);
    fetch::<Interactions>(rows, q, "t.started_at DESC", wanted).await
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

/// Forgets an answer; answers whether there was one.
///
/// # Errors
/// A broken database.
pub async fn delete_answer(tx: &Writing, rule: Rule, record: Uuid) -> Result<bool> {
    let q =
        sql("DELETE FROM today_answers WHERE workspace_id = $1 AND rule = $2 AND record_id = $3");
    Ok(tx
        .execute(q.bind(tx.workspace()).bind(rule.code()).bind(record))
        .await?
        > 0)
}

/// How many lines a colleague has done since an instant: answers, tasks and promises, each counted once.
///
/// # Errors
/// A broken database.
pub async fn done_by(rows: &impl Rows, user: Uuid, since: DateTime<Utc>) -> Result<i64> {
    let q = sql(
        "SELECT (SELECT COUNT(*) FROM today_answers WHERE workspace_id = $1 AND answer = 'done' AND rule NOT IN ('task', 'promise') AND by_user = $2 AND at >= $3) \
         + (SELECT COUNT(*) FROM tasks WHERE workspace_id = $1 AND deleted_at IS NULL AND done_at IS NOT NULL AND done_at >= $3 AND done_by = $2) \
         + (SELECT COUNT(*) FROM promises WHERE workspace_id = $1 AND deleted_at IS NULL AND settled_at IS NOT NULL AND settled_at >= $3 AND settled_by = $2)",
    );
    let (count,): (i64,) = rows
        .one(q.bind(rows.workspace()).bind(user).bind(since))
        .await?;
    Ok(count)
}
