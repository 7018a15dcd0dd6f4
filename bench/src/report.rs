//! Measures pairs turn by turn and prints the table.

use std::rc::Rc;
use std::time::Duration;

use crate::Outcome;
use crate::endpoints::{Bar, Pair};
use crate::load::{Counter, Flow, Target, full, median, paced, percentile};

/// Full load on each side between turns. Short, so that what else the machine does falls on both sides alike.
const ROUND: Duration = Duration::from_millis(400);
/// Turns; odd, so that one of them is in the middle.
const ROUNDS: usize = 15;
/// Warming up before the first turn.
const WARM: Duration = Duration::from_millis(700);
/// The time at the fixed rate.
const PACED: Duration = Duration::from_secs(5);
/// Part of the limit's throughput that is the fixed rate.
const THIRD: f64 = 1.0 / 3.0;

/// One line of the table.
struct Line {
    name: String,
    ours: f64,
    limit: f64,
    ratio: f64,
    cpu: (f64, f64),
    waits: Option<(Duration, Duration)>,
    good: bool,
}

/// The load averages of the machine; figures of a busy one say little about waiting times.
fn machine_load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

/// Measures every pair and prints a line for each.
///
/// # Errors
/// When an answer is not what it should be.
pub async fn table(title: &str, pairs: &[Pair]) -> Outcome<()> {
    println!("\n{title}, load of the machine before: {}", machine_load());
    println!("| | product /s | limit /s | ratio | CPU us | limit CPU us | p50 ms | p99 ms | |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for pair in pairs {
        println!("{}", measured(pair).await?.text());
    }
    Ok(())
}

async fn measured(pair: &Pair) -> Outcome<Line> {
    let counter = Rc::new(Counter::default());
    full(&pair.ours, &counter, WARM).await?;
    full(&pair.limit, &counter, WARM).await?;
    let (mut ours, mut limit) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(full(&pair.ours, &counter, ROUND).await?);
        limit.push(full(&pair.limit, &counter, ROUND).await?);
    }
    let each = ours.iter().zip(&limit);
    let ratio = median(each.map(|(a, b)| a.per_second / b.per_second).collect());
    let (cpu, limit_cpu) = (cpu(&ours), cpu(&limit));
    let (ours, limit) = (rate(&ours), rate(&limit));
    let waits = match pair.bar {
        Bar::Read => Some(at_a_third(&pair.ours, &counter, limit).await?),
        Bar::Write | Bar::Deep => None,
    };
    let quick = waits.is_none_or(|(_, slow)| slow < Duration::from_millis(50));
    let least = if pair.bar == Bar::Deep { 0.75 } else { 0.5 };
    Ok(Line {
        name: pair.name.clone(),
        ours,
        limit,
        ratio,
        cpu: (cpu, limit_cpu),
        waits,
        good: ratio >= least && quick,
    })
}

async fn at_a_third(
    target: &Target,
    counter: &Rc<Counter>,
    limit: f64,
) -> Outcome<(Duration, Duration)> {
    let waits = paced(target, counter, limit * THIRD, PACED).await?;
    Ok((percentile(&waits, 50), percentile(&waits, 99)))
}

fn rate(flows: &[Flow]) -> f64 {
    median(flows.iter().map(|flow| flow.per_second).collect())
}

fn cpu(flows: &[Flow]) -> f64 {
    median(
        flows
            .iter()
            .map(|flow| flow.cpu.as_secs_f64() * 1e6)
            .collect(),
    )
}

impl Line {
    fn text(&self) -> String {
        let millis = |wait: Duration| format!("{:.1}", wait.as_secs_f64() * 1e3);
        let (p50, p99) = self.waits.map_or_else(
            || ("-".to_owned(), "-".to_owned()),
            |(half, slow)| (millis(half), millis(slow)),
        );
        format!(
            "| {} | {:.0} | {:.0} | {:.2} | {:.0} | {:.0} | {p50} | {p99} | {} |",
            self.name,
            self.ours,
            self.limit,
            self.ratio,
            self.cpu.0,
            self.cpu.1,
            if self.good { "pass" } else { "FAIL" }
        )
    }
}
