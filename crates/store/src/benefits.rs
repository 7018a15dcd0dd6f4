//! Rows of benefits. They are seen by those who reach the party. Amounts come out in đồng until the service names the
//! workspace's currency.

use chrono::NaiveDate;
use quen_core::benefits::{Benefit, catalogue};
use quen_core::fields::Catalogue;
use quen_core::{Currency, Money, Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, Row, Sql, Value, sql};
use crate::records::{PARTY_OWNER, Place, Table, Written, loaded};

/// The table of benefits.
pub struct Benefits;

const COLUMNS: &str = "t.id, t.party_id, t.side, t.kind, t.happened_on, t.amount, t.text, t.custom, t.version, t.created_by, \
    t.created_at, t.updated_at, t.deleted_at, \
    t.quality";

impl Table for Benefits {
    type Record = Benefit;
    const NAME: &'static str = "benefits";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = Some(PARTY_OWNER);

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Benefit, DbError> {
        let amount: Option<i64> = row.get(5)?;
        Ok(Benefit {
            id: row.get(0)?,
            party_id: row.get(1)?,
            side: row.get(2)?,
            kind: row.get(3)?,
            happened_on: row.get(4)?,
            amount: amount.map(|amount| Money::new(amount, Currency::default())),
            text: row.get(6)?,
            custom: row.json(7)?,
            version: row.get(8)?,
            created_by: row.get(9)?,
            created_at: row.get(10)?,
            updated_at: row.get(11)?,
            deleted_at: row.get(12)?,
            quality: row.get(13)?,
        })
    }

    fn push_same(record: &Benefit, q: &mut Sql) -> bool {
        q.push(" AND t.party_id = ").push_bind(record.party_id);
        q.push(" AND t.happened_on = ")
            .push_bind(record.happened_on);
        q.push(" AND t.text = ").push_bind(record.text.clone());
        true
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "party_id" => "t.party_id",
            "side" => "t.side",
            "kind" => "t.kind",
            "happened_on" => "t.happened_on",
            "amount" => "t.amount",
            "quality" => "t.quality",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Benefits {
    const NOUN: Noun = Noun::Benefits;
    const WRITTEN: &'static [&'static str] = &[
        "party_id",
        "side",
        "kind",
        "happened_on",
        "amount",
        "text",
        "custom",
        "created_by",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Benefit) -> Vec<Value> {
        vec![
            record.party_id.into(),
            record.side.clone().into(),
            record.kind.clone().into(),
            record.happened_on.into(),
            record.amount.map(|money| money.amount).into(),
            record.text.clone().into(),
            Value::json(&record.custom),
            record.created_by.into(),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Benefit) -> Option<String> {
        Some(record.search_text())
    }
}

/// Benefits of a party, newest first.
///
/// # Errors
/// A broken database.
pub async fn of_party(rows: &impl Rows, party: Uuid, limit: i64) -> Result<Vec<Benefit>> {
    let q = sql(format!(
        "SELECT {COLUMNS} FROM benefits t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         ORDER BY t.happened_on DESC, t.id DESC LIMIT $3"
    ));
    let q = q.bind(rows.workspace()).bind(party).bind(limit);
    loaded::<Benefits>(rows, q).await
}

/// The last day on which a party got a gift, a help or a concession.
///
/// # Errors
/// A broken database.
pub async fn given_on(rows: &impl Rows, party: Uuid) -> Result<Option<NaiveDate>> {
    let q = sql(
        "SELECT MAX(t.happened_on) FROM benefits t WHERE t.workspace_id = $1 AND t.party_id = $2 AND t.deleted_at IS NULL \
         AND t.side = 'given' AND t.kind IN ('gift', 'help', 'concession')",
    );
    let (last,) = rows.one(q.bind(rows.workspace()).bind(party)).await?;
    Ok(last)
}
