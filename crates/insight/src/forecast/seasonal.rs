//! Classical decomposition by a centred moving average, and the test whether there is a season at all.

/// How a season acts on the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Additive,
    Multiplicative,
}

/// The centred moving average over one season, for the values that have one; the first belongs to index `season / 2`.
pub(super) fn trend(values: &[f64], season: usize) -> Vec<f64> {
    let width = season as f64;
    if season % 2 == 1 {
        return values
            .windows(season)
            .map(|window| window.iter().sum::<f64>() / width)
            .collect();
    }
    let centre = |window: &[f64]| match window {
        [first, inner @ .., last] => {
            (inner.iter().sum::<f64>() + f64::midpoint(*first, *last)) / width
        }
        _ => 0.0,
    };
    values.windows(season + 1).map(centre).collect()
}

/// The seasonal figure, one value for each place in the season from the first value on, centred on 0 or 1. `None` where a
/// place has no value or a factor would be out of range.
pub(super) fn figure(values: &[f64], season: usize, shape: Shape) -> Option<Vec<f64>> {
    let trend = trend(values, season);
    let mut sums = vec![(0.0, 0.0); season];
    for (offset, level) in trend.iter().enumerate() {
        let at = offset + season / 2;
        let value = values.get(at)?;
        let off = match shape {
            Shape::Additive => value - level,
            Shape::Multiplicative => value / level,
        };
        let cell = sums.get_mut(at % season)?;
        *cell = (cell.0 + off, cell.1 + 1.0);
    }
    let means: Vec<f64> = sums.iter().map(|(sum, count)| sum / count).collect();
    let centre = means.iter().sum::<f64>() / season as f64;
    let centred = means.iter().map(|mean| match shape {
        Shape::Additive => mean - centre,
        Shape::Multiplicative => mean / centre,
    });
    let figure: Vec<f64> = centred.collect();
    let usable = |value: &f64| value.is_finite() && (shape == Shape::Additive || *value > 1e-4);
    figure.iter().all(usable).then_some(figure)
}

/// Whether the autocorrelation at one season stands out at the 10 % level, as the theta method asks before it removes a
/// season (Fiorucci et al. 2016): against `√((1 + 2 Σ r²)/n)` of the shorter lags.
pub(super) fn is_seasonal(values: &[f64], season: usize) -> bool {
    if season < 2 || values.len() <= 2 * season {
        return false;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let centred: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let product = |lag: usize| {
        centred
            .iter()
            .zip(centred.iter().skip(lag))
            .map(|(a, b)| a * b)
            .sum::<f64>()
    };
    let variance = product(0);
    if variance <= 0.0 {
        return false;
    }
    let shorter: f64 = (1..season)
        .map(|lag| (product(lag) / variance).powi(2))
        .sum();
    let limit = ((1.0 + 2.0 * shorter) / n).sqrt();
    (product(season) / variance).abs() / limit > 1.644_853_626_951_472_2
}

/// Intercept and slope of values on 1, 2, 3, …
pub(super) fn line(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let middle = f64::midpoint(n, 1.0);
    let mean = values.iter().sum::<f64>() / n.max(1.0);
    let (mut cross, mut square) = (0.0, 0.0);
    for (value, x) in values.iter().zip((1_u32..).map(f64::from)) {
        cross += (x - middle) * (value - mean);
        square += (x - middle) * (x - middle);
    }
    let slope = if square > 0.0 { cross / square } else { 0.0 };
    (mean - slope * middle, slope)
}
