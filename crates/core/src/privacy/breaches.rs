//! Breaches of personal data: by when the authority hears of one, whom it touched, and from how many people on the law asks more of
//! a small firm. It must never count a person less because somebody was erased since.

use chrono::{DateTime, NaiveDate, Utc};
use quen_vietnam::message_law::{self, Breach as Kind, legal_value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::said;
use crate::fields::{Field, FieldType};
use crate::{Error, Event, Noun, Result};

/// Kinds of breach.
pub const BREACHES: [&str; 2] = ["personal_data", "consumer_system"];
/// The field of customers by which those that a breach touched are listed: its id.
pub const TOUCHED: &str = "breach";

/// A breach and the instant by which the authority must know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Breach {
    /// UUIDv7.
    pub id: Uuid,
    /// One of [`BREACHES`].
    pub kind: String,
    /// What happened.
    pub what: String,
    /// How many people, as said when it was written down.
    pub people: Option<i64>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
    /// By when the authority must know.
    pub notify_by: DateTime<Utc>,
    /// When it was told.
    pub notified_at: Option<DateTime<Utc>>,
    /// What was done.
    pub done: Option<String>,
    /// Customers that were named as touched, those that were erased since included.
    #[serde(default)]
    pub named: i64,
}

/// A breach with its clock.
///
/// # Errors
/// `bad-choice` at `kind`, `required` or `too-long` at `what`, `in-future` at `found_at`, `bad-number` at `people`.
pub fn report(mut breach: Breach, now: DateTime<Utc>) -> Result<(Breach, Event)> {
    let kind = match breach.kind.as_str() {
        "personal_data" => Kind::PersonalData,
        "consumer_system" => Kind::ConsumerSystem,
        _ => return Err(Error::invalid("kind", "bad-choice")),
    };
    breach.what =
        said("what", Some(&breach.what))?.ok_or_else(|| Error::invalid("what", "required"))?;
    if breach.found_at > now {
        return Err(Error::invalid("found_at", "in-future"));
    }
    if breach.people.is_some_and(|people| people < 0) {
        return Err(Error::invalid("people", "bad-number"));
    }
    let deadline = message_law::breach_deadline(kind, breach.found_at.fixed_offset());
    let (by, _) = deadline.ok_or_else(|| Error::invalid("found_at", "no-rule"))?;
    breach.notify_by = by.to_utc();
    let event = Event::new(Noun::Privacy, "breach_reported", breach.id)
        .with("kind", breach.kind.as_str())
        .with("notify_by", breach.notify_by.to_rfc3339());
    Ok((breach, event))
}

/// The authority was told.
///
/// # Errors
/// `breach-notified`; `too-long` at `done`.
pub fn notified(
    breach: &Breach,
    done: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(Breach, Event)> {
    if breach.notified_at.is_some() {
        return Err(Error::conflict("breach-notified"));
    }
    let told = Breach {
        notified_at: Some(now),
        done: said("done", done)?,
        ..breach.clone()
    };
    let event = Event::new(Noun::Privacy, "breach_notified", told.id);
    Ok((told, event))
}

/// The field of customers behind [`TOUCHED`], for those who manage personal data alone.
pub fn touched() -> Field {
    Field::new(TOUCHED, "field-parties-breach", FieldType::Text { max: 40 })
        .derived()
        .filterable()
}

/// Where a firm stands with the number of people whose data it ever kept: up to the limit the law spares small firms the file on
/// impact and the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// People so far, those that were removed since included; at most one above the limit.
    pub people: i64,
    /// From here on it is time to prepare.
    pub warn_at: i64,
    /// From here on the law asks for both.
    pub limit: i64,
}

impl Standing {
    /// The standing on a day; none where no rule is known for it. Limits by the dated tables (Law 91/2025, Decree 356/2025).
    pub fn on(day: NaiveDate, people: i64) -> Option<Self> {
        Some(Self {
            people,
            warn_at: i64::from(legal_value("small_firm_people_warning", day)?),
            limit: i64::from(legal_value("small_firm_people", day)?),
        })
    }

    /// Is it time to prepare?
    pub fn warns(&self) -> bool {
        self.people >= self.warn_at
    }

    /// Does the law ask for both already?
    pub fn passed(&self) -> bool {
        self.people >= self.limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authority_hears_of_a_breach_in_time() {
        let found: DateTime<Utc> = "2026-10-05T02:30:00Z".parse().unwrap();
        let breach = |kind: &str| Breach {
            id: Uuid::from_u128(1),
            kind: kind.into(),
            what: "mất máy tính".into(),
            people: Some(12),
            found_at: found,
            notify_by: found,
            notified_at: None,
            done: None,
            named: 0,
        };
        let (known, _) = report(breach("personal_data"), found).unwrap();
        assert_eq!((known.notify_by - found).num_hours(), 72);
        let (attacked, _) = report(breach("consumer_system"), found).unwrap();
        assert_eq!((attacked.notify_by - found).num_hours(), 24);
        let (told, _) = notified(&known, None, found).unwrap();
        assert_eq!(
            notified(&told, None, found).unwrap_err(),
            Error::conflict("breach-notified")
        );
        assert!(
            report(breach("x"), found).is_err()
                && report(breach("personal_data"), found - chrono::TimeDelta::hours(1)).is_err()
        );
    }

    #[test]
    fn a_small_firm_is_warned_before_the_law_asks_for_more() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let at = |people| Standing::on(day, people).unwrap();
        assert!(!at(79_999).warns() && at(80_000).warns() && !at(80_000).passed());
        assert!(at(100_000).passed() && !at(99_999).passed());
        let before = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
        assert_eq!(Standing::on(before, 1_000_000), None, "no such rule then");
    }
}
