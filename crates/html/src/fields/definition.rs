//! A definition as it is typed: choices as lines, a condition as field, comparison and value. Reads what was typed into
//! checked values, and stored values into what is typed.

use quen_core::fields::custom::{CustomField, TYPES};
use quen_core::fields::{
    Catalogue, FieldType, FieldValue, Op, OwnChoice, from_json_in, from_text_in, joined_of,
};
use quen_core::{Problem, Result};
use quen_http::SignedIn;
use quen_service::fields::{Fields, catalogue_of};
use quen_service::records::{Kind, Values, decode_in};
use quen_words::{Lang, Words};
use serde_json::{Map, Value, json};

use super::controls;
use crate::forms::{Pairs, value};

/// Comparisons that one line of a form can say.
pub const OPS: [Op; 6] = [Op::Eq, Op::Ne, Op::NotEmpty, Op::Empty, Op::Ge, Op::Le];
/// The two conditions of a definition and what their controls are called.
pub const CONDITIONS: [(&str, &str); 2] = [("shown_when", "shown"), ("required_when", "asked")];

/// What the controls of a roll-up's condition are called.
const ROLLED: &str = "rolled";

/// Is it the word of a type?
pub fn is_type(word: &str) -> bool {
    TYPES.contains(&word)
}

/// The label in the reader's language.
pub fn label(words: Words, field: &CustomField) -> String {
    let other = words.lang() == Lang::En && !field.label_en.is_empty();
    if other || field.label_vi.is_empty() {
        field.label_en.clone()
    } else {
        field.label_vi.clone()
    }
}

/// What stands in the form for a definition.
pub fn typed(field: &CustomField) -> Pairs {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let flag = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let rollup = field.rollup.as_ref();
    let lines: Vec<String> = field.choices.iter().map(line).collect();
    let mut all: Vec<(&str, String)> = vec![
        ("noun", field.noun.clone()),
        ("type", field.r#type.clone()),
        ("name", field.name.clone()),
        ("label_vi", field.label_vi.clone()),
        ("label_en", field.label_en.clone()),
        ("hint", text(&field.hint)),
        ("choices", lines.join("\n")),
        ("target", text(&field.target)),
        ("required", flag(field.required)),
        ("personal", field.personal.clone()),
        ("filterable", flag(field.filterable)),
        ("listed", flag(field.listed)),
        ("formula", text(&field.formula)),
        ("result", text(&field.result)),
        (
            "rollup_of",
            rollup.map(|r| r.of.clone()).unwrap_or_default(),
        ),
        (
            "rollup_function",
            rollup.map(|r| r.function.clone()).unwrap_or_default(),
        ),
        (
            "rollup_field",
            rollup.and_then(|r| r.field.clone()).unwrap_or_default(),
        ),
        (
            "rollup_via",
            rollup.and_then(|r| r.via.clone()).unwrap_or_default(),
        ),
        ("version", field.version.to_string()),
    ];
    let mut all: Pairs = all
        .drain(..)
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    for (stored, (_, prefix)) in [&field.shown_when, &field.required_when]
        .into_iter()
        .zip(CONDITIONS)
    {
        all.extend(condition_typed(prefix, stored.as_ref()));
    }
    let filter = rollup.and_then(|rollup| rollup.filter.as_ref());
    all.extend(condition_typed(ROLLED, filter));
    all
}

fn line(choice: &OwnChoice) -> String {
    let english = if choice.en.is_empty() {
        String::new()
    } else {
        format!(" | {}", choice.en)
    };
    format!("{} = {}{english}", choice.code, choice.vi)
}

/// A condition of one test as its three controls; any other is kept whole.
fn condition_typed(prefix: &str, stored: Option<&Value>) -> Pairs {
    let Some(json) = stored else {
        return Vec::new();
    };
    let text = |name: &str| json.get(name).and_then(Value::as_str);
    let known = text("op").filter(|word| OPS.iter().any(|op| op.code() == *word));
    let parts = match (text("field"), known) {
        (Some(tested), Some(word)) => {
            let said = json.get("value").unwrap_or(&Value::Null);
            vec![
                ("field", tested.to_owned()),
                ("op", word.to_owned()),
                ("value", said_plainly(said)),
            ]
        }
        _ => vec![("json", json.to_string())],
    };
    let named = parts
        .into_iter()
        .map(|(part, value)| (format!("{prefix}_{part}"), value));
    named.collect()
}

fn said_plainly(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Object(money) => money
            .get("amount")
            .map(Value::to_string)
            .unwrap_or_default(),
        other => other.to_string(),
    }
}

/// Checked values of what was typed about `field`.
///
/// # Errors
/// `invalid` with every problem, each at its field.
pub fn read(me: &SignedIn, field: &CustomField, sent: &[(String, String)]) -> Result<Values> {
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| {
        object.insert(name.to_owned(), value);
    };
    for name in ["label_vi", "label_en", "hint", "target", "formula", "name"] {
        let text = value(sent, name).trim();
        if name != "name" || field.name.is_empty() {
            put(name, json!(Some(text).filter(|text| !text.is_empty())));
        }
    }
    for name in ["result", "personal"] {
        let code = Some(value(sent, name)).filter(|code| !code.is_empty());
        if name != "personal" || code.is_some() {
            put(name, json!(code));
        }
    }
    for name in ["required", "filterable", "listed"] {
        put(name, json!(value(sent, name) == "yes"));
    }
    if field.name.is_empty() {
        put("noun", json!(field.noun));
    }
    put("type", json!(field.r#type));
    put("choices", choices(value(sent, "choices")));
    put("rollup", rollup(me, sent)?);
    let known = catalogue_of(&me.ctx, &field.noun);
    for (name, prefix) in CONDITIONS {
        put(name, condition(me, known.as_ref(), prefix, sent)?);
    }
    decode_in(
        &Fields::catalogue(&me.ctx),
        &object,
        me.ctx.settings.currency,
    )
}

/// `mã = Nhãn | Label`, a choice a line; code and English label may be left out.
fn choices(text: &str) -> Value {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (code, labels) = line.split_once(" = ").unwrap_or(("", line));
            let (vi, en) = labels.split_once('|').unwrap_or((labels, ""));
            json!({ "code": code.trim(), "vi": vi.trim(), "en": en.trim() })
        })
        .collect()
}

fn rollup(me: &SignedIn, sent: &[(String, String)]) -> Result<Value> {
    let of = value(sent, "rollup_of");
    if of.is_empty() {
        return Ok(Value::Null);
    }
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let catalogue = joined_of(&me.ctx.customs, of);
    let filter = condition(me, catalogue.as_ref(), ROLLED, sent)?;
    let function = value(sent, "rollup_function");
    if function != "count" && value(sent, "rollup_field").is_empty() {
        return Err(Problem::new("rollup_field", "required").into());
    }
    Ok(json!({
        "of": of,
        "via": some(value(sent, "rollup_via")),
        "function": function,
        // What is counted is the records, whatever was chosen before.
        "field": some(value(sent, "rollup_field")).filter(|_| function != "count"),
        "filter": Some(filter).filter(|filter| !filter.is_null()),
    }))
}

/// The condition that three controls say; one that they cannot say is kept as it was.
fn condition(
    me: &SignedIn,
    catalogue: Option<&Catalogue>,
    prefix: &'static str,
    sent: &[(String, String)],
) -> Result<Value> {
    let part = |name: &str| value(sent, &format!("{prefix}_{name}"));
    let at = |problem: Problem| Problem {
        field: format!("{prefix}_value").into(),
        ..problem
    };
    let tested = part("field");
    if tested.is_empty() {
        let whole = part("json");
        return Ok(serde_json::from_str(whole).unwrap_or(Value::Null));
    }
    let field = catalogue.and_then(|catalogue| catalogue.field(tested));
    let field = field.ok_or_else(|| at(Problem::new("", "unknown-field").with("field", tested)))?;
    let op = OPS.iter().find(|op| op.code() == part("op"));
    let op = *op.unwrap_or(&Op::Eq);
    if matches!(op, Op::Empty | Op::NotEmpty) {
        return Ok(json!({ "field": tested, "op": op.code() }));
    }
    let text = controls::in_zone(me, field, part("value").to_owned());
    let read = match field.kind {
        FieldType::User | FieldType::Reference(_) => {
            from_json_in(field, &json!(text), me.ctx.settings.currency)
        }
        _ => from_text_in(field, &text, me.ctx.settings.currency),
    };
    match read.map_err(at)? {
        FieldValue::Empty => Err(at(Problem::new("", "required")).into()),
        FieldValue::Texts(list) => {
            let one = list.first().cloned().unwrap_or_default();
            Ok(json!({ "field": tested, "op": "has", "value": one }))
        }
        said => Ok(json!({ "field": tested, "op": op.code(), "value": said.to_json() })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_a_line_with_or_without_code_and_english() {
        assert_eq!(
            choices("Vừa\n\n l = Lớn | Large \n"),
            json!([
                { "code": "", "vi": "Vừa", "en": "" },
                { "code": "l", "vi": "Lớn", "en": "Large" },
            ])
        );
    }
}
