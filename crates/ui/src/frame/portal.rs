//! A page of the customer's own door: the shop's name, a few links, one column. It shows nothing of the work area.

use maud::{DOCTYPE, Markup, html};

use super::head::{Theme, head};
use crate::icon::brand_mark;

/// Everything [`portal_page`] needs.
#[derive(Debug, Clone, Default)]
pub struct PortalPage<'a> {
    /// Language of the page: `vi` or `en`.
    pub lang: &'a str,
    /// The window title.
    pub title: &'a str,
    /// Light, dark or as the system says.
    pub theme: Theme,
    /// The token its forms send back.
    pub csrf: &'a str,
    /// The shop's name.
    pub shop: &'a str,
    /// "Skip to content".
    pub skip: &'a str,
    /// Name of the links in the bar, for screen readers.
    pub nav_label: &'a str,
    /// Links in the bar: words and address.
    pub links: Vec<(&'a str, &'a str)>,
    /// At the end of the bar, such as the way out.
    pub end: Option<Markup>,
    /// The content; it brings the `h1`.
    pub body: Markup,
}

/// A whole document of the customer's own door.
pub fn portal_page(p: &PortalPage) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(p.lang) data-theme=[p.theme.word()] {
            (head(p.title, p.theme, p.csrf))
            body.portal {
                a.skip-link href="#main" { (p.skip) }
                header.portal-bar {
                    (brand_mark()) b { (p.shop) }
                    @if !p.links.is_empty() {
                        nav.row.end.desk-only aria-label=(p.nav_label) {
                            @for (label, href) in &p.links { a.mid href=(href) { (label) } }
                        }
                    }
                    @if let Some(end) = &p.end { div.end { (end) } }
                }
                main id="main" tabindex="-1" { (p.body) }
                div.toasts id="toasts" role="status" aria-live="polite" {}
                div.visually-hidden id="said" role="status" {}
            }
        }
    }
}
