//! The words of a programme with the customer's name in them. It must never put anything in but names.

/// What may stand in braces, in both languages.
pub const PLACEHOLDERS: [&str; 6] = [
    "khach", "cua_hang", "san_pham", "customer", "shop", "product",
];

/// What is put in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Names<'a> {
    /// How the customer is addressed.
    pub customer: &'a str,
    /// The shop's name.
    pub shop: &'a str,
    /// The product the touch is about.
    pub product: &'a str,
}

/// The text with its placeholders filled; a sentence that begins with the customer begins with a capital.
pub fn fill(text: &str, names: Names<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Words(words) => out.push_str(words),
            Part::Placeholder(name) => {
                let value = value(name, names).unwrap_or_default();
                if begins_sentence(&out) {
                    out.push_str(&capital(value));
                } else {
                    out.push_str(value);
                }
            }
        }
    }
    out
}

/// Does every brace hold a name that is known?
pub(super) fn is_known(text: &str) -> bool {
    parts(text).all(|part| match part {
        Part::Words(words) => !words.contains(['{', '}']),
        Part::Placeholder(name) => PLACEHOLDERS.contains(&name),
    })
}

enum Part<'a> {
    Words(&'a str),
    Placeholder(&'a str),
}

/// Text and placeholders in turn. A brace that is never closed stays text.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let closed = rest
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'));
        if let Some((name, after)) = closed {
            rest = after;
            return Some(Part::Placeholder(name.trim()));
        }
        let opens = rest.char_indices().skip(1).find(|(_, c)| *c == '{');
        let (words, after) = rest.split_at(opens.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(Part::Words(words))
    })
}

fn value<'a>(name: &str, names: Names<'a>) -> Option<&'a str> {
    match name {
        "khach" | "customer" => Some(names.customer),
        "cua_hang" | "shop" => Some(names.shop),
        "san_pham" | "product" => Some(names.product),
        _ => None,
    }
}

fn begins_sentence(before: &str) -> bool {
    let ended = before.trim_end_matches(' ');
    ended.is_empty() || ended.ends_with(['.', '!', '?', '\n'])
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
