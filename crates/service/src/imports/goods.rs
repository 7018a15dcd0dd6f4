//! Rows of products. Pure.

use quen_core::Problem;
use quen_core::fields::{FieldType, FieldValue};
use quen_core::parties::code_key;
use quen_documents::tables::Row;
use serde_json::{Map, Value};

use super::cells::House;
use super::people::Wrong;
use super::trade::Cells;

/// A product as a file has it.
#[derive(Debug, Clone)]
pub(super) struct ProductRow {
    pub values: Vec<(String, FieldValue)>,
    /// What its code is compared by; the name finds it when there is none.
    pub sku_key: Option<String>,
    pub name: Option<String>,
}

/// Reads products.
#[derive(Debug)]
pub(super) struct GoodsReader {
    house: House,
}

impl GoodsReader {
    pub(super) fn new(house: House) -> Self {
        Self { house }
    }

    pub(super) fn read(
        &self,
        columns: &[(usize, &'static str)],
        row: &Row,
    ) -> Result<ProductRow, Vec<Wrong>> {
        let cells = Cells {
            columns,
            row,
            house: self.house,
        };
        let mut wrong = Vec::new();
        let mut values = Vec::new();
        for (column, field, kind) in [
            ("sku", "sku", FieldType::Text { max: 60 }),
            ("name", "name", FieldType::Text { max: 200 }),
            ("unit", "unit", FieldType::Text { max: 30 }),
            ("group", "category", FieldType::Text { max: 120 }),
            ("unit_price", "price", FieldType::Money),
            ("cost", "cost", FieldType::Money),
            ("tax_rate", "tax_rate", FieldType::Percent),
            ("description", "note", FieldType::LongText { max: 10_000 }),
        ] {
            let read = cells.read(column, kind, &mut wrong);
            if !read.is_empty() {
                values.push((field.to_owned(), read));
            }
        }
        let custom: Map<String, Value> = ["barcode", "stock"]
            .into_iter()
            .filter_map(|field| {
                Some((
                    field.to_owned(),
                    Value::from(
                        cells
                            .cell(field)?
                            .text()
                            .chars()
                            .take(1000)
                            .collect::<String>(),
                    ),
                ))
            })
            .collect();
        if !custom.is_empty() {
            values.push(("custom".to_owned(), FieldValue::custom(&custom)));
        }
        let text = |name: &str| {
            values
                .iter()
                .find(|(field, _)| field == name)
                .and_then(|(_, value)| value.clone().into_text())
        };
        let (sku, name) = (text("sku"), text("name"));
        if sku.is_none() && name.is_none() && wrong.is_empty() {
            wrong.push((cells.place("name"), Problem::new("name", "required")));
        }
        let sku_key = sku.as_deref().map(code_key);
        if wrong.is_empty() {
            Ok(ProductRow {
                values,
                sku_key,
                name,
            })
        } else {
            Err(wrong)
        }
    }
}
