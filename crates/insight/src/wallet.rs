//! Share of wallet: what part of a customer's spending in our category comes to us. What the customer declared goes before
//! any estimate, and an estimate is shown as a band only, never as a figure.

use crate::explain::{Arg, Explanation};
use crate::status::{Reason, Status};
use crate::symmetric::Symmetric;

/// Where a wallet's size comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Said by the customer.
    Declared,
    /// Estimated from like customers.
    Estimated,
}

/// A share of wallet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WalletShare {
    /// 0 to 1.
    pub share: f64,
    /// Where the wallet's size comes from.
    pub source: Source,
}

/// How a share is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// Below 20 %.
    UnderFifth,
    /// 20 to 50 %.
    UnderHalf,
    /// 50 to 80 %.
    OverHalf,
    /// Above 80 %.
    NearlyAll,
}

impl Band {
    /// The band of a share.
    #[must_use]
    pub fn of(share: f64) -> Self {
        match share {
            s if s > 0.8 => Self::NearlyAll,
            s if s >= 0.5 => Self::OverHalf,
            s if s >= 0.2 => Self::UnderHalf,
            _ => Self::UnderFifth,
        }
    }
}

/// Own spend of twelve months over the declared wallet, else over the estimated one, at most 1; `None` where neither is
/// known and positive.
#[must_use]
pub fn share(spend: f64, declared: Option<f64>, estimated: Option<f64>) -> Option<WalletShare> {
    let of = |wallet: Option<f64>, source| {
        let share = (spend / wallet.filter(|wallet| *wallet > 0.0)?).clamp(0.0, 1.0);
        share.is_finite().then_some(WalletShare { share, source })
    };
    of(declared, Source::Declared).or_else(|| of(estimated, Source::Estimated))
}

/// The Wallet Allocation Rule (Keiningham et al. 2011): `(1 − rank/(n + 1)) · 2/n` for our rank among `n` suppliers used;
/// over all ranks it sums to 1. `None` unless `1 ≤ rank ≤ n`.
#[must_use]
pub fn allocation(rank: u32, suppliers: u32) -> Option<f64> {
    let (r, n) = (f64::from(rank), f64::from(suppliers));
    (rank >= 1 && rank <= suppliers).then(|| (1.0 - r / (n + 1.0)) * 2.0 / n)
}

/// A quantile regression of the logarithm of spend: the wallet is what the highest tenth of like customers spend.
#[derive(Debug, Clone, PartialEq)]
pub struct WalletModel {
    /// The constant first, then one for each feature.
    pub coefficients: Vec<f64>,
    /// The quantile fitted.
    pub quantile: f64,
}

/// Under so many customers nothing is estimated.
pub const FEWEST_CUSTOMERS: usize = 50;

/// Fits ln spend on features (one slice for each, as long as `spend`) at `quantile` (.9), by majorising the check loss
/// (Hunter & Lange 2000). Customers with no spend are left out. Reason keys: `insight-too-few-customers`,
/// `insight-collinear`.
pub fn fit(
    spend: &[f64],
    features: &[Vec<f64>],
    quantile: f64,
) -> Result<WalletModel, (Status, Reason)> {
    let quantile = if quantile.is_finite() {
        quantile.clamp(0.01, 0.99)
    } else {
        0.9
    };
    let mut rows: Vec<(f64, Vec<f64>)> = Vec::new();
    for (at, value) in spend.iter().enumerate() {
        let features = features
            .iter()
            .map(|column| column.get(at).copied().unwrap_or(0.0));
        let x: Vec<f64> = std::iter::once(1.0).chain(features).collect();
        if *value > 0.0 && value.is_finite() && x.iter().all(|value| value.is_finite()) {
            rows.push((value.ln(), x));
        }
    }
    if rows.len() < FEWEST_CUSTOMERS {
        let reason = crate::status::too_few_customers(rows.len() as u64, FEWEST_CUSTOMERS as u64);
        return Err((Status::TooFew, reason));
    }
    let collinear = || (Status::NotIdentifiable, Reason::new("insight-collinear"));
    let mut beta = vec![0.0; features.len() + 1];
    let mut loss = f64::INFINITY;
    for _ in 0..2000 {
        beta = step(&rows, &beta, quantile).ok_or_else(collinear)?;
        let now = check_loss(&rows, &beta, quantile);
        if loss - now <= 1e-12 * now.abs() {
            break;
        }
        loss = now;
    }
    Ok(WalletModel {
        coefficients: beta,
        quantile,
    })
}

/// Keeps the weights of rows that lie on the line finite.
const SMOOTHING: f64 = 1e-6;

/// One weighted least-squares step: weights `1 / (ε + |r|)`, shifted by the slope of the check.
fn step(rows: &[(f64, Vec<f64>)], beta: &[f64], quantile: f64) -> Option<Vec<f64>> {
    let mut square = Symmetric::zeros(beta.len());
    let mut target = vec![0.0; beta.len()];
    for (y, x) in rows {
        let weight = 1.0 / (SMOOTHING + (y - dot(x, beta)).abs());
        square.add_square(x, weight);
        let pull = weight * y + (2.0 * quantile - 1.0);
        target
            .iter_mut()
            .zip(x)
            .for_each(|(sum, x)| *sum += pull * x);
    }
    Some(square.factor()?.solve(&target))
}

fn check_loss(rows: &[(f64, Vec<f64>)], beta: &[f64], quantile: f64) -> f64 {
    let loss = |(y, x): &(f64, Vec<f64>)| {
        let rest = y - dot(x, beta);
        rest * if rest < 0.0 { quantile - 1.0 } else { quantile }
    };
    rows.iter().map(loss).sum()
}

fn dot(x: &[f64], beta: &[f64]) -> f64 {
    x.iter().zip(beta).map(|(x, b)| x * b).sum()
}

impl WalletModel {
    /// The wallet of a customer with these features; `None` where it is not a finite amount.
    #[must_use]
    pub fn wallet(&self, features: &[f64]) -> Option<f64> {
        let x: Vec<f64> = std::iter::once(1.0)
            .chain(features.iter().copied())
            .collect();
        Some(dot(&x, &self.coefficients).exp()).filter(|wallet| wallet.is_finite() && *wallet > 0.0)
    }
}

/// The sentence for the owner: `insight-wallet-declared` (`share`) for what was said; for an estimate one of
/// `insight-wallet-under-fifth`, `-under-half`, `-over-half`, `-nearly-all`, without a figure.
#[must_use]
pub fn explain(wallet: &WalletShare) -> Explanation {
    if wallet.source == Source::Declared {
        return Explanation::new("insight-wallet-declared").with("share", Arg::Share(wallet.share));
    }
    Explanation::new(match Band::of(wallet.share) {
        Band::UnderFifth => "insight-wallet-under-fifth",
        Band::UnderHalf => "insight-wallet-under-half",
        Band::OverHalf => "insight-wallet-over-half",
        Band::NearlyAll => "insight-wallet-nearly-all",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn allocation_follows_the_rule() {
        assert!((allocation(1, 2).unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert!((allocation(2, 2).unwrap() - 1.0 / 3.0).abs() < 1e-12);
        for n in 1..30 {
            let sum: f64 = (1..=n).filter_map(|rank| allocation(rank, n)).sum();
            assert!((sum - 1.0).abs() < 1e-12);
        }
        assert_eq!((allocation(0, 3), allocation(4, 3)), (None, None));
    }

    #[test]
    fn what_was_declared_goes_first_and_estimates_are_bands() {
        let declared = share(50.0, Some(200.0), Some(60.0)).unwrap();
        assert_eq!((declared.share, declared.source), (0.25, Source::Declared));
        let estimated = share(50.0, Some(0.0), Some(40.0)).unwrap();
        assert_eq!((estimated.share, explain(&estimated).args.len()), (1.0, 0));
        assert_eq!(share(50.0, None, None), None);
        assert_eq!(
            [0.1, 0.2, 0.5, 0.9].map(Band::of),
            [
                Band::UnderFifth,
                Band::UnderHalf,
                Band::OverHalf,
                Band::NearlyAll
            ]
        );
    }

    #[test]
    fn a_tenth_lies_above_the_fitted_line() {
        // Spend grows with size; around it a spread with a known 90th percentile.
        let size: Vec<f64> = (0..400).map(|i| f64::from(i) / 100.0).collect();
        let off = |i: usize| ((i * 37 % 100) as f64 + 0.5) / 100.0;
        let spend: Vec<f64> = size
            .iter()
            .enumerate()
            .map(|(i, s)| (1.0 + 0.5 * s + off(i)).exp())
            .collect();
        let model = fit(&spend, std::slice::from_ref(&size), 0.9).unwrap();
        assert!((model.coefficients[1] - 0.5).abs() < 0.02, "{model:?}");
        let above = spend
            .iter()
            .zip(&size)
            .filter(|(y, s)| **y > model.wallet(&[**s]).unwrap())
            .count();
        assert!((35..=45).contains(&above), "{above}");
        assert_eq!(fit(&spend[..10], &[], 0.9).unwrap_err().0, Status::TooFew);
        let twice = [size.clone(), size];
        assert_eq!(
            fit(&spend, &twice, 0.9).unwrap_err().0,
            Status::NotIdentifiable
        );
    }

    proptest! {
        #[test]
        fn shares_are_shares(spend in prop::num::f64::ANY, a: Option<f64>, b: Option<f64>) {
            prop_assert!(share(spend, a, b).is_none_or(|wallet| (0.0..=1.0).contains(&wallet.share)));
        }
    }
}
