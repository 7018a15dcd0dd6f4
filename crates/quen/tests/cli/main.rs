//! The built binary from outside: what it says, what it leaves on disk, how it ends, and what survives a bad end.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test expects and does not find stops the test"
)]

mod configuration;
mod crash;
mod crash_import;
mod data;
mod logs;
mod schema;
mod serving;
mod support;
mod texts;
mod uploads;
