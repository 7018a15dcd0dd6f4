//! Rows of payments. They are seen by those who reach the customer. Amounts come out in đồng until the service names the
//! workspace's currency. What an order owes is kept on the order, and never summed up here.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::Catalogue;
use quen_core::orders::Owed;
use quen_core::payments::{Payment, catalogue};
use quen_core::{Currency, Money, Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, index, loaded};
use crate::{Rows, Writing, fields};

/// The table of payments.
pub struct Payments;

const COLUMNS: &str = "t.id, t.order_id, t.party_id, t.amount, t.paid_on, t.way, t.text, t.custom, t.version, t.created_by, \
    t.created_at, t.updated_at, t.deleted_at";

impl Table for Payments {
    type Record = Payment;
    const NAME: &'static str = "payments";
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);
    const SORT: Option<&'static str> = Some("-paid_on");

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Payment, DbError> {
        Ok(Payment {
            id: row.get(0)?,
            order_id: row.get(1)?,
            party_id: row.get(2)?,
            amount: Money::new(row.get(3)?, Currency::default()),
            paid_on: row.get(4)?,
            way: row.get(5)?,
            text: row.get(6)?,
            custom: row.json(7)?,
            version: row.get(8)?,
            created_by: row.get(9)?,
            created_at: row.get(10)?,
            updated_at: row.get(11)?,
            deleted_at: row.get(12)?,
        })
    }

    fn push_same(record: &Payment, q: &mut Sql) -> bool {
        q.push(" AND t.order_id = ").push_bind(record.order_id);
        q.push(" AND t.paid_on = ").push_bind(record.paid_on);
        q.push(" AND t.amount = ").push_bind(record.amount.amount);
        true
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "order_id" => "t.order_id",
            "party_id" => "t.party_id",
            "amount" => "t.amount",
            "paid_on" => "t.paid_on",
            "way" => "t.way",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Payments {
    const NOUN: Noun = Noun::Payments;
    const WRITTEN: &'static [&'static str] = &[
        "order_id",
        "party_id",
        "amount",
        "paid_on",
        "way",
        "text",
        "custom",
        "created_by",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Payment) -> Vec<Value> {
        vec![
            record.order_id.into(),
            record.party_id.into(),
            record.amount.amount.into(),
            record.paid_on.into(),
            record.way.clone().into(),
            record.text.clone().into(),
            Value::json(&record.custom),
            record.created_by.into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Payment) -> Option<String> {
        Some(record.search_text())
    }
}

/// The payments of an order that the caller has found, oldest first.
///
/// # Errors
/// A broken database.
pub async fn of_order(rows: &impl Rows, order: Uuid) -> Result<Vec<Payment>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM payments t WHERE t.workspace_id = $1 AND t.order_id = $2 AND t.deleted_at IS NULL ORDER BY t.paid_on, t.id"
    ));
    loaded::<Payments>(rows, q.bind(rows.workspace()).bind(order)).await
}

/// The payments of an order go with it: to another customer, into the bin at an instant and out again. What stands beside them, the
/// values of their own fields and their words, goes and comes with them.
///
/// # Errors
/// A broken database.
pub async fn follow(
    tx: &Writing,
    (order, party): (Uuid, Uuid),
    before: Option<DateTime<Utc>>,
    after: Option<DateTime<Utc>>,
) -> Result<()> {
    let word = Noun::Payments.plural();
    let moving = lying(tx, order, before).await?;
    let mut named = Vec::new();
    for payment in &moving {
        named.extend(fields::named_before(tx, word, payment.id).await?);
    }
    let mut q = sql("UPDATE payments SET version = version + 1, party_id = ");
    q.push_bind(party).push(", deleted_at = ").push_bind(after);
    q.push(" WHERE workspace_id = ").push_bind(tx.workspace());
    q.push(" AND order_id = ").push_bind(order);
    push_lying(&mut q, before);
    tx.execute(q).await?;
    for payment in moving {
        let moved = Payment {
            party_id: party,
            deleted_at: after,
            ..payment
        };
        index::<Payments>(tx, &moved).await?;
        named.extend(fields::named_by(tx, word, &moved));
    }
    fields::follow(tx, word, named).await
}

/// The payments of an order that lie in the bin since an instant, or in none.
async fn lying(tx: &Writing, order: Uuid, since: Option<DateTime<Utc>>) -> Result<Vec<Payment>> {
    let mut q = sql(format!(
        "SELECT {COLUMNS} FROM payments t WHERE t.workspace_id = $1 AND t.order_id = $2"
    ))
    .bind(tx.workspace())
    .bind(order);
    push_lying(&mut q, since);
    loaded::<Payments>(tx, q).await
}

fn push_lying(q: &mut Sql, since: Option<DateTime<Utc>>) {
    match since {
        None => q.push(" AND deleted_at IS NULL"),
        Some(at) => q.push(" AND deleted_at = ").push_bind(at),
    };
}

struct Counted(Owed);

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        let [amount, overdue]: [Option<i64>; 2] = [row.get(0)?, row.get(2)?];
        Ok(Self(Owed {
            amount: amount.unwrap_or(0),
            orders: row.get(1)?,
            overdue: overdue.unwrap_or(0),
        }))
    }
}

/// What a customer owes.
///
/// # Errors
/// A broken database.
pub async fn owed_of_party(rows: &impl Rows, party: Uuid, today: NaiveDate) -> Result<Owed> {
    let q = sql(
        "SELECT CAST(SUM(t.owed) AS BIGINT), COUNT(*), CAST(SUM(CASE WHEN t.due_on < $3 THEN t.owed ELSE 0 END) AS BIGINT) \
         FROM orders t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL AND t.owed > 0",
    );
    let q = q.bind(rows.workspace()).bind(party).bind(today);
    Ok(rows.one::<Counted>(q).await?.0)
}
