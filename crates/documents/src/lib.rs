//! Spreadsheets in and out: [`tables`] reads rows from files that people have, [`sheets`] writes rows for them. Both
//! stream: neither a large file nor a hostile one may fill memory. [`texts`] reads the words of documents for the search,
//! [`letters`] writes plain documents.
//! Nothing here knows what a column means.

pub mod letters;
pub mod sheets;
pub mod tables;
pub mod texts;
