//! Shares of a whole: the bar of stages, and a list of bars that compares a few things by length.

use maud::{Markup, html};

use crate::stage::{Stage, stage_badge};
use crate::tone::Tone;

/// One stage and how much of the whole it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct StageShare<'a> {
    /// The stage.
    pub stage: Stage,
    /// Its name.
    pub name: &'a str,
    /// How many, for the width.
    pub count: u32,
    /// How many, as it is read.
    pub count_words: &'a str,
    /// The share as it is read, such as "16%".
    pub percent_words: &'a str,
    /// The list of those customers.
    pub href: Option<&'a str>,
}

/// The stages as one stacked bar and, under it, their names and figures. `label` says it in a sentence.
pub fn stage_shares(label: &str, shares: &[StageShare]) -> Markup {
    html! {
        div.stage-bar role="img" aria-label=(label) {
            @for s in shares { @if s.count > 0 { span data-stage=(s.stage.css()) style={ "flex:" (s.count) } {} } }
        }
        ul.stage-legend {
            @for s in shares {
                li.row.smaller {
                    @if let Some(href) = s.href { a href=(href) { (stage_badge(s.stage, s.name)) } } @else { (stage_badge(s.stage, s.name)) }
                    span.end.strong { (s.count_words) }
                    span.dim.percent { (s.percent_words) }
                }
            }
        }
    }
}

/// One line of [`share_list`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Share<'a> {
    /// What it is.
    pub label: &'a str,
    /// Where it leads.
    pub href: Option<&'a str>,
    /// Length of its bar, percent of the longest.
    pub percent: u8,
    /// The figure as it is read.
    pub words: &'a str,
    /// Tone of its bar.
    pub tone: Tone,
}

/// Lines with a name, a bar and a figure, longest first by custom.
pub fn share_list(label: &str, shares: &[Share]) -> Markup {
    html! {
        ul.share-list aria-label=(label) {
            @for s in shares {
                li {
                    @if let Some(href) = s.href { a.clip href=(href) title=(s.label) { (s.label) } } @else { span.clip title=(s.label) { (s.label) } }
                    span class={ "meter " (s.tone.class()) } style={ "--v:" (s.percent.min(100)) "%" } aria-hidden="true" { i {} }
                    span.number { (s.words) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_stage_has_no_piece_of_the_bar_but_stays_in_the_list() {
        let shares = [
            StageShare {
                stage: Stage::Awareness,
                name: "Lạ",
                count: 3,
                count_words: "3",
                percent_words: "100%",
                href: None,
            },
            StageShare {
                stage: Stage::Expansion,
                name: "Quen",
                count: 0,
                count_words: "0",
                percent_words: "0%",
                href: Some("/?a&b"),
            },
        ];
        let page = stage_shares("Lạ 100%", &shares).into_string();
        assert_eq!(page.matches("flex:").count(), 1);
        assert_eq!(page.matches("<li").count(), 2);
        assert!(page.contains("href=\"/?a&amp;b\""), "{page}");
    }
}
