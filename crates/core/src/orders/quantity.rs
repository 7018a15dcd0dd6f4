//! A quantity: an exact decimal with three digits behind the point, in JSON a number. Never a float inside.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Thousandths of a unit in one unit.
const SCALE: i64 = 1_000;
/// Largest quantity in thousandths: a million units.
const MAX: i64 = 1_000_000 * SCALE;

/// How much of something: 0.001 to 1,000,000 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);

impl Quantity {
    /// One unit.
    pub const ONE: Self = Self(SCALE);

    /// So many thousandths; `None` when not above zero or too many.
    pub fn from_thousandths(thousandths: i64) -> Option<Self> {
        (1..=MAX)
            .contains(&thousandths)
            .then_some(Self(thousandths))
    }

    /// In thousandths, as stored.
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads `2`, `1.5`, `0,25`; `None` for anything else, for more than three digits behind the point, and out of range.
    pub fn parse(text: &str) -> Option<Self> {
        let number: Decimal = text.trim().replace(',', ".").parse().ok()?;
        let thousandths = number.checked_mul(Decimal::from(SCALE))?.normalize();
        let whole = thousandths.scale() == 0;
        i64::try_from(thousandths)
            .ok()
            .filter(|_| whole)
            .and_then(Self::from_thousandths)
    }

    /// Thousandths times a price in minor units per unit.
    pub(super) fn times(self, price: i64) -> i128 {
        i128::from(self.0) * i128::from(price)
    }

    pub(super) const DIVISOR: i128 = SCALE as i128;
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Decimal::new(self.0, 3).normalize())
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % SCALE == 0 {
            return serializer.serialize_i64(self.0 / SCALE);
        }
        // The shortest text of the nearest float is the decimal itself: 13 digits at most, floats hold 15.
        serializer.serialize_f64(self.0 as f64 / SCALE as f64)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::String(text) => text,
            _ => return Err(de::Error::custom("a quantity is a number")),
        };
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom("a quantity has at most three digits behind the point")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_quantity_is_refused() {
        for bad in [
            "0",
            "-1",
            "1.2345",
            "1000000.001",
            "abc",
            "",
            "99999999999999999999999999999",
        ] {
            assert_eq!(Quantity::parse(bad), None, "{bad}");
        }
        assert_eq!(
            Quantity::parse("0,25").map(Quantity::thousandths),
            Some(250)
        );
        assert_eq!(
            Quantity::parse("2.50").map(|q| q.to_string()),
            Some("2.5".to_owned())
        );
    }

    proptest! {
        #[test]
        fn json_keeps_every_quantity(thousandths in 1..=MAX) {
            let quantity = Quantity::from_thousandths(thousandths).unwrap();
            let json = serde_json::to_string(&quantity).unwrap();
            prop_assert_eq!(serde_json::from_str::<Quantity>(&json).unwrap(), quantity);
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity));
        }
    }
}
