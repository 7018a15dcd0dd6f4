//! The conditions of a form as a tree: read from a filter, from what a form sent, and written back as a filter. It keeps what
//! cannot be asked as well, so that nothing typed is lost; only writing refuses.

use quen_core::fields::{Catalogue, FieldType, from_text_in};
use quen_core::{Currency, Problem};
use serde_json::{Value, json};

use crate::parties::asked::Params;

/// Nodes of one form at most; a form has no room for more.
const MOST: usize = 200;
/// Levels of groups that a form draws.
const DEEPEST: usize = 8;

/// How many conditions of a group must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    All,
    Any,
    None,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Any => "any",
            Self::None => "none",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "any" => Self::Any,
            "none" => Self::None,
            _ => Self::All,
        }
    }
}

/// A group, or one test of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Group(Kind, Vec<Self>),
    Test {
        field: String,
        op: String,
        values: Vec<String>,
    },
}

/// The comparisons that a form offers for a type.
pub fn ops(kind: &FieldType) -> &'static [&'static str] {
    use FieldType as T;
    match kind {
        T::Choice(_) | T::User => &["in", "not_in", "empty", "not_empty"],
        T::Tags | T::Choices(_) => &["in", "empty", "not_empty"],
        T::Phones | T::Emails => &["has", "empty", "not_empty"],
        T::Text { .. } | T::Link | T::TaxCode => &["eq", "ne", "starts_with", "empty", "not_empty"],
        T::Money | T::Integer | T::Decimal | T::Percent => {
            &["ge", "le", "eq", "empty", "not_empty"]
        }
        T::Day | T::Instant => &[
            "within_days",
            "older_than_days",
            "ge",
            "le",
            "empty",
            "not_empty",
        ],
        T::Bool => &["eq"],
        _ => &["empty", "not_empty"],
    }
}

impl Node {
    /// A test of nothing yet.
    pub fn blank_test() -> Self {
        Self::Test {
            field: String::new(),
            op: String::new(),
            values: Vec::new(),
        }
    }

    /// A group of which any must hold, with nothing in it yet.
    pub fn blank_group() -> Self {
        Self::Group(Kind::Any, Vec::new())
    }

    /// Conditions that all hold.
    pub fn of_conditions(conditions: &[Value]) -> Self {
        Self::Group(
            Kind::All,
            conditions
                .iter()
                .map(|json| Self::of_json(json, 0))
                .collect(),
        )
    }

    fn of_json(json: &Value, depth: usize) -> Self {
        let items = |value: &Value| -> Vec<Self> {
            let found = value.as_array().into_iter().flatten();
            found
                .take(MOST)
                .map(|item| Self::of_json(item, depth + 1))
                .collect()
        };
        if depth > DEEPEST {
            return Self::blank_test();
        }
        if let Some(all) = json.get("all") {
            return Self::Group(Kind::All, items(all));
        }
        if let Some(any) = json.get("any") {
            return Self::Group(Kind::Any, items(any));
        }
        if let Some(not) = json.get("not") {
            return match not.get("any") {
                Some(any) => Self::Group(Kind::None, items(any)),
                None => Self::Group(Kind::None, vec![Self::of_json(not, depth + 1)]),
            };
        }
        let text = |name: &str| json.get(name).and_then(Value::as_str).unwrap_or_default();
        Self::Test {
            field: text("field").to_owned(),
            op: text("op").to_owned(),
            values: texts(json.get("value").unwrap_or(&Value::Null)),
        }
    }

    /// Adds a node to the group at this place.
    pub fn add(&mut self, place: &str, node: Self) {
        if let Some(Self::Group(_, items)) = self.at(place)
            && items.len() < MOST
        {
            items.push(node);
        }
    }

    /// Takes the node at this place out; the outermost group stays.
    pub fn remove(&mut self, place: &str) {
        let Some((parent, last)) = place.rsplit_once('-') else {
            return;
        };
        if let (Some(Self::Group(_, items)), Ok(n)) = (self.at(parent), last.parse::<usize>())
            && n < items.len()
        {
            items.remove(n);
        }
    }

    fn at(&mut self, place: &str) -> Option<&mut Self> {
        let mut node = self;
        for step in place.split('-').skip(1) {
            let Self::Group(_, items) = node else {
                return None;
            };
            node = items.get_mut(step.parse::<usize>().ok()?)?;
        }
        Some(node)
    }

    /// As a filter; tests of no field are left out.
    ///
    /// # Errors
    /// `unknown-field`, or what the value's type says.
    pub fn to_json(&self, catalogue: &Catalogue, currency: Currency) -> Result<Value, Problem> {
        match self {
            Self::Group(kind, items) => {
                let said = items.iter().filter(|item| !item.is_blank());
                let items: Result<Vec<Value>, Problem> =
                    said.map(|item| item.to_json(catalogue, currency)).collect();
                let items = items?;
                Ok(match kind {
                    Kind::All => json!({ "all": items }),
                    Kind::Any => json!({ "any": items }),
                    Kind::None => json!({ "not": { "any": items } }),
                })
            }
            Self::Test { field, op, values } => {
                let known = catalogue
                    .field(field)
                    .ok_or_else(|| Problem::new("filter", "unknown-field").with("field", field))?;
                let allowed = ops(&known.kind);
                let op = if allowed.contains(&op.as_str()) {
                    op.as_str()
                } else {
                    allowed.first().copied().unwrap_or_default()
                };
                let value = value(known, op, values, currency)?;
                Ok(match value {
                    Value::Null => json!({ "field": field, "op": op }),
                    value => json!({ "field": field, "op": op, "value": value }),
                })
            }
        }
    }

    /// Asks nothing: a test without a field, or a group without anything in it.
    fn is_blank(&self) -> bool {
        match self {
            Self::Group(_, items) => items.iter().all(Self::is_blank),
            Self::Test { field, .. } => field.is_empty(),
        }
    }

    /// The fields of the form that this is drawn as.
    #[cfg(test)]
    pub fn params(&self, place: &str) -> Params {
        let pair = |name: &str, value: &str| (format!("{name}-{place}"), value.to_owned());
        match self {
            Self::Group(kind, items) => {
                let mut all = vec![pair("k", kind.code())];
                for (n, item) in items.iter().enumerate() {
                    all.extend(item.params(&format!("{place}-{n}")));
                }
                all
            }
            Self::Test { field, op, values } => {
                let mut all = vec![pair("f", field), pair("o", op)];
                all.extend(values.iter().map(|value| pair("v", value)));
                all
            }
        }
    }
}

fn value(
    field: &quen_core::fields::Field,
    op: &str,
    values: &[String],
    currency: Currency,
) -> Result<Value, Problem> {
    let first = || values.first().map(|text| text.trim()).unwrap_or_default();
    let words = || -> Vec<&str> {
        let parts = values.iter().flat_map(|text| text.split([',', ';']));
        parts
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect()
    };
    Ok(match op {
        "empty" | "not_empty" => Value::Null,
        "in" | "not_in" => match words().as_slice() {
            [] => return Err(Problem::new("filter", "required")),
            words => json!(words),
        },
        "within_days" | "older_than_days" => {
            let days: i64 = first()
                .parse()
                .map_err(|_| Problem::new("filter", "bad-number"))?;
            json!(days)
        }
        "has" | "starts_with" => json!(first()),
        _ if field.kind == FieldType::Bool => json!(first() == "true"),
        _ => from_text_in(field, &values.join(", "), currency)?.to_json(),
    })
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Object(money) => money
            .get("amount")
            .map(ToString::to_string)
            .into_iter()
            .collect(),
        other => vec![other.to_string()],
    }
}

/// What a form sent.
pub fn read(params: &Params) -> Node {
    let mut root = Node::Group(Kind::All, Vec::new());
    let mut places: Vec<(Vec<usize>, bool, &str)> = Vec::new();
    for (name, value) in params {
        let (what, place) = name.split_once('-').unwrap_or((name, ""));
        if !matches!(what, "k" | "f") {
            continue;
        }
        let steps: Option<Vec<usize>> = place.split('-').map(|step| step.parse().ok()).collect();
        if let Some(steps) = steps.filter(|steps| steps.len() <= DEEPEST + 2) {
            places.push((steps, what == "k", value));
        }
    }
    // Parents before children, and each group in the order of its parts.
    places.sort_by(|a, b| a.0.cmp(&b.0));
    for (steps, is_group, value) in places.into_iter().take(MOST) {
        let place = steps
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("-");
        let Some((parent, _)) = place.rsplit_once('-') else {
            root = Node::Group(Kind::from_code(value), Vec::new());
            continue;
        };
        let node = if is_group {
            Node::Group(Kind::from_code(value), Vec::new())
        } else {
            let sent = |name: &str| {
                let key = format!("{name}-{place}");
                params.iter().filter(move |(other, _)| *other == key)
            };
            Node::Test {
                field: value.to_owned(),
                op: sent("o")
                    .map(|(_, op)| op.clone())
                    .next()
                    .unwrap_or_default(),
                values: sent("v").map(|(_, value)| value.clone()).collect(),
            }
        };
        root.add(parent, node);
    }
    root
}
