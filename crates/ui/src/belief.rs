//! What is known of a customer: belief, certainty, source, and the question worth asking next. A belief never
//! stands without its certainty, its source and a way to correct it.

use maud::{Markup, html};

use crate::icon::{IconSize, icon, icon_sized};
use crate::stat::sure;
use crate::tone::Tone;

/// Options of [`belief`].
#[derive(Debug, Clone, Default)]
pub struct Belief<'a> {
    /// Id of the row, so that its answer replaces it.
    pub id: &'a str,
    /// What we believe, the fact in bold.
    pub claim: Markup,
    /// How sure, in percent.
    pub percent: u8,
    /// Name of the icon of its source.
    pub source_icon: &'a str,
    /// Where it came from, in words.
    pub source: &'a str,
    /// Buttons: right, and correct it.
    pub acts: Markup,
}

/// One belief.
pub fn belief(b: Belief) -> Markup {
    html! {
        li.belief id=[(!b.id.is_empty()).then_some(b.id)] {
            div.claim { span { (b.claim) } (sure(b.percent)) }
            div.basis { (icon(b.source_icon)) span title=(b.source) { (b.source) } span.acts { (b.acts) } }
        }
    }
}

/// Options of [`ask_next`].
#[derive(Debug, Clone, Default)]
pub struct AskNext<'a> {
    /// "Nên hỏi tiếp".
    pub kicker: &'a str,
    /// The question, in the right form of address.
    pub question: &'a str,
    /// Why, with its worth.
    pub why: &'a str,
    /// Answered, or another one.
    pub acts: Markup,
}

/// The one question worth asking next.
pub fn ask_next(a: AskNext) -> Markup {
    html! {
        div class={ "ask-next " (Tone::Persimmon.class()) } {
            div.kicker { (icon_sized("sparkles", IconSize::Small)) (a.kicker) }
            blockquote { (a.question) }
            p.why { (a.why) }
            div.row { (a.acts) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_belief_writes_certainty_and_source() {
        let page = belief(Belief {
            claim: html! { "Thích " b { "rang vừa" } },
            percent: 41,
            source_icon: "user",
            source: "chị \"tự\" nói",
            ..Belief::default()
        });
        let page = page.into_string();
        assert!(page.contains("41%") && page.contains("tone-red"), "{page}");
        assert!(page.contains("title=\"chị &quot;tự&quot; nói\""), "{page}");
    }
}
