//! Processor time of a piece of work on this thread, and what this machine could do at best: one pass over memory, or the
//! logarithms that a method cannot do without. Measured in the same run, so that the ratio means something on any machine.
#![allow(dead_code, reason = "each benchmark uses its own part")]

use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;

/// Turns of a piece of work; the quickest counts.
const TURNS: u32 = 5;

/// A linear congruential generator: the same data in every run.
pub struct Dice(pub u64);

impl Dice {
    /// From 0 to 1, neither included.
    pub fn unit(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A whole number below `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        (self.unit() * f64::from(end)) as u32
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -self.unit().ln()
    }
}

/// What one line of the table came to.
pub struct Line<'a> {
    /// The work.
    pub name: &'a str,
    /// Seconds of processor it took.
    pub took: f64,
    /// Seconds it may take (INSIGHT.md), where there is a bar.
    pub bar: Option<f64>,
    /// Seconds of the limit, and what the limit is.
    pub limit: (f64, &'a str),
}

/// Prints a line of the table.
pub fn report(line: &Line<'_>) {
    let (limit, what) = line.limit;
    let verdict = match line.bar {
        Some(bar) if line.took <= bar => format!("bar {}, pass", shown(bar)),
        Some(bar) => format!("bar {}, FAIL", shown(bar)),
        None => "no bar".to_owned(),
    };
    println!(
        "| {} | {} | {verdict} | {:.1} times {what} ({}) |",
        line.name,
        shown(line.took),
        line.took / limit,
        shown(limit)
    );
}

fn shown(seconds: f64) -> String {
    match seconds {
        s if s >= 1e-3 => format!("{:.1} ms", s * 1e3),
        s => format!("{:.2} us", s * 1e6),
    }
}

/// Processor seconds of this thread for `work`, the quickest of a few turns. Not wall time: others use the machine too.
pub fn seconds(mut work: impl FnMut()) -> f64 {
    let turns = (0..TURNS).map(|_| {
        let begun = on_processor();
        work();
        on_processor() - begun
    });
    turns.fold(f64::INFINITY, f64::min)
}

/// Seconds that this thread has run.
fn on_processor() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

/// One pass over `bytes` of memory: reading eight at a time and adding them up.
pub fn reading(bytes: usize) -> f64 {
    let words = vec![1_u64; bytes / 8];
    seconds(|| {
        black_box(black_box(&words).iter().fold(0_u64, |sum, word| sum ^ word));
    })
}

/// `each` logarithms for each of `count` numbers.
pub fn logarithms(count: usize, each: u32) -> f64 {
    let values: Vec<f64> = (0..count).map(|n| 1.5 + n as f64).collect();
    let pass = seconds(|| {
        black_box(black_box(&values).iter().map(|v| v.ln()).sum::<f64>());
    });
    pass * f64::from(each)
}

/// Sorting `count` numbers of 8 bytes.
pub fn sorting(count: usize) -> f64 {
    let mut dice = Dice(99);
    let values: Vec<u64> = (0..count).map(|_| dice.unit().to_bits()).collect();
    seconds(|| {
        let mut copy = values.clone();
        copy.sort_unstable();
        black_box(copy);
    })
}
