//! Phone numbers as people type them, read into E.164 and shown the Vietnamese way.
//! Must never guess digits: a number that no plan knows is an error, and the network is only a hint, because numbers
//! have moved between networks since November 2018.

mod foreign;
mod plan;
mod scan;
mod search;

pub use search::{suffix_key, suffix_query, typed_prefix};

use scan::{Digits, Run};
use std::cmp::Ordering;

/// A valid number in E.164. Small and cheap to copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    e164: Fixed<16>,
    extension: Fixed<7>,
    kind: Kind,
    carrier: Option<&'static str>,
    converted: bool,
    repaired: bool,
}

/// What a number is for. Ministries' short lines and internet telephony count as fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A Vietnamese mobile number.
    Mobile,
    /// A Vietnamese land line.
    Fixed,
    /// 1800 and the like: free for the caller.
    TollFree,
    /// 1900: paid by the caller.
    Premium,
    /// A valid number of another country.
    Foreign,
}

impl Kind {
    /// The word of the public contract: `mobile`, `fixed`, `tollfree`, `premium`, `foreign`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Fixed => "fixed",
            Self::TollFree => "tollfree",
            Self::Premium => "premium",
            Self::Foreign => "foreign",
        }
    }
}

/// Why a text is not one valid number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneError {
    /// There is no digit in the text.
    Empty,
    /// Fewer digits than any number has.
    TooShort,
    /// More digits than any number has.
    TooLong,
    /// The length fits but no plan has given out this range; see [`possible`].
    NotAllocated,
    /// The text holds more than one number; use [`parse_all`].
    Several,
}

impl std::fmt::Display for PhoneError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "no phone number in the text",
            Self::TooShort => "the phone number is too short",
            Self::TooLong => "the phone number is too long",
            Self::NotAllocated => "no network uses this range of numbers",
            Self::Several => "more than one phone number in the text",
        })
    }
}

impl std::error::Error for PhoneError {}

/// Reads a text that should hold one number, with any of the usual dirt around it.
pub fn parse(text: &str) -> Result<Phone, PhoneError> {
    if let Some(digits) = scan::single(text) {
        match read(&digits) {
            Err(PhoneError::TooLong) => {}
            outcome => return outcome,
        }
    }
    let found = scattered(text);
    let mut valid = found.iter().filter_map(|one| one.as_ref().ok());
    match (valid.next(), valid.next()) {
        (Some(_), Some(_)) => Err(PhoneError::Several),
        (Some(phone), None) => Ok(*phone),
        (None, _) => found.into_iter().next().unwrap_or(Err(PhoneError::Empty)),
    }
}

/// Reads every number of a cell in reading order: the first is the primary one. The same number twice counts once.
pub fn parse_all(text: &str) -> Vec<Result<Phone, PhoneError>> {
    if let Some(digits) = scan::single(text)
        && let Ok(phone) = read(&digits)
    {
        return vec![Ok(phone)];
    }
    scattered(text)
}

/// A number of the right length in a range nobody has been given yet, such as `052 1234567`: E.164, to be kept with a
/// warning. `None` for valid numbers and for nonsense.
pub fn possible(text: &str) -> Option<String> {
    let digits = scan::single(text)?;
    if read(&digits) != Err(PhoneError::NotAllocated) {
        return None;
    }
    let national = national_digits(&digits)?.digits;
    let looks_right = matches!(
        (national.len(), national.first()?),
        (9, b'3' | b'5' | b'7' | b'8' | b'9') | (10, b'2')
    );
    looks_right.then(|| format!("+84{}", String::from_utf8_lossy(national)))
}

/// Shows a stored E.164 number: `0912 345 678` for Vietnam, `+1 650-253-0000` for others. Anything that is not E.164
/// comes back as it is.
pub fn display(e164: &str) -> String {
    match e164.strip_prefix("+84") {
        Some(national) => {
            let mut out = String::with_capacity(16);
            plan::format_into(national, &mut out);
            out
        }
        None => foreign::display(e164).unwrap_or_else(|| e164.to_owned()),
    }
}

impl Phone {
    /// `+84912345678`.
    pub fn e164(&self) -> &str {
        self.e164.as_str()
    }

    /// As people of the number's country write it: `0912 345 678`, `028 3822 1234`, `1900 6017`.
    pub fn national(&self) -> String {
        match self.vietnamese_digits() {
            Some(national) => {
                let mut out = String::with_capacity(16);
                plan::format_into(national, &mut out);
                out
            }
            None => foreign::national(self.e164()).unwrap_or_else(|| self.e164().to_owned()),
        }
    }

    /// What the number is for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The network the prefix was given to, for Vietnamese mobile numbers. A hint: numbers move.
    pub fn carrier_hint(&self) -> Option<&'static str> {
        self.carrier
    }

    /// Whether the text held an eleven-digit number from before the change of 2018.
    pub fn is_converted(&self) -> bool {
        self.converted
    }

    /// Whether the leading zero was missing (spreadsheets drop it) and was put back.
    pub fn is_repaired(&self) -> bool {
        self.repaired
    }

    /// The extension behind the number, digits only.
    pub fn extension(&self) -> Option<&str> {
        Some(self.extension.as_str()).filter(|text| !text.is_empty())
    }

    fn vietnamese_digits(&self) -> Option<&str> {
        self.e164().strip_prefix("+84")
    }
}

/// Numbers of a text that is more than one clean run of digits.
fn scattered(text: &str) -> Vec<Result<Phone, PhoneError>> {
    let runs = scan::runs(text);
    let mut found = Vec::with_capacity(runs.len());
    for run in &runs {
        read_run(run, &mut found);
    }
    if found.iter().all(Result::is_err)
        && let Some(phone) = scan::joined(&runs).and_then(|digits| read(&digits).ok())
    {
        return vec![Ok(phone)];
    }
    drop_repeats(found)
}

/// One run is one number, or several written behind each other with only spaces or dashes between.
fn read_run(run: &Run, found: &mut Vec<Result<Phone, PhoneError>>) {
    let whole = run.digits().map_or(Err(PhoneError::TooLong), |d| read(&d));
    match whole {
        Err(PhoneError::TooLong) => match split_run(run) {
            Some(phones) => found.extend(phones.into_iter().map(Ok)),
            None => found.push(Err(PhoneError::TooLong)),
        },
        Ok(mut phone) => {
            phone.extension = Fixed::new(run.extension());
            found.push(Ok(phone));
        }
        Err(error) => found.push(Err(error)),
    }
}

/// Cuts a long run at its gaps so that every part is a valid number, longest parts first.
fn split_run(run: &Run) -> Option<Vec<Phone>> {
    let mut phones = Vec::new();
    let mut start = 0;
    while start < run.groups() {
        let (end, phone) = (start + 1..=run.groups())
            .rev()
            .find_map(|end| Some((end, read(&run.part(start, end)?).ok()?)))?;
        phones.push(phone);
        start = end;
    }
    Some(phones)
}

fn drop_repeats(found: Vec<Result<Phone, PhoneError>>) -> Vec<Result<Phone, PhoneError>> {
    let mut kept: Vec<Result<Phone, PhoneError>> = Vec::with_capacity(found.len());
    for one in found {
        let repeated = one.is_ok_and(|new| {
            kept.iter()
                .flatten()
                .any(|old| old.e164 == new.e164 && old.extension == new.extension)
        });
        if !repeated {
            kept.push(one);
        }
    }
    kept
}

/// Digits of a national number and what had to be done to get them.
struct National<'a> {
    digits: &'a [u8],
    without_prefix: bool,
}

/// Takes country code and trunk zeros off; `None` for a foreign number.
fn national_digits(typed: &Digits) -> Option<National<'_>> {
    let digits = typed.as_bytes();
    let after_country = |rest| National {
        digits: without_zeros(rest),
        without_prefix: false,
    };
    let international = match typed.plus() {
        true => Some(digits),
        false => digits.strip_prefix(b"00"),
    };
    if let Some(international) = international {
        return international.strip_prefix(b"84").map(after_country);
    }
    if let Some(rest) = digits.strip_prefix(b"0") {
        // `084 912 345 678`: the country code written with a trunk zero before it.
        return Some(match rest.strip_prefix(b"84") {
            Some(inner) if rest.len() >= 11 => after_country(inner),
            _ => National {
                digits: rest,
                without_prefix: false,
            },
        });
    }
    Some(match digits.strip_prefix(b"84") {
        // Nine digits are a whole number of their own: `0841 234 567` without its zero.
        Some(rest) if digits.len() != 9 => after_country(rest),
        _ => National {
            digits,
            without_prefix: true,
        },
    })
}

fn without_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

/// Reads clean digits.
fn read(typed: &Digits) -> Result<Phone, PhoneError> {
    if typed.as_bytes().is_empty() {
        return Err(PhoneError::Empty);
    }
    let Some(national) = national_digits(typed) else {
        return foreign::parse(typed);
    };
    let converted = plan::converted(national.digits);
    let digits = converted.as_ref().map_or(national.digits, |new| &new[..]);
    let range = plan::range(digits).ok_or_else(|| why_not(digits))?;
    Ok(Phone {
        e164: Fixed::with_prefix(b"+84", digits),
        extension: Fixed::new(b""),
        kind: range.kind,
        carrier: range.carrier,
        converted: converted.is_some(),
        repaired: national.without_prefix
            && matches!(range.kind, Kind::Mobile | Kind::Fixed)
            && digits.len() >= 9,
    })
}

/// Land lines have ten digits, everything else that people are called on has nine.
fn why_not(national: &[u8]) -> PhoneError {
    let length = match national.first() {
        Some(b'2') => 10,
        _ => 9,
    };
    match national.len().cmp(&length) {
        Ordering::Less => PhoneError::TooShort,
        Ordering::Equal => PhoneError::NotAllocated,
        Ordering::Greater => PhoneError::TooLong,
    }
}

/// ASCII text of at most `N` bytes kept in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fixed<const N: usize> {
    bytes: [u8; N],
    len: u8,
}

impl<const N: usize> Fixed<N> {
    /// Keeps the first `N` bytes.
    fn new(text: &[u8]) -> Self {
        Self::with_prefix(b"", text)
    }

    fn with_prefix(prefix: &[u8], text: &[u8]) -> Self {
        let mut fixed = Self {
            bytes: [0; N],
            len: 0,
        };
        for (slot, byte) in fixed.bytes.iter_mut().zip(prefix.iter().chain(text)) {
            *slot = *byte;
            fixed.len += 1;
        }
        fixed
    }

    fn as_str(&self) -> &str {
        let used = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        std::str::from_utf8(used).unwrap_or_default()
    }
}
