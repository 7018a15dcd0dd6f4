//! The sums of a ledger: by period, by kind, in all. One measure holds for the whole ledger: margin where the cost of every
//! order is known, else revenue, so that no bar mixes the two.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Entry, Trust, Way};

/// Periods shown at most, the latest ones.
pub const PERIODS: usize = 12;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Three months.
    Quarter,
    /// Twelve months.
    #[default]
    Year,
}

impl Unit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Year, Self::Quarter];

    /// Word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The unit with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// First day of the period that holds `day`.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        let month = match self {
            Self::Quarter => day.month0() / 3 * 3 + 1,
            Self::Year => 1,
        };
        NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day)
    }

    /// First day of the period before the one that begins on `start`.
    pub fn before(self, start: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Quarter => 3,
            Self::Year => 12,
        };
        start
            .checked_sub_months(Months::new(months))
            .unwrap_or(start)
    }
}

/// What the money received is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// What was left after the cost of goods.
    Margin,
    /// What was sold, because some costs are not known.
    #[default]
    Revenue,
}

/// One side of a period, or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Money, by the ledger's measure.
    pub amount: i64,
    /// Minutes of service.
    pub minutes: i64,
    /// Entries.
    pub entries: i64,
}

/// A period with both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its first day.
    pub starts_on: NaiveDate,
    /// What we gave.
    pub given: Side,
    /// What we received.
    pub received: Side,
}

/// All entries of one kind on one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSum {
    /// The side.
    pub way: Way,
    /// The kind.
    pub kind: String,
    /// Entries.
    pub entries: i64,
    /// Entries that have an amount.
    pub valued: i64,
    /// Sum of these.
    pub amount: i64,
    /// Sum of the known margins. Of revenue only.
    pub margin: i64,
    /// Entries whose margin is known.
    pub margins: i64,
    /// Minutes.
    pub minutes: i64,
}

/// A ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// Length of its periods.
    pub unit: Unit,
    /// What `received` is measured by.
    pub measure: Measure,
    /// The latest periods, oldest first, without gaps; none without entries.
    pub periods: Vec<Period>,
    /// What we gave in all.
    pub given: Side,
    /// What we received in all.
    pub received: Side,
    /// By side and kind.
    pub kinds: Vec<KindSum>,
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Signs of trust.
    pub trust: Trust,
    /// There is more than was looked at.
    pub capped: bool,
}

/// Adds the entries up, periods up to the one of `today`.
pub fn balance(mut entries: Vec<Entry>, trust: Trust, unit: Unit, today: NaiveDate) -> Ledger {
    entries.sort_by(|a, b| (b.on, b.record_id, &b.kind).cmp(&(a.on, a.record_id, &a.kind)));
    let measure = measure(&entries);
    let mut by_start: BTreeMap<NaiveDate, Period> = BTreeMap::new();
    let (mut given, mut received) = (Side::default(), Side::default());
    for entry in &entries {
        let starts_on = unit.start(entry.on.min(today));
        let period = by_start.entry(starts_on).or_insert(empty(starts_on));
        match entry.way {
            Way::Given => {
                period.given.take(entry, measure);
                given.take(entry, measure);
            }
            Way::Received => {
                period.received.take(entry, measure);
                received.take(entry, measure);
            }
        }
    }
    Ledger {
        unit,
        measure,
        periods: whole(&by_start, unit, today),
        given,
        received,
        kinds: kinds(&entries),
        entries,
        trust,
        capped: false,
    }
}

/// Margin, when there are sales and the cost of each is known.
fn measure(entries: &[Entry]) -> Measure {
    let mut sales = entries
        .iter()
        .filter(|entry| entry.kind == "revenue")
        .peekable();
    if sales.peek().is_some() && sales.all(|entry| entry.margin.is_some()) {
        Measure::Margin
    } else {
        Measure::Revenue
    }
}

impl Side {
    fn take(&mut self, entry: &Entry, measure: Measure) {
        let amount = match (measure, entry.kind.as_str()) {
            (Measure::Margin, "revenue") => entry.margin,
            _ => entry.amount,
        };
        self.amount = self.amount.saturating_add(amount.unwrap_or(0));
        self.minutes = self.minutes.saturating_add(entry.minutes.unwrap_or(0));
        self.entries += 1;
    }
}

fn empty(starts_on: NaiveDate) -> Period {
    Period {
        starts_on,
        given: Side::default(),
        received: Side::default(),
    }
}

/// The periods without gaps, the latest [`PERIODS`].
fn whole(by_start: &BTreeMap<NaiveDate, Period>, unit: Unit, today: NaiveDate) -> Vec<Period> {
    let Some(first) = by_start.keys().next() else {
        return Vec::new();
    };
    let mut periods = Vec::new();
    let mut start = unit.start(today);
    while start >= *first && periods.len() < PERIODS {
        periods.push(by_start.get(&start).copied().unwrap_or(empty(start)));
        let before = unit.before(start);
        if before == start {
            break;
        }
        start = before;
    }
    periods.reverse();
    periods
}

fn kinds(entries: &[Entry]) -> Vec<KindSum> {
    let mut sums: BTreeMap<(Way, &str), KindSum> = BTreeMap::new();
    for entry in entries {
        let sum = sums
            .entry((entry.way, entry.kind.as_str()))
            .or_insert_with(|| KindSum {
                way: entry.way,
                kind: entry.kind.clone(),
                entries: 0,
                valued: 0,
                amount: 0,
                margin: 0,
                margins: 0,
                minutes: 0,
            });
        sum.entries += 1;
        sum.valued += i64::from(entry.amount.is_some());
        sum.amount = sum.amount.saturating_add(entry.amount.unwrap_or(0));
        sum.margins += i64::from(entry.margin.is_some());
        sum.margin = sum.margin.saturating_add(entry.margin.unwrap_or(0));
        sum.minutes = sum.minutes.saturating_add(entry.minutes.unwrap_or(0));
    }
    let mut kinds: Vec<KindSum> = sums.into_values().collect();
    kinds.sort_by_key(|sum| (sum.way, std::cmp::Reverse((sum.amount, sum.entries))));
    kinds
}
