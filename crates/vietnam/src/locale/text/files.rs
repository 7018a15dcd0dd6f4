//! Sections about files and addresses: `address.*`, `import_headers.*`, `legacy_encoding`.
//! Must never choose between fields: an unclear header answers `null`.

use super::{Answer, Input};
use crate::address;
use crate::encoding::{self, Encoding, LegacyFont};
use crate::import_headers::{self, DateValue, FileKind, Recognised};
use crate::locale::LocaleError;
use crate::names::Gender;
use serde_json::{Map, Value};

/// Two-digit years are read as of the year the vectors were written in; the tool has no clock.
const LATEST_YEAR: i32 = 2026;

pub(super) fn province_alias(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    answer.put("code", address::province_alias(input.needed("input")?));
    Ok(())
}

pub(super) fn convert_address(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let found = address::split(input.needed("input")?);
    let ward = found.suggestions.first().map(|one| one.ward);
    let unit = found.province.and_then(|one| address::province(one.code));
    let reform = address::REFORM.parse().ok();
    let name = unit.zip(reform).map(|(unit, day)| unit.full_name_on(day));
    answer.put("province", name);
    answer.put("ward", ward.map(address::Ward::full_name));
    answer.put("street", found.street);
    Ok(())
}

pub(super) fn header(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let kind = match input.text("kind")? {
        None | Some("parties") => FileKind::Parties,
        Some("orders") => FileKind::Orders,
        Some("products") => FileKind::Products,
        Some("interactions") => FileKind::Interactions,
        Some(other) => return Err(LocaleError::BadInput(format!("kind {other:?}"))),
    };
    answer.clear(&["field", "ambiguous"]);
    match import_headers::recognise(kind, input.needed("header")?) {
        Recognised::Field(field) => answer.put("field", field),
        Recognised::Unknown => answer.put("field", Value::Null),
        Recognised::Ambiguous(fields) => {
            answer.put("field", Value::Null);
            answer.put("ambiguous", fields);
        }
    }
    Ok(())
}

/// `inputs` is a list of cells or an object whose keys are the cells.
pub(super) fn values(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let field = input.needed("field")?;
    let cells: Vec<String> = match input.0.get("inputs") {
        Some(Value::Object(cells)) => cells.keys().cloned().collect(),
        Some(Value::Array(_)) => input
            .texts("inputs")?
            .into_iter()
            .map(str::to_owned)
            .collect(),
        _ => return Err(LocaleError::BadInput("inputs must be cells".to_owned())),
    };
    let read: fn(&str) -> Value = match field {
        "gender" => gender,
        "birthday" | "created_at" | "last_purchase" => date,
        other => return Err(LocaleError::BadInput(format!("field {other:?}"))),
    };
    let answers: Map<String, Value> = cells
        .into_iter()
        .map(|cell| (cell.clone(), read(&cell)))
        .collect();
    answer.put("inputs", answers);
    Ok(())
}

fn gender(cell: &str) -> Value {
    match import_headers::gender(cell) {
        Some(Gender::Male) => "male".into(),
        Some(Gender::Female) => "female".into(),
        None => Value::Null,
    }
}

fn date(cell: &str) -> Value {
    match import_headers::parse_date(cell, LATEST_YEAR) {
        Some(DateValue::Full {
            date,
            from_serial: true,
            ..
        }) => format!("{date} (Excel serial)").into(),
        Some(DateValue::Full { date, .. }) => date.to_string().into(),
        Some(DateValue::Year(year)) => format!("{year} (year only)").into(),
        Some(DateValue::DayMonth { day, month }) => {
            format!("--{month:02}-{day:02} (no year)").into()
        }
        None => Value::Null,
    }
}

/// The bytes in hexadecimal, or the text as a program without the old font shows it.
pub(super) fn legacy_encoding(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let encodings = [
        ("tcvn3_bytes_hex", Encoding::Tcvn3),
        ("cp1258_bytes_hex", Encoding::Windows1258),
        ("vni_bytes_hex", Encoding::VniWindows),
    ];
    for (key, encoding) in encodings {
        if let Some(hex) = input.text(key)? {
            let bytes = bytes_of(hex)
                .ok_or_else(|| LocaleError::BadInput(format!("{key} must be hexadecimal")))?;
            let text = encoding::decode(&bytes, encoding)
                .map_err(|error| LocaleError::BadInput(error.to_string()))?;
            answer.put("unicode", text);
            return Ok(());
        }
    }
    let seen = input.needed("as_seen_cp1252")?;
    let font = encoding::detect_text(seen).unwrap_or(LegacyFont::Tcvn3);
    answer.put("unicode", encoding::decode_text(seen, font));
    Ok(())
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    rest.is_empty().then(|| pairs.iter().map(byte).collect())?
}
