//! The theta method (Assimakopoulos & Nikolopoulos 2000) in the form of Hyndman & Billah (2003): simple smoothing with half
//! the slope of the line through the values, a season taken out before and put back after.

use super::Path;
use super::seasonal::{Shape, figure, is_seasonal, line};
use super::smoothing::{Kind, smooth_best};

pub(super) fn path(values: &[f64], season: usize, steps: usize) -> Option<Path> {
    let factors = factors(values, season);
    let cleared: Vec<f64> = match &factors {
        Some(factors) => values
            .iter()
            .zip(factors.iter().cycle())
            .map(|(value, factor)| value / factor)
            .collect(),
        None => values.to_vec(),
    };
    let level = smooth_best(&cleared, 1, Kind::Simple)?;
    let (_, slope) = line(&cleared);
    let alpha = level.parameters.alpha.max(1e-10);
    let past = 1.0 - (1.0 - alpha).powf(values.len() as f64);
    let half = slope / 2.0;
    let sigma = (level.sse / values.len().saturating_sub(2).max(1) as f64).sqrt();
    let mut path = Path {
        mean: Vec::with_capacity(steps),
        deviation: Vec::with_capacity(steps),
    };
    for step in 0..steps {
        let ahead = step as f64;
        let factor = factors
            .as_ref()
            .and_then(|f| f.get((values.len() + step) % season))
            .copied()
            .unwrap_or(1.0);
        path.mean
            .push((level.level + half * (ahead + past / alpha)) * factor);
        path.deviation
            .push(sigma * factor * (ahead * alpha * alpha + 1.0).sqrt());
    }
    Some(path)
}

/// Seasonal factors from the first value's place on, where a season shows and all values allow factors.
fn factors(values: &[f64], season: usize) -> Option<Vec<f64>> {
    let allowed = values.iter().all(|value| *value > 0.0);
    if allowed && is_seasonal(values, season) {
        figure(values, season, Shape::Multiplicative)
    } else {
        None
    }
}
