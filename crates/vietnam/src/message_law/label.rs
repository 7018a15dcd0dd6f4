//! The label an advert must begin with and the brand name it must come from (Decree 91/2020 arts 12, 14-16,
//! 23). Never removes a label and never writes two.

use chrono::NaiveDate;

use super::tables::legal_value;

/// The text or subject line with `[QC]` first, unless it begins with `[QC]` or `[AD]` already.
pub fn label(text: &str) -> String {
    let text = text.trim_start();
    let marked = text.get(..4).map(str::to_ascii_uppercase);
    match (marked.as_deref(), text.get(4..)) {
        (Some(mark @ ("[QC]" | "[AD]")), Some(rest)) => format!("{mark}{rest}"),
        _ => format!("[QC] {text}"),
    }
}

/// Why a brand name cannot be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrandnameError {
    Empty,
    /// Longer than allowed (11 characters); holds their number.
    TooLong(usize),
    /// Other characters than Latin letters without marks, digits, `-`, `_`, `.` and space.
    Character,
    DigitsOnly,
}

impl BrandnameError {
    /// Key of the message in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "brandname-empty",
            Self::TooLong(_) => "brandname-too-long",
            Self::Character => "brandname-character",
            Self::DigitsOnly => "brandname-digits-only",
        }
    }
}

impl std::fmt::Display for BrandnameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::TooLong(length) => write!(f, "{length} characters"),
            Self::Character => {
                f.write_str("a character outside Latin letters, digits, - _ . and space")
            }
            Self::DigitsOnly => f.write_str("digits only"),
        }
    }
}

impl std::error::Error for BrandnameError {}

/// Checks a brand name's form by the rule of a day ([`NaiveDate::MAX`] = the newest). Whether it is registered,
/// and still within its three years, is not known here.
pub fn check_brandname(name: &str, on: NaiveDate) -> Result<(), BrandnameError> {
    if name.trim().is_empty() {
        return Err(BrandnameError::Empty);
    }
    if !name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
    {
        return Err(BrandnameError::Character);
    }
    let longest =
        legal_value("brandname_characters", on).and_then(|longest| usize::try_from(longest).ok());
    if longest.is_none_or(|longest| name.len() > longest) {
        return Err(BrandnameError::TooLong(name.len()));
    }
    if name.chars().all(|c| c.is_ascii_digit()) {
        return Err(BrandnameError::DigitsOnly);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_label_and_only_in_front() {
        for (text, labelled) in [
            ("Giảm 20%", "[QC] Giảm 20%"),
            ("  [QC] Giảm 20%", "[QC] Giảm 20%"),
            ("[qc] Giảm 20%", "[QC] Giảm 20%"),
            ("[AD]Sale", "[AD]Sale"),
            ("Giảm 20% [QC]", "[QC] Giảm 20% [QC]"),
            ("QC giảm", "[QC] QC giảm"),
            ("[Q", "[QC] [Q"),
            ("ưđâ", "[QC] ưđâ"),
        ] {
            assert_eq!(label(text), labelled);
            assert_eq!(label(labelled), labelled);
        }
    }

    #[test]
    fn brand_names() {
        let check_brandname = |name| super::check_brandname(name, NaiveDate::MAX);
        for name in ["QUENSHOP", "Quen-Shop.1", "QUEN SHOP", "1234A"] {
            assert_eq!(check_brandname(name), Ok(()), "{name}");
        }
        assert_eq!(
            check_brandname("QUEN SHOP.VN"),
            Err(BrandnameError::TooLong(12))
        );
        assert_eq!(check_brandname("123456"), Err(BrandnameError::DigitsOnly));
        assert_eq!(check_brandname("Quán"), Err(BrandnameError::Character));
        assert_eq!(check_brandname("A&B"), Err(BrandnameError::Character));
        assert_eq!(check_brandname("  "), Err(BrandnameError::Empty));
    }
}
