//! Which parties are laid beside each other at all: those with one of these keys in common. Every way in which records of
//! one party can still be alike needs a key, or the scan never sees the pair.

use super::book::Book;
use super::traits::{Traits, digest};

/// What a key is made of.
#[derive(Hash, Clone, Copy, PartialEq, Eq)]
enum Part {
    Phone,
    Email,
    Tax,
    Name,
    NameAndHouse,
    NameAndBirthday,
    GivenAndHouse,
    GivenAndBirthday,
}

/// The keys of a party.
pub(super) fn of(traits: &Traits, book: &Book) -> Vec<u64> {
    let mut keys = Vec::with_capacity(8);
    keys.extend(
        traits
            .phones
            .iter()
            .map(|phone| digest(&(Part::Phone, phone))),
    );
    keys.extend(
        traits
            .emails
            .iter()
            .map(|mail| digest(&(Part::Email, mail))),
    );
    keys.extend(traits.tax.map(|code| digest(&(Part::Tax, code))));
    if traits.name.is_empty() {
        return keys;
    }
    let mut folds: Vec<u32> = traits.name.iter().map(|word| book.fold(*word)).collect();
    let given = folds.last().copied();
    folds.sort_unstable();
    keys.push(digest(&(Part::Name, traits.person, &folds)));
    if traits.house != 0 {
        keys.push(digest(&(Part::NameAndHouse, &folds, traits.house)));
        keys.push(digest(&(Part::GivenAndHouse, given, traits.house)));
    }
    if let Some(day) = traits.birthday {
        keys.push(digest(&(Part::NameAndBirthday, &folds, day.day)));
        keys.push(digest(&(Part::GivenAndBirthday, given, day.day, day.year)));
    }
    keys
}
