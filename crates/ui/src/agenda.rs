//! Rows of things to do and things that are: agenda, plain items, consent. Each says what, then why, and has
//! one act beside "done". A done row stays, struck through, until tomorrow.

use maud::{Markup, html};

use crate::choice::{Check, switch};
use crate::hx::Hx;
use crate::icon::icon;
use crate::tone::Tone;

/// Options of [`agenda_row`].
#[derive(Debug, Clone, Default)]
pub struct AgendaRow<'a> {
    /// Id of the row, so that its answer replaces it.
    pub id: &'a str,
    /// Name of its icon.
    pub icon: &'a str,
    /// Tone of its icon.
    pub tone: Tone,
    /// What to do.
    pub what: &'a str,
    /// Where that leads.
    pub href: Option<&'a str>,
    /// Why, in one line.
    pub why: &'a str,
    /// The act, and "done".
    pub acts: Markup,
    /// Done today.
    pub done: bool,
}

/// The list; rows are [`agenda_row`]s.
pub fn agenda(rows: Markup) -> Markup {
    html! { ol.agenda { (rows) } }
}

/// One thing to do.
pub fn agenda_row(a: AgendaRow) -> Markup {
    html! {
        li.done[a.done] id=[(!a.id.is_empty()).then_some(a.id)] {
            (glyph_box(a.icon, a.tone))
            div.clip {
                div.what { @if let Some(href) = a.href { a href=(href) { (a.what) } } @else { (a.what) } }
                div.why { (a.why) }
            }
            div.acts { (a.acts) }
        }
    }
}

/// An icon in a soft square of its tone.
pub fn glyph_box(name: &str, tone: Tone) -> Markup {
    html! { span class={ "glyph-box " (tone.class()) } { (icon(name)) } }
}

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemState {
    /// Nothing to say.
    #[default]
    Plain,
    /// Kept.
    Kept,
    /// Late.
    Late,
}

/// Options of [`item`].
#[derive(Debug, Clone, Default)]
pub struct Item<'a> {
    /// Before the words: an icon, an avatar, a time.
    pub lead: Markup,
    /// The words.
    pub label: &'a str,
    /// Where they lead.
    pub href: Option<&'a str>,
    /// A line under them.
    pub sub: Option<&'a str>,
    /// At the end: a badge, a sum, a button.
    pub end: Option<Markup>,
    /// How it stands.
    pub state: ItemState,
}

/// A list of items: promises, open matters, people.
pub fn item_list(items: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul.item-list { @for item in items { (item) } } }
}

/// One item.
pub fn item(i: Item) -> Markup {
    html! {
        li.kept[i.state == ItemState::Kept].late[i.state == ItemState::Late] {
            (i.lead)
            span.lines {
                @if let Some(href) = i.href { a href=(href) { (i.label) } } @else { span { (i.label) } }
                @if let Some(sub) = i.sub { span.sub { (sub) } }
            }
            @if let Some(end) = i.end { (end) }
        }
    }
}

/// Options of [`consent_row`].
#[derive(Debug, Clone, Copy, Default)]
pub struct ConsentRow<'a> {
    /// Name of the channel's icon.
    pub icon: &'a str,
    /// The channel.
    pub channel: &'a str,
    /// Since when and how, given or refused.
    pub since: &'a str,
    /// Given.
    pub given: bool,
    /// What the switch asks of the server.
    pub hx: Hx<'a>,
}

/// A list of consents.
pub fn consents(rows: impl IntoIterator<Item = Markup>) -> Markup {
    html! { ul.consent { @for row in rows { (row) } } }
}

/// One channel: when consent was given or refused, and the switch.
pub fn consent_row(c: ConsentRow) -> Markup {
    html! {
        li {
            (icon(c.icon))
            span { (c.channel) small { (c.since) } }
            (switch(Check { name: "given", label: c.channel, label_hidden: true, checked: c.given, hx: c.hx, ..Check::default() }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_done_row_says_so_and_words_are_escaped() {
        let page = agenda_row(AgendaRow {
            icon: "phone",
            what: "Gọi <Lộc>",
            why: "74 ngày & hơn",
            done: true,
            ..AgendaRow::default()
        });
        let page = page.into_string();
        assert!(page.starts_with("<li class=\"done\">"), "{page}");
        assert!(
            page.contains("Gọi &lt;Lộc&gt;") && page.contains("74 ngày &amp; hơn"),
            "{page}"
        );
    }

    #[test]
    fn the_switch_of_a_consent_is_named_after_its_channel() {
        let page = consent_row(ConsentRow {
            icon: "mail",
            channel: "Email",
            since: "đồng ý 03/02/2025",
            given: true,
            ..ConsentRow::default()
        });
        let page = page.into_string();
        assert!(
            page.contains("role=\"switch\"")
                && page.contains("aria-label=\"Email\"")
                && page.contains("checked"),
            "{page}"
        );
    }
}
