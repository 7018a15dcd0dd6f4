//! How much long work does in one transaction: as many steps as fit into the time for which it may hold the writer; and that such
//! a transaction is tried again when a busy machine held it up.

use std::time::{Duration, Instant};

use quen_core::{Error, Result};

/// How long a transaction of long work may hold the writer.
const HOLD: Duration = Duration::from_millis(20);

/// Steps of the next transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    size: usize,
    least: usize,
    most: usize,
}

impl Pace {
    /// Begins with `size` steps and keeps between `least` and `most`.
    pub(crate) fn new(size: usize, least: usize, most: usize) -> Self {
        Self { size, least, most }
    }

    /// Steps of the next transaction.
    pub(crate) fn size(self) -> usize {
        self.size
    }

    /// As many as there may ever be: for work that only looks.
    pub(crate) fn widest(&mut self) {
        self.size = self.most;
    }

    /// A transaction that began at this instant has ended: half as many when it took too long, twice as many when quick.
    pub(crate) fn ended(&mut self, begun: Instant) {
        self.took(begun.elapsed());
    }

    fn took(&mut self, time: Duration) {
        self.size = match time {
            time if time > HOLD => (self.size / 2).max(self.least),
            time if time < HOLD / 2 => (self.size * 2).min(self.most),
            _ => self.size,
        };
    }
}

/// Tries of a transaction that a busy machine held up.
const TRIES: u32 = 5;

/// Does a short transaction again that others held up; nothing of it was kept.
///
/// # Errors
/// What the work says, `held-too-long` and `database-busy` after the last try.
pub(crate) async fn patiently<T, F: Future<Output = Result<T>>>(work: impl Fn() -> F) -> Result<T> {
    for attempt in 1..TRIES {
        match work().await {
            Err(Error::Unavailable("database-busy" | "held-too-long")) => {
                tokio::time::sleep(Duration::from_millis(20 << attempt)).await;
            }
            ended => return ended,
        }
    }
    work().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_held_up_is_tried_again_and_what_is_wrong_is_not() {
        let tries = std::cell::Cell::new(0);
        let busy = |until: u32, error: Error| {
            tries.set(0);
            let tries = &tries;
            patiently(move || {
                tries.set(tries.get() + 1);
                let ended = if tries.get() < until {
                    Err(error.clone())
                } else {
                    Ok(())
                };
                std::future::ready(ended)
            })
        };
        let held = || Error::Unavailable("held-too-long");
        assert_eq!(busy(3, held()).await, Ok(()));
        assert_eq!(busy(99, held()).await, Err(held()));
        assert_eq!(tries.get(), TRIES, "not for ever");
        let wrong = Error::conflict("taken");
        assert_eq!(busy(3, wrong.clone()).await, Err(wrong));
        assert_eq!(tries.get(), 1);
    }

    #[test]
    fn steps_follow_the_time_they_take() {
        let mut pace = Pace::new(8, 2, 20);
        pace.took(Duration::from_millis(3));
        assert_eq!(pace.size(), 16);
        pace.took(Duration::from_millis(3));
        assert_eq!(pace.size(), 20);
        pace.took(Duration::from_millis(15));
        assert_eq!(pace.size(), 20);
        for _ in 0..9 {
            pace.took(Duration::from_millis(30));
        }
        assert_eq!(pace.size(), 2);
    }
}
