//! What the figures of the first page are read from: sums over the customers' days, the silent, the stages. All are bounded by
//! spans of days or one index; what they mean is said in `core`.

use quen_core::figures::{AtRisk, DaySum, Returned, Span};
use quen_core::{Records, Result, dates};
use uuid::Uuid;

use crate::Rows;
use crate::db::{Sql, sql};

/// Whose customers: those in reach, or among them one colleague's own and nobody's.
pub type Owner = Option<Uuid>;

/// Appends that the party `p` is in reach and the owner's.
fn push_whose(q: &mut Sql, rows: &impl Rows, owner: Owner) {
    rows.narrow(q, "p.owner_id");
    if let Some(owner) = owner {
        q.push(" AND COALESCE(p.owner_id, ")
            .push_bind(owner)
            .push(") = ")
            .push_bind(owner);
    }
}

/// Appends the join with the parties only where it narrows anything: sums over everybody are served by the index alone.
fn push_join(q: &mut Sql, rows: &impl Rows, owner: Owner) -> bool {
    let narrowed = owner.is_some() || *rows.access().records() != Records::All;
    if narrowed {
        q.push(" JOIN parties p ON p.workspace_id = d.workspace_id AND p.id = d.party_id");
    }
    narrowed
}

fn push_days(q: &mut Sql, rows: &impl Rows, (from, to): Span) {
    q.push(" WHERE d.workspace_id = ")
        .push_bind(rows.workspace());
    q.push(" AND d.day >= ")
        .push_bind(dates::number(from))
        .push(" AND d.day <= ")
        .push_bind(dates::number(to));
}

/// What each day of a span brought.
///
/// # Errors
/// A broken database.
pub async fn net_by_day(rows: &impl Rows, span: Span, owner: Owner) -> Result<Vec<DaySum>> {
    let mut q = sql("SELECT d.day, CAST(SUM(d.net) AS BIGINT) FROM metric_days d");
    let narrowed = push_join(&mut q, rows, owner);
    push_days(&mut q, rows, span);
    if narrowed {
        push_whose(&mut q, rows, owner);
    }
    q.push(" GROUP BY d.day ORDER BY d.day");
    rows.all(q).await
}

/// How many bought in one span, and how many of them in a later one too.
///
/// # Errors
/// A broken database.
pub async fn returned(
    rows: &impl Rows,
    earlier: Span,
    later: Span,
    owner: Owner,
) -> Result<Returned> {
    let mut q = sql(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM metric_days n WHERE n.workspace_id = ",
    );
    q.push_bind(rows.workspace())
        .push(" AND n.party_id = counted.party_id");
    q.push(" AND n.day >= ")
        .push_bind(dates::number(later.0))
        .push(" AND n.day <= ")
        .push_bind(dates::number(later.1));
    q.push(
        ") THEN 1 ELSE 0 END), 0) AS BIGINT) FROM (SELECT DISTINCT d.party_id FROM metric_days d",
    );
    let narrowed = push_join(&mut q, rows, owner);
    push_days(&mut q, rows, earlier);
    if narrowed {
        push_whose(&mut q, rows, owner);
    }
    q.push(") counted");
    let (of, back): (i64, i64) = rows.one(q).await?;
    Ok(Returned {
        of: of.unsigned_abs(),
        back: back.unsigned_abs(),
    })
}

/// Customers whose silence began to mean something in a span, and what they are expected to bring in a year: as
/// [`quen_core::today::expected_year`] has it, which a test compares.
///
/// # Errors
/// A broken database.
pub async fn at_risk(rows: &impl Rows, (from, to): Span, owner: Owner) -> Result<AtRisk> {
    let mut q = sql(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN p.margin > 0 THEN p.margin WHEN p.spend > 0 THEN p.spend ELSE 0 END * 365 / \
         (p.occasions * CASE WHEN p.rhythm_days > 1 THEN p.rhythm_days ELSE 1 END)), 0) AS BIGINT) FROM parties p \
         WHERE p.workspace_id = $1 AND p.deleted_at IS NULL AND p.occasions > 0 AND p.rhythm_days IS NOT NULL \
         AND p.silent_on IS NOT NULL AND p.silent_on >= $2 AND p.silent_on <= $3",
    )
    .bind(rows.workspace())
    .bind(from)
    .bind(to);
    push_whose(&mut q, rows, owner);
    let (customers, yearly): (i64, i64) = rows.one(q).await?;
    Ok(AtRisk {
        customers: customers.unsigned_abs(),
        yearly,
    })
}

/// How many parties are in each stage; a stage with none is missing.
///
/// # Errors
/// A broken database.
pub async fn stages(rows: &impl Rows, owner: Owner) -> Result<Vec<(String, i64)>> {
    let mut q = sql("SELECT p.stage, COUNT(*) FROM parties p WHERE p.workspace_id = $1 AND p.deleted_at IS NULL").bind(rows.workspace());
    push_whose(&mut q, rows, owner);
    q.push(" GROUP BY p.stage");
    rows.all(q).await
}
