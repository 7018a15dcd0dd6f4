//! Working a formula out: exact decimals, days, texts, yes and no. Anything that cannot be worked out is empty; it must
//! never fail, round in between, or run longer than the formula is.

use std::collections::HashMap;

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};
use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

use super::House;
use crate::Money;
use crate::fields::{Field, FieldType, FieldValue, MAX_AMOUNT};

/// Characters of a text in between at most.
const MAX_TEXT: usize = 10_000;
/// Digits behind the point of a resulting number.
const SCALE: u32 = 4;

/// A value in between.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Number(Decimal),
    Text(String),
    Bool(bool),
    Day(NaiveDate),
    List(Vec<Self>),
}

/// What a formula can name.
pub(super) struct Scope<'a> {
    pub known: HashMap<&'a str, Value>,
    pub house: House,
}

impl Value {
    /// A field's value: money in major units, per cent as a share, instants by [`Scope`] as days.
    pub fn of(value: FieldValue, kind: Option<&FieldType>) -> Self {
        match value {
            FieldValue::Text(text) => Self::Text(text),
            FieldValue::Integer(points) if kind == Some(&FieldType::Percent) => {
                Self::Number(Decimal::new(points, 4))
            }
            FieldValue::Integer(number) => Self::Number(number.into()),
            FieldValue::Decimal(number) => Self::Number(number),
            FieldValue::Money(money) => {
                Self::Number(Decimal::new(money.amount, money.currency.digits()))
            }
            FieldValue::Bool(yes) => Self::Bool(yes),
            FieldValue::Day(day) => Self::Day(day),
            FieldValue::Instant(at) => Self::Text(at.to_rfc3339()),
            FieldValue::Id(id) => Self::Text(id.to_string()),
            FieldValue::Texts(list) => Self::List(list.into_iter().map(Self::Text).collect()),
            FieldValue::Contacts(list) => Self::List(
                list.into_iter()
                    .map(|contact| Self::Text(contact.value))
                    .collect(),
            ),
            FieldValue::Address(address) => Self::Text(address.raw),
            FieldValue::File(file) => Self::Text(file.name),
            _ => Self::Null,
        }
    }

    fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn day(&self, house: House) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Text(text) => chrono::DateTime::parse_from_rfc3339(text)
                .ok()
                .map(|at| at.with_timezone(&house.zone).date_naive())
                .or_else(|| text.parse().ok()),
            _ => None,
        }
    }

    fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }
}

impl Scope<'_> {
    pub fn evaluate(&self, node: &IdedExpr) -> Value {
        match &node.expr {
            Expr::Literal(literal) => constant(literal),
            Expr::Ident(name) if name == "today" => Value::Day(self.house.today),
            Expr::Ident(name) => self.named(name),
            Expr::Select(select) => {
                let name = super::path(&node.expr).unwrap_or_default();
                let value = self.named(&name);
                if select.test {
                    Value::Bool(value != Value::Null)
                } else {
                    value
                }
            }
            Expr::List(list) => {
                Value::List(list.elements.iter().map(|e| self.evaluate(e)).collect())
            }
            Expr::Call(call) => self.call(call),
            _ => Value::Null,
        }
    }

    fn named(&self, name: &str) -> Value {
        self.known.get(name).cloned().unwrap_or(Value::Null)
    }

    fn call(&self, call: &CallExpr) -> Value {
        let arg = |place: usize| call.args.get(place);
        let value = |place| arg(place).map_or(Value::Null, |node| self.evaluate(node));
        match call.func_name.as_str() {
            operators::CONDITIONAL => {
                let chosen = if value(0).is_true() { 1 } else { 2 };
                value(chosen)
            }
            operators::LOGICAL_AND => Value::Bool(value(0).is_true() && value(1).is_true()),
            operators::LOGICAL_OR => Value::Bool(value(0).is_true() || value(1).is_true()),
            operators::LOGICAL_NOT => Value::Bool(!value(0).is_true()),
            operators::NEGATE => Value::of_number(value(0).number().map(|number| -number)),
            operators::EQUALS => Value::Bool(self.same(&value(0), &value(1))),
            operators::NOT_EQUALS => Value::Bool(!self.same(&value(0), &value(1))),
            operators::IN => match value(1) {
                Value::List(list) => {
                    let wanted = value(0);
                    Value::Bool(list.iter().any(|item| self.same(item, &wanted)))
                }
                _ => Value::Null,
            },
            word @ (operators::LESS
            | operators::LESS_EQUALS
            | operators::GREATER
            | operators::GREATER_EQUALS) => self.compared(word, &value(0), &value(1)),
            word @ (operators::ADD
            | operators::SUBSTRACT
            | operators::MULTIPLY
            | operators::DIVIDE
            | operators::MODULO) => self.reckoned(word, value(0), value(1)),
            word => {
                let target = call.target.as_deref();
                let nodes = target.into_iter().chain(&call.args);
                let values: Vec<Value> = nodes.map(|node| self.evaluate(node)).collect();
                self.function(word, &values)
            }
        }
    }

    fn same(&self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Day(_), _) | (_, Value::Day(_)) => a.day(self.house) == b.day(self.house),
            _ => a == b,
        }
    }

    fn compared(&self, word: &str, a: &Value, b: &Value) -> Value {
        let order = match (a, b) {
            (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
            (Value::Day(_), _) | (_, Value::Day(_)) => {
                let days = (a.day(self.house), b.day(self.house));
                match days {
                    (Some(a), Some(b)) => a.partial_cmp(&b),
                    _ => None,
                }
            }
            (Value::Text(a), Value::Text(b)) => a.partial_cmp(b),
            _ => None,
        };
        let Some(order) = order else {
            return Value::Null;
        };
        Value::Bool(match word {
            operators::LESS => order.is_lt(),
            operators::LESS_EQUALS => order.is_le(),
            operators::GREATER => order.is_gt(),
            _ => order.is_ge(),
        })
    }

    fn reckoned(&self, word: &str, a: Value, b: Value) -> Value {
        match (a, b) {
            (Value::Number(a), Value::Number(b)) => Value::of_number(match word {
                operators::ADD => a.checked_add(b),
                operators::SUBSTRACT => a.checked_sub(b),
                operators::MULTIPLY => a.checked_mul(b),
                operators::DIVIDE => a.checked_div(b),
                _ => a.checked_rem(b),
            }),
            (Value::Text(a), Value::Text(b)) if word == operators::ADD => {
                Value::Text(a.chars().chain(b.chars()).take(MAX_TEXT).collect())
            }
            (a, Value::Number(days)) if a.day(self.house).is_some() => {
                let days = days.trunc().to_i64();
                let moved = a.day(self.house).zip(days).and_then(|(day, days)| {
                    let back = (word == operators::SUBSTRACT) != (days < 0);
                    let size = Days::new(days.unsigned_abs());
                    match word {
                        operators::ADD | operators::SUBSTRACT if back => day.checked_sub_days(size),
                        operators::ADD | operators::SUBSTRACT => day.checked_add_days(size),
                        _ => None,
                    }
                });
                moved.map_or(Value::Null, Value::Day)
            }
            (a, b) if word == operators::SUBSTRACT => {
                let days = a.day(self.house).zip(b.day(self.house));
                Value::of_number(days.map(|(a, b)| (a - b).num_days().into()))
            }
            _ => Value::Null,
        }
    }

    fn function(&self, word: &str, values: &[Value]) -> Value {
        let first = values.first().unwrap_or(&Value::Null);
        let second = values.get(1).unwrap_or(&Value::Null);
        let number = |make: fn(Decimal) -> Decimal| Value::of_number(first.number().map(make));
        let of_day = |part: fn(NaiveDate) -> i64| {
            let day = first.day(self.house);
            Value::of_number(day.map(|day| part(day).into()))
        };
        match word {
            "abs" => number(|number| number.abs()),
            "ceil" => number(|number| number.ceil()),
            "floor" => number(|number| number.floor()),
            "int" => number(|number| number.trunc()),
            "double" => number(|number| number),
            "round" => {
                let places = second.number().and_then(|places| places.to_u32());
                let places = places.unwrap_or(0).min(SCALE);
                Value::of_number(first.number().map(|number| {
                    let way = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
                    number.round_dp_with_strategy(places, way)
                }))
            }
            "min" | "max" => best(values, word == "max"),
            "coalesce" => {
                let there = values.iter().find(|value| **value != Value::Null);
                there.cloned().unwrap_or(Value::Null)
            }
            "year" => of_day(|day| day.year().into()),
            "month" => of_day(|day| day.month().into()),
            "day" => of_day(|day| day.day().into()),
            _ => text_function(word, first, second),
        }
    }
}

fn text_function(word: &str, first: &Value, second: &Value) -> Value {
    match (word, first, second) {
        ("size", Value::Text(text), _) => {
            Value::of_number(Decimal::from_usize(text.chars().count()))
        }
        ("size", Value::List(list), _) => Value::of_number(Decimal::from_usize(list.len())),
        ("lower", Value::Text(text), _) => Value::Text(text.to_lowercase()),
        ("string", Value::Text(text), _) => Value::Text(text.clone()),
        ("string", Value::Number(number), _) => Value::Text(number.normalize().to_string()),
        ("string", Value::Day(day), _) => Value::Text(day.to_string()),
        ("contains", Value::Text(a), Value::Text(b)) => Value::Bool(a.contains(b.as_str())),
        ("contains", Value::List(list), wanted) => Value::Bool(list.contains(wanted)),
        ("startsWith", Value::Text(a), Value::Text(b)) => Value::Bool(a.starts_with(b.as_str())),
        ("endsWith", Value::Text(a), Value::Text(b)) => Value::Bool(a.ends_with(b.as_str())),
        _ => Value::Null,
    }
}

impl Value {
    fn of_number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

/// The largest or smallest number or day; empty ones do not count.
fn best(values: &[Value], largest: bool) -> Value {
    let values = match values {
        [Value::List(list)] => list.as_slice(),
        other => other,
    };
    let numbers = values.iter().filter_map(Value::number);
    let number = if largest {
        numbers.max()
    } else {
        numbers.min()
    };
    if let Some(number) = number {
        return Value::Number(number);
    }
    let days = values.iter().filter_map(|value| match value {
        Value::Day(day) => Some(*day),
        _ => None,
    });
    let day = if largest { days.max() } else { days.min() };
    day.map_or(Value::Null, Value::Day)
}

fn constant(literal: &LiteralValue) -> Value {
    match literal {
        LiteralValue::Boolean(yes) => Value::Bool(*yes.inner()),
        LiteralValue::Double(number) => {
            // The shortest text of a float is what was written.
            Value::of_number(number.inner().to_string().parse().ok())
        }
        LiteralValue::Int(number) => Value::Number((*number.inner()).into()),
        LiteralValue::UInt(number) => Value::Number((*number.inner()).into()),
        LiteralValue::String(text) => Value::Text(text.inner().to_owned()),
        LiteralValue::Bytes(_) | LiteralValue::Null => Value::Null,
    }
}

/// What was worked out as a value of the field; empty when it is something else or too large to be kept.
pub(super) fn typed(value: Value, field: &Field, house: House) -> FieldValue {
    let way = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let whole = |number: Decimal, digits: u32| {
        let factor = Decimal::from(10_i64.pow(digits));
        let scaled = number.checked_mul(factor)?;
        scaled.round_dp_with_strategy(0, way).to_i64()
    };
    let within = |amount: &i64| amount.unsigned_abs() <= MAX_AMOUNT.unsigned_abs();
    match (&field.kind, value) {
        (FieldType::Decimal, Value::Number(number)) => {
            let number = number.round_dp_with_strategy(SCALE, way).normalize();
            let fits = number.abs() <= Decimal::from(1_000_000_000_i64);
            FieldValue::of(fits.then_some(number), FieldValue::Decimal)
        }
        (FieldType::Money, Value::Number(number)) => {
            let amount = whole(number, house.currency.digits()).filter(within);
            let money = amount.map(|amount| Money::new(amount, house.currency));
            FieldValue::of(money, FieldValue::Money)
        }
        (FieldType::Percent, Value::Number(number)) => {
            FieldValue::of(whole(number, 4).filter(within), FieldValue::Integer)
        }
        (FieldType::Text { max }, Value::Text(text)) => {
            let short: String = text.chars().take(*max).collect();
            FieldValue::text(Some(&short))
        }
        (FieldType::Text { .. }, Value::Number(number)) => {
            FieldValue::Text(number.normalize().to_string())
        }
        (FieldType::Day, value) => FieldValue::of(
            value
                .day(house)
                .filter(|day| (1800..=2200).contains(&day.year())),
            FieldValue::Day,
        ),
        (FieldType::Bool, Value::Bool(yes)) => FieldValue::Bool(yes),
        _ => FieldValue::Empty,
    }
}
