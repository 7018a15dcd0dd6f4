//! The whole program, on both databases: one binary, one module for each noun.

mod interactions;
mod jobs;
mod links;
mod metrics;
mod openapi;
mod orders;
mod parties;
mod plans;
mod products;
mod profile;
mod relationships;
mod tasks;
mod today;
