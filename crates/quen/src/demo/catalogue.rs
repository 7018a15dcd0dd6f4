//! What the roaster sells. Prices without tax, in đồng.

/// A product.
#[derive(Debug, Clone, Copy)]
pub struct Product {
    /// Stock-keeping code.
    pub sku: &'static str,
    /// Name.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Category.
    pub category: &'static str,
    /// Price.
    pub price: i64,
    /// Cost.
    pub cost: i64,
}

const fn product(
    sku: &'static str,
    name: &'static str,
    unit: &'static str,
    category: &'static str,
    price: i64,
    cost: i64,
) -> Product {
    Product {
        sku,
        name,
        unit,
        category,
        price,
        cost,
    }
}

/// Beans that shops buy by the kilogram.
pub const BEANS: [Product; 8] = [
    product(
        "CD-VUA",
        "Cầu Đất Arabica rang vừa",
        "kg",
        "Hạt rang",
        365_000,
        224_000,
    ),
    product(
        "CD-NHAT",
        "Cầu Đất Arabica rang nhạt",
        "kg",
        "Hạt rang",
        385_000,
        236_000,
    ),
    product(
        "RB-HONEY",
        "Robusta Honey Gia Lai",
        "kg",
        "Hạt rang",
        228_000,
        141_000,
    ),
    product(
        "RB-DAM",
        "Robusta rang đậm",
        "kg",
        "Hạt rang",
        196_000,
        122_000,
    ),
    product(
        "PHOI-SM",
        "Phối Sương Mai 60/40",
        "kg",
        "Hạt rang",
        268_000,
        162_000,
    ),
    product(
        "PHOI-MAY",
        "Phối pha máy Bến Mây",
        "kg",
        "Hạt rang",
        289_000,
        171_000,
    ),
    product("CULI", "Culi Lâm Đồng", "kg", "Hạt rang", 312_000, 198_000),
    product(
        "COLD",
        "Hạt ủ lạnh cold brew",
        "kg",
        "Hạt rang",
        335_000,
        204_000,
    ),
];

/// What people buy for home.
pub const HOME: [Product; 7] = [
    product(
        "TUI-CD250",
        "Túi Cầu Đất 250 g",
        "túi",
        "Gói lẻ",
        118_000,
        68_000,
    ),
    product(
        "TUI-SM250",
        "Túi Sương Mai 250 g",
        "túi",
        "Gói lẻ",
        92_000,
        51_000,
    ),
    product(
        "TUI-RB500",
        "Túi Robusta Honey 500 g",
        "túi",
        "Gói lẻ",
        138_000,
        82_000,
    ),
    product(
        "PHIN-GOI",
        "Hộp cà phê phin giấy 10 gói",
        "hộp",
        "Gói lẻ",
        99_000,
        54_000,
    ),
    product(
        "PHIN-NHOM",
        "Phin nhôm Sương Mai",
        "cái",
        "Dụng cụ",
        85_000,
        47_000,
    ),
    product(
        "HOP-QUA",
        "Hộp quà Sương Mai",
        "hộp",
        "Quà tặng",
        320_000,
        196_000,
    ),
    product(
        "HOP-TET",
        "Hộp quà Tết",
        "hộp",
        "Quà tặng",
        460_000,
        282_000,
    ),
];

/// What goes along with beans.
pub const SERVICE: [Product; 4] = [
    product(
        "BT-MAY",
        "Bảo trì máy pha",
        "lần",
        "Dịch vụ",
        650_000,
        310_000,
    ),
    product(
        "LOP-PC",
        "Buổi hướng dẫn pha chế",
        "buổi",
        "Dịch vụ",
        900_000,
        400_000,
    ),
    product(
        "GIAY-LOC",
        "Giấy lọc V60 (100 tờ)",
        "xấp",
        "Dụng cụ",
        95_000,
        58_000,
    ),
    product(
        "SYRUP",
        "Siro đường nâu 1 lít",
        "chai",
        "Nguyên liệu",
        145_000,
        92_000,
    ),
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Product> {
    BEANS.iter().chain(&HOME).chain(&SERVICE)
}
