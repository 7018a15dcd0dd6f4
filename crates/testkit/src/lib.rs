//! A whole app in one line, builders and scenario data.
