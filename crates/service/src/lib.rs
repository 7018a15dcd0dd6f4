//! One function for each act of the business, behind the gate. Doors decode, call these, and encode.
//!
//! [`Ctx`] is the gate: without one there is no row. [`records`] holds what all kinds of record do alike;
//! a kind's own module holds what is its own.

pub mod accounts;
pub mod app;
pub mod ctx;
pub mod dispatch;
pub mod idempotency;
pub mod imports;
pub mod interactions;
pub mod jobs;
pub mod live;
pub mod metrics;
pub mod operations;
pub mod orders;
pub mod parties;
pub mod products;
pub mod records;
pub mod relationships;
pub mod secrets;
pub mod tasks;

pub use app::{App, Config};
pub use ctx::{Ctx, Tx};
