//! Two records of one party become one. The winner keeps all it says and takes what it lacks from the other; nothing that
//! either of them said is lost but what the winner says otherwise, and that stays in the event.

use chrono::{DateTime, Utc};

use super::Party;
use crate::fields::Contact;
use crate::kept::Kept;
use crate::{Error, Event, Noun, Result};

/// The winner with what it took over, the other one in the bin, and what happened.
///
/// # Errors
/// `same-party` or `other-kind` at `loser`.
pub fn merge(winner: &Party, loser: &Party, now: DateTime<Utc>) -> Result<(Party, Party, Event)> {
    if winner.id == loser.id {
        return Err(Error::invalid("loser", "same-party"));
    }
    if winner.kind != loser.kind {
        return Err(Error::invalid("loser", "other-kind"));
    }
    let mut kept = winner.clone();
    join_contacts(&mut kept.phones, &loser.phones);
    join_contacts(&mut kept.emails, &loser.emails);
    join_words(&mut kept.tags, &loser.tags);
    join_words(&mut kept.roles, &loser.roles);
    for (mine, other) in [
        (&mut kept.code, &loser.code),
        (&mut kept.tax_code, &loser.tax_code),
        (&mut kept.gender, &loser.gender),
        (&mut kept.salutation, &loser.salutation),
        (&mut kept.website, &loser.website),
        (&mut kept.source, &loser.source),
    ] {
        if mine.is_none() {
            mine.clone_from(other);
        }
    }
    kept.birthday = kept.birthday.or(loser.birthday);
    kept.address = kept.address.take().or_else(|| loser.address.clone());
    kept.owner_id = kept.owner_id.or(loser.owner_id);
    kept.note = joined_notes(kept.note.take(), loser.note.as_deref());
    kept.incomplete &= loser.incomplete;
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
    Ok((kept, gone, event))
}

fn join_contacts(mine: &mut Vec<Contact>, others: &[Contact]) {
    for other in others {
        if !mine.iter().any(|contact| contact.value == other.value) {
            mine.push(other.clone());
        }
    }
}

fn join_words(mine: &mut Vec<String>, others: &[String]) {
    for other in others {
        if !mine.contains(other) {
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

    #[test]
    fn the_winner_takes_what_it_lacks_and_loses_nothing() {
        let mut winner = party(1, &["+84905218467"]);
        let mut loser = party(2, &["+84905218467", "+84912345678"]);
        winner.note = Some("Rang vừa".into());
        loser.note = Some("Giao sáng".into());
        winner.source = Some("Hội chợ".into());
        loser.source = Some("Web".into());
        loser.code = Some("KH-7".into());
        let (kept, gone, event) = merge(&winner, &loser, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(kept.phones.len(), 2);
        assert_eq!(kept.note.as_deref(), Some("Rang vừa\n\nGiao sáng"));
        assert_eq!(
            (kept.source.as_deref(), kept.code.as_deref()),
            (Some("Hội chợ"), Some("KH-7"))
        );
        assert_eq!((kept.version, gone.version), (2, 2));
        assert_eq!(gone.merged_into, Some(winner.id));
        assert!(gone.deleted_at.is_some() && event.name() == "parties.merged");
    }

    #[test]
    fn a_party_is_not_merged_with_itself_or_with_another_kind() {
        let winner = party(1, &[]);
        let mut cafe = party(2, &[]);
        cafe.kind = "organization".into();
        assert!(merge(&winner, &winner, DateTime::UNIX_EPOCH).is_err());
        assert!(merge(&winner, &cafe, DateTime::UNIX_EPOCH).is_err());
    }
}
