//! The whole program, on both databases: one binary, one module for each noun.

mod accounts;
mod jobs;
mod openapi;
mod parties;
