//! Addresses: the tables are whole, old and new units are told apart, nothing is rewritten in silence.
#![expect(
    clippy::unwrap_used,
    reason = "an impossible day in a test must fail it"
)]

use chrono::NaiveDate;
use quen_vietnam::address::{self, Certainty, ProvinceKind, WardKind};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn the_tables_are_whole() {
    assert_eq!(address::provinces().len(), 34);
    let wards: usize = address::provinces()
        .iter()
        .map(|unit| address::wards_of(unit.code).len())
        .sum();
    assert_eq!(wards, 3_321);
    let zones = address::provinces()
        .iter()
        .flat_map(|unit| address::wards_of(unit.code));
    assert_eq!(
        zones
            .filter(|ward| ward.kind == WardKind::SpecialZone)
            .count(),
        13
    );
    let old: usize = address::provinces()
        .iter()
        .map(|unit| unit.old_codes.len())
        .sum();
    assert_eq!(old, 63);
    assert!(address::wards_of("99").is_empty());
}

#[test]
fn three_provinces_became_cities_in_2026() {
    let cities = |on| {
        address::provinces()
            .iter()
            .filter(|unit| unit.kind_on(on) == ProvinceKind::City)
            .count()
    };
    assert_eq!(cities(day(2025, 7, 1)), 6);
    assert_eq!(cities(day(2026, 4, 29)), 6);
    assert_eq!(cities(day(2026, 4, 30)), 7);
    assert_eq!(cities(day(2026, 9, 20)), 9);
    let dong_nai = address::province("75").unwrap();
    assert_eq!(dong_nai.full_name_on(day(2026, 4, 29)), "Tỉnh Đồng Nai");
    assert_eq!(
        dong_nai.full_name_on(day(2026, 4, 30)),
        "Thành phố Đồng Nai"
    );
    assert_eq!(dong_nai.became_city().unwrap().1, "Resolution 30/2026/QH16");
}

#[test]
fn provinces_have_many_names() {
    let cases = [
        ("Tp.HCM", "79"),
        ("TP.Hồ Chí Minh", "79"),
        ("Thành phố Hồ Chí Minh", "79"),
        ("hcmc", "79"),
        ("Bà Rịa - Vũng Tàu", "79"),
        ("T. Bình Dương", "79"),
        ("Tỉnh Quảng Nam", "48"),
        ("TP Đà Nẵng, Việt Nam", "48"),
        ("Hải Dương", "31"),
        ("Phú Quốc", "91"),
        ("Kiên Giang", "91"),
        ("Đăk Nông", "68"),
        ("Đắk Lắk", "66"),
        ("Đak Lak", "66"),
        ("Nha Trang", "56"),
        ("Đà Lạt", "68"),
        ("Biên Hoà", "75"),
        ("Bắc Cạn", "19"),
        ("Kontum", "51"),
        ("Qui Nhơn", "52"),
        ("Hà Tây", "01"),
        ("Thanh Hoá", "38"),
        ("Hanoi", "01"),
        ("HÀ NỘI", "01"),
        ("Thủ đô Hà Nội", "01"),
        ("Dong Nai Province", "75"),
        ("Thừa Thiên-Huế", "46"),
        ("TT Huế", "46"),
        ("Buôn Ma Thuột", "66"),
        ("Hà Giang", "08"),
        ("Tây Ninh", "80"),
        ("Long An", "80"),
        ("Hoà Bình", "25"),
        ("Can Tho City", "92"),
        ("Tỉnh Vĩnh Long", "86"),
        ("Sai Gon", "79"),
        ("Ðà Nẵng", "48"),
    ];
    for (text, code) in cases {
        assert_eq!(address::province_alias(text), Some(code), "{text}");
    }
    for text in [
        "",
        "Việt Nam",
        "Hà",
        "ĐN",
        "Quận 1",
        "Bình",
        "Tokyo",
        "tp",
        "Thành phố",
    ] {
        assert_eq!(address::province_alias(text), None, "{text}");
    }
    for old in address::provinces()
        .iter()
        .flat_map(|unit| unit.old_codes.iter().map(move |old| (old, unit.code)))
    {
        let name = address::old_province_name(old.0).unwrap();
        assert_eq!(address::province_alias(name), Some(old.1), "{name}");
    }
    assert!(
        address::recognise_province("Bình Dương")
            .unwrap()
            .is_old_name
    );
    assert!(!address::recognise_province("Bắc Ninh").unwrap().is_old_name);
}

#[test]
fn addresses_of_today_are_split() {
    let found = address::split("12 Nguyễn Huệ, Phường Sài Gòn, TP.HCM, Việt Nam");
    assert_eq!(found.street.as_deref(), Some("12 Nguyễn Huệ"));
    assert_eq!(found.ward.as_deref(), Some("Phường Sài Gòn"));
    assert_eq!(found.district_old, None);
    assert_eq!(found.suggestions[0].ward.code, "26740");
    assert_eq!(found.suggestions[0].certainty, Certainty::SameName);
}

#[test]
fn addresses_of_old_are_split_and_wards_suggested() {
    for raw in [
        "45/2 Lê Lợi, P. Bến Nghé, Q.1, TP HCM",
        "45/2 Lê Lợi, P.Bến Nghé, Quận 1, Hồ Chí Minh",
        "45/2 Lê Lợi P. Bến Nghé Q1 TPHCM",
        "45/2 Lê Lợi phường Bến Nghé quận 1 Sài Gòn",
        "45/2 Lê Lợi - Phường Bến Nghé - Quận 1 - TP. Hồ Chí Minh",
        "45/2 Lê Lợi, Bến Nghé, Quận 1, HCM"
            .replace("Bến Nghé", "P Bến Nghé")
            .as_str(),
    ] {
        let found = address::split(raw);
        assert_eq!(found.street.as_deref(), Some("45/2 Lê Lợi"), "{raw}");
        assert_eq!(found.province.unwrap().code, "79", "{raw}");
        assert!(found.district_old.is_some(), "{raw}");
        assert_eq!(
            found.suggestions[0].ward.full_name(),
            "Phường Sài Gòn",
            "{raw}"
        );
        assert_eq!(
            found.suggestions[0].certainty,
            Certainty::Successor,
            "{raw}"
        );
    }
    let bare = address::split("Tầng 3, 45 Lê Duẩn, Bến Nghé, Q1, HCM");
    assert_eq!(bare.ward.as_deref(), Some("Bến Nghé"));
    assert_eq!(bare.street.as_deref(), Some("Tầng 3, 45 Lê Duẩn"));
    let phu = address::split("Khu phố 1, P.05, Q3, HCM");
    assert_eq!(phu.ward.as_deref(), Some("P.05"));
    assert!(!phu.suggestions.is_empty());
    let vt = address::split("3 Thùy Vân, Phường Thắng Tam, TP Vũng Tàu, Bà Rịa - Vũng Tàu");
    assert_eq!(vt.province.unwrap().code, "79");
    assert_eq!(vt.suggestions[0].ward.full_name(), "Phường Vũng Tàu");
    let street = address::split("8 Bà Huyện Thanh Quan, Phường 6, Quận 3, TP HCM");
    assert_eq!(street.street.as_deref(), Some("8 Bà Huyện Thanh Quan"));
}

#[test]
fn a_split_ward_is_left_to_a_person() {
    let found = address::split("Phường Cổ Nhuế 1, Quận Bắc Từ Liêm, Hà Nội");
    assert!(found.suggestions.len() > 1);
    assert!(
        found
            .suggestions
            .iter()
            .all(|one| one.certainty == Certainty::OneOfSeveral)
    );
}

#[test]
fn wards_are_found_by_name() {
    let found = address::find_ward("79", "p. sai gon");
    assert_eq!(
        found.iter().map(|ward| ward.code).collect::<Vec<_>>(),
        ["26740"]
    );
    assert_eq!(address::ward("26740").unwrap().name, "Sài Gòn");
    assert!(address::find_ward("79", "Phường Hàng Bạc").is_empty());
    assert!(address::find_ward("79", "").is_empty());
}
