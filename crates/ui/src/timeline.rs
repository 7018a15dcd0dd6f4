//! The timeline of a customer: what happened, grouped under days, newest first. Long ones grow at the end. An
//! event shows its time in words; the exact one is in `<time>`.

use maud::{Markup, html};

use crate::icon::{IconSize, icon, icon_sized};
use crate::tone::Tone;

/// Options of [`event`].
#[derive(Debug, Clone, Default)]
pub struct Event<'a> {
    /// Id of the entry, so that a refresh keeps its place.
    pub id: &'a str,
    /// Name of its icon.
    pub icon: &'a str,
    /// Tone of its icon.
    pub tone: Tone,
    /// What happened, in one line.
    pub head: Markup,
    /// The time as it is read.
    pub time: &'a str,
    /// The exact instant, RFC 3339; also the tip.
    pub at: &'a str,
    /// What was said or bought.
    pub card: Option<Markup>,
    /// The card quotes someone.
    pub said: bool,
    /// What was learned from it, with a way to undo it.
    pub learned: Option<Markup>,
    /// A fact of the system, shown small.
    pub minor: bool,
    /// A promise, outlined in its tone.
    pub promised: bool,
    /// Acts on the entry, at its end.
    pub acts: Option<Markup>,
}

impl Event<'_> {
    /// The entry as a fact of the system, in one small line.
    #[must_use]
    pub fn minor(self, icon: &'static str, tone: Tone, head: Markup) -> Self {
        Self {
            icon,
            tone,
            head,
            minor: true,
            ..self
        }
    }
}

/// One entry.
pub fn event(e: Event) -> Markup {
    html! {
        li.event.(e.tone.class()).minor[e.minor] .promised[e.promised] id=[(!e.id.is_empty()).then_some(e.id)] {
            span.glyph { (icon(e.icon)) }
            div {
                div.head {
                    p { (e.head) }
                    time datetime=(e.at) title=(e.at) { (e.time) }
                    @if let Some(acts) = e.acts { (acts) }
                }
                @if e.card.is_some() || e.learned.is_some() {
                    div.card.said[e.said] {
                        @if let Some(card) = e.card { (card) }
                        @if let Some(learned) = e.learned { div.learned { (icon_sized("bulb", IconSize::Small)) (learned) } }
                    }
                }
            }
        }
    }
}

/// A heading between entries: a day, then a month.
pub fn day(label: &str) -> Markup {
    html! { li.when { (label) } }
}

/// The list; `label` names it. `older` is the words and address of what comes after the last entry; its answer
/// is entries and another [`older_entries`].
pub fn timeline(label: &str, entries: Markup, older: Option<(&str, &str)>) -> Markup {
    html! {
        ol.timeline aria-label=(label) {
            (entries)
            @if let Some((words, address)) = older { (older_entries(words, address)) }
        }
    }
}

/// The last row: fetches the entries before and is replaced by them when it comes into view.
pub fn older_entries(words: &str, address: &str) -> Markup {
    html! {
        li.older hx-get=(address) hx-trigger="revealed" hx-target="this" hx-swap="outerHTML" {
            a.button.quiet.block href=(address) { (words) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_its_exact_time_and_its_kind() {
        let page = event(Event {
            icon: "phone",
            tone: Tone::Jade,
            head: html! { "gọi <đến>" },
            time: "10:42",
            at: "2026-11-21T10:42:00+07:00",
            minor: true,
            ..Event::default()
        });
        let page = page.into_string();
        assert!(
            page.starts_with("<li class=\"event tone-jade minor\">"),
            "{page}"
        );
        assert!(
            page.contains("datetime=\"2026-11-21T10:42:00+07:00\""),
            "{page}"
        );
        assert!(
            page.contains("gọi &lt;đến&gt;") && !page.contains("class=\"card"),
            "{page}"
        );
    }

    #[test]
    fn older_entries_work_without_script() {
        let page = older_entries("Xem cũ hơn", "/parties/7/timeline?before=8812").into_string();
        assert_eq!(page.matches("/parties/7/timeline?before=8812").count(), 2);
    }
}
