//! Load on one address: as much as it bears, or so many requests a second. Anything but a 2xx stops the run.

use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;

use crate::client::Connection;
use crate::{Outcome, cpu};

/// Open connections.
pub const CONNECTIONS: usize = 32;

/// What the runtime's timer is good to.
const TIMER: Duration = Duration::from_millis(1);

/// What is asked of whom.
#[derive(Clone)]
pub struct Target {
    /// Who answers.
    pub address: SocketAddr,
    /// The requests, in turn.
    pub requests: Requests,
}

/// Requests as they go over the wire.
#[derive(Clone)]
pub enum Requests {
    /// These, one after another, again and again.
    Turns(Arc<[Vec<u8>]>),
    /// The one with this number, each different.
    Made(Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>),
}

/// What a span of full load came to.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// Answers a second.
    pub per_second: f64,
    /// Processor time of one answer, the client's left out.
    pub cpu: Duration,
}

/// Counts requests over the whole run, so that made ones never repeat.
#[derive(Default)]
pub struct Counter(std::cell::Cell<u64>);

impl Counter {
    fn next(&self) -> u64 {
        let number = self.0.get();
        self.0.set(number + 1);
        number
    }
}

impl Target {
    async fn ask(&self, connection: &mut Connection, number: u64) -> Outcome<()> {
        let reply = match &self.requests {
            Requests::Made(make) => connection.ask(&make(number)).await?,
            Requests::Turns(list) => {
                let place = usize::try_from(number).unwrap_or_default() % list.len().max(1);
                let request = list.get(place).ok_or("nothing to ask")?;
                connection.ask(request).await?
            }
        };
        if (200..300).contains(&reply.status) {
            return Ok(());
        }
        let text = String::from_utf8_lossy(connection.bytes()).into_owned();
        Err(format!("answered {}: {text}", reply.status).into())
    }
}

/// Asks without a pause on every connection for so long.
///
/// # Errors
/// A broken connection or a refused request.
pub async fn full(target: &Target, counter: &Rc<Counter>, lasting: Duration) -> Outcome<Flow> {
    let cpu_before = cpu::used();
    let begun = Instant::now();
    let clients = (0..CONNECTIONS).map(|_| async {
        let mut connection = Connection::open(target.address).await?;
        let mut answered = 0_u32;
        while begun.elapsed() < lasting {
            target.ask(&mut connection, counter.next()).await?;
            answered += 1;
        }
        Outcome::Ok(answered)
    });
    let answered: u32 = try_join_all(clients).await?.into_iter().sum();
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Flow {
        per_second: f64::from(answered) / seconds,
        cpu: (cpu::used() - cpu_before) / answered.max(1),
    })
}

/// Asks `per_second` times a second for so long; answers the waiting times, shortest first. A request waits from the
/// moment it was due, so that a stall counts for all that came due in it.
///
/// # Errors
/// As [`full`].
pub async fn paced(
    target: &Target,
    counter: &Rc<Counter>,
    per_second: f64,
    lasting: Duration,
) -> Outcome<Vec<Duration>> {
    let begun = Instant::now();
    let due = Counter::default();
    let clients = (0..CONNECTIONS).map(|_| async {
        let mut connection = Connection::open(target.address).await?;
        let mut waits = Vec::new();
        loop {
            #[expect(clippy::cast_precision_loss, reason = "a few million at most")]
            let at = Duration::from_secs_f64(due.next() as f64 / per_second);
            if at >= lasting {
                return Outcome::Ok(waits);
            }
            // The timer is good to a millisecond: what is due within one is sent at once.
            if at > begun.elapsed() + TIMER {
                tokio::time::sleep_until((begun + at).into()).await;
            }
            let sent = begun.elapsed();
            target.ask(&mut connection, counter.next()).await?;
            waits.push(begun.elapsed().saturating_sub(at.min(sent)));
        }
    });
    let mut waits = try_join_all(clients).await?.concat();
    waits.sort_unstable();
    Ok(waits)
}

/// The wait that so many of a hundred stay under; zero of nothing.
pub fn percentile(sorted: &[Duration], hundredths: usize) -> Duration {
    let place = (sorted.len() * hundredths).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

/// The middle one; zero of nothing.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_taken_from_the_slow_end() {
        let waits: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&waits, 50), Duration::from_millis(100));
        assert_eq!(percentile(&waits, 99), Duration::from_millis(198));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
    }
}
