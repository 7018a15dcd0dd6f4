//! Rows put together by a choice, a colleague or a yes and no: each part is the list with one condition more, its first rows and
//! its own figures. Groups and boards are drawn from it.

use quen_core::Result;
use quen_core::fields::{Field, FieldType, ListQuery};
use quen_service::lists::{Line, Totals};
use quen_words::t;
use serde_json::{Value, json};

use super::asked::Asked;
use super::columns::Chosen;
use super::page::List;
use crate::spoken;

/// Parts at most; colleagues beyond it are left to the filter.
const MOST: usize = 30;

/// One part of a list.
pub struct Lane {
    /// The value as it is sent; empty for rows without one.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// The list of this part alone.
    pub asked: Asked,
    /// Its first rows.
    pub lines: Vec<Line>,
    /// There are more than its first rows.
    pub more: bool,
    /// Its figures.
    pub totals: Totals,
}

/// The parts of a list by this field, each with at most `limit` rows; parts of colleagues without rows are left out.
///
/// # Errors
/// A bad condition or a broken database.
pub async fn load(list: &List<'_>, field: &Field, limit: usize) -> Result<Vec<Lane>> {
    let mut lanes = Vec::new();
    for (value, label, condition) in parts(list, field).into_iter().take(MOST) {
        let lane = one(list, value, label, &condition, limit).await?;
        let rare = matches!(field.kind, FieldType::User) || lane.value.is_empty();
        if !(rare && lane.totals.count == 0) {
            lanes.push(lane);
        }
    }
    Ok(lanes)
}

fn parts(list: &List<'_>, field: &Field) -> Vec<(String, String, Value)> {
    let words = list.me.words;
    let is = |op: &str, value: Value| json!({ "field": field.name, "op": op, "value": value });
    let mut parts: Vec<(String, String, Value)> = match &field.kind {
        FieldType::Choice(codes) => codes
            .iter()
            .map(|code| {
                let label = spoken::choice_of(words, list.shape.noun(), field, code);
                (code.to_string(), label, is("in", json!([code])))
            })
            .collect(),
        FieldType::User => {
            let owners = list.around.owners.iter();
            owners
                .map(|owner| {
                    let id = owner.id.to_string();
                    (id.clone(), owner.name.clone(), is("in", json!([id])))
                })
                .collect()
        }
        FieldType::Bool => vec![
            (
                "yes".to_owned(),
                t::word_yes(words).to_owned(),
                is("eq", json!(true)),
            ),
            (
                "no".to_owned(),
                t::word_no(words).to_owned(),
                is("eq", json!(false)),
            ),
        ],
        _ => Vec::new(),
    };
    if !field.required && field.kind != FieldType::Bool {
        let none = json!({ "field": field.name, "op": "empty" });
        parts.push((String::new(), t::lists_without(words).to_owned(), none));
    }
    parts
}

/// One part by its value, as after a card was moved.
///
/// # Errors
/// As [`load`].
pub async fn by_value(
    list: &List<'_>,
    field: &Field,
    value: &str,
    limit: usize,
) -> Result<Option<Lane>> {
    let found = parts(list, field)
        .into_iter()
        .find(|(other, ..)| other == value);
    match found {
        Some((value, label, condition)) => {
            one(list, value, label, &condition, limit).await.map(Some)
        }
        None => Ok(None),
    }
}

async fn one(
    list: &List<'_>,
    value: String,
    label: String,
    condition: &Value,
    limit: usize,
) -> Result<Lane> {
    let asked = list.asked.with(|state| {
        state.conditions.push(condition.clone());
        state.by.clear();
        state.layout = quen_core::views::Layout::Table;
    });
    let query = asked.query(list.catalogue)?;
    let summed = list
        .columns
        .iter()
        .filter_map(Chosen::field)
        .filter(|field| list.kind.sums(field))
        .map(|field| field.name.to_string());
    let ctx = &list.me.ctx;
    let page = ListQuery {
        limit,
        ..query.clone()
    };
    let found = list.kind.list(ctx, page).await?;
    let totals = list.kind.totals(ctx, query, summed.collect()).await?;
    Ok(Lane {
        value,
        label,
        asked,
        more: found.next.is_some(),
        lines: found.rows,
        totals: totals.unwrap_or_default(),
    })
}

impl Lane {
    /// How many rows it has, in words.
    pub fn count(&self, list: &List<'_>) -> String {
        let number = i64::try_from(self.totals.count).unwrap_or_default();
        if self.totals.capped {
            t::count_at_least(list.me.words, number)
        } else {
            list.me.words.number(number)
        }
    }

    /// Its first sum, in words; none when there is no sum or too many rows for one.
    pub fn sum(&self, list: &List<'_>) -> Option<String> {
        if self.totals.capped {
            return None;
        }
        let mut summed = list
            .columns
            .iter()
            .filter_map(Chosen::field)
            .filter(|field| list.kind.sums(field));
        let field = summed.next()?;
        let sum = self.totals.sums.first().copied().flatten()?;
        Some(super::table::said(list, field, sum))
    }
}
