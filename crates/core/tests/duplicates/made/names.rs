//! Names of people, shops and companies as they occur in Vietnam: a few family names carry most people. Put together from
//! parts, so that none is anybody's.

use super::Dice;

/// For the choice of given and middle names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Woman,
    Man,
}

const FAMILY: [(&str, usize); 30] = [
    ("Nguyễn", 384),
    ("Trần", 121),
    ("Lê", 95),
    ("Phạm", 70),
    ("Huỳnh", 30),
    ("Hoàng", 25),
    ("Phan", 45),
    ("Vũ", 25),
    ("Võ", 24),
    ("Đặng", 21),
    ("Bùi", 20),
    ("Đỗ", 14),
    ("Hồ", 13),
    ("Ngô", 13),
    ("Dương", 10),
    ("Lý", 5),
    ("Đinh", 8),
    ("Trịnh", 7),
    ("Đoàn", 7),
    ("Mai", 6),
    ("Lâm", 6),
    ("Tô", 4),
    ("Quách", 2),
    ("Thái", 4),
    ("Châu", 3),
    ("Tạ", 3),
    ("Văn", 2),
    ("Kiều", 2),
    ("Cao", 6),
    ("Lương", 5),
];
const WOMEN_MIDDLE: [(&str, usize); 16] = [
    ("Thị", 300),
    ("Thị Hồng", 40),
    ("Thị Thu", 40),
    ("Thị Thanh", 35),
    ("Ngọc", 60),
    ("Thanh", 40),
    ("Thu", 30),
    ("Mỹ", 20),
    ("Phương", 30),
    ("Bảo", 20),
    ("Minh", 30),
    ("Thùy", 25),
    ("Kim", 25),
    ("Khánh", 15),
    ("Hoài", 10),
    ("Diễm", 8),
];
const MEN_MIDDLE: [(&str, usize); 16] = [
    ("Văn", 260),
    ("Quốc", 50),
    ("Minh", 60),
    ("Đức", 50),
    ("Hữu", 40),
    ("Tấn", 25),
    ("Anh", 25),
    ("Thành", 30),
    ("Công", 25),
    ("Gia", 20),
    ("Xuân", 20),
    ("Đình", 25),
    ("Ngọc", 20),
    ("Hoàng", 25),
    ("Trọng", 12),
    ("Khắc", 8),
];
const WOMEN: [&str; 48] = [
    "Ngọc",
    "Hương",
    "Lan",
    "Mai",
    "Trang",
    "Linh",
    "Hà",
    "Thảo",
    "Vy",
    "Uyên",
    "Hạnh",
    "Nga",
    "Oanh",
    "Yến",
    "Trâm",
    "Dung",
    "Hiền",
    "Châu",
    "Nhi",
    "Quyên",
    "Tuyết",
    "Diễm",
    "Loan",
    "My",
    "Ánh",
    "Hân",
    "Tiên",
    "Xuân",
    "Thúy",
    "Hòa",
    "Thủy",
    "Phượng",
    "Liên",
    "Nhung",
    "Hằng",
    "Hoa",
    "Huệ",
    "Bích",
    "Duyên",
    "Giang",
    "Như",
    "Ngân",
    "Chi",
    "Thư",
    "Anh",
    "Thơ",
    "Đào",
    "Vân",
];
const MEN: [&str; 44] = [
    "An", "Bình", "Dũng", "Đạt", "Hải", "Hùng", "Huy", "Khoa", "Khang", "Lộc", "Long", "Nam",
    "Nguyên", "Phong", "Phúc", "Quân", "Quang", "Sơn", "Thắng", "Thịnh", "Tiến", "Toàn", "Trí",
    "Tuấn", "Vinh", "Việt", "Hiếu", "Kiên", "Cường", "Hưng", "Khôi", "Tài", "Đông", "Hòa", "Thọ",
    "Lân", "Lâm", "Tùng", "Trung", "Duy", "Bảo", "Nhân", "Thái", "Tú",
];
const TRADES: [&str; 20] = [
    "Thương mại",
    "Dịch vụ",
    "Sản xuất",
    "Xây dựng",
    "Cà phê",
    "Thực phẩm",
    "Du lịch",
    "Vận tải",
    "Nội thất",
    "May mặc",
    "Thương mại Dịch vụ",
    "Đầu tư",
    "Nông sản",
    "Thủy sản",
    "Bao bì",
    "Cơ khí",
    "Công nghệ",
    "Truyền thông",
    "In ấn",
    "Mỹ phẩm",
];
const PROPER: [&str; 60] = [
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
    "An Phát",
    "Hưng Thịnh",
    "Tân Tiến",
    "Phú Quý",
    "Minh Long",
    "Thành Công",
    "Đại Phát",
    "Hoàng Gia",
    "Việt Á",
    "Nam Phương",
    "Đông Á",
    "Thiên Ân",
    "Trường Sơn",
    "Hòa Bình",
    "Bảo Tín",
    "Kim Ngân",
    "Phúc Lộc",
    "Sao Mai",
    "Rạng Đông",
    "Bình Minh",
    "Thịnh Vượng",
    "Tâm An",
    "Gia Hưng",
    "Quang Minh",
    "Đức Thành",
    "Ngọc Lan",
    "Hồng Hà",
    "Cửu Long",
    "Thăng Long",
    "Lạc Việt",
    "Sen Vàng",
    "Trúc Xanh",
    "Hương Quê",
    "Mặt Trời",
    "Ánh Dương",
    "Tây Đô",
    "Phương Nam",
    "Bạch Đằng",
];
const SHOPS: [&str; 10] = [
    "Quán",
    "Tiệm bánh",
    "Nhà hàng",
    "Khách sạn",
    "Cửa hàng",
    "Homestay",
    "Tiệm cà phê",
    "Siêu thị mini",
    "Nhà thuốc",
    "Spa",
];
const PLACES: [(&str, &str); 8] = [
    ("Hải Châu, Đà Nẵng", "48"),
    ("Thủ Đức, TP. Hồ Chí Minh", "79"),
    ("Cầu Giấy, Hà Nội", "01"),
    ("Ninh Kiều, Cần Thơ", "92"),
    ("Thuận Hóa, Huế", "46"),
    ("Sơn Trà, Đà Nẵng", "48"),
    ("Gò Vấp, TP. Hồ Chí Minh", "79"),
    ("Hồng Bàng, Hải Phòng", "31"),
];
const STREETS: [&str; 24] = [
    "Trần Phú",
    "Lê Duẩn",
    "Bạch Đằng",
    "Nguyễn Huệ",
    "Hùng Vương",
    "Hoàng Diệu",
    "Lê Lợi",
    "Hai Bà Trưng",
    "Điện Biên Phủ",
    "Nguyễn Trãi",
    "Phan Chu Trinh",
    "Ông Ích Khiêm",
    "Lý Thường Kiệt",
    "Quang Trung",
    "Cách Mạng Tháng Tám",
    "Võ Văn Tần",
    "Ngô Quyền",
    "Tôn Đức Thắng",
    "Pasteur",
    "Nguyễn Văn Linh",
    "Lạch Tray",
    "Kim Mã",
    "Láng Hạ",
    "30 Tháng 4",
];

/// A full name.
pub fn person(dice: &mut Dice) -> (String, Sex) {
    let sex = if dice.of_hundred(55) {
        Sex::Woman
    } else {
        Sex::Man
    };
    let (family, given) = (family(dice), given(dice, sex));
    let name = if dice.of_hundred(6) {
        format!("{family} {given}")
    } else {
        format!("{family} {} {given}", middle_of(dice, sex))
    };
    (name, sex)
}

pub fn family(dice: &mut Dice) -> String {
    dice.weighed(&FAMILY).to_owned()
}

/// A middle name that brothers and sisters can share.
pub fn middle(dice: &mut Dice) -> String {
    dice.pick(&["Minh", "Ngọc", "Thanh", "Bảo", "Hoàng", "Gia", "Khánh"])
        .to_owned()
}

pub fn middle_of(dice: &mut Dice, sex: Sex) -> String {
    let list = if sex == Sex::Woman {
        &WOMEN_MIDDLE
    } else {
        &MEN_MIDDLE
    };
    dice.weighed(list).to_owned()
}

/// A given name, one in eight of two words.
pub fn given(dice: &mut Dice, sex: Sex) -> String {
    let list: &[&str] = if sex == Sex::Woman { &WOMEN } else { &MEN };
    let last = dice.pick(list);
    match dice.below(8) {
        0 => format!("{} {last}", dice.pick(list)),
        _ => last.to_owned(),
    }
}

/// Another name that looks the same without marks, where there is one; else the same.
pub fn other_marks(dice: &mut Dice, name: &str) -> String {
    const PAIRS: [(&str, &str); 9] = [
        ("Lan", "Lân"),
        ("Hà", "Hạ"),
        ("Lâm", "Lam"),
        ("Thơ", "Thọ"),
        ("Hoa", "Hòa"),
        ("Thu", "Thư"),
        ("Hương", "Hưởng"),
        ("Trung", "Trưng"),
        ("Vân", "Văn"),
    ];
    let (before, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let other = PAIRS.iter().find_map(|(one, two)| match last {
        l if l == *one => Some(*two),
        l if l == *two => Some(*one),
        _ => None,
    });
    let _ = dice.below(2);
    other.map_or_else(|| name.to_owned(), |other| format!("{before} {other}"))
}

/// What an organisation is called without its form.
pub fn core_of_organization(dice: &mut Dice) -> String {
    let proper = dice.pick(&PROPER);
    match dice.below(5) {
        0 => format!("{} {proper}", dice.pick(&SHOPS)),
        1 => format!("{} {proper}", dice.pick(&TRADES)),
        2 => format!("{} {proper} {}", dice.pick(&TRADES), dice.pick(&PROPER)),
        3 => format!("{proper} {}", dice.pick(&PROPER)),
        _ => format!(
            "{proper} {}",
            dice.pick(&[
                "Đà Nẵng",
                "Sài Gòn",
                "Miền Trung",
                "Hà Nội",
                "Việt Nam",
                "Quốc tế"
            ])
        ),
    }
}

/// With a form before it, unless it is a shop.
pub fn organization(dice: &mut Dice, core: &str) -> String {
    if SHOPS.iter().any(|shop| core.starts_with(shop)) {
        return core.to_owned();
    }
    let form = dice.pick(&[
        "Công ty TNHH",
        "Công ty TNHH",
        "Công ty Cổ phần",
        "Công ty TNHH MTV",
        "Doanh nghiệp tư nhân",
        "Hợp tác xã",
        "Hộ kinh doanh",
    ]);
    format!("{form} {core}")
}

/// The same form as other people write it.
pub fn other_form(dice: &mut Dice, name: &str) -> String {
    const FORMS: [(&str, &[&str]); 6] = [
        (
            "Công ty TNHH MTV",
            &[
                "Cty TNHH MTV",
                "Công ty TNHH Một thành viên",
                "CTY TNHH 1TV",
                "Công ty trách nhiệm hữu hạn một thành viên",
            ],
        ),
        (
            "Công ty TNHH",
            &[
                "Cty TNHH",
                "CT TNHH",
                "Công ty Trách nhiệm hữu hạn",
                "C.ty TNHH",
                "",
            ],
        ),
        (
            "Công ty Cổ phần",
            &["CTCP", "Cty CP", "Công ty CP", "Cty Cổ phần", ""],
        ),
        ("Doanh nghiệp tư nhân", &["DNTN", "DN tư nhân", "DNTN"]),
        ("Hợp tác xã", &["HTX", "Htx"]),
        ("Hộ kinh doanh", &["HKD", "Hộ KD", ""]),
    ];
    for (form, others) in FORMS {
        if let Some(core) = name.strip_prefix(form) {
            return format!("{}{core}", dice.pick(others)).trim().to_owned();
        }
    }
    name.to_owned()
}

/// The name of a branch.
pub fn branch(dice: &mut Dice, name: &str) -> String {
    let place = dice.pick(&[
        "Đà Nẵng",
        "Hà Nội",
        "Cần Thơ",
        "Hải Phòng",
        "Huế",
        "Bình Dương",
        "Nha Trang",
    ]);
    match dice.below(5) {
        0 => name.to_owned(),
        1 => format!("Chi nhánh {name} tại {place}"),
        2 => format!("{name} - CN {place}"),
        3 => format!("Văn phòng đại diện {name}"),
        _ => format!("{name} - Chi nhánh {place}"),
    }
}

pub fn place(dice: &mut Dice) -> (&'static str, &'static str) {
    PLACES[dice.below(PLACES.len())]
}

pub fn street(dice: &mut Dice) -> &'static str {
    dice.pick(&STREETS)
}
