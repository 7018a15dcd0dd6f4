//! The only crate that queries. Rows come out as core types; nobody outside sees a table.
//!
//! A row is reached with an [`quen_core::Access`] alone, which the gate grants: see [`rows`].

pub mod accounts;
pub mod db;
pub mod dialect;
pub mod events;
pub mod idempotency;
pub mod jobs;
pub mod migrations;
pub mod parties;
pub mod records;
pub mod rows;

pub use db::{Db, DbOptions};
pub use rows::{Reading, Rows, Writing};
