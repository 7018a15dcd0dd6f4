//! What of a party is compared, in a form small enough for a million of them in memory: words and contacts as numbers. It
//! cannot be turned back into the party.

use std::hash::{DefaultHasher, Hash, Hasher};

use quen_vietnam::{fold, tone_style};
use uuid::Uuid;

use super::book::Book;
use super::organizations::{self, Form};
use super::{canonical, shares};
use crate::fields::{Calendar, Contact};
use crate::parties::Party;

/// Words of a name that are compared.
const MAX_WORDS: usize = 12;

/// What is compared.
#[derive(Debug, Clone)]
pub struct Traits {
    /// Whose.
    pub id: Uuid,
    pub(super) person: bool,
    /// Words of the name in order, as the book numbers them; without the legal form.
    pub(super) name: Box<[u32]>,
    pub(super) form: Form,
    pub(super) part: bool,
    pub(super) phones: Box<[u64]>,
    pub(super) emails: Box<[u64]>,
    /// Root and branch.
    pub(super) tax: Option<(u64, u16)>,
    pub(super) birthday: Option<Day>,
    /// House and street, 0 for none.
    pub(super) house: u32,
    /// Two-digit code, 0 for none.
    pub(super) province: u8,
    /// First letter of the code, 0 for none.
    pub(super) gender: u8,
}

/// A birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<u16>,
    /// Month and day; a lunar one lies a hundred months later.
    pub day: u16,
}

impl Traits {
    /// Reads a party; the words of its name join the book.
    pub fn of(party: &Party, book: &mut Book) -> Self {
        let lower = tone_style::to_old(&party.name.to_lowercase()).into_owned();
        let person = party.is_person();
        let (name, form, part) = if person {
            (person_words(&party.name, book), Form::None, false)
        } else {
            organization_words(&lower, book)
        };
        let address = party.address.as_ref();
        Self {
            id: party.id,
            person,
            name,
            form,
            part,
            phones: numbers(&party.phones, digest),
            emails: numbers(&party.emails, |mail| digest(&canonical::email(mail))),
            tax: party.tax_code.as_deref().and_then(tax),
            birthday: party.birthday.map(|day| Day {
                year: day.year.and_then(|year| u16::try_from(year).ok()),
                day: u16::try_from(
                    day.month * 100
                        + day.day
                        + if day.calendar == Calendar::Lunar {
                            10_000
                        } else {
                            0
                        },
                )
                .unwrap_or_default(),
            }),
            house: address
                .and_then(|address| canonical::house(&address.raw))
                .map_or(0, |house| short(digest(&house))),
            province: address
                .and_then(|address| address.province_code.as_deref())
                .and_then(|code| code.parse().ok())
                .unwrap_or_default(),
            gender: party
                .gender
                .as_deref()
                .and_then(|gender| gender.bytes().next())
                .unwrap_or_default(),
        }
    }
}

/// Half of a digest.
pub(super) fn short(digest: u64) -> u32 {
    u32::try_from(digest >> 32).unwrap_or_default().max(1)
}

/// A house as phones and mails are counted.
pub(super) fn house_digest(house: u32) -> u64 {
    digest(&("house", house))
}

/// A number that stands for a value while the program runs.
pub(super) fn digest(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn numbers(contacts: &[Contact], number: impl Fn(&str) -> u64) -> Box<[u64]> {
    let mut numbers: Vec<u64> = contacts.iter().map(|c| number(&c.value)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_boxed_slice()
}

fn tax(code: &str) -> Option<(u64, u16)> {
    let (root, branch) = code.split_once('-').unwrap_or((code, "0"));
    Some((root.parse().ok()?, branch.parse().ok()?))
}

/// The words of a person's name without titles and remarks.
fn person_words(name: &str, book: &mut Book) -> Box<[u32]> {
    let turned = turned(name);
    let parsed = quen_vietnam::names::parse(&turned).full();
    let clean = if parsed.is_empty() { &turned } else { &parsed };
    let lower = tone_style::to_old(&clean.to_lowercase()).into_owned();
    let words = fold::words(&lower).take(MAX_WORDS);
    words.map(|word| book.learn(word, true)).collect()
}

/// `An, Nguyễn Văn` and `Văn An, Nguyễn` with the family name first.
fn turned(name: &str) -> String {
    let Some((before, after)) = name.split_once(',') else {
        return name.to_owned();
    };
    let folded = fold::fold(after);
    let family = fold::words(&folded).next().is_some_and(shares::is_family);
    if family {
        format!("{} {}", after.trim(), before.trim())
    } else {
        name.to_owned()
    }
}

fn organization_words(lower: &str, book: &mut Book) -> (Box<[u32]>, Form, bool) {
    let words: Vec<&str> = fold::words(lower).collect();
    let folded: Vec<String> = words.iter().map(|word| fold::fold(word)).collect();
    let plain: Vec<&str> = folded.iter().map(String::as_str).collect();
    let named = organizations::read(&words, &plain);
    let name = named.words.iter().take(MAX_WORDS);
    let name = name.map(|word| book.learn(word, false)).collect();
    (name, named.form, named.part)
}
