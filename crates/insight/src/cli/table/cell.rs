//! What a cell says: numbers, days, amounts. Text in, a value or nothing out; nothing is guessed.

use chrono::NaiveDate;

/// A finite number, or nothing.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// A whole number, also when written `3.0`.
#[must_use]
pub fn integer(text: &str) -> Option<i64> {
    let exact = text.parse().ok();
    exact.or_else(|| {
        number(text)
            .filter(|v| v.fract() == 0.0 && v.abs() < 9e15)
            .map(|v| v as i64)
    })
}

/// Days since 1970-01-01 from a date (`2024-03-09`, also with a time behind) or from a whole number of days.
#[must_use]
pub fn day(text: &str) -> Option<i32> {
    if let Some(days) = integer(text) {
        return i32::try_from(days).ok();
    }
    let date = text.split(['T', ' ']).next()?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).ok()
}

/// Hundredths of a decimal amount, rounded half away from zero; exact, not by way of a float.
#[must_use]
pub fn cents(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = whole
        .bytes()
        .chain(part.bytes())
        .all(|byte| byte.is_ascii_digit());
    if !all_digits || whole.len() + part.len() == 0 {
        return number(text)
            .map(|v| (v * 100.0).round())
            .filter(|v| v.abs() < 9e15)
            .map(exact_i64);
    }
    let digit = |at: usize| {
        part.as_bytes()
            .get(at)
            .map_or(0, |byte| i64::from(byte - b'0'))
    };
    let units: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let round = i64::from(digit(2) >= 5);
    let hundredths = units
        .checked_mul(100)?
        .checked_add(digit(0) * 10 + digit(1) + round)?;
    Some(if negative { -hundredths } else { hundredths })
}

fn exact_i64(value: f64) -> i64 {
    value as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_and_amounts_are_exact() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("1998-06-30T10:00:00"), Some(10_407));
        assert_eq!(day("10407"), Some(10_407));
        assert_eq!(day("2023-02-29"), None);
        assert_eq!(cents("29.33"), Some(2933));
        assert_eq!(cents("-0.005"), Some(-1));
        assert_eq!(cents(".5"), Some(50));
        assert_eq!(cents("1e2"), Some(10_000));
        assert_eq!(cents("."), None);
        assert_eq!(cents("999999999999999999999"), None);
    }

    proptest! {
        #[test]
        fn cents_agree_with_the_decimal(whole in -9_999_999i64..9_999_999, part in 0i64..100) {
            let sign = if whole < 0 { -1 } else { 1 };
            let text = format!("{whole}.{part:02}");
            prop_assert_eq!(cents(&text), Some(whole * 100 + sign * part));
        }
    }
}
