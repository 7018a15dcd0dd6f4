//! The draft of an e-invoice: every path of the vector, what must be absent, and reading it back.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test may fail like the test"
)]

use quen_vietnam::einvoice::{
    Buyer, Draft, DraftLine, EInvoiceError, Nature, Seller, draft_xml, read,
};
use quen_vietnam::invoice_totals::{Discount, Exact};
use quen_vietnam::vat::Rate;
use serde_json::Value;

fn vector() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/vectors/einvoice_draft.json"
    );
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["vectors"][0].clone()
}

fn draft(input: &Value) -> Draft {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let maybe = |value: &Value| value.as_str().map(str::to_owned);
    let (seller, buyer) = (&input["seller"], &input["buyer"]);
    Draft {
        form: text(&input["form"]).chars().next().unwrap(),
        serial: text(&input["serial"]),
        date: text(&input["date"]).parse().unwrap(),
        payment: text(&input["payment"]),
        seller: Seller {
            name: text(&seller["name"]),
            tax_code: text(&seller["tax"]),
            address: text(&seller["address"]),
            phone: maybe(&seller["phone"]),
            ..Seller::default()
        },
        buyer: Buyer {
            company: maybe(&buyer["company"]),
            tax_code: maybe(&buyer["tax"]),
            address: maybe(&buyer["address"]),
            email: maybe(&buyer["email"]),
            ..Buyer::default()
        },
        lines: input["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(line)
            .collect(),
    }
}

fn line(line: &Value) -> DraftLine {
    DraftLine {
        nature: Nature::Goods,
        code: None,
        name: line["name"].as_str().unwrap().to_owned(),
        unit: line["unit"].as_str().map(str::to_owned),
        quantity: Exact::parse(&line["qty"].to_string()).unwrap(),
        unit_price: line["price"].as_i64().unwrap(),
        rate: Rate::parse(line["rate"].as_str().unwrap()).unwrap(),
        discount: match line["disc_pct"].as_i64() {
            Some(percent) => Discount::Percent(percent.into()),
            None => Discount::None,
        },
    }
}

/// The text at an absolute path with positions, by looking for tags: enough for documents without attributes
/// below `DLHDon`.
fn at<'a>(xml: &'a str, path: &str) -> Option<&'a str> {
    let mut scope = xml;
    for step in path.trim_start_matches('/').split('/') {
        let (name, position) = match step.split_once('[') {
            Some((name, position)) => (name, position.trim_end_matches(']').parse().unwrap()),
            None => (step, 1usize),
        };
        scope = nth(scope, name, position)?;
    }
    Some(scope)
}

fn nth<'a>(scope: &'a str, name: &str, position: usize) -> Option<&'a str> {
    let close = format!("</{name}>");
    let opens = |text: &str| {
        text.match_indices(&format!("<{name}"))
            .find(|(at, tag)| text[at + tag.len()..].starts_with(['>', ' ']))
            .map(|(at, _)| at)
    };
    let mut rest = scope;
    for _ in 1..position {
        let start = opens(rest)?;
        rest = &rest[start + rest[start..].find(&close)? + close.len()..];
    }
    let start = opens(rest)?;
    let inner = start + rest[start..].find('>')? + 1;
    Some(&rest[inner..inner + rest[inner..].find(&close)?])
}

#[test]
fn every_path_of_the_vector_holds() {
    let vector = vector();
    let xml = draft_xml(&draft(&vector["input"])).unwrap();
    for (path, expected) in vector["expect_xpath"].as_object().unwrap() {
        if path.starts_with("count(") {
            assert_eq!(
                xml.matches("<HHDVu>").count() as u64,
                expected.as_u64().unwrap()
            );
        } else {
            assert_eq!(at(&xml, path), expected.as_str(), "{path}");
        }
    }
    for absent in ["DSCKS", "SHDon", "MCCQT", "Signature"] {
        assert!(!xml.contains(&format!("<{absent}")), "{absent}");
    }
}

#[test]
fn a_draft_reads_back_as_written() {
    let input = vector()["input"].clone();
    let invoice = read(&draft_xml(&draft(&input)).unwrap()).unwrap();
    assert_eq!(
        (invoice.form.as_str(), invoice.serial.as_str()),
        ("1", "C26TYY")
    );
    assert_eq!(
        (invoice.number, invoice.authority_code, invoice.signed),
        (None, None, false)
    );
    assert_eq!(
        invoice.buyer.name.as_deref(),
        input["buyer"]["company"].as_str()
    );
    assert_eq!(invoice.lines.len(), 2);
    assert_eq!(invoice.lines[1].discount.as_deref(), Some("300000"));
    assert_eq!(invoice.by_rate[0].vat.as_deref(), Some("1176000"));
    assert_eq!(invoice.grand_total.as_deref(), Some("15876000"));
}

#[test]
fn a_nameless_consumer_is_named_in_the_words_of_the_law() {
    let mut draft = draft(&vector()["input"]);
    draft.buyer = Buyer::default();
    let invoice = read(&draft_xml(&draft).unwrap()).unwrap();
    assert_eq!(
        invoice.buyer.name.as_deref(),
        Some("Bán cho người tiêu dùng")
    );
    draft.buyer.person = Some("Nguyễn Văn An".into());
    let invoice = read(&draft_xml(&draft).unwrap()).unwrap();
    assert_eq!(
        (invoice.buyer.name, invoice.buyer.person.as_deref()),
        (None, Some("Nguyễn Văn An"))
    );
}

#[test]
fn markup_in_names_stays_text() {
    let mut draft = draft(&vector()["input"]);
    draft.lines[0].name = "</THHDVu><SHDon>1</SHDon> & co <b>".into();
    let xml = draft_xml(&draft).unwrap();
    assert!(!xml.contains("<SHDon>"));
    assert_eq!(
        read(&xml).unwrap().lines[0].name.as_deref(),
        Some("</THHDVu><SHDon>1</SHDon> & co <b>")
    );
}

#[test]
fn natures_count_as_the_law_means_them() {
    let mut draft = draft(&vector()["input"]);
    let goods = DraftLine {
        discount: Discount::None,
        quantity: 1.into(),
        unit_price: 1_000_000,
        ..draft.lines[0].clone()
    };
    draft.lines = vec![
        goods.clone(),
        DraftLine {
            nature: Nature::Promotion,
            name: "Tặng".into(),
            ..goods.clone()
        },
        DraftLine {
            nature: Nature::Discount,
            name: "Chiết khấu".into(),
            unit_price: 200_000,
            ..goods.clone()
        },
        DraftLine {
            nature: Nature::Note,
            name: "Giao buổi sáng".into(),
            ..goods
        },
    ];
    let invoice = read(&draft_xml(&draft).unwrap()).unwrap();
    assert_eq!(invoice.total_before_tax.as_deref(), Some("800000"));
    let amounts: Vec<_> = invoice
        .lines
        .iter()
        .map(|line| line.amount.as_deref())
        .collect();
    assert_eq!(amounts, [Some("1000000"), Some("0"), Some("200000"), None]);
}

#[test]
fn what_cannot_be_a_draft_is_refused() {
    let good = draft(&vector()["input"]);
    let refused = |change: fn(&mut Draft)| {
        let mut draft = good.clone();
        change(&mut draft);
        draft_xml(&draft).unwrap_err()
    };
    assert!(matches!(
        refused(|draft| draft.serial = "C26ZYY".into()),
        EInvoiceError::Symbol(_)
    ));
    assert!(matches!(
        refused(|draft| draft.form = '0'),
        EInvoiceError::Symbol(_)
    ));
    assert!(matches!(
        refused(|draft| draft.lines.clear()),
        EInvoiceError::Missing(_)
    ));
    assert!(matches!(
        refused(|draft| draft.seller.tax_code = " ".into()),
        EInvoiceError::Missing("NBan/MST")
    ));
    assert!(matches!(
        refused(|draft| draft.lines[0].unit_price = i64::MAX),
        EInvoiceError::Totals(_)
    ));
}

#[test]
fn a_provider_s_answer_is_read() {
    let xml = "<?xml version=\"1.0\"?><TDiep><DLieu><HDon xmlns:ds=\"x\"><DLHDon Id=\"a\"><TTChung><KHMSHDon>1\
        </KHMSHDon><KHHDon>C26TAA</KHHDon><SHDon>42</SHDon><NLap>2026-11-21</NLap></TTChung><NDHDon/></DLHDon>\
        <MCCQT>00ABC</MCCQT><DSCKS><NBan><ds:Signature/></NBan></DSCKS></HDon></DLieu></TDiep>";
    let invoice = read(xml).unwrap();
    assert_eq!(
        (invoice.number.as_deref(), invoice.authority_code.as_deref()),
        (Some("42"), Some("00ABC"))
    );
    assert!(invoice.signed && invoice.lines.is_empty());
    assert!(matches!(
        read("<HDon/>"),
        Err(EInvoiceError::NotAnInvoice("DLHDon"))
    ));
    assert!(matches!(read("not xml"), Err(EInvoiceError::Xml(_))));
}
