//! The purpose of a transfer in plain ASCII: banks drop or garble anything else.

use unicode_normalization::UnicodeNormalization;

use super::PURPOSE_LIMIT;

/// Folds marks away, drops what has no ASCII form and cuts to 25 characters: `Thanh toán đơn hàng` gives
/// `Thanh toan don hang`.
pub fn ascii_purpose(text: &str) -> String {
    text.trim()
        .nfkd()
        .filter_map(plain)
        .take(PURPOSE_LIMIT)
        .collect()
}

fn plain(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        'đ' | 'ð' => Some('d'),
        'Đ' | 'Ð' => Some('D'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '‘' | '’' => Some('\''),
        '“' | '”' => Some('"'),
        c if c.is_whitespace() => Some(' '),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_ascii_is_left() {
        assert_eq!(
            ascii_purpose("  QN00012345 Đặng Thị Ước "),
            "QN00012345 Dang Thi Uoc"
        );
        assert_eq!(ascii_purpose("cà phê\t☕ – “sữa”"), "ca phe  - \"sua\"");
        assert_eq!(ascii_purpose("đơn\u{a0}hàng"), "don hang");
        assert_eq!(ascii_purpose("漢字"), "");
        assert_eq!(ascii_purpose(&"ấ".repeat(40)), "a".repeat(25));
    }
}
