//! What a colleague does with a proposal: the words that are ready, and the episode that it becomes once they were said. It must
//! never call something a message that was a talk.

use super::VISIT;

/// How a touch on a channel is made by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Kind of the task, one of [`crate::tasks::KINDS`].
    pub task: &'static str,
    /// Kind of the episode, one of [`crate::interactions::KINDS`].
    pub kind: &'static str,
    /// Channel of the episode, one of [`crate::interactions::CHANNELS`].
    pub channel: &'static str,
}

/// What a touch on this channel becomes. It goes out from us, also when we go there.
pub fn told(channel: &str) -> Told {
    let made = |task, kind, channel| Told {
        task,
        kind,
        channel,
    };
    match channel {
        "phone" => made("call", "call", "phone"),
        "email" => made("write", "email", "email"),
        "sms" => made("write", "message", "sms"),
        "zalo" => made("write", "message", "zalo"),
        "messenger" => made("write", "message", "messenger"),
        VISIT => made("meet", "visit", "in_person"),
        _ => made("write", "message", "other"),
    }
}

/// The words in the note of a proposal: all but the first line, which says why.
pub fn words_of(note: &str) -> &str {
    note.split_once('\n').map_or("", |(_, words)| words.trim())
}
