//! Money as people in Vietnam write it. Amounts are whole minor units (đồng, cents) in `i64`; nothing here
//! uses floating point, converts between currencies or reads a dot as a decimal point in an amount of đồng.

mod currency;
mod format;
mod parse;

pub use currency::{Currency, VND, currency};
pub use format::{Locale, grouped, invoice_plain, money, short, suffix_d, symbol};
pub use parse::{parse_minor, parse_vnd};

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// Nothing was written.
    Empty,
    /// No reading as an amount exists, or more than one does.
    NotAnAmount,
    /// The amount has a part smaller than the currency's smallest unit.
    TooFine,
    /// Beyond 64 bits of minor units.
    Overflow,
}

impl std::fmt::Display for MoneyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "no amount",
            Self::NotAnAmount => "not an amount",
            Self::TooFine => "finer than the smallest unit of the currency",
            Self::Overflow => "amount too large",
        })
    }
}

impl std::error::Error for MoneyError {}
