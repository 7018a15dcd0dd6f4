//! The list of parties as a file in each format, piece by piece as the door hands it out: how long it takes, how much memory it
//! adds, however long the list is. Run with `QUEN_BENCH_SCALE=1m cargo bench -p quen-bench --bench exports`; PostgreSQL too when
//! `QUEN_TEST_POSTGRES` is set.

use std::process::ExitCode;
use std::time::Instant;

use quen_bench::memory::Watch;
use quen_bench::stage::Stage;
use quen_bench::{Outcome, cpu, settings};
use quen_core::Noun;
use quen_core::fields::ListQuery;
use quen_documents::sheets::SheetFormat;
use quen_service::exports::Export;
use quen_service::lists;
use quen_words::{Lang, Words};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a file may add to the memory, in bytes.
const LIMIT: u64 = 200_000_000;
const FORMATS: [(&str, SheetFormat); 3] = [
    ("workbook", SheetFormat::Xlsx),
    ("CSV", SheetFormat::Csv),
    ("JSON lines", SheetFormat::Jsonl),
];

fn main() -> ExitCode {
    settings::on_each(async |name, stage| {
        for (shown, format) in FORMATS {
            measure(name, shown, format, stage).await?;
        }
        Ok(())
    })
}

async fn measure(name: &str, shown: &str, format: SheetFormat, stage: &Stage) -> Outcome<()> {
    let kind = lists::by_noun(Noun::Parties)?;
    let words = Words::new(Lang::Vi);
    let memory = Watch::begin();
    let before = memory.before;
    let (begun, worked) = (Instant::now(), cpu::used());
    let mut export = Export::begin(&stage.ctx, kind, format, ListQuery::default(), &[], words)?;
    let mut bytes = 0;
    while let Some(piece) = export.next().await? {
        bytes += piece.len();
    }
    let (took, worked) = (begun.elapsed(), cpu::used() - worked);
    let more = memory.most()?.saturating_sub(before);
    println!(
        "{name}: {} parties as a {shown} of {} MB in {:.1} s, {:.1} s of processor, {} MB more: {}",
        stage.parties().await?,
        bytes / 1_000_000,
        took.as_secs_f64(),
        worked.as_secs_f64(),
        more / 1_000_000,
        if more < LIMIT { "pass" } else { "FAIL" }
    );
    Ok(())
}
