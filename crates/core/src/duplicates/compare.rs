//! The evidence that two parties are one, piece by piece in bits. The numbers are logarithms of likelihood ratios, set from
//! what is known of Vietnamese shops: how often a phone changes, a family shares one, a birthday is mistyped. The test on the
//! made book says what they are worth.

use super::book::Book;
use super::names::{self, Agreement, Way};
use super::organizations::Form;
use super::traits::{Traits, house_digest};
use super::{Likeness, WORTH_A_LOOK};
use crate::reasons::Reason;

/// One record in ten is somebody's second one: `log2(1/10)`.
const DOUBLES: f64 = -3.3;
/// A whole book of namesakes on one phone is rarer than chance by this.
const PHONE_BEYOND_CHANCE: f64 = 5.0;
const EMAIL_BEYOND_CHANCE: f64 = 3.0;
/// Mailboxes are called after their owners, so that namesakes have like ones, and half of them are a desk (`info@`).
const EMAIL_OF_ORGANIZATION: f64 = -9.0;
const TAX_BEYOND_CHANCE: f64 = 5.0;
const OTHER_PHONE: f64 = -1.5;
const OTHER_EMAIL: f64 = -1.0;
/// Another company altogether; a slip in the code at best.
const OTHER_TAX: f64 = -14.0;
const SAME_BIRTHDAY: f64 = 13.5;
const SAME_BIRTHDAY_NO_YEAR: f64 = 8.0;
const OTHER_BIRTHDAY: f64 = -7.0;
/// Neighbours, families and markets share a house.
const HOUSE_BELOW_CHANCE: f64 = -0.5;
const SAME_PROVINCE: f64 = 1.5;
/// Addresses are typed in many ways, so that a difference says little.
const OTHER_HOUSE: f64 = -1.0;
const OTHER_PROVINCE: f64 = -3.0;
const OTHER_GENDER: f64 = -6.0;
const OTHER_FORM: f64 = -10.0;

/// How many records share a phone, mail or house, that of two parties included; at least two.
pub trait Sharing {
    /// Records with this phone, mail or house.
    fn sharing(&self, digest: u64) -> u32;
}

/// As if nobody else shared anything.
impl Sharing for () {
    fn sharing(&self, _: u64) -> u32 {
        2
    }
}

/// How alike two parties are; `None` when they are not worth a look.
pub fn compare(
    one: &Traits,
    other: &Traits,
    book: &Book,
    sharing: &impl Sharing,
) -> Option<Likeness> {
    if one.person != other.person || one.id == other.id || are_parts(one, other) {
        return None;
    }
    let mut sum = Sum::new(DOUBLES - book.parties().log2());
    let agreement = names::agree(one, other, book);
    let rarity = book.parties().log2();
    add_name(&mut sum, agreement);
    add_contacts(&mut sum, one, other, rarity, sharing);
    add_tax(&mut sum, one, other, rarity);
    if agreement.way == Way::Different {
        // Families, colleagues and tenants share everything but the name. Only a tax code makes it worth a look.
        let renamed = sum.has("duplicates-why-same-tax-code");
        sum.bits = if renamed { WORTH_A_LOOK } else { f64::MIN };
    } else {
        add_birthday(&mut sum, one, other);
        add_place(&mut sum, one, other, rarity, sharing);
        add_kind(&mut sum, one, other);
    }
    (sum.bits >= WORTH_A_LOOK).then(|| sum.done())
}

/// A company and its branch, or two branches: one name, one house, one phone, and two parties.
fn are_parts(one: &Traits, other: &Traits) -> bool {
    let by_code = one
        .tax
        .zip(other.tax)
        .map(|(mine, theirs)| mine.0 == theirs.0 && mine.1 != theirs.1);
    by_code.unwrap_or(one.part != other.part)
}

fn add_name(sum: &mut Sum, agreement: Agreement) {
    let key = match agreement.way {
        Way::Same => "duplicates-why-same-name",
        Way::Marks => "duplicates-why-marks",
        Way::Order => "duplicates-why-order",
        Way::Letter => "duplicates-why-letter",
        Way::Part => "duplicates-why-part-of-name",
        Way::Different => "duplicates-why-other-name",
    };
    sum.add(key, agreement.bits);
}

fn add_contacts(sum: &mut Sum, one: &Traits, other: &Traits, rarity: f64, sharing: &impl Sharing) {
    let weight = |mine: &[u64], theirs: &[u64], beyond: f64, differs: f64| {
        let shared = mine.iter().filter(|value| theirs.contains(value));
        let rarest = shared.map(|value| sharing.sharing(*value)).min();
        match rarest {
            Some(records) => Some((true, rarity + beyond - f64::from(records.max(2) - 1).log2())),
            None if mine.is_empty() || theirs.is_empty() => None,
            None => Some((false, differs)),
        }
    };
    match weight(&one.phones, &other.phones, PHONE_BEYOND_CHANCE, OTHER_PHONE) {
        Some((true, bits)) => sum.add("duplicates-why-same-phone", bits),
        Some((false, bits)) => sum.add("duplicates-why-other-phone", bits),
        None => {}
    }
    match weight(&one.emails, &other.emails, EMAIL_BEYOND_CHANCE, OTHER_EMAIL) {
        Some((true, bits)) if one.person => sum.add("duplicates-why-same-email", bits),
        Some((true, bits)) => sum.add("duplicates-why-same-email", bits + EMAIL_OF_ORGANIZATION),
        Some((false, bits)) => sum.add("duplicates-why-other-email", bits),
        None => {}
    }
}

fn add_tax(sum: &mut Sum, one: &Traits, other: &Traits, rarity: f64) {
    let (Some(mine), Some(theirs)) = (one.tax, other.tax) else {
        return;
    };
    if mine == theirs {
        sum.add("duplicates-why-same-tax-code", rarity + TAX_BEYOND_CHANCE);
    } else {
        sum.add("duplicates-why-other-tax-code", OTHER_TAX);
    }
}

fn add_birthday(sum: &mut Sum, one: &Traits, other: &Traits) {
    let (Some(mine), Some(theirs)) = (one.birthday, other.birthday) else {
        return;
    };
    let same_year = mine.year.zip(theirs.year).map(|(a, b)| a == b);
    match (mine.day == theirs.day, same_year) {
        (true, Some(true)) => sum.add("duplicates-why-same-birthday", SAME_BIRTHDAY),
        (true, None) => sum.add("duplicates-why-same-birthday", SAME_BIRTHDAY_NO_YEAR),
        _ => sum.add("duplicates-why-other-birthday", OTHER_BIRTHDAY),
    }
}

fn add_place(sum: &mut Sum, one: &Traits, other: &Traits, rarity: f64, sharing: &impl Sharing) {
    if one.house != 0 && one.house == other.house {
        let records = sharing.sharing(house_digest(one.house));
        let bits = rarity + HOUSE_BELOW_CHANCE - f64::from(records.max(2) - 1).log2();
        sum.add("duplicates-why-same-house", bits);
    } else if one.province != 0 && one.province == other.province {
        let both = one.house != 0 && other.house != 0;
        let bits = if both {
            OTHER_HOUSE + SAME_PROVINCE
        } else {
            SAME_PROVINCE
        };
        sum.add("duplicates-why-same-province", bits);
    } else if one.province != 0 && other.province != 0 {
        sum.add("duplicates-why-other-province", OTHER_PROVINCE);
    }
}

fn add_kind(sum: &mut Sum, one: &Traits, other: &Traits) {
    if one.gender != 0 && other.gender != 0 && one.gender != other.gender {
        sum.add("duplicates-why-other-gender", OTHER_GENDER);
    }
    let named = |form: Form| !matches!(form, Form::None | Form::Company);
    if named(one.form) && named(other.form) && one.form != other.form {
        sum.add("duplicates-why-other-form", OTHER_FORM);
    }
}

/// Evidence as it comes together.
struct Sum {
    bits: f64,
    pieces: Vec<(&'static str, f64)>,
}

impl Sum {
    fn new(bits: f64) -> Self {
        Self {
            bits,
            pieces: Vec::with_capacity(6),
        }
    }

    fn add(&mut self, key: &'static str, bits: f64) {
        self.bits += bits;
        self.pieces.push((key, bits));
    }

    fn has(&self, key: &str) -> bool {
        self.pieces.iter().any(|(said, _)| *said == key)
    }

    fn done(mut self) -> Likeness {
        self.pieces
            .sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        Likeness {
            bits: self.bits,
            reasons: self
                .pieces
                .iter()
                .map(|(key, _)| Reason::new(key))
                .collect(),
        }
    }
}
