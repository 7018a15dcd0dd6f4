//! How much long work does in one transaction: as many steps as fit into the time for which it may hold the writer.

use std::time::{Duration, Instant};

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

#[cfg(test)]
mod tests {
    use super::*;

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
