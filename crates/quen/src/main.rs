//! The binary: `quen`.
fn main() {}
