//! A text in pieces that each say one thing: at full stops, commas, new lines, and where "but" turns the sentence.

use super::read::Words;

/// Words that begin another thing.
const TURNS: [&str; 2] = ["nhưng", "but"];
/// Words after "and" that begin another thing.
const VERBS: [&str; 12] = [
    "không", "ghét", "thích", "giao", "gọi", "trả", "đừng", "hóa", "likes", "hates", "prefers",
    "call",
];

/// The pieces, without empty ones.
pub(super) fn clauses(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for line in text.split(['\n', ';', '!', '?']) {
        for sentence in split_at_marks(line) {
            turn(sentence, &mut pieces);
        }
    }
    pieces.retain(|piece| piece.chars().any(char::is_alphanumeric));
    pieces
}

/// The piece up to the end of its line or sentence.
pub(super) fn first_sentence(text: &str) -> &str {
    let line = text.split(['\n', ';', '!', '?']).next().unwrap_or_default();
    ends(line, '.').next().unwrap_or_default()
}

/// Splits behind a mark that ends a word: `9.30` and `gio.vn` stay whole.
fn ends(line: &str, mark: char) -> impl Iterator<Item = &str> {
    let mut open = line;
    std::iter::from_fn(move || {
        if open.is_empty() {
            return None;
        }
        let cut = open.char_indices().find(|(at, letter)| {
            let behind = open.get(at + letter.len_utf8()..).unwrap_or_default();
            *letter == mark && (behind.is_empty() || behind.starts_with(char::is_whitespace))
        });
        let at = cut.map_or(open.len(), |(at, _)| at);
        let (piece, rest) = open.split_at_checked(at)?;
        open = rest.strip_prefix(mark).unwrap_or_default();
        Some(piece)
    })
}

fn split_at_marks(line: &str) -> impl Iterator<Item = &str> {
    ends(line, '.').flat_map(|sentence| ends(sentence, ','))
}

fn turn<'a>(sentence: &'a str, pieces: &mut Vec<&'a str>) {
    let words = Words::of(sentence);
    let mut begun = 0;
    for (place, word) in words.list.iter().enumerate().skip(1) {
        // Without its mark "còn" reads as "con", a child.
        let turns = TURNS.iter().any(|turn| word.is(turn)) || word.is_exactly("còn");
        let joins = (word.is_exactly("và") || word.fold == "and" || word.text == "va")
            && VERBS.iter().any(|verb| words.begins(place + 1, verb));
        if turns || joins {
            pieces.extend(sentence.get(begun..word.start));
            begun = word.end;
        }
    }
    pieces.extend(sentence.get(begun..));
}
