//! How long until it happens: Kaplan-Meier curves with log-log intervals, and the log-rank test between groups. Durations
//! that have not ended are censored, never dropped and never counted as ended.

mod log_rank;

pub use log_rank::{LogRank, log_rank};

use crate::explain::{Arg, Explanation};
use crate::proportion::z_of;

/// A survival curve: one entry for each distinct time, 0 first.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Distinct times, rising, starting at 0.
    pub timeline: Vec<f64>,
    /// How many were still under watch just before each time.
    pub at_risk: Vec<u64>,
    /// Events at each time.
    pub events: Vec<u64>,
    /// Kaplan and Meier's estimate (1958) after each time.
    pub survival: Vec<f64>,
    /// Lower end, Greenwood's variance on the log(−log) scale.
    pub lower: Vec<f64>,
    /// Upper end.
    pub upper: Vec<f64>,
    /// Nelson and Aalen's cumulative hazard.
    pub hazard: Vec<f64>,
    /// The first time at which half or less remain; `None` when never.
    pub median: Option<f64>,
    /// The mean time lived up to the last time.
    pub restricted_mean: f64,
}

impl Curve {
    /// How many durations went in.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.at_risk.first().copied().unwrap_or(0)
    }

    /// The share that is left after `time`; 1 before the first.
    #[must_use]
    pub fn at(&self, time: f64) -> f64 {
        let after = self.timeline.partition_point(|t| *t <= time);
        after
            .checked_sub(1)
            .and_then(|i| self.survival.get(i))
            .copied()
            .unwrap_or(1.0)
    }
}

/// The curve of durations and whether each ended; negative or not finite durations are left out.
#[must_use]
pub fn kaplan_meier(times: &[f64], ended: &[bool], confidence: f64) -> Curve {
    let mut rows: Vec<(f64, bool)> = usable(times, ended).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut curve = Curve::empty();
    let mut step = Step {
        left: rows.len() as u64,
        survival: 1.0,
        variance: 0.0,
        hazard: 0.0,
    };
    let z = z_of(confidence);
    if rows.first().is_none_or(|(time, _)| *time > 0.0) {
        curve.push(0.0, 0, &step, step.left, z);
    }
    for run in rows.chunk_by(|a, b| a.0 == b.0) {
        let Some((time, _)) = run.first() else {
            continue;
        };
        let events = run.iter().filter(|(_, ended)| *ended).count() as u64;
        let at_risk = step.left;
        step.pass(events, run.len() as u64);
        curve.push(*time, events, &step, at_risk, z);
    }
    curve.finish();
    curve
}

fn usable<'a>(times: &'a [f64], ended: &'a [bool]) -> impl Iterator<Item = (f64, bool)> + 'a {
    let rows = times.iter().copied().zip(ended.iter().copied());
    // Adding 0 turns −0 into 0, so that the two are one time.
    rows.filter(|(time, _)| time.is_finite() && *time >= 0.0)
        .map(|(time, ended)| (time + 0.0, ended))
}

struct Step {
    left: u64,
    survival: f64,
    variance: f64,
    hazard: f64,
}

impl Step {
    fn pass(&mut self, events: u64, gone: u64) {
        let (n, d) = (self.left as f64, events as f64);
        if events > 0 {
            self.survival *= (n - d) / n;
            self.variance += d / (n * (n - d));
            // Ties as if one after another, which is how the cumulative hazard of a discrete record is usually read.
            self.hazard += d / n;
        }
        self.left -= gone;
    }

    fn interval(&self, z: f64) -> (f64, f64) {
        if self.survival >= 1.0 || self.survival <= 0.0 {
            return (self.survival, self.survival);
        }
        let log = self.survival.ln();
        let reach = z * self.variance.sqrt() / -log;
        ((log * reach.exp()).exp(), (log * (-reach).exp()).exp())
    }
}

impl Curve {
    fn empty() -> Self {
        Self {
            timeline: Vec::new(),
            at_risk: Vec::new(),
            events: Vec::new(),
            survival: Vec::new(),
            lower: Vec::new(),
            upper: Vec::new(),
            hazard: Vec::new(),
            median: None,
            restricted_mean: 0.0,
        }
    }

    fn push(&mut self, time: f64, events: u64, step: &Step, at_risk: u64, z: f64) {
        let (lower, upper) = step.interval(z);
        self.timeline.push(time);
        self.at_risk.push(at_risk);
        self.events.push(events);
        self.survival.push(step.survival);
        self.lower.push(lower);
        self.upper.push(upper);
        self.hazard.push(step.hazard);
    }

    fn finish(&mut self) {
        let points = || self.timeline.iter().zip(&self.survival);
        let median = points()
            .find(|(_, left)| **left <= 0.5)
            .map(|(time, _)| *time);
        let spans = points().zip(self.timeline.iter().skip(1));
        let mean = spans.map(|((from, left), to)| (to - from) * left).sum();
        (self.median, self.restricted_mean) = (median, mean);
    }
}

/// Sentences for the owner: `insight-survival-empty`; `insight-survival-median` (`time`, `n`);
/// `insight-survival-most-stay` (`left` share after `time`, `n`) where fewer than half have ended.
#[must_use]
pub fn explain(curve: &Curve) -> Explanation {
    let n = Arg::Count(curve.n());
    match (curve.median, curve.timeline.last(), curve.survival.last()) {
        _ if curve.n() == 0 => Explanation::new("insight-survival-empty"),
        (Some(median), _, _) => Explanation::new("insight-survival-median")
            .with("time", Arg::Number(median))
            .with("n", n),
        (None, Some(time), Some(left)) => Explanation::new("insight-survival-most-stay")
            .with("left", Arg::Share(*left))
            .with("time", Arg::Number(*time))
            .with("n", n),
        _ => Explanation::new("insight-survival-empty"),
    }
}
