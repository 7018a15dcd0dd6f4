//! Text of office documents, which are XML in a zip archive: DOCX, PPTX, ODT, ODS. Parts are read as a stream and counted
//! while they unpack; nothing else in the archive is touched.

use std::io::{BufReader, Cursor, Read};

use quen_core::files::TextState;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Gathered, MAX_UNPACKED, Stop};

/// How an OLE file begins: an office document that is locked with a password is wrapped in one.
const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// Parts of an archive at most.
const MAX_PARTS: usize = 5_000;

/// Reads every part that holds text.
pub(super) fn read(bytes: &[u8], text: &mut Gathered) -> Result<(), Stop> {
    if bytes.starts_with(&OLE) {
        return Err(Stop::Refused(TextState::Locked));
    }
    let broken = |_| Stop::Refused(TextState::Broken);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_PARTS {
        return Err(Stop::Refused(TextState::TooLarge));
    }
    let mut names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    names.retain(|name| holds_text(name));
    names.sort_by_key(|name| (place(name), name.clone()));
    if names.is_empty() {
        return Err(Stop::Refused(TextState::Broken));
    }
    let mut left = MAX_UNPACKED;
    for name in names {
        let part = archive.by_name(&name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Stop::Refused(TextState::Locked),
            _ => Stop::Refused(TextState::Broken),
        })?;
        let mut counted = Counted { part, left };
        read_part(&mut counted, text)?;
        left = counted.left;
    }
    Ok(())
}

/// Is it a part with text in it?
fn holds_text(name: &str) -> bool {
    let word = name.strip_prefix("word/").is_some_and(|part| {
        [
            "document",
            "header",
            "footer",
            "footnotes",
            "endnotes",
            "comments",
        ]
        .iter()
        .any(|known| part.starts_with(known))
    });
    let slide = name.starts_with("ppt/slides/slide") || name.starts_with("ppt/notesSlides/notes");
    name.ends_with(".xml") && (word || slide || name == "content.xml")
}

/// The order of parts: the document first; slides by their number.
fn place(name: &str) -> (bool, usize) {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    (name != "word/document.xml", digits.parse().unwrap_or(0))
}

/// A part that stops when the archive has unpacked to more than allowed.
struct Counted<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        let bytes = u64::try_from(read).unwrap_or(u64::MAX);
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(read)
            }
            None => {
                self.left = 0;
                Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge))
            }
        }
    }
}

fn read_part(part: &mut Counted<impl Read>, text: &mut Gathered) -> Result<(), Stop> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(refused)?;
        match event {
            Event::Text(said) => {
                let said = said
                    .decode()
                    .map_err(|_| Stop::Refused(TextState::Broken))?;
                text.add(&said)?;
            }
            Event::GeneralRef(named) => {
                let said = match named.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => {
                        let name = named.decode().unwrap_or_default();
                        resolve_predefined_entity(&name).unwrap_or(" ").to_owned()
                    }
                };
                text.add(&said)?;
            }
            Event::End(tag) if ends_line(tag.local_name().as_ref()) => text.add("\n")?,
            Event::Empty(tag) if parts_words(tag.local_name().as_ref()) => text.add(" ")?,
            Event::Eof => return text.add("\n"),
            _ => {}
        }
    }
}

/// Paragraphs, headings and table cells.
fn ends_line(tag: &[u8]) -> bool {
    matches!(tag, b"p" | b"h" | b"tc" | b"table-cell" | b"list-item")
}

/// Tabs, breaks and runs of spaces.
fn parts_words(tag: &[u8]) -> bool {
    matches!(tag, b"tab" | b"br" | b"cr" | b"s" | b"line-break" | b"p")
}

fn refused(error: quick_xml::Error) -> Stop {
    let too_large =
        matches!(&error, quick_xml::Error::Io(io) if io.kind() == std::io::ErrorKind::FileTooLarge);
    Stop::Refused(if too_large {
        TextState::TooLarge
    } else {
        TextState::Broken
    })
}
