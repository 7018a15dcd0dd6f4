//! A plain document for Word and its kin: headings, paragraphs, points and tables. Text goes in as it is and never as markup.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of a part.
    Heading(String),
    /// A paragraph; lines stay lines.
    Text(String),
    /// A point of a list.
    Point(String),
    /// Rows of cells, the first one the head.
    Table(Vec<Vec<String>>),
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
/// A4 with the margins of an official paper, twentieths of a point.
const END: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>"#;
const FONT: &str =
    r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>"#;
/// Size of the title, half points.
const TITLE: u32 = 32;
/// Size of headings.
const HEADING: u32 = 28;
/// Size of text.
const TEXT: u32 = 26;

/// Media type of such a document.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The document as a file.
///
/// # Errors
/// What the packing says; there is none in memory but want of it.
pub fn docx(title: &str, blocks: &[Block]) -> std::io::Result<Vec<u8>> {
    let mut body = String::from(BEGIN);
    paragraph(&mut body, title, (TITLE, true), "center");
    for block in blocks {
        match block {
            Block::Heading(text) => paragraph(&mut body, text, (HEADING, true), "left"),
            Block::Text(text) => paragraph(&mut body, text, (TEXT, false), "left"),
            Block::Point(text) => {
                paragraph(&mut body, &format!("– {text}"), (TEXT, false), "left");
            }
            Block::Table(rows) => table(&mut body, rows),
        }
    }
    body.push_str(END);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, part) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", body.as_str()),
    ] {
        file.start_file(name, options)?;
        file.write_all(part.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn paragraph(body: &mut String, text: &str, (size, bold): (u32, bool), side: &str) {
    body.push_str("<w:p><w:pPr><w:spacing w:after=\"120\"/>");
    body.push_str(&format!("<w:jc w:val=\"{side}\"/></w:pPr>"));
    for (place, line) in text.lines().enumerate() {
        body.push_str("<w:r><w:rPr>");
        body.push_str(FONT);
        if bold {
            body.push_str("<w:b/>");
        }
        body.push_str(&format!("<w:sz w:val=\"{size}\"/></w:rPr>"));
        if place > 0 {
            body.push_str("<w:br/>");
        }
        body.push_str("<w:t xml:space=\"preserve\">");
        body.push_str(&escape(allowed(line)));
        body.push_str("</w:t></w:r>");
    }
    body.push_str("</w:p>");
}

/// Characters that XML has no place for are left out.
fn allowed(line: &str) -> String {
    let fits = |letter: &char| *letter == '\t' || !letter.is_control();
    line.chars().filter(fits).collect()
}

fn table(body: &mut String, rows: &[Vec<String>]) {
    body.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        body.push_str(&format!(
            "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>"
        ));
    }
    body.push_str("</w:tblBorders></w:tblPr>");
    for (place, row) in rows.iter().enumerate() {
        body.push_str("<w:tr>");
        for cell in row {
            body.push_str("<w:tc>");
            paragraph(body, cell, (TEXT, place == 0), "left");
            body.push_str("</w:tc>");
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
    // Word wants a paragraph behind a table.
    body.push_str("<w:p/>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_markup_stays_text() {
        let table = vec![
            vec!["Mục".to_owned(), "Số".to_owned()],
            vec!["<b>Khách & bạn</b>".to_owned(), "12".to_owned()],
        ];
        let blocks = [
            Block::Heading("1. Bên kiểm soát".to_owned()),
            Block::Text("Tiệm Cà Phê Gió\nĐà Nẵng\u{0}".to_owned()),
            Block::Point("Sao lưu mỗi đêm".to_owned()),
            Block::Table(table),
        ];
        let file = docx("Hồ sơ", &blocks).unwrap();
        let said = crate::texts::read("docx", file);
        assert_eq!(said.state, quen_core::files::TextState::Read);
        for words in [
            "Hồ sơ",
            "1. Bên kiểm soát",
            "Tiệm Cà Phê Gió",
            "Đà Nẵng",
            "– Sao lưu mỗi đêm",
            "<b>Khách & bạn</b>",
        ] {
            assert!(said.text.contains(words), "{words}: {}", said.text);
        }
    }
}
