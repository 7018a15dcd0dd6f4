//! The worker: long work, what comes back every day, what follows from a change. It takes jobs from the queue and
//! hands each to the one function that [`kinds`] names; it holds no rule and no query.

mod kinds;
mod schedule;
mod worker;

pub use kinds::{Kind, Running, all};
pub use schedule::begin;
pub use worker::{run, run_due};
