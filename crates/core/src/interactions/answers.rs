//! Which episode answers which. An answer must come later, from us, and from a person.

use super::Interaction;
use crate::{Event, Noun};

/// Does `later` answer `earlier`? Both are of one party, the earlier one needs an answer, and the later one is outgoing
/// or a talk of both sides, not before it and not by a machine. A note answers nothing.
pub fn answers(later: &Interaction, earlier: &Interaction) -> bool {
    let spoken = match later.kind.as_str() {
        "note" => false,
        "call" | "meeting" | "visit" if later.is_two_way() => true,
        _ => later.direction == "out",
    };
    spoken
        && !later.automatic
        && later.deleted_at.is_none()
        && earlier.needs_answer()
        && later.party_id == earlier.party_id
        && later.id != earlier.id
        && later.started_at >= earlier.started_at
}

/// Marks the earlier episode as answered, or `None` when the later one does not answer it.
pub fn answer(earlier: &Interaction, later: &Interaction) -> Option<(Interaction, Event)> {
    if !answers(later, earlier) {
        return None;
    }
    let answered = Interaction {
        answered_at: Some(later.started_at),
        ..earlier.clone()
    };
    let event = Event::new(Noun::Interactions, "answered", earlier.id)
        .on(Some(earlier.party_id))
        .with("by", later.id.to_string());
    Some((answered, event))
}
