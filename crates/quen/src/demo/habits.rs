//! How a customer buys: a gap between orders, a size, and a day on which the habit may end.

use rand::Rng;
use rand_distr::{Distribution, Exp, Gamma};

/// Days told about.
pub const DAYS: i64 = 548;

/// How a customer buys.
#[derive(Debug, Clone)]
pub struct Habit {
    /// Day of the first order, counted from the beginning of the story.
    pub first: i64,
    /// Mean days between orders.
    pub gap: f64,
    /// How regular: large is regular.
    pub shape: f64,
    /// Chance that an order was the last one.
    pub leave: f64,
    /// Mean size of an order in units.
    pub size: f64,
}

impl Habit {
    /// A shop's.
    pub fn of_shop(rng: &mut impl Rng) -> Self {
        let gap = f64::from(rng.random_range(9..34_i32));
        Self {
            first: first_day(rng),
            gap,
            shape: 6.0,
            leave: 0.018,
            size: f64::from(rng.random_range(3..22_i32)),
        }
    }

    /// A household's.
    pub fn of_home(rng: &mut impl Rng) -> Self {
        let gap = f64::from(rng.random_range(18..75_i32));
        Self {
            first: first_day(rng),
            gap,
            shape: 2.5,
            leave: 0.12,
            size: f64::from(rng.random_range(1..4_i32)),
        }
    }

    /// Days of all orders, in order, before the story's end. Before Tết (day `tet`) people buy sooner.
    pub fn days(&self, rng: &mut impl Rng, tet: i64) -> Vec<i64> {
        let mut days = Vec::new();
        let mut day = self.first;
        while day < DAYS {
            days.push(day);
            if rng.random_bool(self.leave) {
                break;
            }
            let festive = if (tet - 25..tet - 3).contains(&day) {
                0.6
            } else {
                1.0
            };
            let gap = Gamma::new(self.shape, self.gap * festive / self.shape)
                .map_or(self.gap, |gamma| gamma.sample(rng));
            let step = i64::from(gap.round().clamp(1.0, 400.0) as i32);
            day += step;
            if (tet - 1..tet + 6).contains(&day) {
                day = tet + 6;
            }
        }
        days
    }
}

/// More customers came late than early: the business grows.
fn first_day(rng: &mut impl Rng) -> i64 {
    let back: f64 = Exp::new(1.0 / 260.0).map_or(100.0, |exp: Exp<f64>| exp.sample(rng));
    let back = back.min(547.0);
    DAYS - 1 - i64::from(back as i32)
}
