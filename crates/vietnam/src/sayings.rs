//! What plain sentences of a shop's day tell of a customer, by rules: times, amounts, likes and dislikes, invoices, plans, in
//! Vietnamese with or without marks and in English. What it finds are suggestions; a person accepts them or not. It must never
//! read more than what stands there.

mod clauses;
pub mod read;
mod triggers;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::clauses::clauses;
use self::read::Words;

/// Suggestions of one text at most.
pub const MAX_SUGGESTIONS: usize = 12;
/// Characters of a text that are read.
const MAX_TEXT: usize = 20_000;
/// Characters of a statement.
const MAX_STATEMENT: usize = 500;
/// Characters of a value in words.
const MAX_VALUE: usize = 80;

/// A fact that a text seems to tell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its topic.
    pub topic: String,
    /// Its value.
    pub value: Value,
    /// The words of the text, as a sentence of its own.
    pub statement: String,
}

/// What the sentences of a text tell, in their order; each topic and value once.
pub fn suggest(text: &str) -> Vec<Suggestion> {
    let text: String = text.chars().take(MAX_TEXT).collect();
    let mut found: Vec<Suggestion> = Vec::new();
    for clause in clauses(&text) {
        for (topic, value) in triggers::facts(&Words::of(clause)) {
            let new = Suggestion {
                topic: topic.to_owned(),
                value,
                statement: sentence(clause),
            };
            let known = found
                .iter()
                .any(|old| old.topic == new.topic && old.value == new.value);
            if !known && found.len() < MAX_SUGGESTIONS {
                found.push(new);
            }
        }
    }
    found
}

/// The facts that somebody marked with `#` in a text: from the sign to the end of the line, the sentence or the next sign.
/// A number (`#12`) or a single word is no fact.
pub fn tagged(text: &str) -> Vec<Suggestion> {
    let mut pieces = text.split('#');
    let before = pieces.next().unwrap_or_default();
    let mut glued = before.ends_with(|c: char| c.is_alphanumeric());
    let mut found = Vec::new();
    for piece in pieces {
        let marked = clauses::first_sentence(piece);
        let begins = marked.starts_with(char::is_alphabetic);
        if begins && !glued && Words::of(marked).list.len() > 1 && found.len() < MAX_SUGGESTIONS {
            found.push(one(marked));
        }
        glued = piece.ends_with(|c: char| c.is_alphanumeric());
    }
    found
}

/// The fact of words that somebody marked: the topic they name or show, else `other`.
pub fn one(marked: &str) -> Suggestion {
    let statement = sentence(marked);
    let words = Words::of(&statement);
    let shown = triggers::facts(&words).into_iter().next();
    let (topic, value) = shown.unwrap_or_else(|| {
        let topic = named(&words).unwrap_or("other");
        (topic, value_of(topic, &statement).unwrap_or(Value::Null))
    });
    Suggestion {
        topic: topic.to_owned(),
        value,
        statement,
    }
}

/// What a sentence says on a topic, in the topic's shape; `None` when the words do not show it.
pub fn value_of(topic: &str, sentence: &str) -> Option<Value> {
    let words = Words::of(sentence);
    match topic {
        "delivery" | "time" => read::window(&words),
        "quantity" => read::quantity(&words),
        "rhythm" => read::rhythm(&words),
        "dates" => read::date(&words),
        "channel" => read::channel(&words).map(Value::from),
        "language" => read::language(&words).map(Value::from),
        "payment" => read::payment(&words).map(Value::from),
        "invoicing" => read::email(&words).map(|email| json!({ "email": email })),
        _ => None,
    }
}

/// The topic whose name the words begin with.
fn named(words: &Words<'_>) -> Option<&'static str> {
    let names: [(&str, &[&str]); 14] = [
        ("rhythm", &["bao lâu", "rhythm"]),
        ("product", &["sản phẩm", "hàng", "product"]),
        ("packaging", &["đóng gói", "bao bì", "packaging"]),
        ("invoicing", &["hóa đơn", "invoice"]),
        ("delivery", &["giao hàng", "giao", "delivery"]),
        ("payment", &["thanh toán", "trả tiền", "payment"]),
        ("channel", &["kênh", "channel"]),
        ("time", &["giờ", "giờ gọi", "time"]),
        ("language", &["ngôn ngữ", "language"]),
        ("dislikes", &["không thích", "ghét", "dislikes"]),
        ("plans", &["kế hoạch", "dự định", "plans", "plan"]),
        ("people", &["gia đình", "người", "people"]),
        ("dates", &["ngày", "dịp", "dates"]),
        ("quantity", &["số lượng", "quantity"]),
    ];
    let found = names
        .iter()
        .find(|(_, list)| list.iter().any(|name| words.begins(0, name)));
    found.map(|(topic, _)| *topic)
}

/// One line with a capital, without the marks around it.
fn sentence(words: &str) -> String {
    let line = one_line(words);
    let line = line.trim_matches(|c: char| c.is_whitespace() || ",;.:-–—#".contains(c));
    let mut letters = line.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    let all = first.unwrap_or_default() + letters.as_str();
    all.chars().take(MAX_STATEMENT).collect()
}

/// Single spaces, no line ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in words behind a trigger, without what people add for politeness.
fn value_words(behind: &str) -> Option<Value> {
    const TAIL: [&str; 12] = [
        "lắm", "nhất", "hơn", "ạ", "nhé", "nha", "nữa", "thôi", "luôn", "rồi", "cả", "please",
    ];
    const HEAD: [&str; 6] = ["là", "loại", "dùng", "được", "to", "in"];
    let words = Words::of(behind);
    let list = words.list.as_slice();
    let from = list
        .iter()
        .take_while(|word| HEAD.iter().any(|head| word.is(head)))
        .count();
    let tail = list
        .iter()
        .rev()
        .take_while(|word| TAIL.iter().any(|tail| word.is(tail)))
        .count();
    let to = list.len().saturating_sub(tail);
    let (first, last) = (list.get(from..to)?.first()?, list.get(from..to)?.last()?);
    let value = behind.get(first.start..last.end)?;
    let value: String = one_line(value).chars().take(MAX_VALUE).collect();
    (!value.is_empty()).then_some(Value::String(value))
}

#[cfg(test)]
mod tests;
