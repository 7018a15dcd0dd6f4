//! The 12-digit personal identification number (số định danh, CCCD): what its digits say. Never proof of
//! anything: there is no public check digit, and the number is personal data, so it must not reach a log.
//!
//! Structure (Circular 59/2021 style, from memory): 3 digits place of birth registration, 1 digit sex and
//! century, 2 digits year of birth, 6 digits serial. Even centuries digit = male, odd = female; 0-1 are the
//! 1900s, 2-3 the 2000s, and so on.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

/// Sex as registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// `male` or `female`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// What a personal id says.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonalId {
    /// Twelve digits.
    pub number: String,
    /// First three digits: one of the 63 provinces before July 2025, or a country.
    pub province_code: String,
    /// The province's name, when the code is one of the 63.
    pub province: Option<&'static str>,
    pub sex: Sex,
    pub birth_year: i32,
}

impl PersonalId {
    /// Whether the year of birth lies after `today`: structurally sound but surely mistyped.
    pub fn is_unborn(&self, today: NaiveDate) -> bool {
        self.birth_year > today.year()
    }
}

/// Shows no digits of the number, for it is personal data.
impl std::fmt::Debug for PersonalId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonalId(…)")
    }
}

/// Reads a personal id, with or without spaces, dots or dashes. `None` when it is not twelve digits (the old
/// nine-digit CMND included).
pub fn parse(text: &str) -> Option<PersonalId> {
    let number: String = text
        .trim()
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{2013}'))
        .collect();
    if number.len() != 12 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let province_code = number.get(..3)?.to_owned();
    let century: i32 = number.get(3..4)?.parse().ok()?;
    let year: i32 = number.get(4..6)?.parse().ok()?;
    Some(PersonalId {
        province: province(&province_code),
        province_code,
        sex: if century % 2 == 0 {
            Sex::Male
        } else {
            Sex::Female
        },
        birth_year: 1900 + century / 2 * 100 + year,
        number,
    })
}

fn province(code: &str) -> Option<&'static str> {
    include_str!("../data/id_provinces.csv")
        .lines()
        .skip(1)
        .find_map(|line| {
            let (known, name) = line.split_once(',')?;
            (known == code).then_some(name)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_say_place_sex_and_year() {
        let id = parse("048 301 012345").unwrap();
        assert_eq!(
            (id.province, id.sex, id.birth_year),
            (Some("Đà Nẵng"), Sex::Female, 2001)
        );
        assert_eq!(
            parse("999900012345").map(|id| (id.province, id.birth_year)),
            Some((None, 2300))
        );
        assert!(
            parse("001490012345")
                .unwrap()
                .is_unborn("2026-11-21".parse().unwrap())
        );
        assert!(!id.is_unborn("2026-11-21".parse().unwrap()));
    }

    #[test]
    fn nothing_else_is_one() {
        for text in [
            "",
            "201234567",
            "0010900123456",
            "00109001234a",
            "00109001234५",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn debug_output_keeps_the_number_secret() {
        assert_eq!(
            format!("{:?}", parse("001090012345").unwrap()),
            "PersonalId(…)"
        );
    }
}
