//! The only crate that queries. Rows come out as core types; nobody outside sees a table.
//!
//! A row is reached with an [`quen_core::Access`] alone, which the gate grants: see [`rows`].

pub mod accounts;
pub mod benefits;
pub mod bins;
pub mod bulks;
pub mod care;
pub mod consents;
pub mod db;
pub mod dialect;
pub mod drafts;
pub mod duplicates;
pub mod events;
pub mod facts;
pub mod fields;
pub mod figures;
pub mod files;
pub mod hanging;
pub mod idempotency;
pub mod imports;
pub mod interactions;
pub mod jobs;
pub mod kinds;
pub mod ledger;
pub mod links;
pub mod merges;
pub mod messages;
pub mod metrics;
pub mod migrations;
pub mod models;
pub mod notifications;
pub mod operations;
pub mod orders;
pub mod parties;
pub mod payments;
pub mod portable;
pub mod portal;
pub mod privacy;
pub mod products;
pub mod projects;
pub mod promises;
pub mod quality;
pub mod records;
pub mod relationships;
pub mod rows;
pub mod tasks;
pub mod teams;
pub mod timeline;
pub mod today;
pub mod views;

pub use db::{Db, DbOptions};
pub use dialect::search::{known as known_words, words_from};
pub use rows::{Reading, Rows, Writing};
