//! The example of the README, run.

use quen_vietnam::phone::PhoneError;
use quen_vietnam::{collation, fold, names, phone};

#[test]
fn the_readme_tells_the_truth() -> Result<(), PhoneError> {
    let readme = include_str!("../README.md");
    let number = phone::parse("0168 123 4567")?;
    assert_eq!(number.e164(), "+84381234567");
    assert_eq!(number.national(), "0381 234 567");
    assert_eq!(names::parse("Chị Hương Zalo").ten, "Hương");
    assert_eq!(fold::fold("Đặng Thị Hương"), "dang thi huong");
    assert!(collation::name_key("Lê An") < collation::name_key("Bùi Ân"));
    for line in [
        "phone::parse(\"0168 123 4567\")",
        "names::parse(\"Chị Hương Zalo\")",
        "collation::name_key(\"Lê An\")",
    ] {
        assert!(readme.contains(line), "{line}");
    }
    Ok(())
}
