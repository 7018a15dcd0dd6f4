//! The whole program, on both databases: one binary, one module for each noun.

mod operations;
mod parties;
mod portable;
mod walls;
