//! Customers that a figure points at, as conditions that the list of customers understands: what a chart shows can be opened,
//! narrowed and worked.

use std::fmt;

use serde_json::{Value, json};

use super::{Figures, Group};

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
}

impl Target {
    /// Reads what [`fmt::Display`] writes: `grid-0-1-3-4`, `second-order`, `top`, `below-zero`, `likely-lost`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "second-order" => Self::SecondOrder,
            "top" => Self::Top,
            "below-zero" => Self::BelowZero,
            "likely-lost" => Self::LikelyLost,
            grid => {
                let places: Vec<usize> = grid
                    .strip_prefix("grid-")?
                    .split('-')
                    .map(str::parse)
                    .collect::<Result<_, _>>()
                    .ok()?;
                let [near, far, few, many] = places.as_slice() else {
                    return None;
                };
                Self::Grid(Group {
                    recency: (*near, *far),
                    frequency: (*few, *many),
                })
            }
        })
    }

    /// The conditions; `None` when the figures do not know such customers.
    pub fn conditions(self, of: &Figures) -> Option<Value> {
        let test = |field: &str, op: &str, value: Value| json!({ "field": field, "op": op, "value": value });
        let day = |ago: i64| {
            of.as_of
                .checked_sub_signed(chrono::TimeDelta::try_days(ago)?)
        };
        Some(match self {
            Self::Grid(group) => return of.rfm.conditions(group, of.as_of),
            Self::SecondOrder => {
                let (usual, late) = (of.second_order.usual_days?, of.second_order.late_days?);
                let days = json!([day(late)?, day(usual)?]);
                json!({ "all": [test("occasions", "eq", json!(1)), test("last_order_on", "between", days)] })
            }
            Self::Top => json!({ "all": [test("clv", "ge", json!(of.value.as_ref()?.top.from))] }),
            Self::BelowZero => json!({ "all": [test("margin", "lt", json!(0))] }),
            Self::LikelyLost => {
                of.equity.as_ref()?;
                json!({ "all": [test("p_alive", "lt", json!(3_000)), test("spend", "gt", json!(0))] })
            }
        })
    }
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
        for target in [
            Target::Grid(group),
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
        ] {
            assert_eq!(Target::parse(bad), None, "{bad}");
        }
    }
}
