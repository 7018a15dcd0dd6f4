//! Recognises the columns of a spreadsheet by their headers, and reads the values that need rules.
//! Must never choose between two fields for the person importing: an unclear header answers all candidates.

mod dates;
mod table;
mod tokens;
mod values;

pub use dates::{DateValue, parse_date};
pub use values::{PaidWord, gender, paid_word, pay_way};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Customers, suppliers, contacts.
    Parties,
    /// Orders, one or many rows each.
    Orders,
    /// Goods and services.
    Products,
    /// Calls, visits, messages.
    Interactions,
    /// What is known of customers.
    Facts,
}

impl FileKind {
    /// The word of the public contract: `parties`, `orders`, `products`, `interactions`, `facts`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Orders => "orders",
            Self::Products => "products",
            Self::Interactions => "interactions",
            Self::Facts => "facts",
        }
    }
}

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// The field of this name.
    Field(&'static str),
    /// One of these; the person importing has to say which.
    Ambiguous(Vec<&'static str>),
    /// No field of this kind of file.
    Unknown,
}

/// Recognises one header. Case, marks, punctuation, numbering, stars, units in brackets and the order of words do not
/// matter; `khách hàng` beside another field name (`SĐT khách hàng`) is understood.
pub fn recognise(kind: FileKind, header: &str) -> Recognised {
    let bare = tokens::without_brackets(header);
    let ways: [&dyn Fn() -> Recognised; 6] = [
        &|| table::exact(kind, header),
        &|| all_alternatives(kind, header),
        &|| table::exact(kind, &bare),
        &|| all_alternatives(kind, &bare),
        &|| table::loose(kind, header),
        &|| table::loose(kind, &bare),
    ];
    let found = ways
        .iter()
        .map(|way| way())
        .find(|found| *found != Recognised::Unknown);
    found.unwrap_or_else(|| any_alternative(kind, &bare))
}

/// The names of all fields a kind of file can have, each once, in the order of the table.
pub fn fields(kind: FileKind) -> &'static [&'static str] {
    table::fields(kind)
}

/// `Họ tên / Full name` says one thing twice; `Điện thoại/Email` says two things. Every part must be known.
fn all_alternatives(kind: FileKind, header: &str) -> Recognised {
    let found: Vec<Recognised> = parts(header).map(|part| table::exact(kind, part)).collect();
    match found.contains(&Recognised::Unknown) {
        true => Recognised::Unknown,
        false => merged(found),
    }
}

/// What the known parts say when the others are no field.
fn any_alternative(kind: FileKind, header: &str) -> Recognised {
    merged(parts(header).map(|part| table::loose(kind, part)).collect())
}

fn parts(header: &str) -> impl Iterator<Item = &str> {
    header
        .split(['/', '|', '\n', '\\'])
        .flat_map(|part| part.split(" - "))
}

fn merged(found: Vec<Recognised>) -> Recognised {
    let mut fields: Vec<&'static str> = Vec::new();
    for one in found {
        let several = match one {
            Recognised::Field(field) => vec![field],
            Recognised::Ambiguous(several) => several,
            Recognised::Unknown => Vec::new(),
        };
        for field in several {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    match fields.as_slice() {
        [] => Recognised::Unknown,
        [one] => Recognised::Field(one),
        _ => Recognised::Ambiguous(fields),
    }
}
