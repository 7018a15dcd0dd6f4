//! Lines of an order as they are typed: rows of text that become the JSON which the API takes, so that both doors are refused
//! alike. A row that is left empty is no line.

use quen_core::error::Problems;
use quen_core::fields::{Field, FieldType, FieldValue, from_text_in};
use quen_core::orders::Order;
use quen_core::products::Product;
use quen_core::{Currency, Money, Problem, Result};
use serde_json::{Map, Value, json};

use crate::forms::Pairs;
use crate::products::{plain_amount, plain_percent};

/// Rows of a form that nobody has asked more of.
pub const ROWS: usize = 5;
/// Rows of a form at most.
pub const MAX_ROWS: usize = quen_core::orders::MAX_LINES;

/// One row as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Name or code of a product, or any text.
    pub text: String,
    /// How much.
    pub quantity: String,
    /// Price of one.
    pub unit_price: String,
    /// Discount on the line.
    pub discount: String,
    /// Tax rate in per cent.
    pub tax_rate: String,
    /// What one costs; kept when an order is changed.
    pub unit_cost: String,
    /// The product it stood for.
    pub product_id: String,
}

impl Row {
    fn is_empty(&self) -> bool {
        [&self.text, &self.quantity, &self.unit_price, &self.discount]
            .iter()
            .all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a form.
pub fn sent(pairs: &[(String, String)]) -> Vec<Row> {
    let cell = |row: usize, name: &str| {
        let key = format!("lines.{row}.{name}");
        pairs
            .iter()
            .find(|(sent, _)| *sent == key)
            .map(|(_, value)| value.clone())
    };
    let mut rows = Vec::new();
    while let Some(text) = cell(rows.len(), "text").filter(|_| rows.len() < MAX_ROWS) {
        let at = rows.len();
        let other = |name| cell(at, name).unwrap_or_default();
        rows.push(Row {
            text,
            quantity: other("quantity"),
            unit_price: other("unit_price"),
            discount: other("discount"),
            tax_rate: other("tax_rate"),
            unit_cost: other("unit_cost"),
            product_id: other("product_id"),
        });
    }
    rows
}

/// Rows as a form would send them.
pub fn pairs(rows: Vec<Row>) -> Pairs {
    let cells = |(place, row): (usize, Row)| {
        [
            ("text", row.text),
            ("quantity", row.quantity),
            ("unit_price", row.unit_price),
            ("discount", row.discount),
            ("tax_rate", row.tax_rate),
            ("unit_cost", row.unit_cost),
            ("product_id", row.product_id),
        ]
        .map(|(name, text)| (format!("lines.{place}.{name}"), text))
    };
    rows.into_iter().enumerate().flat_map(cells).collect()
}

/// The rows of a stored order.
pub fn stored(order: &Order) -> Vec<Row> {
    let money = |amount| plain_amount(Money::new(amount, order.currency));
    let lines = order.lines.iter().map(|line| Row {
        text: line.text.clone(),
        quantity: line.quantity.to_string(),
        unit_price: money(line.unit_price),
        discount: if line.discount == 0 {
            String::new()
        } else {
            money(line.discount)
        },
        tax_rate: line.tax_rate.map(plain_percent).unwrap_or_default(),
        unit_cost: line.unit_cost.map(money).unwrap_or_default(),
        product_id: line.product_id.map(|id| id.to_string()).unwrap_or_default(),
    });
    lines.collect()
}

/// The lines as the API takes them, and for each the row it came from.
///
/// # Errors
/// `invalid` with every cell that cannot be read, named by its row.
pub fn read(rows: &[Row], products: &[Product], currency: Currency) -> Result<(Value, Vec<usize>)> {
    let mut problems = Problems::default();
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        lines.push(line(row, place, products, currency, &mut problems));
        places.push(place);
    }
    problems.finish()?;
    Ok((Value::Array(lines), places))
}

fn line(
    row: &Row,
    place: usize,
    products: &[Product],
    currency: Currency,
    problems: &mut Problems,
) -> Value {
    let mut line = Map::new();
    let typed = row.text.trim();
    let named = |product: &&Product| {
        product.name == typed
            || product
                .sku
                .as_deref()
                .is_some_and(|sku| sku.eq_ignore_ascii_case(typed))
    };
    let product = products.iter().find(named);
    match product {
        Some(product) => {
            line.insert("product_id".to_owned(), json!(product.id));
        }
        None => {
            line.insert("text".to_owned(), json!(typed));
        }
    }
    if product.is_none() && !row.product_id.is_empty() {
        line.insert("product_id".to_owned(), json!(row.product_id));
    }
    if !row.quantity.trim().is_empty() {
        line.insert("quantity".to_owned(), json!(row.quantity.trim()));
    }
    for (name, text, kind) in [
        ("unit_price", &row.unit_price, FieldType::Money),
        ("discount", &row.discount, FieldType::Money),
        ("unit_cost", &row.unit_cost, FieldType::Money),
        ("tax_rate", &row.tax_rate, FieldType::Percent),
    ] {
        let read = from_text_in(&Field::new(name, "", kind), text, currency);
        let read = read.map_err(|problem| Problem {
            field: format!("lines.{place}.{name}").into(),
            ..problem
        });
        match problems.keep(read) {
            None | Some(FieldValue::Empty) => {}
            Some(value) => {
                line.insert(name.to_owned(), value.to_json());
            }
        }
    }
    Value::Object(line)
}

/// Problems that name lines, renamed to the rows these came from.
pub fn at_rows(problems: Vec<Problem>, places: &[usize]) -> Vec<Problem> {
    let at_row = |problem: Problem| {
        let mut parts = problem.field.splitn(3, '.');
        let (list, line, cell) = (parts.next(), parts.next(), parts.next());
        let place = line
            .and_then(|line| line.parse().ok())
            .and_then(|line: usize| places.get(line).copied());
        match (list, place, cell) {
            (Some("lines"), Some(place), Some(cell)) => {
                let cell = if cell == "product_id" { "text" } else { cell };
                let field = format!("lines.{place}.{cell}");
                Problem {
                    field: field.into(),
                    ..problem
                }
            }
            _ => problem,
        }
    };
    problems.into_iter().map(at_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use quen_core::Error;

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn empty_rows_are_no_lines_and_problems_find_their_row() {
        let rows = sent(&pairs(&[
            ("lines.0.text", ""),
            ("lines.1.text", "Rang thuê"),
            ("lines.1.quantity", "2,5"),
            ("lines.1.unit_price", "1tr2"),
            ("lines.1.tax_rate", "8"),
        ]));
        let (lines, places) = read(&rows, &[], Currency::Vnd).unwrap();
        assert_eq!(lines[0]["unit_price"]["amount"], 1_200_000);
        assert_eq!(
            (lines[0]["quantity"].clone(), lines[0]["tax_rate"].clone()),
            (json!("2,5"), json!(800))
        );
        assert_eq!(places, [1]);
        let moved = at_rows(
            vec![
                Problem::new("lines.0.quantity", "bad-quantity"),
                Problem::new("total", "negative"),
            ],
            &places,
        );
        assert_eq!(
            (moved[0].field.as_ref(), moved[1].field.as_ref()),
            ("lines.1.quantity", "total")
        );
    }

    #[test]
    fn a_price_that_is_no_money_is_named() {
        let rows = sent(&pairs(&[
            ("lines.0.text", "a"),
            ("lines.0.unit_price", "nhiều"),
        ]));
        let Err(Error::Invalid(problems)) = read(&rows, &[], Currency::Vnd) else {
            panic!("refused")
        };
        assert_eq!(problems[0].field, "lines.0.unit_price");
    }
}
