//! Pair counts kept up to date basket by basket, and the next product they suggest. Adding and removing a basket must leave
//! exactly the counts that a fresh count would.

use crate::proportion::{wilson_at, z_of};
use std::collections::HashMap;

/// How often items are bought, alone and in pairs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairCounts {
    baskets: u64,
    items: HashMap<u32, u64>,
    beside: HashMap<u32, HashMap<u32, u64>>,
}

/// A product to suggest.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The item suggested …
    pub item: u32,
    /// … because of this one at hand.
    pub because: u32,
    /// Baskets with both.
    pub together: u64,
    /// Baskets with the one at hand.
    pub of: u64,
    /// `together / of`.
    pub confidence: f64,
    /// The lower end of its Wilson interval, by which suggestions are ranked.
    pub lower: f64,
    /// Confidence over the item's share of all baskets.
    pub lift: f64,
    /// `together / √(count · count)`: closeness of the two items.
    pub cosine: f64,
}

/// A pair seen in fewer baskets is not suggested.
pub const FEWEST_TOGETHER: u64 = 5;

impl PairCounts {
    /// Counts a basket; repeated items count once.
    pub fn add(&mut self, basket: &[u32]) {
        self.change(basket, |count| *count += 1);
        self.baskets += 1;
    }

    /// Takes back a basket that was added.
    pub fn remove(&mut self, basket: &[u32]) {
        self.change(basket, |count| *count = count.saturating_sub(1));
        self.baskets = self.baskets.saturating_sub(1);
    }

    /// How many baskets hold both.
    #[must_use]
    pub fn together(&self, a: u32, b: u32) -> u64 {
        self.beside
            .get(&a)
            .and_then(|row| row.get(&b))
            .copied()
            .unwrap_or(0)
    }

    /// What to suggest beside the items at hand, surest first: pairs seen at least [`FEWEST_TOGETHER`] times and more
    /// often than chance, each item once with its best reason.
    #[must_use]
    pub fn suggest(&self, at_hand: &[u32], most: usize) -> Vec<Suggestion> {
        let z = z_of(0.95);
        let mut best: HashMap<u32, Suggestion> = HashMap::new();
        for because in at_hand {
            let Some(row) = self.beside.get(because) else {
                continue;
            };
            let others = row.iter().filter(|(item, _)| !at_hand.contains(item));
            for suggestion in
                others.filter_map(|(item, count)| self.suggestion(*because, *item, *count, z))
            {
                let have = best
                    .entry(suggestion.item)
                    .or_insert_with(|| suggestion.clone());
                if rank(&suggestion, have).is_lt() {
                    *have = suggestion;
                }
            }
        }
        let mut all: Vec<Suggestion> = best.into_values().collect();
        all.sort_by(rank);
        all.truncate(most);
        all
    }

    fn suggestion(&self, because: u32, item: u32, together: u64, z: f64) -> Option<Suggestion> {
        let count = |item: u32| self.items.get(&item).copied().filter(|count| *count > 0);
        if together < FEWEST_TOGETHER {
            return None;
        }
        let (of, other) = (count(because)?, count(item)?);
        let confidence = together as f64 / of as f64;
        let lift = confidence * self.baskets as f64 / other as f64;
        let cosine = together as f64 / (of as f64 * other as f64).sqrt();
        let lower = wilson_at(together, of, z).0;
        let found = Suggestion {
            item,
            because,
            together,
            of,
            confidence,
            lower,
            lift,
            cosine,
        };
        (lift > 1.0).then_some(found)
    }

    fn change(&mut self, basket: &[u32], change: impl Fn(&mut u64)) {
        let mut items = basket.to_vec();
        items.sort_unstable();
        items.dedup();
        for item in &items {
            touch(&mut self.items, *item, &change);
            let row = self.beside.entry(*item).or_default();
            for other in items.iter().filter(|other| *other != item) {
                touch(row, *other, &change);
            }
            if row.is_empty() {
                self.beside.remove(item);
            }
        }
    }
}

fn touch(counts: &mut HashMap<u32, u64>, item: u32, change: &impl Fn(&mut u64)) {
    let count = counts.entry(item).or_default();
    change(count);
    if *count == 0 {
        counts.remove(&item);
    }
}

fn rank(a: &Suggestion, b: &Suggestion) -> std::cmp::Ordering {
    b.lower
        .total_cmp(&a.lower)
        .then(b.lift.total_cmp(&a.lift))
        .then(a.item.cmp(&b.item))
        .then(a.because.cmp(&b.because))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn baskets() -> impl Strategy<Value = Vec<Vec<u32>>> {
        prop::collection::vec(prop::collection::vec(0u32..9, 0..6), 0..60)
    }

    proptest! {
        #[test]
        fn removing_leaves_a_fresh_count(kept in baskets(), gone in baskets()) {
            let mut changed = PairCounts::default();
            gone.iter().chain(&kept).for_each(|basket| changed.add(basket));
            gone.iter().rev().for_each(|basket| changed.remove(basket));
            let mut fresh = PairCounts::default();
            kept.iter().for_each(|basket| fresh.add(basket));
            prop_assert_eq!(changed, fresh);
        }

        #[test]
        fn suggestions_are_frequent_new_and_ranked(all in baskets(), at_hand in prop::collection::vec(0u32..9, 0..4)) {
            let mut counts = PairCounts::default();
            all.iter().for_each(|basket| counts.add(basket));
            let found = counts.suggest(&at_hand, 5);
            prop_assert!(found.len() <= 5);
            prop_assert!(found.windows(2).all(|two| two[0].lower >= two[1].lower && two[0].item != two[1].item));
            for one in found {
                prop_assert!(!at_hand.contains(&one.item) && one.together >= 5 && one.lift > 1.0);
                prop_assert_eq!(counts.together(one.item, one.because), one.together);
            }
        }
    }
}
