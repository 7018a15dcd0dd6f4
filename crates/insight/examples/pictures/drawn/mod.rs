//! One picture for each page of `docs/insight/`, drawn from what the library computes. The shops in them are made up, the
//! same in every run.

mod buying;
mod choosing;
mod counting;
mod dice;
mod plot;
mod relating;
mod spending;
mod waiting;

/// Page and picture, in the order of the pages.
pub fn all() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    all.extend(buying::all());
    all.extend(choosing::all());
    all.extend(counting::all());
    all.extend(relating::all());
    all.extend(spending::all());
    all.extend(waiting::all());
    all.sort_by_key(|(page, _)| *page);
    all
}
