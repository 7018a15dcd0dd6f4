//! The arithmetic of keeping customers (Reichheld & Sasser 1990; Gupta & Lehmann 2003): what a customer is worth under a
//! constant retention, and what a better one would bring. It must refuse where the sum is infinite, not print a big number.

use crate::explain::{Arg, Explanation};

/// A customer's economics per period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Economics {
    /// Margin of a period, any currency.
    pub margin: f64,
    /// Share that stays from one period to the next, 0 to 1.
    pub retention: f64,
    /// Discount rate per period, above −1.
    pub discount: f64,
    /// Growth of the margin per period (0 for none).
    pub growth: f64,
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// `(1 + growth) · retention` is not below `1 + discount`: the sum has no end.
    Infinite,
    /// A number is out of its range or not finite.
    OutOfRange,
}

impl Refused {
    /// The sentence for the owner: `insight-retention-infinite` or `insight-retention-range`.
    #[must_use]
    pub fn explain(self) -> Explanation {
        Explanation::new(match self {
            Self::Infinite => "insight-retention-infinite",
            Self::OutOfRange => "insight-retention-range",
        })
    }
}

impl Economics {
    /// The value for ever, first margin now: `m (1 + i) / (1 + i − (1 + g) r)`.
    pub fn value_now(&self) -> Result<f64, Refused> {
        let ratio = self.finite_ratio()?;
        Ok(self.margin / (1.0 - ratio))
    }

    /// The value for ever, first margin after one period: the above less the first margin.
    pub fn value_after_one(&self) -> Result<f64, Refused> {
        let ratio = self.finite_ratio()?;
        Ok(self.margin * ratio / (1.0 - ratio))
    }

    /// The value of the first `periods` margins, the first one now; finite for any growth.
    pub fn value_of(&self, periods: u32) -> Result<f64, Refused> {
        let ratio = self.ratio()?;
        let value = if (ratio - 1.0).abs() < 1e-9 {
            self.margin * f64::from(periods)
        } else {
            self.margin * (1.0 - ratio.powf(f64::from(periods))) / (1.0 - ratio)
        };
        if value.is_finite() {
            Ok(value)
        } else {
            Err(Refused::OutOfRange)
        }
    }

    /// Gupta and Lehmann's margin multiple `(1 + g) r / (1 + i − (1 + g) r)`.
    pub fn margin_multiple(&self) -> Result<f64, Refused> {
        let ratio = self.finite_ratio()?;
        Ok(ratio / (1.0 - ratio))
    }

    /// Expected periods as a customer, the first included: `1 / (1 − r)`.
    pub fn lifetime(&self) -> Result<f64, Refused> {
        self.ratio()?;
        let lifetime = 1.0 / (1.0 - self.retention);
        if lifetime.is_finite() {
            Ok(lifetime)
        } else {
            Err(Refused::Infinite)
        }
    }

    /// The part by which the value rises when retention goes to `better`: `(1 + i − (1+g) r₀) / (1 + i − (1+g) r₁) − 1`.
    pub fn uplift(&self, better: f64) -> Result<f64, Refused> {
        let (before, after) = (
            self.finite_ratio()?,
            Self {
                retention: better,
                ..*self
            }
            .finite_ratio()?,
        );
        Ok((1.0 - before) / (1.0 - after) - 1.0)
    }

    fn finite_ratio(&self) -> Result<f64, Refused> {
        let ratio = self.ratio()?;
        let gap = 1.0 - ratio;
        if gap > 1e-12 && (self.margin / gap).is_finite() {
            Ok(ratio)
        } else {
            Err(Refused::Infinite)
        }
    }

    /// What a margin of the next period is worth beside one of this.
    fn ratio(&self) -> Result<f64, Refused> {
        let ratio = (1.0 + self.growth) * self.retention / (1.0 + self.discount);
        let possible =
            (0.0..=1.0).contains(&self.retention) && self.discount > -1.0 && self.growth >= -1.0;
        if possible && ratio.is_finite() && self.margin.is_finite() {
            Ok(ratio)
        } else {
            Err(Refused::OutOfRange)
        }
    }
}

/// An action that keeps customers, measured against a holdout group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Action {
    /// Customers treated.
    pub treated: u64,
    /// Retention among the treated.
    pub retention_treated: f64,
    /// Retention among the holdout.
    pub retention_holdout: f64,
    /// Cost for each customer treated.
    pub cost: f64,
}

/// What an action came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Customers kept who would have left: by uplift, not by how many stayed.
    pub saved: f64,
    /// Their value from the next margin on.
    pub worth: f64,
    /// What treating cost.
    pub cost: f64,
    /// The most that treating one customer may cost.
    pub break_even: f64,
}

/// The outcome of an action for customers with these economics.
pub fn outcome(action: &Action, economics: &Economics) -> Result<Outcome, Refused> {
    let value = economics.value_now()?;
    let share = |v: f64| (0.0..=1.0).contains(&v);
    if !(share(action.retention_treated)
        && share(action.retention_holdout)
        && action.cost.is_finite())
    {
        return Err(Refused::OutOfRange);
    }
    let uplift = action.retention_treated - action.retention_holdout;
    let treated = action.treated as f64;
    let saved = treated * uplift;
    Ok(Outcome {
        saved,
        worth: saved * value,
        cost: treated * action.cost,
        break_even: uplift * value,
    })
}

/// The sentence for the owner on a better retention: `insight-retention-uplift` (`from`, `to`, `uplift` as shares).
#[must_use]
pub fn explain(economics: &Economics, better: f64) -> Explanation {
    match economics.uplift(better) {
        Ok(uplift) => Explanation::new("insight-retention-uplift")
            .with("from", Arg::Share(economics.retention))
            .with("to", Arg::Share(better))
            .with("uplift", Arg::Share(uplift)),
        Err(refused) => refused.explain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn economics(retention: f64, growth: f64) -> Economics {
        Economics {
            margin: 100.0,
            retention,
            discount: 0.1,
            growth,
        }
    }

    #[test]
    fn an_endless_sum_is_refused() {
        assert_eq!(economics(1.0, 0.1).value_now(), Err(Refused::Infinite));
        assert_eq!(economics(0.95, 0.2).uplift(0.96), Err(Refused::Infinite));
        assert_eq!(economics(1.0, 0.0).lifetime(), Err(Refused::Infinite));
        assert_eq!(economics(1.2, 0.0).value_now(), Err(Refused::OutOfRange));
        assert_eq!(
            economics(f64::NAN, 0.0).value_of(5),
            Err(Refused::OutOfRange)
        );
        assert_eq!(
            explain(&economics(1.0, 0.1), 1.0).key,
            "insight-retention-infinite"
        );
    }

    #[test]
    fn an_action_is_valued_by_uplift() {
        let action = Action {
            treated: 1000,
            retention_treated: 0.82,
            retention_holdout: 0.80,
            cost: 5.0,
        };
        let outcome = outcome(&action, &economics(0.8, 0.0)).unwrap();
        assert!(
            (outcome.saved - 20.0).abs() < 1e-9
                && (outcome.break_even - 0.02 * 1100.0 / 3.0).abs() < 1e-9
        );
        assert!(outcome.worth > outcome.cost);
    }

    proptest! {
        #[test]
        fn the_sum_of_periods_tends_to_the_value(r in 0.0..0.95f64, g in -0.2..0.1f64, m in 0.0..1e6f64) {
            let economics = Economics { margin: m, retention: r, discount: 0.1, growth: g };
            let value = economics.value_now().unwrap();
            let mut sum = 0.0;
            for t in 0..50 {
                sum += m * (1.0 + g).powi(t) * r.powi(t) / 1.1f64.powi(t);
            }
            prop_assert!((economics.value_of(50).unwrap() - sum).abs() <= 1e-9 * sum.max(1.0));
            prop_assert!(sum <= value * (1.0 + 1e-12));
            prop_assert!((economics.value_after_one().unwrap() - (value - m)).abs() <= 1e-9 * value.max(1.0));
        }
    }
}
