//! Vietnamese tax codes (mã số thuế): 10 digits of a company, 13 of its branch, 12 of a person. Says whether
//! a code can exist; never whether it was issued, which only the tax authority knows.
//!
//! Rule: weights 31, 29, 23, 19, 17, 13, 7, 5, 3 over the first nine digits, check digit = 10 - (sum mod 11),
//! a result of 10 cannot exist (as python-stdnum `stdnum.vn.mst`); branches 001 to 999, written with a dash.
//! Since 1 July 2025 people and household businesses use their 12-digit personal id, which has no public
//! check digit.

use unicode_normalization::UnicodeNormalization;

/// What a code is by its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Company: 10 digits.
    Company,
    /// Branch or dependent unit: 10 digits, dash, 3 digits.
    Branch,
    /// Person or household business: the 12-digit personal id.
    Person,
}

impl Kind {
    /// The word used at the doors: `mst10`, `mst13`, `personal_id12`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Company => "mst10",
            Self::Branch => "mst13",
            Self::Person => "personal_id12",
        }
    }
}

/// A code that can exist, in the form papers show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxCode {
    pub kind: Kind,
    /// Digits only, a branch with its dash: `0314409058-002`.
    pub text: String,
}

/// Why a text is no tax code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaxCodeError {
    /// Not 10, 12 or 13 digits, or other characters than digits, dots, dashes and spaces.
    Shape,
    /// The last of the ten digits does not fit the others.
    CheckDigit(Kind),
    /// Digits 3 to 9 are all zero.
    NoSerial(Kind),
    /// Branch 000.
    NoBranch,
}

impl TaxCodeError {
    /// What the code wanted to be, when its length tells.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Shape => None,
            Self::CheckDigit(kind) | Self::NoSerial(kind) => Some(kind),
            Self::NoBranch => Some(Kind::Branch),
        }
    }

    /// Key of the message in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Shape => "tax-code-shape",
            Self::CheckDigit(_) => "tax-code-check-digit",
            Self::NoSerial(_) => "tax-code-serial",
            Self::NoBranch => "tax-code-branch",
        }
    }
}

impl std::fmt::Display for TaxCodeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Shape => "a tax code has 10, 12 or 13 digits",
            Self::CheckDigit(_) => "wrong check digit",
            Self::NoSerial(_) => "digits 3 to 9 are all zero",
            Self::NoBranch => "branch 000 does not exist",
        })
    }
}

impl std::error::Error for TaxCodeError {}

/// Reads a tax code as people write it: with dots, spaces or dashes between the digits.
pub fn parse(text: &str) -> Result<TaxCode, TaxCodeError> {
    let text: String = text.trim().nfkc().collect();
    if !text.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return Err(TaxCodeError::Shape);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        10 => company(&digits, Kind::Company).map(|()| TaxCode {
            kind: Kind::Company,
            text: digits,
        }),
        13 => branch(&digits),
        12 if !has_short_branch(&text) => Ok(TaxCode {
            kind: Kind::Person,
            text: digits,
        }),
        _ => Err(TaxCodeError::Shape),
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}'
        )
}

/// `0314409058-02` has twelve digits but is a company code with a broken branch, not a person.
fn has_short_branch(text: &str) -> bool {
    let tail = text
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    tail.len() == 2
}

fn branch(digits: &str) -> Result<TaxCode, TaxCodeError> {
    let (head, tail) = digits.split_at_checked(10).ok_or(TaxCodeError::Shape)?;
    company(head, Kind::Branch)?;
    if tail == "000" {
        return Err(TaxCodeError::NoBranch);
    }
    Ok(TaxCode {
        kind: Kind::Branch,
        text: format!("{head}-{tail}"),
    })
}

fn company(digits: &str, kind: Kind) -> Result<(), TaxCodeError> {
    const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    if digits.chars().skip(2).take(7).all(|digit| digit == '0') {
        return Err(TaxCodeError::NoSerial(kind));
    }
    let values: Vec<u32> = digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    let sum: u32 = values
        .iter()
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    if values.last() == Some(&(10 - sum % 11)) {
        Ok(())
    } else {
        Err(TaxCodeError::CheckDigit(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_full_width_digits_do_not_matter() {
        for text in [
            "0100112437",
            " 01 00 112 437 ",
            "0100-112-437",
            "０１００１１２４３７",
        ] {
            assert_eq!(
                parse(text).map(|code| code.text),
                Ok("0100112437".to_owned()),
                "{text}"
            );
        }
        assert_eq!(
            parse("0314409058–002").map(|code| code.text),
            Ok("0314409058-002".to_owned())
        );
    }

    #[test]
    fn a_check_of_ten_cannot_exist() {
        // The weighted sum of these nine digits is a multiple of 11, so no last digit fits.
        let head = (0..=999_999_999u32)
            .map(|n| format!("{n:09}"))
            .find(|head| {
                let sum: u32 = head
                    .chars()
                    .zip([31, 29, 23, 19, 17, 13, 7, 5, 3])
                    .map(|(d, w)| d as u32 % 48 * w)
                    .sum();
                sum > 0 && sum.is_multiple_of(11)
            })
            .unwrap();
        for last in 0..10 {
            assert!(parse(&format!("{head}{last}")).is_err());
        }
    }

    #[test]
    fn a_company_code_with_a_broken_branch_is_no_person() {
        assert_eq!(parse("0314409058-02"), Err(TaxCodeError::Shape));
        assert_eq!(
            parse("0100000008"),
            Err(TaxCodeError::NoSerial(Kind::Company))
        );
        assert_eq!(parse("MST 0100112437"), Err(TaxCodeError::Shape));
        assert_eq!(parse(""), Err(TaxCodeError::Shape));
    }
}
