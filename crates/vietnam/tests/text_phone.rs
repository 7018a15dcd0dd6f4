//! Phones: dirty cells by example, and the fast path against libphonenumber on random digits.

use phonenumber::country::Id;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, Type};
use proptest::prelude::*;
use quen_vietnam::phone::{self, Kind, PhoneError};

fn e164(text: &str) -> String {
    phone::parse(text).map_or_else(|error| format!("{error:?}"), |one| one.e164().to_owned())
}

fn all(text: &str) -> Vec<String> {
    let found = phone::parse_all(text);
    found
        .into_iter()
        .map(|one| one.map_or_else(|error| format!("{error:?}"), |one| one.e164().to_owned()))
        .collect()
}

#[test]
fn every_old_prefix_becomes_its_new_one() {
    let table = [
        ("0162", "32"),
        ("0163", "33"),
        ("0164", "34"),
        ("0165", "35"),
        ("0166", "36"),
        ("0167", "37"),
        ("0168", "38"),
        ("0169", "39"),
        ("0120", "70"),
        ("0121", "79"),
        ("0122", "77"),
        ("0126", "76"),
        ("0128", "78"),
        ("0123", "83"),
        ("0124", "84"),
        ("0125", "85"),
        ("0127", "81"),
        ("0129", "82"),
        ("0186", "56"),
        ("0188", "58"),
        ("0199", "59"),
    ];
    for (old, new) in table {
        let phone = phone::parse(&format!("{old} 765 4321")).unwrap();
        assert_eq!(phone.e164(), format!("+84{new}7654321"));
        assert!(phone.is_converted() && !phone.is_repaired());
        let bare = phone::parse(&format!("{}7654321", &old[1..])).unwrap();
        assert!(bare.is_converted() && bare.is_repaired());
    }
    assert_eq!(e164("01601234567"), "TooLong");
    assert_eq!(e164("0168123456"), "NotAllocated");
}

#[test]
fn dirt_around_one_number_does_not_matter() {
    let same = [
        "0912345678",
        "+84 (0)912 345 678",
        "84091 234 5678",
        "084 912 345 678",
        "0084-0912345678",
        "912345678",
        "０９１２３４５６７８",
        "09\u{200b}12\u{a0}345\u{202f}678\u{feff}",
        "'0912345678",
        "=\"0912345678\"",
        "912345678.0",
        "9.12345678E+08",
        "SĐT: 0912.345.678",
        "tel:+84912345678",
        "Zalo 0912–345–678 (chị Lan)",
        "0912 345678;",
        "0912345678 / 0912 345 678",
        "O912345678",
        "٠٩١٢٣٤٥٦٧٨",
        "0912/345/678",
        "\t0912345678\r\n",
    ];
    for text in same {
        assert_eq!(e164(text), "+84912345678", "{text:?}");
    }
}

#[test]
fn a_cell_with_several_numbers_gives_all_of_them() {
    let both = ["+84912345678", "+84987654321"];
    for text in [
        "0912345678 / 0987654321",
        "0912345678, 0987654321",
        "0912345678;0987654321",
        "0912345678 0987654321",
        "0912345678-0987654321",
        "0912.345.678 - 098.765.4321",
        "0912345678\n0987654321",
        "0912345678 hoặc 0987654321",
        "+84912345678+84987654321",
        "912345678|987654321",
        "0912 345 678 & 0987 654 321",
        "Anh: 0912345678 Vợ: 0987654321",
    ] {
        assert_eq!(all(text), both, "{text:?}");
        assert_eq!(phone::parse(text), Err(PhoneError::Several));
    }
    assert_eq!(
        all("028 3822 1234 - 0912345678 - 1900 6017"),
        ["+842838221234", "+84912345678", "+8419006017"]
    );
    assert_eq!(all("0912345678 / 12"), ["+84912345678", "TooShort"]);
    assert_eq!(e164("0912345678 / 12"), "+84912345678");
    assert_eq!(all("không có"), Vec::<String>::new());
}

#[test]
fn extensions_are_kept_apart() {
    for text in [
        "028 3822 1234 ext 101",
        "02838221234 (máy lẻ: 101)",
        "028 38221234 x101",
        "028 3822 1234 #101",
        "028.38221234 nhánh 101",
    ] {
        let phone = phone::parse(text).unwrap();
        assert_eq!(
            (phone.e164(), phone.extension()),
            ("+842838221234", Some("101")),
            "{text:?}"
        );
    }
}

#[test]
fn wrong_numbers_say_why() {
    assert_eq!(e164(""), "Empty");
    assert_eq!(e164("chưa cho số"), "Empty");
    assert_eq!(e164("091234567"), "TooShort");
    assert_eq!(e164("09123456789"), "TooLong");
    assert_eq!(e164("0521234567"), "NotAllocated");
    assert_eq!(e164("0412345678"), "NotAllocated");
    assert_eq!(e164("+84 12"), "TooShort");
    assert_eq!(e164("9.12346E+08"), "TooShort");
    assert_eq!(
        phone::possible("052 123 4567").as_deref(),
        Some("+84521234567")
    );
    assert_eq!(phone::possible("0412345678"), None);
    assert_eq!(phone::possible("0912345678"), None);
}

#[test]
fn foreign_numbers_are_read_by_their_own_rules() {
    let phone = phone::parse("+1 (650) 253-0000").unwrap();
    assert_eq!(
        (phone.e164(), phone.kind()),
        ("+16502530000", Kind::Foreign)
    );
    assert_eq!(phone.carrier_hint(), None);
    assert_eq!(phone.national(), "(650) 253-0000");
    assert_eq!(e164("0016502530000"), "+16502530000");
    assert_eq!(e164("+82 10-1234-5678"), "+821012345678");
    assert_eq!(phone::display("+16502530000"), "+1 650-253-0000");
    assert_eq!(e164("+1 650"), "TooShort");
}

#[test]
fn a_stored_number_is_shown_in_groups() {
    assert_eq!(phone::display("+84912345678"), "0912 345 678");
    assert_eq!(phone::display("+842838221234"), "028 3822 1234");
    assert_eq!(phone::display("+842363822123"), "0236 3822 123");
    assert_eq!(phone::display("+8419006017"), "1900 6017");
    assert_eq!(phone::display("nội bộ"), "nội bộ");
    assert_eq!(phone::display(""), "");
}

#[test]
fn numbers_are_found_by_their_end_and_their_beginning() {
    let stored = phone::suffix_key("+84912345678");
    for typed in ["5678", "345 678", "0912345678", "+84 912 345 678"] {
        assert!(
            stored.starts_with(&phone::suffix_query(typed).unwrap()),
            "{typed}"
        );
    }
    assert_eq!(phone::suffix_query("Lan"), None);
    assert_eq!(phone::suffix_query(" "), None);
    for typed in ["09", "0912 3", "+849", "84912", "0084912"] {
        assert!(
            "+84912345678".starts_with(&phone::typed_prefix(typed).unwrap()),
            "{typed}"
        );
    }
    assert_eq!(phone::typed_prefix("5678"), None);
}

/// What libphonenumber says of the same text with region VN: E.164 and national form of a valid number. The crate's
/// patterns of ministries' numbers and of free ones in 12 also fit longer numbers, which libphonenumber itself refuses: those are taken out.
fn reference(text: &str) -> Option<(String, String)> {
    let number = phonenumber::parse(Some(Id::VN), text).ok()?;
    let show = |mode| number.format().mode(mode).to_string();
    let (e164, national) = (show(Mode::E164), show(Mode::National));
    let fits = match number.number_type(&DATABASE) {
        Type::Uan => {
            let digits = e164.strip_prefix("+84")?;
            let ministry = digits.starts_with("69") && matches!(digits.len(), 7 | 8);
            ministry || (digits.get(1..3) == Some("99") && digits.len() == 7)
        }
        Type::TollFree => {
            let digits = e164.strip_prefix("+84")?;
            !digits.starts_with("12") || digits.len() == 8
        }
        _ => true,
    };
    (phonenumber::is_valid(&number) && fits).then_some((e164, national))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Left out: numbers of the plan before 2018, which libphonenumber does not convert; 014, which its newest data has
    /// and the crate's has not; nine digits that start with 84, which libphonenumber reads as a whole number (as we do)
    /// and the crate as a country code.
    #[test]
    fn the_fast_path_equals_libphonenumber(
        country in "(\\+84|84|0084|0)",
        national in "([35789][0-9]{8}|2[0-9]{9}|1[89]00[0-9]{4,6}|12[0-9]{6}|69[0-9]{5,6}|[17]99[0-9]{4}|672[0-9]{6}|[0-9]{6,10})",
    ) {
        let text = format!("{country}{national}");
        let ours = phone::parse(&text).ok().filter(|one| !one.is_converted());
        let converted = phone::parse(&text).is_ok_and(|one| one.is_converted());
        let newer = national.trim_start_matches('0').starts_with("14");
        let two_readings = (country == "0" && national.starts_with("84")) || (country == "84" && national.len() == 7);
        let zeros = national.starts_with("00") || (country == "0" && national.starts_with('0'));
        if !converted && !newer && !two_readings && !zeros {
            prop_assert_eq!(ours.map(|one| (one.e164().to_owned(), one.national())), reference(&text), "{}", text);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC*") {
        for phone in phone::parse_all(&text).into_iter().flatten() {
            let again = phone::parse(phone.e164()).unwrap();
            prop_assert_eq!(again.e164(), phone.e164());
            let _ = (phone.national(), phone::display(phone.e164()));
        }
        let _ = (phone::parse(&text), phone::possible(&text), phone::suffix_query(&text), phone::typed_prefix(&text));
        let _ = phone::display(&text);
    }

    #[test]
    fn digits_and_signs_never_break_the_reader(text in "[0-9+ /.,()#xE-]{0,40}") {
        for phone in phone::parse_all(&text).into_iter().flatten() {
            prop_assert!(phone.e164().len() <= 16);
        }
    }
}
