//! A benchmark of what the program answers beside its bare handlers, stage after stage, with the load on a thread of its own.

use std::process::ExitCode;

use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use crate::endpoints::Pair;
use crate::stage::Stage;
use crate::{Outcome, cpu, report, settings};

/// Measures the pairs whose names have the asked part in them; `title` is told the stage and how many parties stand on it.
pub fn bare(
    pairs: impl AsyncFn(&Stage) -> Outcome<Vec<Pair>>,
    title: impl Fn(&str, i64) -> String,
) -> ExitCode {
    // The same log as the binary's, so that its cost is in the figures.
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("warn,quen=info"))
        .with_writer(std::io::stderr)
        .init();
    let only = settings::only();
    crate::ended(settings::looked(|serving, name, stage| {
        let title = title(name, serving.block_on(stage.parties())?);
        let mut all = serving.block_on(pairs(&stage))?;
        all.retain(|pair| pair.name.contains(&only));
        measure(serving, title, all, stage)
    }))
}

fn measure(serving: &Runtime, title: String, pairs: Vec<Pair>, stage: Stage) -> Outcome<()> {
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
