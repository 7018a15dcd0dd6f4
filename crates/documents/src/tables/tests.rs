//! Files as people have them, and files meant to do harm.

use std::io::Write;

use super::*;

fn bytes(bytes: impl Into<Vec<u8>>) -> Source {
    Source::Bytes(bytes.into().into())
}

fn rows_of(source: &Source) -> Result<Vec<Row>, TableError> {
    let shape = shape(source, Wishes::default())?;
    let mut rows = Vec::new();
    read(source, shape, None, &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

fn texts(source: &Source) -> Vec<(u64, Vec<String>)> {
    let rows = rows_of(source).unwrap();
    rows.into_iter()
        .map(|row| {
            (
                row.number,
                row.cells
                    .iter()
                    .map(|cell| cell.text().to_owned())
                    .collect(),
            )
        })
        .collect()
}

fn row(number: u64, cells: &[&str]) -> (u64, Vec<String>) {
    (
        number,
        cells.iter().map(|cell| (*cell).to_owned()).collect(),
    )
}

#[test]
fn quotes_breaks_and_empty_lines() {
    let file = "Tên,Ghi chú\r\n\"Lê, An\",\"hai\ndòng \"\"vui\"\"\"\n\n,\nBình,x\"y\rChi,";
    let expected = [
        row(1, &["Tên", "Ghi chú"]),
        row(2, &["Lê, An", "hai\ndòng \"vui\""]),
        row(5, &["Bình", "x\"y"]),
        row(6, &["Chi"]),
    ];
    assert_eq!(texts(&bytes(file)), expected);
}

#[test]
fn the_separator_is_recognised() {
    for (file, separator) in [
        ("a;b;c\n1,5;2;3\n", ';'),
        ("a\tb\n1,2\t3\n", '\t'),
        ("tên|số\nAn|1\n", '|'),
        ("sep=;\na;b\n1;2\n", ';'),
        ("chỉ một cột\nAn\n", ','),
        ("a,b\n\"x;y;z\",2\n", ','),
    ] {
        assert!(
            matches!(shape(&bytes(file), Wishes::default()).unwrap(), Shape::Delimited { separator: found, .. } if found == separator),
            "{file}"
        );
    }
    assert_eq!(texts(&bytes("sep=;\na;b\n")), [row(2, &["a", "b"])]);
}

#[test]
fn encodings_are_recognised() {
    let text = "Họ tên,Ghi chú\nNguyễn Văn Bình,khách quen thích cà phê sữa đá\nĐặng Thị Hương,gọi sau chín giờ sáng nhé\n";
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked: Vec<u8> = b"\xEF\xBB\xBF"
        .iter()
        .copied()
        .chain(text.bytes())
        .collect();
    for source in [bytes(text), bytes(utf16), bytes(marked)] {
        let rows = texts(&source);
        assert_eq!(rows[1].1[0], "Nguyễn Văn Bình");
        assert_eq!(
            rows[2],
            row(3, &["Đặng Thị Hương", "gọi sau chín giờ sáng nhé"])
        );
    }
}

#[test]
fn a_long_file_in_utf_16_loses_no_letter_between_pieces() {
    let line = "Nguyễn Thị Hồng Ngọc\t0905 218 467\r\n";
    let text = line.repeat(20_000);
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let rows = texts(&bytes(utf16));
    assert_eq!(rows.len(), 20_000);
    assert!(
        rows.iter()
            .all(|(_, cells)| *cells == ["Nguyễn Thị Hồng Ngọc", "0905 218 467"])
    );
}

#[test]
fn a_letter_across_the_end_of_the_sample_does_not_mislead() {
    for padding in 0..4 {
        let file = format!("{}tên\n{}", "x".repeat(padding), "Ngọc\n".repeat(30_000));
        let rows = texts(&bytes(file));
        assert_eq!(rows[1].1[0], "Ngọc");
        assert_eq!(rows.len(), 30_001);
    }
}

#[test]
fn what_is_no_table_is_refused() {
    let code = |source: &Source| rows_of(source).unwrap_err().code();
    assert_eq!(code(&bytes("")), "file-empty");
    assert_eq!(
        code(&bytes(vec![0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3])),
        "file-old-workbook"
    );
    assert_eq!(
        code(&bytes(b"%PDF-1.7 something".to_vec())),
        "file-not-a-table"
    );
    let noise: Vec<u8> = (0..20_000_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    assert_eq!(code(&bytes(noise)), "file-not-a-table");
    assert_eq!(
        code(&bytes(b"PK\x03\x04 no archive at all".to_vec())),
        "file-damaged"
    );
    assert_eq!(
        code(&bytes("a,b\n\"not closed, 1\n2,3\n")),
        "file-open-quote"
    );
}

#[test]
fn many_columns_are_refused_and_a_huge_cell_is_marked() {
    let wide = vec!["x"; MAX_COLUMNS + 1].join(",");
    assert!(matches!(
        rows_of(&bytes(wide)).unwrap_err(),
        TableError::TooManyColumns { row: 1 }
    ));
    let huge = format!("a,b\n{},1\n2,3\n", "y".repeat(10 * 1024 * 1024));
    let rows = rows_of(&bytes(huge)).unwrap();
    assert_eq!(
        (rows[1].cells[0].clone(), rows[2].cells[0].text()),
        (Cell::TooLong, "2")
    );
}

#[test]
fn bytes_of_another_encoding_later_on_are_refused_with_the_row() {
    let mut file = "tên\n".repeat(20_000).into_bytes();
    file.extend(b"\xC3\x28\n");
    assert_eq!(rows_of(&bytes(file)).unwrap_err().code(), "file-bad-text");
}

fn workbook(build: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Source {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet();
    build(workbook.add_worksheet());
    bytes(workbook.save_to_buffer().unwrap())
}

#[test]
fn a_workbook_gives_numbers_dates_and_what_formulas_came_to() {
    let source = workbook(|sheet| {
        let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_string(0, 0, "SĐT").unwrap();
        sheet.write_number(2, 0, 905_218_467.0).unwrap();
        sheet.write_number(2, 1, 0.1 + 0.2).unwrap();
        sheet
            .write_number_with_format(2, 2, 46_347.0, &date)
            .unwrap();
        sheet
            .write_number_with_format(2, 3, 46_347.5, &date)
            .unwrap();
        sheet.write_boolean(2, 4, true).unwrap();
        sheet
            .write_formula(2, 5, rust_xlsxwriter::Formula::new("=1+1").set_result("2"))
            .unwrap();
    });
    let rows = rows_of(&source).unwrap();
    assert_eq!((rows[0].number, rows[1].number), (1, 3));
    let expected = [
        Cell::Number("905218467".into()),
        Cell::Number("0.3".into()),
        Cell::Date("2026-11-21".into()),
        Cell::Date("2026-11-21 12:00:00".into()),
        Cell::Bool(true),
        Cell::Number("2".into()),
    ];
    assert_eq!(rows[1].cells, expected);
}

#[test]
fn an_empty_workbook_is_refused() {
    assert_eq!(rows_of(&workbook(|_| {})).unwrap_err().code(), "file-empty");
}

fn zip_of_zeros(megabytes: usize) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive
        .start_file(
            "xl/worksheets/sheet1.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    for _ in 0..megabytes {
        archive.write_all(&vec![0; 1024 * 1024]).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_refused_by_what_it_says_and_by_what_it_does() {
    let mut bomb = zip_of_zeros(300);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(
        rows_of(&bytes(bomb.clone())).unwrap_err().code(),
        "file-unpacks-too-large"
    );
    let size = (300_u32 * 1024 * 1024).to_le_bytes();
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == size {
            bomb[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    let refusal = rows_of(&bytes(bomb)).unwrap_err();
    assert!(
        matches!(
            refusal,
            TableError::UnpacksTooLarge | TableError::Damaged(_)
        ),
        "{refusal}"
    );
}
