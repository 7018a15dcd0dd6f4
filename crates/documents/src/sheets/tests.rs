//! Files written and read again.

use std::ops::ControlFlow;

use super::*;
use crate::tables::{self, Cell, Source, Wishes};

fn columns() -> Vec<Column> {
    let column = |name: &str, heading: &str| Column {
        name: name.to_owned(),
        heading: heading.to_owned(),
    };
    vec![
        column("name", "Tên"),
        column("spend", "Đã mua"),
        column("day", "Ngày"),
    ]
}

fn file(format: SheetFormat) -> Vec<u8> {
    let mut sheet = Sheet::new(format, Vec::new(), columns()).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    sheet
        .row(&[
            Written::Text("=HYPERLINK(\"http://x\")".to_owned()),
            Written::Number("1250000".to_owned()),
            Written::Day(day),
        ])
        .unwrap();
    sheet
        .row(&[
            Written::Text("Lê \"An\", Đà Nẵng".to_owned()),
            Written::Empty,
            Written::Empty,
        ])
        .unwrap();
    sheet.finish().unwrap()
}

fn cells(bytes: Vec<u8>) -> Vec<Vec<Cell>> {
    let source = Source::Bytes(bytes.into());
    let shape = tables::shape(&source, Wishes::default()).unwrap();
    let mut rows = Vec::new();
    tables::read(&source, shape, None, &mut |row| {
        rows.push(row.cells);
        ControlFlow::Continue(())
    })
    .unwrap();
    rows
}

#[test]
fn a_formula_in_a_text_stays_a_text() {
    let csv = String::from_utf8(file(SheetFormat::Csv)).unwrap();
    assert_eq!(
        csv,
        "\u{feff}Tên,Đã mua,Ngày\r\n\"'=HYPERLINK(\"\"http://x\"\")\",1250000,2026-11-21\r\n\"Lê \"\"An\"\", Đà Nẵng\",,\r\n"
    );
    for start in ["=1", "+1", "-1", "@x", "\tx", "\rx"] {
        assert!(harmless(start).starts_with('\''), "{start:?}");
    }
}

#[test]
fn a_workbook_has_types() {
    let rows = cells(file(SheetFormat::Xlsx));
    assert_eq!(
        rows[0],
        [
            Cell::Text("Tên".into()),
            Cell::Text("Đã mua".into()),
            Cell::Text("Ngày".into())
        ]
    );
    let expected = [
        Cell::Text("=HYPERLINK(\"http://x\")".into()),
        Cell::Number("1250000".into()),
        Cell::Date("2026-11-21".into()),
    ];
    assert_eq!(rows[1], expected);
}

#[test]
fn json_lines_carry_names_and_numbers() {
    let text = String::from_utf8(file(SheetFormat::Jsonl)).unwrap();
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(
        first,
        serde_json::json!({ "name": "=HYPERLINK(\"http://x\")", "spend": 1_250_000, "day": "2026-11-21" })
    );
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn an_empty_file_still_has_its_headings() {
    let rows = cells(
        Sheet::new(SheetFormat::Xlsx, Vec::new(), columns())
            .unwrap()
            .finish()
            .unwrap(),
    );
    assert_eq!(rows.len(), 1);
}

/// The most memory this process ever had, KiB. The runner gives each test a process of its own.
#[cfg(target_os = "linux")]
fn highest() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_workbook_is_never_in_memory_whole() {
    let rows: u32 = 40_000;
    let columns: Vec<Column> = (0..20)
        .map(|n| Column {
            name: format!("c{n}"),
            heading: format!("Cột {n}"),
        })
        .collect();
    let write = |rows: u32| {
        let mut sheet = Sheet::new(SheetFormat::Xlsx, Vec::new(), columns.clone()).unwrap();
        for row in 0..rows {
            let cells: Vec<Written> = (0..20_u32)
                .map(|n| match n % 3 {
                    // Words that do not pack well.
                    0 => Written::Text(format!("{:x}", (row * 31 + n).wrapping_mul(2_654_435_761))),
                    1 => Written::Number(format!("{}", u64::from(row) * 7919 + u64::from(n))),
                    _ => Written::Day(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()),
                })
                .collect();
            sheet.row(&cells).unwrap();
            assert!(sheet.take_written().is_empty());
        }
        let (mut rest, mut size) = (sheet.end().unwrap(), 0);
        while let Some(piece) = rest.next_piece().unwrap() {
            size += piece.len();
        }
        size
    };
    write(100);
    let before = highest();
    let size = write(rows);
    let more = highest() - before;
    println!("{rows} rows, {size} bytes, {more} KiB more");
    assert!(size > 4_000_000, "{size} bytes");
    assert!(more < 2 * 1024, "{more} KiB more for {size} bytes");
}
