//! What goes with what: frequent itemsets, rules with one item as consequence, and the next product to suggest. Thresholds
//! are compared in whole numbers, so that a rule lying exactly on one is never lost. It counts baskets, not pieces.

mod eclat;
mod pairs;
mod ratio;
mod rules;

pub use eclat::{Itemset, Mined, itemsets};
pub use pairs::{PairCounts, Suggestion};
pub use ratio::Ratio;
pub use rules::{Rule, rules};

use crate::explain::{Arg, Explanation};

/// The sentence for the owner on a suggestion: `insight-basket-suggest` (`together`: of `of` baskets with the item at hand
/// this many held the suggested one too; `lower`: in at least this share of such baskets, cautiously).
#[must_use]
pub fn explain(suggestion: &Suggestion) -> Explanation {
    Explanation::new("insight-basket-suggest")
        .with("together", Arg::Count(suggestion.together))
        .with("of", Arg::Count(suggestion.of))
        .with("lower", Arg::Share(suggestion.lower))
}
