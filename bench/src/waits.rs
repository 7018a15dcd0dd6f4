//! How long one question takes, asked one time after another, in words.

use std::time::{Duration, Instant};

use crate::Outcome;
use crate::load::percentile;

/// Times of one question.
#[derive(Debug, Default, Clone)]
pub struct Waits(Vec<Duration>);

impl Waits {
    /// Asks `turns` times; the place in the row is told, so that not always the same is asked.
    ///
    /// # Errors
    /// What the question answers.
    pub async fn of<F, Fut>(turns: usize, ask: F) -> Outcome<Self>
    where
        F: Fn(usize) -> Fut,
        Fut: Future<Output = Outcome<()>>,
    {
        let mut all = Vec::with_capacity(turns);
        for turn in 0..turns {
            let begun = Instant::now();
            ask(turn).await?;
            all.push(begun.elapsed());
        }
        all.sort_unstable();
        Ok(Self(all))
    }

    /// So many of a hundred are answered within this.
    pub fn within(&self, hundredths: usize) -> Duration {
        percentile(&self.0, hundredths)
    }

    /// Half, 99 of 100, and all of them, in milliseconds; `pass` when 99 of 100 are within the limit.
    pub fn said(&self, limit: Duration) -> String {
        let millis = |hundredths| self.within(hundredths).as_secs_f64() * 1e3;
        format!(
            "p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms: {}",
            millis(50),
            millis(99),
            millis(100),
            if self.within(99) < limit {
                "pass"
            } else {
                "FAIL"
            }
        )
    }
}
