//! Filters of the list: the chips that say what is asked, the menu of what can be asked, and the form for one condition.
//! Built from the catalogue, so that a field that joins it can be filtered at once. The address holds all of it.

mod form;

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::{Catalogue, Condition, Field, FieldType, from_text_in};
use quen_core::{Error, Noun, Problem};
use quen_http::{SignedIn, problem};
use quen_ui::list::{FilterChip, filter_chip};
use quen_ui::menu::{Menu, MenuItem, menu};
use quen_words::{Words, t};
use serde_json::{Value, json};

use self::form::Form;
use super::asked::Asked;
use super::cells::Around;
use super::page::List;
use super::shape_at;
use crate::answers::{Answer, refused, see};
use crate::layout::{Page, drawer_or_page};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// The fields that the menu offers, the most asked ones first.
pub fn offered(catalogue: &Catalogue) -> Vec<&Field> {
    const FIRST: [&str; 8] = [
        "stage",
        "type",
        "owner_id",
        "tags",
        "province",
        "kind",
        "roles",
        "last_order_on",
    ];
    let rest = catalogue
        .fields
        .iter()
        .filter(|field| !FIRST.contains(&field.name.as_ref()) && can_be_asked(field));
    FIRST
        .iter()
        .filter_map(|name| catalogue.field(name).filter(|field| field.filterable))
        .chain(rest)
        .collect()
}

/// Is there a form for conditions on this field?
fn can_be_asked(field: &Field) -> bool {
    use FieldType as T;
    field.filterable
        && matches!(
            field.kind,
            T::Choice(_)
                | T::Choices(_)
                | T::Tags
                | T::User
                | T::Day
                | T::Instant
                | T::Money
                | T::Integer
                | T::Percent
                | T::Bool
                | T::Text { .. }
        )
}

/// The menu behind "add a filter".
pub fn filter_menu(list: &List<'_>) -> Markup {
    let words = list.me.words;
    let fields = offered(list.catalogue);
    let mut lines: Vec<(String, String)> = fields
        .iter()
        .map(|field| {
            let href = form_href(list.asked, &field.name, None);
            (spoken::label(words, field), href)
        })
        .collect();
    lines.push((
        t::lists_conditions(words).to_owned(),
        list.asked.clone().first_page().part("conditions"),
    ));
    let last = lines.len() - 1;
    let items: Vec<MenuItem> = lines
        .iter()
        .enumerate()
        .map(|(place, (label, href))| MenuItem {
            label,
            href: Some(href),
            divided: place == last,
            // Combined conditions need room: a page of their own.
            hx: if place == last {
                quen_ui::hx::Hx::default()
            } else {
                quen_ui::hx::Hx::get(href, "#drawer")
            },
            ..MenuItem::default()
        })
        .collect();
    menu(Menu {
        id: "add-filter",
        label: t::parties_add_filter(words),
        items: &items,
        csrf: "",
    })
}

/// The address of the form for a condition; `at` is the place of the one it replaces.
fn form_href(asked: &Asked, field: &str, at: Option<usize>) -> String {
    let part = match at {
        Some(at) => format!("filters?field={field}&at={at}"),
        None => format!("filters?field={field}"),
    };
    asked.clone().first_page().part(&part)
}

/// The chips of what is asked.
pub fn chips(list: &List<'_>) -> Markup {
    html! {
        @for place in 0..list.asked.state.conditions.len() { (chip(list, place)) }
    }
}

fn chip(list: &List<'_>, place: usize) -> Markup {
    let words = list.me.words;
    let without = list.asked.without(place).href();
    let condition = list.asked.state.conditions.get(place);
    let Some(said) = condition.and_then(|condition| said(list, condition)) else {
        let label = t::parties_own_condition(words);
        let edit = list.asked.clone().first_page().part("conditions");
        return filter_chip(FilterChip {
            field: label,
            value: t::lists_conditions_open(words),
            edit: Some(&edit),
            without: &without,
            drop_label: &t::parties_drop_filter(words, label),
            ..FilterChip::default()
        });
    };
    let edit = said
        .editable
        .then(|| form_href(list.asked, &said.name, Some(place)));
    filter_chip(FilterChip {
        field: &said.field,
        verb: said.verb,
        value: &said.value,
        edit: edit.as_deref(),
        without: &without,
        drop_label: &t::parties_drop_filter(words, &said.field),
    })
}

/// A condition in words: field, verb, value.
pub struct Said {
    name: String,
    /// The field's label.
    pub field: String,
    /// The verb.
    pub verb: &'static str,
    /// The value.
    pub value: String,
    editable: bool,
}

/// A plain test in words; `None` for anything else.
pub fn said(list: &List<'_>, condition: &Value) -> Option<Said> {
    said_of(list.me.words, list.catalogue, &list.around, condition)
}

/// A plain test in words, outside a list's page.
pub fn said_of(
    words: Words,
    catalogue: &Catalogue,
    around: &Around,
    condition: &Value,
) -> Option<Said> {
    let field = catalogue.field(condition.get("field")?.as_str()?)?;
    let op = condition.get("op")?.as_str()?;
    let value = condition.get("value").unwrap_or(&Value::Null);
    let (verb, value) = match op {
        "eq" | "in" | "has" => (
            t::parties_verb_is(words),
            values(words, (catalogue.noun, field), around, value),
        ),
        "ne" | "not_in" => (
            t::parties_verb_is_not(words),
            values(words, (catalogue.noun, field), around, value),
        ),
        "within_days" => (
            t::parties_verb_within(words),
            spoken::span(words, value.as_i64()?),
        ),
        "older_than_days" => (
            t::parties_verb_older(words),
            spoken::span(words, value.as_i64()?),
        ),
        "ge" | "gt" => (
            t::parties_verb_from(words),
            values(words, (catalogue.noun, field), around, value),
        ),
        "le" | "lt" => (
            t::parties_verb_to(words),
            values(words, (catalogue.noun, field), around, value),
        ),
        "between" => (
            t::parties_verb_from(words),
            between(words, (catalogue.noun, field), around, value)?,
        ),
        "empty" => (
            t::parties_verb_is(words),
            t::parties_none_yet(words).to_owned(),
        ),
        "not_empty" => (t::parties_verb_is(words), t::parties_some(words).to_owned()),
        "starts_with" => (
            t::parties_verb_starts(words),
            values(words, (catalogue.noun, field), around, value),
        ),
        _ => return None,
    };
    let label = spoken::label(words, field);
    Some(Said {
        name: field.name.to_string(),
        field: label,
        verb,
        value,
        editable: can_be_asked(field),
    })
}

fn between(words: Words, field: (Noun, &Field), around: &Around, value: &Value) -> Option<String> {
    let [from, to] = value.as_array()?.as_slice() else {
        return None;
    };
    Some(format!(
        "{}–{}",
        values(words, field, around, from),
        values(words, field, around, to)
    ))
}

fn values(words: Words, (noun, field): (Noun, &Field), around: &Around, value: &Value) -> String {
    match value {
        Value::Array(list) => list
            .iter()
            .map(|item| values(words, (noun, field), around, item))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Bool(true) => t::word_yes(words).to_owned(),
        Value::Bool(false) => t::word_no(words).to_owned(),
        Value::Object(money) => {
            let money = serde_json::from_value(Value::Object(money.clone())).unwrap_or_default();
            spoken::money_short(words, money)
        }
        Value::Number(number) if field.kind == FieldType::Percent => {
            spoken::rate(words, number.as_i64().unwrap_or_default())
        }
        Value::Number(number) => words.number(number.as_i64().unwrap_or_default()),
        Value::String(text) => match &field.kind {
            FieldType::Choice(_) | FieldType::Choices(_) => {
                spoken::choice_of(words, noun, field, text)
            }
            FieldType::User | FieldType::Reference(_) => text
                .parse()
                .ok()
                .and_then(|id| around.name_of(id))
                .unwrap_or_else(|| t::word_unknown(words).to_owned()),
            FieldType::Day => text
                .parse()
                .map_or_else(|_| text.clone(), |day| spoken::day(words, day)),
            _ => text.clone(),
        },
        Value::Null => String::new(),
    }
}

/// `GET /lists/{kind}/filters`: the form for one condition, or, once sent, the way to the list with it.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path(word): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let shape = shape_at(&me, &word)?;
    let views = quen_service::views::of_kind(&me.ctx, &word)
        .await
        .map_err(refused(&me))?;
    let asked = Asked::read(&shape, &params, &views);
    let catalogue = shape.kind.catalogue(&me.ctx);
    let field = param(&params, "field")
        .and_then(|name| catalogue.field(name))
        .filter(|field| can_be_asked(field));
    let Some(field) = field else {
        return Err(refused(&me)(Error::NotFound));
    };
    let at = param(&params, "at")
        .and_then(|at| at.parse::<usize>().ok())
        .filter(|at| *at < asked.state.conditions.len());
    let said = match param(&params, "op") {
        None => None,
        Some(op) => match condition(&me, &catalogue, field, op, &params) {
            Ok(condition) => {
                let mut conditions = asked.state.conditions.clone();
                match at.and_then(|at| conditions.get_mut(at)) {
                    Some(place) => *place = condition,
                    None => conditions.push(condition),
                }
                return Ok(see(&asked.with_conditions(conditions).href()));
            }
            Err(problem) => Some(problem::sentence(me.words, problem.code, &problem.args)),
        },
    };
    let around = Around::colleagues(&me).await.map_err(refused(&me))?;
    let form = Form {
        noun: shape.noun(),
        word: shape.word(),
        me: &me,
        field,
        asked: &asked,
        at,
        owners: &around.owners,
        problem: said.as_deref(),
        params: &params,
    };
    let status = if said.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, answer(&me, &headers, &form)).into_response())
}

fn answer(me: &SignedIn, headers: &HeaderMap, form: &Form<'_>) -> Response {
    let title = spoken::label(me.words, form.field);
    let whole = Page {
        title: &title,
        nav: &form.asked.path,
        body: form.draw(),
        ..Page::default()
    };
    drawer_or_page(me, headers, None, whole).into_response()
}

/// The condition that a sent form means.
fn condition(
    me: &SignedIn,
    catalogue: &Catalogue,
    field: &Field,
    op: &str,
    params: &Params,
) -> Result<Value, Problem> {
    let typed = |name: &str| param(params, name).map(str::trim).unwrap_or_default();
    let chosen = || -> Vec<&str> {
        let found = params.iter().filter(|(key, _)| key == "value");
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
            .collect()
    };
    let test = |op: &str, value: Value| json!({ "field": field.name, "op": op, "value": value });
    let made = match op {
        "in" if field.kind == FieldType::Tags => {
            let tags: Vec<&str> = chosen()
                .into_iter()
                .flat_map(|text| text.split([',', ';']))
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .collect();
            test("in", json!(tags))
        }
        "in" => test("in", json!(chosen())),
        "is" => test("in", json!([typed("value")])),
        "starts_with" => test("starts_with", json!(typed("value"))),
        "eq" => test("eq", json!(typed("value") == "true")),
        "within_days" | "older_than_days" => {
            let days: i64 = typed("value")
                .parse()
                .map_err(|_| Problem::new("value", "bad-number"))?;
            test(op, json!(days))
        }
        "range" => range(me, field, typed("from"), typed("to"))?,
        op => test(op, Value::Null),
    };
    let empty = made
        .get("value")
        .and_then(Value::as_array)
        .is_some_and(Vec::is_empty);
    if empty {
        return Err(Problem::new("value", "required"));
    }
    match Condition::parse(catalogue, &made) {
        Ok(_) => Ok(made),
        Err(Error::Invalid(problems)) => Err(problems
            .into_iter()
            .next()
            .unwrap_or(Problem::new("value", "invalid"))),
        Err(_) => Err(Problem::new("value", "invalid")),
    }
}

/// From, to, or both.
fn range(me: &SignedIn, field: &Field, from: &str, to: &str) -> Result<Value, Problem> {
    let read = |text: &str| {
        from_text_in(field, text, me.ctx.settings.currency).map(|value| value.to_json())
    };
    let test = |op: &str, value: Value| json!({ "field": field.name, "op": op, "value": value });
    match (from.is_empty(), to.is_empty()) {
        (true, true) => Err(Problem::new("value", "required")),
        (false, true) => Ok(test("ge", read(from)?)),
        (true, false) => Ok(test("le", read(to)?)),
        (false, false) => Ok(test("between", json!([read(from)?, read(to)?]))),
    }
}
