//! Text typed for an input method that was off (`nguyeenx vawn an`), read as what was meant (crate `vi`).
//! Must never rewrite stored data: a reading is a second query when the first one finds nothing.

use vi::processor::AccentStyle;
use vi::validation::is_valid_syllable;

/// The two common ways of typing Vietnamese on a plain keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Marks by letters: `aa`, `dd`, `s f r x j`.
    Telex,
    /// Marks by digits: `a6`, `d9`, `1` to `5`.
    Vni,
}

/// Where the tone of open `oa`, `oe`, `uy` goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `hòa`
    Old,
    /// `hoà`
    New,
}

/// Reads typed text; `None` when the reading has no Vietnamese letter or changes nothing.
pub fn decode(typed: &str, method: Method, style: Style) -> Option<String> {
    let mut out = String::with_capacity(typed.len() + 8);
    let mut word = String::new();
    for letter in typed.chars() {
        if is_key(letter, method) {
            word.push(letter);
            continue;
        }
        flush(&mut word, method, style, &mut out);
        out.push(letter);
    }
    flush(&mut word, method, style, &mut out);
    (out != typed && !out.is_ascii()).then_some(out)
}

/// All readings of a typed query worth trying, old tone style, the likelier method first.
pub fn readings(typed: &str) -> Vec<String> {
    let methods = match typed.bytes().any(|byte| byte.is_ascii_digit()) {
        true => [Method::Vni, Method::Telex],
        false => [Method::Telex, Method::Vni],
    };
    let mut found: Vec<String> = Vec::new();
    for reading in methods
        .iter()
        .filter_map(|method| decode(typed, *method, Style::Old))
    {
        if !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

/// Words end at everything that is no key of the method.
fn is_key(letter: char, method: Method) -> bool {
    letter.is_alphabetic() || (method == Method::Vni && letter.is_ascii_digit())
}

/// Reads one word. Words with marks already, without any letter, or whose reading is no Vietnamese syllable stay as
/// typed.
fn flush(word: &mut String, method: Method, style: Style, out: &mut String) {
    let typed = std::mem::take(word);
    let has_letter = typed.chars().any(char::is_alphabetic);
    if !typed.is_ascii() || !has_letter {
        out.push_str(&typed);
        return;
    }
    let small = typed.to_ascii_lowercase();
    let reading = read(&small, method, style);
    match reading != small && is_valid_syllable(&reading) {
        true => push_cased(&reading, &typed, out),
        false => out.push_str(&typed),
    }
}

/// The crate's own handling of capitals puts marks on the wrong letter, so it sees small letters only.
fn read(small: &str, method: Method, style: Style) -> String {
    let definition = match method {
        Method::Telex => &vi::TELEX,
        Method::Vni => &vi::VNI,
    };
    let accents = match style {
        Style::Old => AccentStyle::Old,
        Style::New => AccentStyle::New,
    };
    let mut reading = String::with_capacity(small.len() + 4);
    vi::methods::transform_buffer_with_style(definition, accents, small.chars(), &mut reading);
    reading
}

/// Capitals as typed: all of them, the first one, or none.
fn push_cased(reading: &str, typed: &str, out: &mut String) {
    let mut letters = typed.chars().filter(|letter| letter.is_ascii_alphabetic());
    let first_is_capital = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_uppercase());
    let rest: Vec<char> = letters.collect();
    if first_is_capital && !rest.is_empty() && rest.iter().all(char::is_ascii_uppercase) {
        out.extend(reading.chars().flat_map(char::to_uppercase));
        return;
    }
    let mut letters = reading.chars();
    match letters.next() {
        Some(first) if first_is_capital => out.extend(first.to_uppercase()),
        Some(first) => out.push(first),
        None => {}
    }
    out.extend(letters);
}
