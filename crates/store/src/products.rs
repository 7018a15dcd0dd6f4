//! Rows of products. Everybody in the workspace sees them. Amounts come out in đồng until the service names the workspace's
//! currency.

use quen_core::fields::Catalogue;
use quen_core::products::{Product, catalogue};
use quen_core::{Currency, Money, Noun, Result};
use uuid::Uuid;

use crate::Rows;
use crate::db::{DbError, Row, Value, sql};
use crate::records::{Place, Table, Written, sorted_by};

/// The table of products.
pub struct Products;

const COLUMNS: &str = "t.id, t.sku, t.name, t.unit, t.category, t.price, t.cost, t.tax_rate, t.active, t.note, t.custom, \
    t.version, t.created_at, t.updated_at, t.deleted_at, \
    t.quality";

impl Table for Products {
    type Record = Product;
    const NAME: &'static str = "products";
    const SCORED: bool = true;
    const COLUMNS: &'static str = COLUMNS;
    const OWNER: Option<&'static str> = None;

    fn catalogue() -> Catalogue {
        catalogue()
    }

    fn read(row: &Row<'_>) -> Result<Product, DbError> {
        let money =
            |amount: Option<i64>| amount.map(|amount| Money::new(amount, Currency::default()));
        Ok(Product {
            id: row.get(0)?,
            sku: row.get(1)?,
            name: row.get(2)?,
            unit: row.get(3)?,
            category: row.get(4)?,
            price: money(row.get(5)?),
            cost: money(row.get(6)?),
            tax_rate: row.get(7)?,
            active: row.get(8)?,
            note: row.get(9)?,
            custom: row.json(10)?,
            version: row.get(11)?,
            created_at: row.get(12)?,
            updated_at: row.get(13)?,
            deleted_at: row.get(14)?,
            quality: row.get(15)?,
        })
    }

    fn sort_value(record: &Product, field: &str) -> Value {
        match field {
            "name" => name_key(&record.name).into(),
            _ => sorted_by(record, field),
        }
    }

    fn place(field: &str) -> Option<Place> {
        Some(Place::Column(match field {
            "sort:name" => "t.name_key",
            "sku" => "t.sku",
            "category" => "t.category",
            "price" => "t.price",
            "tax_rate" => "t.tax_rate",
            "active" => "t.active",
            "quality" => "t.quality",
            "updated_at" => "t.updated_at",
            "created_at" => "t.created_at",
            _ => return None,
        }))
    }
}

impl Written for Products {
    const NOUN: Noun = Noun::Products;
    const WRITTEN: &'static [&'static str] = &[
        "sku",
        "sku_key",
        "name",
        "name_key",
        "unit",
        "category",
        "price",
        "cost",
        "tax_rate",
        "active",
        "note",
        "custom",
        "created_at",
        "updated_at",
    ];

    fn values(record: &Product) -> Vec<Value> {
        vec![
            record.sku.clone().into(),
            record.sku_key().into(),
            record.name.clone().into(),
            name_key(&record.name).into(),
            record.unit.clone().into(),
            record.category.clone().into(),
            record.price.map(|money| money.amount).into(),
            record.cost.map(|money| money.amount).into(),
            record.tax_rate.into(),
            record.active.into(),
            record.note.clone().into(),
            Value::json(&record.custom),
            record.created_at.into(),
            record.updated_at.into(),
        ]
    }

    fn search_text(record: &Product) -> Option<String> {
        Some(record.search_text())
    }
}

/// Sort key of a product's name: word by word in Vietnamese order.
fn name_key(name: &str) -> Vec<u8> {
    quen_vietnam::collation::text_key(name)
}

/// The product that has this code now.
///
/// # Errors
/// A broken database.
pub async fn by_sku(rows: &impl Rows, sku_key: &str) -> Result<Option<Uuid>> {
    let q = sql(
        "SELECT id FROM products WHERE workspace_id = $1 AND sku_key = $2 AND deleted_at IS NULL",
    );
    Ok(rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(sku_key))
        .await?
        .map(|(id,)| id))
}

/// The oldest product of this name.
///
/// # Errors
/// A broken database.
pub async fn by_name(rows: &impl Rows, name: &str) -> Result<Option<Uuid>> {
    let q = sql(
        "SELECT id FROM products WHERE workspace_id = $1 AND name_key = $2 AND name = $3 AND deleted_at IS NULL ORDER BY id LIMIT 1",
    );
    Ok(rows
        .optional::<(Uuid,)>(q.bind(rows.workspace()).bind(name_key(name)).bind(name))
        .await?
        .map(|(id,)| id))
}
