//! Satisfaction scores with their uncertainty: recommendation (NPS), satisfaction (CSAT), effort (CES). A score never goes
//! without its interval and its number of answers.

use crate::distribution::{normal_two_sided, student_quantile};
use crate::explain::{Arg, Explanation};
use crate::proportion::{Interval, agresti_coull, clopper_pearson, wilson, z_of};

/// With fewer answers a score is not shown to people, only counted.
pub const FEWEST_ANSWERS: u64 = 10;

/// Net promoter score (Reichheld 2003), in points from −100 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Nps {
    /// Answers.
    pub n: u64,
    /// Answers of 9 and 10.
    pub promoters: u64,
    /// Answers of 7 and 8.
    pub passives: u64,
    /// Answers of 0 to 6.
    pub detractors: u64,
    /// `100 (promoters − detractors) / n`.
    pub score: f64,
    /// Standard error.
    pub error: f64,
    /// `score ± z · error`.
    pub interval: Interval,
    /// The same with the sample variance (n − 1).
    pub sample_interval: Interval,
    /// Adjusted Wald, three answers added evenly: better below 50 answers.
    pub adjusted_interval: Interval,
}

/// From the counts of the answers 0 to 10; `None` without answers.
#[must_use]
pub fn nps(counts: &[u64; 11], confidence: f64) -> Option<Nps> {
    let sum = |from: usize, to: usize| -> u64 {
        counts
            .iter()
            .take(to + 1)
            .skip(from)
            .fold(0, |sum: u64, count| sum.saturating_add(*count))
    };
    let (detractors, passives, promoters) = (sum(0, 6), sum(7, 8), sum(9, 10));
    let n = detractors
        .saturating_add(passives)
        .saturating_add(promoters);
    if n == 0 {
        return None;
    }
    let answers = n as f64;
    let (score, variance) = net(promoters as f64, detractors as f64, answers);
    let z = z_of(confidence);
    let around = |score: f64, half: f64| (100.0 * (score - half), 100.0 * (score + half));
    let (adjusted, adjusted_variance) = net(
        promoters as f64 + 0.75,
        detractors as f64 + 0.75,
        answers + 3.0,
    );
    let sample_error = (variance / (answers - 1.0).max(1.0)).sqrt();
    Some(Nps {
        n,
        promoters,
        passives,
        detractors,
        score: 100.0 * score,
        error: 100.0 * (variance / answers).sqrt(),
        interval: around(score, z * (variance / answers).sqrt()),
        sample_interval: around(score, z * sample_error),
        adjusted_interval: around(adjusted, z * (adjusted_variance / (answers + 3.0)).sqrt()),
    })
}

/// The net share and its variance per answer.
fn net(promoters: f64, detractors: f64, n: f64) -> (f64, f64) {
    let net = (promoters - detractors) / n;
    (net, ((promoters + detractors) / n - net * net).max(0.0))
}

/// Whether a score moved between two waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Points gained.
    pub points: f64,
    /// In standard errors; 0 where neither wave varies.
    pub z: f64,
    /// Two-sided.
    pub p: f64,
}

/// The change from one wave to the next: `Δ / √(SE₁² + SE₂²)`.
#[must_use]
pub fn nps_change(before: &Nps, after: &Nps) -> Change {
    let points = after.score - before.score;
    let error = before.error.hypot(after.error);
    let z = if error > 0.0 { points / error } else { 0.0 };
    Change {
        points,
        z,
        p: normal_two_sided(z),
    }
}

/// Satisfied share (4 and 5 of 5), in per cent.
#[derive(Debug, Clone, PartialEq)]
pub struct Csat {
    /// Answers.
    pub n: u64,
    /// Answers of 4 and 5.
    pub satisfied: u64,
    /// `100 · satisfied / n`.
    pub score: f64,
    /// Wilson.
    pub interval: Interval,
    /// Clopper and Pearson.
    pub exact_interval: Interval,
    /// Agresti and Coull.
    pub agresti_coull: Interval,
}

/// From the number of satisfied among all; `None` without answers or with more satisfied than answers.
#[must_use]
pub fn csat(satisfied: u64, n: u64, confidence: f64) -> Option<Csat> {
    let percent = |(low, high): Interval| (100.0 * low, 100.0 * high);
    (n > 0 && satisfied <= n).then(|| Csat {
        n,
        satisfied,
        score: 100.0 * satisfied as f64 / n as f64,
        interval: percent(wilson(satisfied, n, confidence)),
        exact_interval: percent(clopper_pearson(satisfied, n, confidence)),
        agresti_coull: percent(agresti_coull(satisfied, n, confidence)),
    })
}

/// Customer effort score 2.0: mean agreement from 1 to 7 that it was made easy.
#[derive(Debug, Clone, PartialEq)]
pub struct Ces {
    /// Answers.
    pub n: u64,
    /// Mean answer.
    pub mean: f64,
    /// Per cent of answers 5 to 7.
    pub top_three: f64,
    /// Student's interval of the mean; `None` with one answer.
    pub interval: Option<Interval>,
}

/// From the counts of the answers 1 to 7; `None` without answers.
#[must_use]
pub fn ces(counts: &[u64; 7], confidence: f64) -> Option<Ces> {
    let n = counts
        .iter()
        .fold(0, |sum: u64, count| sum.saturating_add(*count));
    if n == 0 {
        return None;
    }
    let answers = || {
        counts
            .iter()
            .map(|count| *count as f64)
            .zip((1..).map(f64::from))
    };
    let total: f64 = counts.iter().map(|count| *count as f64).sum();
    let mean = answers().map(|(count, value)| count * value).sum::<f64>() / total;
    let squares: f64 = answers()
        .map(|(count, value)| count * (value - mean) * (value - mean))
        .sum();
    let top = answers()
        .filter(|(_, value)| *value >= 5.0)
        .map(|(count, _)| count)
        .sum::<f64>();
    let interval = (n > 1).then(|| {
        let half = student_quantile(1.0 - confidence, total - 1.0)
            * (squares / (total - 1.0) / total).sqrt();
        (mean - half, mean + half)
    });
    Some(Ces {
        n,
        mean,
        top_three: 100.0 * top / total,
        interval,
    })
}

/// Sentences for the owner. `insight-score-too-few` (`have`, `need`); `insight-score` (`score`, `lower`, `upper`, `n`).
#[must_use]
pub fn explain(score: f64, interval: Interval, n: u64) -> Explanation {
    if n < FEWEST_ANSWERS {
        let few = Explanation::new("insight-score-too-few");
        return few
            .with("have", Arg::Count(n))
            .with("need", Arg::Count(FEWEST_ANSWERS));
    }
    Explanation::new("insight-score")
        .with("score", Arg::Number(score))
        .with("lower", Arg::Number(interval.0))
        .with("upper", Arg::Number(interval.1))
        .with("n", Arg::Count(n))
}

/// Sentences for the owner on two waves: `insight-score-no-change`, `insight-score-up`, `insight-score-down` (`points`).
/// A change counts when so large a one would come by chance less than once in twenty times.
#[must_use]
pub fn explain_change(change: &Change) -> Explanation {
    let key = match (change.p < 0.05, change.points > 0.0) {
        (false, _) => "insight-score-no-change",
        (true, true) => "insight-score-up",
        (true, false) => "insight-score-down",
    };
    Explanation::new(key).with("points", Arg::Number(change.points.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_move_is_no_change() {
        let wave = |counts: [u64; 11]| nps(&counts, 0.95).unwrap();
        let (before, after) = (
            wave([1, 0, 1, 2, 0, 5, 7, 20, 31, 22, 41]),
            wave([1, 0, 1, 2, 0, 3, 7, 20, 31, 24, 43]),
        );
        let change = nps_change(&before, &after);
        assert_eq!(explain_change(&change).key, "insight-score-no-change");
        let big = nps_change(&before, &wave([0, 0, 0, 0, 0, 0, 0, 0, 5, 40, 90]));
        assert_eq!(explain_change(&big).key, "insight-score-up");
        assert_eq!(
            explain(before.score, before.interval, before.n).key,
            "insight-score"
        );
        assert_eq!(
            explain(before.score, before.interval, 9).key,
            "insight-score-too-few"
        );
    }

    proptest! {
        #[test]
        fn scores_are_finite_for_any_counts(counts: [u64; 11], seven: [u64; 7], conf in 0.01..0.999f64) {
            if let Some(score) = nps(&counts, conf) {
                prop_assert!(score.score.is_finite() && score.interval.0.is_finite());
                prop_assert!((-100.0..=100.0).contains(&score.score));
            }
            if let Some(score) = ces(&seven, conf) {
                prop_assert!((1.0..=7.0 + 1e-9).contains(&score.mean));
                prop_assert!(score.interval.is_none_or(|(low, high)| low.is_finite() && high.is_finite()));
            }
        }
    }
}
