//! How well promises are kept: of a customer, a colleague, the house. A promise counts when it has ended or its day has
//! passed; it must never count one that may still be kept.

use serde::{Deserialize, Serialize};

use super::SIZES;

/// Weights of the sizes in the rate, in the order of [`SIZES`]: a large promise counts four small ones.
const WEIGHTS: [i64; 3] = [1, 2, 4];

/// Promises of one size and end, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// One of [`SIZES`].
    pub size: String,
    /// `kept`, `broken`, or `late` for an open one whose day has passed.
    pub end: String,
    /// How many.
    pub count: i64,
    /// Of these, more delivered than promised.
    pub beyond: i64,
    /// Of these, delivered after the day.
    pub after: i64,
    /// Of these, broken and made good.
    pub mended: i64,
}

/// Expected against delivered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keeping {
    /// Kept.
    pub kept: i64,
    /// Broken, made good ones included.
    pub broken: i64,
    /// Open, and the day has passed.
    pub late: i64,
    /// Kept, but after the day.
    pub kept_late: i64,
    /// Kept, and more than promised.
    pub beyond: i64,
    /// Broken and made good.
    pub mended: i64,
    /// Weighted share of kept ones in basis points; `None` before the first one counts.
    pub rate: Option<i64>,
}

impl Keeping {
    /// Adds tallies up. The rate is `Σ w·kept / Σ w·(kept + broken + late)` with the weights of sizes.
    pub fn of(tallies: &[Tally]) -> Self {
        let mut sum = Self::default();
        let (mut kept, mut all) = (0_i64, 0_i64);
        for tally in tallies {
            let weight = weight(&tally.size) * tally.count;
            all += weight;
            match tally.end.as_str() {
                "kept" => {
                    kept += weight;
                    sum.kept += tally.count;
                    sum.beyond += tally.beyond;
                    sum.kept_late += tally.after;
                }
                "broken" => {
                    sum.broken += tally.count;
                    sum.mended += tally.mended;
                }
                _ => sum.late += tally.count,
            }
        }
        sum.rate = (kept * 10_000).checked_div(all);
        sum
    }

    /// Those that count.
    pub fn counted(&self) -> i64 {
        self.kept + self.broken + self.late
    }
}

fn weight(size: &str) -> i64 {
    let place = SIZES.iter().position(|known| *known == size);
    place
        .and_then(|place| WEIGHTS.get(place))
        .copied()
        .unwrap_or(1)
}
