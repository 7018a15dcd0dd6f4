//! What is said between the roaster and its customers.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::names::pick;

/// An episode without its people and its time.
pub struct Talk {
    /// Kind.
    pub kind: &'static str,
    /// Channel.
    pub channel: &'static str,
    /// Direction.
    pub direction: &'static str,
    /// What was said.
    pub body: String,
    /// How it ended.
    pub outcome: Option<&'static str>,
    /// Minutes it took.
    pub minutes: i64,
}

const CALLS: [&str; 10] = [
    "{} khen mẻ tuần này thơm, hậu ngọt. Hỏi khi nào có mẻ Cầu Đất mới.",
    "{} đặt thêm cho cuối tuần, nhắc giao trước 9 giờ vì sau đó đông khách.",
    "{} chỉ nghe máy sau 14 giờ, buổi sáng bận quầy.",
    "{} hỏi giá khi lấy trên 30 kg mỗi tháng. Hẹn gửi bảng giá sỉ.",
    "{} muốn thử bản rang nhạt cho pour over. Gửi 250 g mẫu.",
    "{} báo đang sửa quán, nghỉ mười ngày rồi lấy hàng lại.",
    "{} cần hóa đơn gửi qua email cho kế toán trước ngày 25.",
    "{} hỏi lớp pha chế cho hai bạn nhân viên mới.",
    "{} tính mở thêm một điểm bên Sơn Trà, nhờ tư vấn máy pha.",
    "{} nói khách uống đá nhiều, muốn phối đậm hơn một chút.",
];
const MESSAGES_IN: [&str; 8] = [
    "Em ơi còn túi Sương Mai 250 g không, chị lấy 3 túi nhé.",
    "Shop ship giúp anh về Liên Chiểu chiều nay được không?",
    "Cà phê lần này ngon lắm, cả nhà khen.",
    "Cho chị hỏi hạt này pha phin hay pha máy hợp hơn?",
    "Hai túi hôm qua bị ẩm, em xem giúp chị.",
    "Tháng này có ưu đãi gì cho khách quen không em?",
    "Anh đặt 5 hộp quà, ghi thiệp giúp anh nhé.",
    "Bên em có xay sẵn cỡ phin không?",
];
const MESSAGES_OUT: [&str; 6] = [
    "Dạ em gửi ảnh mẻ rang sáng nay, thơm mùi mật ong ạ.",
    "Dạ đơn của mình giao trong chiều nay, em nhắn lại khi tới nơi.",
    "Dạ hạt đã rang hôm kia, để thêm hai ngày uống ngon nhất ạ.",
    "Em cảm ơn, hôm nào ghé xưởng em mời cupping nhé.",
    "Dạ em đổi hai túi mới, gửi kèm một túi dùng thử xin lỗi mình.",
    "Dạ bảng giá sỉ em gửi ở file đính kèm ạ.",
];
const NOTES: [&str; 7] = [
    "Thích rang vừa, không lấy Robusta.",
    "Thanh toán chuyển khoản cuối tháng, luôn đúng hẹn.",
    "Giao cửa sau, gọi trước 10 phút.",
    "Máy pha hai group, xay mịn hơn mặc định một nấc.",
    "Muốn bao bì giấy, không lấy túi ni lông.",
    "Coi trọng đúng giờ hơn giá.",
    "Con nhỏ sinh tháng 6, hay mua thêm hộp quà dịp này.",
];
const VISITS: [&str; 4] = [
    "Ghé quán thử hạt mới, {} chấm 8 điểm, muốn thêm vị socola.",
    "Chỉnh máy xay và công thức, {} rất vui vì ra chiết đều hơn.",
    "{} ghé xưởng cupping bốn mẫu, chọn Cầu Đất rang vừa.",
    "Kiểm tra máy pha định kỳ, thay ron, dặn vệ sinh cuối ngày.",
];

/// What follows an order now and then.
pub fn any(rng: &mut ChaCha8Rng, called: &str, shop: bool) -> Talk {
    match rng.random_range(0..10) {
        0..=3 if shop => call(rng, called),
        4 if shop => visit(rng, called),
        0..=3 => message_in(rng),
        5..=6 => message_out(rng),
        7 => note(rng),
        _ => message_in(rng),
    }
}

fn call(rng: &mut ChaCha8Rng, called: &str) -> Talk {
    let direction = if rng.random_bool(0.5) { "in" } else { "out" };
    let minutes = rng.random_range(2..14);
    Talk {
        kind: "call",
        channel: "phone",
        direction,
        body: pick(rng, &CALLS).replace("{}", called),
        outcome: Some("reached"),
        minutes,
    }
}

fn visit(rng: &mut ChaCha8Rng, called: &str) -> Talk {
    let minutes = rng.random_range(20..75);
    Talk {
        kind: "visit",
        channel: "in_person",
        direction: "out",
        body: pick(rng, &VISITS).replace("{}", called),
        outcome: None,
        minutes,
    }
}

/// A message from the customer.
pub fn message_in(rng: &mut ChaCha8Rng) -> Talk {
    let channel = pick(rng, &["zalo", "zalo", "messenger"]);
    Talk {
        kind: "message",
        channel,
        direction: "in",
        body: pick(rng, &MESSAGES_IN).to_owned(),
        outcome: None,
        minutes: 0,
    }
}

/// A message to the customer.
pub fn message_out(rng: &mut ChaCha8Rng) -> Talk {
    Talk {
        kind: "message",
        channel: "zalo",
        direction: "out",
        body: pick(rng, &MESSAGES_OUT).to_owned(),
        outcome: None,
        minutes: 0,
    }
}

fn note(rng: &mut ChaCha8Rng) -> Talk {
    Talk {
        kind: "note",
        channel: "other",
        direction: "none",
        body: pick(rng, &NOTES).to_owned(),
        outcome: None,
        minutes: 0,
    }
}
