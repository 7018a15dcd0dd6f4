//! Panels: a titled part of a page. Panels have a line, not a shadow, and never hold another panel.

use maud::{Markup, html};

use crate::icon::icon;
use crate::tone::Tone;

/// Options of [`panel`].
#[derive(Debug, Clone, Default)]
pub struct Panel<'a> {
    /// Its title; also names the section for screen readers. Without one there is no header.
    pub title: &'a str,
    /// Id of the section, when something refreshes it.
    pub id: Option<&'a str>,
    /// Icon before the title.
    pub icon: Option<&'a str>,
    /// Beside the title, such as a badge with a tally.
    pub beside: Option<Markup>,
    /// At the end of the header: acts, a "see all" link, a note.
    pub end: Option<Markup>,
    /// The content. Rows bring their own padding: set `flush`.
    pub body: Markup,
    /// The content runs to the edges, as rows and tables do.
    pub flush: bool,
    /// Under a line at the bottom.
    pub footer: Option<Markup>,
    /// The one panel on the page that asks for an answer, in this tone.
    pub accent: Option<Tone>,
}

/// A titled section.
pub fn panel(p: Panel) -> Markup {
    let accent = p
        .accent
        .map(|tone| format!("panel accent {}", tone.class()));
    let named = !p.title.is_empty();
    html! {
        section class=(accent.as_deref().unwrap_or("panel")) id=[p.id] aria-label=[named.then_some(p.title)] {
            @if named {
                header {
                    h2 { @if let Some(name) = p.icon { (icon(name)) } (p.title) }
                    @if let Some(beside) = p.beside { (beside) }
                    @if let Some(end) = p.end { span.end { (end) } }
                }
            }
            @if p.flush { (p.body) } @else { div.body { (p.body) } }
            @if let Some(footer) = p.footer { footer { (footer) } }
        }
    }
}

/// A quiet link at the end of a panel header.
pub fn see_all(href: &str, label: &str) -> Markup {
    html! { a.see-all href=(href) { (label) } }
}

/// Label and value pairs, such as the facts of a customer.
pub fn facts(pairs: &[(&str, Markup)]) -> Markup {
    html! {
        dl.facts { @for (label, value) in pairs { dt { (label) } dd { (value) } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_is_named_and_holds_its_parts_in_order() {
        let page = panel(Panel {
            title: "Lời hứa & hẹn",
            body: html! { p { "x" } },
            footer: Some(html! { "cuối" }),
            ..Panel::default()
        });
        let page = page.into_string();
        assert!(
            page.starts_with(
                "<section class=\"panel\" aria-label=\"Lời hứa &amp; hẹn\"><header><h2>"
            ),
            "{page}"
        );
        assert!(page.ends_with("<footer>cuối</footer></section>"), "{page}");
    }

    #[test]
    fn a_panel_without_a_title_has_no_empty_heading() {
        let page = panel(Panel {
            body: html! { "x" },
            flush: true,
            ..Panel::default()
        });
        assert_eq!(page.into_string(), "<section class=\"panel\">x</section>");
    }
}
