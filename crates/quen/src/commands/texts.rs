//! Reads the text of one file from standard input, in a process that may break: the server starts it anew for each uploaded
//! file. It knows no database and no configuration.

use std::io::{Read, Write};
use std::time::Duration;

use quen_core::files::MAX_SIZE;
use quen_documents::texts;
use quen_service::files::TOO_LARGE;

use super::Stop;

/// Bytes of memory the reader may hold.
const MAX_MEMORY: u64 = 512 * 1024 * 1024;
/// How often it looks at them.
const LOOK: Duration = Duration::from_millis(20);
/// Bytes of a page of memory, as Linux counts them where Quen runs.
const PAGE: u64 = 4096;

/// Answers what the file with this ending says, as JSON.
pub fn read_text(ending: &str) -> Result<(), Stop> {
    std::thread::spawn(watch);
    let failed = |error: std::io::Error| Stop::refused(error.to_string());
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_SIZE).unwrap_or(u64::MAX);
    let mut input = std::io::stdin().lock().take(most);
    input.read_to_end(&mut bytes).map_err(failed)?;
    let said = serde_json::to_vec(&texts::read(ending, bytes));
    let said = said.map_err(|error| Stop::refused(error.to_string()))?;
    std::io::stdout().lock().write_all(&said).map_err(failed)
}

/// Ends the process when it holds more memory than it may. Where the system does not tell, the limits of the parsers stand
/// alone.
fn watch() {
    while let Some(held) = resident() {
        if held > MAX_MEMORY {
            std::process::exit(TOO_LARGE);
        }
        std::thread::sleep(LOOK);
    }
}

fn resident() -> Option<u64> {
    let said = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = said.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}
