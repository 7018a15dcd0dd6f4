//! Numbers that are the same in every run (splitmix64), and customers made of them.

use quen_insight::histories::History;

/// A generator.
pub struct Dice(u64);

impl Dice {
    /// Begins from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 to 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        (self.unit() * f64::from(end)) as u32
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }

    /// About normal with mean 0 and deviation 1.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// A customer of a shop watched for `t` weeks, who buys every nine weeks or so and may leave.
    pub fn buyer(&mut self, t: f64) -> History {
        let rate = self.exponential() / 8.0;
        let leave = 1.0 - self.unit().powf(0.25);
        let (mut x, mut tx) = (0, 0.0);
        loop {
            let next = tx + self.exponential() / rate;
            if next > t || self.unit() < leave {
                return History { x, tx, t };
            }
            (x, tx) = (x + 1, next);
        }
    }
}
