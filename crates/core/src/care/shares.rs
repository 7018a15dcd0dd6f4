//! How much of the work with customers we begin ourselves, how much of it people do, and how questions are answered: counted in
//! one walk over the episodes in the order of time. It must never count a note to oneself as a touch.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Months that are shown, the present one included.
pub const SHOWN_MONTHS: u32 = 6;
/// Months over which colleagues are compared.
pub const PERSON_MONTHS: u32 = 3;
/// Days of the account of answers.
const ANSWER_DAYS: u64 = 90;
/// What we say within so many days after the customer spoke answers them; later it is begun by us.
const ANSWERS_WITHIN: TimeDelta = TimeDelta::days(3);
/// An answer within a day is in time.
const IN_TIME: TimeDelta = TimeDelta::hours(24);

/// An episode, as far as the count needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// With whom.
    pub party_id: Uuid,
    /// One of [`crate::interactions::KINDS`].
    pub kind: String,
    /// One of [`crate::interactions::DIRECTIONS`].
    pub direction: String,
    /// By a machine.
    pub automatic: bool,
    /// Both sides spoke.
    pub two_way: bool,
    /// The colleague.
    pub user_id: Option<Uuid>,
    /// When.
    pub started_at: DateTime<Utc>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// The outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shares {
    /// Oldest first.
    pub months: Vec<Month>,
    /// Colleagues over the latest [`PERSON_MONTHS`], most touches first.
    pub people: Vec<Person>,
    /// Of the last 90 days.
    pub answers: Answers,
    /// The day it was counted.
    pub as_of: Option<NaiveDate>,
}

/// One month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Its first day.
    pub month: NaiveDate,
    /// Touches by people.
    pub human: i64,
    /// Touches by machines.
    pub automatic: i64,
    /// Of all touches, those we began.
    pub proactive: i64,
    /// Of all touches, those that answer the customer.
    pub reactive: i64,
}

impl Month {
    /// Share of people in per cent; none without a touch.
    pub fn human_percent(&self) -> Option<i64> {
        percent(self.human, self.human + self.automatic)
    }

    /// Share of what we began in per cent.
    pub fn proactive_percent(&self) -> Option<i64> {
        percent(self.proactive, self.proactive + self.reactive)
    }
}

/// One colleague.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The colleague.
    pub user_id: Uuid,
    /// Touches.
    pub touches: i64,
    /// Of these, those we began.
    pub proactive: i64,
}

impl Person {
    /// Share of what this colleague began, per cent.
    pub fn proactive_percent(&self) -> Option<i64> {
        percent(self.proactive, self.touches)
    }
}

/// Questions and answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Messages, mails and calls of customers.
    pub asked: i64,
    /// Answered.
    pub answered: i64,
    /// Answered within a day.
    pub in_time: i64,
}

fn percent(part: i64, all: i64) -> Option<i64> {
    (part * 100 + all / 2).checked_div(all)
}

/// The count as it goes on.
pub struct Counting {
    zone: Tz,
    today: NaiveDate,
    months: Vec<Month>,
    people: HashMap<Uuid, Person>,
    answers: Answers,
    spoke: HashMap<Uuid, DateTime<Utc>>,
    /// The last day with a person of ours, by customer.
    pub by_hand: HashMap<Uuid, NaiveDate>,
    /// The last day on which a machine wrote, by customer.
    pub by_machine: HashMap<Uuid, NaiveDate>,
}

impl Counting {
    /// Nothing seen yet, on a day of the shop.
    pub fn new(today: NaiveDate, zone: Tz) -> Self {
        let this = today.with_day(1).unwrap_or(today);
        let months = (0..SHOWN_MONTHS).rev().filter_map(|back| {
            Some(Month {
                month: this.checked_sub_months(Months::new(back))?,
                ..Month::default()
            })
        });
        Self {
            zone,
            today,
            months: months.collect(),
            people: HashMap::new(),
            answers: Answers::default(),
            spoke: HashMap::new(),
            by_hand: HashMap::new(),
            by_machine: HashMap::new(),
        }
    }

    /// The first day that counts.
    pub fn from(&self) -> NaiveDate {
        self.months.first().map_or(self.today, |month| month.month)
    }

    /// The next episode, no older than the one before. What lies in the future, by a clock that was wrong, is left out.
    pub fn see(&mut self, episode: &Episode) {
        let day = episode.started_at.with_timezone(&self.zone).date_naive();
        if episode.kind == "note" || day > self.today {
            return;
        }
        if episode.direction == "in" {
            self.asked(episode, day);
        }
        if episode.automatic {
            self.by_machine.insert(episode.party_id, day);
        } else if episode.direction != "in" || episode.two_way {
            self.by_hand.insert(episode.party_id, day);
        }
        if episode.direction == "out" || (episode.two_way && episode.direction != "in") {
            self.touched(episode, day);
        }
        if episode.direction == "in" || episode.two_way {
            self.spoke.insert(episode.party_id, episode.started_at);
        }
    }

    fn asked(&mut self, episode: &Episode, day: NaiveDate) {
        let since = self.today.checked_sub_days(Days::new(ANSWER_DAYS));
        if since.is_some_and(|since| day < since) || episode.automatic {
            return;
        }
        self.answers.asked += 1;
        // A call that came about answers itself.
        let answered = episode
            .answered_at
            .or(episode.two_way.then_some(episode.started_at));
        if let Some(at) = answered {
            self.answers.answered += 1;
            self.answers.in_time += i64::from(at - episode.started_at <= IN_TIME);
        }
    }

    fn touched(&mut self, episode: &Episode, day: NaiveDate) {
        let asked = self.spoke.get(&episode.party_id);
        let begun = asked.is_none_or(|asked| episode.started_at - *asked > ANSWERS_WITHIN);
        let month = day.with_day(1).unwrap_or(day);
        let count = self.months.len();
        let Some((place, found)) = self
            .months
            .iter_mut()
            .enumerate()
            .find(|(_, known)| known.month == month)
        else {
            return;
        };
        found.human += i64::from(!episode.automatic);
        found.automatic += i64::from(episode.automatic);
        found.proactive += i64::from(begun);
        found.reactive += i64::from(!begun);
        let late = place + usize::try_from(PERSON_MONTHS).unwrap_or(0) >= count;
        if let Some(user) = episode.user_id.filter(|_| late && !episode.automatic) {
            let person = self.people.entry(user).or_default();
            person.user_id = user;
            person.touches += 1;
            person.proactive += i64::from(begun);
        }
    }

    /// The outcome.
    pub fn shares(&self) -> Shares {
        let mut people: Vec<Person> = self.people.values().cloned().collect();
        people.sort_by_key(|person| (std::cmp::Reverse(person.touches), person.user_id));
        Shares {
            months: self.months.clone(),
            people,
            answers: self.answers,
            as_of: Some(self.today),
        }
    }
}
