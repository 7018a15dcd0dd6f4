//! Which words show which topic. One clause may show several; likes and dislikes are only looked for where nothing else is
//! said.

use serde_json::{Value, json};

use super::read::{self, Words};
use super::value_words;

const DELIVER: [&str; 8] = [
    "giao",
    "ship",
    "nhận hàng",
    "vận chuyển",
    "chuyển hàng",
    "deliver",
    "delivery",
    "delivered",
];
const CONTACT: [&str; 9] = [
    "gọi",
    "liên hệ",
    "nhắn",
    "điện thoại",
    "nghe máy",
    "rảnh",
    "call",
    "reach",
    "phone",
];
const INVOICE: [&str; 6] = [
    "hóa đơn",
    "hoá đơn",
    "xuất vat",
    "xuất hđ",
    "invoice",
    "invoices",
];
const PACKAGING: [&str; 11] = [
    "đóng gói",
    "gói quà",
    "túi giấy",
    "hộp quà",
    "bao bì",
    "gói riêng",
    "chia túi",
    "chia gói",
    "gift wrap",
    "packaging",
    "packed",
];
const PAY: [&str; 10] = [
    "trả",
    "thanh toán",
    "chuyển khoản",
    "công nợ",
    "tiền mặt",
    "cod",
    "pays",
    "pay",
    "payment",
    "paid",
];
const THROUGH: [&str; 10] = [
    "qua",
    "bằng",
    "nhắn",
    "gọi",
    "thích gọi",
    "liên hệ",
    "kênh",
    "via",
    "by",
    "on",
];
const NOT: [&str; 7] = ["không", "ko", "chẳng", "đừng", "chớ", "never", "don't"];
const DISLIKE: [&str; 24] = [
    "không thích",
    "ko thích",
    "không ưa",
    "không uống được",
    "không uống",
    "không ăn được",
    "không ăn",
    "không dùng",
    "không muốn",
    "không lấy",
    "không cần",
    "ghét",
    "kiêng",
    "dị ứng với",
    "dị ứng",
    "sợ",
    "kỵ",
    "dislikes",
    "hates",
    "hate",
    "allergic to",
    "doesn't like",
    "don't like",
    "avoids",
];
const LIKE: [&str; 27] = [
    "rất thích",
    "yêu thích",
    "ưa chuộng",
    "chuộng",
    "thích uống",
    "thích ăn",
    "thích",
    "khoái",
    "hợp gu",
    "quan tâm",
    "hay uống",
    "hay mua",
    "hay lấy",
    "thường mua",
    "thường uống",
    "thường lấy",
    "nghiện",
    "likes",
    "like",
    "loves",
    "love",
    "prefers",
    "prefer",
    "enjoys",
    "interested in",
    "usually buys",
    "fond of",
];
const PLAN: [&str; 20] = [
    "sắp",
    "dự định",
    "có ý định",
    "đang tính",
    "tính mở",
    "định mở",
    "định mua",
    "định chuyển",
    "sẽ mở",
    "sẽ chuyển",
    "sẽ đổi",
    "sẽ mua",
    "kế hoạch",
    "chuẩn bị mở",
    "chuẩn bị khai trương",
    "is planning",
    "plans to",
    "planning to",
    "going to",
    "about to",
];
const OCCASION: [&str; 9] = [
    "sinh nhật",
    "kỷ niệm",
    "kỉ niệm",
    "ngày giỗ",
    "giỗ",
    "khai trương",
    "ngày cưới",
    "birthday",
    "anniversary",
];
const USUAL: [&str; 9] = [
    "mỗi lần",
    "thường lấy",
    "hay lấy",
    "thường mua",
    "hay mua",
    "mỗi đơn",
    "each time",
    "usually",
    "mỗi tuần",
];
const RELATIVES: [&str; 19] = [
    "vợ",
    "chồng",
    "con gái",
    "con trai",
    "bé",
    "mẹ",
    "bố",
    "ba",
    "em gái",
    "em trai",
    "kế toán",
    "trợ lý",
    "quản lý",
    "daughter",
    "son",
    "wife",
    "husband",
    "assistant",
    "accountant",
];

/// The topics and values that a clause shows.
pub(super) fn facts(words: &Words<'_>) -> Vec<(&'static str, Value)> {
    let mut found = Vec::new();
    said_of_service(words, &mut found);
    said_of_life(words, &mut found);
    if found.is_empty() {
        found.extend(taste(words));
    }
    found
}

/// Delivery, hours, invoices, packaging, paying, channel, language.
fn said_of_service(words: &Words<'_>, found: &mut Vec<(&'static str, Value)>) {
    let window = read::window(words).map(|window| negated(words, window));
    if words.has(&INVOICE) {
        let email = read::email(words).map(|email| json!({ "email": email }));
        found.push(("invoicing", email.unwrap_or(Value::Null)));
    } else if words.has(&DELIVER) {
        found.extend(
            window
                .map(|window| ("delivery", window))
                .or_else(|| placed(words)),
        );
    } else if let Some(window) = window.filter(|_| words.has(&CONTACT)) {
        found.push(("time", window));
    }
    if words.has(&PACKAGING) {
        found.push(("packaging", Value::Null));
    }
    if let Some(way) = read::payment(words).filter(|_| words.has(&PAY)) {
        found.push(("payment", json!(way)));
    }
    let channel = read::channel(words).filter(|_| words.has(&THROUGH) && !words.has(&NOT));
    let about_channel = channel.filter(|_| found.is_empty() && !words.has(&DELIVER));
    // A call that is told, not wished, names no preference.
    let wished = words.has(&[
        "thích", "qua", "bằng", "kênh", "via", "prefer", "prefers", "by",
    ]);
    found.extend(
        about_channel
            .filter(|_| wished)
            .map(|channel| ("channel", json!(channel))),
    );
    let speaks = [
        "nói", "dùng", "viết", "bằng", "speaks", "speak", "writes", "in",
    ];
    if let Some(language) =
        read::language(words).filter(|code| words.has(&speaks) && named(words, code))
    {
        found.push(("language", json!(language)));
    }
}

/// A language by its name: its code alone may be any short word.
fn named(words: &Words<'_>, code: &str) -> bool {
    let full = [
        "english",
        "vietnamese",
        "korean",
        "chinese",
        "japanese",
        "french",
        "russian",
    ];
    words.has(&["tiếng"]) || (code.len() == 2 && words.has(&full))
}

/// A place for deliveries: `giao ở cửa sau`.
fn placed(words: &Words<'_>) -> Option<(&'static str, Value)> {
    let (_, next) = words.find(&["ở", "tại", "tới", "về", "cho bảo vệ", "to the", "at the"])?;
    Some(("delivery", value_words(words.from(next))?))
}

/// `không gọi buổi trưa`: the span is the one to leave out.
fn negated(words: &Words<'_>, mut window: Value) -> Value {
    if let Some(map) = window.as_object_mut().filter(|_| words.has(&NOT)) {
        map.insert("not".to_owned(), json!(true));
    }
    window
}

/// Plans, days, people, amounts, rhythm.
fn said_of_life(words: &Words<'_>, found: &mut Vec<(&'static str, Value)>) {
    if let Some((place, next)) = words.find(&OCCASION)
        && let Some(mut date) = read::date(words)
    {
        let label = words
            .text
            .get(words.at(place).map_or(0, |word| word.start)..);
        let end = words.at(next.saturating_sub(1)).map_or(0, |word| word.end);
        let label = label.and_then(|_| words.text.get(words.at(place)?.start..end));
        if let (Some(map), Some(label)) = (date.as_object_mut(), label) {
            map.insert("label".to_owned(), json!(label.to_lowercase()));
        }
        found.push(("dates", date));
    } else if let Some((place, _)) = words.find(&PLAN).filter(|_| !words.has(&NOT)) {
        found.extend(value_words(words.from(place)).map(|value| ("plans", value)));
    }
    if let Some(named) = person(words) {
        found.push(("people", named));
    }
    if let Some(rhythm) = read::rhythm(words) {
        found.push(("rhythm", rhythm));
    }
    if let Some(quantity) = read::quantity(words).filter(|_| words.has(&USUAL)) {
        found.push(("quantity", quantity));
    }
}

/// `con gái tên Bống`, `daughter named Ly`.
fn person(words: &Words<'_>) -> Option<Value> {
    let (place, _) = words.find(&RELATIVES)?;
    let (_, name) = words.find(&["tên là", "tên", "named", "called"])?;
    let given = words.at(name)?;
    let capital = given.text.starts_with(char::is_uppercase);
    let end = words
        .list
        .get(name..)?
        .iter()
        .take_while(|word| word.text.starts_with(char::is_uppercase))
        .last()?
        .end;
    let value = words.text.get(words.at(place)?.start..end)?;
    capital.then(|| json!(value))
}

fn taste(words: &Words<'_>) -> Option<(&'static str, Value)> {
    if let Some((place, next)) = words.find(&DISLIKE) {
        // "không thích" stands before "thích": whichever of them begins the wish decides.
        let value = value_words(words.from(next)).filter(|_| !asks(words, place))?;
        return Some(("dislikes", value));
    }
    if let Some((_, next)) = words.find(&["đừng", "chớ", "never"]) {
        return value_words(words.from(next)).map(|value| ("dislikes", value));
    }
    let (_, next) = words.find(&LIKE)?;
    value_words(words.from(next)).map(|value| ("product", value))
}

/// `có thích … không` asks, and says nothing.
fn asks(words: &Words<'_>, place: usize) -> bool {
    place + 1 == words.list.len()
}
