//! Who answers whom, kept in the transaction of each episode: a talk that is written answers what the party waited for,
//! and what it had answered waits again when it is taken away. What somebody marked by hand is never opened again here.

use quen_core::interactions::{self as rules, Interaction};
use quen_core::kept::Kept;
use quen_core::{Event, Noun, Result};
use quen_store::interactions as rows;
use quen_store::records::update;

use super::LOOKED_AT;
use crate::Tx;
use crate::metrics::Changed;

/// Episodes that one talk answers at most.
const ANSWERED: i64 = 200;

/// Does this episode answer what came before it?
pub(super) fn speaks(episode: &Interaction) -> bool {
    episode.deleted_at.is_none()
        && !episode.automatic
        && (episode.direction == "out" || episode.is_two_way())
}

/// Marks what waits for this episode as answered by it.
pub(super) async fn answer_waiting(
    tx: &mut Tx,
    episode: &Interaction,
    changes: &mut Vec<Changed>,
) -> Result<()> {
    let now = tx.ctx().now;
    for earlier in rows::waiting(&tx.rows, episode.party_id, episode.started_at, ANSWERED).await? {
        let Some((mut answered, event)) = rules::answer(&earlier, episode) else {
            continue;
        };
        answered.touch(now);
        update::<rows::Interactions>(&tx.rows, &answered).await?;
        tx.record(event);
        changes.push(Changed {
            before: Some(earlier),
            after: Some(answered),
        });
    }
    Ok(())
}

/// Looks again at what an episode had answered that answers no more, or not as it did: another talk answers it, or it waits.
/// The episode must be written already.
pub(super) async fn look_again(
    tx: &mut Tx,
    before: &Interaction,
    episode: &Interaction,
    changes: &mut Vec<Changed>,
) -> Result<()> {
    let stays = speaks(episode)
        && (before.party_id, before.started_at, &before.kind)
            == (episode.party_id, episode.started_at, &episode.kind);
    if stays || !speaks(before) {
        return Ok(());
    }
    let now = tx.ctx().now;
    let answered =
        rows::answered_at(&tx.rows, before.party_id, before.started_at, ANSWERED).await?;
    for earlier in answered {
        if earlier.id == before.id || marked_by_hand(tx, &earlier).await? {
            continue;
        }
        let mut open = Interaction {
            answered_at: None,
            ..earlier.clone()
        };
        open.answered_at = answer_of(tx, &open).await?;
        if open.answered_at == earlier.answered_at || !earlier_needed(&earlier) {
            continue;
        }
        open.touch(now);
        update::<rows::Interactions>(&tx.rows, &open).await?;
        let event = Event::new(Noun::Interactions, "reopened", open.id).on(Some(open.party_id));
        tx.record(event.with("by", before.id.to_string()));
        changes.push(Changed {
            before: Some(earlier),
            after: Some(open),
        });
    }
    Ok(())
}

/// When the first of the later talks answers this episode.
pub(super) async fn answer_of(
    tx: &Tx,
    episode: &Interaction,
) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    let later = rows::since(&tx.rows, episode.party_id, episode.started_at, LOOKED_AT).await?;
    let answer = later.iter().find(|later| rules::answers(later, episode));
    Ok(answer.map(|later| later.started_at))
}

/// Would it wait if nobody had answered? A call that was taken never did.
fn earlier_needed(earlier: &Interaction) -> bool {
    let unanswered = Interaction {
        answered_at: None,
        ..earlier.clone()
    };
    unanswered.needs_answer()
}

/// An answer that was given by an episode says by which one.
async fn marked_by_hand(tx: &Tx, earlier: &Interaction) -> Result<bool> {
    let events = quen_store::events::of_record(&tx.rows, earlier.id, 100).await?;
    let last = events
        .iter()
        .find(|event| matches!(event.verb.as_str(), "answered" | "reopened"));
    Ok(last.is_some_and(|event| event.verb == "answered" && event.data.get("by").is_none()))
}
