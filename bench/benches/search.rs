//! The search over everything, as the palette asks it: names, phones by their end, texts, words typed without the input method,
//! words with a slip. Run with `QUEN_BENCH_SCALE=1m cargo bench -p quen-bench --bench search`; PostgreSQL too when
//! `QUEN_TEST_POSTGRES` is set.

use std::process::ExitCode;
use std::time::Duration;

use quen_bench::stage::Stage;
use quen_bench::waits::Waits;
use quen_bench::{Outcome, settings};
use quen_service::find::everything;

/// How often each question is asked.
const TURNS: usize = 100;
/// What 99 of 100 answers may take.
const LIMIT: Duration = Duration::from_millis(50);
/// What is asked, and what it shows.
const ASKED: [(&str, &str); 12] = [
    ("a common word", "nguyen"),
    ("the beginning of one", "ng"),
    ("three common words", "nguyen thi hong"),
    ("two words that seldom meet", "phuong kieu"),
    ("the end of a phone", "467"),
    ("a whole phone", "0905 218 467"),
    ("a number of an order", "dh00000123"),
    ("a text", "hoi gia"),
    ("typed without the input method", "nguyeenx thij"),
    ("a slip in the first half", "bguyen"),
    ("a slip in the second half", "nguyrn"),
    ("nothing", "khongcoaitennhuthe"),
];

fn main() -> ExitCode {
    settings::on_each(measure)
}

async fn measure(name: &str, stage: &Stage) -> Outcome<()> {
    let only = settings::only();
    for (what, asked) in ASKED.into_iter().filter(|(what, _)| what.contains(&only)) {
        let found = everything(&stage.ctx, asked).await?;
        let waits = Waits::of(TURNS, async |_| {
            everything(&stage.ctx, asked).await?;
            Ok(())
        });
        let all = found.parties.len() + found.orders.len() + found.interactions.len();
        println!("{name}: {what} ({all} shown): {}", waits.await?.said(LIMIT));
    }
    Ok(())
}
