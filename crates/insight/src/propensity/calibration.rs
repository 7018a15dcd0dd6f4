//! Making scores honest: isotonic calibration (pool adjacent violators, Ayer et al. 1955). It keeps the order of scores.

/// A rising step function from score to chance.
#[derive(Debug, Clone, PartialEq)]
pub struct Isotonic {
    /// `(least score of the step, chance)`, rising in both.
    steps: Vec<(f64, f64)>,
}

impl Isotonic {
    /// Fits on scores and what happened; `None` without rows. Scores must be finite.
    #[must_use]
    pub fn fit(scores: &[f64], labels: &[bool]) -> Option<Self> {
        let mut rows: Vec<(f64, bool)> =
            scores.iter().copied().zip(labels.iter().copied()).collect();
        rows.retain(|row| row.0.is_finite());
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut pools: Vec<(f64, f64, f64)> = Vec::new();
        for run in rows.chunk_by(|a, b| a.0 == b.0) {
            let hits = run.iter().filter(|row| row.1).count() as f64;
            let mut pool = (run.first()?.0, hits, run.len() as f64);
            while let Some(last) = pools
                .last()
                .filter(|last| last.1 * pool.2 >= pool.1 * last.2)
            {
                pool = (last.0, last.1 + pool.1, last.2 + pool.2);
                pools.pop();
            }
            pools.push(pool);
        }
        let steps: Vec<(f64, f64)> = pools
            .into_iter()
            .map(|(score, hits, n)| (score, hits / n))
            .collect();
        (!steps.is_empty()).then_some(Self { steps })
    }

    /// The chance for a score; below the least score seen, that of the first step.
    #[must_use]
    pub fn chance(&self, score: f64) -> f64 {
        let at = self
            .steps
            .partition_point(|step| step.0 <= score)
            .saturating_sub(1);
        self.steps.get(at).map_or(0.0, |step| step.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn chances_rise_and_keep_the_total(rows in prop::collection::vec((0..40i32, any::<bool>()), 1..120)) {
            let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
            let labels: Vec<bool> = rows.iter().map(|row| row.1).collect();
            let fitted = Isotonic::fit(&scores, &labels).unwrap();
            prop_assert!((-1..41).all(|s| fitted.chance(f64::from(s)) <= fitted.chance(f64::from(s + 1))));
            let total: f64 = scores.iter().map(|score| fitted.chance(*score)).sum();
            let hits = labels.iter().filter(|label| **label).count() as f64;
            prop_assert!((total - hits).abs() < 1e-9);
        }
    }
}
