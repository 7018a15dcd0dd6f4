//! How good the record of a party is: what is missing and what is written in a way that does not work; of every other kind in
//! [`appraisal`]. Pure; it never mends by itself what only people can know.

mod appraisal;

use quen_vietnam::names;
use serde::{Deserialize, Serialize};

use crate::parties::Party;

pub use appraisal::{
    Appraisal, FRESH_DAYS, Flaw, MOST, appraise, asked, can_age, field, fresh_until,
};

/// Something to be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Neither phone nor mail.
    NoContact,
    /// A phone that no network knows.
    BadPhone,
    /// Made from an order or a message, never completed.
    Incomplete,
    /// Nobody is in charge.
    NoOwner,
    /// All capitals, or none.
    NameCase,
    /// An address without a province.
    NoProvince,
    /// No address at all.
    NoAddress,
    /// A company without a tax code.
    NoTaxCode,
    /// Nobody touched it for a year.
    Outdated,
}

impl Fault {
    /// All of them, the gravest first.
    pub const ALL: [Self; 9] = [
        Self::NoContact,
        Self::BadPhone,
        Self::Incomplete,
        Self::NoOwner,
        Self::NameCase,
        Self::NoProvince,
        Self::NoAddress,
        Self::NoTaxCode,
        Self::Outdated,
    ];
    /// Their words, in the same order.
    pub const CODES: [&str; 9] = [
        "no_contact",
        "bad_phone",
        "incomplete",
        "no_owner",
        "name_case",
        "no_province",
        "no_address",
        "no_tax_code",
        "outdated",
    ];

    /// Word in addresses and the API.
    pub fn code(self) -> &'static str {
        let place = Self::ALL.iter().position(|fault| *fault == self);
        let code = place.and_then(|place| Self::CODES.get(place));
        code.copied().unwrap_or_default()
    }

    /// The fault with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.code() == code)
    }

    /// Points of a hundred that it costs.
    pub fn points(self) -> i64 {
        match self {
            Self::NoContact => 35,
            Self::BadPhone => 20,
            Self::Incomplete => 15,
            Self::NoOwner | Self::NameCase | Self::NoProvince => 10,
            Self::NoAddress => 8,
            Self::NoTaxCode | Self::Outdated => 5,
        }
    }

    /// The field in which it is mended; none where the whole record is to be looked at.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::NoContact | Self::BadPhone => Some("phones"),
            Self::NoOwner => Some("owner_id"),
            Self::NameCase => Some("name"),
            Self::NoProvince | Self::NoAddress => Some("address"),
            Self::NoTaxCode => Some("tax_code"),
            Self::Incomplete | Self::Outdated => None,
        }
    }

    /// Can the product mend it by itself when somebody says so?
    pub fn has_remedy(self) -> bool {
        matches!(self, Self::NoOwner | Self::NameCase | Self::Outdated)
    }

    /// Can it mend many at once? That a record is still right is said of one after another.
    pub fn has_remedy_for_many(self) -> bool {
        self.has_remedy() && self != Self::Outdated
    }
}

/// What was found in a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quality {
    /// 0 to 100.
    #[serde(rename = "quality", default)]
    pub score: i64,
    /// What is to be mended, the gravest first.
    #[serde(default)]
    pub faults: Vec<Fault>,
    /// Nobody touched it for a year, by the day it was last looked at.
    #[serde(skip)]
    pub outdated: bool,
}

/// Looks at a record.
pub fn assess(party: &Party) -> Quality {
    let has = |fault: &Fault| match fault {
        Fault::NoContact => party.phones.is_empty() && party.emails.is_empty(),
        Fault::BadPhone => party.phones.iter().any(|phone| !is_number(&phone.value)),
        Fault::Incomplete => party.incomplete,
        Fault::NoOwner => party.owner_id.is_none(),
        Fault::NameCase => tidied(&party.name).is_some(),
        Fault::NoProvince => party
            .address
            .as_ref()
            .is_some_and(|address| address.province_code.is_none()),
        Fault::NoAddress => party.address.is_none(),
        Fault::NoTaxCode => !party.is_person() && party.tax_code.is_none(),
        Fault::Outdated => party.quality.outdated,
    };
    let faults: Vec<Fault> = Fault::ALL.into_iter().filter(has).collect();
    let lost: i64 = faults.iter().map(|fault| fault.points()).sum();
    Quality {
        score: (100 - lost).max(0),
        faults,
        outdated: party.quality.outdated,
    }
}

/// A name in one case only as it should be written; `None` for any other.
pub fn tidied(name: &str) -> Option<String> {
    // A short name in capitals is a brand (`ABC`).
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let tidy = names::tidy(name);
    (letters > 4 && name.contains(' ') && tidy != name).then(|| tidy.into_owned())
}

/// A phone is stored in E.164 when it could be read; anything else was taken over from a file as it stood.
fn is_number(value: &str) -> bool {
    value
        .strip_prefix('+')
        .is_some_and(|digits| digits.len() >= 7 && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;
    use crate::fields::{Address, Contact};

    fn party(name: &str) -> Party {
        Party::new(Uuid::from_u128(1), "person", name, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_whole_record_has_a_hundred_points() {
        let mut whole = party("Nguyễn Thị Hồng Ngọc");
        whole.phones = vec![Contact {
            value: "+84905218467".into(),
            display: "0905 218 467".into(),
            label: None,
        }];
        whole.owner_id = Some(Uuid::from_u128(2));
        whole.address = Some(Address {
            raw: "12 Trần Phú, Đà Nẵng".into(),
            province_code: Some("48".into()),
            ward_code: None,
        });
        assert_eq!(assess(&whole).score, 100);
        whole.phones[0].value = "0905".into();
        assert_eq!(assess(&whole).faults, [Fault::BadPhone]);
    }

    #[test]
    fn the_gravest_comes_first_and_nobody_falls_below_zero() {
        let bare = assess(&party("NGUYỄN VĂN AN"));
        assert_eq!(
            bare.faults,
            [
                Fault::NoContact,
                Fault::NoOwner,
                Fault::NameCase,
                Fault::NoAddress
            ]
        );
        assert_eq!(bare.score, 37);
        let most: i64 = Fault::ALL.into_iter().map(Fault::points).sum();
        assert!(most > 100);
    }

    #[test]
    fn brands_and_names_in_mixed_case_stay() {
        for name in ["ABC", "ABC Coffee", "Nguyễn Văn An", "H'Hen Niê"] {
            assert_eq!(tidied(name), None, "{name}");
        }
        assert_eq!(tidied("nguyễn văn an").as_deref(), Some("Nguyễn Văn An"));
    }

    #[test]
    fn words_faults_and_fields_belong_together() {
        let catalogue = crate::parties::catalogue();
        for fault in Fault::ALL {
            let field = fault.field().map(|name| catalogue.field(name));
            assert!(field.is_none_or(|field| field.is_some_and(|field| field.editable)));
            assert_eq!(Fault::from_code(fault.code()), Some(fault));
            assert_eq!(serde_json::json!(fault), fault.code());
        }
    }
}
