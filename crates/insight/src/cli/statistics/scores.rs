//! `nps`, `csat` and `ces`: a score a line, or counts as columns `score,count`, one line of counts, or JSON.

use super::super::CliError;
use super::super::customer_base::answer::{number, status};
use super::super::options::Options;
use super::super::table::{self, Table};
use super::lines::{self, Members};
use super::{Answer, confidence, interval};
use crate::satisfaction;
use crate::status::{Reason, Status};
use serde_json::{Map, Value, json};

/// Net promoter score, answers 0 to 10.
pub fn nps(input: &[u8], options: &Options<'_>) -> Answer {
    let counts: [u64; 11] = counts(input, options, 0)?;
    let Some(nps) = satisfaction::nps(&counts, confidence(options)?) else {
        return Ok(none());
    };
    let mut answer = scored(nps.score, nps.interval, nps.n);
    answer.insert("se".into(), number(nps.error));
    answer.insert("promoters".into(), json!(nps.promoters));
    answer.insert("passives".into(), json!(nps.passives));
    answer.insert("detractors".into(), json!(nps.detractors));
    answer.insert("sample_interval".into(), interval(nps.sample_interval));
    answer.insert("adjusted_interval".into(), interval(nps.adjusted_interval));
    Ok(answer)
}

/// Satisfied share, answers 1 to 5.
pub fn csat(input: &[u8], options: &Options<'_>) -> Answer {
    let (satisfied, n) = satisfied(input, options)?;
    let Some(csat) = satisfaction::csat(satisfied, n, confidence(options)?) else {
        return Ok(none());
    };
    let mut answer = scored(csat.score, csat.interval, csat.n);
    answer.insert("satisfied".into(), json!(csat.satisfied));
    answer.insert("exact_interval".into(), interval(csat.exact_interval));
    answer.insert(
        "agresti_coull_interval".into(),
        interval(csat.agresti_coull),
    );
    Ok(answer)
}

fn satisfied(input: &[u8], options: &Options<'_>) -> Result<(u64, u64), CliError> {
    if let Some(value) = lines::json(input)?.filter(|value| value.get("n").is_some()) {
        let given = Members(&value);
        let name = if given.has("satisfied_4or5") {
            "satisfied_4or5"
        } else {
            "satisfied"
        };
        let (satisfied, n) = (given.count(name)?, given.count("n")?);
        if satisfied > n {
            return Err(CliError::Input(format!("{name:?} must not exceed \"n\"")));
        }
        return Ok((satisfied, n));
    }
    let counts: [u64; 5] = counts(input, options, 1)?;
    let sum = |counts: &[u64]| {
        counts
            .iter()
            .fold(0, |sum: u64, count| sum.saturating_add(*count))
    };
    Ok((sum(counts.get(3..).unwrap_or_default()), sum(&counts)))
}

/// Effort score, answers 1 to 7.
pub fn ces(input: &[u8], options: &Options<'_>) -> Answer {
    let counts: [u64; 7] = counts(input, options, 1)?;
    let Some(ces) = satisfaction::ces(&counts, confidence(options)?) else {
        return Ok(none());
    };
    let mut answer = status(Status::Ok, None);
    answer.insert("score".into(), number(ces.mean));
    answer.insert("mean".into(), number(ces.mean));
    answer.insert(
        "interval".into(),
        ces.interval.map_or(Value::Null, interval),
    );
    answer.insert("n".into(), json!(ces.n));
    answer.insert("top3box_pct".into(), number(ces.top_three));
    Ok(answer)
}

fn none() -> Map<String, Value> {
    status(Status::TooFew, Some(&Reason::new("insight-score-none")))
}

fn scored(score: f64, ends: (f64, f64), n: u64) -> Map<String, Value> {
    let mut answer = status(Status::Ok, None);
    answer.insert("score".into(), number(score));
    answer.insert("interval".into(), interval(ends));
    answer.insert("lower".into(), number(ends.0));
    answer.insert("upper".into(), number(ends.1));
    answer.insert("n".into(), json!(n));
    answer
}

/// How often each of `N` answers from `least` on was given.
fn counts<const N: usize>(
    input: &[u8],
    options: &Options<'_>,
    least: i64,
) -> Result<[u64; N], CliError> {
    let listed = |list: Vec<u64>| {
        let wrong = || CliError::Input(format!("{N} counts are needed"));
        <[u64; N]>::try_from(list).map_err(|_| wrong())
    };
    if let Some(value) = lines::json(input)? {
        let value = if value.is_array() {
            json!({ "counts": value })
        } else {
            value
        };
        let given = Members(&value);
        let key = value
            .as_object()
            .and_then(|map| map.keys().find(|key| key.starts_with("counts")));
        return listed(given.counts(key.map_or("counts", String::as_str))?);
    }
    if let Some(list) = one_line(input, N) {
        return listed(list);
    }
    let (scores, times) = read(input, options)?;
    let mut counts = [0_u64; N];
    for (row, (score, times)) in scores.into_iter().zip(times).enumerate() {
        let place = usize::try_from(score.saturating_sub(least)).ok();
        let cell = place.and_then(|place| counts.get_mut(place));
        let most = least + i64::try_from(N).unwrap_or(0) - 1;
        let wrong = || {
            CliError::Input(format!(
                "answer {}: {score} is not between {least} and {most}",
                row + 1
            ))
        };
        let cell = cell.ok_or_else(wrong)?;
        *cell = cell.saturating_add(times);
    }
    Ok(counts)
}

/// A file of one line with `n` whole numbers.
fn one_line(input: &[u8], n: usize) -> Option<Vec<u64>> {
    let text = std::str::from_utf8(input).ok()?.trim();
    let cells: Vec<&str> = text
        .split([',', ';', '\t', ' '])
        .filter(|cell| !cell.is_empty())
        .collect();
    if text.contains('\n') || cells.len() != n {
        return None;
    }
    cells.into_iter().map(|cell| cell.parse().ok()).collect()
}

/// Scores and how often each stands.
fn read(input: &[u8], options: &Options<'_>) -> Result<(Vec<i64>, Vec<u64>), CliError> {
    let header = Table::read(input, options)?;
    if header.has("score") && header.has("count") {
        let count = |text: &str| table::integer(text).and_then(|count| u64::try_from(count).ok());
        let times = header
            .column("count")?
            .parse("a whole number from 0", count)?;
        return Ok((header.column("score")?.integers()?, times));
    }
    let values = lines::values(input, options, "score")?;
    let whole = |(row, value): (usize, f64)| {
        let wrong =
            || CliError::Input(format!("answer {}: {value} is not a whole number", row + 1));
        if value.fract() == 0.0 && value.abs() < 1e6 {
            Ok(value as i64)
        } else {
            Err(wrong())
        }
    };
    let scores: Vec<i64> = values
        .into_iter()
        .enumerate()
        .map(whole)
        .collect::<Result<_, _>>()?;
    let times = vec![1; scores.len()];
    Ok((scores, times))
}
