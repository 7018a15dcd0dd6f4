//! Forecasts of a series: naive, smoothing, theta and intermittent demand, chosen by how well each would have done on the
//! last stretch. What is chosen never did worse there than the seasonal naive forecast. It must not see the future: each
//! trial uses only values before its origin.

mod choice;
mod intermittent;
mod naive;
mod seasonal;
mod simplex;
mod smoothing;
mod theta;

pub use choice::{Chosen, choose, mase, scale};
pub use intermittent::{Demand, croston};
pub use smoothing::{Kind, Parameters, Smoothed, smooth, smooth_best};

use crate::explain::{Arg, Explanation};
use crate::proportion::z_of;
use crate::status::{Reason, Status};

/// A way to forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// The last value.
    Naive,
    /// The value one season ago.
    SeasonalNaive,
    /// Simple exponential smoothing.
    Simple,
    /// Holt's linear trend.
    Holt,
    /// Holt's trend, fading.
    DampedHolt,
    /// Holt-Winters with seasonal differences.
    Additive,
    /// Holt-Winters with seasonal factors.
    Multiplicative,
    /// Holt-Winters with a fading trend and seasonal differences.
    DampedAdditive,
    /// The theta method (Assimakopoulos & Nikolopoulos 2000).
    Theta,
    /// Croston's method for intermittent demand (1972).
    Croston,
    /// Croston with Syntetos and Boylan's correction (2005).
    SyntetosBoylan,
}

impl Method {
    /// All methods, the simplest first: of equals the first is chosen.
    pub const ALL: [Self; 11] = [
        Self::SeasonalNaive,
        Self::Naive,
        Self::Simple,
        Self::SyntetosBoylan,
        Self::Croston,
        Self::Theta,
        Self::Holt,
        Self::DampedHolt,
        Self::Additive,
        Self::Multiplicative,
        Self::DampedAdditive,
    ];

    /// The name in options and answers.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Naive => "naive",
            Self::SeasonalNaive => "snaive",
            Self::Simple => "ses",
            Self::Holt => "holt",
            Self::DampedHolt => "holt_damped",
            Self::Additive => "hw_add",
            Self::Multiplicative => "hw_mult",
            Self::DampedAdditive => "hw_add_damped",
            Self::Theta => "theta",
            Self::Croston => "croston",
            Self::SyntetosBoylan => "sba",
        }
    }

    /// The method of a [key](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }
}

/// Values ahead with an interval each.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The method used.
    pub method: Method,
    /// The value expected at each step.
    pub mean: Vec<f64>,
    /// Lower end of the interval at each step.
    pub lower: Vec<f64>,
    /// Upper end.
    pub upper: Vec<f64>,
}

/// Steps asked for beyond this are not given.
pub const MOST_STEPS: usize = 10_000;

/// Larger values are refused, so that squares stay finite.
const LARGEST: f64 = 1e100;

/// Whether a series can be forecast at all: three finite values. Reason keys: `insight-too-few-values` (`have`, `need`),
/// `insight-values-too-large`.
pub fn check(values: &[f64]) -> Result<(), (Status, Reason)> {
    const NEED: usize = 3;
    if values.len() < NEED {
        let few = Reason::new("insight-too-few-values");
        let few = few
            .with("have", Arg::Count(values.len() as u64))
            .with("need", Arg::Count(NEED as u64));
        return Err((Status::TooFew, few));
    }
    if values
        .iter()
        .any(|value| value.is_nan() || value.abs() > LARGEST)
    {
        return Err((
            Status::NotIdentifiable,
            Reason::new("insight-values-too-large"),
        ));
    }
    Ok(())
}

/// Forecasts `steps` ahead with one method; `None` where the series does not allow it (too short for its season, values
/// that are not positive for factors, no demand).
#[must_use]
pub fn forecast(
    values: &[f64],
    season: usize,
    steps: usize,
    method: Method,
    confidence: f64,
) -> Option<Forecast> {
    let steps = steps.min(MOST_STEPS);
    let season = season.max(1);
    let path = path(values, season, steps, method)?;
    let z = z_of(confidence);
    let half = |deviation: &f64| z * deviation;
    let lower: Vec<f64> = path
        .mean
        .iter()
        .zip(&path.deviation)
        .map(|(m, d)| m - half(d))
        .collect();
    let upper: Vec<f64> = path
        .mean
        .iter()
        .zip(&path.deviation)
        .map(|(m, d)| m + half(d))
        .collect();
    let finite = lower
        .iter()
        .chain(&upper)
        .chain(&path.mean)
        .all(|value| value.is_finite());
    finite.then_some(Forecast {
        method,
        mean: path.mean,
        lower,
        upper,
    })
}

/// Expected values and the standard deviation of the error at each step.
struct Path {
    mean: Vec<f64>,
    deviation: Vec<f64>,
}

fn path(values: &[f64], season: usize, steps: usize, method: Method) -> Option<Path> {
    let smoothing = |kind| smooth_best(values, season, kind).map(|fit| fit.path(steps));
    match method {
        Method::Naive => naive::path(values, 1, steps),
        Method::SeasonalNaive => naive::path(values, season, steps),
        Method::Simple => smoothing(Kind::Simple),
        Method::Holt => smoothing(Kind::Trend),
        Method::DampedHolt => smoothing(Kind::DampedTrend),
        Method::Additive => smoothing(Kind::Additive),
        Method::Multiplicative => smoothing(Kind::Multiplicative),
        Method::DampedAdditive => smoothing(Kind::DampedAdditive),
        Method::Theta => theta::path(values, season, steps),
        Method::Croston => croston(values, 0.1).map(|demand| demand.path(values, steps, 1.0)),
        Method::SyntetosBoylan => {
            croston(values, 0.1).map(|demand| demand.path(values, steps, 0.95))
        }
    }
}

/// The sentence for the owner: `insight-forecast` (`lower`, `upper`, `mean` of the first step) where the method beats the
/// seasonal naive one, else `insight-forecast-as-last-season` with the same.
#[must_use]
pub fn explain(chosen: &Chosen) -> Explanation {
    let plain = matches!(
        chosen.forecast.method,
        Method::Naive | Method::SeasonalNaive
    );
    let key = if plain {
        "insight-forecast-as-last-season"
    } else {
        "insight-forecast"
    };
    let first = |values: &[f64]| Arg::Number(values.first().copied().unwrap_or(0.0));
    Explanation::new(key)
        .with("lower", first(&chosen.forecast.lower))
        .with("upper", first(&chosen.forecast.upper))
        .with("mean", first(&chosen.forecast.mean))
}
