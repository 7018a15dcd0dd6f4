//! The whole program, on both databases: one binary, one module for each noun.

mod find;
mod interactions;
mod jobs;
mod links;
mod metrics;
mod openapi;
mod operations;
mod parties;
mod parties_pages;
mod portable;
mod walls;
mod orders;
mod plans;
mod products;
mod profile;
mod relationships;
mod tasks;
mod today;
