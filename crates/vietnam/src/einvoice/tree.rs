//! A small tree of XML elements, enough for invoices: text or children, one attribute `Id`.
//! Entities other than the five of XML and character references are refused, so a document cannot pull
//! anything in.

use quick_xml::events::{BytesDecl, BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::EInvoiceError;

/// Deeper documents are no invoices.
const DEEPEST: usize = 32;

/// One element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub id: Option<String>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a child with text.
    pub fn leaf(mut self, name: &str, text: impl Into<String>) -> Self {
        self.children.push(Self {
            text: text.into(),
            ..Self::new(name)
        });
        self
    }

    /// Adds a child with text when there is one.
    pub fn leaf_if(self, name: &str, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.leaf(name, text),
            None => self,
        }
    }

    /// Adds a child.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// The first element along a path of names: `TTChung/NLap`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| {
            element.children.iter().find(|child| child.name == name)
        })
    }

    /// The text along a path, when it is not blank.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.at(path)
            .map(|element| element.text.trim())
            .filter(|text| !text.is_empty())
    }

    /// Whether an element of this name stands anywhere below.
    pub fn holds(&self, name: &str) -> bool {
        self.children
            .iter()
            .any(|child| child.name == name || child.holds(name))
    }

    /// The document with this element as root.
    pub fn to_xml(&self) -> Result<String, EInvoiceError> {
        let mut writer = Writer::new(Vec::new());
        let written = writer
            .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
            .and_then(|()| self.write(&mut writer));
        written.map_err(|error| EInvoiceError::Xml(error.to_string()))?;
        String::from_utf8(writer.into_inner())
            .map_err(|error| EInvoiceError::Xml(error.to_string()))
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(self.name.as_str());
        if let Some(id) = &self.id {
            start.push_attribute(("Id", id.as_str()));
        }
        writer.write_event(Event::Start(start))?;
        let text: String = self.text.chars().filter(|c| is_xml_char(*c)).collect();
        writer.write_event(Event::Text(BytesText::new(&text)))?;
        for child in &self.children {
            child.write(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name.as_str())))
    }

    /// The root element of a document.
    pub fn from_xml(xml: &str) -> Result<Self, EInvoiceError> {
        let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
        let mut open = vec![Self::default()];
        loop {
            let event = reader
                .read_event()
                .map_err(|error| EInvoiceError::Xml(error.to_string()))?;
            match event {
                Event::Start(start) => open.push(opened(&start)?),
                Event::Empty(start) => attach(&mut open, opened(&start)?)?,
                Event::End(_) => {
                    let closed = open.pop().ok_or_else(unbalanced)?;
                    attach(&mut open, closed)?;
                }
                Event::Text(text) => {
                    add_text(&mut open, &text.xml10_content().map_err(unreadable)?)
                }
                Event::CData(text) => {
                    add_text(&mut open, &text.xml10_content().map_err(unreadable)?)
                }
                Event::GeneralRef(reference) => {
                    add_text(&mut open, &resolved(&reference)?.to_string())
                }
                Event::Eof => break,
                _ => {}
            }
            if open.len() > DEEPEST {
                return Err(EInvoiceError::Xml("nested too deep".into()));
            }
        }
        match open.as_mut_slice() {
            [document] if document.children.len() == 1 => {
                document.children.pop().ok_or_else(unbalanced)
            }
            _ => Err(unbalanced()),
        }
    }
}

fn opened(start: &BytesStart<'_>) -> Result<Element, EInvoiceError> {
    let name = std::str::from_utf8(start.local_name().into_inner())
        .map_err(unreadable)?
        .to_owned();
    let id = start.try_get_attribute("Id").map_err(unreadable)?;
    let id = id.map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned());
    Ok(Element {
        name,
        id,
        ..Element::default()
    })
}

fn attach(open: &mut [Element], child: Element) -> Result<(), EInvoiceError> {
    open.last_mut().ok_or_else(unbalanced)?.children.push(child);
    Ok(())
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<char, EInvoiceError> {
    if let Some(c) = reference.resolve_char_ref().map_err(unreadable)? {
        return Ok(c);
    }
    match reference.decode().map_err(unreadable)?.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(EInvoiceError::Xml("unknown entity".into())),
    }
}

fn unreadable(error: impl std::fmt::Display) -> EInvoiceError {
    EInvoiceError::Xml(error.to_string())
}

fn unbalanced() -> EInvoiceError {
    EInvoiceError::Xml("one root element is expected".into())
}

/// Characters XML 1.0 can carry.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive_writing_and_reading() {
        let text = "Trà & bánh <\"mứt\"> 'Tết' ]]>";
        let root = Element::new("HDon").leaf("Ten", text).leaf("Rong", "");
        let xml = root.to_xml().unwrap();
        assert!(!xml.contains("& b"));
        assert_eq!(Element::from_xml(&xml), Ok(root));
        let control = Element::new("A")
            .leaf("B", "x\u{0}\u{b}y")
            .to_xml()
            .unwrap();
        assert_eq!(
            Element::from_xml(&control).unwrap().text_at("B"),
            Some("xy")
        );
    }

    #[test]
    fn prefixes_references_and_character_data_are_read() {
        let xml = "\u{feff}<?xml version=\"1.0\"?><n:A Id=\"x\"><B>1&#50;&amp;<![CDATA[<3>]]></B><C/></n:A>";
        let root = Element::from_xml(xml).unwrap();
        assert_eq!((root.name.as_str(), root.id.as_deref()), ("A", Some("x")));
        assert_eq!(root.text_at("B"), Some("12&<3>"));
        assert_eq!(root.text_at("C"), None);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        for xml in [
            "",
            "text",
            "<a>",
            "</a>",
            "<a></b>",
            "<a/><b/>",
            "<a>&evil;</a>",
            deep.as_str(),
        ] {
            assert!(Element::from_xml(xml).is_err(), "{xml}");
        }
    }
}
