//! Choosing a method by rolling origins: each candidate forecasts the last stretch again and again from what was known
//! then, measured in units of the seasonal naive error (MASE, Hyndman & Koehler 2006).

use super::{Forecast, Method, forecast};

/// A forecast with how well each method would have done.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// By the method that did best; the seasonal naive one unless another was strictly better.
    pub forecast: Forecast,
    /// Its scaled error; `None` where no trial was possible.
    pub mase: Option<f64>,
    /// The scaled error of every method that could be tried at all origins.
    pub tried: Vec<(Method, f64)>,
}

/// About so many origins from which methods are tried.
const ORIGINS: usize = 12;

/// Forecasts with the best method; `None` where not even the naive one is possible.
#[must_use]
pub fn choose(values: &[f64], season: usize, steps: usize, confidence: f64) -> Option<Chosen> {
    let season = if values.len() > season {
        season.max(1)
    } else {
        1
    };
    let trials = Trials::new(values, season, steps);
    let mut tried: Vec<(Method, f64)> = Vec::new();
    for method in Method::ALL
        .into_iter()
        .filter(|method| candidate(*method, values, season))
    {
        if let Some(error) = trials.error(method) {
            tried.push((method, error));
        }
    }
    let mut order: Vec<(Method, f64)> = tried.clone();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let safe = tried
        .iter()
        .find(|(method, _)| *method == Method::SeasonalNaive)
        .copied();
    order.retain(|(_, error)| safe.is_none_or(|(_, naive)| *error < naive));
    let ranked = order
        .into_iter()
        .chain(safe)
        .map(|(method, error)| (method, Some(error)));
    for (method, mase) in ranked.chain([(Method::SeasonalNaive, None)]) {
        if let Some(forecast) = forecast(values, season, steps, method, confidence) {
            return Some(Chosen {
                forecast,
                mase,
                tried,
            });
        }
    }
    None
}

/// Croston's methods are for series with many empty periods; the plain naive one is the seasonal one without a season.
fn candidate(method: Method, values: &[f64], season: usize) -> bool {
    let empty = values.iter().filter(|value| **value == 0.0).count();
    match method {
        Method::Croston | Method::SyntetosBoylan => 3 * empty >= values.len(),
        Method::Naive => season > 1,
        Method::Additive | Method::Multiplicative | Method::DampedAdditive => season > 1,
        _ => true,
    }
}

struct Trials<'a> {
    values: &'a [f64],
    season: usize,
    steps: usize,
    origins: Vec<usize>,
    scale: f64,
}

impl<'a> Trials<'a> {
    /// Up to [`ORIGINS`] origins from which all steps can be checked, in the last half of the values and never before two
    /// seasons and a bit; on short series fewer steps are checked.
    fn new(values: &'a [f64], season: usize, steps: usize) -> Self {
        let n = values.len();
        let least = if season > 1 && n > 2 * season + 1 {
            2 * season + 1
        } else {
            3
        };
        let stretch = (steps + ORIGINS)
            .min(n / 2)
            .min(n.saturating_sub(least))
            .max(1);
        let from = n.saturating_sub(stretch).max(1);
        let last = n.saturating_sub(steps.min(stretch)).max(from) + 1;
        let origins = (from..last).filter(|origin| *origin >= 2).collect();
        let scale = scale(values.get(..from).unwrap_or_default(), season);
        Self {
            values,
            season,
            steps,
            origins,
            scale,
        }
    }

    /// The mean absolute error over all origins and steps, scaled; `None` where an origin allows no forecast.
    fn error(&self, method: Method) -> Option<f64> {
        let (mut sum, mut count) = (0.0, 0.0);
        for origin in &self.origins {
            let (known, later) = self.values.split_at_checked(*origin)?;
            let steps = self.steps.min(later.len());
            let ahead = forecast(known, self.season, steps, method, 0.95)?;
            for (expected, actual) in ahead.mean.iter().zip(later) {
                sum += (actual - expected).abs();
                count += 1.0;
            }
        }
        (count > 0.0).then(|| relative(sum / count, self.scale))
    }
}

/// The mean absolute step over one season: what the seasonal naive forecast errs by; 0 without a pair.
#[must_use]
pub fn scale(values: &[f64], season: usize) -> f64 {
    let season = if values.len() > season {
        season.max(1)
    } else {
        1
    };
    let steps = values
        .iter()
        .zip(values.iter().skip(season))
        .map(|(before, now)| (now - before).abs());
    let (sum, count) = steps.fold((0.0, 0.0), |(sum, count), step| (sum + step, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The mean absolute error of a forecast in units of the [`scale`] of what was known. On a constant series, where the
/// scale is 0, an error of 0 is 0 and any other is held at 1e9.
#[must_use]
pub fn mase(known: &[f64], season: usize, expected: &[f64], actual: &[f64]) -> f64 {
    let errors = expected
        .iter()
        .zip(actual)
        .map(|(expected, actual)| (actual - expected).abs());
    let count = expected.len().min(actual.len()).max(1) as f64;
    relative(errors.sum::<f64>() / count, scale(known, season))
}

fn relative(error: f64, scale: f64) -> f64 {
    const HELD: f64 = 1e9;
    if error == 0.0 {
        0.0
    } else {
        (error / scale).min(HELD)
    }
}
