//! Rows of models and scores, and what a fit reads: customers and their days, in pages by id. The scores of a customer stand
//! in a table of their own; chance, worth and whole orders also beside the party, for lists.

use chrono::NaiveDate;
use quen_core::analytics::Day;
use quen_core::models::{Customer, Model, Score};
use quen_core::{Result, dates};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Value, sql};
use crate::{Rows, Writing};

struct ModelRow(Model);

impl FromRow for ModelRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        row.json(0).map(Self)
    }
}

/// The model in use; none before the first fit.
///
/// # Errors
/// A broken database.
pub async fn active(rows: &impl Rows) -> Result<Option<Model>> {
    let q = sql("SELECT value FROM models WHERE workspace_id = $1 AND active = $2")
        .bind(rows.workspace())
        .bind(true);
    Ok(rows.optional::<ModelRow>(q).await?.map(|row| row.0))
}

/// Models in use before and now, newest first.
///
/// # Errors
/// A broken database.
pub async fn history(rows: &impl Rows, limit: i64) -> Result<Vec<Model>> {
    let q = sql("SELECT value FROM models WHERE workspace_id = $1 ORDER BY version DESC LIMIT $2")
        .bind(rows.workspace())
        .bind(limit);
    Ok(rows
        .all::<ModelRow>(q)
        .await?
        .into_iter()
        .map(|row| row.0)
        .collect())
}

/// Puts a model in use under the next version; answers it with that.
///
/// # Errors
/// A broken database.
pub async fn replace(tx: &Writing, model: Model) -> Result<Model> {
    let q = sql("SELECT COALESCE(MAX(version), 0) FROM models WHERE workspace_id = $1")
        .bind(tx.workspace());
    let (last,): (i64,) = tx.one(q).await?;
    let model = Model {
        version: last + 1,
        ..model
    };
    let q = sql("UPDATE models SET active = $2 WHERE workspace_id = $1 AND active = $3");
    tx.execute(q.bind(tx.workspace()).bind(false).bind(true))
        .await?;
    let q = sql("INSERT INTO models (workspace_id, version, active, status, as_of, fitted_at, value) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(tx.workspace())
        .bind(model.version)
        .bind(true)
        .bind(model.status.as_str())
        .bind(model.as_of)
        .bind(model.fitted_at)
        .bind(Value::json(&model));
    tx.execute(q).await?;
    Ok(model)
}

/// Notes what a later look at the model in use found; its parameters stay.
///
/// # Errors
/// A broken database.
pub async fn looked_at(tx: &Writing, model: &Model) -> Result<()> {
    let q = sql("UPDATE models SET value = $3 WHERE workspace_id = $1 AND version = $2");
    tx.execute(
        q.bind(tx.workspace())
            .bind(model.version)
            .bind(Value::json(model)),
    )
    .await
    .map(drop)
}

struct CustomerRow(Customer);

impl FromRow for CustomerRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(Customer {
            id: row.get(0)?,
            occasions: row.get(1)?,
            first_day: row.get(2)?,
            last_day: row.get(3)?,
            repeat_sum: row.get(4)?,
            net: row.get(5)?,
            margin: row.get(6)?,
        }))
    }
}

/// The next customers with an occasion after the id `after`, at most `limit`; those in the bin are left out.
///
/// # Errors
/// A broken database.
pub async fn customers_after(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Customer>> {
    let q = sql(
        "SELECT m.party_id, m.occasions, m.first_day, m.last_day, m.repeat_sum, m.net_sum, m.margin_sum \
         FROM metrics m JOIN parties p ON p.workspace_id = m.workspace_id AND p.id = m.party_id \
         WHERE m.workspace_id = $1 AND m.party_id > $2 AND m.occasions > 0 AND p.deleted_at IS NULL ORDER BY m.party_id LIMIT $3",
    );
    let found = rows
        .all::<CustomerRow>(q.bind(rows.workspace()).bind(after).bind(limit))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

struct DayRow(Uuid, Day);

impl FromRow for DayRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self(
            row.get(0)?,
            Day {
                day: row.get(1)?,
                net: row.get(2)?,
                margin: row.get(3)?,
            },
        ))
    }
}

/// The days of customers given in the order of ids, in the same order.
///
/// # Errors
/// A broken database.
pub async fn days_of(rows: &impl Rows, customers: &[Customer]) -> Result<Vec<Vec<Day>>> {
    let (Some(first), Some(last)) = (customers.first(), customers.last()) else {
        return Ok(Vec::new());
    };
    let q = sql(
        "SELECT party_id, day, net, margin FROM metric_days WHERE workspace_id = $1 AND party_id >= $2 AND party_id <= $3 \
         ORDER BY party_id, day",
    );
    let found = rows
        .all::<DayRow>(q.bind(rows.workspace()).bind(first.id).bind(last.id))
        .await?;
    let mut found = found.into_iter().peekable();
    let of = |customer: &Customer| {
        // Days of customers in the bin lie between.
        while found.next_if(|row| row.0 < customer.id).is_some() {}
        std::iter::from_fn(|| found.next_if(|row| row.0 == customer.id))
            .map(|row| row.1)
            .collect()
    };
    Ok(customers.iter().map(of).collect())
}

/// A score as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Whose.
    pub party_id: Uuid,
    /// Chance, orders, their range, worth, its range.
    pub figures: [i64; 7],
}

impl Kept {
    /// What is stored of a score.
    pub fn new(party_id: Uuid, score: &Score) -> Self {
        let (low, high) = score.orders_range;
        let figures = [
            (score.p_alive * 10_000.0).round() as i64,
            (score.orders * 1_000.0).round() as i64,
            i64::from(low),
            i64::from(high),
            score.clv.round() as i64,
            score.clv_range.0.round() as i64,
            score.clv_range.1.round() as i64,
        ];
        Self { party_id, figures }
    }
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let mut figures = [0; 7];
        for (at, figure) in figures.iter_mut().enumerate() {
            *figure = row.get(at + 1)?;
        }
        Ok(Self {
            party_id: row.get(0)?,
            figures,
        })
    }
}

/// The stored scores of parties from one id to another, both included, in order.
///
/// # Errors
/// A broken database.
pub async fn scores_between(rows: &impl Rows, first: Uuid, last: Uuid) -> Result<Vec<Kept>> {
    let q = sql(
        "SELECT party_id, p_alive, orders, orders_low, orders_high, clv, clv_low, clv_high FROM scores \
         WHERE workspace_id = $1 AND party_id >= $2 AND party_id <= $3 ORDER BY party_id",
    );
    rows.all(q.bind(rows.workspace()).bind(first).bind(last))
        .await
}

const PUT: &str = "INSERT INTO scores (workspace_id, party_id, p_alive, orders, orders_low, orders_high, clv, clv_low, clv_high, as_of, \
    model_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (workspace_id, party_id) DO UPDATE SET \
    p_alive = excluded.p_alive, orders = excluded.orders, orders_low = excluded.orders_low, orders_high = excluded.orders_high, \
    clv = excluded.clv, clv_low = excluded.clv_low, clv_high = excluded.clv_high, as_of = excluded.as_of, \
    model_version = excluded.model_version";
const PUT_BESIDE: &str = "UPDATE parties SET p_alive = $3, clv = $4, expected_orders = $5 WHERE workspace_id = $1 AND id = $2";

/// Writes scores, and chance, worth and whole orders beside the party.
///
/// # Errors
/// A broken database.
pub async fn put_scores(
    tx: &Writing,
    scores: &[Kept],
    as_of: NaiveDate,
    model_version: i64,
) -> Result<()> {
    let begin = |kept: &Kept| vec![Value::from(tx.workspace()), kept.party_id.into()];
    let row = |kept: &Kept| {
        let mut row = begin(kept);
        row.extend(kept.figures.map(Value::from));
        row.extend([as_of.into(), model_version.into()]);
        row
    };
    tx.execute_many(PUT, scores.iter().map(row).collect())
        .await?;
    let beside = |kept: &Kept| {
        let [p_alive, orders, _, _, clv, ..] = kept.figures;
        let mut row = begin(kept);
        let whole = (orders + 500).div_euclid(1_000);
        row.extend([p_alive.into(), clv.into(), whole.into()]);
        row
    };
    tx.execute_many(PUT_BESIDE, scores.iter().map(beside).collect())
        .await
        .map(drop)
}

/// Takes away the scores of these parties.
///
/// # Errors
/// A broken database.
pub async fn clear_scores(tx: &Writing, parties: &[Uuid]) -> Result<()> {
    let rows = || {
        parties
            .iter()
            .map(|id| vec![Value::from(tx.workspace()), (*id).into()])
            .collect()
    };
    tx.execute_many(
        "DELETE FROM scores WHERE workspace_id = $1 AND party_id = $2",
        rows(),
    )
    .await?;
    tx.execute_many(
        "UPDATE parties SET p_alive = NULL, clv = NULL, expected_orders = NULL WHERE workspace_id = $1 AND id = $2",
        rows(),
    )
    .await
    .map(drop)
}

/// Parties that have a stored score, after the id `after`, at most `limit`.
///
/// # Errors
/// A broken database.
pub async fn scored_after(rows: &impl Rows, after: Uuid, limit: i64) -> Result<Vec<Uuid>> {
    let q = sql(
        "SELECT party_id FROM scores WHERE workspace_id = $1 AND party_id > $2 ORDER BY party_id LIMIT $3",
    );
    let found: Vec<(Uuid,)> = rows
        .all(q.bind(rows.workspace()).bind(after).bind(limit))
        .await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Figures of the whole base by name, as JSON.
pub struct Stored<T> {
    /// The figures.
    pub value: T,
    /// Their day.
    pub as_of: NaiveDate,
}

/// Reads figures of the whole base; none before the first time they are made.
///
/// # Errors
/// A broken database.
pub async fn figures<T: serde::de::DeserializeOwned + Send + 'static>(
    rows: &impl Rows,
    name: &str,
) -> Result<Option<Stored<T>>> {
    struct FiguresRow<T>(Stored<T>);
    impl<T: serde::de::DeserializeOwned + Send + 'static> FromRow for FiguresRow<T> {
        fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
            Ok(Self(Stored {
                value: row.json(0)?,
                as_of: row.get(1)?,
            }))
        }
    }
    let q = sql("SELECT value, as_of FROM base_figures WHERE workspace_id = $1 AND name = $2")
        .bind(rows.workspace())
        .bind(name);
    Ok(rows.optional::<FiguresRow<T>>(q).await?.map(|row| row.0))
}

/// Writes figures of the whole base.
///
/// # Errors
/// A broken database.
pub async fn put_figures<T: serde::Serialize>(
    tx: &Writing,
    name: &str,
    value: &T,
    as_of: NaiveDate,
) -> Result<()> {
    let q = sql(
        "INSERT INTO base_figures (workspace_id, name, value, as_of, version) VALUES ($1, $2, $3, $4, 1) \
         ON CONFLICT (workspace_id, name) DO UPDATE SET value = excluded.value, as_of = excluded.as_of, version = base_figures.version + 1",
    );
    tx.execute(
        q.bind(tx.workspace())
            .bind(name)
            .bind(Value::json(value))
            .bind(as_of),
    )
    .await
    .map(drop)
}

/// The day's number, for callers that hold a date.
pub fn day(as_of: NaiveDate) -> i32 {
    dates::number(as_of)
}
