//! The pages of one customer at scale: of whom very much is known (500 facts, 5,000 interactions, 200 promises) and of anybody,
//! each beside its bare handler, and the first beside the second: `QUEN_BENCH_SCALE=100k cargo bench -p quen-bench --bench customer
//! [PART OF A NAME]`.
//!
//! SQLite always; PostgreSQL too when `QUEN_TEST_POSTGRES` is set, as `scripts/with-postgres.sh` does.

use std::process::ExitCode;

use quen_bench::{beside, endpoints};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    beside::bare(
        async |stage| endpoints::of_one_customer(stage).await,
        |name, count| format!("{name}, one customer among {count}"),
    )
}
