//! Reads the source tree and finds what breaks the picture of the house: edges between crates that go up or
//! sideways, words in the wrong room, functions that have grown too long. Depends on nothing and changes nothing.
//!
//! Each rule is a function from a [`Tree`] to [`Finding`]s and carries tests on a made-up tree, so that it provably
//! can fail; `tests/tidy.rs` runs all of them on the real one.

pub mod dialects;
pub mod edges;
pub mod keys;
pub mod language;
pub mod leftovers;
pub mod lock;
pub mod migrations;
pub mod rust_source;
pub mod shape;
pub mod tree;

pub use tree::{File, Finding, Tree};
