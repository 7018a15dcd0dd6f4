//! What the answers of a party teach: how and at which hours it writes and picks up. Few answers teach nothing, and neither do
//! answers at all hours.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Basis, Chosen, Hours};
use crate::consents::CHANNELS;

/// Answers from which on something is learned.
const ENOUGH: usize = 3;
/// Something is usual when it shows in so many of a hundred answers.
const MOST: usize = 60;
/// Hours of a usual stretch at most.
const WIDEST: u32 = 4;

fn usual(seen: usize, among: usize) -> bool {
    seen >= ENOUGH && seen * 100 >= among * MOST
}

/// The channel by which most answers came, when it is usual.
pub(super) fn usual_channel(answers: &[(String, u32)]) -> Option<Chosen<String>> {
    let seen = |channel: &str| answers.iter().filter(|answer| answer.0 == channel).count();
    let best = CHANNELS.into_iter().max_by_key(|channel| seen(channel))?;
    usual(seen(best), answers.len()).then(|| Chosen {
        seen: Some(seen(best)),
        among: Some(answers.len()),
        ..Chosen::new(best.to_owned(), Basis::Answers)
    })
}

/// The shortest stretch of hours in which most answers came, when there is one; of equally short ones that with more of them,
/// then the earlier.
pub(super) fn usual_hours(answers: &[(String, u32)]) -> Option<Chosen<Hours>> {
    let seen = |hours: Hours| {
        answers
            .iter()
            .filter(|answer| hours.holds(answer.1))
            .count()
    };
    (1..=WIDEST).find_map(|width| {
        let stretches = (0..=24 - width).map(|from| Hours {
            from,
            to: from + width,
        });
        let best = stretches.max_by_key(|hours| (seen(*hours), Reverse(hours.from)))?;
        usual(seen(best), answers.len()).then(|| Chosen {
            seen: Some(seen(best)),
            among: Some(answers.len()),
            ..Chosen::new(best, Basis::Answers)
        })
    })
}

/// What the answers teach at first sight: the most frequent channel and hour, usual or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// The channel through which it answers most.
    pub channel: String,
    /// The hour of the day, in its time zone, at which most answers came.
    pub hour: u32,
    /// Answers this rests on.
    pub answers: usize,
}

/// Learns from the party's own messages and answered calls: channel and local hour of each, newest first. The more frequent
/// wins, of equals the newer.
pub fn learn(answers: &[(String, u32)]) -> Option<Learned> {
    if answers.len() < ENOUGH {
        return None;
    }
    let most = |of: &dyn Fn(&(String, u32)) -> String| {
        let count = |key: &String| answers.iter().filter(|answer| of(answer) == *key).count();
        let mut keys: Vec<String> = Vec::new();
        for answer in answers {
            let key = of(answer);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys.into_iter().rev().max_by_key(count)
    };
    Some(Learned {
        channel: most(&|answer| answer.0.clone())?,
        hour: most(&|answer| answer.1.to_string())?.parse().ok()?,
        answers: answers.len(),
    })
}
