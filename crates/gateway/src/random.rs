//! The only place that draws random bytes. Ids are UUIDv7: they sort by time.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use uuid::Uuid;

/// A source of randomness: the machine's, or a seeded one that repeats itself.
#[derive(Debug, Clone)]
pub struct Random(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    rng: StdRng,
    last_millis: u64,
    counter: u16,
}

impl Random {
    /// From the operating system.
    pub fn system() -> Self {
        Self::from_rng(StdRng::from_os_rng())
    }

    /// The same sequence for the same seed, for tests and the demo.
    pub fn seeded(seed: u64) -> Self {
        Self::from_rng(StdRng::seed_from_u64(seed))
    }

    fn from_rng(rng: StdRng) -> Self {
        Self(Arc::new(Mutex::new(State {
            rng,
            last_millis: 0,
            counter: 0,
        })))
    }

    /// An id of this millisecond; ids of one process grow also within it, and when the clock jumps back.
    pub fn id(&self, now: DateTime<Utc>) -> Uuid {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        if millis > state.last_millis {
            state.last_millis = millis;
            state.counter = 0;
        } else if state.counter == 0x0FFF {
            state.last_millis += 1;
            state.counter = 0;
        } else {
            state.counter += 1;
        }
        let mut bytes = [0_u8; 10];
        state.rng.fill_bytes(&mut bytes);
        let [high, low] = state.counter.to_be_bytes();
        let [first, second, ..] = &mut bytes;
        (*first, *second) = (high, low);
        uuid::Builder::from_unix_timestamp_millis(state.last_millis, &bytes).into_uuid()
    }

    /// Fills a buffer.
    pub fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .rng
            .fill_bytes(bytes);
    }

    /// A secret of 256 bits as 43 letters, digits, `-` and `_`.
    pub fn secret(&self) -> String {
        const LETTERS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut bytes = [0_u8; 43];
        self.fill(&mut bytes);
        bytes
            .iter()
            .filter_map(|b| LETTERS.get(usize::from(b & 63)))
            .map(|b| char::from(*b))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_when_the_clock_stands_or_jumps_back() {
        let random = Random::seeded(1);
        let now = DateTime::from_timestamp(1_760_000_000, 0).unwrap();
        let ids: Vec<Uuid> = (0..10_000)
            .map(|i| random.id(now - chrono::Duration::seconds(i % 3)))
            .collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn secrets_are_long_and_differ() {
        let random = Random::system();
        assert_eq!(random.secret().len(), 43);
        assert_ne!(random.secret(), random.secret());
    }
}
