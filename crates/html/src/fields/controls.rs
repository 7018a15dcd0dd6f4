//! The controls of custom fields, the same in every form: drawn from the catalogue, read back with it. A field that is
//! shown under a condition is drawn when the condition holds for what stands in the form; the server decides, so it
//! works without script, and with script the controls are drawn anew whenever something in the form changes.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeZone, Utc};
use maud::{Markup, html};
use quen_core::fields::{
    Catalogue, Field, FieldType, FieldValue, PREFIX, Record, from_text_in, own_name, put,
};
use quen_core::files::{Attached, Kind, REMOVE};
use quen_core::{Noun, Problem};
use quen_http::{SignedIn, problem};
use quen_service::fields::is_shown;
use quen_service::parties::Owner;
use quen_ui::choice::{Check, check};
use quen_ui::field::{self, Input, Select, TextArea, input, select, textarea};
use quen_ui::file::{FileInput, file_input};
use quen_words::t;

use super::references::Named;
use crate::forms::{Pairs, choices_of};
use crate::products::{plain_amount, plain_percent};
use crate::spoken;

/// What the ids of the only such part of a page begin with.
pub const OWN: &str = "own";

/// The custom part of a form.
pub struct Controls<'a> {
    /// Who sees it.
    pub me: &'a SignedIn,
    /// The kind's catalogue.
    pub catalogue: &'a Catalogue,
    /// What their ids begin with: [`OWN`] but where a page has several such parts.
    pub within: &'a str,
    /// What stands in the form, by name.
    pub values: &'a [(String, String)],
    /// What is wrong.
    pub problems: &'a [Problem],
    /// Colleagues, for fields that name one.
    pub owners: &'a [Owner],
    /// What fields that refer to another record offer, by field.
    pub references: &'a HashMap<String, Named>,
}

/// The custom fields that people fill in.
pub fn of(catalogue: &Catalogue) -> impl Iterator<Item = &Field> {
    let own = catalogue.fields.iter().filter(|field| field.own.is_some());
    own.filter(|field| field.editable)
}

/// What stands in the controls for a stored record.
pub fn typed(me: &SignedIn, catalogue: &Catalogue, record: &impl Record) -> Pairs {
    of(catalogue)
        .map(|field| (field.name.to_string(), text(me, &record.value(field))))
        .collect()
}

/// The text of a control for a value; it can be read back.
pub fn text(me: &SignedIn, value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::Integer(points) => plain_percent(*points),
        FieldValue::Decimal(number) => number.normalize().to_string(),
        FieldValue::Money(money) => plain_amount(*money),
        FieldValue::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        FieldValue::Day(day) => day.to_string(),
        FieldValue::Instant(at) => {
            let there = at.with_timezone(&me.ctx.settings.zone());
            there.format("%Y-%m-%dT%H:%M").to_string()
        }
        FieldValue::Id(id) => id.to_string(),
        FieldValue::Texts(list) => list.join(", "),
        FieldValue::Contacts(list) => {
            let shown: Vec<&str> = list.iter().map(|c| c.display.as_str()).collect();
            shown.join(", ")
        }
        FieldValue::Birthday(day) => spoken::birthday(me.words, *day),
        FieldValue::Address(address) => address.raw.clone(),
        FieldValue::File(file) => file.to_text(),
        FieldValue::Json(json) => json.to_string(),
        FieldValue::Empty => String::new(),
    }
}

/// What a form sent, as the catalogue reads it: several ticks of one field joined, times of day in the shop's zone.
pub fn sent(me: &SignedIn, catalogue: &Catalogue, pairs: Pairs) -> Pairs {
    let mut all = joined(catalogue, pairs);
    for (name, value) in &mut all {
        if let Some(field) = catalogue.field(name).filter(|field| field.own.is_some()) {
            *value = in_zone(me, field, std::mem::take(value));
        }
    }
    all
}

/// What a form sent, several ticks of one field joined.
pub fn joined(catalogue: &Catalogue, pairs: Pairs) -> Pairs {
    joined_where(pairs, |name| match catalogue.field(name)?.kind {
        FieldType::Choices(_) => Some(Several::All),
        FieldType::File if is_own(name) => Some(Several::Last),
        _ => is_own(name).then_some(Several::All),
    })
}

/// The same for what a draft holds, whatever fields there are by now.
pub fn joined_all(pairs: Pairs) -> Pairs {
    joined_where(pairs, |name| is_own(name).then_some(Several::All))
}

/// What several values of one name mean.
#[derive(Clone, Copy, PartialEq)]
enum Several {
    /// They are ticks, all of them hold.
    All,
    /// They are of one file, of which the last word counts.
    Last,
}

fn joined_where(pairs: Pairs, joins: impl Fn(&str) -> Option<Several>) -> Pairs {
    let mut all: Pairs = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        let several = joins(&name);
        let before = all
            .iter_mut()
            .find(|(known, _)| several.is_some() && *known == name);
        match before {
            Some((_, before)) if several == Some(Several::Last) => last_file(before, value),
            Some((_, before)) if before.is_empty() => *before = value,
            Some((_, before)) if !value.is_empty() => {
                before.push_str(", ");
                before.push_str(&value);
            }
            Some(_) => {}
            None => all.push((name, value)),
        }
    }
    all
}

/// What is said of a file later counts: taken off, or another one chosen.
fn last_file(before: &mut String, said: String) {
    if said == REMOVE {
        before.clear();
    } else if !said.is_empty() {
        *before = said;
    }
}

/// A time of day as a browser sends it is the shop's; what cannot be read stays for the refusal.
pub fn in_zone(me: &SignedIn, field: &Field, value: String) -> String {
    if field.kind != FieldType::Instant {
        return value;
    }
    let read = NaiveDateTime::parse_from_str(value.trim(), "%Y-%m-%dT%H:%M").ok();
    let at = read.and_then(|local| {
        let zone = me.ctx.settings.zone();
        zone.from_local_datetime(&local).earliest()
    });
    at.map_or(value, |at| at.with_timezone(&Utc).to_rfc3339())
}

/// Puts what stands in a form into a record, as far as it can be read: to know which fields are shown.
pub fn fill(
    me: &SignedIn,
    catalogue: &Catalogue,
    values: &[(String, String)],
    record: &mut impl Record,
) {
    let currency = me.ctx.settings.currency;
    for (name, text) in values {
        let field = catalogue.field(name).filter(|field| field.editable);
        let value = field.and_then(|field| {
            let text = in_zone(me, field, text.clone());
            from_text_in(field, &text, currency).ok()
        });
        if let Some(value) = value {
            // What a record refuses has its own problem; here it only decides what is shown.
            let _ = put(record, name, value);
        }
    }
}

impl Controls<'_> {
    /// The controls; nothing when the workspace made no fields for this kind. `record` is what the form stands for, with
    /// what was typed.
    pub fn draw(&self, record: &impl Record) -> Markup {
        let conditional = of(self.catalogue).any(|field| {
            field
                .own
                .as_ref()
                .is_some_and(|own| own.shown_when.is_some())
        });
        let own = self.me.ctx.kind.as_ref().map(|kind| kind.name.as_str());
        let word = own.unwrap_or(self.catalogue.noun.plural());
        let within = self.within;
        let again = format!("/fields/{word}/controls");
        let again = (conditional && within == OWN).then_some(again.as_str());
        let files = of(self.catalogue).any(|field| field.kind == FieldType::File);
        // What has the focus keeps it, and a file that was chosen stays chosen, when the controls are drawn anew.
        let swap = "outerMorph";
        html! {
            @if of(self.catalogue).next().is_some() {
                div.stack id={ (within) "-fields" } hx-post=[again] hx-trigger=[again.map(|_| "change from:'closest form'")]
                    hx-include=[again.map(|_| "closest form")] hx-target=[again.map(|_| "this")] hx-swap=[again.map(|_| swap)] {
                    @if files { input type="hidden" name=(crate::files::KIND) value=(word); }
                    @for field in of(self.catalogue) {
                        @if self.shows(field, record) { (self.control(field)) }
                    }
                }
            }
        }
    }

    fn shows(&self, field: &Field, record: &impl Record) -> bool {
        let own = field.own.as_ref();
        let shown = own.is_none_or(|own| is_shown(&self.me.ctx, self.catalogue, own, record));
        shown
            || self
                .problems
                .iter()
                .any(|problem| problem.field == field.name)
    }

    fn value(&self, name: &str) -> &str {
        crate::forms::value(self.values, name)
    }

    fn control(&self, own: &Field) -> Markup {
        let words = self.me.words;
        let name = own_name(&own.name).unwrap_or_default();
        let id = format!("{}-{name}", self.within);
        let label = spoken::label(words, own);
        let found = self.problems.iter().find(|p| p.field == own.name);
        let said = found.map(|p| problem::sentence(words, p.code, &p.args));
        let hint = own.own.as_ref().and_then(|own| own.hint.as_deref());
        let field = field::Field {
            id: &id,
            label: &label,
            hint,
            problem: said.as_deref(),
            ..field::Field::default()
        };
        let (name, value) = (own.name.as_ref(), self.value(&own.name));
        let line = |kind, inputmode| {
            input(Input {
                field,
                name,
                value,
                kind,
                inputmode,
                required: own.required,
                autocomplete: Some("off"),
                ..Input::default()
            })
        };
        match &own.kind {
            FieldType::LongText { .. } => textarea(TextArea {
                field,
                name,
                value,
                rows: Some(3),
                required: own.required,
                ..TextArea::default()
            }),
            FieldType::Choice(codes) => {
                let choices = codes.iter().map(|code| code.to_string());
                self.choice(own, field, self.named(own, choices))
            }
            FieldType::Bool => {
                let yes = [("yes", t::word_yes(words)), ("no", t::word_no(words))];
                let yes = yes.map(|(code, said)| (code.to_owned(), said.to_owned()));
                self.choice(own, field, yes.to_vec())
            }
            FieldType::User => {
                let works = |owner: &&Owner| owner.works_here || owner.id.to_string() == value;
                let people = self.owners.iter().filter(works);
                let people = people.map(|owner| (owner.id.to_string(), owner.name.clone()));
                self.choice(own, field, people.collect())
            }
            FieldType::Reference(_) => match self.references.get(name) {
                Some(offered) => self.choice(own, field, offered.clone()),
                None => line("text", None),
            },
            FieldType::File => self.file(own, field),
            FieldType::Choices(codes) => self.checks(own, &label, said.as_deref(), codes),
            FieldType::Day => line("date", None),
            FieldType::Instant => line("datetime-local", None),
            FieldType::Phones => line("tel", Some("tel")),
            FieldType::Emails => line("text", Some("email")),
            FieldType::Link => line("text", Some("url")),
            FieldType::Integer | FieldType::Decimal | FieldType::Percent => {
                line("text", Some("decimal"))
            }
            FieldType::Money => line("text", Some("numeric")),
            _ => line("text", None),
        }
    }

    fn file(&self, own: &Field, field: field::Field<'_>) -> Markup {
        let value = self.value(&own.name);
        let now = Attached::from_text(value);
        let address = now.as_ref().map(|file| format!("/files/{}", file.id));
        let called = now.as_ref().map(|file| file.name.as_str());
        file_input(FileInput {
            field,
            name: &own.name,
            value,
            now: called.zip(address.as_deref()),
            remove: (REMOVE, t::files_remove(self.me.words)),
            words: (
                t::files_choose(self.me.words),
                t::files_unchoose(self.me.words),
            ),
            accept: &Kind::endings(),
            required: own.required,
        })
    }

    fn named(&self, own: &Field, codes: impl Iterator<Item = String>) -> Vec<(String, String)> {
        let words = self.me.words;
        let say = |code: String| {
            let said = spoken::choice_of(words, self.catalogue.noun, own, &code);
            (code, said)
        };
        codes.map(say).collect()
    }

    fn choice(
        &self,
        own: &Field,
        field: field::Field<'_>,
        mut named: Vec<(String, String)>,
    ) -> Markup {
        let value = self.value(&own.name);
        // A choice that was retired stays chosen where it was.
        if !value.is_empty() && !named.iter().any(|(code, _)| code == value) {
            named.push((value.to_owned(), value.to_owned()));
        }
        let choices = choices_of(&named);
        select(Select {
            field,
            name: &own.name,
            choices: &choices,
            value,
            none: Some("–"),
            required: own.required,
            ..Select::default()
        })
    }

    fn checks(
        &self,
        own: &Field,
        label: &str,
        said: Option<&str>,
        codes: &[std::borrow::Cow<'static, str>],
    ) -> Markup {
        let now: Vec<&str> = self.value(&own.name).split(", ").collect();
        let named = self.named(own, codes.iter().map(|code| code.to_string()));
        html! {
            fieldset.field {
                legend.label { (label) }
                input type="hidden" name=(own.name) value="";
                div.row.wrap {
                    @for (code, label) in &named {
                        (check(Check { name: &own.name, value: code, label, checked: now.contains(&code.as_str()), ..Check::default() }))
                    }
                }
                @if let Some(said) = said { span.problem { (said) } }
            }
        }
    }
}

/// Is it the name of a custom field?
pub fn is_own(name: &str) -> bool {
    name.starts_with(PREFIX)
}

/// The kind of record whose forms have custom fields, by its word.
pub fn noun(word: &str) -> Option<Noun> {
    Noun::from_plural(word).filter(|noun| quen_core::fields::custom::NOUNS.contains(noun))
}
