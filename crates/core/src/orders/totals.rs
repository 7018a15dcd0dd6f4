//! What an order comes to, in whole minor units. Rounding as on Vietnamese invoices (VIETNAM.md, money): half-up for each
//! line, tax once for each group of lines with one rate. It must never use a float.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Line, Quantity};
use crate::Problem;
use crate::fields::MAX_AMOUNT;

/// Basis points in one.
const WHOLE: i128 = 10_000;

/// The sums of an order, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Lines after their discounts, without tax.
    pub subtotal: i64,
    /// Discount on the whole.
    pub discount: i64,
    /// Tax.
    pub tax: i64,
    /// To be paid: subtotal − discount + tax.
    pub total: i64,
    /// Cost of the goods; `None` unless every line has one.
    pub cost: Option<i64>,
}

/// Lines with one tax rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateGroup {
    /// Basis points; `None` when not taxed.
    pub rate: Option<i64>,
    /// Without tax, after the group's part of the discount on the whole.
    pub net: i64,
    /// The tax on it.
    pub tax: i64,
}

/// The sums of checked lines.
///
/// # Errors
/// `negative` or `discount-too-big` at `discount`; `too-big` at `total` beyond the limit of one amount.
pub fn count(lines: &[Line], discount: i64) -> Result<Totals, Problem> {
    if discount < 0 {
        return Err(Problem::new("discount", "negative"));
    }
    let subtotal = lines
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line.amount()?))
        .ok_or_else(too_big)?;
    if discount > subtotal {
        return Err(Problem::new("discount", "discount-too-big"));
    }
    let tax = by_rate(lines, discount)
        .iter()
        .try_fold(0_i64, |sum, group| sum.checked_add(group.tax))
        .ok_or_else(too_big)?;
    let total = (subtotal - discount)
        .checked_add(tax)
        .filter(|total| *total <= MAX_AMOUNT)
        .ok_or_else(too_big)?;
    let cost = cost(lines).ok_or_else(too_big)?;
    Ok(Totals {
        subtotal,
        discount,
        tax,
        total,
        cost,
    })
}

/// The groups of one tax rate, untaxed first, then by rate. The discount on the whole is shared by the groups' amounts;
/// what whole units leave over goes to the largest fractions.
pub fn by_rate(lines: &[Line], discount: i64) -> Vec<RateGroup> {
    let mut sums: BTreeMap<Option<i64>, i64> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(line.tax_rate).or_default();
        *sum = sum.saturating_add(line.amount().unwrap_or(0));
    }
    let amounts: Vec<i64> = sums.values().copied().collect();
    let shares = share(discount, &amounts);
    let groups = sums.into_iter().zip(shares);
    groups
        .map(|((rate, amount), part)| {
            let net = amount - part;
            RateGroup {
                rate,
                net,
                tax: portion(net, i128::from(rate.unwrap_or(0)), WHOLE),
            }
        })
        .collect()
}

/// Quantity × price, half-up; `None` beyond the limit of one amount.
pub fn times(quantity: Quantity, price: i64) -> Option<i64> {
    let product = half_up(quantity.times(price), Quantity::DIVISOR);
    i64::try_from(product)
        .ok()
        .filter(|amount| amount.unsigned_abs() <= MAX_AMOUNT.unsigned_abs())
}

/// `amount × part / whole`, half-up; 0 when `whole` is.
pub fn portion(amount: i64, part: i128, whole: i128) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let scaled = i128::from(amount).saturating_mul(part);
    i64::try_from(half_up(scaled, whole)).unwrap_or(i64::MAX)
}

/// Half-up means away from zero at exactly one half.
fn half_up(value: i128, divisor: i128) -> i128 {
    let half = if value < 0 { -divisor } else { divisor };
    (2 * value + half) / (2 * divisor)
}

/// Splits `whole` by the weights so that the parts sum to it exactly (largest remainder, earlier first).
fn share(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if sum <= 0 {
        return vec![0; weights.len()];
    }
    let exact = |weight: &i64| i128::from(whole) * i128::from(*weight);
    let mut parts: Vec<i64> = weights
        .iter()
        .map(|weight| i64::try_from(exact(weight) / sum).unwrap_or(0))
        .collect();
    let mut left = whole - parts.iter().sum::<i64>();
    let mut order: Vec<(usize, i128)> = weights
        .iter()
        .map(|weight| exact(weight) % sum)
        .enumerate()
        .collect();
    order.sort_by_key(|(place, rest)| (std::cmp::Reverse(*rest), *place));
    for (place, _) in order {
        if let Some(part) = parts.get_mut(place).filter(|_| left > 0) {
            *part += 1;
            left -= 1;
        }
    }
    parts
}

/// Outer `None` for too much, inner `None` when a line has no cost.
fn cost(lines: &[Line]) -> Option<Option<i64>> {
    let mut sum = 0_i64;
    for line in lines {
        let Some(unit) = line.unit_cost else {
            return Some(None);
        };
        sum = sum
            .checked_add(times(line.quantity, unit)?)
            .filter(|sum| *sum <= MAX_AMOUNT)?;
    }
    Some(Some(sum))
}

fn too_big() -> Problem {
    Problem::new("total", "amount-too-big")
}
