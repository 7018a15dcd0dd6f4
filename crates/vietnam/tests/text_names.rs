//! Names, folding and sort keys: neighbours of the vectors, and properties on arbitrary text.

use proptest::prelude::*;
use quen_vietnam::names::{self, AgeBand, AgeBands, Gender, Person, Tone};
use quen_vietnam::{collation, fold, tone_style};

fn parts(raw: &str) -> [String; 3] {
    let name = names::parse(raw);
    [name.ho, name.dem, name.ten]
}

#[test]
fn chat_names_lose_what_is_no_name() {
    let cases = [
        ("Chị Hương Zalo", ["", "", "Hương"]),
        ("chị hồng nhung fb", ["Hồng", "", "Nhung"]),
        (
            "Anh Nguyễn Văn Tuấn 0912.345.678",
            ["Nguyễn", "Văn", "Tuấn"],
        ),
        ("A.Tuấn", ["", "", "Tuấn"]),
        ("Mr. Nam", ["", "", "Nam"]),
        ("Khách hàng Chị Lan", ["", "", "Lan"]),
        ("Chú Tư Shopee", ["", "", "Tư"]),
        ("Trần Thị Hoa - Đà Nẵng", ["Trần", "Thị", "Hoa"]),
        ("Lê Minh (khách cũ)", ["Lê", "", "Minh"]),
        ("Facebook - Ngô Thị Hạ", ["Ngô", "Thị", "Hạ"]),
        ("Thanh Hà 🌸", ["", "Thanh", "Hà"]),
        ("co Lan", ["", "", "Lan"]),
        ("chu van an", ["Chu", "Van", "An"]),
        ("Anh", ["", "", "Anh"]),
        ("0912345678", ["", "", ""]),
        ("", ["", "", ""]),
        ("PHẠM\u{a0}ĐỨC\u{200b} ANH", ["Phạm", "Đức", "Anh"]),
        ("Ðặng Văn Ðức", ["Đặng", "Văn", "Đức"]),
        ("An1990", ["", "", "An"]),
        ("Khách lẻ", ["", "", ""]),
        ("Khách hàng", ["", "", ""]),
        ("Em Thảo - Shopee", ["", "", "Thảo"]),
    ];
    for (raw, want) in cases {
        assert_eq!(parts(raw), want, "{raw:?}");
    }
}

#[test]
fn compound_family_names_need_a_given_name() {
    assert_eq!(
        parts("Công Tằng Tôn Nữ Thị Bình"),
        ["Công Tằng Tôn Nữ", "Thị", "Bình"]
    );
    assert_eq!(parts("TÔN THẤT TÙNG"), ["Tôn Thất", "", "Tùng"]);
    assert_eq!(parts("Âu Dương Phong"), ["Âu Dương", "", "Phong"]);
    assert_eq!(parts("Âu Dương"), ["Âu", "", "Dương"]);
    assert_eq!(parts("Vũ Văn An"), ["Vũ", "Văn", "An"]);
    assert_eq!(parts("H'Hen Niê"), ["H'Hen", "", "Niê"]);
}

#[test]
fn decomposed_names_come_out_composed() {
    assert_eq!(
        parts("Nguye\u{302}\u{303}n Va\u{306}n An"),
        ["Nguyễn", "Văn", "An"]
    );
}

#[test]
fn initials_are_those_of_the_last_two_words() {
    assert_eq!(names::initials("Nguyễn Văn An"), "VA");
    assert_eq!(names::initials("đặng thị đào"), "TĐ");
    assert_eq!(names::initials("Hương"), "H");
    assert_eq!(names::initials("Khách lẻ"), "KL");
    assert_eq!(names::initials("0912 345"), "03");
    assert_eq!(names::initials(""), "");
}

#[test]
fn search_reads_beginnings_marks_and_typing_keys() {
    let people = [
        "Nguyễn Thị Hương",
        "Lê Hường",
        "Trần Huong",
        "Phạm Hùng",
        "Vũ Thuý Hoà",
    ];
    assert_eq!(
        names::search("hường", &people),
        ["Lê Hường", "Nguyễn Thị Hương", "Trần Huong"]
    );
    assert_eq!(names::search("huo le", &people), ["Lê Hường"]);
    assert_eq!(names::search("thúy hòa", &people), ["Vũ Thuý Hoà"]);
    assert_eq!(names::search("huwowng", &people)[0], "Nguyễn Thị Hương");
    assert_eq!(names::search("hu7o7ng2", &people)[0], "Lê Hường");
    assert!(names::search("", &people).is_empty());
    assert!(names::search("xyz", &people).is_empty());
    assert!(!names::matches("hung hung", "Phạm Hùng"));
}

#[test]
fn forms_of_address_follow_the_tenants_words() {
    let say = |person: Person<'_>, tone| names::salutation(&person, tone, &AgeBands::default());
    let lan = Person {
        ten: "Lan",
        full: "Trần Thị Lan",
        gender: Some(Gender::Female),
        age: Some(59),
        stored: None,
    };
    assert_eq!(say(lan, Tone::Care), "chị Lan");
    assert_eq!(
        say(
            Person {
                age: Some(60),
                ..lan
            },
            Tone::Care
        ),
        "cô Lan"
    );
    assert_eq!(
        say(
            Person {
                gender: None,
                ..lan
            },
            Tone::Formal
        ),
        "Ông/Bà Trần Thị Lan"
    );
    assert_eq!(say(Person { ten: "", ..lan }, Tone::Care), "chị Lan");
    assert_eq!(
        say(
            Person {
                stored: Some("bác"),
                ..lan
            },
            Tone::Formal
        ),
        "bác Trần Thị Lan"
    );
    assert_eq!(say(Person::default(), Tone::Formal), "Quý khách");
    let young = AgeBand {
        from: 0,
        male: "bạn".into(),
        female: "bạn".into(),
    };
    let bands = AgeBands {
        care: vec![young],
        ..AgeBands::default()
    };
    assert_eq!(names::salutation(&lan, Tone::Care, &bands), "bạn Lan");
}

#[test]
fn tone_styles_differ_in_open_rimes_only() {
    assert_eq!(
        tone_style::to_old("HOÀ BÌNH, Thuỷ và loá"),
        "HÒA BÌNH, Thủy và lóa"
    );
    assert_eq!(
        tone_style::to_new("hóa đơn hủy; tùy ý"),
        "hoá đơn huỷ; tuỳ ý"
    );
    for same in [
        "hoàn", "quý", "quà", "thuế", "hoài", "huỳnh", "khuỷu", "xoèn", "toàn",
    ] {
        assert_eq!(tone_style::to_old(same), same);
        assert_eq!(tone_style::to_new(same), same);
    }
    assert!(tone_style::equal("hoà", "ho\u{300}a"));
    assert!(!tone_style::equal("hoà", "hoá"));
}

#[test]
fn folding_leaves_other_scripts_readable() {
    assert_eq!(fold::fold("ĐẶNG Ðình"), "dang dinh");
    assert_eq!(fold::fold("Nguye\u{302}\u{303}n"), "nguyen");
    assert_eq!(fold::fold("Zoë Åse İz"), "zoe ase iz");
    assert_eq!(fold::fold("서울 東京 Москва"), "서울 東京 москва");
    assert_eq!(fold::fold("ＡＢＣ１２"), "abc12");
    let mut buffer = "x".to_owned();
    fold::fold_into("Ờ 東", &mut buffer);
    assert_eq!(buffer, "xo 東");
    assert_eq!(
        fold::words("cong ty, abc-12").collect::<Vec<_>>(),
        ["cong", "ty", "abc", "12"]
    );
}

#[test]
fn one_word_in_two_tone_styles_has_one_key() {
    assert_eq!(
        collation::name_key("Lê Thị Hoà"),
        collation::name_key("Lê Thị Hòa")
    );
    assert_ne!(
        collation::name_key("Lê Thị Hoà"),
        collation::name_key("Lê Thị Hoa")
    );
    assert!(collation::name_key("Lê An") < collation::name_key("Bùi Ân"));
    let rising = [
        "chị An 2",
        "chị An 10",
        "Bình",
        "Khách 1",
        "Khách 3",
        "Khách 12",
        "Lan",
    ];
    let keys = rising.map(collation::name_key);
    assert!(keys.is_sorted_by(|one, other| one < other), "{keys:?}");
}

proptest! {
    #[test]
    fn a_text_folds_to_its_search_form_and_to_nothing_else(text in "[a-cà-ãđĐ \u{300}\u{41}東ＡÅ]{0,6}", other in "[a-cd 東å]{0,4}") {
        let folded = fold::fold(&text);
        prop_assert!(fold::folds_to(&text, &folded));
        prop_assert_eq!(fold::folds_to(&text, &other), folded == other);
        if let Some(letter) = fold::initial(&text) {
            prop_assert_eq!(folded.bytes().next(), Some(letter));
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC*") {
        let once = fold::fold(&text);
        prop_assert_eq!(fold::fold(&once), once);
    }

    #[test]
    fn folding_composed_and_decomposed_is_the_same(text in "[a-zA-ZàảãáạăằẳẵắặâầẩẫấậèéêễệìịòóôộơợùụưựỳỵđĐỂỔỬ ]{0,30}") {
        use unicode_normalization::UnicodeNormalization;
        let apart: String = text.nfd().collect();
        prop_assert_eq!(fold::fold(&text), fold::fold(&apart));
        prop_assert!(fold::fold(&text).is_ascii());
    }

    #[test]
    fn tone_styles_convert_back(text in "[a-zà-ỹ ]{0,20}") {
        let old = tone_style::to_old(&text).into_owned();
        prop_assert_eq!(tone_style::to_old(&tone_style::to_new(&old)).into_owned(), old);
    }

    #[test]
    fn keys_order_as_the_collator_does(left in "[A-Za-zÀ-ỹ ]{0,12}", right in "[A-Za-zÀ-ỹ ]{0,12}") {
        let keys = collation::text_key(&left).cmp(&collation::text_key(&right));
        prop_assert_eq!(keys, collation::compare(&left, &right));
    }

    #[test]
    fn any_text_can_be_a_name(text in "\\PC*", query in "\\PC{0,8}") {
        let name = names::parse(&text);
        prop_assert!(!name.full().contains("  "));
        let _ = (names::initials(&text), names::tidy(&text), collation::name_key(&text));
        let _ = names::search(&query, &[&text]);
        let _ = (tone_style::to_old(&text), tone_style::to_new(&text));
    }
}
