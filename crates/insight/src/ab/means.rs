//! Two means: Welch's t with its interval, and the Mann-Whitney rank test for values that are far from normal. The
//! difference here is A − B, as the peers report it.

use crate::distribution::{normal_two_sided, student_quantile, student_two_sided};
use crate::proportion::Interval;

/// Welch's comparison; the difference is mean A − mean B.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Means {
    /// Mean A − mean B.
    pub difference: f64,
    /// The statistic; 0 where neither side varies.
    pub t: f64,
    /// Welch-Satterthwaite degrees of freedom.
    pub df: f64,
    /// Two-sided.
    pub p: f64,
    /// Of the difference.
    pub interval: Interval,
}

/// Welch's t-test; `None` with fewer than two values on a side.
#[must_use]
pub fn compare_means(a: &[f64], b: &[f64], confidence: f64) -> Option<Means> {
    let ((mean_a, part_a, df_a), (mean_b, part_b, df_b)) = (moments(a)?, moments(b)?);
    let difference = mean_a - mean_b;
    let variance = part_a + part_b;
    let flat = variance <= 0.0;
    let df = if flat {
        df_a + df_b
    } else {
        variance * variance / (part_a * part_a / df_a + part_b * part_b / df_b)
    };
    let error = variance.sqrt();
    let t = if flat { 0.0 } else { difference / error };
    let p = if flat {
        f64::from(u8::from(difference == 0.0))
    } else {
        student_two_sided(t, df)
    };
    let half = student_quantile(1.0 - confidence, df) * error;
    let all = [difference, t, df, p, half];
    let interval = (difference - half, difference + half);
    all.iter().all(|value| value.is_finite()).then_some(Means {
        difference,
        t,
        df,
        p,
        interval,
    })
}

/// Mean, squared standard error, degrees of freedom.
fn moments(values: &[f64]) -> Option<(f64, f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values
        .iter()
        .map(|value| (value - mean) * (value - mean))
        .sum();
    Some((mean, squares / (n - 1.0) / n, n - 1.0))
}

/// The Mann-Whitney test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankTest {
    /// U of side A.
    pub u: f64,
    /// Two-sided, normal approximation with ties and continuity corrected.
    pub p: f64,
}

/// Whether values of A tend to be larger or smaller than those of B; `None` when a side is empty.
#[must_use]
pub fn mann_whitney(a: &[f64], b: &[f64]) -> Option<RankTest> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let mut all: Vec<(f64, bool)> = a
        .iter()
        .map(|v| (*v, true))
        .chain(b.iter().map(|v| (*v, false)))
        .collect();
    all.sort_by(|x, y| x.0.total_cmp(&y.0));
    let (mut ranks_of_a, mut ties, mut seen) = (0.0, 0.0, 0.0);
    for run in all.chunk_by(|x, y| x.0 == y.0) {
        let size = run.len() as f64;
        let rank = seen + f64::midpoint(size, 1.0);
        ranks_of_a += rank * run.iter().filter(|(_, of_a)| *of_a).count() as f64;
        ties += size * size * size - size;
        seen += size;
    }
    let (na, nb) = (a.len() as f64, b.len() as f64);
    let n = na + nb;
    let u = ranks_of_a - na * (na + 1.0) / 2.0;
    let variance = na * nb / 12.0 * (n + 1.0 - ties / (n * (n - 1.0)).max(1.0));
    let off = ((u - na * nb / 2.0).abs() - 0.5).max(0.0);
    let p = if variance > 0.0 {
        normal_two_sided(off / variance.sqrt())
    } else {
        1.0
    };
    Some(RankTest { u, p })
}
