//! The board: lanes of deals. Moving a card works by dragging, by keys and by a menu; the server has the last
//! word. A card says in words when it has stood still too long or has no next step.

use maud::{Markup, html};

use crate::assets;
use crate::icon::icon;
use crate::tone::Tone;

/// Options of [`lane`].
#[derive(Debug, Clone, Default)]
pub struct Lane<'a> {
    /// Id of the lane, so that an answer can put it right.
    pub id: &'a str,
    /// The value sent as `stage` when a card lands here.
    pub stage: &'a str,
    /// Its name.
    pub name: &'a str,
    /// How many cards.
    pub count: &'a str,
    /// Tone of its mark.
    pub tone: Tone,
    /// Sum of its deals.
    pub total: &'a str,
    /// Weighted sum and likelihood, in words.
    pub weighted: &'a str,
    /// Its cards: [`deal_card`]s.
    pub cards: Markup,
}

/// A board; `label` names it. Lanes are [`lane`]s.
pub fn board(id: &str, label: &str, lanes: Markup) -> Markup {
    html! {
        div.board id=(id) tabindex="0" role="region" aria-label=(label) data-board data-script=(assets::url("board.js")) { (lanes) }
    }
}

/// One lane.
pub fn lane(l: Lane) -> Markup {
    html! {
        section class={ "lane " (l.tone.class()) } id=(l.id) aria-label=(l.name) {
            header {
                h2 { (l.name) span.count { (l.count) } }
                div.totals id={ (l.id) "-total" } { b.money { (l.total) } span { (l.weighted) } }
            }
            ol data-lane=(l.stage) { (l.cards) }
        }
    }
}

/// Options of [`deal_card`].
#[derive(Debug, Clone, Default)]
pub struct DealCard<'a> {
    /// Id of the card.
    pub id: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// For whom: an avatar or icon, then the name.
    pub who: Markup,
    /// Its sum.
    pub sum: &'a str,
    /// After the sum: age, owner.
    pub beside: Option<Markup>,
    /// What comes next; none: `no_step` is shown.
    pub next: Option<&'a str>,
    /// The words for "no next step".
    pub no_step: &'a str,
    /// Stood still too long: amber, or red when much too long.
    pub rotting: Option<Tone>,
    /// Address that takes `stage`, `after` and `version` by PATCH.
    pub move_to: &'a str,
    /// Version of the record.
    pub version: i64,
}

/// One deal.
pub fn deal_card(d: DealCard) -> Markup {
    let tone = d
        .rotting
        .map(|tone| format!("deal-card rotting {}", tone.class()));
    html! {
        li class=(tone.as_deref().unwrap_or("deal-card")) id=(d.id) data-row data-move=(d.move_to) data-version=(d.version) {
            a.title href=(d.href) { (d.title) }
            div.who { (d.who) }
            div.sum { b.money { (d.sum) } @if let Some(beside) = d.beside { span.end { (beside) } } }
            @match d.next {
                Some(next) => div.next-step { (icon("corner-down-right")) (next) },
                None => div.next-step.none { (icon("alert-triangle")) (d.no_step) },
            }
        }
    }
}

/// Options of [`record_card`].
#[derive(Debug, Clone, Default)]
pub struct RecordCard<'a> {
    /// Id of the card.
    pub id: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// What Space shows of it.
    pub peek: &'a str,
    /// Lines under the title.
    pub lines: Vec<Markup>,
    /// Address that takes `stage`, `after` and `version` by PATCH; none: the card stays where it is.
    pub move_to: Option<&'a str>,
    /// Version of the record.
    pub version: i64,
    /// Words and address of the form that moves it without dragging.
    pub move_form: Option<(&'a str, &'a str)>,
}

/// A record of any kind as a card.
pub fn record_card(c: RecordCard) -> Markup {
    html! {
        li.deal-card.record-card id=(c.id) tabindex=[c.move_to.map(|_| "0")] data-row data-move=[c.move_to] data-version=(c.version) {
            a.title href=(c.href) data-peek=(c.peek) { (c.title) }
            @for line in &c.lines { div.card-line { (line) } }
            @if let Some((words, href)) = c.move_form { a.move-form.smaller href=(href) { (words) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_without_a_next_step_says_so_in_words() {
        let page = deal_card(DealCard {
            id: "d1",
            title: "Máy <pha>",
            no_step: "Chưa có việc tiếp theo",
            rotting: Some(Tone::Amber),
            version: 3,
            ..DealCard::default()
        });
        let page = page.into_string();
        assert!(
            page.contains("class=\"deal-card rotting tone-amber\""),
            "{page}"
        );
        assert!(
            page.contains("Chưa có việc tiếp theo") && page.contains("Máy &lt;pha&gt;"),
            "{page}"
        );
        assert!(page.contains("data-version=\"3\""), "{page}");
    }
}
