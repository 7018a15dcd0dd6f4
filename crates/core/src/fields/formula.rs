//! Formulas in CEL, the Common Expression Language (https://cel.dev): the parser is the `cel` crate's, the arithmetic is
//! exact decimals, as all money and rates of the product. No loops, no regular expressions, a bounded length, depth and
//! number of steps: a formula cannot take long, whatever it says.
//!
//! An empty field is `null`; what is worked out of it is empty too. `coalesce(custom.a, 0)` says otherwise.

mod evaluate;

use std::collections::HashMap;

use cel::common::ast::{Expr, IdedExpr};
use cel::parser::PrattParser;
use chrono::NaiveDate;

use super::{Catalogue, Computed, Field, FieldType, FieldValue, PREFIX, Record};
use crate::{Currency, Problem};

/// Characters of a formula at most.
pub const MAX_LENGTH: usize = 1000;
/// Brackets within brackets at most.
const MAX_NESTING: u16 = 24;
/// Values, names and operations at most.
const MAX_STEPS: usize = 400;
/// Functions that formulas know.
const FUNCTIONS: [&str; 18] = [
    "abs",
    "ceil",
    "coalesce",
    "contains",
    "day",
    "double",
    "endsWith",
    "floor",
    "int",
    "lower",
    "max",
    "min",
    "month",
    "round",
    "size",
    "startsWith",
    "string",
    "year",
];

/// A formula that was read and checked.
#[derive(Debug, Clone)]
pub struct Formula {
    root: IdedExpr,
    /// The fields it takes, as the catalogue names them.
    fields: Vec<String>,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// At `formula`: `too-long`, `formula-unreadable`, `formula-too-complex`, `formula-unknown-function`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let wrong = |code| Problem::new("formula", code);
        if text.chars().count() > MAX_LENGTH {
            return Err(wrong("too-long").with("max", MAX_LENGTH));
        }
        // Signs before a value nest without brackets.
        if text.contains("!!!!") || text.contains("----") || nesting(text) > MAX_NESTING.into() {
            return Err(wrong("formula-too-complex"));
        }
        let parser = PrattParser::new()
            .max_recursion_depth(MAX_NESTING)
            .max_expression_node_count(MAX_STEPS)
            .error_reporting_limit(1);
        let root = parser
            .parse(text)
            .map_err(|_| wrong("formula-unreadable"))?;
        let mut found = Found::default();
        found.walk(&root, 0)?;
        if found.steps > MAX_STEPS {
            return Err(wrong("formula-too-complex"));
        }
        Ok(Self {
            root,
            fields: found.fields,
        })
    }

    /// The names of the fields it takes, each once.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Works it out for a record, as a value of the field.
    pub fn value(
        &self,
        catalogue: &Catalogue,
        field: &Field,
        record: &impl Record,
        house: House,
    ) -> FieldValue {
        let mut known = HashMap::new();
        for name in &self.fields {
            let found = catalogue.field(name).map(|field| record.value(field));
            let kind = catalogue.field(name).map(|field| &field.kind);
            known.insert(
                name.as_str(),
                evaluate::Value::of(found.unwrap_or_default(), kind),
            );
        }
        let scope = evaluate::Scope { known, house };
        evaluate::typed(scope.evaluate(&self.root), field, house)
    }
}

/// What formulas are worked out in.
#[derive(Debug, Clone, Copy)]
pub struct House {
    /// Currency of the workspace.
    pub currency: Currency,
    /// The day in the shop: `today`.
    pub today: NaiveDate,
    /// The shop's time zone, for the day of an instant.
    pub zone: chrono_tz::Tz,
}

/// What a formula takes.
#[derive(Default)]
struct Found {
    fields: Vec<String>,
    steps: usize,
}

impl Found {
    fn walk(&mut self, node: &IdedExpr, depth: usize) -> Result<(), Problem> {
        let wrong = |code| Problem::new("formula", code);
        self.steps += 1;
        if depth > MAX_STEPS {
            return Err(wrong("formula-too-complex"));
        }
        if let Some(name) = path(&node.expr) {
            self.take(name);
            return Ok(());
        }
        match &node.expr {
            Expr::Literal(_) => Ok(()),
            Expr::Call(call) => {
                let word = call.func_name.as_str();
                let operator = word.contains('_') || word.starts_with(['!', '-', '@']);
                if !operator && !FUNCTIONS.contains(&word) {
                    return Err(wrong("formula-unknown-function"));
                }
                let target = call.target.as_deref();
                target
                    .into_iter()
                    .chain(&call.args)
                    .try_for_each(|inner| self.walk(inner, depth + 1))
            }
            Expr::List(list) => list
                .elements
                .iter()
                .try_for_each(|inner| self.walk(inner, depth + 1)),
            _ => Err(wrong("formula-too-complex")),
        }
    }

    fn take(&mut self, name: String) {
        if !self.fields.contains(&name) {
            self.fields.push(name);
        }
    }
}

/// The deepest brackets.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The name that an expression spells: `spend`, `custom.size`, also in `has(custom.size)`.
fn path(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) => match &select.operand.expr {
            Expr::Ident(root) => Some(format!("{root}.{}", select.field)),
            _ => None,
        },
        _ => None,
    }
}

/// The formula of a field.
fn formula_of(field: &Field) -> Option<&str> {
    match &field.own.as_ref()?.computed {
        Some(Computed::Formula(text)) => Some(text),
        _ => None,
    }
}

/// Checks a formula against the other fields of its kind; `name` is the field's own, with its prefix.
///
/// # Errors
/// As [`Formula::parse`]; `formula-unknown-field`; `formula-ring` when it comes back to itself, also by way of others.
pub fn check(catalogue: &Catalogue, name: &str, text: &str) -> Result<(), Problem> {
    let formula = Formula::parse(text)?;
    for taken in formula.fields() {
        let known = taken == "today"
            || taken == name
            || catalogue
                .field(taken)
                .is_some_and(|field| is_taken(catalogue, field));
        if !known {
            let said: String = taken.chars().take(60).collect();
            return Err(Problem::new("formula", "formula-unknown-field").with("name", said));
        }
    }
    let mut open: Vec<String> = formula.fields().to_vec();
    let mut seen: Vec<String> = Vec::new();
    while let Some(next) = open.pop() {
        if next == name {
            return Err(Problem::new("formula", "formula-ring"));
        }
        if seen.contains(&next) {
            continue;
        }
        let inner = catalogue.field(&next).and_then(formula_of);
        if let Some(inner) = inner.and_then(|text| Formula::parse(text).ok()) {
            open.extend(inner.fields);
        }
        seen.push(next);
    }
    Ok(())
}

/// A formula may take what is written with the record. The figures of a customer move by themselves: a roll-up has them.
fn is_taken(catalogue: &Catalogue, field: &Field) -> bool {
    let moves = catalogue.noun == crate::Noun::Parties
        && !field.editable
        && field.own.is_none()
        && field.name != "created_at";
    field.kind != FieldType::Json && !moves
}

/// Works out every formula of a record, those first that others take. Nothing is written; answers whether something
/// changed.
pub fn work_out(catalogue: &Catalogue, record: &mut impl Record, house: House) -> bool {
    let mut waiting: Vec<(&Field, Formula)> = catalogue
        .fields
        .iter()
        .filter_map(|field| Some((field, Formula::parse(formula_of(field)?).ok()?)))
        .collect();
    let mut changed = false;
    while !waiting.is_empty() {
        let free = waiting.iter().position(|(_, formula)| {
            let taken = formula.fields();
            !waiting
                .iter()
                .any(|(other, _)| taken.iter().any(|name| *name == other.name))
        });
        // A ring was refused when it was made; should there be one all the same, it is worked out as it stands.
        let (field, formula) = waiting.swap_remove(free.unwrap_or(0));
        let value = formula.value(catalogue, field, record, house);
        if record.value(field) != value {
            changed = true;
            // A record without custom values has no formulas.
            let _ = super::put(record, &field.name, value);
        }
    }
    changed
}

/// Does any formula of the kind count from today, so that it must be worked out every day?
pub fn counts_days(fields: &[Field]) -> bool {
    let today =
        |text: &str| Formula::parse(text).is_ok_and(|f| f.fields.iter().any(|n| n == "today"));
    fields.iter().filter_map(formula_of).any(today)
}

/// The prefixed name of a custom field.
pub fn full_name(name: &str) -> String {
    format!("{PREFIX}{name}")
}

#[cfg(test)]
mod tests;
