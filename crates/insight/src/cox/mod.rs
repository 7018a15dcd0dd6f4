//! Cox's proportional hazards model (1972) with Efron's treatment of ties (1977), by Newton's method. What makes an event
//! come sooner; it must not be read as a cause.

mod concordance;
mod likelihood;

pub use concordance::concordance;

use crate::explain::{Arg, Explanation};
use crate::status::{Reason, Status};
use likelihood::{Point, Risks};

/// One coefficient per covariate, with its standard error.
#[derive(Debug, Clone, PartialEq)]
pub struct CoxFit {
    /// `weakly_identified` when a coefficient runs away (a group without events) or columns explain each other.
    pub status: Status,
    /// Why the status is not `ok`.
    pub reason: Option<Reason>,
    /// Log hazard ratio per unit of each covariate.
    pub coefficients: Vec<f64>,
    /// Standard errors.
    pub errors: Vec<f64>,
    /// Efron's partial log likelihood.
    pub log_likelihood: f64,
    /// Share of pairs whose order the model gets right.
    pub concordance: Option<f64>,
}

/// Rows of a Cox model: `covariates` holds one slice for each covariate, as long as `times`.
#[derive(Debug, Clone, Copy)]
pub struct CoxData<'a> {
    /// Durations.
    pub times: &'a [f64],
    /// Whether each ended with the event.
    pub ended: &'a [bool],
    /// Covariates by column.
    pub covariates: &'a [Vec<f64>],
}

/// Under so many rows no fit is tried.
pub const FEWEST_ROWS: usize = 10;

/// Reason keys: `insight-too-few-rows` (`have`, `need`), `insight-no-events`, `insight-constant-columns`,
/// `insight-separated`, `insight-collinear`.
pub fn fit(data: CoxData<'_>) -> Result<CoxFit, (Status, Reason)> {
    let rows = data.times.len();
    if rows < FEWEST_ROWS {
        return Err((
            Status::TooFew,
            crate::propensity::too_few_rows(rows, FEWEST_ROWS),
        ));
    }
    if !data.ended.contains(&true) {
        return Err((Status::NotIdentifiable, Reason::new("insight-no-events")));
    }
    let risks = Risks::new(data);
    if risks.columns() == 0 || risks.scales.iter().all(|scale| *scale == 0.0) {
        return Err((
            Status::NotIdentifiable,
            Reason::new("insight-constant-columns"),
        ));
    }
    let climbed = climb(&risks);
    let coefficients = risks.unscaled(&climbed.beta);
    let values = coefficients.iter().chain([&climbed.log_likelihood]);
    if values.into_iter().any(|value| !value.is_finite()) {
        return Err((Status::NotIdentifiable, Reason::new("insight-collinear")));
    }
    let status = match climbed.trouble {
        Some(_) => Status::WeaklyIdentified,
        None => Status::Ok,
    };
    Ok(CoxFit {
        status,
        reason: climbed.trouble.map(Reason::new),
        concordance: concordance(data, &coefficients),
        errors: risks.unscaled(&climbed.errors),
        coefficients,
        log_likelihood: climbed.log_likelihood,
    })
}

struct Climbed {
    beta: Vec<f64>,
    errors: Vec<f64>,
    log_likelihood: f64,
    trouble: Option<&'static str>,
}

/// On the scaled columns a coefficient beyond this is running away.
const RUNAWAY: f64 = 15.0;

/// Newton's method with halved steps from zero; a slight ridge where the information is singular.
fn climb(risks: &Risks) -> Climbed {
    let mut beta = vec![0.0; risks.columns()];
    let mut here = risks.at(&beta);
    let mut trouble = None;
    for _ in 0..60 {
        let (factor, ridged) = here.factor();
        let Some(factor) = factor else { break };
        if ridged {
            trouble = Some("insight-collinear");
        }
        let step = factor.solve(&here.gradient);
        let Some((tried, there)) = uphill(risks, &beta, &step, here.log_likelihood) else {
            break;
        };
        let moves = beta.iter().zip(&tried).map(|(b, t)| (b - t).abs());
        let moved = moves.fold(0.0, f64::max);
        (beta, here) = (tried, there);
        if moved < 1e-10 {
            break;
        }
        if beta.iter().any(|b| b.abs() > RUNAWAY) {
            trouble = Some("insight-separated");
            break;
        }
    }
    let (factor, _) = here.factor();
    let errors = factor.map_or_else(|| vec![0.0; beta.len()], |factor| factor.inverse_diagonal());
    Climbed {
        errors: errors.iter().map(|v| v.max(0.0).sqrt()).collect(),
        log_likelihood: here.log_likelihood,
        trouble,
        beta,
    }
}

/// The step, halved until it does not go down; `None` when no part of it goes up.
fn uphill(risks: &Risks, beta: &[f64], step: &[f64], height: f64) -> Option<(Vec<f64>, Point)> {
    let mut size = 1.0;
    while size > 1e-8 {
        let tried: Vec<f64> = beta.iter().zip(step).map(|(b, s)| b + size * s).collect();
        let there = risks.at(&tried);
        if there.log_likelihood >= height - 1e-12 * height.abs() {
            return Some((tried, there));
        }
        size /= 2.0;
    }
    None
}

/// The sentence for the owner on one column: `insight-cox-sooner` or `insight-cox-later` (`column`, `times`: how many times
/// more or less often at any moment for one unit more) where the effect is at least twice its standard error, else
/// `insight-cox-unclear` (`column`).
#[must_use]
pub fn explain(fit: &CoxFit, at: usize, column: &str) -> Explanation {
    let value = fit.coefficients.get(at).copied().unwrap_or(0.0);
    let error = fit.errors.get(at).copied().unwrap_or(0.0);
    let named = |key| Explanation::new(key).with("column", Arg::Text(column.to_owned()));
    if fit.status != Status::Ok || value.abs() < 2.0 * error {
        return named("insight-cox-unclear");
    }
    let key = if value > 0.0 {
        "insight-cox-sooner"
    } else {
        "insight-cox-later"
    };
    named(key).with("times", Arg::Number(value.abs().exp()))
}
