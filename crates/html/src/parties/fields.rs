//! The fields of a party as they are typed: from the stored value to the text of a control, and from what was typed to
//! checked values. Shared by the form, the inline edit and the page of two versions, so that all three read alike.

use quen_core::fields::{
    Calendar, Catalogue, FieldType, FieldValue, Record, from_json_in, from_text_in,
};
use quen_core::parties::Party;
use quen_core::{Currency, Result};
use quen_http::SignedIn;
use quen_service::parties::Parties;
use quen_service::records::{Kind, Values};
use quen_words::Words;
use serde_json::json;
use std::collections::BTreeMap;

use crate::fields::controls;

/// What is typed for each field, by name.
pub type Typed = BTreeMap<String, String>;

/// The controls of the form in its order, and the fields they stand for.
pub const FORM: [(&str, &str); 16] = [
    ("kind", "kind"),
    ("name", "name"),
    ("phones", "phones"),
    ("emails", "emails"),
    ("birthday", "birthday"),
    ("gender", "gender"),
    ("salutation", "salutation"),
    ("address", "address"),
    ("code", "code"),
    ("tax_code", "tax_code"),
    ("website", "website"),
    ("tags", "tags"),
    ("roles", "roles"),
    ("owner_id", "owner_id"),
    ("source", "source"),
    ("note", "note"),
];

/// The text of a control for a stored value.
pub fn typed(words: Words, party: &Party, field: &str) -> String {
    match party.get(field) {
        FieldValue::Text(text) => text,
        FieldValue::Id(id) => id.to_string(),
        FieldValue::Texts(list) => list.join(", "),
        FieldValue::Contacts(list) => {
            let shown: Vec<&str> = list
                .iter()
                .map(|contact| contact.display.as_str())
                .collect();
            shown.join(", ")
        }
        FieldValue::Address(address) => address.raw,
        FieldValue::Birthday(born) => crate::spoken::birthday(words, born),
        FieldValue::Empty => String::new(),
        other => other.to_json().to_string(),
    }
}

/// Every control of the form for a stored party.
pub fn typed_all(words: Words, party: &Party) -> Typed {
    let mut all: Typed = FORM
        .iter()
        .map(|(name, field)| ((*name).to_owned(), typed(words, party, field)))
        .collect();
    if let Some(born) = party.birthday {
        let lunar = born.calendar == Calendar::Lunar;
        let day = quen_core::fields::Birthday {
            calendar: Calendar::Solar,
            ..born
        };
        all.insert("birthday".to_owned(), crate::spoken::birthday(words, day));
        all.insert(
            "birthday_calendar".to_owned(),
            if lunar { "lunar" } else { "solar" }.to_owned(),
        );
    }
    let province = party
        .address
        .as_ref()
        .and_then(|address| address.province_code.clone());
    all.insert("province".to_owned(), province.unwrap_or_default());
    all
}

/// Every control of the form, those of custom fields included.
pub fn typed_whole(me: &SignedIn, party: &Party) -> Typed {
    let mut all = typed_all(me.words, party);
    let catalogue = Parties::catalogue(&me.ctx);
    all.extend(controls::typed(me, &catalogue, party));
    all
}

/// The custom controls as the shared part of forms takes them.
pub fn pairs(typed: &Typed) -> Vec<(String, String)> {
    typed
        .iter()
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect()
}

/// What a form sent: fields that come several times are joined.
pub fn sent(pairs: &[(String, String)]) -> Typed {
    let mut all = Typed::new();
    for (name, value) in pairs {
        let before = all.entry(name.clone()).or_default();
        if !before.is_empty() && !value.is_empty() {
            before.push_str(", ");
        }
        before.push_str(value);
    }
    all
}

/// Checked values of the fields that were sent.
///
/// # Errors
/// `invalid` with every problem, each at its field.
pub fn read(
    catalogue: &Catalogue,
    currency: Currency,
    typed: &Typed,
    before: Option<&Party>,
) -> Result<Values> {
    let mut problems = quen_core::error::Problems::default();
    let mut values = Values::new();
    for (name, text) in typed {
        let Some(field) = catalogue
            .field(name)
            .filter(|field| field.editable && field.kind != FieldType::Json)
        else {
            continue;
        };
        let checked = match name.as_str() {
            "birthday" => from_text_in(field, &birthday(text, typed), currency),
            "address" => address(catalogue, text, typed, currency),
            _ => from_text_in(field, text, currency),
        };
        if let Some(value) = problems.keep(checked) {
            values.push((name.clone(), kept(name, value, before)));
        }
    }
    problems.finish().map(|()| values)
}

/// The calendar may be chosen beside the day instead of being typed with it.
fn birthday(text: &str, typed: &Typed) -> String {
    let lunar = typed
        .get("birthday_calendar")
        .is_some_and(|calendar| calendar == "lunar");
    if lunar && !text.trim().is_empty() {
        format!("{text} (al)")
    } else {
        text.to_owned()
    }
}

/// The province may be chosen beside the address; else it is recognised in it.
fn address(
    catalogue: &Catalogue,
    text: &str,
    typed: &Typed,
    currency: Currency,
) -> Result<FieldValue, quen_core::Problem> {
    let Some(field) = catalogue.field("address") else {
        return Ok(FieldValue::Empty);
    };
    match typed.get("province").filter(|code| !code.is_empty()) {
        Some(code) => from_json_in(
            field,
            &json!({ "raw": text, "province_code": code }),
            currency,
        ),
        None => from_text_in(field, text, currency),
    }
}

/// Text has no place for the label of a phone or mail, nor for a commune: what is still there keeps its own.
fn kept(name: &str, value: FieldValue, before: Option<&Party>) -> FieldValue {
    let Some(before) = before else { return value };
    match (name, value) {
        ("phones" | "emails", FieldValue::Contacts(mut list)) => {
            let known = if name == "phones" {
                &before.phones
            } else {
                &before.emails
            };
            for contact in &mut list {
                contact.label = known
                    .iter()
                    .find(|old| old.value == contact.value)
                    .and_then(|old| old.label.clone());
            }
            FieldValue::Contacts(list)
        }
        ("address", FieldValue::Address(mut address)) => {
            if let Some(old) = before.address.as_ref().filter(|old| old.raw == address.raw) {
                let same = old.province_code == address.province_code;
                address.ward_code = old.ward_code.clone().filter(|_| same);
            }
            FieldValue::Address(address)
        }
        (_, value) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use quen_core::Error;
    use quen_core::fields::apply;
    use quen_core::parties::catalogue;
    use quen_words::Lang;

    fn party(json: serde_json::Value) -> Party {
        let mut party = Party::new(uuid::Uuid::from_u128(1), "person", "", DateTime::UNIX_EPOCH);
        let serde_json::Value::Object(fields) = json else {
            return party;
        };
        let values = quen_service::records::decode(&catalogue(), &fields);
        assert!(values.and_then(|values| apply(&mut party, values)).is_ok());
        party
    }

    #[test]
    fn a_form_that_is_sent_as_it_came_changes_nothing() {
        let before = party(json!({
            "name": "Nguyễn Thị Hồng Ngọc", "phones": [{ "value": "0905218467", "label": "zalo" }], "emails": ["ngoc@gio.vn"],
            "birthday": { "calendar": "lunar", "year": 1960, "month": 8, "day": 15, "leap": true },
            "address": { "raw": "47 Lê Đình Dương, Đà Nẵng", "province_code": "48", "ward_code": "20194" },
            "tags": ["Sỉ", "VIP"], "roles": ["customer", "partner"], "gender": "female", "note": "hai dòng\nở đây",
        }));
        for words in [Words::new(Lang::Vi), Words::new(Lang::En)] {
            let values = read(
                &catalogue(),
                Currency::Vnd,
                &typed_all(words, &before),
                Some(&before),
            );
            let mut after = before.clone();
            assert!(values.and_then(|values| apply(&mut after, values)).is_ok());
            assert_eq!(after, before);
        }
    }

    #[test]
    fn every_problem_is_at_its_field() {
        let typed = sent(&[
            ("phones".into(), "12".into()),
            ("emails".into(), "x".into()),
            ("birthday".into(), "31/2".into()),
        ]);
        let Err(Error::Invalid(problems)) = read(&catalogue(), Currency::Vnd, &typed, None) else {
            unreachable!("three problems")
        };
        let fields: Vec<&str> = problems
            .iter()
            .map(|problem| problem.field.as_ref())
            .collect();
        assert_eq!(fields, ["birthday", "emails", "phones"]);
    }
}
