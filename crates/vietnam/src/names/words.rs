//! The word lists behind name parsing, read once from `data/name_words.csv`.
//! Must never hold rules, only words: what a word means for a name is decided by the callers.

use crate::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../data/name_words.csv");

/// How many leading words form a known family name; 0 when none does.
pub(super) fn surname_words(words: &[&str]) -> usize {
    let lists = &*LISTS;
    let longest = words.len().min(lists.longest);
    let compound = (2..=longest)
        .rev()
        .find(|count| contains(&lists.compounds, words.get(..*count)));
    compound.unwrap_or_else(|| usize::from(contains(&lists.surnames, words.get(..1))))
}

/// How many leading words form a title that may stand before a name (`anh`, `khách hàng`); 0 when none does.
/// Titles typed without marks count only when the whole text has none (`plain`).
pub(super) fn title_words(words: &[&str], plain: bool) -> usize {
    let lists = &*LISTS;
    let known = |count: &usize| {
        contains(&lists.titles, words.get(..*count))
            || (plain && contains(&lists.plain_titles, words.get(..*count)))
    };
    (1..=words.len().min(2)).rev().find(known).unwrap_or(0)
}

/// How many leading words name a channel (`zalo`, `tik tok`); 0 when none does.
pub(super) fn channel_words(words: &[&str]) -> usize {
    let lists = &*LISTS;
    (1..=words.len().min(3))
        .rev()
        .find(|count| contains(&lists.channels, words.get(..*count)))
        .unwrap_or(0)
}

struct Lists {
    surnames: HashSet<String>,
    compounds: HashSet<String>,
    titles: HashSet<&'static str>,
    plain_titles: HashSet<String>,
    channels: HashSet<&'static str>,
    longest: usize,
}

/// Unmarked titles that are no family name themselves, so that `chu van an` keeps its `chu`.
const PLAIN_TITLES: [&str; 6] = ["chị", "cô", "bác", "ông", "bà", "dì"];

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let of_kind = |kind: &'static str| {
        WORDS
            .lines()
            .filter_map(move |line| line.strip_prefix(kind)?.strip_prefix(','))
    };
    // Surnames are found with and without marks, because many lists have none.
    let both = |kind| of_kind(kind).flat_map(|word| [word.to_owned(), fold(word)]);
    Lists {
        surnames: both("surname").collect(),
        compounds: both("compound").collect(),
        titles: of_kind("title").collect(),
        plain_titles: PLAIN_TITLES.iter().map(|word| fold(word)).collect(),
        channels: of_kind("channel").collect(),
        longest: of_kind("compound")
            .map(|words| words.split(' ').count())
            .max()
            .unwrap_or(0),
    }
});

/// Looks a phrase up in lower case, a full stop after an abbreviation left out.
fn contains<T>(list: &HashSet<T>, words: Option<&[&str]>) -> bool
where
    T: std::borrow::Borrow<str> + std::hash::Hash + Eq,
{
    words.is_some_and(|words| {
        let phrase = words.join(" ").to_lowercase();
        list.contains(phrase.trim_end_matches(['.', ':']))
    })
}
