//! As last time, or as last season: the forecast that any other must beat.

use super::Path;

/// Repeats the last `season` values. The error grows with the square root of the seasons ahead.
pub(super) fn path(values: &[f64], season: usize, steps: usize) -> Option<Path> {
    let last = values.get(values.len().checked_sub(season)?..)?;
    let errors = values
        .iter()
        .zip(values.iter().skip(season))
        .map(|(before, now)| now - before);
    let (sum, count) = errors.fold((0.0, 0.0), |(sum, count), error| {
        (sum + error * error, count + 1.0)
    });
    let deviation = if count > 0.0 {
        f64::sqrt(sum / count)
    } else {
        0.0
    };
    let mean = last.iter().copied().cycle().take(steps).collect();
    let grown = |step: usize| deviation * ((step / season + 1) as f64).sqrt();
    Some(Path {
        mean,
        deviation: (0..steps).map(grown).collect(),
    })
}
