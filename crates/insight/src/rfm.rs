//! Recency, frequency, monetary value: every customer's three facts and scores, exactly as SQL's `NTILE` gives them.
//!
//! Facts: days since the last day with a positive order, number of such days, net money (refunds subtract). Orders
//! after the day of the report do not exist yet; a customer without a positive order has no row. Scores 1 to `bins`
//! (best is highest) cut the customers into parts of equal size, ties by customer id. Integers only: no sorting
//! of the orders where days or ids are dense, so millions of rows take a fraction of a second.

use std::collections::HashMap;

/// One order or refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Whose; ids decide ties, lower first.
    pub customer: u32,
    /// Days since 1970-01-01.
    pub day: i32,
    /// Minor units; refunds are negative.
    pub cents: i64,
}

/// A customer's facts and scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Whose.
    pub customer: u32,
    /// Days from the last day with a positive order to the day of the report.
    pub recency_days: i64,
    /// Number of days with a positive order.
    pub frequency_days: u32,
    /// Everything paid less everything refunded, minor units.
    pub monetary_cents: i64,
    /// Score of recency, 1 to `bins`.
    pub r: u8,
    /// Score of frequency, 1 to `bins`.
    pub f: u8,
    /// Score of money, 1 to `bins`.
    pub m: u8,
}

/// What is known of one customer while the days go by.
#[derive(Debug, Clone, Copy)]
struct Facts {
    last_day: i32,
    days: u32,
    cents: i64,
}

const NEVER: Facts = Facts {
    last_day: i32::MIN,
    days: 0,
    cents: 0,
};

/// Scores all customers on `as_of`, in ascending order of customer. `bins` below 1 counts as 1. O(orders + customers).
///
/// Customer numbers should be dense (0, 1, 2, …): memory is taken up to the highest; use [`dense`] otherwise.
#[must_use]
pub fn score(orders: &[Order], as_of: i32, bins: u8) -> Vec<Score> {
    let facts = gather(orders, as_of);
    let mut scores: Vec<Score> = (0_u32..)
        .zip(&facts)
        .filter(|(_, known)| known.days > 0)
        .map(|(customer, known)| Score {
            customer,
            recency_days: i64::from(as_of) - i64::from(known.last_day),
            frequency_days: known.days,
            monetary_cents: known.cents,
            r: 1,
            f: 1,
            m: 1,
        })
        .collect();
    let bins = bins.max(1);
    tile(
        &mut scores,
        bins,
        |score| -score.recency_days,
        |score| &mut score.r,
    );
    tile(
        &mut scores,
        bins,
        |score| i64::from(score.frequency_days),
        |score| &mut score.f,
    );
    tile(
        &mut scores,
        bins,
        |score| score.monetary_cents,
        |score| &mut score.m,
    );
    scores
}

/// Renumbers arbitrary ids densely in ascending order: the numbers, and the ids by number.
#[must_use]
pub fn dense<I: Ord + std::hash::Hash + Clone>(ids: &[I]) -> (Vec<u32>, Vec<I>) {
    let mut met: HashMap<&I, u32> = HashMap::new();
    let mut numbers = Vec::with_capacity(ids.len());
    for id in ids {
        let next = u32::try_from(met.len()).unwrap_or(u32::MAX);
        numbers.push(*met.entry(id).or_insert(next));
    }
    let mut names: Vec<(&I, u32)> = met.into_iter().collect();
    names.sort_unstable();
    let mut place = vec![0_u32; names.len()];
    for ((_, was), now) in names.iter().zip(0..) {
        if let Some(place) = place.get_mut(*was as usize) {
            *place = now;
        }
    }
    for number in &mut numbers {
        *number = place.get(*number as usize).copied().unwrap_or(0);
    }
    (
        numbers,
        names.into_iter().map(|(id, _)| id.clone()).collect(),
    )
}

/// As [`dense`] for whole numbers, by counting where they span little.
#[must_use]
pub fn dense_numbers(ids: &[i64]) -> (Vec<u32>, Vec<i64>) {
    let (low, high) = ids
        .iter()
        .fold((i64::MAX, i64::MIN), |(l, h), id| (l.min(*id), h.max(*id)));
    let span = high.abs_diff(low) as usize;
    if ids.is_empty() || span > 4 * ids.len() + 1024 {
        return dense(ids);
    }
    let slot = |id: i64| id.abs_diff(low) as usize;
    let mut number = vec![0_u32; span + 1];
    for id in ids {
        if let Some(met) = number.get_mut(slot(*id)) {
            *met = 1;
        }
    }
    let mut names = Vec::new();
    for (met, above) in number.iter_mut().zip(0_i64..) {
        if *met == 1 {
            *met = u32::try_from(names.len()).unwrap_or(u32::MAX);
            names.push(low.wrapping_add(above));
        }
    }
    (
        ids.iter()
            .map(|id| number.get(slot(*id)).copied().unwrap_or(0))
            .collect(),
        names,
    )
}

/// One pass over the orders by day: a new day of a customer is one that differs from the last seen.
fn gather(orders: &[Order], as_of: i32) -> Vec<Facts> {
    let customers = orders
        .iter()
        .map(|order| order.customer as usize + 1)
        .max()
        .unwrap_or(0);
    let mut facts = vec![NEVER; customers];
    let mut see = |order: &Order| {
        if let Some(known) = facts
            .get_mut(order.customer as usize)
            .filter(|_| order.day <= as_of)
        {
            known.cents = known.cents.saturating_add(order.cents);
            if order.cents > 0 && (known.days == 0 || order.day != known.last_day) {
                known.last_day = order.day;
                known.days += 1;
            }
        }
    };
    if orders.is_sorted_by_key(|order| order.day) {
        orders.iter().for_each(&mut see);
    } else {
        by_day(orders).iter().for_each(&mut see);
    }
    facts
}

/// The orders in order of day: counted into place where the days span little, else sorted.
fn by_day(orders: &[Order]) -> Vec<Order> {
    let days = || orders.iter().map(|order| i64::from(order.day));
    let (first, last) = (days().min().unwrap_or(0), days().max().unwrap_or(0));
    let mut sorted = orders.to_vec();
    let Some(span) = usize::try_from(last - first)
        .ok()
        .filter(|span| *span < 4 * orders.len() + 1024)
    else {
        sorted.sort_unstable_by_key(|order| order.day);
        return sorted;
    };
    let slot = |order: &Order| usize::try_from(i64::from(order.day) - first).unwrap_or(0);
    let mut place = vec![0_usize; span + 2];
    for order in orders {
        if let Some(count) = place.get_mut(slot(order) + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut place {
        before += *count;
        *count = before;
    }
    for order in orders {
        if let Some(at) = place.get_mut(slot(order)) {
            if let Some(free) = sorted.get_mut(*at) {
                *free = *order;
            }
            *at += 1;
        }
    }
    sorted
}

/// `NTILE(bins)` over ascending `key`, ties in the order of the slice: the first `n mod bins` parts get one more.
fn tile(
    scores: &mut [Score],
    bins: u8,
    key: impl Fn(&Score) -> i64,
    write: impl Fn(&mut Score) -> &mut u8,
) {
    let (low, high) = scores
        .iter()
        .map(&key)
        .fold((i64::MAX, i64::MIN), |(l, h), k| (l.min(k), h.max(k)));
    let span = high.abs_diff(low);
    let ends = ends(scores.len(), bins);
    if scores.len() < 2 {
        return;
    }
    if span < 2 * scores.len() as u64 + 1024 {
        return tile_by_count(
            scores,
            &ends,
            |score| key(score).abs_diff(low) as usize,
            span as usize,
            write,
        );
    }
    let cuts = cuts(scores.iter().map(&key).zip(0_u32..).collect(), &ends);
    for (score, at) in scores.iter_mut().zip(0_u32..) {
        let place = (key(score), at);
        let part = cuts.iter().take_while(|cut| **cut <= place).count();
        *write(score) = u8::try_from(part + 1).unwrap_or(bins);
    }
}

/// The rank at which each part but the last ends.
fn ends(customers: usize, bins: u8) -> Vec<usize> {
    let (size, more) = (customers / usize::from(bins), customers % usize::from(bins));
    (1..usize::from(bins))
        .map(|part| part * size + part.min(more))
        .collect()
}

/// Ranks by counting keys: no comparison sort.
fn tile_by_count(
    scores: &mut [Score],
    ends: &[usize],
    slot: impl Fn(&Score) -> usize,
    span: usize,
    write: impl Fn(&mut Score) -> &mut u8,
) {
    let mut rank = vec![0_usize; span + 2];
    for score in scores.iter() {
        if let Some(count) = rank.get_mut(slot(score) + 1) {
            *count += 1;
        }
    }
    let mut before = 0;
    for count in &mut rank {
        before += *count;
        *count = before;
    }
    for score in scores.iter_mut() {
        if let Some(next) = rank.get_mut(slot(score)) {
            let part = ends.iter().take_while(|end| **end <= *next).count();
            *write(score) = u8::try_from(part + 1).unwrap_or(u8::MAX);
            *next += 1;
        }
    }
}

/// The first element of each part but the first, found by selection, each within what the one before left.
fn cuts(mut keys: Vec<(i64, u32)>, ends: &[usize]) -> Vec<(i64, u32)> {
    let mut rest = keys.as_mut_slice();
    let (mut found, mut passed) = (Vec::with_capacity(ends.len()), 0);
    for end in ends {
        let nth = *end - passed;
        if nth >= rest.len() {
            found.push((i64::MAX, u32::MAX));
            continue;
        }
        let (_, cut, after) = std::mem::take(&mut rest).select_nth_unstable(nth);
        found.push(*cut);
        rest = after;
        passed = *end + 1;
    }
    found
}
