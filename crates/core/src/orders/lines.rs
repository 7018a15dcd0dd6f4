//! Lines of an order, and how they are read from JSON. A line must never lose a digit: quantities are exact, amounts whole
//! minor units.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Quantity, totals};
use crate::error::Problems;
use crate::fields::{Field, FieldType, FieldValue, from_json, from_json_in};
use crate::products::{MAX_TAX_RATE, Product};
use crate::{Currency, Noun, Problem};

/// Lines of one order at most.
pub const MAX_LINES: usize = 500;
/// Characters of a line's text at most.
const MAX_TEXT: usize = 500;

/// One line. Amounts in the order's minor units, prices without tax.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The product, when it is one of ours.
    pub product_id: Option<Uuid>,
    /// What it says on paper.
    pub text: String,
    /// How much.
    pub quantity: Quantity,
    /// Price of one unit.
    pub unit_price: i64,
    /// Discount on the line.
    pub discount: i64,
    /// Basis points; `None` when not taxed.
    pub tax_rate: Option<i64>,
    /// What one unit costs the business, when known.
    pub unit_cost: Option<i64>,
    /// What the writer left to the product, until [filled](Line::fill); an order that is settled leaves nothing open.
    pub unstated: Unstated,
}

/// Values that were not given, to be taken from the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unstated {
    /// No `unit_price`.
    pub price: bool,
    /// No `tax_rate`.
    pub tax_rate: bool,
    /// No `unit_cost`.
    pub cost: bool,
}

impl Line {
    /// The one line of an order of which only the total is known.
    pub fn total(text: &str, amount: i64) -> Self {
        Self {
            product_id: None,
            text: text.to_owned(),
            quantity: Quantity::ONE,
            unit_price: amount,
            discount: 0,
            tax_rate: None,
            unit_cost: None,
            unstated: Unstated::default(),
        }
    }

    /// Does it look like [`Line::total`]?
    pub fn is_total(&self) -> bool {
        self.product_id.is_none()
            && self.quantity == Quantity::ONE
            && self.tax_rate.is_none()
            && self.discount == 0
    }

    /// Takes from the product what was left open: text, price, tax rate, cost.
    pub fn fill(&mut self, product: &Product) {
        if self.text.is_empty() {
            self.text.clone_from(&product.name);
        }
        if let Some(price) = product.price.filter(|_| self.unstated.price) {
            self.unit_price = price.amount;
            self.unstated.price = false;
        }
        if self.unstated.tax_rate {
            self.tax_rate = product.tax_rate;
        }
        if self.unstated.cost {
            self.unit_cost = product.cost.map(|cost| cost.amount);
        }
        self.unstated.tax_rate = false;
        self.unstated.cost = false;
    }

    /// Quantity × price less discount, minor units, half-up; `None` beyond the limit of one value.
    pub fn amount(&self) -> Option<i64> {
        Some(totals::times(self.quantity, self.unit_price)? - self.discount)
    }

    pub(super) fn check(&self, place: usize, problems: &mut Problems) {
        let mut wrong = |name: &str, code| problems.push(Problem::new(path(place, name), code));
        if self.text.is_empty() {
            wrong("text", "required");
        }
        if self.unstated.price {
            wrong("unit_price", "required");
        }
        for (name, amount) in [
            ("unit_price", self.unit_price),
            ("discount", self.discount),
            ("unit_cost", self.unit_cost.unwrap_or(0)),
        ] {
            if amount < 0 {
                wrong(name, "negative");
            }
        }
        if self
            .tax_rate
            .is_some_and(|rate| !(0..=MAX_TAX_RATE).contains(&rate))
        {
            wrong("tax_rate", "bad-tax-rate");
        }
        match self.amount() {
            None => wrong("quantity", "amount-too-big"),
            Some(amount) if amount < 0 => wrong("discount", "discount-too-big"),
            Some(_) => {}
        }
    }
}

fn path(place: usize, name: &str) -> String {
    format!("lines.{place}.{name}")
}

/// Reads the field `lines`: a list of objects, amounts as money of `currency` or plain minor units.
pub(super) fn from_field(value: FieldValue, currency: Currency) -> Result<Vec<Line>, Problem> {
    let items = match value {
        FieldValue::Empty => return Ok(Vec::new()),
        FieldValue::Json(Value::Array(items)) => items,
        _ => return Err(Problem::new("lines", "bad-list")),
    };
    if items.len() > MAX_LINES {
        return Err(Problem::new("lines", "too-many").with("max", MAX_LINES));
    }
    items
        .iter()
        .enumerate()
        .map(|(place, item)| from_json_line(place, item, currency))
        .collect()
}

fn from_json_line(place: usize, item: &Value, currency: Currency) -> Result<Line, Problem> {
    let object = item
        .as_object()
        .ok_or_else(|| Problem::new(format!("lines.{place}"), "bad-list"))?;
    if let Some(unknown) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(Problem::unknown_field(&path(place, ""), unknown));
    }
    let cell = Cell {
        object,
        place,
        currency,
    };
    Ok(Line {
        product_id: cell
            .read("product_id", FieldType::Reference(Noun::Products))?
            .into_id(),
        text: cell
            .read("text", FieldType::Text { max: MAX_TEXT })?
            .into_text()
            .unwrap_or_default(),
        quantity: cell.quantity()?,
        unit_price: cell.amount("unit_price")?.unwrap_or(0),
        discount: cell.amount("discount")?.unwrap_or(0),
        tax_rate: cell.read("tax_rate", FieldType::Percent)?.into_integer(),
        unit_cost: cell.amount("unit_cost")?,
        unstated: Unstated {
            price: !object.contains_key("unit_price"),
            tax_rate: !object.contains_key("tax_rate"),
            cost: !object.contains_key("unit_cost"),
        },
    })
}

/// Names in the JSON of a line; `amount` is answered and, when sent back, left aside.
const KEYS: [&str; 8] = [
    "product_id",
    "text",
    "quantity",
    "unit_price",
    "discount",
    "tax_rate",
    "unit_cost",
    "amount",
];

/// One line's JSON and where it stands, for problems that name the place.
struct Cell<'a> {
    object: &'a Map<String, Value>,
    place: usize,
    currency: Currency,
}

impl Cell<'_> {
    fn read(&self, name: &'static str, kind: FieldType) -> Result<FieldValue, Problem> {
        let value = self.object.get(name).unwrap_or(&Value::Null);
        from_json(&Field::new(name, "", kind), value).map_err(|problem| self.at(name, problem))
    }

    fn amount(&self, name: &'static str) -> Result<Option<i64>, Problem> {
        let value = self.object.get(name).unwrap_or(&Value::Null);
        let read = from_json_in(
            &Field::new(name, "", FieldType::Money),
            value,
            self.currency,
        );
        let money = read.map_err(|problem| self.at(name, problem))?.into_money();
        match money {
            Some(money) if money.currency != self.currency => {
                Err(super::other_currency("", self.currency))
                    .map_err(|problem| self.at(name, problem))
            }
            money => Ok(money.map(|money| money.amount)),
        }
    }

    fn quantity(&self) -> Result<Quantity, Problem> {
        match self.object.get("quantity") {
            None | Some(Value::Null) => Ok(Quantity::ONE),
            Some(value) => serde_json::from_value(value.clone())
                .map_err(|_| Problem::new(path(self.place, "quantity"), "bad-quantity")),
        }
    }

    fn at(&self, name: &str, problem: Problem) -> Problem {
        Problem {
            field: path(self.place, name).into(),
            ..problem
        }
    }
}
