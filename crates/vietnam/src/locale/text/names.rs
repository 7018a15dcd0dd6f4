//! Sections `names.*` and `telex`.
//! Must never reorder what the module answers.

use super::{Answer, Input};
use crate::locale::LocaleError;
use crate::names::{AgeBands, Gender, Person, Tone};
use crate::telex::{Method, Style};
use crate::{collation, fold as fold_rule, names, telex as telex_rule, tone_style as style_rule};
use serde_json::Value;

pub(super) fn parse(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let name = names::parse(input.needed("input")?);
    answer.put("ho", name.ho);
    answer.put("dem", name.dem);
    answer.put("ten", name.ten);
    Ok(())
}

pub(super) fn sort(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let mut list = input.texts("input")?;
    list.sort_by_cached_key(|name| collation::name_key(name));
    answer.put("sorted_by_ten_ho_dem_vi", list);
    Ok(())
}

pub(super) fn collation(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let mut list = input.texts("input")?;
    list.sort_by_cached_key(|text| collation::text_key(text));
    answer.put("sorted_vi", list);
    Ok(())
}

pub(super) fn fold(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    answer.put("folded", fold_rule::fold(input.needed("input")?));
    Ok(())
}

pub(super) fn search(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let query = input.needed("query")?;
    let hits = names::search(query, &input.texts("candidates")?);
    answer.clear(&["match", "first"]);
    let marked = !query.is_ascii();
    if let Some(first) = hits.first().filter(|_| marked) {
        answer.put("first", *first);
    }
    answer.put("match", hits);
    Ok(())
}

/// Either style may be given; the other one is the answer.
pub(super) fn tone_style(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let text = match input.text("new_style")? {
        Some(text) => text,
        None => match input.text("old_style")? {
            Some(text) => text,
            None => input.needed("input")?,
        },
    };
    answer.put("new_style", style_rule::to_new(text));
    answer.put("old_style", style_rule::to_old(text));
    Ok(())
}

pub(super) fn salutation(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let tone = match input.text("tone")? {
        None | Some("care") => Tone::Care,
        Some("formal") => Tone::Formal,
        Some(other) => return Err(LocaleError::BadInput(format!("tone {other:?}"))),
    };
    let gender = match input.text("gender")? {
        Some("male") => Some(Gender::Male),
        Some("female") => Some(Gender::Female),
        _ => None,
    };
    let person = Person {
        ten: input.text("ten")?.unwrap_or_default(),
        full: input.text("full")?.unwrap_or_default(),
        gender,
        age: input.count("age")?,
        stored: input.text("override")?,
    };
    answer.put(
        "expect",
        names::salutation(&person, tone, &AgeBands::default()),
    );
    Ok(())
}

/// Without a method the text has no reading: English words must not be forced.
pub(super) fn telex(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let typed = input.needed("typed")?;
    answer.clear(&["old_style", "new_style"]);
    let method = match input.text("method")? {
        Some("telex") => Method::Telex,
        Some("vni") => Method::Vni,
        _ => {
            answer.put("old_style", Value::Null);
            return Ok(());
        }
    };
    let reading = |style| telex_rule::decode(typed, method, style);
    answer.put("old_style", reading(Style::Old));
    if let Some(new) = reading(Style::New) {
        answer.put("new_style", new);
    }
    Ok(())
}
