//! How right the model was: fitted on what was known a quarter ago, held against what happened since. Measured, never the
//! model's own word.

use quen_insight::bgnbd::Prior;
use quen_insight::histories::{Histories, History, Minimum};
use quen_insight::mbgnbd;
use serde::{Deserialize, Serialize};

/// Length of the quarter held out, days.
pub const WINDOW_DAYS: i32 = 91;
/// Called likely lost below this chance.
const LIKELY_LOST: f64 = 0.30;
/// Called surely alive from this chance.
const LIKELY_ALIVE: f64 = 0.80;

/// A customer as seen a quarter ago, and what came after; small, because a shop may have a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Repeat occasions up to the cut.
    pub x: u32,
    /// Days from the first occasion to the last before the cut.
    pub tx: u32,
    /// Days from the first occasion to the cut.
    pub t: u32,
    /// Occasions since.
    pub since: u32,
}

impl Past {
    /// What the model knew then.
    fn history(&self) -> History {
        History {
            x: self.x,
            tx: f64::from(self.tx),
            t: f64::from(self.t),
        }
    }
}

/// The outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackTest {
    /// Customers known a quarter ago.
    pub customers: u64,
    /// Orders the model expected of them.
    pub predicted: f64,
    /// Orders that came.
    pub actual: u64,
    /// Customers called likely lost.
    pub called_lost: u64,
    /// Of those, how many did not come back.
    pub stayed_away: u64,
    /// Customers called likely still there.
    pub called_alive: u64,
    /// Of those, how many ordered.
    pub came: u64,
    /// By chance of being a customer, from the lowest fifth of the scale.
    pub calibration: Vec<Calibration>,
}

/// Customers with about the same chance.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Calibration {
    /// How many.
    pub customers: u64,
    /// Orders expected of them.
    pub predicted: f64,
    /// Orders that came.
    pub actual: u64,
}

impl BackTest {
    /// By which part the prediction was off: 0.07 for 7 % too many.
    pub fn error(&self) -> Option<f64> {
        (self.actual > 0).then(|| self.predicted / self.actual as f64 - 1.0)
    }
}

/// Holds the model of a quarter ago against what followed; `None` when there was too little to fit then.
pub fn backtest(past: &[Past]) -> Option<BackTest> {
    let histories = Histories::of(past.iter().map(Past::history));
    if histories.too_early(Minimum::default()).is_some() {
        return None;
    }
    let params = mbgnbd::fit(&histories, Prior::Weak).params()?;
    drop(histories);
    let mut test = BackTest {
        customers: 0,
        predicted: 0.0,
        actual: 0,
        called_lost: 0,
        stayed_away: 0,
        called_alive: 0,
        came: 0,
        calibration: vec![Calibration::default(); 5],
    };
    for one in past {
        let history = one.history();
        if !history.is_valid() {
            continue;
        }
        let chance = mbgnbd::p_alive(params, history);
        let expected = mbgnbd::expected(params, history, f64::from(WINDOW_DAYS));
        test.add(chance, expected, one.since);
    }
    Some(test)
}

impl BackTest {
    fn add(&mut self, chance: f64, expected: f64, since: u32) {
        self.customers += 1;
        self.predicted += expected;
        self.actual += u64::from(since);
        if chance < LIKELY_LOST {
            self.called_lost += 1;
            self.stayed_away += u64::from(since == 0);
        }
        if chance >= LIKELY_ALIVE {
            self.called_alive += 1;
            self.came += u64::from(since > 0);
        }
        if let Some(part) = self.calibration.get_mut(((chance * 5.0) as usize).min(4)) {
            part.customers += 1;
            part.predicted += expected;
            part.actual += u64::from(since);
        }
    }
}
