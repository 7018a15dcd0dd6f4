//! Writes amounts: Vietnamese (dot thousands, sign behind) or English (comma thousands, sign before).
//! Never rounds, except the short forms, which are for headings and never for papers.

use super::Currency;

/// No-break space, so that a sign or unit never moves to the next line.
const NBSP: char = '\u{a0}';

/// Whose habits to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// `1.234.567 ₫`
    Vi,
    /// `₫1,234,567`
    En,
}

impl Locale {
    fn thousands(self) -> char {
        match self {
            Self::Vi => '.',
            Self::En => ',',
        }
    }

    fn decimal(self) -> char {
        match self {
            Self::Vi => ',',
            Self::En => '.',
        }
    }
}

/// `1.234.567 ₫` with a no-break space, as ICU writes đồng in Vietnamese.
pub fn symbol(dong: i64) -> String {
    money(dong, super::VND, Locale::Vi)
}

/// `1.234.567`, the style Quen's invoices use (Decree 254/2026, appendix points 7-8, lets the seller choose).
pub fn invoice_plain(dong: i64) -> String {
    grouped(dong, Locale::Vi)
}

/// `1.234.567đ`, as written in chat.
pub fn suffix_d(dong: i64) -> String {
    format!("{}đ", grouped(dong, Locale::Vi))
}

/// An amount of minor units of `currency` with its sign: `1.234,56 US$` or `$1,234.56`.
pub fn money(minor: i64, currency: Currency, locale: Locale) -> String {
    let scale = currency.scale().unsigned_abs();
    let magnitude = u128::from(minor.unsigned_abs());
    let sign = if minor < 0 { "-" } else { "" };
    let mut number = group(magnitude / scale, locale);
    if currency.minor_units > 0 {
        let width = usize::try_from(currency.minor_units).unwrap_or_default();
        number.push(locale.decimal());
        number.push_str(&format!("{:0width$}", magnitude % scale));
    }
    match locale {
        Locale::Vi => format!("{sign}{number}{NBSP}{}", currency.vi),
        // A sign made of letters would run into the digits.
        Locale::En if currency.en.ends_with(char::is_alphabetic) => {
            format!("{sign}{}{NBSP}{number}", currency.en)
        }
        Locale::En => format!("{sign}{}{number}", currency.en),
    }
}

/// A whole number with its thousands apart: `-45.000` or `-45,000`.
pub fn grouped(n: i64, locale: Locale) -> String {
    format!(
        "{}{}",
        if n < 0 { "-" } else { "" },
        group(u128::from(n.unsigned_abs()), locale)
    )
}

fn group(n: u128, locale: Locale) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(locale.thousands());
        }
        out.push(digit);
    }
    out
}

/// The short form of an amount of đồng for headings: `412 nghìn`, `7,6 tr`, `1,2 tỷ`; in English `412K`,
/// `7.6M`, `1.2B`. Half up to one decimal (none for thousands from ten up), a zero decimal left out.
pub fn short(dong: i64, locale: Locale) -> String {
    let magnitude = u128::from(dong.unsigned_abs());
    let sign = if dong < 0 { "-" } else { "" };
    // Each limit is where the next smaller form would round up to a full unit of this one.
    let (unit, decimals, vi, en) = match magnitude {
        999_950_000.. => (1_000_000_000, true, "tỷ", "B"),
        999_500.. => (1_000_000, true, "tr", "M"),
        9_950.. => (1_000, false, "nghìn", "K"),
        1_000.. => (1_000, true, "nghìn", "K"),
        _ => return format!("{sign}{magnitude}"),
    };
    let step = if decimals { unit / 10 } else { unit };
    let steps = (magnitude + step / 2) / step;
    let (whole, tenth) = if decimals {
        (steps / 10, steps % 10)
    } else {
        (steps, 0)
    };
    let mut number = group(whole, locale);
    if tenth > 0 {
        number.push_str(&format!("{}{tenth}", locale.decimal()));
    }
    match locale {
        Locale::Vi => format!("{sign}{number}{NBSP}{vi}"),
        Locale::En => format!("{sign}{number}{en}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::currency;
    use super::*;

    fn vi(dong: i64) -> String {
        short(dong, Locale::Vi).replace(NBSP, " ")
    }

    #[test]
    fn short_forms_round_half_up_and_carry_into_the_next_unit() {
        assert_eq!(vi(0), "0");
        assert_eq!(vi(999), "999");
        assert_eq!(vi(1_500), "1,5 nghìn");
        assert_eq!(vi(9_949), "9,9 nghìn");
        assert_eq!(vi(9_950), "10 nghìn");
        assert_eq!(vi(412_000), "412 nghìn");
        assert_eq!(vi(999_499), "999 nghìn");
        assert_eq!(vi(999_500), "1 tr");
        assert_eq!(vi(7_560_000), "7,6 tr");
        assert_eq!(vi(141_700_000), "141,7 tr");
        assert_eq!(vi(-186_000_000), "-186 tr");
        assert_eq!(vi(999_949_999), "999,9 tr");
        assert_eq!(vi(999_950_000), "1 tỷ");
        assert_eq!(vi(1_200_000_000), "1,2 tỷ");
        assert_eq!(vi(1_250_000_000_000), "1.250 tỷ");
        assert_eq!(short(7_560_000, Locale::En), "7.6M");
        assert_eq!(short(412_000, Locale::En), "412K");
    }

    #[test]
    fn foreign_amounts_show_their_minor_units() {
        let write =
            |minor, code, locale| money(minor, currency(code).unwrap(), locale).replace(NBSP, " ");
        assert_eq!(write(123_456, "USD", Locale::En), "$1,234.56");
        assert_eq!(write(123_456, "USD", Locale::Vi), "1.234,56 US$");
        assert_eq!(write(-5, "EUR", Locale::Vi), "-0,05 €");
        assert_eq!(write(1_234, "JPY", Locale::En), "¥1,234");
        assert_eq!(write(7_560_000, "VND", Locale::En), "₫7,560,000");
        assert_eq!(write(10_000, "THB", Locale::En), "THB 100.00");
    }

    #[test]
    fn the_smallest_number_does_not_overflow() {
        assert_eq!(invoice_plain(i64::MIN), "-9.223.372.036.854.775.808");
        assert_eq!(vi(i64::MIN), "-9.223.372.036,9 tỷ");
    }
}
