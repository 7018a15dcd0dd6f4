//! Harrell's concordance: of all pairs whose order in time is known, the share that the risk score orders rightly.

use super::CoxData;

/// `None` without a comparable pair. A pair counts when the shorter time ended with the event; at equal times when one
/// ended and the other was censored. Equal scores count half.
#[must_use]
pub fn concordance(data: CoxData<'_>, coefficients: &[f64]) -> Option<f64> {
    let n = data.times.len();
    let score = |row: usize| -> f64 {
        let values = data
            .covariates
            .iter()
            .map(|column| column.get(row).copied().unwrap_or(0.0));
        values.zip(coefficients).map(|(x, b)| x * b).sum()
    };
    let scores: Vec<f64> = (0..n).map(score).collect();
    let mut sorted = scores.clone();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    // The ended ones first at equal times, so that those censored then are compared with them.
    let mut rows: Vec<(f64, bool, usize)> = Vec::with_capacity(n);
    for ((time, ended), score) in data.times.iter().zip(data.ended).zip(&scores) {
        rows.push((*time, *ended, sorted.partition_point(|other| other < score)));
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut gone = Counts(vec![0; sorted.len() + 1]);
    let (mut right, mut pairs) = (0.0, 0.0);
    for run in rows.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
        for (_, _, rank) in run {
            let (below, upto) = (gone.below(*rank), gone.below(rank + 1));
            let all = gone.below(sorted.len());
            pairs += all as f64;
            right += (all - upto) as f64 + (upto - below) as f64 / 2.0;
        }
        for (_, ended, rank) in run {
            if *ended {
                gone.add(*rank);
            }
        }
    }
    (pairs > 0.0).then(|| right / pairs)
}

/// Counts by rank with fast sums (Fenwick 1994).
struct Counts(Vec<u64>);

impl Counts {
    fn add(&mut self, rank: usize) {
        let mut at = rank + 1;
        while let Some(cell) = self.0.get_mut(at) {
            *cell += 1;
            at += at & at.wrapping_neg();
        }
    }

    /// How many have a rank below `rank`.
    fn below(&self, rank: usize) -> u64 {
        let (mut at, mut sum) = (rank, 0);
        while at > 0 {
            sum += self.0.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        sum
    }
}
