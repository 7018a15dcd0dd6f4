//! The only crate that queries.
