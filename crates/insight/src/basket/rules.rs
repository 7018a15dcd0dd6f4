//! Association rules "if these, then that one" from frequent itemsets (Agrawal & Srikant 1994).

use super::{Itemset, Ratio};
use std::collections::HashMap;

/// A rule with one item as consequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Rising item numbers.
    pub given: Vec<u32>,
    /// The item that follows.
    pub then: u32,
    /// Baskets that hold all of them.
    pub count: u64,
    /// Their share of all baskets.
    pub support: f64,
    /// Their share of the baskets with the given items.
    pub confidence: f64,
    /// Confidence over the share of baskets with the consequence.
    pub lift: f64,
    /// Support above what independence would give.
    pub leverage: f64,
    /// `(1 − P(then)) / (1 − confidence)`; `None` when infinite.
    pub conviction: Option<f64>,
}

/// All rules of at least this confidence, by falling lift. `itemsets` must hold every subset of each of its members, as
/// [`super::itemsets`] gives them.
#[must_use]
pub fn rules(itemsets: &[Itemset], baskets: u64, confidence: Ratio) -> Vec<Rule> {
    let counts: HashMap<&[u32], u64> = itemsets
        .iter()
        .map(|itemset| (itemset.items.as_slice(), itemset.count))
        .collect();
    let mut rules = Vec::new();
    for itemset in itemsets.iter().filter(|itemset| itemset.items.len() > 1) {
        for (at, then) in itemset.items.iter().enumerate() {
            let mut given = itemset.items.clone();
            given.remove(at);
            let known = counts
                .get(given.as_slice())
                .zip(counts.get([*then].as_slice()));
            let Some((given_count, then_count)) = known else {
                continue;
            };
            if confidence.reached(itemset.count, *given_count) {
                rules.push(rule(
                    given,
                    *then,
                    [itemset.count, *given_count, *then_count, baskets],
                ));
            }
        }
    }
    rules.sort_by(|a, b| {
        b.lift
            .total_cmp(&a.lift)
            .then_with(|| a.given.cmp(&b.given))
            .then(a.then.cmp(&b.then))
    });
    rules
}

fn rule(given: Vec<u32>, then: u32, counts: [u64; 4]) -> Rule {
    let [both, with_given, with_then, all] = counts.map(|count| count as f64);
    let (support, confidence, base) = (both / all, both / with_given, with_then / all);
    let certain = counts[0] == counts[1];
    Rule {
        given,
        then,
        count: counts[0],
        support,
        confidence,
        lift: confidence / base,
        leverage: support - with_given / all * base,
        conviction: (!certain).then(|| (1.0 - base) / (1.0 - confidence)),
    }
}
