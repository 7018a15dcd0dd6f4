//! The thresholds of the stages and types that a shop may set, each with its unit and its bounds. It must not say what a
//! threshold means for a customer: that is `insight`'s.

use std::collections::BTreeMap;

use super::Rules;
use crate::error::Problems;
use crate::{Problem, Result};

/// What the number of a threshold counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Whole days.
    Days,
    /// Multiples of the customer's own rhythm.
    Gaps,
    /// Purchase occasions or points, whole.
    Count,
    /// Parts of a hundred; kept as a fraction of one.
    Percent,
}

/// Which part of the rules a threshold belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The rhythm that silence is measured by.
    Rhythm,
    /// Expansion.
    Expansion,
    /// Commitment.
    Commitment,
    /// Dissolution.
    Dissolution,
    /// The seven types.
    Types,
}

impl Part {
    /// All of them in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Rhythm,
        Self::Expansion,
        Self::Commitment,
        Self::Dissolution,
        Self::Types,
    ];

    /// Word in message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rhythm => "rhythm",
            Self::Expansion => "expansion",
            Self::Commitment => "commitment",
            Self::Dissolution => "dissolution",
            Self::Types => "types",
        }
    }
}

/// One threshold.
pub struct Threshold {
    /// Name in forms and in the API.
    pub name: &'static str,
    /// Where it belongs.
    pub part: Part,
    /// What it counts.
    pub unit: Unit,
    /// The least that makes sense, in the unit as typed.
    pub min: f64,
    /// The most.
    pub max: f64,
    read: fn(&Rules) -> f64,
    write: fn(&mut Rules, f64),
}

const fn threshold(
    part: Part,
    unit: Unit,
    name: &'static str,
    (min, max): (f64, f64),
    read: fn(&Rules) -> f64,
    write: fn(&mut Rules, f64),
) -> Threshold {
    Threshold {
        name,
        part,
        unit,
        min,
        max,
        read,
        write,
    }
}

/// All that can be set, in the order of the page.
pub const THRESHOLDS: [Threshold; 22] = [
    threshold(
        Part::Rhythm,
        Unit::Days,
        "fallback_gap_days",
        (1.0, 730.0),
        |r| r.stage.fallback_gap_days,
        |r, v| r.stage.fallback_gap_days = v,
    ),
    threshold(
        Part::Rhythm,
        Unit::Count,
        "segment_weight",
        (0.0, 50.0),
        |r| r.stage.segment_weight,
        |r, v| r.stage.segment_weight = v,
    ),
    threshold(
        Part::Rhythm,
        Unit::Percent,
        "slack",
        (0.0, 30.0),
        |r| r.stage.slack,
        |r, v| r.stage.slack = v,
    ),
    threshold(
        Part::Expansion,
        Unit::Count,
        "expanding_occasions",
        (1.0, 100.0),
        |r| f64::from(r.stage.expanding_occasions),
        |r, v| r.stage.expanding_occasions = v as u32,
    ),
    threshold(
        Part::Expansion,
        Unit::Gaps,
        "expanding_silence",
        (0.5, 20.0),
        |r| r.stage.expanding_silence,
        |r, v| r.stage.expanding_silence = v,
    ),
    threshold(
        Part::Expansion,
        Unit::Percent,
        "expanding_chance",
        (1.0, 99.0),
        |r| r.stage.expanding_chance,
        |r, v| r.stage.expanding_chance = v,
    ),
    threshold(
        Part::Expansion,
        Unit::Percent,
        "expanding_growth",
        (50.0, 1000.0),
        |r| r.stage.expanding_growth,
        |r, v| r.stage.expanding_growth = v,
    ),
    threshold(
        Part::Expansion,
        Unit::Gaps,
        "window_gaps",
        (1.0, 50.0),
        |r| r.stage.window_gaps,
        |r, v| r.stage.window_gaps = v,
    ),
    threshold(
        Part::Commitment,
        Unit::Count,
        "committed_occasions",
        (1.0, 200.0),
        |r| f64::from(r.stage.committed_occasions),
        |r, v| r.stage.committed_occasions = v as u32,
    ),
    threshold(
        Part::Commitment,
        Unit::Days,
        "committed_tenure_days",
        (1.0, 7300.0),
        |r| r.stage.committed_tenure_days,
        |r, v| r.stage.committed_tenure_days = v,
    ),
    threshold(
        Part::Commitment,
        Unit::Gaps,
        "committed_tenure_gaps",
        (0.0, 100.0),
        |r| r.stage.committed_tenure_gaps,
        |r, v| r.stage.committed_tenure_gaps = v,
    ),
    threshold(
        Part::Commitment,
        Unit::Gaps,
        "committed_silence",
        (0.5, 20.0),
        |r| r.stage.committed_silence,
        |r, v| r.stage.committed_silence = v,
    ),
    threshold(
        Part::Commitment,
        Unit::Percent,
        "committed_chance",
        (1.0, 99.0),
        |r| r.stage.committed_chance,
        |r, v| r.stage.committed_chance = v,
    ),
    threshold(
        Part::Commitment,
        Unit::Count,
        "pledged_score",
        (1.0, 10.0),
        |r| f64::from(r.stage.pledged_score),
        |r, v| r.stage.pledged_score = v as u8,
    ),
    threshold(
        Part::Dissolution,
        Unit::Gaps,
        "fading_silence",
        (1.0, 50.0),
        |r| r.stage.fading_silence,
        |r, v| r.stage.fading_silence = v,
    ),
    threshold(
        Part::Dissolution,
        Unit::Gaps,
        "troubled_silence",
        (0.5, 50.0),
        |r| r.stage.troubled_silence,
        |r, v| r.stage.troubled_silence = v,
    ),
    threshold(
        Part::Dissolution,
        Unit::Percent,
        "fading_chance",
        (1.0, 99.0),
        |r| r.stage.fading_chance,
        |r, v| r.stage.fading_chance = v,
    ),
    threshold(
        Part::Dissolution,
        Unit::Gaps,
        "ended_silence",
        (1.0, 100.0),
        |r| r.stage.ended_silence,
        |r, v| r.stage.ended_silence = v,
    ),
    threshold(
        Part::Dissolution,
        Unit::Percent,
        "ended_chance",
        (0.0, 98.0),
        |r| r.stage.ended_chance,
        |r, v| r.stage.ended_chance = v,
    ),
    threshold(
        Part::Types,
        Unit::Days,
        "new_days",
        (1.0, 730.0),
        |r| r.kind.new_days,
        |r, v| r.kind.new_days = v,
    ),
    threshold(
        Part::Types,
        Unit::Gaps,
        "new_gaps",
        (0.0, 20.0),
        |r| r.kind.new_gaps,
        |r, v| r.kind.new_gaps = v,
    ),
    threshold(
        Part::Types,
        Unit::Days,
        "exchange_silent_days",
        (30.0, 3650.0),
        |r| f64::from(r.kind.exchange_silent_days),
        |r, v| r.kind.exchange_silent_days = v as i32,
    ),
];

impl Threshold {
    /// The number as people type it: percent for fractions.
    pub fn shown(&self, rules: &Rules) -> f64 {
        let value = (self.read)(rules);
        match self.unit {
            // Tenths of a percent: 0.15 in binary is a little less than itself.
            Unit::Percent => (value * 1_000.0).round() / 10.0,
            Unit::Days | Unit::Gaps | Unit::Count => value,
        }
    }

    fn set(&self, rules: &mut Rules, typed: &str) -> std::result::Result<(), Problem> {
        let value: f64 = typed
            .trim()
            .trim_end_matches('%')
            .trim_end()
            .replace(',', ".")
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
            .ok_or_else(|| Problem::new(self.name, "bad-number"))?;
        if matches!(self.unit, Unit::Days | Unit::Count) && value.fract() != 0.0 {
            return Err(Problem::new(self.name, "not-whole"));
        }
        if !(self.min..=self.max).contains(&value) {
            return Err(Problem::new(self.name, "not-between")
                .with("min", self.min)
                .with("max", self.max));
        }
        (self.write)(
            rules,
            match self.unit {
                Unit::Percent => value / 100.0,
                Unit::Days | Unit::Gaps | Unit::Count => value,
            },
        );
        Ok(())
    }
}

/// The rules with these thresholds as typed (`1,5` and `1.5`, percent with or without its sign); names that are left out stay.
///
/// # Errors
/// `unknown-field`, `bad-number`, `not-whole`, `not-between` with `min` and `max`; `out-of-order` at the one of a pair that
/// would make a stage unreachable, such as fading before a regular is late.
pub fn change(rules: &Rules, typed: &BTreeMap<String, String>) -> Result<Rules> {
    let mut after = rules.clone();
    let mut problems = Problems::default();
    for (name, value) in typed {
        let known = THRESHOLDS.iter().find(|threshold| threshold.name == name);
        problems.keep(match known {
            Some(threshold) => threshold.set(&mut after, value),
            None => Err(Problem::unknown_field("", name)),
        });
    }
    problems.finish()?;
    in_order(&after)?;
    Ok(after)
}

/// The stages follow each other only while their thresholds do.
fn in_order(rules: &Rules) -> Result<()> {
    let mut problems = Problems::default();
    let s = &rules.stage;
    let pairs = [
        (
            "committed_silence",
            s.committed_silence,
            "expanding_silence",
            s.expanding_silence,
        ),
        (
            "expanding_silence",
            s.expanding_silence,
            "fading_silence",
            s.fading_silence,
        ),
        (
            "troubled_silence",
            s.troubled_silence,
            "fading_silence",
            s.fading_silence,
        ),
        (
            "fading_silence",
            s.fading_silence,
            "ended_silence",
            s.ended_silence,
        ),
        (
            "ended_chance",
            s.ended_chance,
            "fading_chance",
            s.fading_chance,
        ),
        (
            "fading_chance",
            s.fading_chance,
            "expanding_chance",
            s.expanding_chance,
        ),
        (
            "expanding_chance",
            s.expanding_chance,
            "committed_chance",
            s.committed_chance,
        ),
        (
            "expanding_occasions",
            f64::from(s.expanding_occasions),
            "committed_occasions",
            f64::from(s.committed_occasions),
        ),
    ];
    for (lower, low, upper, high) in pairs {
        if low > high {
            problems.push(Problem::new(upper, "out-of-order").with("other", lower));
        }
    }
    problems.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn problems(pairs: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        match change(&Rules::default(), &typed(pairs)) {
            Err(Error::Invalid(found)) => found
                .into_iter()
                .map(|p| (p.field.into_owned(), p.code))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_threshold_is_shown_and_read_back() {
        let rules = Rules::default();
        let all: BTreeMap<String, String> = THRESHOLDS
            .iter()
            .map(|t| (t.name.to_owned(), t.shown(&rules).to_string()))
            .collect();
        assert_eq!(all.len(), THRESHOLDS.len());
        let again = change(&rules, &all).unwrap();
        for threshold in &THRESHOLDS {
            assert_eq!(
                threshold.shown(&again),
                threshold.shown(&rules),
                "{}",
                threshold.name
            );
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let after = change(
            &Rules::default(),
            &typed(&[
                ("expanding_silence", "2,25"),
                ("expanding_growth", "120 %"),
                ("new_days", "60"),
            ]),
        )
        .unwrap();
        assert_eq!(after.stage.expanding_silence, 2.25);
        assert_eq!(after.stage.expanding_growth, 1.2);
        assert_eq!(after.kind.new_days, 60.0);
        assert_eq!(
            after.stage.fading_silence,
            Rules::default().stage.fading_silence
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_at_its_field() {
        assert_eq!(
            problems(&[("new_days", "x")]),
            [("new_days".to_owned(), "bad-number")]
        );
        assert_eq!(
            problems(&[("new_days", "NaN")]),
            [("new_days".to_owned(), "bad-number")]
        );
        assert_eq!(
            problems(&[("new_days", "1.5")]),
            [("new_days".to_owned(), "not-whole")]
        );
        assert_eq!(
            problems(&[("new_days", "0")]),
            [("new_days".to_owned(), "not-between")]
        );
        assert_eq!(
            problems(&[("colour", "1")]),
            [("colour".to_owned(), "unknown-field")]
        );
        assert_eq!(
            problems(&[("fading_silence", "1.5")]),
            [
                ("fading_silence".to_owned(), "out-of-order"),
                ("fading_silence".to_owned(), "out-of-order")
            ]
        );
    }
}
