//! The pages of one customer at scale: of whom very much is known (500 facts, 5,000 interactions, 200 promises) and of anybody,
//! each beside its bare handler, and the first beside the second: `QUEN_BENCH_SCALE=100k cargo bench -p quen-bench --bench customer
//! [PART OF A NAME]`.
//!
//! SQLite always; PostgreSQL too when `QUEN_TEST_POSTGRES` is set, as `scripts/with-postgres.sh` does.

use std::process::ExitCode;

use quen_bench::settings::{self, setting};
use quen_bench::stage::Stage;
use quen_bench::{Outcome, cpu, endpoints, report, sets};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("warn,quen=info"))
        .with_writer(std::io::stderr)
        .init();
    quen_bench::ended(run())
}

fn run() -> Outcome<()> {
    let serving = Builder::new_multi_thread()
        .thread_name("serve")
        .enable_all()
        .build()?;
    let (scale, folder) = (settings::scale()?, settings::folder());
    let only = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let only = only.unwrap_or_default();
    let on = setting("QUEN_BENCH_ON").unwrap_or_default();
    if on != "postgres" {
        let stage = serving.block_on(sets::on_file(&folder, &scale))?;
        measure(&serving, "SQLite", stage, &only)?;
    }
    if let Some(url) = setting("QUEN_TEST_POSTGRES").filter(|_| on != "sqlite") {
        let stage = serving.block_on(sets::on_server(&url, &folder, &scale))?;
        measure(&serving, "PostgreSQL", stage, &only)?;
    }
    Ok(())
}

fn measure(serving: &Runtime, name: &str, stage: Stage, only: &str) -> Outcome<()> {
    let count = serving.block_on(stage.parties())?;
    let mut pairs = serving.block_on(endpoints::of_one_customer(&stage))?;
    pairs.retain(|pair| pair.name.contains(only));
    let title = format!("{name}, one customer among {count}");
    let load = std::thread::Builder::new()
        .name(cpu::LOAD_THREAD.to_owned())
        .spawn(move || {
            let client = Builder::new_current_thread().enable_all().build()?;
            client.block_on(report::table(&title, &pairs))
        })?;
    load.join().map_err(|_| "the load's thread panicked")??;
    serving.block_on(stage.app.db.close());
    Ok(())
}
