//! The table of spellings, read once from `data/import_headers.txt`.
//! Must never prefer one field over another for the same spelling: both are kept, and the header is ambiguous.

use super::tokens::{
    expanded, is_number, shortened, split, unordered, without_noise, without_number,
};
use super::{FileKind, Recognised};
use std::collections::HashMap;
use std::sync::LazyLock;

const SPELLINGS: &str = include_str!("../../data/import_headers.txt");

/// Looks a header up as one text: as written, written out, in any order, a number behind it read.
pub(super) fn exact(kind: FileKind, header: &str) -> Recognised {
    let words = split(header);
    match (of_words(kind, &words, Reading::Exact), words.split_last()) {
        (Recognised::Unknown, Some((number, before))) if is_number(number) => {
            numbered(kind, number, before)
        }
        (found, _) => found,
    }
}

/// Looks a header up without the words that say whose field it is.
pub(super) fn loose(kind: FileKind, header: &str) -> Recognised {
    let words = split(header);
    if let [one] = words.as_slice()
        && let Some(stem) = ["khachhang", "kh"]
            .iter()
            .find_map(|end| one.strip_suffix(end))
    {
        // `SDTKH`: whose field it is, written together with it.
        return of_words(kind, &[stem.to_owned()], Reading::Exact);
    }
    of_words(kind, &words, Reading::Loose)
}

/// The fields of a kind in the order of the table.
pub(super) fn fields(kind: FileKind) -> &'static [&'static str] {
    &table(kind).fields
}

/// `Điện thoại 1` is the field itself; of the further ones only the phone has a place.
fn numbered(kind: FileKind, number: &str, before: &[String]) -> Recognised {
    match (of_words(kind, before, Reading::Loose), number) {
        (found, "1" | "01") => found,
        (Recognised::Field("phone" | "phone2"), _) => Recognised::Field("phone2"),
        _ => Recognised::Unknown,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Exact,
    Loose,
}

fn of_words(kind: FileKind, words: &[String], reading: Reading) -> Recognised {
    if words.is_empty() {
        return Recognised::Unknown;
    }
    let table = table(kind);
    let long = expanded(words);
    let together = words.concat();
    let exact = table
        .written
        .get(&together)
        .or_else(|| table.written.get(&long.concat()))
        // `S.Đ.T`: a short form with full stops.
        .or_else(|| table.written.get(&expanded(&[together]).concat()))
        .or_else(|| table.unordered.get(&unordered(&long)));
    let found = match (exact, reading) {
        (None, Reading::Loose) => {
            let bare = without_noise(&long);
            let looser = table.unordered.get(&unordered(&bare));
            looser.or_else(|| table.unordered.get(&unordered(&without_number(&bare))))
        }
        (exact, _) => exact,
    };
    match found.map(Vec::as_slice) {
        None | Some([]) => Recognised::Unknown,
        Some([field]) => Recognised::Field(field),
        Some(several) => Recognised::Ambiguous(several.to_vec()),
    }
}

type Fields = Vec<&'static str>;

#[derive(Default)]
struct Table {
    fields: Fields,
    /// By the words written together, `tenkhachhang`.
    written: HashMap<String, Fields>,
    /// By the words in sorted order, `hang khach ten`.
    unordered: HashMap<String, Fields>,
}

static TABLES: LazyLock<[Table; 5]> = LazyLock::new(|| {
    [
        FileKind::Parties,
        FileKind::Orders,
        FileKind::Products,
        FileKind::Interactions,
        FileKind::Facts,
    ]
    .map(read_table)
});

fn table(kind: FileKind) -> &'static Table {
    let [parties, orders, products, interactions, facts] = &*TABLES;
    match kind {
        FileKind::Parties => parties,
        FileKind::Orders => orders,
        FileKind::Products => products,
        FileKind::Interactions => interactions,
        FileKind::Facts => facts,
    }
}

fn read_table(kind: FileKind) -> Table {
    let mut table = Table::default();
    let lines = SPELLINGS
        .lines()
        .filter_map(|line| line.strip_prefix(kind.word())?.strip_prefix(": "));
    for (field, spellings) in lines.filter_map(|line| line.split_once(" = ")) {
        put(&mut table.fields, field);
        for spelling in std::iter::once(field).chain(spellings.split('|')) {
            let words = split(spelling);
            let long = expanded(&words);
            for key in [words.concat(), long.concat()]
                .into_iter()
                .chain(shortened(&long))
            {
                put(table.written.entry(key).or_default(), field);
            }
            put(table.unordered.entry(unordered(&long)).or_default(), field);
        }
    }
    table
}

fn put(fields: &mut Fields, field: &'static str) {
    if !fields.contains(&field) {
        fields.push(field);
    }
}
