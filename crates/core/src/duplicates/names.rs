//! How two names agree, word by word. Marks may be missing, the family name may stand last; but Hùng is not Hưng.

use super::book::Book;
use super::traits::Traits;

/// How two names agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Agreement {
    /// What the words that both have weigh, in bits, less what speaks against.
    pub bits: f64,
    /// In which way.
    pub way: Way,
}

/// In which way names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Word for word.
    Same,
    /// Marks missing on one side.
    Marks,
    /// Family name last, or given name first.
    Order,
    /// One letter differs.
    Letter,
    /// One has more words.
    Part,
    /// Different names.
    Different,
}

/// The most that a name can weigh: words that always come together would count twice.
const MOST: f64 = 22.0;
/// For words that come together more often than by chance.
const TOGETHER: f64 = 1.5;
/// Against a name typed without any marks.
const ALL_BARE: f64 = 0.5;
/// Against one bare word in a name with marks.
const ONE_BARE: f64 = 2.0;
/// Against hỏi in place of ngã.
const HOI_NGA: f64 = 1.5;
/// Against a name turned round.
const TURNED: f64 = 0.5;
/// Against one letter.
const LETTER: f64 = 4.0;
/// Against words that one does not have.
const MORE_WORDS: f64 = 4.0;

/// Compares the names of two parties of one kind.
pub(super) fn agree(one: &Traits, other: &Traits, book: &Book) -> Agreement {
    let different = Agreement {
        bits: 0.0,
        way: Way::Different,
    };
    if one.name.is_empty() || other.name.is_empty() {
        return different;
    }
    let matched = Matched::of(&one.name, &other.name, book);
    let weight: f64 = matched
        .shared
        .iter()
        .map(|fold| -book.share(*fold, one.person).log2())
        .sum();
    let weight = (weight - TOGETHER).min(MOST);
    let Some(marks) = matched.marks_cost else {
        return different;
    };
    let (way, cost) = match (matched.left.as_slice(), matched.right.as_slice()) {
        ([], []) => match order(&one.name, &other.name, book) {
            Order::Same if marks > 0.0 => (Way::Marks, 0.0),
            Order::Same => (Way::Same, 0.0),
            Order::Turned => (Way::Order, TURNED),
            Order::Mixed if one.person => return different,
            Order::Mixed => (Way::Order, TURNED * 2.0),
        },
        ([left], [right]) if is_slip(*left, *right, book) => (Way::Letter, LETTER),
        ([], more) | (more, []) if is_part(&matched, more, one.person) => {
            (Way::Part, MORE_WORDS + more.len() as f64)
        }
        _ => return different,
    };
    Agreement {
        bits: weight - marks - cost,
        way,
    }
}

/// A slip of the hand makes a word that hardly anybody else has; two common words are two names.
fn is_slip(left: u32, right: u32, book: &Book) -> bool {
    (book.is_rare(left) || book.is_rare(right)) && book.is_one_letter_off(left, right)
}

fn is_part(matched: &Matched, more: &[u32], person: bool) -> bool {
    let shared = matched.shared.len();
    more.len() <= 2 && shared >= if person { 2 } else { 1 }
}

/// Words of two names laid beside each other.
struct Matched {
    /// Folded words of both.
    shared: Vec<u32>,
    /// Words of the first alone, and of the second alone.
    left: Vec<u32>,
    right: Vec<u32>,
    /// What differences of marks cost; `None` when marks tell two names apart.
    marks_cost: Option<f64>,
}

impl Matched {
    fn of(one: &[u32], other: &[u32], book: &Book) -> Self {
        let mut right: Vec<u32> = other.to_vec();
        let mut shared = Vec::with_capacity(one.len());
        let mut rest = Vec::new();
        for word in one {
            match right.iter().position(|theirs| theirs == word) {
                Some(at) => {
                    right.swap_remove(at);
                    shared.push(book.fold(*word));
                }
                None => rest.push(*word),
            }
        }
        let bare = |name: &[u32]| !name.iter().any(|word| book.is_marked(*word));
        let any_bare = bare(one) || bare(other);
        let mut marks_cost = Some(0.0);
        let mut left = Vec::new();
        for word in rest {
            let fold = book.fold(word);
            match right.iter().position(|theirs| book.fold(*theirs) == fold) {
                Some(at) => {
                    let theirs = right.swap_remove(at);
                    shared.push(fold);
                    marks_cost = cost(word, theirs, any_bare, book)
                        .zip(marks_cost)
                        .map(|(one, all)| if any_bare { all + one / 2.0 } else { all + one });
                }
                None => left.push(word),
            }
        }
        Self {
            shared,
            left,
            right,
            marks_cost,
        }
    }
}

/// What it costs that two words differ in their marks.
fn cost(one: u32, other: u32, any_bare: bool, book: &Book) -> Option<f64> {
    if any_bare {
        return Some(ALL_BARE);
    }
    match (book.is_marked(one), book.is_marked(other)) {
        (true, true) => book.differ_in_hoi_nga(one, other).then_some(HOI_NGA),
        _ => Some(ONE_BARE),
    }
}

enum Order {
    Same,
    Turned,
    Mixed,
}

/// Whether the folded words of two names of equal length stand in one order, turned round, or mixed.
fn order(one: &[u32], other: &[u32], book: &Book) -> Order {
    let length = one.len();
    let turned = |by: usize| {
        (0..length).all(|at| {
            let theirs = other.get((at + by) % length);
            one.get(at).map(|word| book.fold(*word)) == theirs.map(|word| book.fold(*word))
        })
    };
    if turned(0) {
        Order::Same
    } else if (1..length).any(turned) {
        Order::Turned
    } else {
        Order::Mixed
    }
}
