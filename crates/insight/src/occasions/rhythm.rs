//! The customer's own rhythm, and how far the present silence goes beyond it. Needs no model and works from order one.

use super::{DayMap, Occasions};

/// The weight of the segment's median gap in [`rhythm`]: it counts like three gaps of the customer's own.
const SEGMENT_WEIGHT: f64 = 3.0;

/// What is known of one customer's own gaps.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct OwnGap {
    /// How many gaps.
    pub count: u32,
    /// The typical one in days: the median where the days are at hand, else the mean.
    pub days: f64,
}

impl From<&Occasions> for OwnGap {
    /// By the mean gap.
    fn from(customer: &Occasions) -> Self {
        Self {
            count: customer.gaps(),
            days: customer.mean_gap().unwrap_or(0.0),
        }
    }
}

impl From<&DayMap> for OwnGap {
    /// By the median gap.
    fn from(days: &DayMap) -> Self {
        Self {
            count: days.rebuild().gaps(),
            days: days.median_gap().unwrap_or(0.0),
        }
    }
}

/// The customer's gap shrunk to the segment's: `(k·own + 3·segment) / (k + 3)` with `k` own gaps, in days.
///
/// Never below one day; occasions are days, so no true gap is shorter.
#[must_use]
pub fn rhythm(own: OwnGap, segment_median_gap: f64) -> f64 {
    let k = f64::from(own.count);
    let mixed = (k * own.days + SEGMENT_WEIGHT * segment_median_gap) / (k + SEGMENT_WEIGHT);
    if mixed.is_finite() {
        mixed.max(1.0)
    } else {
        1.0
    }
}

/// Days from the last occasion to `as_of` in units of the customer's rhythm; 0 for a day in the future.
#[must_use]
pub fn elapsed_in_gaps(last_day: i32, as_of: i32, rhythm_days: f64) -> f64 {
    let elapsed = (i64::from(as_of) - i64::from(last_day)).max(0) as f64;
    if rhythm_days > 1.0 {
        elapsed / rhythm_days
    } else {
        elapsed
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnGap, elapsed_in_gaps, rhythm};

    #[test]
    fn shrinks_to_the_segment_by_three_gaps() {
        assert_eq!(
            rhythm(
                OwnGap {
                    count: 0,
                    days: 0.0
                },
                40.0
            ),
            40.0
        );
        assert_eq!(
            rhythm(
                OwnGap {
                    count: 3,
                    days: 20.0
                },
                40.0
            ),
            30.0
        );
        assert_eq!(
            rhythm(
                OwnGap {
                    count: 9,
                    days: 20.0
                },
                40.0
            ),
            25.0
        );
    }

    #[test]
    fn silence_is_counted_in_gaps_and_never_negative() {
        assert_eq!(elapsed_in_gaps(100, 156, 42.0), 56.0 / 42.0);
        assert_eq!(elapsed_in_gaps(100, 90, 42.0), 0.0);
        assert_eq!(elapsed_in_gaps(100, 107, f64::NAN), 7.0);
        assert_eq!(
            rhythm(
                OwnGap {
                    count: 2,
                    days: f64::NAN
                },
                10.0
            ),
            1.0
        );
    }
}
