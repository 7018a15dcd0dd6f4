//! Files made here, whole and hostile.

use std::io::{Cursor, Write};

use lopdf::content::{Content, Operation};
use lopdf::{
    Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn pages(texts: &[&str]) -> Document {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = texts
        .iter()
        .map(|said| {
            let operations = vec![
                Operation::new("BT", vec![]),
                Operation::new("Tf", vec!["F1".into(), 12.into()]),
                Operation::new("Tj", vec![Object::string_literal(*said)]),
                Operation::new("ET", vec![]),
            ];
            let content = Content { operations }.encode().unwrap();
            let content = document.add_object(Stream::new(dictionary! {}, content));
            document
                .add_object(
                    dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content },
                )
                .into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap();
    document.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] }
        .into(),
    );
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", root);
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn every_page_of_a_pdf_is_read() {
    let said = read("pdf", saved(pages(&["Gia cao 120 000", "trang hai"])));
    assert_eq!(said.state, TextState::Read);
    assert_eq!(said.text, "Gia cao 120 000\ntrang hai");
}

#[test]
fn a_pdf_without_text_says_so() {
    assert_eq!(
        read("pdf", saved(pages(&[""]))),
        Said::nothing(TextState::None)
    );
}

#[test]
fn a_locked_pdf_is_left_locked() {
    let mut document = pages(&["bi mat"]);
    document.trailer.set(
        "ID",
        vec![
            Object::string_literal("0123456789abcdef"),
            Object::string_literal("0123456789abcdef"),
        ],
    );
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "chu",
        user_password: "khach",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    assert_eq!(
        read("pdf", saved(document)),
        Said::nothing(TextState::Locked)
    );
}

#[test]
fn what_is_no_pdf_is_broken() {
    for bytes in [
        &b"%PDF-1.7\n"[..],
        b"%PDF-1.7 \x00\xff trailer << /Root 1 0 R >>",
        b"<html>",
    ] {
        assert_eq!(
            read("pdf", bytes.to_vec()),
            Said::nothing(TextState::Broken)
        );
    }
    let whole = saved(pages(&["mot", "hai"]));
    let half = whole.get(..whole.len() / 2).unwrap().to_vec();
    assert!(matches!(
        read("pdf", half).state,
        TextState::Broken | TextState::Read | TextState::None
    ));
}

#[test]
fn a_pdf_that_unpacks_without_end_is_refused() {
    let mut document = pages(&["x"]);
    let page = document.get_pages()[&1];
    let bomb = vec![b' '; 40 * 1024 * 1024];
    let mut stream = Stream::new(dictionary! {}, bomb);
    stream.compress().unwrap();
    let content = document.add_object(stream);
    document
        .get_object_mut(page)
        .unwrap()
        .as_dict_mut()
        .unwrap()
        .set("Contents", content);
    let bytes = saved(document);
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    assert_eq!(read("pdf", bytes), Said::nothing(TextState::TooLarge));
}

#[test]
fn more_pages_than_allowed_are_cut() {
    let texts: Vec<String> = (0..=MAX_PAGES)
        .map(|page| format!("trang {page}"))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let said = read("pdf", saved(pages(&texts)));
    assert_eq!(said.state, TextState::Cut);
    assert!(said.text.ends_with(&format!("trang {}", MAX_PAGES - 1)));
}

#[test]
fn a_document_is_read_paragraph_by_paragraph() {
    let body = "<w:document><w:body><w:p><w:r><w:t>Hợp đồng</w:t></w:r><w:r><w:tab/><w:t>số 7 &amp; 8</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Giao trư&#7899;c 8 giờ</w:t></w:r></w:p></w:body></w:document>";
    let parts: [(&str, &[u8]); 3] = [
        (
            "word/header1.xml",
            "<w:hdr><w:p><w:t>Gió</w:t></w:p></w:hdr>".as_bytes(),
        ),
        ("word/document.xml", body.as_bytes()),
        ("word/media/a.xml", b"<no>"),
    ];
    let said = read("docx", packed(&parts));
    assert_eq!(said.text, "Hợp đồng số 7 & 8\nGiao trước 8 giờ\nGió");
    assert_eq!(said.state, TextState::Read);
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let mut bomb = b"<w:document><w:t>".to_vec();
    bomb.resize(usize::try_from(MAX_UNPACKED).unwrap() + 1024, b' ');
    let bytes = packed(&[("word/document.xml", &bomb)]);
    assert!(bytes.len() < 500_000);
    assert_eq!(read("docx", bytes), Said::nothing(TextState::TooLarge));
}

#[test]
fn office_files_that_are_locked_or_damaged_say_so() {
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    for ending in ["docx", "xlsx"] {
        assert_eq!(read(ending, ole.to_vec()), Said::nothing(TextState::Locked));
        assert_eq!(
            read(ending, b"PK\x03\x04 no".to_vec()),
            Said::nothing(TextState::Broken)
        );
        assert_eq!(
            read(ending, packed(&[("x.txt", b"y")])),
            Said::nothing(TextState::Broken)
        );
    }
    let cut = packed(&[("word/document.xml", b"<w:document><w:p></w:document>")]);
    assert_eq!(read("docx", cut), Said::nothing(TextState::Broken));
}

#[test]
fn every_sheet_of_a_workbook_is_read() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, said) in [("Giá", "Rang vừa"), ("Kho", "Cầu Đất")] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write(0, 0, said).unwrap();
        sheet.write(1, 0, 1250.5).unwrap();
    }
    let said = read("xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(said.state, TextState::Read);
    assert_eq!(said.text, "Rang vừa\n1250.5\nCầu Đất\n1250.5");
}

#[test]
fn plain_text_of_any_encoding_is_read_up_to_the_limit() {
    assert_eq!(
        read("txt", "Đà  Nẵng\r\n\r\nHuế".into()).text,
        "Đà Nẵng\nHuế"
    );
    let long = read("csv", "ab ".repeat(MAX_TEXT).into());
    assert_eq!(
        (long.state, long.text.chars().count()),
        (TextState::Cut, MAX_TEXT)
    );
    assert_eq!(read("txt", b" \n ".to_vec()).state, TextState::None);
    assert_eq!(read("png", vec![1]).state, TextState::None);
}
