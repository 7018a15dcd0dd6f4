//! Rows as they come out of shops' files.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::*;
use crate::fields::{FieldValue, apply};
use crate::orders::{House, Order};

fn context() -> Context {
    Context {
        now: "2026-11-21T00:00:00Z".parse().unwrap(),
        zone: Tz::Asia__Ho_Chi_Minh,
        currency: Currency::Vnd,
    }
}

fn map(kind: Kind, headers: &[&str]) -> Mapping {
    Mapping::new(kind, headers, &Map::new()).unwrap()
}

fn value<'a>(values: &'a [(String, FieldValue)], field: &str) -> Option<&'a FieldValue> {
    values
        .iter()
        .find(|(name, _)| name == field)
        .map(|(_, value)| value)
}

fn text(values: &[(String, FieldValue)], field: &str) -> Option<String> {
    value(values, field)
        .cloned()
        .and_then(FieldValue::into_text)
}

#[test]
fn headers_are_recognised_and_choices_win() {
    let headers = ["Họ tên", "SĐT", "Điện thoại", "Cột lạ"];
    let found: Vec<_> = suggest(Kind::Parties, &headers)
        .into_iter()
        .map(|s| s.field)
        .collect();
    assert_eq!(
        found,
        [Some("full_name"), Some("phone"), Some("phone2"), None]
    );
    let chosen = json!({ "Cột lạ": "note", "SĐT": "" });
    let mapping = Mapping::new(Kind::Parties, &headers, chosen.as_object().unwrap()).unwrap();
    assert_eq!(
        mapping.cell(&["An", "1", "2", " ghi "], "note"),
        Some("ghi")
    );
    assert_eq!(mapping.cell(&["An", "1", "2", "x"], "phone"), None);
    for bad in [
        json!({ "Không có": "note" }),
        json!({ "Cột lạ": "xyz" }),
        json!({ "Cột lạ": 7 }),
        json!({ "Cột lạ": "note", "SĐT": "note" }),
    ] {
        assert!(
            Mapping::new(Kind::Parties, &headers, bad.as_object().unwrap()).is_err(),
            "{bad}"
        );
    }
    assert!(
        Mapping::new(Kind::Orders, &["Ngày đặt", "Thành tiền"], &Map::new()).is_err(),
        "whose orders?"
    );
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
        let own: Vec<_> = suggest(kind, fields(kind))
            .into_iter()
            .map(|s| s.field)
            .collect();
        assert!(
            own.iter().all(Option::is_some),
            "an export comes back: {own:?}"
        );
    }
}

#[test]
fn a_customer_row_is_repaired_and_nothing_is_lost() {
    let headers = [
        "Mã KH",
        "Họ tên",
        "Công ty",
        "SĐT",
        "Email",
        "Giới tính",
        "Ngày sinh",
        "Địa chỉ",
        "Tỉnh/TP",
        "Nhóm khách hàng",
        "Công nợ",
        "Người phụ trách",
    ];
    let cells = [
        "KH01",
        "NGUYỄN THỊ HỒNG NGỌC",
        "Tiệm Cà Phê Gió",
        "905218467 / 0236 3822 123",
        "Ngoc@Gio.VN; x",
        "Nữ",
        "24/11/88",
        "12 Bạch Đằng",
        "Đà Nẵng",
        "Quán, VIP",
        "1.250.000",
        "Khôi",
    ];
    let row = party_row(&map(Kind::Parties, &headers), &cells, context());
    assert_eq!(
        text(&row.values, "name").as_deref(),
        Some("Nguyễn Thị Hồng Ngọc")
    );
    assert_eq!(
        (
            text(&row.values, "kind").as_deref(),
            text(&row.values, "gender").as_deref()
        ),
        (Some("person"), Some("female"))
    );
    let Some(FieldValue::Contacts(phones)) = value(&row.values, "phones") else {
        panic!("phones")
    };
    assert_eq!(
        phones.iter().map(|p| p.value.as_str()).collect::<Vec<_>>(),
        ["+84905218467", "+842363822123"]
    );
    let Some(FieldValue::Address(address)) = value(&row.values, "address") else {
        panic!("address")
    };
    assert_eq!(
        (address.raw.as_str(), address.province_code.as_deref()),
        ("12 Bạch Đằng, Đà Nẵng", Some("48"))
    );
    assert_eq!(
        value(&row.values, "tags"),
        Some(&FieldValue::Texts(vec!["Quán".into(), "VIP".into()]))
    );
    assert_eq!(
        value(&row.values, "custom"),
        Some(&FieldValue::Json(json!({ "debt": "1.250.000" })))
    );
    assert_eq!(
        (row.company.as_deref(), row.owner.as_deref()),
        (Some("Tiệm Cà Phê Gió"), Some("Khôi"))
    );
    assert_eq!(
        row.problems
            .iter()
            .map(|p| (p.field.as_ref(), p.code))
            .collect::<Vec<_>>(),
        [("email", "bad-email")]
    );
}

#[test]
fn organisations_are_known_by_their_words() {
    let mapping = map(Kind::Parties, &["Tên khách hàng", "Loại khách", "SĐT"]);
    let kind =
        |cells: [&str; 3]| text(&party_row(&mapping, &cells, context()).values, "kind").unwrap();
    assert_eq!(kind(["Công ty TNHH Sương Mai", "", ""]), "organization");
    assert_eq!(kind(["Sương Mai", "Doanh nghiệp", ""]), "organization");
    assert_eq!(kind(["Công Tôn Nữ An", "", ""]), "person");
    let nameless = party_row(&mapping, &["", "", "0905218467"], context());
    assert_eq!(
        (
            text(&nameless.values, "name").as_deref(),
            value(&nameless.values, "incomplete")
        ),
        (Some("0905218467"), Some(&FieldValue::Bool(true)))
    );
    assert!(!party_row(&mapping, &["", "", ""], context()).is_usable());
}

#[test]
fn the_same_row_twice_changes_nothing() {
    let mapping = map(Kind::Parties, &["Họ tên", "SĐT", "Email", "Thẻ", "Công nợ"]);
    let values = party_row(
        &mapping,
        &["An", "0905218467", "an@gio.vn", "VIP", "5"],
        context(),
    )
    .values;
    let mut party = Party::new(Uuid::from_u128(1), "person", "", context().now);
    apply(&mut party, values.clone()).unwrap();
    party.tags.insert(0, "Quán".into());
    let before = party.clone();
    apply(&mut party, with_existing(&before, values)).unwrap();
    assert_eq!(party, before);
    let nameless = party_row(
        &mapping,
        &["", "0905218467", "AN@gio.vn", "", ""],
        context(),
    )
    .values;
    apply(&mut party, with_existing(&before, nameless)).unwrap();
    assert_eq!(
        (party.name.as_str(), party.incomplete, party.emails.len()),
        ("An", false, 1)
    );
    assert_eq!(
        keys_of(&party, &match_keys("email,phone").unwrap())
            .iter()
            .map(|k| k.0)
            .collect::<Vec<_>>(),
        ["email", "phone"]
    );
    assert!(match_keys("fax").is_err());
}

fn order(rows: &[OrderRow]) -> Order {
    let mut order = Order::new(Uuid::from_u128(1), Currency::Vnd, context().now);
    order.party_id = Uuid::from_u128(2);
    order.number = "1".into();
    apply(&mut order, order_values(rows, &[])).unwrap();
    order
        .settle(
            None,
            House {
                now: context().now,
                zone: context().zone,
                currency: Currency::Vnd,
            },
        )
        .unwrap();
    order
}

#[test]
fn rows_of_one_number_are_lines_and_bare_totals_a_total() {
    let headers = [
        "Mã đơn",
        "Ngày đặt",
        "Mã khách hàng",
        "Tên hàng",
        "Số lượng",
        "Đơn giá",
        "Thuế suất",
        "Thành tiền",
    ];
    let mapping = map(Kind::Orders, &headers);
    let first = order_row(
        &mapping,
        &[
            "A1",
            "20/11/2026",
            "KH01",
            "Cầu Đất",
            "1,5",
            "180.000",
            "8%",
            "270.000",
        ],
        context(),
    );
    let second = order_row(
        &mapping,
        &["A1", "20/11/2026", "KH01", "Phin", "3", "", "0.08", "1tr2"],
        context(),
    );
    assert_eq!(
        (
            first.problems.len(),
            first.number.as_deref(),
            first.party.code.as_deref()
        ),
        (0, Some("A1"), Some("KH01"))
    );
    let both = order(&[first, second]);
    assert_eq!(
        (both.totals.subtotal, both.totals.tax),
        (1_470_000, 117_600)
    );
    assert_eq!(both.lines[1].unit_price, 400_000);
    let uneven = order_row(
        &mapping,
        &[
            "A2",
            "20/11/2026",
            "KH01",
            "Phin",
            "3",
            "",
            "KCT",
            "100.000",
        ],
        context(),
    );
    assert_eq!(
        order(&[uneven]).totals.total,
        100_000,
        "a total is never rounded away"
    );

    let bare = map(Kind::Orders, &["customer_id", "date", "amount"]);
    let row = order_row(&bare, &["KH01", "1/2/2026", "2.500.000"], context());
    assert_eq!((row.problems.len(), row.line.is_none()), (0, true));
    let total = order(&[row.clone(), row]);
    assert_eq!(
        (total.totals.total, total.ordered_on),
        (5_000_000, "2026-02-01".parse().unwrap())
    );
    let bad = order_row(&bare, &["", "31/2/2026", "abc"], context());
    assert_eq!(
        bad.problems.iter().map(|p| p.code).collect::<Vec<_>>(),
        ["no-party", "bad-date", "bad-money"]
    );
}

#[test]
fn words_of_a_call_list_become_codes() {
    let mapping = map(
        Kind::Interactions,
        &[
            "Số điện thoại",
            "Thời gian",
            "Loại",
            "Hướng",
            "Kết quả",
            "Nội dung",
        ],
    );
    let row = interaction_row(
        &mapping,
        &[
            "905218467",
            "20/11/2026 14:30",
            "Cuộc gọi",
            "Gọi đến",
            "Khách phàn nàn",
            "Hạt ẩm",
        ],
        context(),
    );
    assert!(row.problems.is_empty(), "{:?}", row.problems);
    assert_eq!(row.party.phone.as_deref(), Some("+84905218467"));
    let read = |field| text(&row.values, field);
    assert_eq!(
        (
            read("kind").as_deref(),
            read("direction").as_deref(),
            read("outcome").as_deref()
        ),
        (Some("call"), Some("in"), Some("unhappy"))
    );
    let free = interaction_row(
        &mapping,
        &["905218467", "20/11/2026", "xyz", "", "Hẹn lại thứ Hai", ""],
        context(),
    );
    assert_eq!(
        text(&free.values, "outcome").as_deref(),
        Some("Hẹn lại thứ Hai")
    );
    assert_eq!(
        free.problems
            .iter()
            .map(|p| p.field.as_ref())
            .collect::<Vec<_>>(),
        ["kind"]
    );
}

#[test]
fn a_price_list_keeps_stock_and_reads_rates() {
    let mapping = map(
        Kind::Products,
        &[
            "Mã hàng",
            "Tên hàng",
            "ĐVT",
            "Giá bán",
            "Giá vốn",
            "Thuế suất",
            "Nhóm hàng",
            "Tồn kho",
        ],
    );
    let row = product_row(
        &mapping,
        &[
            "CD250",
            "Cầu Đất 250g",
            "gói",
            "180k",
            "95.000",
            "0,08",
            "Hạt rang",
            "12",
        ],
        context(),
    );
    assert!(row.problems.is_empty(), "{:?}", row.problems);
    assert_eq!(
        value(&row.values, "tax_rate"),
        Some(&FieldValue::Integer(800))
    );
    assert_eq!(
        value(&row.values, "price")
            .cloned()
            .and_then(FieldValue::into_money)
            .map(|m| m.amount),
        Some(180_000)
    );
    assert_eq!(text(&row.values, "category").as_deref(), Some("Hạt rang"));
    let bad = product_row(&mapping, &["", "", "", "x", "", "120%", "", ""], context());
    assert_eq!(
        bad.problems.iter().map(|p| p.code).collect::<Vec<_>>(),
        ["bad-money", "bad-tax-rate", "required"]
    );
}

#[test]
fn row_keys_tell_rows_and_occurrences_apart() {
    assert_eq!(row_key(&["a", "b"], 1), row_key(&[" a ", "b"], 1));
    assert_ne!(row_key(&["ab", ""], 1), row_key(&["a", "b"], 1));
    assert_ne!(row_key(&["a", "b"], 1), row_key(&["a", "b"], 2));
    assert_eq!(row_key(&[], 1), "row-6c62272e07bb014262b821756295c58d-1");
}

proptest! {
    #[test]
    fn no_cell_breaks_a_row(cells in prop::collection::vec("\\PC{0,20}|[0-9.,/%-]{0,12}", 40)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        for kind in Kind::ALL {
            let mapping = map(kind, fields(kind));
            let (values, catalogue): (Vec<(String, FieldValue)>, _) = match kind {
                Kind::Parties => (party_row(&mapping, &cells, context()).values, crate::parties::catalogue()),
                Kind::Orders => (order_values(&[order_row(&mapping, &cells, context())], &[]), crate::orders::catalogue()),
                Kind::Products => (product_row(&mapping, &cells, context()).values, crate::products::catalogue()),
                Kind::Interactions => (interaction_row(&mapping, &cells, context()).values, crate::interactions::catalogue()),
            };
            for (field, value) in values {
                let known = catalogue.field(&field);
                prop_assert!(known.is_some(), "{}", field);
                let json: Value = value.to_json();
                prop_assert!(crate::fields::from_json(known.unwrap(), &json).is_ok(), "{} {}", field, json);
            }
        }
    }
}
