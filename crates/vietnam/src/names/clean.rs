//! Takes out of a chat name what is no name: titles, numbers, channel words, pictures, remarks.
//! Must never take a single word that can be a name: `Anh` alone is somebody's name, `Khách lẻ` is nobody's.

use super::{casing, words};

/// A name without dirt, tidied, and whether there was any.
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) was_dirty: bool,
}

/// Cleans one name.
pub(super) fn clean(raw: &str) -> Cleaned {
    let spaced = casing::spaces(raw);
    if is_plain(&spaced) && !may_have_title(&spaced) {
        return Cleaned {
            text: casing::tidy(&spaced).into_owned(),
            was_dirty: false,
        };
    }
    let head = without_remarks(&spaced);
    let bare = letters_only(head);
    let all: Vec<&str> = bare.split_whitespace().collect();
    let kept = without_channels(&all);
    let named = without_titles(&kept);
    let text = casing::tidy(&named.join(" ")).into_owned();
    Cleaned {
        was_dirty: named.len() < head.split_whitespace().count() || head.len() < spaced.len(),
        text,
    }
}

/// Only letters, spaces and the signs that occur inside names.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_alphabetic() || letter == ' ' || letter == '\'' || letter == '’')
}

/// Cheap look before the word lists: a family name first and no channel word later.
fn may_have_title(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let plain = text.is_ascii();
    (words.len() > 1 && words::title_words(&words, plain) > 0)
        || (0..words.len()).any(|at| words::channel_words(words.get(at..).unwrap_or_default()) > 0)
}

/// The part before brackets and before a dash, bar or comma: `Lan (Đà Nẵng)`, `Lan - shop hoa`.
fn without_remarks(text: &str) -> &str {
    let ends = [" (", "(", "[", " - ", " – ", "|", ",", ";", "/", " _ "];
    let cut = ends
        .iter()
        .filter_map(|sign| text.find(sign))
        .filter(|at| text.get(..*at).is_some_and(has_name))
        .min();
    cut.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Whether something remains when channels and signs are gone.
fn has_name(text: &str) -> bool {
    let bare = letters_only(text);
    let all: Vec<&str> = bare.split_whitespace().collect();
    all.iter().any(|word| words::channel_words(&[word]) == 0)
}

/// Letters, and the signs that belong to a word; everything else parts words or goes.
fn letters_only(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\'' | '’' => out.push(letter),
            // `A.Tuấn`, `Minh_Anh`
            '.' | '_' | '-' | ':' | '+' | '/' | '(' | ')' => out.push(' '),
            _ if letter.is_alphabetic() || letter.is_whitespace() => out.push(letter),
            _ if letter.is_numeric() => {}
            _ => out.push(' '),
        }
    }
    out
}

fn without_channels<'a>(all: &[&'a str]) -> Vec<&'a str> {
    let mut kept = Vec::with_capacity(all.len());
    let mut rest = all;
    while let Some((first, tail)) = rest.split_first() {
        rest = match words::channel_words(rest) {
            0 => {
                kept.push(*first);
                tail
            }
            count => rest.get(count..).unwrap_or_default(),
        };
    }
    kept
}

/// Takes leading titles off (`Khách hàng chị Lan`). A single word that is left is a name, a phrase is not.
fn without_titles<'a, 'b>(kept: &'b [&'a str]) -> &'b [&'a str] {
    let plain = kept.iter().all(|word| word.is_ascii());
    let mut rest = kept;
    loop {
        match words::title_words(rest, plain) {
            0 => return rest,
            1 if rest.len() == 1 => return rest,
            count => rest = rest.get(count..).unwrap_or_default(),
        }
    }
}
