//! Totals of an invoice, quote or order in whole đồng: lines, discounts, VAT per rate group.
//! Exact decimals throughout; never rounds twice what it can round once, never uses floating point.
//!
//! Rounding (product decision, the law read does not fix it): half up to whole đồng per line, the discount
//! of a line from its rounded gross, VAT once per rate group, as the `LTSuat` block of the e-invoice wants.

mod exact;

use std::collections::BTreeMap;

pub use exact::{Exact, half_up};

use crate::vat::Rate;

/// One line to be added up. Amounts in the smallest unit of the currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub quantity: Exact,
    pub unit_price: i64,
    pub rate: Rate,
    pub discount: Discount,
}

/// What is taken off a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Discount {
    #[default]
    None,
    /// Percent of the gross amount, 0 to 100.
    Percent(Exact),
    /// A fixed amount.
    Amount(i64),
}

/// A line added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTotal {
    /// Quantity times price.
    pub gross: i64,
    pub discount: i64,
    /// Gross less discount, before tax.
    pub amount: i64,
}

/// All lines of one rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTotal {
    pub rate: Rate,
    pub amount: i64,
    pub vat: i64,
}

/// The invoice added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    pub lines: Vec<LineTotal>,
    /// One entry for each rate, in the order of the rate's code as text.
    pub by_rate: Vec<RateTotal>,
    pub total_discount: i64,
    pub total_before_tax: i64,
    pub total_vat: i64,
    pub grand_total: i64,
}

/// Why lines cannot be added up; `line` counts from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalsError {
    /// A discount below 0% or above 100%.
    Discount { line: usize },
    /// An amount beyond 64 bits.
    Overflow,
}

impl std::fmt::Display for TotalsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Discount { line } => write!(
                f,
                "line {}: discount must be from 0 to 100 percent",
                line + 1
            ),
            Self::Overflow => f.write_str("amount too large"),
        }
    }
}

impl std::error::Error for TotalsError {}

/// Adds the lines up.
pub fn totals(lines: &[Line]) -> Result<Totals, TotalsError> {
    let mut out = Vec::with_capacity(lines.len());
    let mut groups: BTreeMap<&Rate, i64> = BTreeMap::new();
    let mut total_discount = 0i64;
    for (index, line) in lines.iter().enumerate() {
        let total = line_total(index, line)?;
        let group = groups.entry(&line.rate).or_default();
        *group = group
            .checked_add(total.amount)
            .ok_or(TotalsError::Overflow)?;
        total_discount = total_discount
            .checked_add(total.discount)
            .ok_or(TotalsError::Overflow)?;
        out.push(total);
    }
    let by_rate = groups
        .into_iter()
        .map(rate_total)
        .collect::<Result<Vec<_>, _>>()?;
    let total_before_tax = sum(by_rate.iter().map(|group| group.amount))?;
    let total_vat = sum(by_rate.iter().map(|group| group.vat))?;
    let grand_total = sum([total_before_tax, total_vat].into_iter())?;
    Ok(Totals {
        lines: out,
        by_rate,
        total_discount,
        total_before_tax,
        total_vat,
        grand_total,
    })
}

fn line_total(index: usize, line: &Line) -> Result<LineTotal, TotalsError> {
    let gross = line
        .quantity
        .of(line.unit_price, 1)
        .ok_or(TotalsError::Overflow)?;
    let discount = match line.discount {
        Discount::None => 0,
        Discount::Amount(amount) => amount,
        Discount::Percent(percent) => {
            let above = percent
                .of(1_000_000, 1)
                .is_none_or(|millionths| millionths > 100_000_000);
            if percent.is_negative() || above {
                return Err(TotalsError::Discount { line: index });
            }
            percent.of(gross, 100).ok_or(TotalsError::Overflow)?
        }
    };
    let amount = gross.checked_sub(discount).ok_or(TotalsError::Overflow)?;
    Ok(LineTotal {
        gross,
        discount,
        amount,
    })
}

fn rate_total((rate, amount): (&Rate, i64)) -> Result<RateTotal, TotalsError> {
    let vat = half_up(i128::from(amount) * i128::from(rate.basis_points()), 10_000)
        .and_then(|vat| i64::try_from(vat).ok())
        .ok_or(TotalsError::Overflow)?;
    Ok(RateTotal {
        rate: rate.clone(),
        amount,
        vat,
    })
}

fn sum(mut amounts: impl Iterator<Item = i64>) -> Result<i64, TotalsError> {
    amounts
        .try_fold(0i64, |total, amount| total.checked_add(amount))
        .ok_or(TotalsError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: &str, unit_price: i64, rate: &str, discount: Discount) -> Line {
        Line {
            quantity: Exact::parse(quantity).unwrap(),
            unit_price,
            rate: Rate::parse(rate).unwrap(),
            discount,
        }
    }

    #[test]
    fn tax_is_rounded_once_per_rate_group() {
        // Each line alone would bear 0.5 đồng of tax, rounded up to 1.
        let lines = vec![line("1", 5, "10%", Discount::None); 4];
        assert_eq!(totals(&lines).unwrap().total_vat, 2);
    }

    #[test]
    fn an_adjustment_downwards_mirrors_the_invoice() {
        let up = totals(&[line("1.5", 45_500, "8%", Discount::Percent(Exact::from(5)))]).unwrap();
        let down = totals(&[line(
            "-1.5",
            45_500,
            "8%",
            Discount::Percent(Exact::from(5)),
        )])
        .unwrap();
        assert_eq!(down.grand_total, -up.grand_total);
        assert_eq!(down.total_vat, -up.total_vat);
    }

    #[test]
    fn discounts_and_limits() {
        let gift = totals(&[line("2", 10_000, "8%", Discount::Percent(Exact::from(100)))]).unwrap();
        assert_eq!((gift.total_discount, gift.grand_total), (20_000, 0));
        let fixed = totals(&[line("2", 10_000, "8%", Discount::Amount(5_000))]).unwrap();
        assert_eq!(fixed.grand_total, 16_200);
        for percent in ["101", "-1", "100.0001"] {
            let line = line(
                "1",
                1,
                "8%",
                Discount::Percent(Exact::parse(percent).unwrap()),
            );
            assert_eq!(totals(&[line]), Err(TotalsError::Discount { line: 0 }));
        }
        let huge = line("2", i64::MAX, "8%", Discount::None);
        assert_eq!(totals(&[huge]), Err(TotalsError::Overflow));
        assert_eq!(totals(&[]).unwrap().grand_total, 0);
    }
}
