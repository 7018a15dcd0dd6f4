//! The nightly fit at scale: how long it takes, how much memory it adds, and what those who work meanwhile notice.
//! `QUEN_BENCH_SCALE=1m cargo bench -p quen-bench --bench night`. SQLite; PostgreSQL with `QUEN_BENCH_ON=postgres`.

use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use quen_bench::load::{Counter, paced, percentile};
use quen_bench::memory::Watch;
use quen_bench::settings::{self, setting};
use quen_bench::stage::Stage;
use quen_bench::{Outcome, cpu, endpoints, sets};
use quen_service::analytics;
use quen_service::jobs::queue::Progress;
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Lists asked for in a second, all the while.
const RATE: f64 = 50.0;
/// How long they are asked for before the fit, to compare with.
const QUIET: Duration = Duration::from_secs(5);
/// Longest fit that is waited for.
const LONGEST: Duration = Duration::from_secs(540);

fn main() -> ExitCode {
    quen_bench::ended(run())
}

fn run() -> Outcome<()> {
    let serving = Builder::new_multi_thread()
        .thread_name("serve")
        .enable_all()
        .build()?;
    let (scale, folder) = (settings::scale()?, settings::folder());
    let stage = match setting("QUEN_TEST_POSTGRES") {
        Some(url) if setting("QUEN_BENCH_ON").as_deref() == Some("postgres") => {
            serving.block_on(sets::on_server(&url, &folder, &scale))?
        }
        _ => serving.block_on(sets::on_file(&folder, &scale))?,
    };
    let done = nights(&serving, &stage);
    serving.block_on(stage.app.db.close());
    done
}

/// The first night writes every score, the second what the day changed: nothing.
fn nights(serving: &Runtime, stage: &Stage) -> Outcome<()> {
    let target = serving.block_on(endpoints::list(stage))?;
    let (quiet, _) = beside(target.clone(), QUIET, None)?;
    println!("lists while nothing is fitted: {quiet}");
    for night in ["first night", "second night"] {
        let over = Arc::new(AtomicBool::new(false));
        let memory = Watch::begin();
        let before = memory.before;
        let (target, told) = (target.clone(), Arc::clone(&over));
        let lists = std::thread::Builder::new()
            .name(cpu::LOAD_THREAD.to_owned())
            .spawn(move || beside(target, LONGEST, Some(told)))?;
        let (begun, worked) = (Instant::now(), cpu::used());
        serving.block_on(analytics::fit(&stage.ctx, &Progress::default()))?;
        let (took, worked) = (begun.elapsed(), cpu::used() - worked);
        over.store(true, Ordering::Relaxed);
        let most = memory.most()?;
        let (waits, asked) = lists.join().map_err(|_| "the load's thread panicked")??;
        let model = serving.block_on(analytics::model(&stage.ctx))?;
        let customers = model.map_or(0, |model| model.customers);
        println!(
            "{night}: {customers} customers in {:.1} s, {:.1} s of processor with the {asked} lists beside it; anonymous memory {:.0} MB \
             before, {:.0} MB at most, {:.0} MB more; lists meanwhile: {waits}",
            took.as_secs_f64(),
            worked.as_secs_f64(),
            megabytes(before),
            megabytes(most),
            megabytes(most.saturating_sub(before)),
        );
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "shown as whole megabytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Asks for lists at the fixed rate for so long or until told; answers the waiting times in words, and how many.
fn beside(
    target: quen_bench::load::Target,
    lasting: Duration,
    told: Option<Arc<AtomicBool>>,
) -> Outcome<(String, usize)> {
    let client = Builder::new_current_thread().enable_all().build()?;
    let counter = Rc::new(Counter::default());
    let (mut waits, begun) = (Vec::new(), Instant::now());
    let over = |told: &Option<Arc<AtomicBool>>| {
        told.as_ref()
            .is_some_and(|told| told.load(Ordering::Relaxed))
    };
    while begun.elapsed() < lasting && !over(&told) {
        let some = paced(&target, &counter, RATE, Duration::from_secs(1));
        waits.extend(client.block_on(some)?);
    }
    waits.sort_unstable();
    let millis = |hundredths| percentile(&waits, hundredths).as_secs_f64() * 1e3;
    let said = format!(
        "half within {:.1} ms, 99 of 100 within {:.1} ms, all within {:.1} ms",
        millis(50),
        millis(99),
        millis(100)
    );
    Ok((said, waits.len()))
}
