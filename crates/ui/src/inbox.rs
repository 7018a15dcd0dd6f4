//! The inbox: a row for each conversation and the messages of one. Ours stand at the end; an internal note looks
//! like nothing that could be sent, so that it is never mistaken for a reply.

use maud::{Markup, html};

use crate::avatar::{AvatarShape, AvatarSize, avatar};

/// Options of [`ticket_row`].
#[derive(Debug, Clone, Default)]
pub struct TicketRow<'a> {
    /// Id of the row.
    pub id: &'a str,
    /// Who wrote.
    pub from: &'a str,
    /// Where the conversation is.
    pub href: &'a str,
    /// When, in words.
    pub time: &'a str,
    /// The exact instant, RFC 3339.
    pub at: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Under it: number, channel, clock, owner.
    pub under: Markup,
    /// Not read yet.
    pub unread: bool,
    /// Words for "not read yet", read out.
    pub unread_label: &'a str,
    /// Shown beside the list now.
    pub current: bool,
}

/// One conversation in the list.
pub fn ticket_row(t: TicketRow) -> Markup {
    html! {
        a.ticket-row.unread[t.unread] id=[(!t.id.is_empty()).then_some(t.id)] href=(t.href) data-row aria-current=[t.current.then_some("true")] {
            span.top { (avatar(t.from, AvatarSize::Small, AvatarShape::Person)) span { (t.from) } time.small.dim datetime=(t.at) { (t.time) } }
            span.subject { @if t.unread { span.visually-hidden { (t.unread_label) ": " } } (t.subject) }
            span.bottom { (t.under) }
        }
    }
}

/// Whose words a message are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voice {
    /// The customer's.
    #[default]
    Theirs,
    /// Ours, sent to the customer.
    Ours,
    /// A note among colleagues, never sent.
    Internal,
}

/// Options of [`message`].
#[derive(Debug, Clone, Default)]
pub struct Message<'a> {
    /// Id of the message.
    pub id: &'a str,
    /// Who wrote it.
    pub by: &'a str,
    /// Beside the name: channel, or "chỉ nội bộ".
    pub note: &'a str,
    /// When, in words.
    pub time: &'a str,
    /// The exact instant, RFC 3339.
    pub at: &'a str,
    /// Whose words they are.
    pub voice: Voice,
    /// What was written.
    pub body: Markup,
}

/// One message of a conversation.
pub fn message(m: Message) -> Markup {
    html! {
        article.message.ours[m.voice == Voice::Ours].internal[m.voice == Voice::Internal].tone-amber[m.voice == Voice::Internal]
            id=[(!m.id.is_empty()).then_some(m.id)] {
            (avatar(m.by, AvatarSize::Medium, AvatarShape::Person))
            div.by { b { (m.by) } @if !m.note.is_empty() { span { (m.note) } } time datetime=(m.at) title=(m.at) { (m.time) } }
            div.bubble { (m.body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_internal_note_never_looks_like_a_reply() {
        let page = message(Message {
            by: "Thu Hà",
            note: "chỉ nội bộ",
            voice: Voice::Internal,
            body: html! { "<x>" },
            ..Message::default()
        });
        let page = page.into_string();
        assert!(
            page.contains("message internal tone-amber") && !page.contains("ours"),
            "{page}"
        );
        assert!(page.contains("&lt;x&gt;"), "{page}");
    }

    #[test]
    fn unread_is_also_said() {
        let row = TicketRow {
            from: "Lộc",
            subject: "Hạt ẩm",
            unread: true,
            unread_label: "chưa đọc",
            ..TicketRow::default()
        };
        assert!(ticket_row(row).into_string().contains("chưa đọc: "));
    }
}
