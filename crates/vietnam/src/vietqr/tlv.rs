//! Tag, length, value: the building blocks of EMVCo codes, and their checksum.
//! Lengths count characters, so values should be ASCII; reading tolerates others.

/// One field as text.
pub fn field(tag: &str, value: &str) -> String {
    format!("{tag}{:02}{value}", value.chars().count())
}

/// Why a text is no row of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlvError {
    /// The text ends inside a field.
    Truncated,
    /// A tag or a length is not two digits.
    NotDigits,
    /// The same tag twice.
    Duplicate,
}

/// The fields of a text in the order they stand.
pub fn fields(text: &str) -> Result<Vec<(String, String)>, TlvError> {
    let mut chars = text.chars();
    let mut out: Vec<(String, String)> = Vec::new();
    while !chars.as_str().is_empty() {
        let tag = take(&mut chars, 2)?;
        let length = take(&mut chars, 2)?;
        if !digits(&tag) || !digits(&length) {
            return Err(TlvError::NotDigits);
        }
        let value = take(&mut chars, length.parse().map_err(|_| TlvError::NotDigits)?)?;
        if out.iter().any(|(known, _)| *known == tag) {
            return Err(TlvError::Duplicate);
        }
        out.push((tag, value));
    }
    Ok(out)
}

fn take(chars: &mut std::str::Chars<'_>, count: usize) -> Result<String, TlvError> {
    let part: String = chars.by_ref().take(count).collect();
    if part.chars().count() == count {
        Ok(part)
    } else {
        Err(TlvError::Truncated)
    }
}

/// Whether a text is ASCII digits and nothing else.
pub fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// CRC-16/CCITT-FALSE: polynomial 1021, start FFFF, no reflection, no final xor.
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_checksum() {
        assert_eq!(crc16(b"123456789"), 0x29b1);
    }

    #[test]
    fn broken_fields_are_named() {
        assert_eq!(fields("0002"), Err(TlvError::Truncated));
        assert_eq!(fields("00"), Err(TlvError::Truncated));
        assert_eq!(fields("0A0201"), Err(TlvError::NotDigits));
        assert_eq!(fields("000201000201"), Err(TlvError::Duplicate));
        assert_eq!(fields("0002ưu"), Ok(vec![("00".into(), "ưu".into())]));
        assert_eq!(fields(""), Ok(vec![]));
    }
}
