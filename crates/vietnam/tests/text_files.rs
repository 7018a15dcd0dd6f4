//! Headers and date cells: neighbours of the vectors, and no panic on any text.
#![expect(
    clippy::unwrap_used,
    reason = "an impossible day in a test must fail it"
)]

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use quen_vietnam::address;
use quen_vietnam::import_headers::{self, DateValue, FileKind, Recognised, parse_date, recognise};
use quen_vietnam::names::Gender;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn party(header: &str) -> Recognised {
    recognise(FileKind::Parties, header)
}

#[test]
fn party_headers_in_many_spellings() {
    let cases = [
        ("Họ tên (*)", "full_name"),
        ("1. Họ và tên", "full_name"),
        ("TÊN KHÁCH HÀNG *", "full_name"),
        ("TenKhachHang", "full_name"),
        ("full_name", "full_name"),
        ("SĐT khách hàng", "phone"),
        ("Số ĐT KH", "phone"),
        ("Điện thoại 1", "phone"),
        ("SĐT (*)", "phone"),
        ("so_dien_thoai", "phone"),
        ("Phone number", "phone"),
        ("SĐT 2", "phone2"),
        ("Điện thoại 3", "phone2"),
        ("Email KH", "email"),
        ("Ngày sinh (dd/mm/yyyy)", "birthday"),
        ("DOB", "birthday"),
        ("Địa chỉ KH", "address"),
        ("Công nợ (VNĐ)", "debt"),
        ("Mã số thuế/MST", "tax_code"),
        ("Họ tên / Full name", "full_name"),
        ("Thành phố/Tỉnh", "province"),
        ("Khách hàng (Họ tên)", "full_name"),
        ("NV phụ trách KH", "owner"),
        ("Ghi chú khác", "note"),
        ("Giới tính (Nam/Nữ)", "gender"),
        ("  Số điện thoại:", "phone"),
        ("\u{feff}Mã KH", "code"),
        ("MÃ KHÁCH HÀNG", "code"),
        ("Customer ID", "code"),
        ("customerId", "code"),
        ("Tổng chi tiêu (đ)", "total_spent"),
        ("Điểm tích luỹ", "points"),
        ("Số CCCD", "national_id"),
        ("Tên Cty", "company"),
        ("Số điện thoại người liên hệ", "phone"),
        ("Số CCCD khách hàng", "national_id"),
        ("TENKH", "full_name"),
        ("MAKH", "code"),
        ("S.Đ.T", "phone"),
        ("Đ/c", "address"),
        ("M.S.T", "tax_code"),
        ("SoDT", "phone"),
        ("NGAYSINH", "birthday"),
        ("SDTKH", "phone"),
        ("Tên NH", "bank_name"),
        ("Nợ KH", "debt"),
        ("Tổng mua hàng", "total_spent"),
    ];
    for (header, field) in cases {
        assert_eq!(party(header), Recognised::Field(field), "{header}");
    }
    assert_eq!(
        party("Ngày"),
        Recognised::Ambiguous(vec!["birthday", "created_at", "last_purchase"])
    );
    assert_eq!(
        party("Điện thoại / Email"),
        Recognised::Ambiguous(vec!["phone", "email"])
    );
    assert_eq!(party("Số"), Recognised::Ambiguous(vec!["phone", "code"]));
    assert_eq!(
        party("Khách hàng/SĐT"),
        Recognised::Ambiguous(vec!["full_name", "phone"])
    );
    assert_eq!(
        party("Tên cửa hàng"),
        Recognised::Ambiguous(vec!["company", "branch"])
    );
    assert!(matches!(party("TT"), Recognised::Ambiguous(_)));
    for unknown in [
        "",
        "***",
        "123",
        "Cung hoàng đạo",
        "Địa chỉ 2",
        "STT",
        "Mã hàng",
        "Tuổi",
    ] {
        assert_eq!(party(unknown), Recognised::Unknown, "{unknown}");
    }
}

#[test]
fn order_and_interaction_headers() {
    let orders = [
        ("Mã đơn hàng", "number"),
        ("Số HĐ", "number"),
        ("InvoiceNo", "number"),
        ("Ngày đặt", "ordered_at"),
        ("InvoiceDate", "ordered_at"),
        ("date", "ordered_at"),
        ("customer_id", "party_code"),
        ("CustomerID", "party_code"),
        ("Mã KH", "party_code"),
        ("SĐT khách", "party_phone"),
        ("Tên KH", "party_name"),
        ("StockCode", "sku"),
        ("Mã SP", "sku"),
        ("Tên hàng hóa", "text"),
        ("SL", "quantity"),
        ("Số lượng", "quantity"),
        ("Đơn giá (VNĐ)", "unit_price"),
        ("UnitPrice", "unit_price"),
        ("Giảm giá", "discount"),
        ("Chiết khấu", "discount"),
        ("Thuế suất (%)", "tax_rate"),
        ("Giá vốn", "cost"),
        ("Thành tiền", "total"),
        ("amount", "total"),
        ("Tổng tiền", "total"),
        ("Loại tiền", "currency"),
        ("party_email", "party_email"),
    ];
    for (header, field) in orders {
        assert_eq!(
            recognise(FileKind::Orders, header),
            Recognised::Field(field),
            "{header}"
        );
    }
    assert!(matches!(
        recognise(FileKind::Orders, "Mã"),
        Recognised::Ambiguous(_)
    ));
    let interactions = [
        ("external_id", "external_id"),
        ("MAKH", "party_code"),
        ("Thời gian", "started_at"),
        ("Kênh", "channel"),
        ("Chiều gọi", "direction"),
        ("Nội dung", "body"),
        ("Kết quả", "outcome"),
        ("Tiêu đề", "subject"),
        ("Thời gian kết thúc", "ended_at"),
        ("Số điện thoại", "party_phone"),
        ("Loại", "kind"),
    ];
    for (header, field) in interactions {
        assert_eq!(
            recognise(FileKind::Interactions, header),
            Recognised::Field(field),
            "{header}"
        );
    }
    let products = [
        ("Mã hàng", "sku"),
        ("Tên hàng", "name"),
        ("ĐVT", "unit"),
        ("Giá bán", "unit_price"),
        ("Giá vốn", "cost"),
        ("Nhóm hàng", "group"),
    ];
    for (header, field) in products {
        assert_eq!(
            recognise(FileKind::Products, header),
            Recognised::Field(field),
            "{header}"
        );
    }
}

#[test]
fn every_field_answers_to_its_own_name() {
    for kind in [
        FileKind::Parties,
        FileKind::Orders,
        FileKind::Products,
        FileKind::Interactions,
    ] {
        for field in import_headers::fields(kind) {
            assert_eq!(recognise(kind, field), Recognised::Field(field), "{kind:?}");
        }
    }
    assert_eq!(import_headers::fields(FileKind::Parties).len(), 38);
}

fn date(cell: &str) -> Option<NaiveDate> {
    match parse_date(cell, 2026)? {
        DateValue::Full { date, .. } => Some(date),
        _ => None,
    }
}

#[test]
fn dates_are_day_month_year() {
    let same = [
        "21/11/2026",
        "21-11-2026",
        "21.11.2026",
        "21/11/26",
        "2026-11-21",
        "2026/11/21",
        "21112026",
        "20261121",
        "211126",
        "21 tháng 11 năm 2026",
        "Ngày 21/11/2026",
        "21-Nov-2026",
        "46347",
        "'21/11/2026",
        " 21 / 11 / 2026 ",
        "２１/１１/２０２６",
    ];
    for cell in same {
        assert_eq!(date(cell), Some(day(2026, 11, 21)), "{cell}");
    }
    assert_eq!(date("1/2/90"), Some(day(1990, 2, 1)));
    assert_eq!(date("29/02/2024"), Some(day(2024, 2, 29)));
    for cell in [
        "29/02/2023",
        "11/21/2026",
        "00/00/1990",
        "32/01/2020",
        "1/1/190",
        "abc",
        "",
        "12",
        "8/1990",
        "123456789",
        "1/2/3/4",
    ] {
        assert_eq!(parse_date(cell, 2026), None, "{cell}");
    }
}

#[test]
fn dates_with_times_and_parts_of_dates() {
    let full = |hour, minute, second, offset| {
        Some(DateValue::Full {
            date: day(2026, 11, 21),
            time: NaiveTime::from_hms_opt(hour, minute, second),
            offset,
            from_serial: false,
        })
    };
    assert_eq!(parse_date("21/11/2026 14:30", 2026), full(14, 30, 0, None));
    assert_eq!(parse_date("14:30 21/11/2026", 2026), full(14, 30, 0, None));
    assert_eq!(
        parse_date("21/11/2026 2:30:05 PM", 2026),
        full(14, 30, 5, None)
    );
    assert_eq!(
        parse_date("21/11/2026 12:00:00 SA", 2026),
        full(0, 0, 0, None)
    );
    assert_eq!(parse_date("21/11/2026 14h30", 2026), full(14, 30, 0, None));
    assert_eq!(
        parse_date("2026-11-21T07:30:00Z", 2026),
        full(7, 30, 0, Some(0))
    );
    assert_eq!(
        parse_date("2026-11-21 07:30:00.123+07:00", 2026),
        full(7, 30, 0, Some(420))
    );
    assert_eq!(
        parse_date("2026-11-21T07:30:00-0330", 2026),
        full(7, 30, 0, Some(-210))
    );
    assert_eq!(parse_date("21/11/2026 25:00", 2026), None);
    assert_eq!(parse_date("15/08 10:00", 2026), None);
    let noon = DateValue::Full {
        date: day(2026, 11, 21),
        time: NaiveTime::from_hms_opt(12, 0, 0),
        offset: None,
        from_serial: true,
    };
    assert_eq!(parse_date("46347.5", 2026), Some(noon));
    assert_eq!(
        parse_date("29/02", 2026),
        Some(DateValue::DayMonth { day: 29, month: 2 })
    );
    assert_eq!(parse_date("30/02", 2026), None);
    assert_eq!(parse_date("năm 1990", 2026), Some(DateValue::Year(1990)));
    assert_eq!(parse_date("1990", 2026), Some(DateValue::Year(1990)));
    assert_eq!(parse_date("1990.0", 2026), Some(DateValue::Year(1990)));
}

#[test]
fn gender_words() {
    assert_eq!(import_headers::gender(" NỮ "), Some(Gender::Female));
    assert_eq!(import_headers::gender("Male"), Some(Gender::Male));
    assert_eq!(import_headers::gender("0"), None);
    assert_eq!(import_headers::gender("khác"), None);
}

proptest! {
    #[test]
    fn any_text_can_stand_in_a_file(text in "\\PC{0,40}") {
        for kind in [FileKind::Parties, FileKind::Orders, FileKind::Products, FileKind::Interactions] {
            let _ = recognise(kind, &text);
        }
        let _ = (parse_date(&text, 2026), import_headers::gender(&text));
        let _ = (address::split(&text), address::province_alias(&text), address::find_ward("79", &text));
    }

    #[test]
    fn date_like_text_never_breaks(text in "[0-9/.:T +hZ-]{0,24}") {
        let _ = parse_date(&text, 2026);
    }

    #[test]
    fn every_written_date_is_read_back(year in 1900..=2100_i32, month in 1..=12_u32, dom in 1..=28_u32) {
        prop_assert_eq!(date(&format!("{dom}/{month}/{year}")), Some(day(year, month, dom)));
        prop_assert_eq!(date(&format!("{year}-{month:02}-{dom:02}")), Some(day(year, month, dom)));
    }
}
