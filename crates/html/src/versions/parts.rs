//! Where a stored record and a sent form differ, field by field, in words. It compares what both mean, not how it is written,
//! as far as what was typed can be read.

use std::collections::{BTreeMap, HashMap};

use quen_core::fields::{Catalogue, Field, FieldValue, Record, from_text_in};
use quen_http::SignedIn;
use quen_service::parties::{self, owners};
use quen_service::records::Kind;
use uuid::Uuid;

use crate::fields::{controls, references};
use crate::forms::value;
use crate::spoken::{self, Reader};

/// A field in which the two differ.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Name of its control.
    pub name: String,
    /// Its words.
    pub label: String,
    /// What was typed.
    pub mine: String,
    /// What is stored.
    pub theirs: String,
    /// Only the other one changed it.
    pub only_theirs: bool,
}

/// How the text of a control is read: the text that is compared and shown, and the value where there is one.
pub type Read = fn(&SignedIn, &Field, &[(String, String)]) -> (String, Option<FieldValue>);

/// A stored record and a form that was made from an older version of it.
pub struct Comparing<'a, K: Kind> {
    /// Who reads it.
    pub me: &'a SignedIn,
    /// The record.
    pub stored: &'a K::Record,
    /// The record as it stands in the form.
    pub theirs: &'a [(String, String)],
    /// What the form sent.
    pub sent: &'a [(String, String)],
    /// Controls of the form and the fields they are of; those that the workspace made come by themselves.
    pub controls: &'a [(&'a str, &'a str)],
    /// How a control is read.
    pub read: Read,
}

impl<K: Kind> Comparing<'_, K> {
    /// Where they differ, in the order of the form.
    ///
    /// # Errors
    /// A broken database.
    pub async fn parts(&self) -> quen_core::Result<Vec<Part>> {
        let catalogue = K::catalogue(&self.me.ctx);
        let own = controls::of(&catalogue).map(|field| (field.name.as_ref(), field.name.as_ref()));
        let all = self.controls.iter().copied().chain(own);
        let differing: Vec<Differing> = all
            .filter_map(|(name, field)| self.differing(name, catalogue.field(field)?))
            .collect();
        let names = self.names(&catalogue, &differing).await?;
        let was = unpacked(value(self.sent, "was"));
        let words = self.me.words;
        let part = |one: Differing| Part {
            label: spoken::label(words, &one.field),
            mine: self.said(&one, &one.mine, &names),
            theirs: self.said(&one, &one.theirs, &names),
            only_theirs: was
                .get(&one.name)
                .is_some_and(|was| same(was, value(self.sent, &one.name))),
            name: one.name,
        };
        Ok(differing.into_iter().map(part).collect())
    }

    fn differing(&self, name: &str, field: &Field) -> Option<Differing> {
        let here = |pairs: &[(String, String)]| pairs.iter().any(|(known, _)| known == name);
        if !here(self.sent) {
            return None;
        }
        // A control may have another name than its field.
        let mut control = field.clone();
        control.name = name.to_owned().into();
        let (mine, typed) = (self.read)(self.me, &control, self.sent);
        let (theirs, _) = (self.read)(self.me, &control, self.theirs);
        let stored = self.stored.value(field);
        if same(&mine, &theirs) || typed.as_ref().is_some_and(|typed| *typed == stored) {
            return None;
        }
        // Where one side can only be shown as it is written, so is the other.
        let (mine_value, theirs_value) = match typed {
            Some(typed) => (Some(typed), Some(stored)),
            None => (None, None),
        };
        Some(Differing {
            name: name.to_owned(),
            field: field.clone(),
            mine: (mine, mine_value),
            theirs: (theirs, theirs_value),
        })
    }

    fn said(&self, one: &Differing, side: &Side, names: &HashMap<Uuid, String>) -> String {
        let name_of = |id: Uuid| names.get(&id).cloned();
        let reader = Reader {
            words: self.me.words,
            zone: self.me.ctx.settings.zone(),
            name_of: &name_of,
        };
        match &side.1 {
            Some(value) => reader.value(K::NOUN, &one.field, value),
            None => side.0.clone(),
        }
    }

    /// Names of whoever and whatever the values refer to.
    async fn names(
        &self,
        catalogue: &Catalogue,
        differing: &[Differing],
    ) -> quen_core::Result<HashMap<Uuid, String>> {
        let sides = differing
            .iter()
            .flat_map(|one| [&one.mine.1, &one.theirs.1]);
        let ids: Vec<Uuid> = sides
            .flatten()
            .filter_map(|value| value.clone().into_id())
            .collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut names = parties::names(&self.me.ctx, ids).await?;
        let people = owners(&self.me.ctx).await?;
        names.extend(people.into_iter().map(|owner| (owner.id, owner.name)));
        let offered = references::choices(self.me, catalogue).await?;
        for (id, name) in offered.into_values().flatten() {
            names.extend(id.parse().ok().map(|id: Uuid| (id, name)));
        }
        Ok(names)
    }
}

/// As it is written, and what it means.
type Side = (String, Option<FieldValue>);

struct Differing {
    name: String,
    field: Field,
    mine: Side,
    theirs: Side,
}

/// A control whose text is read by the type of its field.
pub fn plainly(
    me: &SignedIn,
    control: &Field,
    pairs: &[(String, String)],
) -> (String, Option<FieldValue>) {
    let text = value(pairs, &control.name).to_owned();
    let typed = controls::in_zone(me, control, text.clone());
    let read = from_text_in(control, &typed, me.ctx.settings.currency).ok();
    (text, read)
}

/// Browsers send other ends of line.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    plain(a) == plain(b)
}

/// What stands in a form, as one hidden value.
pub(super) fn packed(values: &[(String, String)]) -> String {
    let all: BTreeMap<&str, &str> = values
        .iter()
        .filter(|(name, _)| name != "version" && name != "was")
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    serde_json::to_string(&all).unwrap_or_default()
}

/// What [`packed`] holds; nothing where that cannot be read.
fn unpacked(text: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_line_are_no_difference() {
        assert!(same("a\nb", "a\r\nb "));
        assert!(!same("Phin", ""));
    }

    #[test]
    fn what_stood_there_comes_back_and_a_broken_text_is_nothing() {
        let values = [
            ("version".to_owned(), "1".to_owned()),
            ("name".to_owned(), "Phin \"to\"".to_owned()),
        ];
        let back = unpacked(&packed(&values));
        assert_eq!(back.get("name").map(String::as_str), Some("Phin \"to\""));
        assert!(!back.contains_key("version"));
        assert!(unpacked("{broken").is_empty());
    }
}
