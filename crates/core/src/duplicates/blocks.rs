//! Which records are laid beside each other: those that share a key, without laying every one beside every other. It must never
//! keep more of a record than numbers.

use std::collections::HashSet;

use super::traits::short;

/// Records with one key that are still laid beside each other; of more, only those that share a rarer key as well.
const LARGEST: usize = 60;

/// The keys of all records, and how far one has come with them.
#[derive(Debug)]
pub(super) struct Blocks {
    largest: usize,
    /// Half a key above the place of its record.
    keys: Vec<u64>,
    sorted: bool,
    at: usize,
    seen: HashSet<(u32, u32)>,
}

impl Default for Blocks {
    fn default() -> Self {
        Self::up_to(LARGEST)
    }
}

impl Blocks {
    /// Blocks of at most so many records; what more records share tells nothing.
    pub(super) fn up_to(largest: usize) -> Self {
        Self {
            largest,
            keys: Vec::new(),
            sorted: false,
            at: 0,
            seen: HashSet::new(),
        }
    }

    /// The keys of the record in this place. All must be taken in before the first [`Self::next`].
    pub(super) fn add(&mut self, place: usize, keys: impl IntoIterator<Item = u64>) {
        let place = u64::try_from(place).unwrap_or(u64::MAX);
        let keyed = keys
            .into_iter()
            .map(|key| u64::from(short(key)) << 32 | place & 0xFFFF_FFFF);
        self.keys.extend(keyed);
    }

    /// Steps done and steps in all.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.at, self.keys.len())
    }

    /// What `compare` finds among the records that share one of the next `steps` keys; `None` at the end. What it found of two
    /// records is told once, however many keys they share.
    pub(super) fn next<T>(
        &mut self,
        steps: usize,
        mut compare: impl FnMut(u32, u32) -> Option<T>,
    ) -> Option<Vec<T>> {
        if !self.sorted {
            self.keys.sort_unstable();
            self.sorted = true;
        }
        if self.at >= self.keys.len() {
            return None;
        }
        let end = self.keys.len().min(self.at.saturating_add(steps));
        let mut found = Vec::new();
        while self.at < end {
            let (from, to) = self.block(self.at);
            if to - from <= self.largest {
                let block = self.keys.get(from..to).unwrap_or_default();
                for (at, one) in block.iter().enumerate() {
                    for other in block.iter().skip(at + 1) {
                        let (one, other) = (place(*one), place(*other));
                        // A record may have one key twice, as a name has a word twice.
                        if one == other {
                            continue;
                        }
                        let Some(like) = compare(one, other) else {
                            continue;
                        };
                        if self.seen.insert((one.min(other), one.max(other))) {
                            found.push(like);
                        }
                    }
                }
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
}

/// The place in a key.
fn place(key: u64) -> u32 {
    u32::try_from(key & 0xFFFF_FFFF).unwrap_or_default()
}
