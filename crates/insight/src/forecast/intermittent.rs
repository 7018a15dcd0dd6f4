//! Demand with many empty periods: how much at a time and how often, smoothed apart (Croston 1972). It must not be used
//! for negative values.

use super::Path;

/// The two smoothed series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// How much, when there is demand.
    pub size: f64,
    /// Periods from one demand to the next.
    pub interval: f64,
}

/// Smooths sizes and intervals with one `alpha`, each starting at its first; `None` without demand or with negative values.
#[must_use]
pub fn croston(values: &[f64], alpha: f64) -> Option<Demand> {
    if values.iter().any(|value| *value < 0.0) {
        return None;
    }
    let mut demand: Option<Demand> = None;
    let mut since = 0.0;
    for value in values {
        since += 1.0;
        if *value > 0.0 {
            let toward = |old: f64, new: f64| old + alpha * (new - old);
            demand = Some(match demand {
                None => Demand {
                    size: *value,
                    interval: since,
                },
                Some(d) => Demand {
                    size: toward(d.size, *value),
                    interval: toward(d.interval, since),
                },
            });
            since = 0.0;
        }
    }
    demand
}

impl Demand {
    /// The mean per period times `correction`, level ahead; the spread is that of the values around it.
    pub(super) fn path(self, values: &[f64], steps: usize, correction: f64) -> Path {
        let mean = self.size / self.interval * correction;
        let squares: f64 = values
            .iter()
            .map(|value| (value - mean) * (value - mean))
            .sum();
        let deviation = (squares / values.len().max(1) as f64).sqrt();
        Path {
            mean: vec![mean; steps],
            deviation: vec![deviation; steps],
        }
    }
}
