//! What people type into a search box, as the words that the index knows.

use crate::text;

/// Words of one question at most; more make it no better.
const MAX_WORDS: usize = 8;

/// Folded words; digits are joined, so that `0905 218 467` is one word, and a run of three to eight digits
/// also means the end of a phone (`r` and the digits reversed).
pub fn words(typed: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text::folded_words(typed) {
        match out.last_mut() {
            Some(last) if is_digits(last) && is_digits(&word) => last.push_str(&word),
            _ => out.push(word),
        }
    }
    out.truncate(MAX_WORDS);
    out
}

/// The same word as the end of a phone number.
pub fn as_phone_end(word: &str) -> Option<String> {
    (is_digits(word) && (3..=9).contains(&word.len()) && !word.starts_with('0'))
        .then(|| format!("r{}", word.chars().rev().collect::<String>()))
}

/// Letters of a word from which a slip of the hand is looked for: shorter ones would be taken for anything.
const SLIP_FROM: usize = 4;
/// Letters of a word up to which it is: nobody types longer ones, and each letter costs 54 questions.
const SLIP_TO: usize = 16;

/// Every word that is one slip of the hand away, wherever in the word it was: a letter left out, added or changed, two
/// neighbours swapped. None for a number, a very short or a very long word.
pub fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if is_digits(word) || !(SLIP_FROM..=SLIP_TO).contains(&letters.len()) {
        return Vec::new();
    }
    let mut all = std::collections::BTreeSet::new();
    for at in 0..=letters.len() {
        let (head, tail) = letters.split_at(at);
        let mut put = |middle: &[char], rest: &[char]| {
            all.insert(
                [head, middle, rest]
                    .concat()
                    .into_iter()
                    .collect::<String>(),
            );
        };
        for new in 'a'..='z' {
            put(&[new], tail);
            if let [_, rest @ ..] = tail {
                put(&[new], rest);
            }
        }
        if let [one, rest @ ..] = tail {
            put(&[], rest);
            if let [two, rest @ ..] = rest {
                put(&[*two, *one], rest);
            }
        }
    }
    all.remove(word);
    all.into_iter().collect()
}

/// The part of a text around the first word that begins with one of these folded words, at most about `length` letters,
/// whole words only; none where no word does.
pub fn passage(text: &str, words: &[String], length: usize) -> Option<String> {
    let all: Vec<&str> = text.split_whitespace().collect();
    let hit = all.iter().position(|word| {
        let folded = text::folded_words(word);
        folded
            .iter()
            .any(|part| words.iter().any(|wanted| part.starts_with(wanted.as_str())))
    })?;
    let size = |word: &&str| word.chars().count() + 1;
    let mut from = hit;
    let mut letters: usize = all.get(hit).map(size).unwrap_or_default();
    // A third before the hit, the rest behind it.
    while let Some(before) = from.checked_sub(1).and_then(|at| all.get(at)) {
        if letters + size(before) > length / 3 {
            break;
        }
        letters += size(before);
        from -= 1;
    }
    let mut to = hit + 1;
    while let Some(next) = all.get(to) {
        if letters + size(next) > length {
            break;
        }
        letters += size(next);
        to += 1;
    }
    let inside = all.get(from..to)?.join(" ");
    let (before, after) = (from > 0, to < all.len());
    Some(format!(
        "{}{inside}{}",
        if before { "… " } else { "" },
        if after { " …" } else { "" }
    ))
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_shows_the_hit_with_what_stands_around_it() {
        let text = "Chị Ngọc gọi hỏi giá rang vừa, muốn lấy ba ký Cầu Đất giao trước tám giờ sáng thứ hai tuần sau";
        let words = words("cau dat");
        let found = passage(text, &words, 40).unwrap();
        assert!(
            found.contains("Cầu Đất") && found.starts_with("… ") && found.ends_with(" …"),
            "{found}"
        );
        assert!(found.chars().count() <= 46, "{found}");
        assert_eq!(passage(text, &super::words("sua"), 40), None);
        assert_eq!(passage("Cầu Đất", &words, 40).as_deref(), Some("Cầu Đất"));
    }

    #[test]
    fn a_slip_anywhere_in_a_word_is_thought_of() {
        for (typed, meant) in [
            ("bguyen", "nguyen"),
            ("guyen", "nguyen"),
            ("ngyuen", "nguyen"),
            ("nnguyen", "nguyen"),
            ("nguyan", "nguyen"),
            ("nguye", "nguyen"),
        ] {
            assert!(slips(typed).iter().any(|word| word == meant), "{typed}");
        }
        assert!(!slips("nguyen").iter().any(|word| word == "nguyen"));
        assert!(slips("lan").is_empty() && slips("0905218").is_empty());
        assert!(slips(&"a".repeat(40)).is_empty() && slips("nguyen").len() < 400);
    }

    #[test]
    fn a_spaced_phone_is_one_word() {
        assert_eq!(words("Ngọc 0905 218 467"), ["ngoc", "0905218467"]);
        assert_eq!(as_phone_end("467").as_deref(), Some("r764"));
        assert_eq!(as_phone_end("ngoc"), None);
    }
}
