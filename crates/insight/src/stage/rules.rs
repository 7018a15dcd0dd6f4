//! The thresholds of the stages, all settings. It must hold numbers only, no judgement.

use serde::{Deserialize, Serialize};

/// Thresholds with their defaults (INSIGHT, section 4). Silence is counted in gaps: days since the last occasion over the
/// customer's own shrunk gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StageRules {
    /// How many segment gaps are mixed into a customer's own (3).
    pub segment_weight: f64,
    /// Gap in days where neither the customer nor the segment shows one (60).
    pub fallback_gap_days: f64,
    /// Dissolution below this chance of being alive (.30).
    pub fading_chance: f64,
    /// Dissolution above this silence (3).
    pub fading_silence: f64,
    /// Dissolution above this silence when talks go badly (2).
    pub troubled_silence: f64,
    /// A complaint counts as trouble when open for more than these days (14).
    pub complaint_days: i32,
    /// Over below this chance (.10).
    pub ended_chance: f64,
    /// Over above this silence (6).
    pub ended_silence: f64,
    /// Commitment from so many occasions (6).
    pub committed_occasions: u32,
    /// Commitment from this tenure in days (365).
    pub committed_tenure_days: f64,
    /// Commitment from this tenure in gaps (6).
    pub committed_tenure_gaps: f64,
    /// Commitment from this chance (.80).
    pub committed_chance: f64,
    /// The silence that stands for it where no model has been fitted (1.5).
    pub committed_silence: f64,
    /// Share of wallet that counts as a pledge (.50).
    pub pledged_share: f64,
    /// Recommendation score that counts as a pledge (9).
    pub pledged_score: u8,
    /// Expansion from so many occasions (3).
    pub expanding_occasions: u32,
    /// Expansion from this chance (.50).
    pub expanding_chance: f64,
    /// The silence that stands for it where no model has been fitted (2).
    pub expanding_silence: f64,
    /// Margin of the last window over the one before (1.15).
    pub expanding_growth: f64,
    /// Length of a margin window in gaps (4).
    pub window_gaps: f64,
    /// Hysteresis: a stage is entered at a threshold and left this much beyond it; absolute for chances, shares and growth,
    /// relative for silence (.05).
    pub slack: f64,
}

impl Default for StageRules {
    fn default() -> Self {
        Self {
            segment_weight: 3.0,
            fallback_gap_days: 60.0,
            fading_chance: 0.30,
            fading_silence: 3.0,
            troubled_silence: 2.0,
            complaint_days: 14,
            ended_chance: 0.10,
            ended_silence: 6.0,
            committed_occasions: 6,
            committed_tenure_days: 365.0,
            committed_tenure_gaps: 6.0,
            committed_chance: 0.80,
            committed_silence: 1.5,
            pledged_share: 0.50,
            pledged_score: 9,
            expanding_occasions: 3,
            expanding_chance: 0.50,
            expanding_silence: 2.0,
            expanding_growth: 1.15,
            window_gaps: 4.0,
            slack: 0.05,
        }
    }
}

impl StageRules {
    /// A customer's gap in days, drawn towards the segment: `(k·own + w·segment)/(k + w)`, `k` own gaps and `w` the
    /// [segment weight](Self::segment_weight). Always finite and at least one day.
    #[must_use]
    pub fn gap_days(&self, own: Option<f64>, own_gaps: u32, segment: Option<f64>) -> f64 {
        let usable = |gap: &f64| gap.is_finite() && *gap > 0.0;
        let (own, segment) = (own.filter(usable), segment.filter(usable));
        let gap = match (own, segment) {
            (Some(own), Some(segment)) => {
                let gaps = f64::from(own_gaps);
                let weight = self.segment_weight.max(0.0);
                let mixed = (gaps * own + weight * segment) / (gaps + weight);
                if mixed.is_finite() { mixed } else { segment }
            }
            (Some(gap), None) | (None, Some(gap)) => gap,
            (None, None) => self.fallback_gap_days,
        };
        if gap.is_finite() { gap.max(1.0) } else { 60.0 }
    }
}
