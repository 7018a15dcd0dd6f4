//! Work spread over processors, with the same answer for any number of them: pieces have fixed bounds and are put together in
//! their order. Nothing here outlives the call, and one processor means no thread at all.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many processors a call may keep busy. A server that answers people meanwhile gives [`Processors::ONE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Processors(NonZeroUsize);

impl Processors {
    /// The caller's own.
    pub const ONE: Self = Self(NonZeroUsize::MIN);

    /// As many as this process may use; one where the system does not say.
    #[must_use]
    pub fn all() -> Self {
        Self(thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }

    /// At most `count` of them, at least one.
    #[must_use]
    pub fn at_most(self, count: usize) -> Self {
        Self(NonZeroUsize::new(count).map_or(NonZeroUsize::MIN, |count| count.min(self.0)))
    }
}

/// `work` on pieces of `together` items each, the answers in the order of the pieces. Where there are fewer than two pieces
/// nothing is spread.
///
/// # Panics
/// When `work` does.
pub fn pieces<T: Sync, R: Send>(
    items: &[T],
    together: usize,
    processors: Processors,
    work: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let together = together.max(1);
    let count = items.len().div_ceil(together);
    let hands = processors.at_most(count).0.get();
    if hands == 1 {
        return items.chunks(together).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count) {
            done.extend(
                items
                    .chunks(together)
                    .nth(at)
                    .map(|piece| (at, work(piece))),
            );
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..hands).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}

/// `score` of each item, in their order: for scores of many customers.
///
/// ```
/// use quen_insight::across::{Processors, each};
/// assert_eq!(each(&[1, 2, 3], Processors::all(), |n| n * n), [1, 4, 9]);
/// ```
pub fn each<T: Sync, R: Send>(
    items: &[T],
    processors: Processors,
    score: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    /// A piece takes about a millisecond or more, many times what a thread costs.
    const TOGETHER: usize = 4_096;
    let scored = pieces(items, TOGETHER, processors, |piece| {
        piece.iter().map(&score).collect::<Vec<_>>()
    });
    scored.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::{Processors, each, pieces};

    #[test]
    fn the_answer_does_not_depend_on_the_number_of_processors() {
        let items: Vec<f64> = (0..50_000).map(|n| 1.0 / f64::from(n + 1)).collect();
        let sum = |processors| -> f64 {
            let parts = pieces(&items, 777, processors, |piece| piece.iter().sum::<f64>());
            parts.into_iter().sum()
        };
        let four = Processors(4.try_into().unwrap());
        assert_eq!(sum(Processors::ONE).to_bits(), sum(four).to_bits());
        let halves: Vec<f64> = items.iter().map(|value| value / 2.0).collect();
        assert_eq!(each(&items, four, |value| value / 2.0), halves);
    }

    #[test]
    fn nothing_to_do_and_pieces_of_nothing_are_allowed() {
        let none: [u8; 0] = [];
        assert!(pieces(&none, 0, Processors::all(), <[u8]>::len).is_empty());
        assert_eq!(
            pieces(&[1, 2, 3], 0, Processors::all(), <[i32]>::len),
            [1, 1, 1]
        );
        assert_eq!(Processors::all().at_most(0), Processors::ONE);
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_of_the_work_reaches_the_caller() {
        let four = Processors(4.try_into().unwrap());
        each(&(0..20_000).collect::<Vec<i32>>(), four, |n| {
            assert!(*n != 15_000, "seven")
        });
    }
}
