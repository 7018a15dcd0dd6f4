//! The whole program, on both databases: one binary, one module for each noun.

mod exports;
mod find;
mod imports;
mod jobs;
mod openapi;
mod operations;
mod parties;
mod parties_pages;
mod portable;
mod walls;
