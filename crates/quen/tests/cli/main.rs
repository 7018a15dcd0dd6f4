//! The built binary from outside: what it says, what it leaves on disk, how it ends, and what survives a bad end.

mod configuration;
mod crash;
mod data;
mod logs;
mod schema;
mod serving;
mod support;
