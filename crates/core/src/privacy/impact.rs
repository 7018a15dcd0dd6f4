//! The file on the impact of processing personal data, which the law asks for within so many days of the first processing and wants
//! renewed when things change: the sentences that only the owner can write, and by when. Limits by the dated tables of
//! `quen-vietnam` (Law 91/2025, Decree 356/2025). It must never call a firm exempt that the tables do not spare.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use quen_vietnam::message_law::legal_value;
use quen_vietnam::message_law::tables::legal_values;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::MAX_TEXT;
use crate::error::Problems;
use crate::{Event, Noun, Problem, Result, text};

/// What kind of firm it is: a household or micro business; a small or starting one; any other; one whose trade is to process data.
pub const FIRMS: [&str; 4] = ["household", "small", "other", "processor"];
/// Days before its day on which the file is asked for.
pub const ASKED_AHEAD: u64 = 14;
/// The country in which data of a Vietnamese shop stays unless somebody says otherwise.
pub const HOME: &str = "VN";

/// What only the owner can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sentences {
    /// One of [`FIRMS`].
    pub firm: String,
    /// Who is responsible: name, tax code, address, telephone.
    pub controller: String,
    /// Who looks after personal data.
    pub officer: String,
    /// Why personal data is kept, in the owner's words.
    pub purpose: String,
    /// Who else receives data.
    pub sharing: String,
    /// Where the data lies: a country by its two letters.
    pub country: String,
    /// On which machine, at which firm.
    pub place: String,
    /// What is done for safety besides what the product does.
    pub security: String,
    /// What could go wrong for people, and what is done about it.
    pub risks: String,
    /// The day of the first processing, where it was before this product.
    pub started_on: Option<NaiveDate>,
    /// The day on which the file went to the authority.
    pub filed_on: Option<NaiveDate>,
}

impl Default for Sentences {
    fn default() -> Self {
        let empty = String::new;
        Self {
            firm: empty(),
            controller: empty(),
            officer: empty(),
            purpose: empty(),
            sharing: empty(),
            country: HOME.to_owned(),
            place: empty(),
            security: empty(),
            risks: empty(),
            started_on: None,
            filed_on: None,
        }
    }
}

impl Sentences {
    /// Does data lie abroad? Then the law asks for a file on that as well.
    pub fn is_abroad(&self) -> bool {
        self.country != HOME
    }
}

/// A version of the file; it is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub version: i64,
    /// What the owner said.
    pub sentences: Sentences,
    /// Stands for what the product knew: another mark, and the file is out of date.
    pub mark: String,
    /// Who wrote it.
    pub by_user: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Version {
    /// What happened, of the workspace.
    pub fn event(&self, workspace: Uuid) -> Event {
        Event::new(Noun::Privacy, "impact_written", workspace).with("version", self.version)
    }
}

/// Checks what the owner said.
///
/// # Errors
/// `bad-choice` at `firm`; `bad-country` at `country`; `required`, `too-long`; `in-future` at `started_on` or `filed_on`.
pub fn check(mut said: Sentences, today: NaiveDate) -> Result<Sentences> {
    let mut problems = Problems::default();
    if !FIRMS.contains(&said.firm.as_str()) {
        problems.push(Problem::new("firm", "bad-choice"));
    }
    said.country = said.country.trim().to_uppercase();
    let letters = said
        .country
        .bytes()
        .all(|letter| letter.is_ascii_uppercase());
    if said.country.len() != 2 || !letters {
        problems.push(Problem::new("country", "bad-country"));
    }
    for (field, words, needed) in [
        ("controller", &mut said.controller, true),
        ("officer", &mut said.officer, false),
        ("purpose", &mut said.purpose, true),
        ("sharing", &mut said.sharing, false),
        ("place", &mut said.place, true),
        ("security", &mut said.security, false),
        ("risks", &mut said.risks, true),
    ] {
        text::normalise(words).trim().clone_into(words);
        match words.chars().count() {
            0 if needed => problems.push(Problem::new(field, "required")),
            count if count > MAX_TEXT => {
                problems.push(Problem::new(field, "too-long").with("max", MAX_TEXT));
            }
            _ => {}
        }
    }
    for (field, day) in [("started_on", said.started_on), ("filed_on", said.filed_on)] {
        if day.is_some_and(|day| day > today) {
            problems.push(Problem::new(field, "in-future"));
        }
    }
    problems.finish()?;
    Ok(said)
}

/// Where the duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No data of a person, or no rule for the day.
    None,
    /// The law spares firms of this kind.
    Exempt,
    /// Not written yet; there is time.
    Due,
    /// Not written, and its day has passed.
    Late,
    /// Written, and still true or not to be renewed yet.
    Kept,
    /// Written, changed since, and to be renewed.
    Review,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::None,
        Self::Exempt,
        Self::Due,
        Self::Late,
        Self::Kept,
        Self::Review,
    ];

    /// Its word.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Exempt => "exempt",
            Self::Due => "due",
            Self::Late => "late",
            Self::Kept => "kept",
            Self::Review => "review",
        }
    }
}

/// The duty to keep the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Where it stands.
    pub state: State,
    /// By when it is to be written or looked at again.
    pub by: Option<NaiveDate>,
}

/// What the duty follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grounds<'a> {
    /// The day of the first processing; none while nobody is kept.
    pub first_on: Option<NaiveDate>,
    /// What the owner said of the firm.
    pub firm: Option<&'a str>,
    /// Sensitive data is kept.
    pub sensitive: bool,
    /// So many people are kept that small firms are spared no longer.
    pub crowd: bool,
    /// The day of the newest version, and whether something changed since.
    pub written: Option<(NaiveDate, bool)>,
}

impl Duty {
    /// The duty on a day.
    pub fn on(today: NaiveDate, grounds: Grounds<'_>) -> Self {
        let of = |state, by| Self { state, by };
        let days = legal_value("impact_file_days", today);
        let months = legal_value("impact_file_review_months", today);
        let (Some(first), Some(days), Some(months)) = (grounds.first_on, days, months) else {
            return of(State::None, None);
        };
        if is_spared(today, grounds) {
            return of(State::Exempt, None);
        }
        if let Some((on, changed)) = grounds.written {
            let review = on.checked_add_months(Months::new(months)).unwrap_or(on);
            return match changed && today >= review {
                true => of(State::Review, Some(review)),
                false => of(State::Kept, Some(review)),
            };
        }
        // Before the law there was no duty.
        let from = first.max(since(today));
        let by = from
            .checked_add_days(Days::new(days.into()))
            .unwrap_or(from);
        match today > by {
            true => of(State::Late, Some(by)),
            false => of(State::Due, Some(by)),
        }
    }

    /// Is it time to ask for the file?
    pub fn asks(self, today: NaiveDate) -> bool {
        match self.state {
            State::Late | State::Review => true,
            State::Due => self.by.is_some_and(|by| {
                let from = by.checked_sub_days(Days::new(ASKED_AHEAD));
                from.is_some_and(|from| today >= from)
            }),
            State::None | State::Exempt | State::Kept => false,
        }
    }
}

/// The first day on which the rule that holds today held.
fn since(today: NaiveDate) -> NaiveDate {
    let found = legal_values().find(today, |row| row.key == "impact_file_days");
    found.map_or(today, |row| row.effective_from)
}

fn is_spared(today: NaiveDate, grounds: Grounds<'_>) -> bool {
    let lost = grounds.sensitive || grounds.crowd;
    let spared = match grounds.firm {
        Some("household") => legal_value("household_firm_exempt", today),
        Some("small") => legal_value("small_firm_exempt", today),
        _ => None,
    };
    !lost && spared == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn grounds<'a>() -> Grounds<'a> {
        Grounds {
            first_on: Some(day("2026-03-02")),
            firm: None,
            sensitive: false,
            crowd: false,
            written: None,
        }
    }

    fn said() -> Sentences {
        Sentences {
            firm: "small".into(),
            controller: "Tiệm Cà Phê Gió, MST 0401234567".into(),
            purpose: "Giao hàng và chăm sóc khách quen".into(),
            place: "Máy chủ tại Đà Nẵng".into(),
            risks: "Mất máy: sao lưu mỗi đêm".into(),
            ..Sentences::default()
        }
    }

    #[test]
    fn sixty_days_from_the_first_person_and_then_it_is_late() {
        let at = |today: &str| Duty::on(day(today), grounds());
        let by = Some(day("2026-05-01"));
        assert_eq!(
            at("2026-03-02"),
            Duty {
                state: State::Due,
                by
            }
        );
        assert_eq!(at("2026-05-01").state, State::Due);
        assert_eq!(
            at("2026-05-02"),
            Duty {
                state: State::Late,
                by
            }
        );
        assert!(!at("2026-04-16").asks(day("2026-04-16")));
        assert!(
            at("2026-04-17").asks(day("2026-04-17")) && at("2026-05-02").asks(day("2026-05-02"))
        );
        let nobody = Grounds {
            first_on: None,
            ..grounds()
        };
        assert_eq!(Duty::on(day("2026-05-02"), nobody).state, State::None);
        let older = Grounds {
            first_on: Some(day("2019-01-01")),
            ..grounds()
        };
        assert_eq!(
            Duty::on(day("2026-02-01"), older).by,
            Some(day("2026-03-02")),
            "counted from the law on"
        );
        assert_eq!(
            Duty::on(day("2025-12-31"), older).state,
            State::None,
            "no such rule then"
        );
    }

    #[test]
    fn what_changed_is_to_be_renewed_after_six_months_and_what_did_not_is_not() {
        let written = |changed| Grounds {
            written: Some((day("2026-04-01"), changed)),
            ..grounds()
        };
        let at = |today: &str, changed| Duty::on(day(today), written(changed));
        assert_eq!(
            at("2026-09-30", true),
            Duty {
                state: State::Kept,
                by: Some(day("2026-10-01"))
            }
        );
        assert_eq!(at("2026-10-01", true).state, State::Review);
        assert!(at("2026-10-01", true).asks(day("2026-10-01")));
        assert_eq!(at("2027-03-01", false).state, State::Kept);
    }

    #[test]
    fn small_firms_are_spared_until_they_keep_many_people_or_sensitive_data() {
        let firm = |firm| Grounds {
            firm: Some(firm),
            ..grounds()
        };
        let state = |grounds| Duty::on(day("2026-06-01"), grounds).state;
        assert_eq!(
            (state(firm("household")), state(firm("small"))),
            (State::Exempt, State::Exempt)
        );
        assert_eq!(
            (state(firm("other")), state(firm("processor"))),
            (State::Late, State::Late)
        );
        assert_eq!(
            state(Grounds {
                sensitive: true,
                ..firm("small")
            }),
            State::Late
        );
        assert_eq!(
            state(Grounds {
                crowd: true,
                ..firm("household")
            }),
            State::Late
        );
    }

    #[test]
    fn the_owner_says_what_is_needed() {
        let today = day("2026-05-01");
        let kept = check(
            Sentences {
                country: " sg ".into(),
                ..said()
            },
            today,
        )
        .unwrap();
        assert!(kept.is_abroad() && kept.country == "SG" && !said().is_abroad());
        let empty = Sentences {
            filed_on: Some(day("2026-05-02")),
            country: "Việt".into(),
            ..Sentences::default()
        };
        let crate::Error::Invalid(problems) = check(empty, today).unwrap_err() else {
            panic!("refused")
        };
        let fields: Vec<String> = problems.iter().map(|one| one.field.to_string()).collect();
        assert_eq!(
            fields,
            [
                "firm",
                "country",
                "controller",
                "purpose",
                "place",
                "risks",
                "filed_on"
            ]
        );
        let long = Sentences {
            risks: "a".repeat(MAX_TEXT + 1),
            ..said()
        };
        assert!(check(long, today).is_err());
    }
}
