//! One function for each act of the business, behind the gate. Doors decode, call these, and encode.
//!
//! [`Ctx`] is the gate: without one there is no row. [`records`] holds what all kinds of record do alike;
//! a kind's own module holds what is its own.

pub mod accounts;
pub mod analytics;
pub mod app;
pub mod backup;
pub mod bins;
pub mod consents;
pub mod ctx;
pub mod dispatch;
pub mod duplicates;
pub mod exports;
pub mod facts;
pub mod fields;
pub mod figures;
pub mod find;
pub mod history;
pub mod idempotency;
pub mod imports;
pub mod interactions;
pub mod jobs;
pub mod kinds;
pub mod links;
pub mod live;
pub mod mail;
pub mod messages;
pub mod metrics;
pub mod notifications;
pub mod operations;
pub mod orders;
mod pace;
pub mod parties;
pub mod portable;
pub mod products;
pub mod promises;
pub mod quality;
pub mod records;
pub mod relationships;
pub mod secrets;
pub mod tasks;
pub mod teams;
pub mod today;
pub mod tokens;
pub mod users;
pub mod workspaces;

pub use app::{App, Config};
pub use ctx::{Ctx, Tx};
