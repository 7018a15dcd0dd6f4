//! The house's own rules about reaching out: quiet hours, caps, pauses. Stricter than the law or equal, never looser: the
//! law is judged beside them.

use serde::{Deserialize, Serialize};

/// What a workspace sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct House {
    /// The hour from which nothing rings any more, where the party is.
    pub quiet_from: u32,
    /// The hour at which it may again.
    pub quiet_to: u32,
    /// Days of a week on which we reach out at most, over all channels.
    pub week_cap: u32,
    /// Days of 30 at most.
    pub month_cap: u32,
    /// Days of 90 at most.
    pub quarter_cap: u32,
    /// No offers on public holidays.
    pub pause_holidays: bool,
    /// No offers in the week before and after Tết.
    pub pause_tet: bool,
}

impl Default for House {
    fn default() -> Self {
        Self {
            quiet_from: 22,
            quiet_to: 7,
            week_cap: 3,
            month_cap: 10,
            quarter_cap: 24,
            pause_holidays: true,
            pause_tet: true,
        }
    }
}

impl House {
    /// Is this an hour of rest? The window may cross midnight; equal ends mean none.
    pub fn is_quiet(&self, hour: u32) -> bool {
        if self.quiet_from <= self.quiet_to {
            (self.quiet_from..self.quiet_to).contains(&hour)
        } else {
            hour >= self.quiet_from || hour < self.quiet_to
        }
    }

    /// Hours within the day, caps that let anything out at all.
    pub fn is_sound(&self) -> bool {
        self.quiet_from < 24
            && self.quiet_to < 24
            && (1..=7).contains(&self.week_cap)
            && (1..=30).contains(&self.month_cap)
            && (1..=90).contains(&self.quarter_cap)
    }
}
