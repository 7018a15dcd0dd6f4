//! What words say, with and without diacritics.

use super::*;

fn window_of(text: &str) -> Option<Value> {
    window(&Words::of(text))
}

#[test]
fn a_word_with_marks_must_have_the_right_ones() {
    let words = Words::of("gói Gọi goi hoá");
    let at = |place: usize| words.at(place).unwrap();
    assert!(!at(0).is("gọi") && at(1).is("gọi") && at(2).is("gọi") && at(2).is("gói"));
    assert!(at(3).is("hóa"), "both ways to set the tone");
    assert!(!at(2).is_exactly("gọi"));
}

#[test]
fn the_first_place_is_found_and_of_phrases_there_the_longest() {
    let words = Words::of("Chị không thích uống đường, chỉ thích bạc xỉu");
    let found = |phrases: &[&str]| words.find(phrases);
    assert_eq!(found(&["thích", "không thích", "không"]), Some((1, 3)));
    assert_eq!(found(&["bạc xỉu", "thích"]), Some((2, 3)));
    assert_eq!(found(&["đường", "duong"]), Some((4, 5)));
    assert_eq!(found(&["xỉu", "bạc"]), Some((7, 8)));
    assert_eq!(
        found(&["zalo", "uong"]),
        None,
        "a word typed with marks has the right ones"
    );
    assert_eq!(found(&[]), None);
}

#[test]
fn times_of_day() {
    let cases = [
        ("gọi sau 14 giờ", Some("14:00"), None),
        ("goi sau 14 gio", Some("14:00"), None),
        ("gọi sau 14h30 nhé", Some("14:30"), None),
        ("giao trước 9 giờ rưỡi", None, Some("09:30")),
        ("giao truoc 9 gio 15", None, Some("09:15")),
        ("từ 8 giờ đến 10 giờ sáng", Some("08:00"), Some("10:00")),
        ("từ 8 đến 10h", Some("08:00"), Some("10:00")),
        ("giao 8-10h", Some("08:00"), Some("10:00")),
        ("sau 2 giờ chiều", Some("14:00"), None),
        ("trước 8 giờ tối", None, Some("20:00")),
        ("call after 2pm", Some("14:00"), None),
        ("deliver before 9am", None, Some("09:00")),
        ("between 2 pm and 4 pm", Some("14:00"), Some("16:00")),
        ("gọi buổi sáng", Some("07:00"), Some("11:00")),
        ("goi buoi chieu", Some("13:00"), Some("18:00")),
        ("rảnh tối", Some("18:00"), Some("21:00")),
        ("in the mornings", Some("07:00"), Some("11:00")),
    ];
    for (text, from, to) in cases {
        assert_eq!(
            window_of(text),
            Some(json!({ "from": from, "to": to })),
            "{text}"
        );
    }
    for text in [
        "trước 9 ngày",
        "sau 25 giờ",
        "tôi thích",
        "toi thich",
        "sau Tết",
        "mua 14 kg",
        "",
    ] {
        assert_eq!(window_of(text), None, "{text}");
    }
}

#[test]
fn days_of_the_week() {
    assert_eq!(
        window_of("giao thứ ba và thứ 6"),
        Some(json!({ "weekdays": [2, 5] }))
    );
    assert_eq!(
        window_of("thứ tư trước 9h").unwrap()["weekdays"],
        json!([3])
    );
    assert_eq!(window_of("nghỉ chủ nhật"), Some(json!({ "weekdays": [7] })));
    assert_eq!(window_of("on Friday"), Some(json!({ "weekdays": [5] })));
}

#[test]
fn amounts_and_rhythms() {
    let quantity = |text| quantity(&Words::of(text));
    assert_eq!(
        quantity("lấy 12 kg mỗi lần"),
        Some(json!({ "amount": 12, "unit": "kg" }))
    );
    assert_eq!(
        quantity("lay 12kg"),
        Some(json!({ "amount": 12, "unit": "kg" }))
    );
    assert_eq!(
        quantity("hai túi"),
        Some(json!({ "amount": 2, "unit": "túi" }))
    );
    assert_eq!(
        quantity("1,5 lít"),
        Some(json!({ "amount": "1.5", "unit": "lít" }))
    );
    assert_eq!(
        (quantity("14 giờ"), quantity("kg"), quantity("0 kg")),
        (None, None, None)
    );
    let rhythm = |text| rhythm(&Words::of(text)).map(|found| found["days"].as_i64().unwrap());
    let cases = [
        ("mỗi tuần lấy một lần", 7),
        ("hang thang", 30),
        ("2 tuần một lần", 14),
        ("mỗi 10 ngày", 10),
        ("every 3 weeks", 21),
        ("weekly", 7),
        ("10 ngày 1 lần", 10),
    ];
    for (text, days) in cases {
        assert_eq!(rhythm(text), Some(days), "{text}");
    }
    assert_eq!(
        (rhythm("tuần sau"), rhythm("mỗi 0 ngày"), rhythm("một lần")),
        (None, None, None)
    );
}

#[test]
fn days_of_the_year() {
    let date = |text| date(&Words::of(text));
    let solar = |month, day| {
        Some(
            json!({ "calendar": "solar", "year": null, "month": month, "day": day, "leap": false }),
        )
    };
    assert_eq!(date("sinh nhật 24/11"), solar(11, 24));
    assert_eq!(date("khai trương ngày 12 tháng 3"), solar(3, 12));
    assert_eq!(date("giỗ mùng 5 tháng 5").unwrap()["calendar"], "lunar");
    assert_eq!(
        date("sinh nhật 16/10 âm lịch").unwrap()["calendar"],
        "lunar"
    );
    assert_eq!(
        (date("32 tháng 1"), date("tháng 5"), date("24/13")),
        (None, None, None)
    );
}

#[test]
fn names_of_channels_languages_and_ways_to_pay() {
    let of = |text: &'static str| Words::of(text);
    assert_eq!(channel(&of("nhắn qua Zalo giúp chị")), Some("zalo"));
    assert_eq!(channel(&of("gói quà")), None, "gói is not gọi");
    assert_eq!(channel(&of("thich goi dien thoai")), Some("phone"));
    assert_eq!(language(&of("nói tiếng Anh")), Some("en"));
    assert_eq!(language(&of("anh Minh")), None);
    assert_eq!(payment(&of("trả tiền mặt")), Some("cash"));
    assert_eq!(payment(&of("chuyen khoan cuoi thang")), Some("bank"));
    assert_eq!(
        email(&of("gửi ke.toan@gio.vn.")).as_deref(),
        Some("ke.toan@gio.vn")
    );
}
