//! The whole program, on both databases: one binary, one module for each noun.

mod interactions;
mod jobs;
mod links;
mod openapi;
mod orders;
mod parties;
mod products;
mod tasks;
