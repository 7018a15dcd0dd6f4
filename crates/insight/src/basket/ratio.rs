//! A threshold as an exact fraction, from its decimal text.

/// `numerator / denominator`, both whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: u64,
    denominator: u64,
}

impl Ratio {
    /// Reads `0.001`, `1e-3` or `1`: at most 15 digits, between 0 and 1.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent: i32 = exponent.parse().ok()?;
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{part}");
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let places = i32::try_from(part.len()).ok()?.checked_sub(exponent)?;
        if !plain || digits.len() > 17 || !(0..=18).contains(&places) {
            return None;
        }
        let denominator = 10u64.pow(u32::try_from(places).ok()?);
        let numerator: u64 = digits.parse().ok()?;
        (numerator <= denominator).then_some(Self {
            numerator,
            denominator,
        })
    }

    /// The least whole count out of `n` that reaches the ratio; at least 1.
    #[must_use]
    pub fn least_of(self, n: u64) -> u64 {
        let product = u128::from(self.numerator) * u128::from(n);
        let least = product.div_ceil(u128::from(self.denominator));
        u64::try_from(least).unwrap_or(u64::MAX).max(1)
    }

    /// Whether `part / whole` reaches the ratio.
    #[must_use]
    pub fn reached(self, part: u64, whole: u64) -> bool {
        u128::from(part) * u128::from(self.denominator)
            >= u128::from(self.numerator) * u128::from(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let tenth_per_cent = Ratio::parse("0.001").unwrap();
        assert_eq!(tenth_per_cent, Ratio::parse("1e-3").unwrap());
        assert_eq!(
            (tenth_per_cent.least_of(9835), tenth_per_cent.least_of(9000)),
            (10, 9)
        );
        assert!(
            Ratio::parse("0.8").unwrap().reached(8, 10)
                && !Ratio::parse("0.8").unwrap().reached(7, 9)
        );
        for wrong in ["", "-0.1", "1.5", "x", "1e99", "NaN", "0.1e-40"] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
    }
}
