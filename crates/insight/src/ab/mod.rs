//! Comparing two versions: shares, means, sample sizes, and looking before the end. B is always set against A. It must
//! never call a difference proven; it gives numbers and a sentence key.

mod bayes;
mod means;
mod power;
mod proportions;
mod sequential;

pub use bayes::chance_b_beats_a;
pub use means::{Means, RankTest, compare_means, mann_whitney};
pub use power::{SampleSize, sample_size};
pub use proportions::{Proportions, compare_proportions};
pub use sequential::{Look, always_valid};

use crate::explain::{Arg, Explanation};

/// Sentences for the owner on two shares. `insight-ab-too-few` (`have`, `need`): fewer than ten in a side;
/// `insight-ab-no-difference` (`lower`, `upper`): the interval holds zero; `insight-ab-b-better` and `insight-ab-a-better`
/// (`lower`, `upper` as shares, `rarity`: one in so many such results would come without a difference).
#[must_use]
pub fn explain(result: &Proportions) -> Explanation {
    const NEED: u64 = 10;
    let smaller = result.a.n.min(result.b.n);
    if smaller < NEED {
        let few = Explanation::new("insight-ab-too-few");
        return few
            .with("have", Arg::Count(smaller))
            .with("need", Arg::Count(NEED));
    }
    let (lower, upper) = result.newcombe;
    if lower <= 0.0 && upper >= 0.0 {
        let none = Explanation::new("insight-ab-no-difference");
        return none
            .with("lower", Arg::Share(lower))
            .with("upper", Arg::Share(upper));
    }
    let rarity = (1.0 / result.p.unwrap_or(1.0).max(1e-9)).floor().max(1.0) as u64;
    let (key, from, to) = if lower > 0.0 {
        ("insight-ab-b-better", lower, upper)
    } else {
        ("insight-ab-a-better", -upper, -lower)
    };
    Explanation::new(key)
        .with("lower", Arg::Share(from))
        .with("upper", Arg::Share(to))
        .with("rarity", Arg::Count(rarity))
}
