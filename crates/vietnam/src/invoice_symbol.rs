//! Symbols of electronic invoices: `1C26TAA` = form 1, with tax-authority code, year 2026, registered by the
//! seller. Letters come from a dated table, because the list grows (F is new in 2026). Never assigns a
//! symbol or a number: only the licensed issuing system may.
//!
//! Source: Circular 91/2026/TT-BTC, Appendix I. In the XML the digit is `KHMSHDon`, the six other characters
//! are `KHHDon`.

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dated::Table;

/// A symbol taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Symbol {
    /// `1` to `9`.
    pub form: char,
    /// `C`: the invoice carries a code of the tax authority; `K`: it does not.
    pub with_code: bool,
    /// Four digits.
    pub year: i32,
    /// One of `T D L M N B G H X F`.
    pub kind: char,
    /// Two capital letters the seller chooses, `YY` when unused.
    pub suffix: [char; 2],
}

/// Why a text is no symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolError {
    /// Six characters: the form digit is missing.
    FormMissing,
    /// Not seven characters.
    Length,
    /// The form digit was not in use that year.
    Form,
    /// The first letter is neither C nor K.
    CodeLetter,
    /// The year is not two digits.
    Year,
    /// The kind letter was not in use that year.
    Kind,
    /// The last two characters are not capital letters A to Z.
    Suffix,
}

impl SymbolError {
    /// Key of the message in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::FormMissing => "invoice-symbol-form-missing",
            Self::Length => "invoice-symbol-length",
            Self::Form => "invoice-symbol-form",
            Self::CodeLetter => "invoice-symbol-code-letter",
            Self::Year => "invoice-symbol-year",
            Self::Kind => "invoice-symbol-kind",
            Self::Suffix => "invoice-symbol-suffix",
        }
    }
}

impl std::fmt::Display for SymbolError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::FormMissing => "form digit missing",
            Self::Length => "a symbol has seven characters",
            Self::Form => "form digit",
            Self::CodeLetter => "first letter must be C or K",
            Self::Year => "year",
            Self::Kind => "kind letter",
            Self::Suffix => "suffix letters only",
        })
    }
}

impl std::error::Error for SymbolError {}

/// Reads a symbol of seven characters.
pub fn parse(text: &str) -> Result<Symbol, SymbolError> {
    let chars: Vec<char> = text.trim().chars().collect();
    let [form, code, tens, ones, kind, first, second] = *chars.as_slice() else {
        let lacks_form = chars.len() == 6 && matches!(chars.first(), Some('C' | 'K'));
        return Err(if lacks_form {
            SymbolError::FormMissing
        } else {
            SymbolError::Length
        });
    };
    let year = year(tens, ones).ok_or(SymbolError::Year)?;
    if !in_use("form", form, year) {
        return Err(SymbolError::Form);
    }
    if !matches!(code, 'C' | 'K') {
        return Err(SymbolError::CodeLetter);
    }
    if !in_use("kind", kind, year) {
        return Err(SymbolError::Kind);
    }
    if !(first.is_ascii_uppercase() && second.is_ascii_uppercase()) {
        return Err(SymbolError::Suffix);
    }
    Ok(Symbol {
        form,
        with_code: code == 'C',
        year,
        kind,
        suffix: [first, second],
    })
}

/// The name of the invoice that papers carry (`THDon`), for a form digit on a date.
pub fn form_name(form: char, on: NaiveDate) -> Option<&'static str> {
    let row = table().find(on, |entry| entry.part == "form" && entry.letter == form)?;
    Some(&row.value.meaning_vi)
}

/// The table of form digits and kind letters.
pub fn table() -> &'static Table<Entry> {
    static TABLE: OnceLock<Table<Entry>> = OnceLock::new();
    TABLE.get_or_init(|| Table::embedded(include_str!("../data/invoice_symbols.csv")))
}

/// One form digit or kind letter.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    /// `form` or `kind`.
    pub part: String,
    pub letter: char,
    pub meaning_vi: String,
    pub meaning_en: String,
}

fn year(tens: char, ones: char) -> Option<i32> {
    let digit = |c: char| c.to_digit(10).and_then(|digit| i32::try_from(digit).ok());
    Some(2000 + digit(tens)? * 10 + digit(ones)?)
}

/// Symbols carry only a year: a letter is good when it was in force on any day of it.
fn in_use(part: &str, letter: char, year: i32) -> bool {
    let (Some(from), Some(to)) = (
        NaiveDate::from_ymd_opt(year, 1, 1),
        NaiveDate::from_ymd_opt(year, 12, 31),
    ) else {
        return false;
    };
    table()
        .rows()
        .iter()
        .any(|row| row.value.part == part && row.value.letter == letter && row.touches(from, to))
}

impl std::fmt::Display for Symbol {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let code = if self.with_code { 'C' } else { 'K' };
        let [first, second] = self.suffix;
        let year = self.year.rem_euclid(100);
        write!(
            f,
            "{}{code}{year:02}{}{first}{second}",
            self.form, self.kind
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_can_be_read() {
        let table = Table::<Entry>::read(include_str!("../data/invoice_symbols.csv")).unwrap();
        assert_eq!(
            table
                .rows()
                .iter()
                .filter(|row| row.value.part == "form")
                .count(),
            9
        );
        assert_eq!(
            table
                .rows()
                .iter()
                .filter(|row| row.value.part == "kind")
                .count(),
            10
        );
    }

    #[test]
    fn a_letter_counts_only_from_its_year() {
        assert!(parse("1C26FYY").is_ok());
        assert_eq!(parse("1C25FYY"), Err(SymbolError::Kind));
        assert_eq!(parse("9K24TAA"), Err(SymbolError::Form));
        assert!(parse("9K26TAA").is_ok());
    }

    #[test]
    fn what_is_read_can_be_written() {
        for text in ["1C26TAA", "2K25MYY", "6K26NAB", "7C26XZZ"] {
            assert_eq!(
                parse(text).map(|symbol| symbol.to_string()).as_deref(),
                Ok(text)
            );
        }
        for text in [
            "",
            "1C26TA",
            "1C26TAAA",
            "1c26TAA",
            "1C26TaA",
            "1C2ATAA",
            "1C26TÁA",
            "１C26TAA",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_form_names_the_invoice() {
        let on = "2026-11-21".parse().unwrap();
        assert_eq!(form_name('1', on), Some("Hóa đơn giá trị gia tăng"));
        assert_eq!(form_name('0', on), None);
    }
}
