//! Frequent itemsets by Eclat (Zaki 2000) on bitsets, one item's baskets at a time, so that memory follows the item and not
//! the whole file. All work is over one arena of words.
#![expect(
    clippy::indexing_slicing,
    reason = "offsets into one arena of words that this file alone lays out"
)]

use std::ops::Range;

/// Items bought together and in how many baskets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Itemset {
    /// Rising item numbers.
    pub items: Vec<u32>,
    /// Baskets that hold them all.
    pub count: u64,
}

/// All itemsets found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mined {
    /// By falling count, then fewer items, then item numbers.
    pub itemsets: Vec<Itemset>,
    /// False when the search stopped at the most asked for.
    pub complete: bool,
}

/// Itemsets in at least `least` baskets (0 reads 1). A basket lists item numbers in any order, repeats count once. The
/// search stops after `most` itemsets: the number can be exponential when `least` is small.
#[must_use]
pub fn itemsets(baskets: &[Vec<u32>], least: u64, most: usize) -> Mined {
    let least = least.max(1);
    let ranked = Ranked::new(baskets, least);
    let mut search = Search {
        least,
        most,
        found: Vec::new(),
        complete: true,
        items: &ranked.items,
    };
    let mut arena = Vec::new();
    for (rank, baskets) in ranked.baskets_of.iter().enumerate() {
        let prefix = vec![ranked.items[rank]];
        if !search.keep(&prefix, baskets.len() as u64) {
            break;
        }
        arena.clear();
        let class = ranked.class(rank, baskets, least, &mut arena);
        search.extend(&prefix, &class, baskets.len().div_ceil(64), &mut arena);
    }
    let Search {
        mut found,
        complete,
        ..
    } = search;
    found.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then(a.items.len().cmp(&b.items.len()))
            .then_with(|| a.items.cmp(&b.items))
    });
    Mined {
        itemsets: found,
        complete,
    }
}

/// Baskets with frequent items only, items renumbered from rare to frequent.
struct Ranked {
    items: Vec<u32>,
    baskets: Vec<Vec<u32>>,
    baskets_of: Vec<Vec<u32>>,
}

impl Ranked {
    fn new(baskets: &[Vec<u32>], least: u64) -> Self {
        let mut unique: Vec<Vec<u32>> = baskets.to_vec();
        let mut counts: std::collections::HashMap<u32, u64> = std::collections::HashMap::new();
        for basket in &mut unique {
            basket.sort_unstable();
            basket.dedup();
            for item in basket.iter() {
                *counts.entry(*item).or_default() += 1;
            }
        }
        let mut frequent: Vec<(u64, u32)> = counts
            .into_iter()
            .map(|(item, count)| (count, item))
            .filter(|(count, _)| *count >= least)
            .collect();
        frequent.sort_unstable();
        let rank: std::collections::HashMap<u32, u32> = frequent
            .iter()
            .zip(0..)
            .map(|((_, item), rank)| (*item, rank))
            .collect();
        let mut baskets_of = vec![Vec::new(); frequent.len()];
        for (basket, number) in unique.iter_mut().zip(0..) {
            *basket = basket
                .iter()
                .filter_map(|item| rank.get(item).copied())
                .collect();
            basket.sort_unstable();
            for item in basket.iter() {
                baskets_of[*item as usize].push(number);
            }
        }
        Self {
            items: frequent.into_iter().map(|(_, item)| item).collect(),
            baskets: unique,
            baskets_of,
        }
    }

    /// The items after `rank` that are frequent beside it, each with a bitset over `baskets`.
    fn class(&self, rank: usize, baskets: &[u32], least: u64, arena: &mut Vec<u64>) -> Vec<Member> {
        let later = |basket: u32| {
            let ranks = &self.baskets[basket as usize];
            &ranks[ranks.partition_point(|other| *other as usize <= rank)..]
        };
        let mut counts = vec![0u64; self.items.len()];
        for basket in baskets {
            for other in later(*basket) {
                counts[*other as usize] += 1;
            }
        }
        let words = baskets.len().div_ceil(64);
        let mut place = vec![usize::MAX; self.items.len()];
        let mut class = Vec::new();
        for (other, count) in counts
            .into_iter()
            .enumerate()
            .filter(|(_, count)| *count >= least)
        {
            place[other] = arena.len();
            class.push(Member {
                item: other,
                bits: arena.len()..arena.len() + words,
                count,
            });
            arena.resize(arena.len() + words, 0);
        }
        for (position, basket) in baskets.iter().enumerate() {
            for other in later(*basket) {
                let start = place[*other as usize];
                if start != usize::MAX {
                    arena[start + position / 64] |= 1 << (position % 64);
                }
            }
        }
        class
    }
}

struct Member {
    item: usize,
    bits: Range<usize>,
    count: u64,
}

struct Search<'a> {
    least: u64,
    most: usize,
    found: Vec<Itemset>,
    complete: bool,
    items: &'a [u32],
}

impl Search<'_> {
    fn keep(&mut self, items: &[u32], count: u64) -> bool {
        if self.found.len() >= self.most {
            self.complete = false;
            return false;
        }
        let mut items = items.to_vec();
        items.sort_unstable();
        self.found.push(Itemset { items, count });
        true
    }

    /// Adds each member to the prefix and goes on with the members after it; false when full.
    fn extend(
        &mut self,
        prefix: &[u32],
        class: &[Member],
        words: usize,
        arena: &mut Vec<u64>,
    ) -> bool {
        for (at, member) in class.iter().enumerate() {
            let mut longer = prefix.to_vec();
            longer.push(self.items[member.item]);
            if !self.keep(&longer, member.count) {
                return false;
            }
            let before = arena.len();
            let next = self.meet(member, &class[at + 1..], words, arena);
            if !self.extend(&longer, &next, words, arena) {
                return false;
            }
            arena.truncate(before);
        }
        true
    }

    /// The members of `others` that stay frequent together with `member`, with their common bits.
    fn meet(
        &self,
        member: &Member,
        others: &[Member],
        words: usize,
        arena: &mut Vec<u64>,
    ) -> Vec<Member> {
        let mut next = Vec::new();
        for other in others {
            let start = arena.len();
            arena.extend_from_within(member.bits.clone());
            let (head, tail) = arena.split_at_mut(start);
            let mut count = 0;
            for (word, more) in tail.iter_mut().zip(&head[other.bits.clone()]) {
                *word &= more;
                count += u64::from(word.count_ones());
            }
            if count >= self.least {
                next.push(Member {
                    item: other.item,
                    bits: start..start + words,
                    count,
                });
            } else {
                arena.truncate(start);
            }
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_subset_is_found_with_its_count(
            baskets in prop::collection::vec(prop::collection::vec(0u32..7, 0..7), 0..90), least in 1u64..6,
        ) {
            let mined = itemsets(&baskets, least, 1000);
            prop_assert!(mined.complete);
            let mut wanted = Vec::new();
            for mask in 1u32..128 {
                let items: Vec<u32> = (0..7).filter(|item| mask >> item & 1 == 1).collect();
                let holds = |basket: &&Vec<u32>| items.iter().all(|item| basket.contains(item));
                let count = baskets.iter().filter(holds).count() as u64;
                if count >= least {
                    wanted.push(Itemset { items, count });
                }
            }
            let mut got = mined.itemsets;
            got.sort_by(|a, b| a.items.cmp(&b.items));
            wanted.sort_by(|a, b| a.items.cmp(&b.items));
            prop_assert_eq!(got, wanted);
        }
    }

    #[test]
    fn a_flood_of_itemsets_is_cut_and_said() {
        let wide = vec![(0..40).collect::<Vec<u32>>()];
        let mined = itemsets(&wide, 1, 500);
        assert_eq!((mined.itemsets.len(), mined.complete), (500, false));
    }
}
