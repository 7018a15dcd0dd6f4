//! What definitions and values must keep to beside their own rules: what is taken, what they refer to, what is required
//! under a condition.

use quen_core::error::Problems;
use quen_core::fields::custom::{CustomField, MAX_FIELDS, NOUNS, Rollup};
use quen_core::fields::{
    Catalogue, Computed, Condition, Field, FieldType, FieldValue, Own, PREFIX, Record, formula,
    holds, no_ring, relation_of,
};
use quen_core::{Error, Noun, Problem, Result};
use quen_store::accounts::members::works_here;
use quen_store::fields as rows;
use quen_store::{
    Rows, benefits, interactions, kinds, orders, parties, payments, products, projects, promises,
    records, tasks,
};
use serde_json::Value;
use uuid::Uuid;

use super::moment;
use crate::{Ctx, Tx};

/// Values beside the declared ones that a record keeps at most.
const MAX_UNDECLARED: usize = 500;

/// Does a definition fit among the others of its workspace? Gives it its place.
///
/// # Errors
/// `bad-choice` at `noun` or `target`; `taken` at `name`; `too-many` at `noun`; `field-has-values` at `type`; what the
/// conditions say, at their field; `refers-to-itself`.
pub(super) async fn fits(
    tx: &Tx,
    before: Option<&CustomField>,
    field: &mut CustomField,
) -> Result<()> {
    let catalogue = catalogue(tx.ctx(), &field.noun)?;
    let others = rows::all(&tx.rows, Some(&field.noun)).await?;
    let mut problems = Problems::default();
    let taken = others
        .iter()
        .any(|other| other.id != field.id && other.name == field.name);
    if taken || catalogue.field(&field.name).is_some() {
        problems.push(Problem::new("name", "taken"));
    }
    if let Some(target) = &field.target
        && catalogue_of(tx.ctx(), target).is_none()
    {
        problems.push(Problem::new("target", "bad-choice"));
    }
    problems.finish()?;
    if before.is_none() {
        room_among(&others)?;
        let last = others.iter().map(|other| other.position).max();
        if field.position == 0 {
            field.position = last.unwrap_or(0) + 1;
        }
    }
    if let Some(before) = before {
        keeps_values(tx, before, field).await?;
    }
    let mut joined = catalogue;
    let own = tx.ctx().customs.of_word(&field.noun).iter();
    joined.fields.extend(own.cloned());
    conditions(&joined, field)?;
    computed(tx, &joined, field)
}

/// How a field is worked out is read when it is made.
fn computed(tx: &Tx, catalogue: &Catalogue, field: &mut CustomField) -> Result<()> {
    let name = formula::full_name(&field.name);
    let customs = &tx.ctx().customs;
    match (field.r#type.as_str(), &field.formula, &mut field.rollup) {
        ("formula", Some(text), _) => {
            formula::check(catalogue, &name, text)?;
            no_ring(
                customs,
                &field.noun,
                &name,
                &Computed::Formula(text.clone()),
            )?;
        }
        ("rollup", _, Some(rollup)) => {
            let wrong = |code| Problem::new("rollup", code);
            let of = rows::joined_of(customs, &rollup.of).ok_or_else(|| wrong("bad-rollup"))?;
            let relation = relation_of(customs, &field.noun, rollup);
            let relation = relation.ok_or_else(|| wrong("no-relation"))?;
            if !rows::can_be_taken(rollup, &of) {
                return Err(wrong("bad-rollup").into());
            }
            if let Some(filter) = &rollup.filter {
                Condition::parse(&of, filter).map_err(|error| match error {
                    Error::Invalid(found) => Error::Invalid(at_rollup(found)),
                    other => other,
                })?;
            }
            let any = Rollup {
                via: None,
                ..rollup.clone()
            };
            // The first relation needs no name, however it was said.
            if relation_of(customs, &field.noun, &any) == Some(relation) {
                rollup.via = None;
            }
            let computed = Computed::Rollup(rollup.clone());
            no_ring(customs, &field.noun, &name, &computed)?;
        }
        _ => {}
    }
    Ok(())
}

fn at_rollup(found: Vec<Problem>) -> Vec<Problem> {
    let at = |problem| Problem {
        field: "rollup".into(),
        ..problem
    };
    found.into_iter().map(at).collect()
}

/// A definition comes back only where there is room for it.
///
/// # Errors
/// `too-many` at `noun`.
pub(super) async fn has_room(tx: &Tx, noun: &str) -> Result<()> {
    room_among(&rows::all(&tx.rows, Some(noun)).await?)
}

fn room_among(others: &[CustomField]) -> Result<()> {
    let live = others.iter().filter(|other| other.deleted_at.is_none());
    if live.count() >= MAX_FIELDS {
        return Err(Problem::new("noun", "too-many")
            .with("max", MAX_FIELDS)
            .into());
    }
    Ok(())
}

/// The type of a field stays while records hold values of it: nothing is thrown away or read as something else.
async fn keeps_values(tx: &Tx, before: &CustomField, field: &CustomField) -> Result<()> {
    let same = before.r#type == field.r#type && before.target == field.target;
    let worked_out = before.is_computed() && field.is_computed();
    if same || worked_out || !rows::has_values(&tx.rows, field.id).await? {
        return Ok(());
    }
    Err(Error::invalid("type", "field-has-values"))
}

/// Conditions of a definition are read when it is made, so that a form never meets a broken one.
fn conditions(catalogue: &Catalogue, field: &CustomField) -> Result<()> {
    let mut problems = Problems::default();
    let own = format!("{PREFIX}{}", field.name);
    for (name, condition) in [
        ("shown_when", &field.shown_when),
        ("required_when", &field.required_when),
    ] {
        let Some(json) = condition else { continue };
        match Condition::parse(catalogue, json) {
            Err(Error::Invalid(found)) => {
                for problem in found {
                    problems.push(Problem {
                        field: name.into(),
                        ..problem
                    });
                }
            }
            Err(other) => return Err(other),
            Ok(read) if read.fields().contains(&own.as_str()) => {
                problems.push(Problem::new(name, "refers-to-itself"));
            }
            Ok(_) => {}
        }
    }
    problems.finish()
}

fn catalogue(ctx: &Ctx, noun: &str) -> Result<Catalogue> {
    catalogue_of(ctx, noun).ok_or_else(|| Error::invalid("noun", "bad-choice"))
}

fn catalogue_of(ctx: &Ctx, noun: &str) -> Option<Catalogue> {
    if ctx.customs.kind(noun).is_some() {
        return rows::catalogue_of(Noun::Records.plural());
    }
    let known = Noun::from_plural(noun).filter(|noun| NOUNS.contains(noun));
    known.and_then(|noun| rows::catalogue_of(noun.plural()))
}

/// The custom values of a record that is about to be written: in the currency of the house, referring to what is there
/// and may be seen, filled where a condition asks for it. What is as it was before is not held against anybody.
///
/// # Errors
/// `other-currency`, `bad-reference`, `not-a-colleague`, `required` at the field; `too-many` at `custom`.
pub(crate) async fn check<R: Record>(
    tx: &Tx,
    catalogue: &Catalogue,
    before: Option<&R>,
    record: &R,
) -> Result<()> {
    check_given(tx, catalogue, before, record).await?;
    required(tx.ctx(), catalogue, before, record)
}

/// The same of what is there; what is missing is not asked for.
///
/// # Errors
/// `other-currency`, `bad-reference`, `not-a-colleague` at the field; `too-many` at `custom`.
pub(crate) async fn check_given<R: Record>(
    tx: &Tx,
    catalogue: &Catalogue,
    before: Option<&R>,
    record: &R,
) -> Result<()> {
    let Some(custom) = record.custom().filter(|custom| !custom.is_empty()) else {
        return Ok(());
    };
    if custom.len() > MAX_UNDECLARED + MAX_FIELDS {
        return Err(Problem::new("custom", "too-many")
            .with("max", MAX_UNDECLARED)
            .into());
    }
    let mut problems = Problems::default();
    for field in catalogue.fields.iter().filter(|field| field.own.is_some()) {
        let value = record.value(field);
        if value.is_empty() || before.is_some_and(|before| before.value(field) == value) {
            continue;
        }
        if let Some(problem) = refused(tx, field, &value).await? {
            problems.push(problem);
        }
    }
    problems.finish()
}

async fn refused(tx: &Tx, field: &Field, value: &FieldValue) -> Result<Option<Problem>> {
    let at = |code| Problem::new(field.name.clone(), code);
    let currency = tx.ctx().settings.currency;
    let problem = match (&field.kind, value) {
        (FieldType::Money, FieldValue::Money(money)) if money.currency != currency => {
            Some(at("other-currency").with("currency", currency.code()))
        }
        (FieldType::User, FieldValue::Id(user)) => {
            let known = *user == tx.ctx().actor.user_id || works_here(&tx.rows, *user).await?;
            (!known).then(|| at("not-a-colleague"))
        }
        (FieldType::Reference(noun), FieldValue::Id(id)) => {
            let target = field.own.as_ref().map_or("", |own| own.target.as_str());
            (!is_there(&tx.rows, *noun, target, *id).await?).then(|| at("bad-reference"))
        }
        _ => None,
    };
    Ok(problem)
}

/// Is there such a record, not in the bin, within reach?
async fn is_there(rows_of: &impl Rows, noun: Noun, target: &str, id: Uuid) -> Result<bool> {
    let deleted = match noun {
        Noun::Parties => parties::find(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Orders => records::find::<orders::Orders>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Products => records::find::<products::Products>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Tasks => records::find::<tasks::Tasks>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Projects => records::find::<projects::Projects>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Interactions => records::find::<interactions::Interactions>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Promises => records::find::<promises::Promises>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Payments => records::find::<payments::Payments>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Benefits => records::find::<benefits::Benefits>(rows_of, id)
            .await?
            .map(|found| found.deleted_at),
        Noun::Records => records::find::<kinds::Records>(rows_of, id)
            .await?
            .filter(|found| found.kind == target)
            .map(|found| found.deleted_at),
        _ => None,
    };
    Ok(deleted.is_some_and(|deleted| deleted.is_none()))
}

fn required<R: Record>(
    ctx: &Ctx,
    catalogue: &Catalogue,
    before: Option<&R>,
    record: &R,
) -> Result<()> {
    let mut problems = Problems::default();
    for field in &catalogue.fields {
        let Some(own) = field.own.as_ref().filter(|own| own.required_when.is_some()) else {
            continue;
        };
        let lacks = |record: &R| {
            record.value(field).is_empty()
                && met(ctx, catalogue, own.required_when.as_ref(), record).unwrap_or(false)
        };
        if lacks(record) && !before.is_some_and(lacks) {
            problems.push(Problem::new(field.name.clone(), "required"));
        }
    }
    problems.finish()
}

/// Does a form show this field for a record as it stands? A condition that cannot be read any more, because a field in
/// it is gone, hides nothing.
pub fn is_shown(ctx: &Ctx, catalogue: &Catalogue, own: &Own, record: &impl Record) -> bool {
    met(ctx, catalogue, own.shown_when.as_ref(), record).unwrap_or(true)
}

fn met(
    ctx: &Ctx,
    catalogue: &Catalogue,
    condition: Option<&Value>,
    record: &impl Record,
) -> Option<bool> {
    let condition = Condition::parse(catalogue, condition?).ok()?;
    Some(holds(&condition, catalogue, record, moment(ctx)))
}
