//! How relationships moved from stage to stage, month by month, told from their histories. It must never take a change of type
//! alone for a move.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Months, NaiveDate};
use quen_insight::stage::Stage;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Months that are told, this one last.
pub const MONTHS: usize = 12;

/// One entry of a history, as far as the flow needs it. They come party by party, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The other side.
    pub party_id: Uuid,
    /// The relationship.
    pub relationship_id: Uuid,
    /// The stage that counted from then on.
    pub stage: Stage,
    /// From which day.
    pub since: NaiveDate,
}

/// Relationships that went from one stage to another in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Where they were.
    pub from: Stage,
    /// Where they went.
    pub to: Stage,
    /// How many.
    pub count: u64,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Relationships that began.
    pub begun: u64,
    /// Each move, most frequent first.
    pub moves: Vec<Moved>,
}

/// The flow between stages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The day it was told on.
    pub as_of: NaiveDate,
    /// The latest [`MONTHS`], oldest first.
    pub months: Vec<Month>,
}

impl Month {
    /// Relationships that came closer, returning ones included.
    pub fn closer(&self) -> u64 {
        self.sum(true)
    }

    /// Relationships that grew apart, fading ones included.
    pub fn apart(&self) -> u64 {
        self.sum(false)
    }

    fn sum(&self, closer: bool) -> u64 {
        let counted = self
            .moves
            .iter()
            .filter(|moved| is_closer(moved.from, moved.to) == closer);
        counted.map(|moved| moved.count).sum()
    }
}

/// Does this move bring both sides closer? Dissolution is farther than any other stage.
pub fn is_closer(from: Stage, to: Stage) -> bool {
    let rank = |stage| match stage {
        Stage::Dissolution => 0,
        Stage::Awareness => 1,
        Stage::Exploration => 2,
        Stage::Expansion => 3,
        Stage::Commitment => 4,
    };
    rank(to) > rank(from)
}

/// First day of the month of a day.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Takes histories step by step and tells the flow.
#[derive(Debug)]
pub struct Tracer {
    as_of: NaiveDate,
    first: NaiveDate,
    party: Option<Uuid>,
    /// Where each relationship of the present party is.
    now: HashMap<Uuid, Stage>,
    moves: BTreeMap<NaiveDate, BTreeMap<(usize, usize), Moved>>,
    begun: BTreeMap<NaiveDate, u64>,
}

impl Tracer {
    /// A flow up to `as_of`.
    pub fn new(as_of: NaiveDate) -> Self {
        let back = Months::new(u32::try_from(MONTHS - 1).unwrap_or(0));
        Self {
            as_of,
            first: month_of(as_of.checked_sub_months(back).unwrap_or(as_of)),
            party: None,
            now: HashMap::new(),
            moves: BTreeMap::new(),
            begun: BTreeMap::new(),
        }
    }

    /// Takes the next step.
    pub fn take(&mut self, step: &Step) {
        if self.party != Some(step.party_id) {
            self.party = Some(step.party_id);
            self.now.clear();
        }
        let before = self.now.insert(step.relationship_id, step.stage);
        if step.since < self.first || step.since > self.as_of {
            return;
        }
        let month = month_of(step.since);
        match before {
            None => *self.begun.entry(month).or_default() += 1,
            Some(from) if from != step.stage => {
                let places = (from as usize, step.stage as usize);
                let moves = self.moves.entry(month).or_default();
                let moved = moves.entry(places).or_insert(Moved {
                    from,
                    to: step.stage,
                    count: 0,
                });
                moved.count += 1;
            }
            Some(_) => {}
        }
    }

    /// The flow; months in which nothing moved are there too.
    pub fn finish(self) -> Flow {
        let months = (0..MONTHS).filter_map(|n| {
            let starts_on = self
                .first
                .checked_add_months(Months::new(u32::try_from(n).ok()?))?;
            let moves = self.moves.get(&starts_on);
            let mut moves: Vec<Moved> = moves
                .into_iter()
                .flat_map(|all| all.values().copied())
                .collect();
            moves.sort_by_key(|moved| {
                (
                    std::cmp::Reverse(moved.count),
                    moved.from as usize,
                    moved.to as usize,
                )
            });
            Some(Month {
                starts_on,
                begun: self.begun.get(&starts_on).copied().unwrap_or(0),
                moves,
            })
        });
        Flow {
            as_of: self.as_of,
            months: months.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn step(party: u128, stage: Stage, since: NaiveDate) -> Step {
        Step {
            party_id: Uuid::from_u128(party),
            relationship_id: Uuid::from_u128(party + 1_000),
            stage,
            since,
        }
    }

    #[test]
    fn moves_are_told_by_month_and_changes_of_type_are_not() {
        let mut tracer = Tracer::new(day(2026, 3, 2));
        for one in [
            step(1, Stage::Awareness, day(2024, 1, 1)),
            step(1, Stage::Exploration, day(2025, 4, 9)),
            step(1, Stage::Exploration, day(2025, 5, 9)),
            step(1, Stage::Expansion, day(2026, 3, 1)),
            step(2, Stage::Exploration, day(2026, 3, 2)),
            step(3, Stage::Expansion, day(2025, 3, 30)),
            step(3, Stage::Dissolution, day(2026, 3, 1)),
        ] {
            tracer.take(&one);
        }
        let flow = tracer.finish();
        assert_eq!(flow.months.len(), MONTHS);
        assert_eq!(flow.months[0].starts_on, day(2025, 4, 1));
        assert_eq!((flow.months[0].closer(), flow.months[0].begun), (1, 0));
        assert_eq!(flow.months[1].moves, [], "the type alone changed");
        let last = &flow.months[11];
        assert_eq!((last.closer(), last.apart(), last.begun), (1, 1, 1));
    }

    #[test]
    fn what_fades_grows_apart_and_what_returns_comes_closer() {
        assert!(is_closer(Stage::Dissolution, Stage::Awareness));
        assert!(!is_closer(Stage::Awareness, Stage::Dissolution));
        assert!(is_closer(Stage::Exploration, Stage::Commitment));
        assert!(!is_closer(Stage::Commitment, Stage::Expansion));
    }

    #[test]
    fn two_roles_of_one_party_do_not_mix() {
        let mut tracer = Tracer::new(day(2026, 3, 2));
        let mut supplier = step(1, Stage::Commitment, day(2026, 3, 1));
        supplier.relationship_id = Uuid::from_u128(7);
        tracer.take(&step(1, Stage::Awareness, day(2026, 3, 1)));
        tracer.take(&supplier);
        let last = tracer.finish().months.pop().unwrap();
        assert_eq!((last.begun, last.moves), (2, Vec::new()));
    }
}
