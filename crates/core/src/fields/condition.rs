//! The condition tree of filters, saved views, segments and the API.
//!
//! JSON: `{"all":[{"field":"stage","op":"in","value":["expansion"]},{"any":[…]},{"not":{…}}]}`.

use serde_json::Value;

use super::{Catalogue, Field, FieldType, FieldValue, from_json};
use crate::{Problem, Result};

/// Levels of nesting at most.
pub const MAX_DEPTH: usize = 6;
/// Tests in one tree at most.
pub const MAX_TESTS: usize = 200;
/// Values of one `in` at most.
pub const MAX_VALUES: usize = 500;

/// A checked condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every one holds (true when empty).
    All(Vec<Self>),
    /// At least one holds (false when empty).
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// One field is tested.
    Test(Test),
}

/// A test of one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// The field.
    pub field: String,
    /// How.
    pub op: Op,
    /// Against what.
    pub operand: Operand,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// Nothing (`empty`, `not_empty`).
    None,
    /// One value.
    One(FieldValue),
    /// Several (`in`, `not_in`).
    Many(Vec<FieldValue>),
    /// From and to, both included (`between`).
    Range(FieldValue, FieldValue),
    /// Days counted from today (`within_days`, `older_than_days`).
    Days(i64),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Equal.
    Eq,
    /// Different or empty.
    Ne,
    /// One of several.
    In,
    /// None of several.
    NotIn,
    /// Smaller.
    Lt,
    /// Smaller or equal.
    Le,
    /// Larger.
    Gt,
    /// Larger or equal.
    Ge,
    /// From and to.
    Between,
    /// Holds this tag or choice.
    Has,
    /// Text begins with.
    StartsWith,
    /// No value.
    Empty,
    /// A value.
    NotEmpty,
    /// In the last (or with a negative number: next) so many days, today included.
    WithinDays,
    /// Longer ago than so many days.
    OlderThanDays,
}

impl Op {
    /// All comparisons.
    pub const ALL: [Self; 15] = [
        Self::Eq,
        Self::Ne,
        Self::In,
        Self::NotIn,
        Self::Lt,
        Self::Le,
        Self::Gt,
        Self::Ge,
        Self::Between,
        Self::Has,
        Self::StartsWith,
        Self::Empty,
        Self::NotEmpty,
        Self::WithinDays,
        Self::OlderThanDays,
    ];

    /// Word in the JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::In => "in",
            Self::NotIn => "not_in",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Between => "between",
            Self::Has => "has",
            Self::StartsWith => "starts_with",
            Self::Empty => "empty",
            Self::NotEmpty => "not_empty",
            Self::WithinDays => "within_days",
            Self::OlderThanDays => "older_than_days",
        }
    }

    /// The comparisons that make sense for a type.
    pub fn of(kind: &FieldType) -> &'static [Self] {
        use FieldType as T;
        match kind {
            T::Text { .. } | T::Link | T::TaxCode => &[
                Self::Eq,
                Self::Ne,
                Self::In,
                Self::NotIn,
                Self::StartsWith,
                Self::Empty,
                Self::NotEmpty,
            ],
            T::LongText { .. } | T::Json | T::Birthday | T::Address | T::File => {
                &[Self::Empty, Self::NotEmpty]
            }
            T::Integer | T::Decimal | T::Money | T::Percent => &[
                Self::Eq,
                Self::Ne,
                Self::Lt,
                Self::Le,
                Self::Gt,
                Self::Ge,
                Self::Between,
                Self::Empty,
                Self::NotEmpty,
            ],
            T::Day | T::Instant => &[
                Self::Eq,
                Self::Lt,
                Self::Le,
                Self::Gt,
                Self::Ge,
                Self::Between,
                Self::WithinDays,
                Self::OlderThanDays,
                Self::Empty,
                Self::NotEmpty,
            ],
            T::Choice(_) | T::User | T::Reference(_) => &[
                Self::Eq,
                Self::Ne,
                Self::In,
                Self::NotIn,
                Self::Empty,
                Self::NotEmpty,
            ],
            T::Choices(_) | T::Tags | T::Phones | T::Emails => {
                &[Self::Has, Self::In, Self::Empty, Self::NotEmpty]
            }
            T::Bool => &[Self::Eq],
        }
    }
}

impl Condition {
    /// Reads and checks a tree.
    ///
    /// # Errors
    /// Problems at `filter`: `bad-filter`, `too-deep`, `too-many`, `unknown-field`, `not-filterable`, `bad-operator`, or
    /// what the value's type says.
    pub fn parse(catalogue: &Catalogue, json: &Value) -> Result<Self> {
        let mut tests = 0;
        Ok(node(catalogue, json, 0, &mut tests)?)
    }

    /// Every field it tests, as often as it does.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::fields).collect(),
            Self::Not(inner) => inner.fields(),
            Self::Test(test) => vec![test.field.as_str()],
        }
    }
}

type Checked<T> = std::result::Result<T, Problem>;

fn bad(code: &'static str) -> Problem {
    Problem::new("filter", code)
}

fn node(
    catalogue: &Catalogue,
    json: &Value,
    depth: usize,
    tests: &mut usize,
) -> Checked<Condition> {
    if depth > MAX_DEPTH {
        return Err(bad("too-deep").with("max", MAX_DEPTH));
    }
    let object = json.as_object().ok_or_else(|| bad("bad-filter"))?;
    let mut list = |value: &Value| -> Checked<Vec<Condition>> {
        let items = value.as_array().ok_or_else(|| bad("bad-filter"))?;
        items
            .iter()
            .map(|item| node(catalogue, item, depth + 1, tests))
            .collect()
    };
    if let Some(items) = object.get("all") {
        return Ok(Condition::All(list(items)?));
    }
    if let Some(items) = object.get("any") {
        return Ok(Condition::Any(list(items)?));
    }
    if let Some(inner) = object.get("not") {
        return Ok(Condition::Not(Box::new(node(
            catalogue,
            inner,
            depth + 1,
            tests,
        )?)));
    }
    *tests += 1;
    if *tests > MAX_TESTS {
        return Err(bad("too-many").with("max", MAX_TESTS));
    }
    test(catalogue, object).map(Condition::Test)
}

/// A name as it is told back.
fn shown(name: &str) -> String {
    name.chars().take(60).collect()
}

fn test(catalogue: &Catalogue, object: &serde_json::Map<String, Value>) -> Checked<Test> {
    let word = |key: &str| {
        object
            .get(key)
            .and_then(Value::as_str)
            .ok_or_else(|| bad("bad-filter"))
    };
    let (name, op) = (word("field")?, word("op")?);
    let field = catalogue
        .field(name)
        .ok_or_else(|| bad("unknown-field").with("field", shown(name)))?;
    if !field.filterable {
        return Err(bad("not-filterable").with("name", shown(name)));
    }
    let op = Op::ALL
        .into_iter()
        .find(|known| known.code() == op)
        .filter(|op| Op::of(&field.kind).contains(op));
    let op = op.ok_or_else(|| bad("bad-operator"))?;
    let operand = operand(field, op, object.get("value").unwrap_or(&Value::Null))?;
    Ok(Test {
        field: name.to_owned(),
        op,
        operand,
    })
}

fn operand(field: &Field, op: Op, value: &Value) -> Checked<Operand> {
    let list = || value.as_array().ok_or_else(|| bad("bad-filter"));
    match op {
        Op::Empty | Op::NotEmpty => Ok(Operand::None),
        Op::WithinDays | Op::OlderThanDays => {
            let days = value
                .as_i64()
                .filter(|days| days.abs() <= 36_500)
                .ok_or_else(|| bad("bad-number"))?;
            Ok(Operand::Days(days))
        }
        Op::In | Op::NotIn => {
            let items = list()?;
            if items.len() > MAX_VALUES {
                return Err(bad("too-many").with("max", MAX_VALUES));
            }
            items
                .iter()
                .map(|item| single(field, item))
                .collect::<Checked<_>>()
                .map(Operand::Many)
        }
        Op::Between => match list()?.as_slice() {
            [from, to] => Ok(Operand::Range(single(field, from)?, single(field, to)?)),
            _ => Err(bad("bad-filter")),
        },
        Op::StartsWith => match value.as_str() {
            Some(text) if !text.is_empty() && text.chars().count() <= 200 => {
                Ok(Operand::One(FieldValue::Text(text.to_owned())))
            }
            _ => Err(bad("bad-filter")),
        },
        _ => single(field, value).map(Operand::One),
    }
}

/// One value of a field, or one member of a field that holds several.
fn single(field: &Field, value: &Value) -> Checked<FieldValue> {
    let many = matches!(
        field.kind,
        FieldType::Choices(_) | FieldType::Tags | FieldType::Phones | FieldType::Emails
    );
    let wrapped = if many {
        Value::Array(vec![value.clone()])
    } else {
        value.clone()
    };
    let checked = from_json(field, &wrapped).map_err(|problem| Problem {
        field: "filter".into(),
        ..problem
    })?;
    match checked {
        FieldValue::Texts(mut list) if list.len() == 1 => Ok(FieldValue::Text(list.remove(0))),
        FieldValue::Contacts(mut list) if list.len() == 1 => {
            Ok(FieldValue::Text(list.remove(0).value))
        }
        FieldValue::Empty | FieldValue::Texts(_) | FieldValue::Contacts(_) => Err(bad("required")),
        other => Ok(other),
    }
}
