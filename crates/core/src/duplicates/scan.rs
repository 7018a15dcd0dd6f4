//! All parties against all, without laying every one beside every other. Memory: about 250 bytes a party. It must never hold
//! a name, phone or mail longer than it takes to read it.

use std::collections::{HashMap, HashSet};

use super::compare::Sharing;
use super::traits::{house_digest, short};
use super::{Book, Pair, Traits, compare, keys};
use crate::parties::Party;

/// Parties with one key that are still laid beside each other; of more, only those that share a rarer key as well.
const LARGEST: usize = 60;

/// A scan under way.
#[derive(Debug, Default)]
pub struct Scan {
    book: Book,
    parties: Vec<Traits>,
    /// Half a key above the place of its party.
    keys: Vec<u64>,
    sorted: bool,
    at: usize,
    seen: HashSet<(u32, u32)>,
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
        let place = u64::try_from(self.parties.len()).unwrap_or(u64::MAX);
        let found = keys::of(&traits, &self.book);
        let keyed = found
            .into_iter()
            .map(|key| u64::from(short(key)) << 32 | place & 0xFFFF_FFFF);
        self.keys.extend(keyed);
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
        (self.at, self.keys.len())
    }

    /// The pairs worth a look among the next `steps` keys; `None` at the end. Each pair comes once.
    pub fn next_pairs(&mut self, steps: usize) -> Option<Vec<Pair>> {
        if !self.sorted {
            self.keys.sort_unstable();
            self.shared = Shared(self.count_shared());
            self.sorted = true;
        }
        if self.at >= self.keys.len() {
            return None;
        }
        let end = self.at.saturating_add(steps);
        let mut found = Vec::new();
        while self.at < self.keys.len().min(end) {
            let (from, to) = self.block(self.at);
            if to - from <= LARGEST {
                self.block_pairs(from, to, &mut found);
            }
            self.at = to;
        }
        Some(found)
    }

    /// The keys that are equal to the one at `from`.
    fn block(&self, from: usize) -> (usize, usize) {
        let rest = self.keys.get(from..).unwrap_or_default();
        let key = rest.first().map(|key| key >> 32);
        let length = rest.iter().take_while(|k| Some(*k >> 32) == key).count();
        (from, from + length)
    }

    fn block_pairs(&mut self, from: usize, to: usize, found: &mut Vec<Pair>) {
        let block = self.keys.get(from..to).unwrap_or_default();
        for (at, one) in block.iter().enumerate() {
            for other in block.iter().skip(at + 1) {
                let (one, other) = (place(*one), place(*other));
                let both = self
                    .parties
                    .get(one as usize)
                    .zip(self.parties.get(other as usize));
                let Some((mine, theirs)) = both else { continue };
                let Some(likeness) = compare(mine, theirs, &self.book, &self.shared) else {
                    continue;
                };
                if self.seen.insert((one.min(other), one.max(other))) {
                    found.push(Pair::new(mine.id, theirs.id, likeness));
                }
            }
        }
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

/// The place in a key.
fn place(key: u64) -> u32 {
    u32::try_from(key & 0xFFFF_FFFF).unwrap_or_default()
}
