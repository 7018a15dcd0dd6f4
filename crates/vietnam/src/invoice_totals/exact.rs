//! Exact decimal numbers for quantities and percentages (`1.5`, `33.33`). Never floating point; an operation
//! that would not fit answers nothing.

/// A decimal number: `mantissa` / 10^`scale`, kept without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Exact {
    mantissa: i128,
    scale: u32,
}

impl Exact {
    /// Reads a plain or exponent number with a dot: `-1.50`, `2e-3`. At most 18 digits before the dot and 12
    /// after it.
    pub fn parse(text: &str) -> Option<Self> {
        let (figure, exponent) = match text.split_once(['e', 'E']) {
            Some((figure, exponent)) => (figure, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (sign, digits) = figure
            .strip_prefix('-')
            .map_or((1, figure), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all: String = [whole, fraction].concat();
        if whole.is_empty() || all.len() > 30 || !all.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        let mantissa: i128 = all.parse().ok()?;
        let read = match u32::try_from(scale) {
            Ok(scale) => Self { mantissa, scale }.shortened(),
            Err(_) => {
                let factor = 10i128.checked_pow(scale.unsigned_abs())?;
                Self {
                    mantissa: mantissa.checked_mul(factor)?,
                    scale: 0,
                }
            }
        };
        let fits = read.scale <= 12 && read.mantissa / 10i128.pow(read.scale) < 10i128.pow(18);
        fits.then_some(Self {
            mantissa: sign * read.mantissa,
            scale: read.scale,
        })
    }

    fn shortened(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self = Self {
                mantissa: self.mantissa / 10,
                scale: self.scale - 1,
            };
        }
        self
    }

    /// `amount` times this number, divided by `divisor`, half up (away from zero) to a whole number.
    pub fn of(self, amount: i64, divisor: i128) -> Option<i64> {
        let product = self.mantissa.checked_mul(i128::from(amount))?;
        let whole = divisor.checked_mul(10i128.checked_pow(self.scale)?)?;
        i64::try_from(half_up(product, whole)?).ok()
    }

    /// Whether the number is below zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether the number is zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }
}

impl From<i64> for Exact {
    fn from(whole: i64) -> Self {
        Self {
            mantissa: whole.into(),
            scale: 0,
        }
    }
}

impl std::fmt::Display for Exact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let one = 10u128.checked_pow(self.scale).unwrap_or(1);
        let magnitude = self.mantissa.unsigned_abs();
        write!(f, "{sign}{}", magnitude / one)?;
        if self.scale > 0 {
            write!(
                f,
                ".{:0width$}",
                magnitude % one,
                width = usize::try_from(self.scale).unwrap_or_default()
            )?;
        }
        Ok(())
    }
}

/// `numerator / denominator`, halves away from zero. `denominator` must be positive.
pub fn half_up(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator <= 0 {
        return None;
    }
    let twice = numerator.unsigned_abs().checked_mul(2)?;
    let denominator = denominator.unsigned_abs();
    let magnitude =
        i128::try_from(twice.checked_add(denominator)? / denominator.checked_mul(2)?).ok()?;
    Some(if numerator < 0 { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_decimals() {
        for (text, written) in [
            ("1.50", "1.5"),
            ("-0.05", "-0.05"),
            ("2e3", "2000"),
            ("1.5e-3", "0.0015"),
            ("0", "0"),
        ] {
            assert_eq!(
                Exact::parse(text).map(|n| n.to_string()).as_deref(),
                Some(written),
                "{text}"
            );
        }
        for text in [
            "",
            ".5",
            "1,5",
            "--1",
            "1.2.3",
            "1e",
            "1e400",
            "NaN",
            "1e-400",
            "9999999999999999999",
        ] {
            assert_eq!(Exact::parse(text), None, "{text}");
        }
    }

    #[test]
    fn halves_go_away_from_zero() {
        let of = |text, amount, divisor| Exact::parse(text).and_then(|n| n.of(amount, divisor));
        assert_eq!(of("1.5", 3, 1), Some(5));
        assert_eq!(of("1.5", -3, 1), Some(-5));
        assert_eq!(of("5", 68_250, 100), Some(3_413));
        assert_eq!(of("1.1", i64::MAX, 1), None);
        assert_eq!(half_up(1, 0), None);
    }
}
