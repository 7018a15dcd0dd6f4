//! The five stages of a relationship: badge, track and the bar of shares. The stage colours mean stage
//! everywhere and nothing else. This file holds no rule about who is in which stage.

use maud::{Markup, html};

/// A stage, in the order of Dwyer, Schurr and Oh (1987).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Lạ.
    #[default]
    Awareness,
    /// Tìm hiểu.
    Exploration,
    /// Quen.
    Expansion,
    /// Thân.
    Commitment,
    /// Phai: apart from the four others.
    Dissolution,
}

impl Stage {
    /// All five in order.
    pub const ALL: [Self; 5] = [
        Self::Awareness,
        Self::Exploration,
        Self::Expansion,
        Self::Commitment,
        Self::Dissolution,
    ];

    /// The word in the stylesheet, for `data-stage`.
    pub const fn css(self) -> &'static str {
        match self {
            Self::Awareness => "la",
            Self::Exploration => "timhieu",
            Self::Expansion => "quen",
            Self::Commitment => "than",
            Self::Dissolution => "phai",
        }
    }

    /// The word the rest of the product uses, such as `commitment`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Awareness => "awareness",
            Self::Exploration => "exploration",
            Self::Expansion => "expansion",
            Self::Commitment => "commitment",
            Self::Dissolution => "dissolution",
        }
    }

    /// The stage by the word the rest of the product uses, such as `commitment`.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.word() == word)
    }

    const fn rank(self) -> usize {
        match self {
            Self::Awareness => 0,
            Self::Exploration => 1,
            Self::Expansion => 2,
            Self::Commitment => 3,
            Self::Dissolution => 4,
        }
    }
}

/// The name of a stage with its colour.
pub fn stage_badge(stage: Stage, name: &str) -> Markup {
    html! { span.stage-badge data-stage=(stage.css()) { (name) } }
}

/// Options of [`stage_track`].
#[derive(Debug, Clone, Copy, Default)]
pub struct StageTrack<'a> {
    /// What the track shows, for screen readers.
    pub label: &'a str,
    /// The stage now.
    pub now: Stage,
    /// The highest stage reached before the relationship faded; used only when `now` is dissolution.
    pub reached: Option<Stage>,
    /// The five steps in order: name, and how long it lasted or another short note.
    pub steps: [StageStep<'a>; 5],
    /// Where a step leads: the drawer that asks why the stage changes. The product's word for the stage is
    /// appended, so the address ends in something like `?to=`.
    /// Without it the steps are plain text.
    pub change: Option<&'a str>,
}

/// One step of the track.
#[derive(Debug, Clone, Copy, Default)]
pub struct StageStep<'a> {
    /// Name of the stage.
    pub name: &'a str,
    /// How long, or how likely; may be empty.
    pub note: &'a str,
}

/// Four steps and the exit: passed ones tinted, the one now full, the ones ahead grey.
pub fn stage_track(t: StageTrack) -> Markup {
    html! {
        ol.stage-track aria-label=(t.label) {
            @for (stage, step) in Stage::ALL.into_iter().zip(t.steps) {
                li class=[class_of(stage, &t)] data-stage=(stage.css()) { (step_inside(&t, stage, step)) }
            }
        }
    }
}

fn step_inside(t: &StageTrack, stage: Stage, step: StageStep) -> Markup {
    let current = (stage == t.now).then_some("step");
    let words = html! { b { (step.name) } @if !step.note.is_empty() { span { (step.note) } } };
    match t.change {
        Some(address) => html! {
            a.step href={ (address) (stage.word()) } hx-get={ (address) (stage.word()) } hx-target="#drawer"
                hx-swap="innerHTML" aria-current=[current] { (words) }
        },
        None => html! { div.step aria-current=[current] { (words) } },
    }
}

fn class_of(stage: Stage, t: &StageTrack) -> Option<&'static str> {
    let passed = match (t.now, t.reached) {
        (Stage::Dissolution, Some(reached)) => stage.rank() <= reached.rank(),
        (now, _) => stage.rank() < now.rank(),
    };
    match (stage == t.now, stage) {
        (true, Stage::Dissolution) => Some("exit now"),
        (true, _) => Some("now"),
        (false, Stage::Dissolution) => Some("exit"),
        (false, _) => passed.then_some("passed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(now: Stage, reached: Option<Stage>) -> String {
        let names = ["Lạ", "Tìm hiểu", "Quen", "Thân", "Phai"];
        let steps = names.map(|name| StageStep {
            name,
            note: "2 <tháng>",
        });
        stage_track(StageTrack {
            label: "Chặng",
            now,
            reached,
            steps,
            change: None,
        })
        .into_string()
    }

    #[test]
    fn one_step_is_current_and_those_before_it_are_passed() {
        let page = track(Stage::Expansion, None);
        assert_eq!(page.matches("aria-current=\"step\"").count(), 1);
        assert_eq!(page.matches("class=\"passed\"").count(), 2);
        let current = page.split("aria-current=\"step\"").nth(1).unwrap();
        assert!(current.starts_with("><b>Quen</b>"), "{page}");
        assert!(
            page.contains("class=\"exit\" data-stage=\"phai\""),
            "{page}"
        );
    }

    #[test]
    fn a_faded_customer_keeps_the_stages_reached() {
        let page = track(Stage::Dissolution, Some(Stage::Expansion));
        assert!(
            page.contains("class=\"exit now\" data-stage=\"phai\""),
            "{page}"
        );
        assert_eq!(page.matches("class=\"passed\"").count(), 3);
    }

    #[test]
    fn notes_are_escaped() {
        assert!(track(Stage::Awareness, None).contains("2 &lt;tháng&gt;"));
    }

    #[test]
    fn the_product_words_find_their_stage() {
        assert_eq!(Stage::from_word("commitment"), Some(Stage::Commitment));
        assert_eq!(Stage::from_word("than"), None);
    }
}
