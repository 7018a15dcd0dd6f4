//! The API and the pages at scale, beside the least each answer could cost: `make bench`, or
//! `QUEN_BENCH_SCALE=100k cargo bench -p quen-bench --bench pages [PART OF A NAME]`.
//!
//! SQLite always; PostgreSQL too when `QUEN_TEST_POSTGRES` is set, as `scripts/with-postgres.sh` does.

use std::process::ExitCode;

use quen_bench::{beside, endpoints, load, settings};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    beside::bare(
        async |stage| endpoints::pairs(stage, &settings::scale()?).await,
        |name, count| format!("{name}, {count} parties, {} connections", load::CONNECTIONS),
    )
}
