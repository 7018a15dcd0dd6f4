//! Numbers of other countries, by the rules of libphonenumber (crate `phonenumber`).
//! Must never see Vietnamese numbers: those have their own fast path.

use super::scan::Digits;
use super::{Fixed, Kind, Phone, PhoneError};
use phonenumber::{Mode, PhoneNumber};

/// Reads international digits; `+` or `00` stands before them.
pub(super) fn parse(typed: &Digits) -> Result<Phone, PhoneError> {
    let digits = typed.as_bytes();
    let digits = match typed.plus() {
        true => digits,
        false => digits.get(2..).unwrap_or_default(),
    };
    match digits.len() {
        0..=6 => return Err(PhoneError::TooShort),
        16.. => return Err(PhoneError::TooLong),
        _ => {}
    }
    let number = read(&format!("+{}", String::from_utf8_lossy(digits)));
    let number = number.ok_or(PhoneError::NotAllocated)?;
    let e164 = number.format().mode(Mode::E164).to_string();
    if e164.len() > 16 {
        return Err(PhoneError::TooLong);
    }
    Ok(Phone {
        e164: Fixed::new(e164.as_bytes()),
        extension: Fixed::new(b""),
        kind: Kind::Foreign,
        carrier: None,
        converted: false,
        repaired: false,
    })
}

/// The form used inside the number's own country.
pub(super) fn national(e164: &str) -> Option<String> {
    Some(read(e164)?.format().mode(Mode::National).to_string())
}

/// The form used to call from abroad.
pub(super) fn display(e164: &str) -> Option<String> {
    Some(read(e164)?.format().mode(Mode::International).to_string())
}

fn read(e164: &str) -> Option<PhoneNumber> {
    let number = phonenumber::parse(None, e164).ok()?;
    (e164.starts_with('+') && phonenumber::is_valid(&number)).then_some(number)
}
