//! Rows of an order list. Rows with one number are one order; a row without prices is the total of an order.

use serde_json::{Map, Value, json};

use super::cells::Row;
use super::{Context, Mapping, PartyKeys, Problems};
use crate::fields::FieldValue;
use crate::orders::{Quantity, catalogue};
use crate::{Money, text};

/// What a row says of an order.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderRow {
    /// The number; rows without one are orders of their own.
    pub number: Option<String>,
    /// The customer.
    pub party: PartyKeys,
    /// Product code of the line.
    pub sku: Option<String>,
    /// The line as the API takes it, without `product_id`; `None` when the row has only a total.
    pub line: Option<Map<String, Value>>,
    /// The total of the row.
    pub total: Option<Money>,
    /// The other values of the order, checked: `number`, `ordered_at`.
    pub values: Vec<(String, FieldValue)>,
    /// Cells that could not be read, under the field of the file. A row with problems is not part of an order.
    pub problems: Problems,
}

/// Reads one row.
pub fn order_row(mapping: &Mapping, cells: &[&str], context: Context) -> OrderRow {
    let mut row = Row::new(mapping, cells, context);
    row.check_currency();
    let party = row.party();
    row.take(&catalogue(), "number", "number");
    row.instant("ordered_at", "ordered_at");
    if row.cell("ordered_at").is_none() {
        row.wrong("ordered_at", "required");
    }
    let total = row.money("total");
    let line = line(&mut row, total);
    if line.is_none() && row.cell("total").is_none() {
        row.wrong("total", "required");
    }
    let number = row
        .values
        .iter()
        .find(|(field, _)| field == "number")
        .and_then(|(_, value)| value.clone().into_text());
    OrderRow {
        number,
        party,
        sku: row.cell("sku").map(text::one_line),
        line,
        total,
        values: row.values,
        problems: row.problems,
    }
}

/// The line of a row with a product, a price or a text. Without a unit price the total is that of the line: divided by the
/// quantity when it divides, else one of it.
fn line(row: &mut Row<'_>, total: Option<Money>) -> Option<Map<String, Value>> {
    if !["sku", "text", "unit_price"]
        .iter()
        .any(|field| row.cell(field).is_some())
    {
        return None;
    }
    let currency = row.context.currency;
    let mut quantity = quantity(row);
    let discount = row.money("discount");
    let mut price = row.money("unit_price");
    if let (None, None, Some(total)) = (price, row.cell("unit_price"), total) {
        let before = total
            .amount
            .saturating_add(discount.map_or(0, |discount| discount.amount));
        let (each, divides) = each(before, quantity);
        quantity = if divides { quantity } else { Quantity::ONE };
        price = Some(Money::new(each, currency));
    }
    let mut line = Map::new();
    line.insert("quantity".to_owned(), json!(quantity));
    let texts = row
        .cell("text")
        .or_else(|| row.cell("sku"))
        .map(|cell| text::one_line(cell).chars().take(500).collect::<String>());
    line.extend(texts.map(|text| ("text".to_owned(), Value::from(text))));
    for (name, money) in [
        ("unit_price", price),
        ("discount", discount),
        ("unit_cost", row.money("cost")),
    ] {
        line.extend(money.map(|money| (name.to_owned(), json!(money))));
    }
    line.extend(
        row.tax_rate("tax_rate")
            .map(|rate| ("tax_rate".to_owned(), json!(rate))),
    );
    Some(line)
}

fn quantity(row: &mut Row<'_>) -> Quantity {
    let Some(cell) = row.cell("quantity") else {
        return Quantity::ONE;
    };
    Quantity::parse(cell).unwrap_or_else(|| {
        row.wrong("quantity", "bad-quantity");
        Quantity::ONE
    })
}

/// The price of one unit, when whole minor units give the amount again.
fn each(amount: i64, quantity: Quantity) -> (i64, bool) {
    let exact = i128::from(amount) * 1_000;
    let thousandths = i128::from(quantity.thousandths());
    if exact % thousandths != 0 {
        return (amount, false);
    }
    (i64::try_from(exact / thousandths).unwrap_or(amount), true)
}

/// The values of an order from its rows: all lines when one row has a line, else the sum of the totals. `products` holds the
/// id for each row's code, in the order of the rows.
pub fn order_values(
    rows: &[OrderRow],
    products: &[Option<uuid::Uuid>],
) -> Vec<(String, FieldValue)> {
    let mut values = rows
        .first()
        .map(|row| row.values.clone())
        .unwrap_or_default();
    if rows.iter().any(|row| row.line.is_some()) {
        let ids = products.iter().copied().chain(std::iter::repeat(None));
        let lines: Vec<Value> = rows
            .iter()
            .zip(ids)
            .filter_map(|(row, id)| line_json(row, id))
            .collect();
        values.push(("lines".to_owned(), FieldValue::Json(Value::Array(lines))));
    } else if let Some(first) = rows.iter().find_map(|row| row.total) {
        let sum = rows
            .iter()
            .filter_map(|row| row.total)
            .fold(0_i64, |sum, total| sum.saturating_add(total.amount));
        values.push((
            "total".to_owned(),
            FieldValue::Money(Money {
                amount: sum,
                ..first
            }),
        ));
    }
    values
}

fn line_json(row: &OrderRow, product: Option<uuid::Uuid>) -> Option<Value> {
    let mut line = row.line.clone()?;
    if let Some(id) = product {
        line.insert("product_id".to_owned(), json!(id));
    } else {
        // Without a product of ours nothing can be filled in later.
        line.entry("unit_price").or_insert_with(|| json!(0));
    }
    Some(Value::Object(line))
}
