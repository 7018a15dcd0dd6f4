//! What to tell the owner of a shop about one customer: the fact, the chance, a range, the reason. Keys only.
//!
//! Chances are natural frequencies ("about 3 in 4"), never decimals; a number that is not known yet is said to be
//! so; ranges are whole orders.

use super::{Arg, Explanation};

/// What is known of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// Days since the last occasion.
    pub silent_days: i64,
    /// The customer's rhythm in days, if there was a second occasion (see [`crate::occasions::rhythm`]).
    pub rhythm_days: Option<f64>,
    /// Chance of still being a customer; `None` where the model cannot know (one purchase under BG/NBD).
    pub p_alive: Option<f64>,
    /// Orders to expect in the horizon, lowest and highest likely number (see [`crate::clv::likely_orders`]).
    pub orders: Option<(u32, u32)>,
    /// What those orders are worth, minor units.
    pub worth: Option<(i64, i64)>,
    /// The horizon in days.
    pub horizon_days: i64,
}

/// Keys [`outlook`] can give.
pub const OUTLOOK_KEYS: [&str; 10] = [
    "insight-still-surely",
    "insight-still-probably",
    "insight-still-perhaps",
    "insight-still-hardly",
    "insight-still-unknown",
    "insight-rhythm-and-silence",
    "insight-silence",
    "insight-expect-none",
    "insight-expect-orders",
    "insight-expect-worth",
];

/// The sentences about a customer, in the order to be shown.
///
/// Variables: `of`, `total` (a chance), `silent`, `rhythm` (days), `low`, `high` (orders or money), `horizon` (days).
#[must_use]
pub fn outlook(known: &Outlook) -> Vec<Explanation> {
    let mut said = vec![still_a_customer(known.p_alive), silence(known)];
    let horizon = Arg::Days(known.horizon_days);
    match known.orders {
        Some((_, 0)) => said.push(Explanation::new("insight-expect-none").with("horizon", horizon)),
        Some((low, high)) => {
            let orders = Explanation::new("insight-expect-orders")
                .with("low", Arg::Count(u64::from(low)))
                .with("high", Arg::Count(u64::from(high)));
            said.push(orders.with("horizon", horizon));
            said.extend(known.worth.map(worth));
        }
        None => {}
    }
    said
}

fn still_a_customer(p_alive: Option<f64>) -> Explanation {
    let Some(p) = p_alive.filter(|p| (0.0..=1.0).contains(p)) else {
        return Explanation::new("insight-still-unknown");
    };
    let key = match p {
        p if p >= 0.9 => "insight-still-surely",
        p if p >= 0.6 => "insight-still-probably",
        p if p >= 0.3 => "insight-still-perhaps",
        _ => "insight-still-hardly",
    };
    let (of, total) = natural_frequency(p);
    Explanation::new(key)
        .with("of", Arg::Count(of))
        .with("total", Arg::Count(total))
}

fn silence(known: &Outlook) -> Explanation {
    let silent = Arg::Days(known.silent_days);
    match known.rhythm_days {
        Some(rhythm) => Explanation::new("insight-rhythm-and-silence")
            .with("rhythm", Arg::Days(rhythm.round() as i64))
            .with("silent", silent),
        None => Explanation::new("insight-silence").with("silent", silent),
    }
}

fn worth((low, high): (i64, i64)) -> Explanation {
    Explanation::new("insight-expect-worth")
        .with("low", Arg::Minor(low))
        .with("high", Arg::Minor(high))
}

/// A chance as "`of` in `total`": the smallest total up to 10 that is right within 2 points, else of 100, and never
/// a certainty that is none (0 or all only for exactly 0 and 1).
#[must_use]
pub fn natural_frequency(p: f64) -> (u64, u64) {
    let p = if p.is_nan() { 0.0 } else { p.clamp(0.0, 1.0) };
    if p == 0.0 || p == 1.0 {
        return (p as u64, 1);
    }
    let simple = (2..=10_u32).find_map(|total| {
        let of = (p * f64::from(total)).round();
        let honest = of > 0.0 && of < f64::from(total);
        (honest && (of / f64::from(total) - p).abs() <= 0.02)
            .then_some((of as u64, u64::from(total)))
    });
    simple.unwrap_or(((p * 100.0).round().clamp(1.0, 99.0) as u64, 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_said_in_small_numbers() {
        assert_eq!(natural_frequency(0.7266), (5, 7));
        assert_eq!(natural_frequency(0.75), (3, 4));
        assert_eq!(natural_frequency(0.5), (1, 2));
        assert_eq!(natural_frequency(0.999), (99, 100));
        assert_eq!(natural_frequency(0.001), (1, 100));
        assert_eq!(
            (natural_frequency(0.0), natural_frequency(1.0)),
            ((0, 1), (1, 1))
        );
        for step in 1..1000 {
            let p = f64::from(step) / 1000.0;
            let (of, total) = natural_frequency(p);
            assert!((of as f64 / total as f64 - p).abs() <= 0.0201 && of > 0 && of < total);
        }
    }

    #[test]
    fn says_fact_chance_and_range_in_order() {
        let known = Outlook {
            silent_days: 56,
            rhythm_days: Some(42.3),
            p_alive: Some(0.75),
            orders: Some((1, 2)),
            worth: Some((3000, 6000)),
            horizon_days: 270,
        };
        let keys = |known: &Outlook| {
            outlook(known)
                .iter()
                .map(|said| said.key)
                .collect::<Vec<_>>()
        };
        let all = [
            "insight-still-probably",
            "insight-rhythm-and-silence",
            "insight-expect-orders",
            "insight-expect-worth",
        ];
        assert_eq!(keys(&known), all);
        let first = Outlook {
            rhythm_days: None,
            p_alive: None,
            orders: Some((0, 0)),
            ..known
        };
        assert_eq!(
            keys(&first),
            [
                "insight-still-unknown",
                "insight-silence",
                "insight-expect-none"
            ]
        );
        for p in [0.0, 0.3, 0.6, 0.9, 1.0] {
            let said = keys(&Outlook {
                p_alive: Some(p),
                ..known
            });
            assert!(said.iter().all(|key| OUTLOOK_KEYS.contains(key)));
        }
    }
}
