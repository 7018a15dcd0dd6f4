//! What a benchmark is told by its environment, and the stages that follow from it. It measures nothing.

use std::path::PathBuf;
use std::process::ExitCode;

use tokio::runtime::{Builder, Runtime};

use crate::Outcome;
use crate::sets;
use crate::stage::{Scale, Stage};

/// A benchmark that looks at each stage in turn, from its start to its end: what went wrong is said in one line.
pub fn on_each(look: impl AsyncFn(&'static str, &Stage) -> Outcome<()>) -> ExitCode {
    crate::ended(looked(|serving, name, stage| {
        serving.block_on(look(name, &stage))?;
        serving.block_on(stage.app.db.close());
        Ok(())
    }))
}

/// Hands each stage over, with the threads that serve it.
pub(crate) fn looked(
    mut look: impl FnMut(&Runtime, &'static str, Stage) -> Outcome<()>,
) -> Outcome<()> {
    let serving = Builder::new_multi_thread()
        .thread_name("serve")
        .enable_all()
        .build()?;
    for (name, stage) in serving.block_on(stages())? {
        look(&serving, name, stage)?;
    }
    Ok(())
}

/// What a name must have in it to be measured: the first word after the options, nothing without one.
pub fn only() -> String {
    let mut words = std::env::args().skip(1);
    words
        .find(|word| !word.starts_with('-'))
        .unwrap_or_default()
}

/// A setting that says something.
pub fn setting(name: &str) -> Option<String> {
    let set = std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    set.filter(|text| !text.is_empty())
}

/// How much data: `QUEN_BENCH_SCALE`, a hundred thousand parties when it says nothing.
///
/// # Errors
/// For what is no scale.
pub fn scale() -> Outcome<Scale> {
    Scale::read(&setting("QUEN_BENCH_SCALE").unwrap_or_else(|| "100k".to_owned()))
}

/// Where the kept sets lie: `QUEN_BENCH_DIR`, `target/bench` when it says nothing.
pub fn folder() -> PathBuf {
    PathBuf::from(setting("QUEN_BENCH_DIR").unwrap_or_else(|| "target/bench".to_owned()))
}

/// The program on a SQLite file, and on PostgreSQL where `QUEN_TEST_POSTGRES` names a server; `QUEN_BENCH_ON` leaves one of
/// them (`sqlite`, `postgres`).
///
/// # Errors
/// When a database refuses.
async fn stages() -> Outcome<Vec<(&'static str, Stage)>> {
    let (scale, only) = (scale()?, setting("QUEN_BENCH_ON"));
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let folder = folder();
    let mut all = Vec::new();
    if wanted("sqlite") {
        all.push(("SQLite", sets::on_file(&folder, &scale).await?));
    }
    if let Some(url) = setting("QUEN_TEST_POSTGRES").filter(|_| wanted("postgres")) {
        all.push(("PostgreSQL", sets::on_server(&url, &folder, &scale).await?));
    }
    Ok(all)
}
