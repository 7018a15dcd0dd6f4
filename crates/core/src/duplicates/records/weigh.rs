//! The evidence that two records of a kind are one, in bits: what agrees weighs by how rare it is among the records of the kind,
//! what contradicts weighs against. The weights were set by hand on a shop's products and machines and are the same for every kind.

use super::Counts;
use super::names::{Way, agree};
use super::outline::{Declared, Outline, Said, Sort};
use crate::duplicates::{Likeness, WORTH_A_LOOK};
use crate::reasons::Reason;

/// Two records that share a key, before anything is known of them.
const BEFOREHAND: f64 = -8.0;
/// For a name that is the same from its first word to its last, beside what its words weigh.
const WHOLE_NAME: f64 = 5.0;
/// The most that the words of a name weigh, whole, with a slip, and as a part.
const MOST: (f64, f64, f64) = (8.0, 6.0, 4.0);
/// For a slip in a name, beside what its other words weigh.
const SLIP: f64 = 2.5;
/// Against missing marks, and against another order.
const BARE: f64 = 0.5;
/// Records that a small workspace has more than it has, so that among few nothing is rare.
const MORE: f64 = 20.0;
/// Reasons told at most.
const TOLD: usize = 6;

/// How alike two records are; `None` where nobody needs to look.
pub(super) fn compare(
    one: &Outline,
    other: &Outline,
    declared: &[Declared],
    counts: &Counts,
) -> Option<Likeness> {
    let mut evidence = vec![names(one, other, counts)];
    evidence.extend(parties(one, other));
    for (place, field) in (0_u16..).zip(declared) {
        let of = |outline: &'_ Outline| -> Vec<Said> {
            let values = outline.values.iter().filter(|said| said.field == place);
            values.copied().collect()
        };
        let weight = values(&of(one), &of(other), counts);
        evidence.extend(
            weight.map(|(bits, key)| (bits, Reason::new(key).with("field", field.label.clone()))),
        );
    }
    let bits = BEFOREHAND + evidence.iter().map(|(bits, _)| bits).sum::<f64>();
    if bits < WORTH_A_LOOK {
        return None;
    }
    evidence.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let reasons = evidence.into_iter().map(|(_, reason)| reason);
    Some(Likeness {
        bits,
        reasons: reasons.take(TOLD).collect(),
    })
}

fn names(one: &Outline, other: &Outline, counts: &Counts) -> (f64, Reason) {
    let (way, shared) = agree(&one.both(), &other.both());
    let rare: f64 = shared
        .iter()
        .map(|word| ((counts.records() + MORE) / (counts.of_word(word) + 1.0)).log2())
        .sum();
    let whole = WHOLE_NAME + rare.min(MOST.0);
    let (bits, key) = match way {
        Way::Same => (whole, "duplicates-why-same-name"),
        Way::Marks => (whole - BARE, "duplicates-why-marks"),
        Way::Order => (whole - BARE, "duplicates-why-order"),
        Way::Letter => (SLIP + rare.min(MOST.1), "duplicates-why-letter"),
        Way::Part => (rare.min(MOST.2), "duplicates-why-part-of-name"),
        Way::OtherMarks => (-5.0, "duplicates-why-other-name"),
        Way::OtherNumber => (-7.0, "duplicates-why-other-number"),
        Way::Different => (-4.0, "duplicates-why-other-name"),
    };
    (bits, Reason::new(key))
}

/// A machine of another customer is another machine.
fn parties(one: &Outline, other: &Outline) -> Option<(f64, Reason)> {
    let (mine, theirs) = (one.party?, other.party?);
    Some(if mine == theirs {
        (1.5, Reason::new("duplicates-why-same-customer"))
    } else {
        (-9.0, Reason::new("duplicates-why-other-customer"))
    })
}

/// What the values of one field say; nothing where one side has none.
fn values(mine: &[Said], theirs: &[Said], counts: &Counts) -> Option<(f64, &'static str)> {
    let (first, second) = (mine.first()?, theirs.first()?);
    // What only looks like a code is a size or a class.
    let sort = match first.sort {
        Sort::Code if !counts.tells_apart(first.field) || second.sort != Sort::Code => Sort::Text,
        sort => sort,
    };
    let shared = mine.iter().find(|said| theirs.contains(said));
    let Some(said) = shared else {
        return Some((against(sort), "duplicates-why-other-field"));
    };
    let sharing = counts.of_value(said.key());
    // Of a code that many records carry each is weaker evidence.
    let spread = 2.0 * (sharing / 2.0).max(1.0).log2();
    let bits = match sort {
        Sort::Code => 11.0 - spread,
        Sort::Tax => 8.0 - spread,
        Sort::Email => 7.0 - spread,
        Sort::Phone => 6.0 - spread,
        Sort::Link => 4.0 - spread,
        _ => {
            ((counts.records() + MORE) / (sharing + 1.0))
                .log2()
                .min(3.0)
                / 2.0
        }
    };
    Some((bits.max(0.0), "duplicates-why-same-field"))
}

fn against(sort: Sort) -> f64 {
    match sort {
        Sort::Code => -9.0,
        Sort::Tax => -6.0,
        Sort::Phone | Sort::Reference => -2.0,
        Sort::Email | Sort::Day => -1.5,
        Sort::Link | Sort::Number => -1.0,
        Sort::Choice => -0.7,
        Sort::Text => -0.5,
    }
}
