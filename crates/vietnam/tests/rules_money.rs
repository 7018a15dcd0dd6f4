//! Amounts as people type them: what is read, and what is refused because it has no single reading.

use quen_vietnam::money::{MoneyError, currency, parse_minor, parse_vnd};

fn reads(cases: &[(&str, i64)]) {
    for (text, amount) in cases {
        assert_eq!(parse_vnd(text), Ok(*amount), "{text:?}");
    }
}

#[test]
fn whole_amounts() {
    reads(&[
        ("0", 0),
        ("0đ", 0),
        ("1.500", 1_500),
        ("1.500.000 VNĐ", 1_500_000),
        ("7,560,000", 7_560_000),
        ("7,560,000.00", 7_560_000),
        ("1.234.567,00", 1_234_567),
        ("₫7,560,000", 7_560_000),
        ("VND 1 234 567", 1_234_567),
        ("1\u{a0}234\u{202f}567", 1_234_567),
        ("１２３", 123),
        ("-45.000", -45_000),
        ("\u{2212}45.000đ", -45_000),
        ("-₫45,000", -45_000),
        ("₫ -45,000", -45_000),
        ("(45.000)", -45_000),
        ("(45.000 đ)", -45_000),
        ("+5.000", 5_000),
        ("1.250.000đ", 1_250_000),
        ("300000 đồng", 300_000),
    ]);
}

#[test]
fn amounts_with_units() {
    reads(&[
        ("500k", 500_000),
        ("500 K", 500_000),
        ("500k đ", 500_000),
        ("1,5k", 1_500),
        ("1.500k", 1_500_000),
        ("5k5", 5_500),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1tr05", 1_050_000),
        ("1tr250k", 1_250_000),
        ("1tr250.000", 1_250_000),
        ("1tr250000", 1_250_000),
        ("1 triệu 200", 1_200_000),
        ("1 triệu 200 nghìn 500 đồng", 1_200_500),
        ("7,6 tr", 7_600_000),
        ("1.5 triệu", 1_500_000),
        ("1.5TR", 1_500_000),
        ("1.250 tr", 1_250_000_000),
        ("1,250 tỷ", 1_250_000_000),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ đồng", 2_000_000_000),
        ("1 tỷ 2", 1_200_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1tỷ2tr", 1_002_000_000),
        ("2 triệu rưỡi", 2_500_000),
        ("7.6M", 7_600_000),
        ("1.250M", 1_250_000),
        ("1,250M", 1_250_000_000),
        ("412 nghìn", 412_000),
        ("412 ngan", 412_000),
        ("-2tr5", -2_500_000),
    ]);
}

#[test]
fn what_has_no_single_reading_is_refused() {
    for text in [
        "abc",
        "đ",
        "-",
        "1.5",
        "1,5",
        "1500.50",
        "1.50.000",
        "12 34",
        "1.234,567",
        "0.500",
        "0912345678",
        "k",
        "5 cái",
        "5m²",
        "--5",
        "(-5)",
        "tr5",
        "1tr2500",
        "1k2tr",
        "2tr3tr",
        "1tr1500000",
        "1/2",
        "10%",
        "1e6",
        "1tr2tr",
        "5 rưỡi",
        "1..000",
        ".500",
        "500.",
    ] {
        assert_eq!(parse_vnd(text), Err(MoneyError::NotAnAmount), "{text:?}");
    }
    assert_eq!(parse_vnd("  "), Err(MoneyError::Empty));
    assert_eq!(parse_vnd("1,2345k"), Err(MoneyError::TooFine));
    assert_eq!(parse_vnd("9223372036854775808"), Err(MoneyError::Overflow));
    assert_eq!(parse_vnd("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(parse_vnd("10.000.000.000 tỷ"), Err(MoneyError::Overflow));
    assert_eq!(parse_vnd(&"9".repeat(200)), Err(MoneyError::Overflow));
}

#[test]
fn currencies_with_cents_and_without() {
    let read = |text, code| parse_minor(text, currency(code).unwrap());
    assert_eq!(read("$1,234.56", "USD"), Ok(123_456));
    assert_eq!(read("1.234,56 US$", "USD"), Ok(123_456));
    assert_eq!(read("1.234", "USD"), Ok(123_400));
    assert_eq!(read("12.5", "EUR"), Ok(1_250));
    assert_eq!(read("-0,05 €", "EUR"), Ok(-5));
    assert_eq!(read("1.234", "JPY"), Ok(1_234));
    assert_eq!(read("1.23", "JPY"), Err(MoneyError::NotAnAmount));
    assert_eq!(read("1.2345", "USD"), Err(MoneyError::NotAnAmount));
    assert_eq!(read("500k", "VND"), Ok(500_000));
}
