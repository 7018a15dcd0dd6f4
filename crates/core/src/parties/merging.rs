//! Two records of one party become one, and two again. The winner keeps all it says and takes what it lacks from the other,
//! or what somebody chose; nothing that either of them said is lost: both stay as they were beside the merge.

use chrono::{DateTime, Utc};

use super::Party;
use crate::fields::{Contact, Record};
use crate::kept::Kept;
use crate::merges::without;
use crate::{Error, Event, Noun, Result};

/// Fields of which one value stays: the winner's unless it has none, or the other's when somebody takes that one.
pub const CHOICES: [&str; 11] = [
    "name",
    "code",
    "tax_code",
    "birthday",
    "gender",
    "salutation",
    "address",
    "website",
    "source",
    "incomplete",
    "owner_id",
];
/// Fields of which both sides stay.
const JOINED: [&str; 4] = ["phones", "emails", "tags", "roles"];

/// A merge as it was worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The winner with what it took over.
    pub winner: Party,
    /// The other one, in the bin.
    pub loser: Party,
    /// What happened.
    pub event: Event,
}

/// Makes one of two. `take` names the fields of [`CHOICES`] whose value the other one gives.
///
/// # Errors
/// `same-party` or `other-kind` at `loser`; `bad-choice` at `take` for a field that cannot be chosen.
pub fn merge(winner: &Party, loser: &Party, take: &[String], now: DateTime<Utc>) -> Result<Merged> {
    if winner.id == loser.id {
        return Err(Error::invalid("loser", "same-party"));
    }
    if winner.kind != loser.kind {
        return Err(Error::invalid("loser", "other-kind"));
    }
    if take.iter().any(|field| !CHOICES.contains(&field.as_str())) {
        return Err(Error::invalid("take", "bad-choice"));
    }
    let mut kept = winner.clone();
    join(&mut kept.phones, &loser.phones, same_contact);
    join(&mut kept.emails, &loser.emails, same_contact);
    join(&mut kept.tags, &loser.tags, |a, b| a == b);
    join(&mut kept.roles, &loser.roles, |a, b| a == b);
    kept.incomplete &= loser.incomplete;
    for field in CHOICES {
        let taken = take.iter().any(|name| name == field);
        let theirs = loser.get(field);
        if !theirs.is_empty() && (taken || kept.get(field).is_empty()) {
            kept.set(field, theirs)?;
        }
    }
    kept.note = joined_notes(kept.note.take(), loser.note.as_deref());
    for (name, value) in &loser.custom {
        kept.custom
            .entry(name.clone())
            .or_insert_with(|| value.clone());
    }
    kept.touch(now);
    let mut gone = loser.clone();
    gone.merged_into = Some(winner.id);
    gone.set_deleted_at(Some(now));
    gone.touch(now);
    let event = Event::new(Noun::Parties, "merged", winner.id)
        .on(Some(winner.id))
        .with("loser", loser.id.to_string())
        .changed("loser", serde_json::json!(loser), serde_json::Value::Null);
    Ok(Merged {
        winner: kept,
        loser: gone,
        event,
    })
}

/// The winner without what a merge gave it. What somebody changed since stays as it is now: a field goes back only where it
/// still says what the merge left, of a list only what the merge added is taken out.
#[must_use]
pub fn unmerged(present: &Party, before: &Party, after: &Party, now: DateTime<Utc>) -> Party {
    let mut kept = present.clone();
    for field in CHOICES.into_iter().chain(["note"]) {
        if present.get(field) == after.get(field) {
            // The value was this record's own.
            let _ = kept.set(field, before.get(field));
        }
    }
    for field in JOINED {
        let added = without(after.get(field), &before.get(field));
        let _ = kept.set(field, without(present.get(field), &added));
    }
    for (name, value) in &after.custom {
        if !before.custom.contains_key(name) && present.custom.get(name) == Some(value) {
            kept.custom.remove(name);
        }
    }
    kept.touch(now);
    kept
}

fn same_contact(one: &Contact, other: &Contact) -> bool {
    one.value == other.value
}

fn join<T: Clone>(mine: &mut Vec<T>, others: &[T], same: impl Fn(&T, &T) -> bool) {
    for other in others {
        if !mine.iter().any(|one| same(one, other)) {
            mine.push(other.clone());
        }
    }
}

fn joined_notes(mine: Option<String>, other: Option<&str>) -> Option<String> {
    match (mine, other) {
        (Some(mine), Some(other)) if mine != other => Some(format!("{mine}\n\n{other}")),
        (Some(mine), _) => Some(mine),
        (None, other) => other.map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn party(id: u128, phones: &[&str]) -> Party {
        let mut party = Party::new(Uuid::from_u128(id), "person", "An", DateTime::UNIX_EPOCH);
        let contact = |value: &&str| Contact {
            value: (*value).to_owned(),
            display: (*value).to_owned(),
            label: None,
        };
        party.phones = phones.iter().map(contact).collect();
        party
    }

    fn two() -> (Party, Party) {
        let mut winner = party(1, &["+84905218467"]);
        let mut loser = party(2, &["+84905218467", "+84912345678"]);
        winner.note = Some("Rang vừa".into());
        loser.note = Some("Giao sáng".into());
        winner.source = Some("Hội chợ".into());
        loser.source = Some("Web".into());
        loser.code = Some("KH-7".into());
        loser.tags = vec!["Sỉ".into()];
        loser.custom.insert("size".into(), "XL".into());
        (winner, loser)
    }

    #[test]
    fn the_winner_takes_what_it_lacks_and_loses_nothing() {
        let (winner, loser) = two();
        let merged = merge(&winner, &loser, &[], DateTime::UNIX_EPOCH).unwrap();
        let (kept, gone) = (merged.winner, merged.loser);
        assert_eq!(kept.phones.len(), 2);
        assert_eq!(kept.note.as_deref(), Some("Rang vừa\n\nGiao sáng"));
        assert_eq!(
            (kept.source.as_deref(), kept.code.as_deref()),
            (Some("Hội chợ"), Some("KH-7"))
        );
        assert_eq!((kept.version, gone.version), (2, 2));
        assert_eq!(gone.merged_into, Some(winner.id));
        assert!(gone.deleted_at.is_some() && merged.event.name() == "parties.merged");
    }

    #[test]
    fn a_chosen_field_is_taken_from_the_other() {
        let (winner, mut loser) = two();
        loser.name = "Nguyễn Văn An".into();
        let take = ["name".to_owned(), "source".to_owned()];
        let kept = merge(&winner, &loser, &take, DateTime::UNIX_EPOCH)
            .unwrap()
            .winner;
        assert_eq!(
            (kept.name.as_str(), kept.source.as_deref()),
            ("Nguyễn Văn An", Some("Web"))
        );
        let phones = ["phones".to_owned()];
        assert!(merge(&winner, &loser, &phones, DateTime::UNIX_EPOCH).is_err());
    }

    #[test]
    fn a_party_is_not_merged_with_itself_or_with_another_kind() {
        let winner = party(1, &[]);
        let mut cafe = party(2, &[]);
        cafe.kind = "organization".into();
        assert!(merge(&winner, &winner, &[], DateTime::UNIX_EPOCH).is_err());
        assert!(merge(&winner, &cafe, &[], DateTime::UNIX_EPOCH).is_err());
    }

    #[test]
    fn undone_at_once_the_winner_is_as_before() {
        let (winner, loser) = two();
        let after = merge(&winner, &loser, &[], DateTime::UNIX_EPOCH)
            .unwrap()
            .winner;
        let back = unmerged(&after, &winner, &after, DateTime::UNIX_EPOCH);
        assert_eq!(Party { version: 1, ..back }, winner);
    }

    #[test]
    fn what_was_changed_since_stays() {
        let (winner, loser) = two();
        let after = merge(&winner, &loser, &[], DateTime::UNIX_EPOCH)
            .unwrap()
            .winner;
        let mut present = after.clone();
        present.note = Some("Đổi sang rang đậm".into());
        present.tags.push("Thân thiết".into());
        let back = unmerged(&present, &winner, &after, DateTime::UNIX_EPOCH);
        assert_eq!(back.note.as_deref(), Some("Đổi sang rang đậm"));
        assert_eq!(back.tags, ["Thân thiết"]);
        assert_eq!((back.phones.len(), back.code), (1, None));
    }
}
