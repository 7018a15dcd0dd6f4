//! One touch of one customer for one occasion, from plan to end. It must never go from an end back to the plan: what was sent
//! once is not sent again.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::reasons::Reason;
use crate::{Event, Noun};

/// Where it stands: planned; a task was made; on its way out; gone out; perhaps gone out, because the way broke off; not to be
/// made, with the reason; a colleague said no.
pub const STATES: [&str; 7] = [
    "waiting", "proposed", "sending", "sent", "unsure", "refused", "declined",
];
/// As they are shown: a proposal whose task is ticked off is done.
pub const SHOWN_STATES: [&str; 8] = [
    "waiting", "proposed", "done", "sending", "sent", "unsure", "refused", "declined",
];

/// One touch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Touch {
    /// UUIDv7.
    pub id: Uuid,
    /// Whose idea it is.
    pub programme_id: Uuid,
    /// For whom.
    pub party_id: Uuid,
    /// Names the occasion.
    pub key: String,
    /// The day of the occasion.
    pub occasion_on: NaiveDate,
    /// When to reach out; later when something that passes stood in the way.
    pub due_at: DateTime<Utc>,
    /// The last day on which it still fits.
    pub until: NaiveDate,
    /// One of [`STATES`].
    pub state: String,
    /// The channel it was made on, or is to be made on when that is known.
    pub channel: String,
    /// Why the programme calls for it.
    pub why: Reason,
    /// What stood in its way, the last time somebody looked.
    pub reasons: Vec<Reason>,
    /// The task that proposes it.
    pub task_id: Option<Uuid>,
    /// What a colleague did about it, on the timeline.
    pub interaction_id: Option<Uuid>,
    /// When it ended.
    pub settled_at: Option<DateTime<Utc>>,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
}

impl Touch {
    /// What happened to it, on the party's timeline.
    pub fn event(&self, verb: &'static str) -> Event {
        Event::new(Noun::Care, verb, self.id)
            .on(Some(self.party_id))
            .with("programme", self.programme_id.to_string())
            .with("channel", self.channel.as_str())
    }
}

/// Does waiting help? Hours, holidays and pressure pass; no consent, no address and no record do not.
pub fn passes(reason: &str) -> bool {
    matches!(
        reason,
        "gate-quiet"
            | "gate-hours"
            | "gate-solemn"
            | "gate-tet"
            | "gate-holiday"
            | "gate-week"
            | "gate-month"
            | "gate-quarter"
            | "ad-gate-before-window"
            | "ad-gate-after-window"
            | "ad-gate-limit"
            | "ad-gate-count-unknown"
    )
}

/// Is it that the customer has heard from us often enough? This holds for what a colleague is asked to do as well.
pub fn presses(reason: &str) -> bool {
    matches!(reason, "gate-week" | "gate-month" | "gate-quarter")
}

/// The state as it is shown: that of the task, once it has one.
pub fn shown_state(state: &str, task_done: bool, task_gone: bool) -> &str {
    match (state, task_done, task_gone) {
        ("proposed", true, _) => "done",
        ("proposed", false, true) => "declined",
        (state, _, _) => state,
    }
}
