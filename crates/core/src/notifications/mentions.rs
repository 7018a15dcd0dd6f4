//! `@name` in a text. It must name one colleague beyond doubt, or it names nobody.

use uuid::Uuid;

use crate::text::folded_words;

/// Somebody who can be mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: Uuid,
    /// Full name, family name first.
    pub name: String,
}

/// Mentions of one text at most; more is a list, not a message.
const MAX_MENTIONS: usize = 50;

/// The colleagues that a text mentions, each once, in order. After `@` stands the full name or the end of it, with or
/// without marks: `@Khôi`, `@tran minh khoi`, `@MinhKhôi`. The longest fitting name wins; a name that fits several
/// colleagues mentions none of them. An `@` inside a word (a mail address) is no mention.
pub fn mentioned(text: &str, colleagues: &[Colleague]) -> Vec<Uuid> {
    let names: Vec<(Uuid, Vec<String>)> = colleagues
        .iter()
        .map(|c| (c.id, folded_words(&c.name)))
        .collect();
    let mut found: Vec<Uuid> = Vec::new();
    let marks = text
        .match_indices('@')
        .filter(|(at, _)| !follows_a_word(text, *at));
    for (at, _) in marks.take(MAX_MENTIONS) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let rest = rest.split(['@', '\n']).next().unwrap_or_default();
        if let Some(id) = one(rest, &names).filter(|id| !found.contains(id)) {
            found.push(id);
        }
    }
    found
}

fn follows_a_word(text: &str, at: usize) -> bool {
    text.get(..at)
        .and_then(|before| before.chars().next_back())
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
}

/// The colleague whose name, or its end, is what follows; as many words as fit.
fn one(rest: &str, names: &[(Uuid, Vec<String>)]) -> Option<Uuid> {
    if !rest.chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let longest = names
        .iter()
        .map(|(_, words)| words.len())
        .max()
        .unwrap_or(0);
    let typed: Vec<String> = folded_words(rest).into_iter().take(longest).collect();
    (1..=typed.len())
        .rev()
        .find_map(|count| {
            let said = typed.get(..count)?.concat();
            let mut fitting = names
                .iter()
                .filter(|(_, words)| ends_with(words, &said, count))
                .map(|(id, _)| *id);
            Some((fitting.next()?, fitting.next().is_none()))
        })
        .and_then(|(id, alone)| alone.then_some(id))
}

/// Do the last words of a name, written together, read as said? `count` words were typed; one may stand for several.
fn ends_with(words: &[String], said: &str, count: usize) -> bool {
    let least = if count == 1 { 1 } else { count };
    let most = if count == 1 { words.len() } else { count };
    (least..=most).any(|last| {
        words
            .len()
            .checked_sub(last)
            .and_then(|from| words.get(from..))
            .is_some_and(|end| end.concat() == said)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn team() -> Vec<Colleague> {
        let names = [
            "Trần Minh Khôi",
            "Lê Thị Hương",
            "Nguyễn Minh Hương",
            "Đặng Anh",
        ];
        (1_u128..)
            .zip(names)
            .map(|(id, name)| Colleague {
                id: Uuid::from_u128(id),
                name: name.into(),
            })
            .collect()
    }

    fn ids(text: &str) -> Vec<u128> {
        mentioned(text, &team()).iter().map(Uuid::as_u128).collect()
    }

    #[test]
    fn a_name_or_its_end_mentions() {
        assert_eq!(ids("Nhờ @Khôi gọi lại"), [1]);
        assert_eq!(ids("@tran minh khoi, @Đặng Anh và @khôi"), [1, 4]);
        assert_eq!(ids("@MinhKhôi xem giúp"), [1]);
        assert_eq!(ids("(@Minh Hương)"), [3]);
    }

    #[test]
    fn doubt_mentions_nobody() {
        assert!(ids("@Hương ơi").is_empty(), "two are called so");
        assert!(ids("khoi@suongmai.vn").is_empty());
        assert!(ids("@ Khôi").is_empty());
        assert!(ids("@Minh").is_empty(), "a middle name is no end of a name");
        assert!(ids("@Nam").is_empty());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "(@|[a-zA-ZĐđôươ. \n]|\\PC){0,80}") {
            prop_assert!(mentioned(&text, &team()).len() <= 4);
        }
    }
}
