//! The word lists behind name parsing, read once from `data/name_words.csv`.
//! Must never hold rules, only words: what a word means for a name is decided by the callers.

use crate::fold::fold;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../data/name_words.csv");

/// How many leading words form a known family name; 0 when none does.
pub(super) fn surname_words(words: &[&str]) -> usize {
    match LISTS.compounds.leading(words) {
        0 => LISTS.surnames.leading(words),
        count => count,
    }
}

/// How many leading words form a title that may stand before a name (`anh`, `khách hàng`); 0 when none does.
/// Titles typed without marks count only when the whole text has none (`plain`).
pub(super) fn title_words(words: &[&str], plain: bool) -> usize {
    match LISTS.titles.leading(words) {
        0 if plain => LISTS.plain_titles.leading(words),
        count => count,
    }
}

/// How many leading words name a channel (`zalo`, `tik tok`); 0 when none does.
pub(super) fn channel_words(words: &[&str]) -> usize {
    LISTS.channels.leading(words)
}

struct Lists {
    surnames: Phrases,
    compounds: Phrases,
    titles: Phrases,
    plain_titles: Phrases,
    channels: Phrases,
}

/// Phrases in lower case, found by their first word before anything is put together.
#[derive(Default)]
struct Phrases {
    firsts: HashSet<String>,
    all: HashSet<String>,
    longest: usize,
}

impl FromIterator<String> for Phrases {
    fn from_iter<T: IntoIterator<Item = String>>(phrases: T) -> Self {
        let mut list = Self::default();
        for phrase in phrases {
            list.longest = list.longest.max(phrase.split(' ').count());
            let first = phrase.split(' ').next().unwrap_or_default();
            list.firsts.insert(first.to_owned());
            list.all.insert(phrase);
        }
        list
    }
}

impl Phrases {
    /// How many leading words are the longest phrase of this list; 0 when none is.
    fn leading(&self, words: &[&str]) -> usize {
        let Some(first) = words.first().map(|word| plain(word)) else {
            return 0;
        };
        if !self.firsts.contains(first.as_ref()) {
            return 0;
        }
        let longer = (2..=self.longest.min(words.len())).rev().find(|count| {
            let phrase = words.iter().take(*count).map(|word| plain(word));
            self.all.contains(&phrase.collect::<Vec<_>>().join(" "))
        });
        longer.unwrap_or_else(|| usize::from(self.all.contains(first.as_ref())))
    }
}

/// A word in lower case, without the full stop of an abbreviation.
fn plain(word: &str) -> Cow<'_, str> {
    let word = word.trim_end_matches(['.', ':']);
    match word.chars().any(char::is_uppercase) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word),
    }
}

/// Unmarked titles that are no family name themselves, so that `chu van an` keeps its `chu`.
const PLAIN_TITLES: [&str; 6] = ["chị", "cô", "bác", "ông", "bà", "dì"];

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let of_kind = |kind: &'static str| {
        WORDS
            .lines()
            .filter_map(move |line| line.strip_prefix(kind)?.strip_prefix(','))
            .map(str::to_owned)
    };
    // Surnames are found with and without marks, because many lists have none.
    let both = |kind| of_kind(kind).flat_map(|word| [fold(&word), word]);
    Lists {
        surnames: both("surname").collect(),
        compounds: both("compound").collect(),
        titles: of_kind("title").collect(),
        plain_titles: PLAIN_TITLES.iter().map(|word| fold(word)).collect(),
        channels: of_kind("channel").collect(),
    }
});
