//! The scan of all parties for duplicates: how long it takes, how much memory it adds, what a party costs. Run with
//! `QUEN_BENCH_SCALE=1m cargo bench -p quen-bench --bench duplicates`; PostgreSQL too when `QUEN_TEST_POSTGRES` is set.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use quen_bench::memory::Watch;
use quen_bench::stage::Stage;
use quen_bench::{Outcome, cpu, settings};
use quen_service::duplicates;
use quen_service::jobs::queue::Progress;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a scan of a million may take and add.
const LIMIT: (Duration, u64) = (Duration::from_secs(180), 500_000_000);
const MILLION: f64 = 1e6;

fn main() -> ExitCode {
    settings::on_each(async |name, stage| {
        // The second scan finds every pair written already.
        for turn in ["first", "second"] {
            measure(name, turn, stage).await?;
        }
        Ok(())
    })
}

async fn measure(name: &str, turn: &str, stage: &Stage) -> Outcome<()> {
    let memory = Watch::begin();
    let before = memory.before;
    let (begun, worked) = (Instant::now(), cpu::used());
    duplicates::scan(&stage.ctx, &Progress::default()).await?;
    let (took, worked) = (begun.elapsed(), cpu::used() - worked);
    let more = memory.most()?.saturating_sub(before);
    let parties = stage.parties().await?;
    #[expect(clippy::cast_precision_loss, reason = "shown with few digits")]
    let (all, more_mb) = (parties as f64, more as f64 / MILLION);
    let million = took.as_secs_f64() * MILLION / all;
    let memory = more_mb * MILLION / all;
    let pass = million < LIMIT.0.as_secs_f64() && memory * MILLION < LIMIT.1 as f64;
    println!(
        "{name}: {turn} scan of {parties} parties in {:.1} s, {:.1} s of processor, {more_mb:.0} MB more; \
         at this pace a million in {million:.0} s and {memory:.0} MB: {}",
        took.as_secs_f64(),
        worked.as_secs_f64(),
        if pass { "pass" } else { "FAIL" }
    );
    Ok(())
}
