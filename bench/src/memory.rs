//! Memory of this process that no file stands behind, from `/proc`; zero where there is none.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::Outcome;

/// Looks at the memory every few milliseconds until it is asked for the most it saw.
pub struct Watch {
    /// What there was when it began, in bytes.
    pub before: u64,
    over: Arc<AtomicBool>,
    top: Arc<AtomicU64>,
    watching: JoinHandle<()>,
}

impl Watch {
    /// From now on.
    pub fn begin() -> Self {
        let (over, top) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicU64::new(0)),
        );
        let (told, most) = (Arc::clone(&over), Arc::clone(&top));
        let before = anonymous();
        let watching = std::thread::spawn(move || {
            while !told.load(Ordering::Relaxed) {
                most.fetch_max(anonymous(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        Self {
            before,
            over,
            top,
            watching,
        }
    }

    /// The most it saw, in bytes.
    ///
    /// # Errors
    /// When its thread broke.
    pub fn most(self) -> Outcome<u64> {
        self.over.store(true, Ordering::Relaxed);
        self.watching.join().map_err(|_| "the watch panicked")?;
        Ok(self.top.load(Ordering::Relaxed))
    }
}

/// Anonymous resident memory now, in bytes.
pub fn anonymous() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    kilobytes(&status, "RssAnon:").unwrap_or_default() * 1024
}

/// The number behind a name in `status`.
fn kilobytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_found_by_its_name() {
        let status = "VmRSS:\t  900 kB\nRssAnon:\t  812 kB\n";
        assert_eq!(kilobytes(status, "RssAnon:"), Some(812));
        assert_eq!(kilobytes(status, "RssShmem:"), None);
    }
}
