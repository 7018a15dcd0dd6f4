//! When there is nothing, or not yet: empty state, nothing found, skeleton. It says what would be here and
//! offers the first act; "nothing found" names the filter and offers to drop it.

use maud::{Markup, html};

/// Options of [`empty`].
#[derive(Debug, Clone, Default)]
pub struct Empty<'a> {
    /// What is not here yet; none for a small one inside a panel.
    pub title: Option<&'a str>,
    /// What it is for, in a sentence or two.
    pub text: Markup,
    /// The first act, and perhaps a second.
    pub acts: Option<Markup>,
    /// With the small drawing.
    pub drawing: bool,
}

/// An empty state.
pub fn empty(e: Empty) -> Markup {
    html! {
        div.empty.compact[!e.drawing] {
            @if e.drawing { (drawing()) }
            @if let Some(title) = e.title { h2 { (title) } }
            p { (e.text) }
            @if let Some(acts) = e.acts { div.row { (acts) } }
        }
    }
}

/// Grey shapes of a list while it is fetched; `rows` of them. They appear only after 300 ms.
pub fn skeleton_rows(rows: u8) -> Markup {
    html! {
        div.stack.skeletons aria-hidden="true" {
            @for n in 0..rows {
                div.row {
                    span.skeleton.round {}
                    span.grow.stack.tight {
                        span.skeleton style={ "width:" (70 - n % 3 * 9) "%" } {}
                        span.skeleton.thin style={ "width:" (46 - n % 3 * 9) "%" } {}
                    }
                }
            }
        }
    }
}

/// Two cards, one with a heart: something to come.
fn drawing() -> Markup {
    html! {
        svg.art viewBox="0 0 168 112" aria-hidden="true" {
            rect x="26" y="20" width="92" height="66" rx="12" style="fill:var(--surface);stroke:var(--line-strong);stroke-width:1.5" {}
            rect x="40" y="34" width="24" height="24" rx="12" style="fill:var(--brand-soft)" {}
            path d="M72 40h32M72 51h20M40 70h64" style="stroke:var(--line-strong);stroke-width:5;stroke-linecap:round" {}
            g transform="rotate(8 118 66)" {
                rect x="78" y="40" width="72" height="52" rx="12" style="fill:var(--surface);stroke:var(--brand);stroke-width:1.8" {}
                path d="M114 78s-15-8.6-15-18a8 8 0 0 1 15-3.8 8 8 0 0 1 15 3.8c0 9.4-15 18-15 18z" style="fill:var(--brand-soft);stroke:var(--brand);stroke-width:1.8" {}
            }
            circle cx="22" cy="26" r="4" style="fill:var(--stage-than)" {}
            circle cx="148" cy="20" r="3" style="fill:var(--stage-timhieu)" {}
            circle cx="12" cy="78" r="3" style="fill:var(--stage-quen)" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_escaped_and_the_drawing_silent() {
        let page = empty(Empty {
            title: Some("Chưa có <gì>"),
            text: html! { "a & b" },
            drawing: true,
            ..Empty::default()
        })
        .into_string();
        assert!(
            page.contains("<h2>Chưa có &lt;gì&gt;</h2>") && page.contains("a &amp; b"),
            "{page}"
        );
        assert!(
            page.contains("aria-hidden=\"true\"") && !page.contains("compact"),
            "{page}"
        );
    }

    #[test]
    fn skeletons_keep_their_number_and_their_widths_positive() {
        let page = skeleton_rows(7).into_string();
        assert_eq!(page.matches("skeleton round").count(), 7);
        assert!(!page.contains("width:-"), "{page}");
    }
}
