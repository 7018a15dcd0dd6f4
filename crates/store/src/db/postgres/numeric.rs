//! PostgreSQL's numeric as far as integers and floats need it: sums and averages come back as
//! numeric, and a comparison with one asks for it. Wire form: count of digits, weight of the first
//! digit, sign, scale, then digits of base 10,000, each a big-endian 16-bit word.

use tokio_postgres::types::private::BytesMut;

const BASE: u64 = 10_000;
const NEGATIVE: u16 = 0x4000;

/// Writes an integer as numeric.
pub(super) fn write_integer(value: i64, out: &mut BytesMut) {
    let mut digits = Vec::new();
    let mut rest = value.unsigned_abs();
    while rest > 0 {
        // Below 10,000, so it fits.
        digits.push(u16::try_from(rest % BASE).unwrap_or_default());
        rest /= BASE;
    }
    let count = u16::try_from(digits.len()).unwrap_or_default();
    let sign = if value < 0 { NEGATIVE } else { 0 };
    for word in [count, count.saturating_sub(1), sign, 0] {
        out.extend_from_slice(&word.to_be_bytes());
    }
    for digit in digits.iter().rev() {
        out.extend_from_slice(&digit.to_be_bytes());
    }
}

/// The integer, if it is one and fits.
pub(super) fn read_integer(raw: &[u8]) -> Option<i64> {
    let numeric = Numeric::parse(raw)?;
    let mut sum: i128 = 0;
    for (digit, power) in numeric.digits() {
        if power >= 0 {
            let scale = 10_000_i128.checked_pow(u32::from(power.unsigned_abs()))?;
            sum = sum.checked_add(i128::from(digit).checked_mul(scale)?)?;
        } else if digit != 0 {
            return None;
        }
    }
    i64::try_from(if numeric.negative { -sum } else { sum }).ok()
}

/// The nearest float. NaN and infinities are refused.
pub(super) fn read_float(raw: &[u8]) -> Option<f64> {
    let numeric = Numeric::parse(raw)?;
    let mut text = String::from(if numeric.negative { "-0" } else { "0" });
    let mut exponent = 0;
    for (digit, power) in numeric.digits() {
        text.push_str(&format!("{digit:04}"));
        exponent = i32::from(power) * 4;
    }
    format!("{text}e{exponent}").parse().ok()
}

struct Numeric<'a> {
    weight: i16,
    negative: bool,
    words: &'a [u8],
}

impl<'a> Numeric<'a> {
    fn parse(raw: &'a [u8]) -> Option<Self> {
        let (head, words) = raw.split_at_checked(8)?;
        let mut fields = head.chunks_exact(2).filter_map(word);
        let _count = fields.next()?;
        let weight = fields.next()?.cast_signed();
        let negative = match fields.next()? {
            0 => false,
            NEGATIVE => true,
            _ => return None,
        };
        Some(Self {
            weight,
            negative,
            words,
        })
    }

    /// Each digit with its power of 10,000, greatest first.
    fn digits(&self) -> impl Iterator<Item = (u16, i16)> {
        let words = self.words.chunks_exact(2).filter_map(word);
        words.zip((i16::MIN..=self.weight).rev())
    }
}

fn word(bytes: &[u8]) -> Option<u16> {
    bytes.try_into().ok().map(u16::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_go_there_and_back() {
        for value in [
            0,
            1,
            -1,
            9_999,
            10_000,
            -10_001,
            123_456_789,
            i64::MAX,
            i64::MIN,
        ] {
            let mut out = BytesMut::new();
            write_integer(value, &mut out);
            assert_eq!(read_integer(&out), Some(value));
        }
    }

    #[test]
    fn fractions_are_floats_and_no_integers() {
        // 12345.678 on the wire: digits 1, 2345, 6780; weight 1; scale 3.
        let words: [u16; 7] = [3, 1, 0, 3, 1, 2345, 6780];
        let raw: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        assert_eq!(read_integer(&raw), None);
        assert_eq!(read_float(&raw), Some(12345.678));
    }

    #[test]
    fn not_a_number_is_refused() {
        let words: [u16; 4] = [0, 0, 0xC000, 0];
        let raw: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        assert_eq!(read_float(&raw), None);
        assert_eq!(read_integer(&raw), None);
    }
}
