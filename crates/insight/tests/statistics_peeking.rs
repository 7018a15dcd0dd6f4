//! Looking at a running test again and again: what it does to a plain p-value, and that the always-valid one stands it.

use quen_insight::ab::{always_valid, compare_proportions};
use quen_insight::proportion::Share;

/// SplitMix64 (Steele, Lea & Flood 2014): the same trials in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, chance: f64) -> bool {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 11) as f64) < chance * (1u64 << 53) as f64
    }

    /// Forty looks, each after 100 more on both sides.
    fn looks(&mut self, a: f64, b: f64) -> Vec<(Share, Share)> {
        let (mut hits_a, mut hits_b) = (0, 0);
        let mut look = |n: u64| {
            for _ in 0..100 {
                hits_a += u64::from(self.below(a));
                hits_b += u64::from(self.below(b));
            }
            (Share { hits: hits_a, n }, Share { hits: hits_b, n })
        };
        (1..=40).map(|at| look(at * 100)).collect()
    }
}

const TRIALS: usize = 600;

#[test]
fn without_a_difference_peeking_calls_one_too_often_and_the_valid_test_does_not() {
    let mut dice = Dice(7);
    let (mut plain, mut valid, mut outside) = (0, 0, 0);
    for _ in 0..TRIALS {
        let looks = dice.looks(0.1, 0.1);
        let fooled = |(a, b): &(Share, Share)| {
            compare_proportions(*a, *b, 0.95)
                .p
                .is_some_and(|p| p < 0.05)
        };
        plain += usize::from(looks.iter().any(fooled));
        let last = *always_valid(&looks, 0.02, 0.05).last().unwrap();
        valid += usize::from(last.stop);
        outside += usize::from(last.interval.0 > 0.0 || last.interval.1 < 0.0);
    }
    let share = |count: usize| count as f64 / TRIALS as f64;
    assert!(
        share(plain) > 0.2,
        "peeking should fool the plain test: {}",
        share(plain)
    );
    assert!(share(valid) <= 0.05, "{}", share(valid));
    assert!(share(outside) <= 0.05, "{}", share(outside));
}

#[test]
fn a_real_difference_is_found_and_never_taken_back() {
    let mut dice = Dice(11);
    let mut found = 0;
    for _ in 0..200 {
        let looks = always_valid(&dice.looks(0.1, 0.14), 0.04, 0.05);
        found += usize::from(looks.last().unwrap().stop);
        assert!(
            looks
                .windows(2)
                .all(|two| two[1].p <= two[0].p && (!two[0].stop || two[1].stop))
        );
    }
    assert!(found > 180, "{found} of 200");
}
