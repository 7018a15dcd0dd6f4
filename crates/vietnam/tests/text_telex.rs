//! Typing keys: every regular syllable in both methods and styles, capitals, and words that are none.

use proptest::prelude::*;
use quen_vietnam::telex::{self, Method, Style};
use quen_vietnam::tone_style;
use unicode_normalization::UnicodeNormalization;

const INITIALS: [&str; 24] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "nh", "ph", "qu",
    "r", "t", "th", "tr", "v", "x",
];
const RIMES: [&str; 72] = [
    "a", "ac", "ai", "am", "an", "ang", "anh", "ao", "au", "ay", "ăm", "ăn", "ăng", "ăt", "âm",
    "ân", "âng", "ât", "âu", "ây", "e", "em", "eo", "ê", "ên", "ênh", "êt", "i", "ia", "iêm",
    "iên", "iêng", "iêt", "iêu", "in", "inh", "it", "iu", "o", "oa", "oai", "oan", "oang", "oe",
    "oi", "on", "ong", "ô", "ôi", "ôn", "ông", "ôt", "ơ", "ơi", "ơn", "u", "ua", "uân", "ung",
    "uôi", "uôn", "uông", "uy", "uyên", "uyêt", "ư", "ưa", "ưng", "ươi", "ương", "ươc", "ươu",
];
const TONES: [(&str, &str, char); 6] = [
    ("", "", ' '),
    ("f", "2", '\u{300}'),
    ("r", "3", '\u{309}'),
    ("x", "4", '\u{303}'),
    ("s", "1", '\u{301}'),
    ("j", "5", '\u{323}'),
];

/// The vowel of the rime that carries the tone in the new style: the one with a mark, else by the shape of the rime.
fn carrier(rime: &str) -> usize {
    let letters: Vec<char> = rime.chars().collect();
    let is_vowel = |letter: &char| "aăâeêioôơuưy".contains(*letter);
    if let Some(marked) = letters
        .iter()
        .rposition(|letter| "ăâêôơư".contains(*letter))
    {
        return marked;
    }
    let vowels = letters.iter().filter(|letter| is_vowel(letter)).count();
    let closed = letters.last().is_some_and(|last| !is_vowel(last));
    match (vowels, closed, rime) {
        (1, _, _) => 0,
        (_, true, _) | (3, ..) | (_, _, "oa" | "oe" | "uy") => 1,
        _ => 0,
    }
}

fn keys(letters: &str, method: Method) -> String {
    let key = |letter: char| match (method, letter) {
        (Method::Telex, 'ă') => "aw",
        (Method::Telex, 'â') => "aa",
        (Method::Telex, 'ê') => "ee",
        (Method::Telex, 'ô') => "oo",
        (Method::Telex, 'ơ') => "ow",
        (Method::Telex, 'ư') => "uw",
        (Method::Telex, 'đ') => "dd",
        (Method::Vni, 'ă') => "a8",
        (Method::Vni, 'â') => "a6",
        (Method::Vni, 'ê') => "e6",
        (Method::Vni, 'ô') => "o6",
        (Method::Vni, 'ơ') => "o7",
        (Method::Vni, 'ư') => "u7",
        (Method::Vni, 'đ') => "d9",
        _ => "",
    };
    letters
        .chars()
        .map(|letter| match key(letter) {
            "" => letter.to_string(),
            typed => typed.to_owned(),
        })
        .collect()
}

#[test]
fn every_regular_syllable_is_read() {
    for initial in INITIALS {
        for rime in RIMES {
            // `qu` has its own u; `gh`, `k` and the plain ones share sounds, which spelling keeps apart.
            if (initial == "qu" && rime.starts_with(['u', 'ư', 'o', 'ô', 'ơ']))
                || (initial == "g" && rime.starts_with('i'))
            {
                continue;
            }
            for (telex_tone, vni_tone, mark) in TONES {
                let at = carrier(rime);
                let toned: String = rime
                    .chars()
                    .enumerate()
                    .flat_map(|(place, letter)| {
                        [Some(letter), (place == at && mark != ' ').then_some(mark)]
                    })
                    .flatten()
                    .collect();
                let new: String = format!("{initial}{toned}").nfc().collect();
                let old = tone_style::to_old(&new).into_owned();
                for (method, tone) in [(Method::Telex, telex_tone), (Method::Vni, vni_tone)] {
                    let typed = format!("{}{tone}", keys(&format!("{initial}{rime}"), method));
                    let read = |style| {
                        telex::decode(&typed, method, style).unwrap_or_else(|| typed.clone())
                    };
                    assert_eq!(read(Style::New), new, "{typed}");
                    assert_eq!(read(Style::Old), old, "{typed}");
                }
            }
        }
    }
}

#[test]
fn capitals_stay() {
    let read = |typed| telex::decode(typed, Method::Telex, Style::Old);
    assert_eq!(read("NGUYEENX VAWN AN").as_deref(), Some("NGUYỄN VĂN AN"));
    assert_eq!(read("DDawngj Thij AAns").as_deref(), Some("Đặng Thị Ấn"));
    assert_eq!(read("DDAWNGJ").as_deref(), Some("ĐẶNG"));
    assert_eq!(
        telex::decode("Nguye64n", Method::Vni, Style::Old).as_deref(),
        Some("Nguyễn")
    );
}

#[test]
fn what_is_no_vietnamese_stays() {
    for typed in ["luxury", "windows", "", "an", "0912", "http", "đã có dấu"] {
        assert_eq!(
            telex::decode(typed, Method::Telex, Style::Old),
            None,
            "{typed}"
        );
    }
    assert_eq!(
        telex::decode("so61 0912", Method::Vni, Style::Old).as_deref(),
        Some("số 0912")
    );
    assert_eq!(telex::readings("huowng"), ["hương"]);
    assert!(telex::readings("lan").is_empty());
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "\\PC{0,30}") {
        let _ = telex::readings(&text);
    }

    #[test]
    fn no_keys_break_it(text in "[a-zA-Z0-9]{0,16}") {
        let _ = telex::readings(&text);
    }
}
