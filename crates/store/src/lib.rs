//! The only crate that queries.

pub mod db;
pub mod dialect;
pub mod migrations;
