//! What is known of all parties together: how many there are and how common each word of their names is.

use std::collections::HashMap;

use quen_vietnam::fold;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::shares;
use crate::text::one_letter_off;

/// Names that the shares known beforehand count for.
const BEFOREHAND: f64 = 500.0;
/// Parties that a small workspace is taken for: among few, nobody's name is rare.
const FEWEST: f64 = 1_000.0;
/// Words that a census keeps.
const KEPT: usize = 3_000;

/// The words met so far. Words are numbers from here on.
#[derive(Debug, Default)]
pub struct Book {
    words: HashMap<Box<str>, u32>,
    met: Vec<Word>,
    folds: HashMap<Box<str>, u32>,
    counts: Vec<Fold>,
    /// Names of organisations and of people.
    names: [u32; 2],
    beforehand: Census,
}

#[derive(Debug)]
struct Word {
    text: Box<str>,
    fold: u32,
}

#[derive(Debug)]
struct Fold {
    text: Box<str>,
    /// In names of organisations and of people.
    names: [u32; 2],
}

/// Counts of an earlier book, for looking at one party alone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Census {
    /// Organisations and people.
    pub names: [u32; 2],
    /// Names of organisations and of people with each common folded word.
    pub words: HashMap<String, [u32; 2]>,
}

impl Book {
    /// A book that begins with what an earlier one counted.
    pub fn after(census: Census) -> Self {
        Self {
            beforehand: census,
            ..Self::default()
        }
    }

    /// The number of a word in lower case with its marks.
    pub(super) fn learn(&mut self, word: &str, person: bool) -> u32 {
        let id = match self.words.get(word) {
            Some(id) => *id,
            None => self.meet(word),
        };
        let fold = self.met.get(id as usize).map(|word| word.fold);
        if let Some(counted) = fold.and_then(|fold| self.counts.get_mut(fold as usize)) {
            let [organizations, people] = &mut counted.names;
            *(if person { people } else { organizations }) += 1;
        }
        id
    }

    fn meet(&mut self, word: &str) -> u32 {
        let folded = fold::fold(word);
        let fold = match self.folds.get(folded.as_str()) {
            Some(fold) => *fold,
            None => {
                let fold = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
                let text: Box<str> = folded.into();
                self.folds.insert(text.clone(), fold);
                self.counts.push(Fold {
                    text,
                    names: [0, 0],
                });
                fold
            }
        };
        let id = u32::try_from(self.met.len()).unwrap_or(u32::MAX);
        self.words.insert(word.into(), id);
        self.met.push(Word {
            text: word.into(),
            fold,
        });
        id
    }

    /// Counts a name whose words were learnt.
    pub(super) fn count(&mut self, person: bool) {
        let [organizations, people] = &mut self.names;
        *(if person { people } else { organizations }) += 1;
    }

    /// Parties, at least so many that chance has a say.
    pub(super) fn parties(&self) -> f64 {
        let all = self.names.iter().chain(&self.beforehand.names);
        all.map(|count| f64::from(*count)).sum::<f64>().max(FEWEST)
    }

    /// The number of a word without its marks.
    pub(super) fn fold(&self, word: u32) -> u32 {
        self.met
            .get(word as usize)
            .map_or(u32::MAX, |word| word.fold)
    }

    /// The share of names with this folded word.
    pub(super) fn share(&self, fold: u32, person: bool) -> f64 {
        let Some(counted) = self.counts.get(fold as usize) else {
            return 1.0;
        };
        let of = |[organizations, people]: [u32; 2]| {
            f64::from(if person { people } else { organizations })
        };
        let earlier = self.beforehand.words.get(counted.text.as_ref());
        let met = of(counted.names) + earlier.map_or(0.0, |counts| of(*counts));
        let names = of(self.names) + of(self.beforehand.names);
        (met + BEFOREHAND * shares::of(&counted.text, person)) / (names + BEFOREHAND)
    }

    /// Is it a word that hardly anybody else has?
    pub(super) fn is_rare(&self, word: u32) -> bool {
        let counted = self.counts.get(self.fold(word) as usize);
        counted.is_some_and(|counted| {
            let earlier = self.beforehand.words.contains_key(counted.text.as_ref());
            !earlier && counted.names.iter().sum::<u32>() <= 2
        })
    }

    /// Does the word carry marks?
    pub(super) fn is_marked(&self, word: u32) -> bool {
        self.met.get(word as usize).is_some_and(|word| {
            let fold = self.counts.get(word.fold as usize);
            fold.is_none_or(|fold| fold.text != word.text)
        })
    }

    /// Are two words the same but for hỏi in place of ngã, which many people write alike?
    pub(super) fn differ_in_hoi_nga(&self, one: u32, other: u32) -> bool {
        let text = |word: u32| {
            let text = self.met.get(word as usize).map(|word| &*word.text);
            let unified = text.unwrap_or_default().nfd();
            unified
                .map(|c| if c == '\u{309}' { '\u{303}' } else { c })
                .collect::<String>()
        };
        text(one) == text(other)
    }

    /// Do the folded words differ in one letter that was added, left out, changed or swapped?
    pub(super) fn is_one_letter_off(&self, one: u32, other: u32) -> bool {
        let text = |word: u32| {
            let fold = self.counts.get(self.fold(word) as usize);
            fold.map(|fold| fold.text.chars().collect::<Vec<char>>())
                .unwrap_or_default()
        };
        one_letter_off(&text(one), &text(other))
    }

    /// The counts of the most common words, to be kept for looking at one party alone.
    pub fn census(&self) -> Census {
        let mut all: Vec<&Fold> = self.counts.iter().collect();
        all.sort_by_key(|fold| std::cmp::Reverse(fold.names.iter().sum::<u32>()));
        let kept = all.into_iter().take(KEPT);
        let kept = kept.filter(|fold| fold.names.iter().sum::<u32>() > 2);
        Census {
            names: self.names,
            words: kept.map(|f| (f.text.to_string(), f.names)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_weigh_less_once_counted() {
        let mut book = Book::default();
        for _ in 0..500 {
            book.learn("khải", true);
            book.count(true);
        }
        let khai = book.fold(book.words["khải"]);
        assert!(book.share(khai, true) > 0.4);
        assert!(book.share(khai, false) < 0.01);
        assert_eq!(book.census().words["khai"], [0, 500]);
    }
}
