//! Section `phone`. One number answers with its parts, several with the list of their E.164 forms.
//! Must never answer half a number: what is not valid answers `valid: false` and nothing else.

use super::{Answer, Input};
use crate::locale::LocaleError;
use crate::phone::{self, Phone};

const ANSWERS: [&str; 8] = [
    "valid",
    "e164",
    "national",
    "type",
    "carrier_by_prefix",
    "converted_from_11_digit",
    "repaired",
    "expect_split",
];

pub(super) fn phone(input: &Input<'_>, answer: &mut Answer) -> Result<(), LocaleError> {
    let text = input.cell("input")?;
    answer.clear(&ANSWERS);
    let valid: Vec<Phone> = phone::parse_all(&text).into_iter().flatten().collect();
    match valid.as_slice() {
        [] => answer.put("valid", false),
        [one] => put_phone(one, answer),
        several => {
            let list: Vec<String> = several.iter().map(|one| one.e164().to_owned()).collect();
            answer.put("expect_split", list);
        }
    }
    Ok(())
}

fn put_phone(phone: &Phone, answer: &mut Answer) {
    if phone.is_repaired() {
        answer.put("repaired", "leading zero lost (Excel)");
    }
    answer.put("valid", true);
    answer.put("e164", phone.e164());
    answer.put("national", phone.national());
    answer.put("type", phone.kind().word());
    if let Some(carrier) = phone.carrier_hint() {
        answer.put("carrier_by_prefix", carrier);
    }
    if phone.is_converted() {
        answer.put("converted_from_11_digit", true);
    }
}
