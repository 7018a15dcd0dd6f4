//! How good the record of any kind is, by its catalogue alone: is what people usually fill in there, can it be read, has
//! somebody looked at it within a year. Pure; it never mends anything.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::Noun;
use crate::fields::{
    Catalogue, Condition, Field, FieldType, FieldValue, Moment, Record, holds, own_name,
};

/// Fields of a kind that are looked at, at most.
pub const MOST: usize = 12;
/// Days after which a record that nobody touched is to be looked at again.
pub const FRESH_DAYS: u64 = 365;
/// Points of a hundred for what is filled in.
const COMPLETE: usize = 60;
/// Points for what can be read.
const VALID: usize = 25;
/// Points for having been looked at within a year.
const FRESH: usize = 15;

/// Something to be mended in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw<'a> {
    /// What stands there is no value of the field (any more).
    Unreadable(&'a Field),
    /// Nothing stands there.
    Missing(&'a Field),
    /// Nobody touched the record for a year.
    Outdated,
}

impl Flaw<'_> {
    /// Its word in the API: `unreadable`, `missing` or `outdated`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::Missing(_) => "missing",
            Self::Outdated => "outdated",
        }
    }

    /// The field it is about.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Self::Unreadable(field) | Self::Missing(field) => Some(field),
            Self::Outdated => None,
        }
    }
}

/// What was found in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal<'a> {
    /// 0 to 100: 60 for what is filled in, 25 for what can be read, 15 for being fresh.
    pub score: i64,
    /// The day from which it counts as outdated; none when it does already, or never will.
    pub due: Option<NaiveDate>,
    /// What is to be mended, first what stands there wrongly, then what is missing in the order of the form.
    pub flaws: Vec<Flaw<'a>>,
}

/// Looks at a record.
pub fn appraise<'a>(
    catalogue: &'a Catalogue,
    record: &impl Record,
    moment: Moment,
) -> Appraisal<'a> {
    let asked: Vec<&Field> = asked(catalogue)
        .filter(|field| is_shown(catalogue, record, field, moment))
        .collect();
    let (mut wrong, mut missing) = (Vec::new(), Vec::new());
    for field in &asked {
        if is_unreadable(record, field) {
            wrong.push(Flaw::Unreadable(field));
        } else if record.value(field).is_empty() {
            missing.push(Flaw::Missing(field));
        }
    }
    let readable = asked.len() - wrong.len() - missing.len();
    let until = ages(catalogue.noun, record).then(|| until(record, moment.zone));
    let due = until.flatten().filter(|day| *day > moment.today);
    let outdated = until.flatten().is_some() && due.is_none();
    let points = part(COMPLETE, asked.len() - missing.len(), asked.len())
        + part(VALID, readable, readable + wrong.len())
        + if outdated { 0 } else { FRESH };
    let mut flaws = wrong;
    flaws.extend(missing);
    flaws.extend(outdated.then_some(Flaw::Outdated));
    Appraisal {
        score: i64::try_from(points).unwrap_or_default(),
        due,
        flaws,
    }
}

/// The points that so many of all bring; all of them where there is nothing to ask.
fn part(points: usize, good: usize, all: usize) -> usize {
    (points * good).checked_div(all).unwrap_or(points)
}

/// The fields that people are expected to fill: those that lists show or the workspace made, in the order of the form.
pub fn asked(catalogue: &Catalogue) -> impl Iterator<Item = &Field> {
    let shown = |field: &&Field| field.listed || field.own.is_some();
    let fields = catalogue.fields.iter().filter(shown);
    fields
        .filter(|field| field.editable && field.filterable)
        .take(MOST)
}

/// Do records of this kind grow old at all? What tells of something that happened does not.
pub fn can_age(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Parties | Noun::Products | Noun::Projects | Noun::Records
    )
}

/// Does this one? What has ended or is not sold any more does not.
fn ages(noun: Noun, record: &impl Record) -> bool {
    let ended = !record.get("ended_on").is_empty();
    let idle = record.get("active") == FieldValue::Bool(false);
    can_age(noun) && !ended && !idle
}

fn until(record: &impl Record, zone: Tz) -> Option<NaiveDate> {
    match record.get("updated_at") {
        FieldValue::Instant(at) => Some(fresh_until(at, zone)),
        _ => None,
    }
}

/// The first day on which a record that was last changed then counts as outdated.
pub fn fresh_until(changed: DateTime<Utc>, zone: Tz) -> NaiveDate {
    let day = changed.with_timezone(&zone).date_naive();
    day.checked_add_days(Days::new(FRESH_DAYS)).unwrap_or(day)
}

/// Is the field asked of this record? A field with a condition is, when the condition holds.
fn is_shown(catalogue: &Catalogue, record: &impl Record, field: &Field, moment: Moment) -> bool {
    let condition = field.own.as_ref().and_then(|own| own.shown_when.as_ref());
    let parsed = condition.and_then(|json| Condition::parse(catalogue, json).ok());
    parsed.is_none_or(|condition| holds(&condition, catalogue, record, moment))
}

/// Does something stand there that the field does not take: from before the field was made, or a choice that is gone?
fn is_unreadable(record: &impl Record, field: &Field) -> bool {
    let (Some(own), Some(name)) = (&field.own, own_name(&field.name)) else {
        return false;
    };
    let kept = record.custom().and_then(|custom| custom.get(name));
    let Some(kept) = kept.filter(|kept| !kept.is_null()) else {
        return false;
    };
    let known = |code: &str| own.choices.iter().any(|choice| choice.code == code);
    match (&field.kind, record.value(field)) {
        (_, FieldValue::Empty) => kept.as_str() != Some(""),
        (FieldType::Choice(_), FieldValue::Text(code)) => !known(&code),
        (FieldType::Choices(_), FieldValue::Texts(codes)) => codes.iter().any(|code| !known(code)),
        _ => false,
    }
}

/// The field that every kind with a score has.
pub fn field() -> Field {
    Field::new("quality", "field-quality", FieldType::Integer)
        .derived()
        .filterable()
        .sortable()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::fields::{Own, OwnChoice};
    use crate::kinds::{CustomRecord, record_catalogue};

    fn own(name: &'static str, kind: FieldType, shown_when: Option<serde_json::Value>) -> Field {
        let choice = |code: &str| OwnChoice {
            code: code.into(),
            vi: code.into(),
            en: String::new(),
        };
        Field {
            own: Some(Arc::new(Own {
                id: Uuid::nil(),
                vi: name.into(),
                en: String::new(),
                hint: None,
                choices: vec![choice("new"), choice("worn")],
                shown_when,
                required_when: None,
                computed: None,
                target: String::new(),
            })),
            ..Field::new(name, name, kind).filterable()
        }
    }

    fn machines() -> Catalogue {
        let mut catalogue = record_catalogue();
        let worn = json!({ "field": "custom.state", "op": "eq", "value": "worn" });
        catalogue.fields.extend([
            own(
                "custom.state",
                FieldType::Choice(vec!["new".into(), "worn".into()]),
                None,
            ),
            own("custom.due", FieldType::Day, None),
            own("custom.fault", FieldType::Text { max: 50 }, Some(worn)),
        ]);
        catalogue
    }

    fn machine(custom: serde_json::Value) -> CustomRecord {
        let mut record = CustomRecord::new(
            Uuid::nil(),
            "machines",
            "2026-03-02T01:00:00Z".parse().unwrap(),
        );
        record.name = "Máy xay".into();
        record.party_id = Some(Uuid::nil());
        record.custom = custom.as_object().cloned().unwrap();
        record
    }

    fn on(day: &str) -> Moment {
        Moment {
            today: day.parse().unwrap(),
            zone: Tz::Asia__Ho_Chi_Minh,
        }
    }

    #[test]
    fn a_whole_record_has_a_hundred_points_for_a_year() {
        let (catalogue, whole) = (
            machines(),
            machine(json!({ "state": "new", "due": "2026-04-01" })),
        );
        let fresh = appraise(&catalogue, &whole, on("2027-03-01"));
        assert_eq!((fresh.score, fresh.flaws.len()), (100, 0));
        assert_eq!(fresh.due, "2027-03-02".parse().ok());
        let old = appraise(&catalogue, &whole, on("2027-03-02"));
        assert_eq!(
            (old.score, old.due, old.flaws),
            (85, None, vec![Flaw::Outdated])
        );
    }

    #[test]
    fn what_is_wrong_comes_before_what_is_missing_and_a_hidden_field_is_not_asked() {
        let (catalogue, moment) = (machines(), on("2026-03-02"));
        let codes = |record: &CustomRecord| {
            let found = appraise(&catalogue, record, moment);
            let name = |flaw: &Flaw| {
                (
                    flaw.code(),
                    flaw.field().map(|field| field.name.to_string()),
                )
            };
            (
                found.score,
                found.flaws.iter().map(name).collect::<Vec<_>>(),
            )
        };
        let named = |code, field: &str| (code, Some(field.to_owned()));
        let broken = machine(json!({ "state": "melted" }));
        assert_eq!(
            codes(&broken),
            (
                76,
                vec![
                    named("unreadable", "custom.state"),
                    named("missing", "custom.due")
                ]
            )
        );
        let worn = machine(json!({ "state": "worn", "due": "mai kia" }));
        assert_eq!(
            codes(&worn),
            (
                81,
                vec![
                    named("unreadable", "custom.due"),
                    named("missing", "custom.fault")
                ]
            )
        );
    }
}
