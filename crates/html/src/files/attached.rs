//! Files that lie with a record in a list, `files` in its form: the control that takes them, what came of it, and how they are
//! shown. It decides nothing about what may be taken.

use maud::{Markup, html};
use quen_core::Noun;
use quen_core::fields::FieldValue;
use quen_core::files::{Attached, Kind};
use quen_ui::choice::{Check, check};
use quen_ui::file::{FileButton, file_button};
use quen_ui::icon::icon;
use quen_words::{Words, t};
use serde_json::Value;

use super::{KIND, link};

/// Name of the values in a form.
const FILES: &str = "files";

/// The files that a form sent and that were taken in.
pub fn taken(pairs: &[(String, String)]) -> Vec<Attached> {
    let sent = pairs.iter().filter(|(name, _)| name == FILES);
    sent.filter_map(|(_, value)| Attached::from_text(value))
        .collect()
}

/// Files that go with a record; those that were taken in before something else was wrong stay ticked.
pub fn control(words: Words, pairs: &[(String, String)]) -> Markup {
    html! {
        input type="hidden" name=(KIND) value=(Noun::Interactions.plural());
        @for file in taken(pairs) {
            (check(Check { name: FILES, value: &file.to_text(), label: &file.name, checked: true, ..Check::default() }))
        }
        (file_button(FileButton { name: FILES, choose: t::files_attach(words), clear: t::files_unchoose(words), accept: &Kind::endings(), many: true, ..FileButton::default() }))
    }
}

/// The files of a form as a value of the record's field; none where there are none. What was not taken in stays in it, so that the
/// record says why.
pub fn value(pairs: &[(String, String)]) -> Option<(String, FieldValue)> {
    let files = pairs.iter().filter(|(name, _)| name == FILES);
    let files: Vec<Value> = files.map(|(_, value)| value.clone().into()).collect();
    (!files.is_empty()).then(|| (FILES.to_owned(), FieldValue::Json(files.into())))
}

/// A form without its files, for whoever reads the other fields one by one.
pub fn without(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut pairs = pairs;
    pairs.retain(|(name, _)| name != FILES);
    pairs
}

/// The files of a record as a value of its field has them, each with the way to it.
pub fn shown(value: &FieldValue) -> Markup {
    let FieldValue::Json(list) = value else {
        return html! {};
    };
    let files: Vec<Attached> = serde_json::from_value(list.clone()).unwrap_or_default();
    html! { @for file in &files { p.row.smaller { (icon("paperclip")) (link(file)) } } }
}
