//! How the names of two records agree, word by word. Marks may be missing and the order may differ; but a number is never a slip.

use crate::text::one_letter_off;

/// In which way names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Word for word.
    Same,
    /// Marks missing on one side.
    Marks,
    /// The same words in another order.
    Order,
    /// One letter differs.
    Letter,
    /// One has more words.
    Part,
    /// The marks tell two words apart.
    OtherMarks,
    /// Another number: a size, a year, the second of its kind.
    OtherNumber,
    /// Different names.
    Different,
}

/// Words that one may have more than the other.
const MORE_WORDS: usize = 2;
/// Letters from which a word that stands alone can hold a slip.
const LONG_WORD: usize = 5;

/// The way, and the folded words that both have. `one` and `other` are folded words with the words as they are written.
pub(super) fn agree<'a>(
    one: &[(&'a str, &'a str)],
    other: &[(&'a str, &'a str)],
) -> (Way, Vec<&'a str>) {
    let mut right: Vec<&str> = other.iter().map(|(folded, _)| *folded).collect();
    let (mut shared, mut left) = (Vec::new(), Vec::new());
    for (folded, _) in one {
        match right.iter().position(|theirs| theirs == folded) {
            Some(at) => {
                right.remove(at);
                shared.push(*folded);
            }
            None => left.push(*folded),
        }
    }
    let way = match (left.as_slice(), right.as_slice()) {
        _ if shared.is_empty() && (left.is_empty() || right.is_empty()) => Way::Different,
        ([], []) => whole(one, other),
        (left, right) if left.iter().chain(right).any(|word| is_number(word)) => Way::OtherNumber,
        ([left], [right]) if is_slip(left, right, shared.len()) => Way::Letter,
        ([], more) | (more, []) if more.len() <= MORE_WORDS && shared.len() >= 2 => Way::Part,
        _ => Way::Different,
    };
    (way, shared)
}

/// The same folded words on both sides.
fn whole(one: &[(&str, &str)], other: &[(&str, &str)]) -> Way {
    let in_order = one
        .iter()
        .zip(other)
        .all(|(mine, theirs)| mine.0 == theirs.0);
    if !in_order {
        return Way::Order;
    }
    let bare = |words: &[(&str, &str)]| words.iter().all(|(folded, written)| folded == written);
    let written = one
        .iter()
        .zip(other)
        .all(|(mine, theirs)| mine.1 == theirs.1);
    if written {
        Way::Same
    } else if bare(one) || bare(other) {
        Way::Marks
    } else {
        Way::OtherMarks
    }
}

fn is_number(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_digit())
}

fn is_slip(one: &str, other: &str, shared: usize) -> bool {
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let (one, other) = (letters(one), letters(other));
    (shared > 0 || one.len().min(other.len()) >= LONG_WORD) && one_letter_off(&one, &other)
}
