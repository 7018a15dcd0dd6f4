//! The words and the rules of the business. Pure: no IO, no async, no clock, no randomness.

pub mod access;
pub mod analytics;
pub mod bulks;
pub mod contacts;
pub mod dates;
pub mod error;
pub mod events;
pub mod fields;
pub mod figures;
pub mod imports;
pub mod interactions;
pub mod kept;
pub mod links;
pub mod metrics;
pub mod models;
pub mod money;
pub mod notifications;
pub mod nouns;
pub mod orders;
pub mod parties;
pub mod products;
pub mod reasons;
pub mod relationships;
pub mod search;
pub mod sessions;
pub mod tasks;
pub mod text;
pub mod today;
pub mod users;
pub mod views;
pub mod workspaces;

pub use access::{Access, Actor, Door, Permission, Records, Role};
pub use error::{Error, Problem, Result};
pub use events::Event;
pub use money::{Currency, Money};
pub use nouns::Noun;
