//! What the business sells. A product gives defaults to order lines; an order keeps its own prices and never changes
//! because a product did.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::Problems;
use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record, with_custom};
use crate::kept::kept;
use crate::{Currency, Money, Noun, Problem, Result, text};

/// Highest tax rate in basis points.
pub const MAX_TAX_RATE: i64 = 10_000;

/// A product or a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// UUIDv7.
    pub id: Uuid,
    /// The business's own code; unique when given.
    pub sku: Option<String>,
    /// Name.
    pub name: String,
    /// Unit of quantity: kg, bag, hour.
    pub unit: Option<String>,
    /// Group; a first purchase in a new group widens the relationship.
    pub category: Option<String>,
    /// Price without tax.
    pub price: Option<Money>,
    /// What one unit costs the business.
    pub cost: Option<Money>,
    /// Tax rate in basis points (800 is 8 %); `None` when not taxed.
    pub tax_rate: Option<i64>,
    /// Offered for new orders.
    pub active: bool,
    /// A few lines.
    pub note: Option<String>,
    /// Values of custom fields.
    pub custom: Map<String, Value>,
    /// 0 to 100 by what is filled in; none until it was looked at. Set by the product alone.
    #[serde(default)]
    pub quality: Option<i64>,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// When it went to the bin.
    pub deleted_at: Option<DateTime<Utc>>,
}

impl Product {
    /// An active product without a name.
    pub fn new(id: Uuid, now: DateTime<Utc>) -> Self {
        Self {
            id,
            sku: None,
            name: String::new(),
            unit: None,
            category: None,
            price: None,
            cost: None,
            tax_rate: None,
            active: true,
            note: None,
            custom: Map::new(),
            quality: None,
            version: 1,
            created_at: now,
            updated_at: now,
            deleted_at: None,
        }
    }

    /// Checks the rules; to be called before writing. `currency` is the workspace's.
    ///
    /// # Errors
    /// `negative` or `other-currency` at `price` or `cost`, `bad-tax-rate` at `tax_rate`.
    pub fn settle(&mut self, currency: Currency) -> Result<()> {
        let mut problems = Problems::default();
        for (field, money) in [("price", self.price), ("cost", self.cost)] {
            let Some(money) = money else { continue };
            if money.amount < 0 {
                problems.push(Problem::new(field, "negative"));
            }
            if money.currency != currency {
                problems
                    .push(Problem::new(field, "other-currency").with("currency", currency.code()));
            }
        }
        if self
            .tax_rate
            .is_some_and(|rate| !(0..=MAX_TAX_RATE).contains(&rate))
        {
            problems.push(Problem::new("tax_rate", "bad-tax-rate"));
        }
        problems.finish()
    }

    /// What product codes are compared by.
    pub fn sku_key(&self) -> Option<String> {
        self.sku.as_deref().map(crate::parties::code_key)
    }

    /// Words for the search index, folded, each after a space.
    pub fn search_text(&self) -> String {
        let parts = [Some(&self.name), self.sku.as_ref(), self.category.as_ref()];
        let words = parts
            .into_iter()
            .flatten()
            .flat_map(|part| text::folded_words(part));
        words.map(|word| format!(" {word}")).collect()
    }
}

kept!(Product, |_| None);

impl Record for Product {
    fn get(&self, field: &str) -> FieldValue {
        match field {
            "id" => FieldValue::Id(self.id),
            "sku" => FieldValue::text(self.sku.as_deref()),
            "name" => FieldValue::text(Some(&self.name)),
            "unit" => FieldValue::text(self.unit.as_deref()),
            "category" => FieldValue::text(self.category.as_deref()),
            "price" => FieldValue::of(self.price, FieldValue::Money),
            "cost" => FieldValue::of(self.cost, FieldValue::Money),
            "tax_rate" => FieldValue::of(self.tax_rate, FieldValue::Integer),
            "active" => FieldValue::Bool(self.active),
            "note" => FieldValue::text(self.note.as_deref()),
            "custom" => FieldValue::custom(&self.custom),
            "created_at" => FieldValue::Instant(self.created_at),
            "quality" => FieldValue::of(self.quality, FieldValue::Integer),
            "updated_at" => FieldValue::Instant(self.updated_at),
            _ => FieldValue::Empty,
        }
    }

    fn set(&mut self, field: &str, value: FieldValue) -> std::result::Result<(), Problem> {
        match (field, value) {
            ("sku", value) => self.sku = value.into_text(),
            ("name", FieldValue::Text(name)) => self.name = name,
            ("unit", value) => self.unit = value.into_text(),
            ("category", value) => self.category = value.into_text(),
            ("price", value) => self.price = value.into_money(),
            ("cost", value) => self.cost = value.into_money(),
            ("tax_rate", value) => self.tax_rate = value.into_integer(),
            ("active", value) => self.active = value == FieldValue::Bool(true),
            ("note", value) => self.note = value.into_text(),
            ("custom", value) => self.custom = value.into_custom(),
            ("quality", value) => self.quality = value.into_integer(),
            (field, _) => return Err(Problem::new(field.to_owned(), "invalid-value")),
        }
        Ok(())
    }

    with_custom!();
}

/// The fields of products, in the order of forms and exports.
pub fn catalogue() -> Catalogue {
    use FieldType as T;
    let derived = |name, label, kind| Field::new(name, label, kind).derived();
    let fields = vec![
        Field::new("sku", "field-products-sku", T::Text { max: 60 })
            .searchable()
            .filterable()
            .listed(),
        Field::new("name", "field-products-name", T::Text { max: 200 })
            .required()
            .searchable()
            .sortable()
            .listed(),
        Field::new("unit", "field-products-unit", T::Text { max: 40 }).listed(),
        Field::new("category", "field-products-category", T::Text { max: 120 })
            .searchable()
            .filterable()
            .listed(),
        Field::new("price", "field-products-price", T::Money)
            .filterable()
            .listed(),
        Field::new("cost", "field-products-cost", T::Money),
        Field::new("tax_rate", "field-products-tax-rate", T::Percent).filterable(),
        Field::new("active", "field-products-active", T::Bool)
            .filterable()
            .listed(),
        Field::new("note", "field-products-note", T::LongText { max: 10_000 }),
        Field::new("custom", "field-products-custom", T::Json),
        crate::quality::field(),
        derived("created_at", "field-products-created-at", T::Instant)
            .filterable()
            .sortable(),
        derived("updated_at", "field-products-updated-at", T::Instant)
            .filterable()
            .sortable(),
    ];
    Catalogue {
        noun: Noun::Products,
        fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_in_the_currency_of_the_house_and_not_below_zero() {
        let mut product = Product::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        product.price = Some(Money::new(-1, Currency::Usd));
        product.cost = Some(Money::new(90_000, Currency::Vnd));
        product.tax_rate = Some(10_001);
        let Err(crate::Error::Invalid(problems)) = product.settle(Currency::Vnd) else {
            panic!("refused")
        };
        let found: Vec<_> = problems
            .iter()
            .map(|p| (p.field.as_ref(), p.code))
            .collect();
        assert_eq!(
            found,
            [
                ("price", "negative"),
                ("price", "other-currency"),
                ("tax_rate", "bad-tax-rate")
            ]
        );
        product.price = Some(Money::new(180_000, Currency::Vnd));
        product.tax_rate = Some(800);
        assert!(product.settle(Currency::Vnd).is_ok());
    }

    #[test]
    fn found_by_code_and_name() {
        let mut product = Product::new(Uuid::from_u128(1), DateTime::UNIX_EPOCH);
        product.name = "Cầu Đất Arabica".into();
        product.sku = Some("CD-A250".into());
        assert_eq!(product.search_text(), " cau dat arabica cd a250");
        assert_eq!(product.sku_key().as_deref(), Some("cd-a250"));
    }
}
