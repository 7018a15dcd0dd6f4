//! Rows of orders: the rows of one number to one order with its lines, its customer named by what the file gives. Pure;
//! products and customers are looked up when it is written.

use chrono::{DateTime, Utc};
use quen_core::fields::{Field, FieldType, FieldValue};
use quen_core::orders::{self, Order, Quantity};
use quen_core::payments::Stated;
use quen_core::{Currency, Error, Money, Problem};
use quen_documents::tables::{Cell, Row};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::cells::{House, value};
use super::paying;
use super::people::{PartyRow, PeopleReader, Wrong};

/// An order as a file has it.
#[derive(Debug, Clone)]
pub(super) struct OrderRow {
    /// Whose it is.
    pub party: PartyRow,
    /// Its number; that of the row's hash when the file has none.
    pub number: String,
    pub ordered_at: FieldValue,
    pub lines: Vec<LineRow>,
    /// What it comes to, when there are no lines.
    pub total: Option<Money>,
    /// What it says of its payment.
    pub stated: Stated,
    /// Its other days, and values of fields that the workspace made for itself.
    pub own: Vec<(String, FieldValue)>,
}

/// A line with the code of its product.
#[derive(Debug, Clone)]
pub(super) struct LineRow {
    pub sku: Option<String>,
    /// The line as the API takes it, without `product_id`.
    pub line: Map<String, Value>,
}

/// Reads orders.
#[derive(Debug)]
pub(super) struct TradeReader {
    house: House,
    people: PeopleReader,
    now: DateTime<Utc>,
}

impl TradeReader {
    pub(super) fn new(house: House, people: PeopleReader, now: DateTime<Utc>) -> Self {
        Self { house, people, now }
    }

    pub(super) fn has(&self, columns: &[(usize, &'static str)], field: &str) -> bool {
        columns.iter().any(|(_, name)| *name == field)
    }

    /// Reads the rows of one order.
    pub(super) fn read(
        &self,
        columns: &[(usize, &'static str)],
        rows: &[Row],
    ) -> Result<OrderRow, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let empty = Row {
            number: 0,
            cells: Vec::new(),
        };
        let first = rows.first().unwrap_or(&empty);
        let party = customer(&self.people, columns, first).unwrap_or_else(|problems| {
            wrong.extend(problems);
            PartyRow::default()
        });
        let head = Cells {
            columns,
            row: first,
            house: self.house,
        };
        let number = head
            .read("number", FieldType::Text { max: 60 }, &mut wrong)
            .into_text()
            .unwrap_or_default();
        let ordered_at = head.read("ordered_at", FieldType::Instant, &mut wrong);
        if ordered_at.is_empty() && wrong.is_empty() {
            wrong.push((
                head.place("ordered_at"),
                Problem::new("ordered_at", "required"),
            ));
        }
        let mut order = OrderRow {
            party,
            number,
            ordered_at,
            lines: Vec::new(),
            total: None,
            stated: Stated::default(),
            own: paying::days(&head, &mut wrong),
        };
        for row in rows {
            self.add(
                &mut order,
                &Cells {
                    columns,
                    row,
                    house: self.house,
                },
                &mut wrong,
            );
        }
        if wrong.is_empty() {
            self.check(&order, &head, &mut wrong);
        }
        if wrong.is_empty() {
            Ok(order)
        } else {
            Err(wrong)
        }
    }

    /// Takes a row's line, or its share of the total, in.
    fn add(&self, order: &mut OrderRow, cells: &Cells<'_>, wrong: &mut Vec<Wrong>) {
        let currency = cells
            .read("currency", FieldType::Text { max: 20 }, wrong)
            .into_text();
        if currency.is_some_and(|code| !is(&code, self.house.currency)) {
            wrong.push((
                cells.place("currency"),
                Problem::new("currency", "other-currency")
                    .with("currency", self.house.currency.code()),
            ));
        }
        let total = cells.read("total", FieldType::Money, wrong).into_money();
        let sku = cells
            .read("sku", FieldType::Text { max: 60 }, wrong)
            .into_text();
        let text = cells
            .read("text", FieldType::Text { max: 500 }, wrong)
            .into_text();
        let price = cells
            .read("unit_price", FieldType::Money, wrong)
            .into_money();
        let is_sum = sku.is_none() && text.is_none() && price.is_none();
        paying::take(&mut order.stated, cells, is_sum, wrong);
        if is_sum {
            if let Some(more) = total {
                let sum = order
                    .total
                    .map_or(Some(more.amount), |sum| sum.amount.checked_add(more.amount));
                order.total = sum.map(|sum| Money::new(sum, self.house.currency));
            }
            return;
        }
        let mut quantity = cells.quantity(wrong);
        let mut text = text
            .or_else(|| sku.clone())
            .unwrap_or_else(|| order.number.clone());
        let price = price.map(|price| price.amount).or_else(|| {
            let total = total?.amount;
            let each = whole_quotient(total, quantity);
            if each.is_none() {
                text = format!("{text} × {quantity}");
                quantity = Quantity::ONE;
            }
            each.or(Some(total))
        });
        let mut line = Map::new();
        line.insert("text".to_owned(), json!(text));
        line.insert("quantity".to_owned(), json!(quantity));
        if let Some(price) = price {
            line.insert("unit_price".to_owned(), json!(price));
        }
        for (field, name) in [("discount", "discount"), ("cost", "unit_cost")] {
            if let Some(money) = cells.read(field, FieldType::Money, wrong).into_money() {
                line.insert(name.to_owned(), json!(money.amount));
            }
        }
        if let Some(rate) = cells
            .read("tax_rate", FieldType::Percent, wrong)
            .into_integer()
        {
            line.insert("tax_rate".to_owned(), json!(rate));
        }
        order.lines.push(LineRow { sku, line });
    }

    /// Tries the rules of orders as far as they need no other record, so that no customer is made for a bad order.
    fn check(&self, row: &OrderRow, head: &Cells<'_>, wrong: &mut Vec<Wrong>) {
        let mut order = Order::new(Uuid::nil(), self.house.currency, self.now);
        let number = if row.number.is_empty() {
            "-"
        } else {
            &row.number
        };
        let priced = row
            .lines
            .iter()
            .all(|line| line.line.contains_key("unit_price"));
        let lines: Vec<Value> = row
            .lines
            .iter()
            .map(|line| Value::Object(line.line.clone()))
            .collect();
        let mut values = vec![
            ("number".to_owned(), FieldValue::Text(number.to_owned())),
            ("party_id".to_owned(), FieldValue::Id(Uuid::max())),
            ("ordered_at".to_owned(), row.ordered_at.clone()),
        ];
        values.extend(amounts(lines, row.total));
        values.extend(row.own.iter().cloned());
        let house = orders::House {
            now: self.now,
            zone: self.house.zone,
            currency: self.house.currency,
        };
        let tried = quen_core::fields::apply(&mut order, values).and_then(|()| {
            if priced {
                order.settle(None, house)
            } else {
                Ok(())
            }
        });
        if let Err(Error::Invalid(problems)) = tried {
            wrong.extend(
                problems
                    .into_iter()
                    .map(|problem| (head.place(&problem.field), problem)),
            );
            return;
        }
        let today = self.now.with_timezone(&self.house.zone).date_naive();
        let mut said = row.stated.problems(today);
        // What a product adds, such as its tax, is known only when the order is written.
        let plain = priced && row.lines.iter().all(|line| line.sku.is_none());
        if said.is_empty() && plain {
            said.extend(row.stated.missing(&order).err());
        }
        wrong.extend(
            said.into_iter()
                .map(|problem| (head.place(&problem.field), problem)),
        );
    }
}

/// The values that say what was bought: lines, or a total alone.
pub(super) fn amounts(lines: Vec<Value>, total: Option<Money>) -> Vec<(String, FieldValue)> {
    if !lines.is_empty() {
        return vec![("lines".to_owned(), FieldValue::Json(Value::Array(lines)))];
    }
    total
        .map(|total| ("total".to_owned(), FieldValue::Money(total)))
        .into_iter()
        .collect()
}

/// The party that a row names, to be found, or made from what is given.
pub(super) fn customer(
    people: &PeopleReader,
    columns: &[(usize, &'static str)],
    row: &Row,
) -> Result<PartyRow, Vec<Wrong>> {
    let named = |field: &str| match field {
        "party_code" => Some("code"),
        "party_phone" => Some("phone"),
        "party_email" => Some("email"),
        "party_name" => Some("full_name"),
        _ => None,
    };
    let of_party: Vec<(usize, &'static str)> = columns
        .iter()
        .filter_map(|(place, field)| Some((*place, named(field)?)))
        .collect();
    let mut party = people.read(&of_party, row)?;
    let given = |name: &str| {
        party
            .values
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
    };
    let shown = |value: Option<FieldValue>| match value? {
        FieldValue::Text(text) => Some(text),
        FieldValue::Contacts(list) => list.into_iter().next().map(|contact| contact.display),
        _ => None,
    };
    let name = shown(given("name"));
    let Some(fallback) = ["code", "phones", "emails"]
        .into_iter()
        .find_map(|field| shown(given(field)))
        .or_else(|| name.clone())
    else {
        return Err(vec![(usize::MAX, Problem::new("", "row-without-party"))]);
    };
    if party.keys.is_empty() {
        party.row_key = name
            .as_deref()
            .map(|name| format!("name:{}", quen_vietnam::fold::fold(name)));
        party.by_name = name.clone();
    }
    if name.is_none() {
        party
            .when_new
            .push(("name".to_owned(), FieldValue::Text(fallback)));
    }
    party
        .when_new
        .push(("incomplete".to_owned(), FieldValue::Bool(true)));
    Ok(party)
}

/// Cells of a row by field.
pub(super) struct Cells<'a> {
    pub columns: &'a [(usize, &'static str)],
    pub row: &'a Row,
    pub house: House,
}

impl Cells<'_> {
    /// Where a field stands in the row; nowhere for one that has no column.
    pub(super) fn place(&self, field: &str) -> usize {
        self.columns
            .iter()
            .find(|(_, name)| *name == field)
            .map_or(usize::MAX, |(place, _)| *place)
    }

    pub(super) fn cell(&self, field: &str) -> Option<&Cell> {
        self.row
            .cells
            .get(self.place(field))
            .filter(|cell| !cell.is_empty())
    }

    /// A value of the given type; empty, and noted, when the cell does not hold one.
    pub(super) fn read(
        &self,
        field: &'static str,
        kind: FieldType,
        wrong: &mut Vec<Wrong>,
    ) -> FieldValue {
        let Some(cell) = self.cell(field) else {
            return FieldValue::Empty;
        };
        value(&Field::new(field, field, kind), cell, self.house).unwrap_or_else(|problem| {
            wrong.push((self.place(field), problem));
            FieldValue::Empty
        })
    }

    fn quantity(&self, wrong: &mut Vec<Wrong>) -> Quantity {
        let Some(cell) = self.cell("quantity") else {
            return Quantity::ONE;
        };
        let parsed = match cell {
            Cell::Number(digits) => Quantity::parse(digits),
            other => Quantity::parse(&other.text().trim().replace(',', ".")),
        };
        parsed.unwrap_or_else(|| {
            wrong.push((
                self.place("quantity"),
                Problem::new("quantity", "bad-quantity"),
            ));
            Quantity::ONE
        })
    }
}

/// The price of one when the total parts evenly.
fn whole_quotient(total: i64, quantity: Quantity) -> Option<i64> {
    let thousandths = quantity.thousandths();
    let scaled = total.checked_mul(1000)?;
    (thousandths > 0 && scaled % thousandths == 0).then(|| scaled / thousandths)
}

/// Is this word for the currency?
fn is(code: &str, currency: Currency) -> bool {
    let word = code.trim().to_lowercase();
    Currency::from_code(&word) == Some(currency)
        || (currency == Currency::Vnd
            && matches!(
                quen_vietnam::fold::fold(&word).as_str(),
                "vnd" | "d" | "₫" | "dong"
            ))
}
