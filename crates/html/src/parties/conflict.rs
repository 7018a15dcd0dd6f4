//! Two people changed the same party: how its controls are read on the page of both versions.

use quen_core::Noun;
use quen_core::fields::{Field, FieldValue, from_text_in};
use quen_http::SignedIn;
use quen_words::t;

use crate::forms::value;
use crate::{spoken, versions};

/// The province that was chosen, or that the address names.
fn province(me: &SignedIn, control: &Field, pairs: &[(String, String)]) -> String {
    let chosen = value(pairs, "province");
    let code = if chosen.is_empty() {
        let read = from_text_in(control, value(pairs, "address"), me.ctx.settings.currency);
        match read {
            Ok(FieldValue::Address(address)) => address.province_code.unwrap_or_default(),
            _ => String::new(),
        }
    } else {
        chosen.to_owned()
    };
    spoken::choice(me.words, Noun::Parties, "province", &code)
}

/// The calendar is part of a birthday and the province of an address: both are compared as they are written.
pub fn read(
    me: &SignedIn,
    control: &Field,
    pairs: &[(String, String)],
) -> (String, Option<FieldValue>) {
    let text = value(pairs, &control.name).to_owned();
    let beside = match control.name.as_ref() {
        "birthday" if value(pairs, "birthday_calendar") == "lunar" => {
            t::parties_lunar(me.words).to_owned()
        }
        "address" => province(me, control, pairs),
        "birthday" => String::new(),
        _ => return versions::plainly(me, control, pairs),
    };
    if text.trim().is_empty() || beside.is_empty() {
        return (text, None);
    }
    (format!("{text} ({beside})"), None)
}
