//! The whole program, on both databases: one binary, one module for each noun.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test expects and does not find stops the test"
)]

mod accounts;
mod analytics;
mod bins;
mod care;
mod consents;
mod customer_page;
mod drafts;
mod duplicates;
mod exports;
mod facts;
mod fields;
mod files;
mod find;
mod flow;
mod imports;
mod interactions;
mod intruders;
mod jobs;
mod kinds;
mod ledger;
mod links;
mod lists;
mod merges;
mod metrics;
mod named;
mod openapi;
mod operations;
mod orders;
mod parties;
mod parties_pages;
mod payments;
mod plans;
mod portable;
mod portal;
mod privacy;
mod products;
mod profile;
mod projects;
mod promises;
mod quality;
mod relationships;
mod stage_rules;
mod tasks;
mod today;
mod today_page;
mod toy;
mod versions;
mod walls;
