//! Two records of any kind become one, and two again, by what their catalogue declares. The winner keeps all it says and takes
//! what it lacks from the other, or what somebody chose. It must never lose a value: both records stay as they were beside the
//! merge. Customers have rules of their own ([`crate::parties::merge`]).

use chrono::{DateTime, Utc};

use crate::fields::{Catalogue, Field, FieldType, FieldValue, Record, put};
use crate::kept::Kept;
use crate::{Error, Result};

/// A merge as it was worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged<R> {
    /// The winner with what it took over.
    pub winner: R,
    /// The other one, in the bin.
    pub loser: R,
}

/// A field on which two records do not agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Its name.
    pub field: String,
    /// What the winner says.
    pub winner: FieldValue,
    /// What the other one says.
    pub loser: FieldValue,
    /// The other one's value is taken: chosen, or the winner has none.
    pub taken: bool,
}

/// Makes one of two. `take` names the fields whose value the other one gives.
///
/// # Errors
/// `same-record` at `loser`; `bad-choice` at `take` for a field that cannot be chosen; what a value breaks, at its field.
pub fn merge<R: Record + Kept + Clone>(
    catalogue: &Catalogue,
    winner: &R,
    loser: &R,
    take: &[String],
    now: DateTime<Utc>,
) -> Result<Merged<R>> {
    if winner.id() == loser.id() {
        return Err(Error::invalid("loser", "same-record"));
    }
    if take
        .iter()
        .any(|name| !catalogue.field(name).is_some_and(is_chosen))
    {
        return Err(Error::invalid("take", "bad-choice"));
    }
    let mut kept = winner.clone();
    for field in &catalogue.fields {
        let (mine, theirs) = (winner.value(field), loser.value(field));
        let value = if is_joined(field) {
            Some(joined(field, mine, theirs))
        } else if is_chosen(field) && is_taken(field, &mine, &theirs, take) {
            Some(theirs)
        } else {
            None
        };
        if let Some(value) = value.filter(|value| *value != winner.value(field)) {
            put(&mut kept, &field.name, value)?;
        }
    }
    // What was kept under a name that no field declares any more.
    if let (Some(mine), Some(theirs)) = (kept.custom_mut(), loser.custom()) {
        for (name, value) in theirs {
            mine.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    kept.touch(now);
    let mut gone = loser.clone();
    gone.set_deleted_at(Some(now));
    gone.touch(now);
    Ok(Merged {
        winner: kept,
        loser: gone,
    })
}

/// The winner without what a merge gave it. What somebody changed since stays as it is now: a field goes back only where it
/// still says what the merge left, of a list only what the merge added is taken out.
#[must_use]
pub fn unmerged<R: Record + Kept + Clone>(
    catalogue: &Catalogue,
    present: &R,
    before: &R,
    after: &R,
    now: DateTime<Utc>,
) -> R {
    let mut kept = present.clone();
    for field in catalogue.fields.iter().filter(|field| has_values(field)) {
        let (now, then) = (present.value(field), before.value(field));
        let left = after.value(field);
        let back = match field.kind {
            FieldType::LongText { .. } => (now == left).then_some(then),
            _ if is_joined(field) => Some(without(now, &without(left, &then))),
            _ => (now == left).then_some(then),
        };
        if let Some(back) = back.filter(|back| *back != present.value(field)) {
            // The value was this record's own; one that only the product sets follows when the record is settled.
            let _ = put(&mut kept, &field.name, back);
        }
    }
    let empty = serde_json::Map::new();
    let added: Vec<(String, serde_json::Value)> = after
        .custom()
        .unwrap_or(&empty)
        .iter()
        .filter(|(name, _)| {
            before
                .custom()
                .is_some_and(|before| !before.contains_key(*name))
        })
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if let Some(custom) = kept.custom_mut() {
        for (name, value) in added {
            if custom.get(&name) == Some(&value) {
                custom.remove(&name);
            }
        }
    }
    kept.touch(now);
    kept
}

/// Where two records differ and one value has to stay; fields of which both sides stay are not among them.
pub fn differences(
    catalogue: &Catalogue,
    winner: &impl Record,
    loser: &impl Record,
    take: &[String],
) -> Vec<Difference> {
    let chosen = catalogue.fields.iter().filter(|field| is_chosen(field));
    chosen
        .filter_map(|field| {
            let (mine, theirs) = (winner.value(field), loser.value(field));
            if theirs.is_empty() || mine == theirs {
                return None;
            }
            Some(Difference {
                field: field.name.clone().into_owned(),
                taken: is_taken(field, &mine, &theirs, take),
                winner: mine,
                loser: theirs,
            })
        })
        .collect()
}

/// Does one value of the field stay?
pub fn is_chosen(field: &Field) -> bool {
    field.editable && has_values(field) && !is_joined(field)
}

/// Do the values of both sides stay?
pub fn is_joined(field: &Field) -> bool {
    use FieldType as T;
    let several = matches!(
        field.kind,
        T::LongText { .. } | T::Phones | T::Emails | T::Tags | T::Choices(_)
    );
    field.editable && several
}

/// Custom values and the like lie in fields of their own.
fn has_values(field: &Field) -> bool {
    field.kind != FieldType::Json
}

fn is_taken(field: &Field, mine: &FieldValue, theirs: &FieldValue, take: &[String]) -> bool {
    let asked = take.iter().any(|name| *name == field.name);
    !theirs.is_empty() && (asked || mine.is_empty())
}

/// Both values of a field of which both stay. Texts that are too long together stay as the winner has it.
fn joined(field: &Field, mine: FieldValue, theirs: FieldValue) -> FieldValue {
    match (mine, theirs) {
        (FieldValue::Empty, theirs) => theirs,
        (FieldValue::Text(mine), FieldValue::Text(theirs)) => {
            let both = format!("{mine}\n\n{theirs}");
            let most = match field.kind {
                FieldType::LongText { max } => max,
                _ => 0,
            };
            let fits = both.chars().count() <= most && mine != theirs;
            FieldValue::Text(if fits { both } else { mine })
        }
        (FieldValue::Texts(mut mine), FieldValue::Texts(theirs)) => {
            for one in theirs {
                if !mine.contains(&one) {
                    mine.push(one);
                }
            }
            FieldValue::Texts(mine)
        }
        (FieldValue::Contacts(mut mine), FieldValue::Contacts(theirs)) => {
            for one in theirs {
                if !mine.iter().any(|known| known.value == one.value) {
                    mine.push(one);
                }
            }
            FieldValue::Contacts(mine)
        }
        (mine, _) => mine,
    }
}

/// A list without the entries of another.
pub(crate) fn without(list: FieldValue, gone: &FieldValue) -> FieldValue {
    match (list, gone) {
        (FieldValue::Texts(list), FieldValue::Texts(gone)) => {
            FieldValue::Texts(list.into_iter().filter(|one| !gone.contains(one)).collect())
        }
        (FieldValue::Contacts(list), FieldValue::Contacts(gone)) => FieldValue::Contacts(
            list.into_iter()
                .filter(|one| !gone.iter().any(|other| one.value == other.value))
                .collect(),
        ),
        (list, _) => list,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::Money;
    use crate::products::{Product, catalogue};

    const THEN: DateTime<Utc> = DateTime::UNIX_EPOCH;

    fn two() -> (Product, Product) {
        let product = |id, name: &str| Product {
            name: name.to_owned(),
            ..Product::new(Uuid::from_u128(id), THEN)
        };
        let (mut winner, mut loser) = (product(1, "Cầu Đất"), product(2, "Cau Dat"));
        winner.note = Some("Rang vừa".into());
        loser.note = Some("Mùa mới".into());
        loser.sku = Some("CD-250".into());
        winner.unit = Some("kg".into());
        loser.unit = Some("bịch".into());
        loser.price = Some(Money::new(180_000, crate::Currency::Vnd));
        loser.custom.insert("origin".into(), "Lâm Đồng".into());
        (winner, loser)
    }

    #[test]
    fn the_winner_takes_what_it_lacks_and_what_was_chosen() {
        let (winner, loser) = two();
        let merged = merge(&catalogue(), &winner, &loser, &["unit".into()], THEN).unwrap();
        let kept = &merged.winner;
        assert_eq!(
            (kept.name.as_str(), kept.sku.as_deref()),
            ("Cầu Đất", Some("CD-250"))
        );
        assert_eq!(
            (kept.unit.as_deref(), kept.price),
            (Some("bịch"), loser.price)
        );
        assert_eq!(kept.note.as_deref(), Some("Rang vừa\n\nMùa mới"));
        assert_eq!(kept.custom.get("origin"), loser.custom.get("origin"));
        assert_eq!((kept.version, merged.loser.version), (2, 2));
        assert!(merged.loser.deleted_at.is_some() && merged.loser.sku.is_some());
    }

    #[test]
    fn nothing_is_merged_with_itself_nor_by_a_field_that_cannot_be_chosen() {
        let (winner, loser) = two();
        assert!(merge(&catalogue(), &winner, &winner, &[], THEN).is_err());
        for field in ["note", "created_at", "quality", "custom", "rocket"] {
            let refused = merge(&catalogue(), &winner, &loser, &[field.into()], THEN);
            assert!(refused.is_err(), "{field}");
        }
    }

    #[test]
    fn where_two_differ_is_told_with_what_would_stay() {
        let (winner, loser) = two();
        let found = differences(&catalogue(), &winner, &loser, &[]);
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.field.as_str(), one.taken))
            .collect();
        assert_eq!(
            told,
            [
                ("sku", true),
                ("name", false),
                ("unit", false),
                ("price", true)
            ]
        );
    }

    #[test]
    fn undone_at_once_the_winner_is_as_before_and_later_what_was_changed_stays() {
        let (winner, loser) = two();
        let all = catalogue();
        let after = merge(&all, &winner, &loser, &["unit".into()], THEN)
            .unwrap()
            .winner;
        let back = unmerged(&all, &after, &winner, &after, THEN);
        assert_eq!(Product { version: 1, ..back }, winner);
        let mut present = after.clone();
        present.note = Some("Hết mùa".into());
        present.sku = Some("CD-300".into());
        let back = unmerged(&all, &present, &winner, &after, THEN);
        assert_eq!(
            (back.note.as_deref(), back.sku.as_deref()),
            (Some("Hết mùa"), Some("CD-300"))
        );
        assert_eq!((back.unit.as_deref(), back.price), (Some("kg"), None));
    }
}
