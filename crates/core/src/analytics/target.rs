//! Customers that a figure points at, as conditions that the list of customers understands: what a chart shows can be opened,
//! narrowed and worked.

use std::fmt;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Cohort, Cohorts, Figures, Group};

/// Customers behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A block of the grid.
    Grid(Group),
    /// Ordered once, and now in the days in which customers usually come back.
    SecondOrder,
    /// The most valuable tenth.
    Top,
    /// Those who lose money.
    BelowZero,
    /// Likely lost by the model's word, though they brought something.
    LikelyLost,
    /// Perhaps still there, and worth more than half of all.
    AtRisk,
    /// A bar of worth, counted from 0.
    Bar(usize),
    /// Those who began in a month or quarter.
    Cohort(Began),
    /// Of those, who has been silent for a quarter.
    CohortSilent(Began),
}

/// A row of the triangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Began {
    /// By quarters, else by months.
    pub by_quarter: bool,
    /// The first day of the period.
    pub start: NaiveDate,
}

impl Began {
    fn parse(text: &str) -> Option<Self> {
        let (unit, day) = text.split_once('-')?;
        let by_quarter = match unit {
            "month" => false,
            "quarter" => true,
            _ => return None,
        };
        let start = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
        Some(Self { by_quarter, start })
    }

    /// First and last day; `None` where the figures have no such row.
    fn days(self, of: &Figures) -> Option<(NaiveDate, NaiveDate)> {
        let Cohorts { cohorts, .. } = if self.by_quarter {
            &of.quarters
        } else {
            &of.months
        };
        let known = |cohort: &&Cohort| cohort.start == self.start;
        let from = cohorts.iter().find(known)?.start;
        let months = chrono::Months::new(if self.by_quarter { 3 } else { 1 });
        Some((from, from.checked_add_months(months)?.pred_opt()?))
    }
}

impl fmt::Display for Began {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.by_quarter { "quarter" } else { "month" };
        write!(f, "{unit}-{}", self.start)
    }
}

/// Silent for so many days is silent for a quarter.
const SILENT_DAYS: i64 = 90;

impl Target {
    /// Reads what [`fmt::Display`] writes: `grid-0-1-3-4`, `second-order`, `top`, `below-zero`, `likely-lost`, `at-risk`,
    /// `bar-3`, `cohort-month-2026-03-01`, `silent-quarter-2026-01-01`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "second-order" => Self::SecondOrder,
            "top" => Self::Top,
            "below-zero" => Self::BelowZero,
            "likely-lost" => Self::LikelyLost,
            "at-risk" => Self::AtRisk,
            other => return Self::parse_part(other),
        })
    }

    fn parse_part(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once('-')?;
        match kind {
            "bar" => rest.parse().ok().map(Self::Bar),
            "cohort" => Began::parse(rest).map(Self::Cohort),
            "silent" => Began::parse(rest).map(Self::CohortSilent),
            "grid" => {
                let places: Vec<usize> = rest
                    .split('-')
                    .map(str::parse)
                    .collect::<Result<_, _>>()
                    .ok()?;
                let [near, far, few, many] = places.as_slice() else {
                    return None;
                };
                Some(Self::Grid(Group {
                    recency: (*near, *far),
                    frequency: (*few, *many),
                }))
            }
            _ => None,
        }
    }

    /// The conditions; `None` when the figures do not know such customers.
    pub fn conditions(self, of: &Figures) -> Option<Value> {
        let day = |ago: i64| {
            of.as_of
                .checked_sub_signed(chrono::TimeDelta::try_days(ago)?)
        };
        Some(match self {
            Self::Grid(group) => return of.rfm.conditions(group, of.as_of),
            Self::SecondOrder => {
                let (usual, late) = (of.second_order.usual_days?, of.second_order.late_days?);
                let days = json!([day(late)?, day(usual)?]);
                all([
                    test("occasions", "eq", json!(1)),
                    test("last_order_on", "between", days),
                ])
            }
            Self::Top => all([test("clv", "ge", json!(of.value.as_ref()?.top.from))]),
            Self::BelowZero => all([test("margin", "lt", json!(0))]),
            Self::LikelyLost => {
                of.equity.as_ref()?;
                all([
                    test("p_alive", "lt", json!(3_000)),
                    test("spend", "gt", json!(0)),
                ])
            }
            Self::AtRisk => {
                let worth = json!(of.value.as_ref()?.median);
                let perhaps = json!([3_000, 6_999]);
                all([
                    test("p_alive", "between", perhaps),
                    test("clv", "ge", worth),
                ])
            }
            Self::Bar(at) => {
                let bar = of.value.as_ref()?.bins.get(at)?;
                let from = test("clv", "ge", json!(bar.from));
                match bar.to {
                    Some(to) => all([from, test("clv", "lt", json!(to))]),
                    None => all([from]),
                }
            }
            Self::Cohort(began) => all([first_between(began.days(of)?)]),
            Self::CohortSilent(began) => all([
                first_between(began.days(of)?),
                test("last_order_on", "lt", json!(day(SILENT_DAYS)?)),
            ]),
        })
    }
}

fn all<const N: usize>(tests: [Value; N]) -> Value {
    json!({ "all": tests.as_slice() })
}

fn test(field: &str, op: &str, value: Value) -> Value {
    json!({ "field": field, "op": op, "value": value })
}

fn first_between((from, to): (NaiveDate, NaiveDate)) -> Value {
    test("first_order_on", "between", json!([from, to]))
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grid(Group {
                recency: (near, far),
                frequency: (few, many),
            }) => write!(f, "grid-{near}-{far}-{few}-{many}"),
            Self::SecondOrder => f.write_str("second-order"),
            Self::Top => f.write_str("top"),
            Self::BelowZero => f.write_str("below-zero"),
            Self::LikelyLost => f.write_str("likely-lost"),
            Self::AtRisk => f.write_str("at-risk"),
            Self::Bar(at) => write!(f, "bar-{at}"),
            Self::Cohort(began) => write!(f, "cohort-{began}"),
            Self::CohortSilent(began) => write!(f, "silent-{began}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_comes_back_from_its_address() {
        let group = Group {
            recency: (0, 1),
            frequency: (3, 4),
        };
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let began = |by_quarter| Began { by_quarter, start };
        for target in [
            Target::Grid(group),
            Target::AtRisk,
            Target::Bar(3),
            Target::Cohort(began(false)),
            Target::CohortSilent(began(true)),
            Target::SecondOrder,
            Target::Top,
            Target::BelowZero,
            Target::LikelyLost,
        ] {
            assert_eq!(Target::parse(&target.to_string()), Some(target));
        }
        for bad in [
            "",
            "grid-1",
            "grid-a-b-c-d",
            "grid-1-2-3-4-5",
            "everybody",
            "grid--1-0-0-0",
            "bar--1",
            "bar-",
            "cohort-month-2026-02-30",
            "cohort-week-2026-02-01",
            "silent-quarter",
        ] {
            assert_eq!(Target::parse(bad), None, "{bad}");
        }
    }
}
