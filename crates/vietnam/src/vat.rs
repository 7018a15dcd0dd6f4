//! Value-added tax: which rate an item of a category bears on a date. The date is the invoice's, not the
//! quote's; the values are rows of `data/vat_rates.csv`. Never guesses a rate for an unknown category.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dated::Table;

/// A rate as invoices write it: `8%`, `KCT` (not taxable), `KKKNT` (not declared).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate {
    code: String,
    /// Hundredths of a percent: 800 for 8%.
    basis_points: u32,
}

impl Rate {
    /// Reads `8%`, `10 %`, `8`, `3.5%`, `KCT`, `KKKNT`. `None` for anything else, or above 100%.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(code) = ["KCT", "KKKNT"]
            .iter()
            .find(|code| code.eq_ignore_ascii_case(text))
        {
            return Some(Self {
                code: (*code).to_owned(),
                basis_points: 0,
            });
        }
        let figure = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, fraction) = figure.split_once(['.', ',']).unwrap_or((figure, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let percent: u32 = whole.parse().ok().filter(|percent| *percent <= 100)?;
        let basis_points = percent * 100 + format!("{fraction:0<2}").parse::<u32>().ok()?;
        let dot = if fraction.is_empty() { "" } else { "." };
        (basis_points <= 10_000).then(|| Self {
            code: format!("{percent}{dot}{fraction}%"),
            basis_points,
        })
    }

    /// The rate as papers write it.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Hundredths of a percent: 800 for 8%, 0 for KCT and KKKNT.
    pub fn basis_points(&self) -> u32 {
        self.basis_points
    }
}

/// The rate of a category on an invoice date, with the text it rests on. Categories: `ordinary_10`,
/// `base_5`, `export`, `exempt`, `not_declared`, `it_product`, `gasoline`, `coal`, `telecom`, `finance`,
/// `banking`, `securities`, `insurance`, `real_estate`, `metal_product`, `mining_product`, `excise_goods`.
pub fn rate_on(category: &str, invoice_date: NaiveDate) -> Option<(Rate, &'static str)> {
    let row = rates().find(invoice_date, |line| line.category == category)?;
    Some((Rate::parse(&row.value.rate)?, &row.basis))
}

/// What a quote must do when its invoice falls on another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rerating {
    pub quoted: Rate,
    pub invoiced: Rate,
}

/// The change of rate between quote and invoice, or `None` when there is none (or no rate is known).
pub fn rerate(category: &str, quoted_on: NaiveDate, invoiced_on: NaiveDate) -> Option<Rerating> {
    let (quoted, _) = rate_on(category, quoted_on)?;
    let (invoiced, _) = rate_on(category, invoiced_on)?;
    (quoted != invoiced).then_some(Rerating { quoted, invoiced })
}

/// The table behind [`rate_on`].
pub fn rates() -> &'static Table<CategoryRate> {
    static TABLE: OnceLock<Table<CategoryRate>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../data/vat_rates.csv")))
}

/// One row of the rate table.
#[derive(Debug, Clone, Deserialize)]
pub struct CategoryRate {
    pub category: String,
    pub rate: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_category_has_exactly_one_readable_rate_on_every_day() {
        let table = Table::<CategoryRate>::read(include_str!("../data/vat_rates.csv")).unwrap();
        let categories: std::collections::BTreeSet<&str> = table
            .rows()
            .iter()
            .map(|row| row.value.category.as_str())
            .collect();
        for date in day("2022-02-01").iter_days().take(2_500) {
            for category in &categories {
                assert_eq!(
                    table
                        .on(date)
                        .filter(|row| row.value.category == *category)
                        .count(),
                    1,
                    "{category} {date}"
                );
                assert!(rate_on(category, date).is_some());
            }
        }
        assert_eq!(rate_on("unheard_of", day("2026-03-01")), None);
    }

    #[test]
    fn a_december_quote_is_rated_anew_in_january() {
        let change = rerate("ordinary_10", day("2026-12-20"), day("2027-01-05")).unwrap();
        assert_eq!(
            (change.quoted.code(), change.invoiced.code()),
            ("8%", "10%")
        );
        assert_eq!(
            rerate("telecom", day("2026-12-20"), day("2027-01-05")),
            None
        );
        assert_eq!(
            rerate("ordinary_10", day("2026-11-20"), day("2026-12-31")),
            None
        );
    }

    #[test]
    fn rates_as_people_write_them() {
        let read =
            |text| Rate::parse(text).map(|rate| (rate.code().to_owned(), rate.basis_points()));
        assert_eq!(read("8"), Some(("8%".into(), 800)));
        assert_eq!(read(" 10 % "), Some(("10%".into(), 1_000)));
        assert_eq!(read("3,50%"), Some(("3.5%".into(), 350)));
        assert_eq!(read("kct"), Some(("KCT".into(), 0)));
        assert_eq!(read("100%"), Some(("100%".into(), 10_000)));
        for text in [
            "",
            "%",
            "-8%",
            "101%",
            "100.5%",
            "8.123%",
            "tám",
            "8%%",
            "99999999999%",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
