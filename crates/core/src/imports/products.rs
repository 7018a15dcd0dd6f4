//! A row of a price list.

use serde_json::{Map, Value};

use super::cells::Row;
use super::{Context, Mapping, Problems};
use crate::fields::FieldValue;
use crate::products::catalogue;
use crate::text;

/// What a row says of a product.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductRow {
    /// Values for the product's fields, checked.
    pub values: Vec<(String, FieldValue)>,
    /// Cells that could not be read, under the field of the file.
    pub problems: Problems,
}

/// Reads one row. Without a name the code stands for it.
pub fn product_row(mapping: &Mapping, cells: &[&str], context: Context) -> ProductRow {
    let mut row = Row::new(mapping, cells, context);
    let catalogue = catalogue();
    row.check_currency();
    let fields = [
        ("sku", "sku"),
        ("name", "name"),
        ("unit", "unit"),
        ("group", "category"),
        ("unit_price", "price"),
        ("cost", "cost"),
        ("description", "note"),
    ];
    for (from, to) in fields {
        row.take(&catalogue, from, to);
    }
    if row.cell("name").is_none() {
        row.take(&catalogue, "sku", "name");
    }
    if let Some(Some(rate)) = row.tax_rate("tax_rate") {
        row.put("tax_rate", FieldValue::Integer(rate));
    }
    let mut custom = Map::new();
    for field in ["barcode", "stock"] {
        custom.extend(
            row.cell(field)
                .map(|cell| (field.to_owned(), Value::from(text::one_line(cell)))),
        );
    }
    row.put("custom", FieldValue::custom(&custom));
    if !row.values.iter().any(|(field, _)| field == "name") {
        row.wrong("name", "required");
    }
    ProductRow {
        values: row.values,
        problems: row.problems,
    }
}
