//! Spreadsheets in and out: [`tables`] reads rows from files that people have, [`sheets`] writes rows for them. Both
//! stream: neither a large file nor a hostile one may fill memory. Nothing here knows what a column means.

pub mod sheets;
pub mod tables;
