//! What the fields of a workspace's own say of records that are read and not filled in: label and words, a name with its way for what
//! a field refers to. It must never name what the reader may not see.

use std::collections::HashMap;

use maud::{Markup, html};
use quen_core::fields::{Catalogue, Field, FieldType, FieldValue, Record};
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::parties::owners;
use quen_ui::panel::facts;
use uuid::Uuid;

use super::references;
use crate::lists::record_href;
use crate::spoken::{self, Reader};

/// Labels, each with what stands there.
pub type Said = Vec<(String, Markup)>;

/// What these records say in the own fields that are asked for, record by record; empty fields are left out.
///
/// # Errors
/// A broken database.
pub async fn of_records<R: Record>(
    me: &SignedIn,
    catalogue: &Catalogue,
    records: &[&R],
    asked: impl Fn(&Field) -> bool,
) -> Result<Vec<Said>> {
    let own = catalogue.fields.iter();
    let own: Vec<&Field> = own
        .filter(|field| field.own.is_some() && asked(field))
        .collect();
    let names = names(me, &own, records).await?;
    let name_of = |id: Uuid| names.get(&id).cloned();
    let reader = Reader {
        words: me.words,
        zone: me.ctx.settings.zone(),
        name_of: &name_of,
    };
    let mut all = Vec::with_capacity(records.len());
    for record in records {
        let said = own.iter().filter_map(|field| {
            let shown = shown(me, &reader, catalogue.noun, field, &record.value(field))?;
            Some((spoken::label(me.words, field), shown))
        });
        all.push(said.collect());
    }
    Ok(all)
}

/// As lines of a panel; nothing where nothing is said.
pub fn lines(said: &[(String, Markup)]) -> Markup {
    let pairs: Vec<(&str, Markup)> = said
        .iter()
        .map(|(label, shown)| (label.as_str(), shown.clone()))
        .collect();
    html! { @if !pairs.is_empty() { (facts(&pairs)) } }
}

/// In one line under a row.
pub fn line(said: &[(String, Markup)]) -> Markup {
    html! {
        @if !said.is_empty() {
            p.small.dim {
                @for (n, (label, shown)) in said.iter().enumerate() { @if n > 0 { " · " } (label) ": " (shown) }
            }
        }
    }
}

fn shown(
    me: &SignedIn,
    reader: &Reader<'_>,
    noun: Noun,
    field: &Field,
    value: &FieldValue,
) -> Option<Markup> {
    if let FieldValue::File(file) = value {
        return Some(crate::files::link(file));
    }
    let text = reader.value(noun, field, value);
    if text.is_empty() {
        return None;
    }
    let href = match (&field.kind, value, &field.own) {
        (FieldType::Reference(Noun::Records), FieldValue::Id(id), Some(own)) => {
            record_href(me, &own.target, *id)
        }
        (FieldType::Reference(to), FieldValue::Id(id), _) => record_href(me, to.plural(), *id),
        _ => None,
    };
    Some(html! { @match href { Some(href) => a.link href=(href) { (text) }, None => (text) } })
}

/// The names of colleagues and records that the values of these fields refer to, in one query for each field.
async fn names<R: Record>(
    me: &SignedIn,
    own: &[&Field],
    records: &[&R],
) -> Result<HashMap<Uuid, String>> {
    let mut names = HashMap::new();
    for field in own {
        let values = records.iter().map(|record| record.value(field));
        let ids: Vec<Uuid> = values.filter_map(FieldValue::into_id).collect();
        if ids.is_empty() {
            continue;
        }
        if field.kind == FieldType::User {
            let people = owners(&me.ctx).await?.into_iter();
            names.extend(people.map(|owner| (owner.id, owner.name)));
        } else {
            names.extend(references::names(me, field, ids).await?);
        }
    }
    Ok(names)
}
