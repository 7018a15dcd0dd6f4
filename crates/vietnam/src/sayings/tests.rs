//! What notes tell, sentence by sentence, with and without diacritics.

use super::*;
use serde_json::json;

fn told(text: &str) -> Vec<(String, Value)> {
    suggest(text)
        .into_iter()
        .map(|found| (found.topic, found.value))
        .collect()
}

#[track_caller]
fn one_fact(text: &str, topic: &str, value: Value) {
    assert_eq!(told(text), [(topic.to_owned(), value)], "{text}");
}

#[test]
fn a_word_without_marks_is_not_another_one_where_marks_are_typed() {
    for text in [
        "Cho chị hỏi hạt này pha phin hay pha máy hợp hơn",
        "muốn thử bản rang nhạt cho pour over",
        "đặt thêm cho cuối tuần",
        "tháng này nhiều so với tháng trước",
    ] {
        assert!(
            told(text).iter().all(|(topic, _)| topic != "dislikes"),
            "{text}: {:?}",
            told(text)
        );
    }
}

#[test]
fn likes_and_dislikes() {
    for text in [
        "Chị thích rang vừa",
        "chị rất thích rang vừa lắm ạ",
        "thich rang vua",
        "Anh ấy khoái rang vừa nhé",
    ] {
        let found = told(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, "product", "{text}");
        assert_eq!(
            crate::fold::words(&crate::fold::fold(found[0].1.as_str().unwrap()))
                .collect::<Vec<_>>(),
            ["rang", "vua"],
            "{text}"
        );
    }
    one_fact("She likes cold brew", "product", json!("cold brew"));
    one_fact("quan tâm máy 2 group", "product", json!("máy 2 group"));
    for text in [
        "không thích rang đậm",
        "khong thich rang dam",
        "ghét rang đậm",
        "Chị dị ứng với rang đậm",
    ] {
        let found = told(text);
        assert_eq!(
            (found.len(), found[0].0.as_str()),
            (1, "dislikes"),
            "{text}: {found:?}"
        );
    }
    one_fact("đừng gửi quảng cáo", "dislikes", json!("gửi quảng cáo"));
    one_fact(
        "doesn't like plastic cups",
        "dislikes",
        json!("plastic cups"),
    );
    one_fact("không uống sữa", "dislikes", json!("sữa"));
}

#[test]
fn what_says_nothing_gives_nothing() {
    for text in [
        "",
        "Chào chị",
        "Đã gửi báo giá",
        "thích",
        "không",
        "Hôm nay trời đẹp",
        "gia đình chị đông",
        "gói hàng đã gửi",
        "14 giờ",
        "chị gọi điện hỏi giá",
        "ok",
        "12 kg",
        "Gặp anh Minh ở quán",
        "?!...",
        "va va va",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn times_belong_to_calls_or_deliveries() {
    one_fact(
        "Gọi sau 14 giờ, sáng bận quầy",
        "time",
        json!({ "from": "14:00", "to": null }),
    );
    one_fact(
        "chi goi sau 14 gio",
        "time",
        json!({ "from": "14:00", "to": null }),
    );
    one_fact(
        "Giao trước 9 giờ",
        "delivery",
        json!({ "from": null, "to": "09:00" }),
    );
    one_fact(
        "giao thứ 3 và thứ 6",
        "delivery",
        json!({ "weekdays": [2, 5] }),
    );
    one_fact(
        "không gọi buổi trưa",
        "time",
        json!({ "from": "11:00", "to": "13:00", "not": true }),
    );
    one_fact(
        "Please call after 2pm",
        "time",
        json!({ "from": "14:00", "to": null }),
    );
    one_fact("giao hàng ở cửa sau", "delivery", json!("cửa sau"));
}

#[test]
fn invoices_packaging_paying() {
    one_fact(
        "Hóa đơn gửi ketoan@gio.vn",
        "invoicing",
        json!({ "email": "ketoan@gio.vn" }),
    );
    one_fact(
        "hoa don gui ketoan@gio.vn",
        "invoicing",
        json!({ "email": "ketoan@gio.vn" }),
    );
    one_fact("xuất hoá đơn theo tháng", "invoicing", Value::Null);
    one_fact("đóng gói túi giấy, không ghi giá", "packaging", Value::Null);
    one_fact("trả tiền mặt khi nhận", "payment", json!("cash"));
    one_fact("thanh toán chuyển khoản", "payment", json!("bank"));
    one_fact("nhắn qua Zalo", "channel", json!("zalo"));
    one_fact("chị nói tiếng Anh", "language", json!("en"));
}

#[test]
fn plans_days_people_amounts() {
    let plans = told("Chị sắp mở quán thứ hai bên Sơn Trà");
    assert_eq!(
        plans[0],
        ("plans".to_owned(), json!("sắp mở quán thứ hai bên Sơn Trà"))
    );
    one_fact(
        "sap chuyen sang cold brew",
        "plans",
        json!("sap chuyen sang cold brew"),
    );
    one_fact(
        "Sinh nhật con gái 24/11",
        "dates",
        json!({ "calendar": "solar", "year": null, "month": 11, "day": 24, "leap": false, "label": "sinh nhật" }),
    );
    one_fact("Con gái tên Bống", "people", json!("Con gái tên Bống"));
    one_fact(
        "thường lấy 12 kg",
        "quantity",
        json!({ "amount": 12, "unit": "kg" }),
    );
    one_fact("2 tuần một lần", "rhythm", json!({ "days": 14 }));
}

#[test]
fn a_note_may_tell_many_things() {
    let note = "Chị khen mẻ Cầu Đất. Chị thích rang vừa nhưng không thích chua, giao trước 9 giờ. Hóa đơn gửi ketoan@gio.vn; sắp mở quán thứ hai.\nGọi sau 14h.";
    let topics: Vec<String> = suggest(note).into_iter().map(|found| found.topic).collect();
    assert_eq!(
        topics,
        [
            "product",
            "dislikes",
            "delivery",
            "invoicing",
            "plans",
            "time"
        ]
    );
    let first = &suggest(note)[0];
    assert_eq!(
        (first.statement.as_str(), &first.value),
        ("Chị thích rang vừa", &json!("rang vừa"))
    );
    let twice = suggest("thích rang vừa. Thích rang vừa");
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(suggest(&"thích a1. ghét b2. ".repeat(5_000)).len() <= MAX_SUGGESTIONS);
}

#[test]
fn a_sign_marks_a_fact() {
    let found = tagged("Chị ghé quán #thích cold brew #giao trước 9 giờ. Mai gọi lại");
    let told: Vec<(&str, &str)> = found
        .iter()
        .map(|f| (f.topic.as_str(), f.statement.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("product", "Thích cold brew"),
            ("delivery", "Giao trước 9 giờ")
        ]
    );
    let own = tagged("#hóa đơn xuất cuối tháng\n#để hàng ở quầy lễ tân");
    assert_eq!(own[0].topic, "invoicing");
    assert_eq!(
        (own[1].topic.as_str(), own[1].statement.as_str()),
        ("other", "Để hàng ở quầy lễ tân")
    );
    for text in [
        "đơn #12 đã giao",
        "#VIP",
        "C#khó hiểu lắm",
        "# thích a b",
        "##",
        "không có dấu",
    ] {
        assert!(tagged(text).is_empty(), "{text}");
    }
}

#[test]
fn any_text_is_read_without_harm() {
    for text in [
        "\u{0}\u{301}",
        "ề".repeat(30_000).as_str(),
        "#".repeat(1_000).as_str(),
        "1/2/3/4 - / :",
        "từ đến từ đến",
        "🙂 thích 🙂",
        "giao \u{202e}trước 9h",
    ] {
        let _ = (suggest(text), tagged(text));
    }
}
