//! The currencies Quen can show, with their minor units (ISO 4217) and signs (as ICU writes them for `vi`
//! and `en`). Data in `data/currencies.csv`; never holds exchange rates.

use std::sync::OnceLock;

/// One currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 letters.
    pub code: &'static str,
    /// Digits after the decimal sign: 0 for VND and JPY, 2 for most.
    pub minor_units: u32,
    /// Sign in Vietnamese text, written after the amount.
    pub vi: &'static str,
    /// Sign in English text, written before the amount.
    pub en: &'static str,
}

/// Vietnamese đồng.
pub const VND: Currency = Currency {
    code: "VND",
    minor_units: 0,
    vi: "₫",
    en: "₫",
};

impl Currency {
    /// Minor units in one whole unit: 1 for VND, 100 for USD.
    pub fn scale(self) -> i128 {
        10i128.pow(self.minor_units)
    }
}

/// The currency with this ISO code, in either case.
pub fn currency(code: &str) -> Option<Currency> {
    all()
        .iter()
        .copied()
        .find(|known| known.code.eq_ignore_ascii_case(code.trim()))
}

fn all() -> &'static [Currency] {
    static ALL: OnceLock<Vec<Currency>> = OnceLock::new();
    ALL.get_or_init(|| {
        include_str!("../../data/currencies.csv")
            .lines()
            .skip(1)
            .filter_map(read)
            .collect()
    })
}

fn read(line: &'static str) -> Option<Currency> {
    let mut cells = line.split(',');
    let code = cells.next()?;
    let minor_units = cells.next()?.parse().ok()?;
    Some(Currency {
        code,
        minor_units,
        vi: cells.next()?,
        en: cells.next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_currency() {
        assert_eq!(
            all().len(),
            include_str!("../../data/currencies.csv").lines().count() - 1
        );
        assert_eq!(currency("vnd"), Some(VND));
        assert_eq!(currency("USD").map(|usd| usd.minor_units), Some(2));
        assert_eq!(currency("JPY").map(|yen| yen.minor_units), Some(0));
        assert_eq!(currency("XXX"), None);
    }
}
