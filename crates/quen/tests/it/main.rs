//! The whole program, on both databases: one binary, one module for each noun.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test expects and does not find stops the test"
)]

mod find;
mod imports;
mod jobs;
mod openapi;
mod operations;
mod parties;
mod parties_pages;
mod portable;
mod walls;
