//! Time on the processor by threads of this process, from `/proc`; zero where there is none. The load's own thread
//! does not count, so that a heavy client cannot hide a heavy answer.

use std::time::Duration;

/// The name of the thread that makes the load.
pub const LOAD_THREAD: &str = "load";
/// Linux counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// Processor time that all threads but the load's have used so far. PostgreSQL's own processes are not in it.
pub fn used() -> Duration {
    let Ok(tasks) = std::fs::read_dir("/proc/self/task") else {
        return Duration::ZERO;
    };
    let stats = tasks
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("stat")).ok());
    let ticks: u64 = stats.filter_map(|stat| ticks(&stat)).sum();
    TICK * u32::try_from(ticks).unwrap_or(u32::MAX)
}

/// User and system ticks in a line of `stat`: fields 14 and 15, counted from behind the name.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.split_once('(')?;
    let (name, rest) = rest.rsplit_once(')')?;
    if name == LOAD_THREAD {
        return None;
    }
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_found_behind_any_name() {
        let line = "7 (db (read) 1) S 1 1 1 0 -1 4194368 10 0 0 0 12 30 0 0 20 0";
        assert_eq!(ticks(line), Some(42));
        assert_eq!(
            ticks("7 (load) S 1 1 1 0 -1 4194368 10 0 0 0 12 30 0 0 20 0"),
            None
        );
    }
}
