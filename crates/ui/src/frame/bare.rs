//! A page without the frame: sign-in, first run, the customer's own pages. It shows no navigation and needs no
//! signed-in user.

use maud::{DOCTYPE, Markup, html};

use super::head::{Theme, head};
use crate::icon::brand_mark;

/// Everything [`bare_page`] needs.
#[derive(Debug, Clone, Default)]
pub struct BarePage<'a> {
    /// Language of the page: `vi` or `en`.
    pub lang: &'a str,
    /// The window title.
    pub title: &'a str,
    /// Light, dark or as the system says.
    pub theme: Theme,
    /// The token its forms send back.
    pub csrf: &'a str,
    /// The name beside the mark, such as the workspace's; empty: "Quen".
    pub name: &'a str,
    /// "Skip to content"; needed when there is something before the content.
    pub skip: &'a str,
    /// The content; it brings the `h1`.
    pub body: Markup,
    /// What is shown beside it on wide screens, such as a picture of what comes next.
    pub aside: Option<Markup>,
    /// Name of that part, for screen readers.
    pub aside_label: &'a str,
}

/// A whole document with one column, and a second one when `aside` is given.
pub fn bare_page(p: &BarePage) -> Markup {
    let name = if p.name.is_empty() { "Quen" } else { p.name };
    html! {
        (DOCTYPE)
        html lang=(p.lang) data-theme=[p.theme.word()] {
            (head(p.title, p.theme, p.csrf))
            body {
                @if !p.skip.is_empty() { a.skip-link href="#main" { (p.skip) } }
                div.first-run.alone[p.aside.is_none()] {
                    main.ask id="main" tabindex="-1" {
                        div.row { (brand_mark()) b { (name) } }
                        (p.body)
                    }
                    @if let Some(aside) = &p.aside { aside.show aria-label=(p.aside_label) { (aside) } }
                }
                div.toasts id="toasts" role="status" aria-live="polite" {}
                div.visually-hidden id="said" role="status" {}
            }
        }
    }
}
