//! Names of people and shops, put together from parts so that none is anybody's.

use rand::Rng;
use rand::seq::IndexedRandom;

const FAMILY: [(&str, u32); 16] = [
    ("Nguyễn", 34),
    ("Trần", 12),
    ("Lê", 11),
    ("Phạm", 7),
    ("Huỳnh", 6),
    ("Phan", 5),
    ("Võ", 5),
    ("Đặng", 4),
    ("Bùi", 3),
    ("Đỗ", 3),
    ("Hồ", 3),
    ("Ngô", 2),
    ("Dương", 2),
    ("Lý", 1),
    ("Đoàn", 1),
    ("Trương", 1),
];
const WOMEN_MIDDLE: [&str; 12] = [
    "Thị",
    "Thị Hồng",
    "Ngọc",
    "Thanh",
    "Thu",
    "Mỹ",
    "Phương",
    "Bảo",
    "Minh",
    "Thùy",
    "Kim",
    "Khánh",
];
const WOMEN: [&str; 28] = [
    "Ngọc", "Hương", "Lan", "Mai", "Trang", "Linh", "Hà", "Thảo", "Vy", "Uyên", "Hạnh", "Nga",
    "Oanh", "Yến", "Trâm", "Dung", "Hiền", "Châu", "Nhi", "Quyên", "Tuyết", "Diễm", "Loan", "My",
    "Ánh", "Hân", "Tiên", "Xuân",
];
const MEN_MIDDLE: [&str; 12] = [
    "Văn", "Quốc", "Minh", "Đức", "Hữu", "Tấn", "Anh", "Thành", "Công", "Gia", "Khắc", "Xuân",
];
const MEN: [&str; 28] = [
    "An", "Bình", "Dũng", "Đạt", "Hải", "Hùng", "Huy", "Khoa", "Khang", "Lộc", "Long", "Nam",
    "Nguyên", "Phong", "Phúc", "Quân", "Quang", "Sơn", "Thắng", "Thịnh", "Tiến", "Toàn", "Trí",
    "Tuấn", "Vinh", "Việt", "Hiếu", "Kiên",
];
const KINDS: [(&str, u32); 9] = [
    ("Cà phê", 30),
    ("Tiệm cà phê", 18),
    ("Quán", 14),
    ("Nhà hàng", 10),
    ("Khách sạn", 8),
    ("Homestay", 7),
    ("Văn phòng", 6),
    ("Tiệm bánh", 5),
    ("Coworking", 2),
];
const SHOPS: [&str; 40] = [
    "Gió",
    "Bếp Quê",
    "Sông Trăng",
    "Nhà Nấm",
    "Mây Lang Thang",
    "Ven Sông",
    "Đồng Dao",
    "Ưu Đàm",
    "Cát Tường",
    "Linh Đan",
    "Cô Ba",
    "Hải Âu",
    "Chiều Tím",
    "Biển Gọi",
    "Hoa Giấy",
    "Mộc",
    "Ngõ Nhỏ",
    "Ban Mai",
    "Lá Thu",
    "Mùa Cũ",
    "Phố Xưa",
    "Nắng",
    "Trạm Dừng",
    "Sao Biển",
    "An Nhiên",
    "Bình Yên",
    "Vườn Tre",
    "Góc Phố",
    "Cánh Buồm",
    "Hạt Mưa",
    "Thềm Nhà",
    "Đá Xanh",
    "Rêu",
    "Thuyền Giấy",
    "Mái Ngói",
    "Chuông Gió",
    "Hương Cau",
    "Bờ Kè",
    "Mắt Biếc",
    "Dã Quỳ",
];
const AREAS: [&str; 12] = [
    "Hải Châu",
    "Sơn Trà",
    "Mỹ Khê",
    "Thanh Khê",
    "An Hải",
    "Hòa Cường",
    "Ngũ Hành Sơn",
    "Cẩm Lệ",
    "Liên Chiểu",
    "Hội An",
    "Tam Kỳ",
    "Điện Bàn",
];
const STREETS: [&str; 14] = [
    "Lê Đình Dương",
    "Nguyễn Văn Linh",
    "Trần Phú",
    "Bạch Đằng",
    "Hoàng Diệu",
    "Ông Ích Khiêm",
    "Võ Nguyên Giáp",
    "Phan Châu Trinh",
    "Lê Duẩn",
    "Hàm Nghi",
    "Núi Thành",
    "Trưng Nữ Vương",
    "Hùng Vương",
    "Điện Biên Phủ",
];

/// A person's name and gender.
pub fn person(rng: &mut impl Rng) -> (String, &'static str) {
    let family = weighted(rng, &FAMILY);
    if rng.random_bool(0.55) {
        (
            format!(
                "{family} {} {}",
                pick(rng, &WOMEN_MIDDLE),
                pick(rng, &WOMEN)
            ),
            "female",
        )
    } else {
        (
            format!("{family} {} {}", pick(rng, &MEN_MIDDLE), pick(rng, &MEN)),
            "male",
        )
    }
}

/// The `n`-th shop's kind and name; names repeat with another area behind them.
pub fn shop(rng: &mut impl Rng, n: usize) -> String {
    let kind = weighted(rng, &KINDS);
    let name = SHOPS.get(n % SHOPS.len()).unwrap_or(&"Gió");
    let round = n / SHOPS.len();
    if round == 0 {
        format!("{kind} {name}")
    } else {
        format!(
            "{kind} {name} {}",
            AREAS
                .get((n * 5 + round) % AREAS.len())
                .unwrap_or(&"Hải Châu")
        )
    }
}

/// A street address in or near Đà Nẵng.
pub fn address(rng: &mut impl Rng) -> String {
    let area = pick(rng, &AREAS);
    format!(
        "{} {}, {area}, Đà Nẵng",
        rng.random_range(2..420),
        pick(rng, &STREETS)
    )
}

/// An unassigned-looking mobile number that no two share.
pub fn phone(n: usize) -> String {
    let prefix = [
        "0905", "0914", "0935", "0983", "0766", "0398", "0582", "0855",
    ];
    let head = prefix.get(n % prefix.len()).unwrap_or(&"0905");
    format!(
        "{head} {:03} {:03}",
        (n * 7 + 13) / 1000 % 1000,
        (n * 7 + 13) % 1000
    )
}

/// One of a list.
pub fn pick<'a>(rng: &mut impl Rng, list: &[&'a str]) -> &'a str {
    list.choose(rng).copied().unwrap_or_default()
}

/// One of a list by weight.
pub fn weighted<'a>(rng: &mut impl Rng, list: &[(&'a str, u32)]) -> &'a str {
    list.choose_weighted(rng, |(_, weight)| *weight)
        .map(|(word, _)| *word)
        .unwrap_or_default()
}
