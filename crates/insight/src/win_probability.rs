//! The chance to win an open deal by stage and age, shrunk to the base rate, and what the pipeline is worth. Whether old
//! deals are good or bad is learnt from the shop's own closed deals, never assumed.

use crate::explain::{Arg, Explanation};
use crate::status::{Reason, Status};
use std::collections::HashMap;

/// A closed deal's stay in one stage. A deal that passed several stages gives several stays.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stay {
    /// The deal, so that cycle lengths count once.
    pub deal: u64,
    /// The stage, any number.
    pub stage: u32,
    /// Age of the deal in days when it came into the stage.
    pub from_age: f64,
    /// Age when it left the stage or was closed.
    pub to_age: f64,
    /// Whether the deal was won in the end.
    pub won: bool,
}

/// An open deal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenDeal {
    /// The stage it is in.
    pub stage: u32,
    /// Its age in days.
    pub age: f64,
    /// Its value in any currency.
    pub value: f64,
}

/// Closed deals counted by stage and quarter of the usual cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct WinModel {
    /// Quartiles of the age at closing: the ends of the first three quarters.
    pub quartiles: [f64; 3],
    /// Closed deals.
    pub closed: u64,
    /// Of those, won.
    pub won: u64,
    cells: HashMap<(u32, u8), (u64, u64)>,
}

/// With fewer closed deals nothing is said.
pub const FEWEST_CLOSED: u64 = 50;

/// How many deals at the base rate each cell starts with.
pub const PRIOR_DEALS: f64 = 10.0;

/// The forecast of a pipeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PipelineForecast {
    /// `Σ p · value`.
    pub expected: f64,
    /// `√ Σ p (1 − p) value²`: deals taken as independent.
    pub deviation: f64,
}

/// Counts closed deals. Reason key: `insight-too-few-deals` (`have`, `need`, `missing`). Stays with ages that are not finite
/// are left out.
pub fn fit(stays: &[Stay]) -> Result<WinModel, (Status, Reason)> {
    let mut deals: HashMap<u64, (f64, bool)> = HashMap::new();
    let usable = || {
        stays
            .iter()
            .filter(|stay| stay.from_age.is_finite() && stay.to_age.is_finite())
    };
    for stay in usable() {
        let deal = deals.entry(stay.deal).or_insert((stay.to_age, stay.won));
        deal.0 = deal.0.max(stay.to_age);
    }
    let closed = deals.len() as u64;
    if closed < FEWEST_CLOSED {
        return Err((Status::TooFew, too_few(closed)));
    }
    let mut cycles: Vec<f64> = deals.values().map(|deal| deal.0).collect();
    cycles.sort_by(f64::total_cmp);
    let quartile = |part: usize| {
        cycles
            .get((cycles.len() - 1) * part / 4)
            .copied()
            .unwrap_or(0.0)
    };
    let won = deals.values().filter(|deal| deal.1).count() as u64;
    let quartiles = [quartile(1), quartile(2), quartile(3)];
    let mut model = WinModel {
        quartiles,
        closed,
        won,
        cells: HashMap::new(),
    };
    for stay in usable() {
        for quarter in model.quarter(stay.from_age)..=model.quarter(stay.to_age.max(stay.from_age))
        {
            let cell = model.cells.entry((stay.stage, quarter)).or_default();
            cell.0 += u64::from(stay.won);
            cell.1 += 1;
        }
    }
    Ok(model)
}

fn too_few(have: u64) -> Reason {
    Reason::new("insight-too-few-deals")
        .with("have", Arg::Count(have))
        .with("need", Arg::Count(FEWEST_CLOSED))
        .with("missing", Arg::Count(FEWEST_CLOSED.saturating_sub(have)))
}

impl WinModel {
    /// The win rate of all closed deals.
    #[must_use]
    pub fn base_rate(&self) -> f64 {
        self.won as f64 / self.closed.max(1) as f64
    }

    /// Which quarter of the usual cycle an age falls in, 0 to 3.
    #[must_use]
    pub fn quarter(&self, age: f64) -> u8 {
        self.quartiles.iter().map(|end| u8::from(age > *end)).sum()
    }

    /// Won and all closed deals that were in this stage in this quarter.
    #[must_use]
    pub fn counts(&self, stage: u32, quarter: u8) -> (u64, u64) {
        self.cells
            .get(&(stage, quarter))
            .copied()
            .unwrap_or_default()
    }

    /// `(won + κ p₀) / (closed + κ)` with κ = [`PRIOR_DEALS`] and p₀ the base rate, so a cell without deals reads p₀.
    #[must_use]
    pub fn chance(&self, stage: u32, age: f64) -> f64 {
        let (won, closed) = self.counts(stage, self.quarter(age));
        (won as f64 + PRIOR_DEALS * self.base_rate()) / (closed as f64 + PRIOR_DEALS)
    }

    /// The sum over open deals; values that are not finite are left out.
    #[must_use]
    pub fn pipeline(&self, open: &[OpenDeal]) -> PipelineForecast {
        let mut sum = PipelineForecast {
            expected: 0.0,
            deviation: 0.0,
        };
        let mut variance = 0.0;
        for deal in open.iter().filter(|deal| deal.value.is_finite()) {
            let chance = self.chance(deal.stage, deal.age);
            sum.expected += chance * deal.value;
            variance += chance * (1.0 - chance) * deal.value * deal.value;
        }
        sum.deviation = variance.sqrt();
        sum
    }

    /// The sentence for the owner: `insight-win-chance` (`chance`, `won`, `closed` of like deals, `base`).
    #[must_use]
    pub fn explain(&self, stage: u32, age: f64) -> Explanation {
        let (won, closed) = self.counts(stage, self.quarter(age));
        Explanation::new("insight-win-chance")
            .with("chance", Arg::Share(self.chance(stage, age)))
            .with("won", Arg::Count(won))
            .with("closed", Arg::Count(closed))
            .with("base", Arg::Share(self.base_rate()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Losses come early, as in the pipeline of INSIGHT 4: old deals are the better ones.
    fn early_losses() -> Vec<Stay> {
        let stay = |deal, to_age, won| Stay {
            deal,
            stage: 1,
            from_age: 0.0,
            to_age,
            won,
        };
        let lost = (0..40u32).map(|i| stay(u64::from(i), 1.0 + f64::from(i) / 4.0, false));
        let won = (40..100u32).map(|i| stay(u64::from(i), 30.0 + f64::from(i), true));
        lost.chain(won).collect()
    }

    #[test]
    fn the_direction_of_age_is_learnt() {
        let model = fit(&early_losses()).unwrap();
        assert_eq!((model.closed, model.won), (100, 60));
        assert_eq!(model.counts(1, 0), (60, 100));
        assert!((model.chance(1, 0.5) - 0.6).abs() < 1e-12);
        assert!(model.chance(1, 200.0) > model.chance(1, 0.5));
        assert!(
            (model.chance(9, 5.0) - 0.6).abs() < 1e-12,
            "an unseen stage reads the base rate"
        );
    }

    #[test]
    fn a_pipeline_is_a_sum_with_a_spread() {
        let model = fit(&early_losses()).unwrap();
        let open = [
            OpenDeal {
                stage: 9,
                age: 1.0,
                value: 100.0,
            },
            OpenDeal {
                stage: 9,
                age: 1.0,
                value: f64::NAN,
            },
        ];
        let forecast = model.pipeline(&open);
        assert!((forecast.expected - 60.0).abs() < 1e-9);
        assert!((forecast.deviation - (0.24f64 * 10_000.0).sqrt()).abs() < 1e-9);
        let few = fit(&early_losses()[..49]).unwrap_err();
        assert_eq!(
            (few.0, few.1.arg("missing")),
            (Status::TooFew, Some(&Arg::Count(1)))
        );
    }

    proptest! {
        #[test]
        fn chances_are_chances(rows in prop::collection::vec((0u32..3, 0.0..90.0f64, 0.0..90.0f64, any::<bool>()), 50..120)) {
            let stays: Vec<Stay> = rows
                .into_iter()
                .zip(0..)
                .map(|((stage, from, more, won), deal)| Stay { deal, stage, from_age: from, to_age: from + more, won })
                .collect();
            let model = fit(&stays).unwrap();
            for age in [0.0, 10.0, 100.0, f64::NAN] {
                prop_assert!((0.0..=1.0).contains(&model.chance(1, age)));
            }
        }
    }
}
