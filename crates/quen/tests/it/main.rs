//! The whole program, on both databases: one binary, one module for each noun.

mod imports;
mod jobs;
mod parties;
