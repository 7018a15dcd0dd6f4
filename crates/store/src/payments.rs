//! Rows of payments. They are seen by those who reach the customer. Amounts come out in đồng until the service names the
//! workspace's currency. What an order owes is kept on the order, and never summed up here.

use chrono::{DateTime, NaiveDate, Utc};
use quen_core::fields::Catalogue;
use quen_core::orders::Owed;
use quen_core::payments::{Payment, catalogue};
use quen_core::{Currency, Money, Noun, Result};
use uuid::Uuid;

use crate::db::{DbError, FromRow, Row, Sql, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};
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

    fn search_text(_record: &Payment) -> Option<String> {
        None
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

/// The payments of an order go with it: to another customer, into the bin at an instant and out again.
///
/// # Errors
/// A broken database.
pub async fn follow(
    tx: &Writing,
    (order, party): (Uuid, Uuid),
    before: Option<DateTime<Utc>>,
    after: Option<DateTime<Utc>>,
) -> Result<()> {
    let named = named_by_order(tx, order, party).await?;
    let mut q = sql("UPDATE payments SET version = version + 1, party_id = ");
    q.push_bind(party).push(", deleted_at = ").push_bind(after);
    q.push(" WHERE workspace_id = ").push_bind(tx.workspace());
    q.push(" AND order_id = ").push_bind(order);
    match before {
        None => q.push(" AND deleted_at IS NULL"),
        Some(at) => q.push(" AND deleted_at = ").push_bind(at),
    };
    tx.execute(q).await?;
    fields::follow(tx, Noun::Payments.plural(), named).await
}

/// Whose roll-ups look at the payments of an order that goes to this customer.
async fn named_by_order(tx: &Writing, order: Uuid, party: Uuid) -> Result<Vec<fields::Named>> {
    let followed = tx.customs().followed(Noun::Payments.plural());
    if followed.is_empty() {
        return Ok(Vec::new());
    }
    let q = sql("SELECT DISTINCT party_id FROM payments WHERE workspace_id = $1 AND order_id = $2");
    let before: Vec<(Uuid,)> = tx.all(q.bind(tx.workspace()).bind(order)).await?;
    let mut named = Vec::new();
    for one in followed {
        let parties = before.iter().map(|(party,)| *party).chain([party]);
        let ids: Vec<Uuid> = match one.via.as_str() {
            "order_id" => vec![order],
            _ => parties.collect(),
        };
        named.extend(ids.into_iter().map(|id| (one.holder.clone(), id)));
    }
    Ok(named)
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
