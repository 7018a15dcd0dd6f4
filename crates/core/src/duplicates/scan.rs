//! All parties against all, without laying every one beside every other. Memory: about 250 bytes a party. It must never hold
//! a name, phone or mail longer than it takes to read it.

use std::collections::HashMap;

use super::blocks::Blocks;
use super::compare::Sharing;
use super::traits::house_digest;
use super::{Book, Pair, Traits, compare, keys};
use crate::parties::Party;

/// A scan under way.
#[derive(Debug, Default)]
pub struct Scan {
    book: Book,
    parties: Vec<Traits>,
    blocks: Blocks,
    counted: bool,
    shared: Shared,
}

/// How many records share a phone or mail that more than two share.
#[derive(Debug, Default)]
struct Shared(HashMap<u64, u32>);

impl Sharing for Shared {
    fn sharing(&self, digest: u64) -> u32 {
        self.0.get(&digest).copied().unwrap_or(2)
    }
}

impl Scan {
    /// Takes a party in. All must be taken in before the first [`Self::next_pairs`].
    pub fn add(&mut self, party: &Party) {
        let traits = Traits::of(party, &mut self.book);
        self.book.count(traits.person);
        let keys = keys::of(&traits, &self.book);
        self.blocks.add(self.parties.len(), keys);
        self.parties.push(traits);
    }

    /// Parties taken in.
    pub fn len(&self) -> usize {
        self.parties.len()
    }

    /// None?
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// What was learnt of the words of names.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Steps done and steps in all.
    pub fn progress(&self) -> (usize, usize) {
        self.blocks.progress()
    }

    /// The pairs worth a look among the next `steps` keys; `None` at the end. Each pair comes once.
    pub fn next_pairs(&mut self, steps: usize) -> Option<Vec<Pair>> {
        if !self.counted {
            self.shared = Shared(self.count_shared());
            self.counted = true;
        }
        let (parties, book, shared) = (&self.parties, &self.book, &self.shared);
        self.blocks.next(steps, |one, other| {
            let mine = parties.get(one as usize)?;
            let theirs = parties.get(other as usize)?;
            let likeness = compare(mine, theirs, book, shared)?;
            Some(Pair::new(mine.id, theirs.id, likeness))
        })
    }

    fn count_shared(&self) -> HashMap<u64, u32> {
        let mut all: Vec<u64> = Vec::with_capacity(self.parties.len() * 2);
        for party in &self.parties {
            all.extend(party.phones.iter().chain(party.emails.iter()));
            if party.house != 0 {
                all.push(house_digest(party.house));
            }
        }
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| a == b).filter(|run| run.len() > 2);
        runs.filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).ok()?)))
            .collect()
    }
}
