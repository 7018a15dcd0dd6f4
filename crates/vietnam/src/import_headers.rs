//! Recognises the columns of a spreadsheet by their headers, and reads the values that need rules.
//! Must never choose between two fields for the person importing: an unclear header answers all candidates.

mod dates;
mod table;
mod tokens;
mod values;

pub use dates::{DateValue, parse_date};
pub use values::gender;

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
}

impl FileKind {
    /// The word of the public contract: `parties`, `orders`, `products`, `interactions`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parties => "parties",
            Self::Orders => "orders",
            Self::Products => "products",
            Self::Interactions => "interactions",
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
    let whole = table::look_up(kind, header);
    if whole != Recognised::Unknown {
        return whole;
    }
    let bare = tokens::without_brackets(header);
    if bare != header {
        let found = recognise(kind, &bare);
        if found != Recognised::Unknown {
            return found;
        }
    }
    alternatives(kind, &bare)
}

/// The names of all fields a kind of file can have, each once, in the order of the table.
pub fn fields(kind: FileKind) -> &'static [&'static str] {
    table::fields(kind)
}

/// `Họ tên / Full name` says one thing twice; `Điện thoại/Email` says two things.
fn alternatives(kind: FileKind, header: &str) -> Recognised {
    let mut fields: Vec<&'static str> = Vec::new();
    let mut add = |field| {
        if !fields.contains(&field) {
            fields.push(field);
        }
    };
    let parts = header
        .split(['/', '|', '\n', '\\'])
        .flat_map(|part| part.split(" - "));
    for part in parts {
        match table::look_up(kind, part) {
            Recognised::Field(field) => add(field),
            Recognised::Ambiguous(several) => several.into_iter().for_each(&mut add),
            Recognised::Unknown => {}
        }
    }
    match fields.as_slice() {
        [] => Recognised::Unknown,
        [one] => Recognised::Field(one),
        _ => Recognised::Ambiguous(fields),
    }
}
