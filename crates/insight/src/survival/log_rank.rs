//! The log-rank test (Mantel 1966; Peto & Peto 1972) for two or more groups, with the hypergeometric variance.
#![expect(
    clippy::indexing_slicing,
    reason = "per-group counters over checked group numbers"
)]

use crate::distribution::chi_squared_tail;
use crate::symmetric::Symmetric;

/// Whether the groups' curves differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRank {
    /// The statistic.
    pub chi2: f64,
    /// Groups with somebody in them, less one.
    pub df: u64,
    /// Its tail probability.
    pub p: f64,
}

/// Compares groups numbered from 0. `None` with fewer than two groups that hold anybody, or without an event while two
/// groups are under watch.
#[must_use]
pub fn log_rank(times: &[f64], ended: &[bool], groups: &[usize]) -> Option<LogRank> {
    let (rows, mut left) = by_time(times, ended, groups);
    let count = left.len();
    if count < 2 {
        return None;
    }
    let mut difference = vec![0.0; count - 1];
    let mut covariance = Symmetric::zeros(count - 1);
    for run in rows.chunk_by(|a, b| a.0 == b.0) {
        let mut events = vec![0.0; count];
        for (_, _, group) in run.iter().filter(|row| row.1) {
            events[*group] += 1.0;
        }
        add_time(&left, &events, &mut difference, &mut covariance);
        for (_, _, group) in run {
            left[*group] -= 1.0;
        }
    }
    let solved = covariance.factor()?.solve(&difference);
    let chi2 = solved
        .iter()
        .zip(&difference)
        .map(|(a, b)| a * b)
        .sum::<f64>();
    let df = count as u64 - 1;
    Some(LogRank {
        chi2,
        df,
        p: chi_squared_tail(chi2, df as f64),
    })
}

/// Rows in time order with groups renumbered without holes, and the size of each group.
fn by_time(times: &[f64], ended: &[bool], groups: &[usize]) -> (Vec<(f64, bool, usize)>, Vec<f64>) {
    let numbered = super::usable(times, ended).zip(groups.iter().copied());
    let mut rows: Vec<(f64, bool, usize)> = if times.iter().all(|t| t.is_finite() && *t >= 0.0) {
        numbered
            .map(|((time, ended), group)| (time, ended, group))
            .collect()
    } else {
        Vec::new()
    };
    let mut names: Vec<usize> = rows.iter().map(|row| row.2).collect();
    names.sort_unstable();
    names.dedup();
    let mut sizes = vec![0.0; names.len()];
    for row in &mut rows {
        row.2 = names.partition_point(|name| *name < row.2);
        sizes[row.2] += 1.0;
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    (rows, sizes)
}

fn add_time(left: &[f64], events: &[f64], difference: &mut [f64], covariance: &mut Symmetric) {
    let n: f64 = left.iter().sum();
    let d: f64 = events.iter().sum();
    if d == 0.0 || n < 2.0 {
        return;
    }
    for (i, off) in difference.iter_mut().enumerate() {
        *off += events[i] - d * left[i] / n;
    }
    // Σ = factor · (diag(n_g)/n − n nᵀ/n²)
    let factor = d * (n - d) / (n - 1.0);
    covariance.add_square(left, -factor / (n * n));
    for (i, group) in left.iter().take(difference.len()).enumerate() {
        covariance.add_diagonal(i, factor * group / n);
    }
}
