//! The whole program under load, beside the least that each answer could cost in the same run. Nothing of the
//! product depends on it, and no test asserts a time.

pub mod bare;
pub mod beside;
pub mod client;
pub mod cpu;
pub mod dealings;
pub mod endpoints;
pub mod fill;
pub mod load;
pub mod memory;
pub mod people;
pub mod regular;
pub mod report;
pub mod sets;
pub mod settings;
pub mod stage;
pub mod waits;

/// What a step of a benchmark answers; it stops at the first thing that goes wrong.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How a benchmark ends: what went wrong is said in one line.
pub fn ended(outcome: Outcome<()>) -> std::process::ExitCode {
    match outcome {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
