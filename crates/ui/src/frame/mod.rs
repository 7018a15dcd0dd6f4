//! The whole page: head, sidebar, work area, phone tab bar, palette, dialogs, live regions. Pages hand in what
//! they have; the frame shows no link it was not given, and holds no words of its own.

mod bare;
mod head;
mod labels;
mod overlays;
mod palette;
mod phone;
mod portal;
mod sidebar;

use maud::{DOCTYPE, Markup, html};

pub use bare::{BarePage, bare_page};
pub use head::Theme;
pub use labels::FrameLabels;
pub use overlays::{Shortcut, ShortcutGroup};
pub use palette::{PaletteGroup, PaletteOption, palette_groups};
pub use portal::{PortalPage, portal_page};

use crate::button::{IconButton, icon_button};
use crate::menu::MenuItem;

/// Everything [`page`] needs. Words are translated by the caller.
#[derive(Debug, Clone, Default)]
pub struct Page<'a> {
    /// Language of the page: `vi` or `en`.
    pub lang: &'a str,
    /// What this page is; the window title adds the product's name, and the page bar shows it.
    pub title: &'a str,
    /// Light, dark or as the system says; from the cookie `theme`.
    pub theme: Theme,
    /// Rows of tables: `compact`, `roomy`, or nothing for the usual.
    pub density: Option<&'a str>,
    /// The token forms and htmx send back.
    pub csrf: &'a str,
    /// The workspace at the top of the sidebar.
    pub workspace: Workspace<'a>,
    /// Who is signed in.
    pub user: User<'a>,
    /// Groups of the sidebar. The first usually has no heading.
    pub nav: Vec<NavGroup<'a>>,
    /// What can be made from anywhere: one leads there, several open a menu.
    pub create: Vec<MenuItem<'a>>,
    /// Address that answers the palette's search with [`palette_groups`]; none: no palette.
    pub find: Option<&'a str>,
    /// Address of the settings.
    pub settings: Option<&'a str>,
    /// Where this page hangs, from the top; the page itself is not among them.
    pub crumbs: Vec<Crumb<'a>>,
    /// The body has its own `h1` (as a record does), so the page bar must not have one.
    pub h1_in_body: bool,
    /// Beside the title in the page bar, such as a count.
    pub beside_title: Option<Markup>,
    /// At the end of the page bar; one primary button.
    pub actions: Markup,
    /// The content. Use [`padded`] unless it runs to the edges.
    pub body: Markup,
    /// Toasts to show at once, such as after a redirect.
    pub toasts: Vec<Markup>,
    /// Address of the event stream of this page.
    pub live: Option<&'a str>,
    /// Shortcuts of this page, for the list of shortcuts.
    pub shortcuts: Vec<ShortcutGroup<'a>>,
    /// The single keys, and whether they do anything.
    pub keys: Keys<'a>,
    /// The frame's own words.
    pub labels: FrameLabels<'a>,
}

/// The single keys of whoever looks, as they are written on the page: `C`, `/`, `Shift D`. An act without a key shows none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Keys<'a> {
    /// No single key does anything.
    pub off: bool,
    /// JSON for the script: each act's word with its key.
    pub all: &'a str,
    /// Goes to the search of the page.
    pub search: Option<&'a str>,
    /// Opens what can be made.
    pub create: Option<&'a str>,
    /// Shows the list of keys.
    pub keys: Option<&'a str>,
    /// Light or dark.
    pub theme: Option<&'a str>,
    /// Comes before the key of a place.
    pub go: Option<&'a str>,
    /// Address and words of the page where keys are chosen.
    pub change: Option<(&'a str, &'a str)>,
}

/// The workspace shown at the top of the sidebar.
#[derive(Debug, Clone, Default)]
pub struct Workspace<'a> {
    /// Its name.
    pub name: &'a str,
    /// Address of its logo; none: the mark of Quen.
    pub logo: Option<&'a str>,
    /// Its menu: other workspaces, settings. Empty: the name is a link home.
    pub menu: Vec<MenuItem<'a>>,
}

/// Who is signed in.
#[derive(Debug, Clone, Default)]
pub struct User<'a> {
    /// Who it is, by which a browser that several people use keeps their drafts apart.
    pub id: &'a str,
    /// The full name.
    pub name: &'a str,
    /// The menu under the name: profile, language, sign out.
    pub menu: Vec<MenuItem<'a>>,
}

/// A part of the sidebar.
#[derive(Debug, Clone, Default)]
pub struct NavGroup<'a> {
    /// Its heading.
    pub heading: Option<&'a str>,
    /// Its links.
    pub items: Vec<NavItem<'a>>,
}

/// A link of the sidebar.
#[derive(Debug, Clone, Copy, Default)]
pub struct NavItem<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// Name of its icon.
    pub icon: &'a str,
    /// The words on it.
    pub label: &'a str,
    /// A count at its end; empty or absent shows none.
    pub count: Option<&'a str>,
    /// The count is about something that waits.
    pub urgent: bool,
    /// Id of the count, so that live updates find it.
    pub count_id: Option<&'a str>,
    /// This page is under it.
    pub current: bool,
    /// The letter after `G` that goes there.
    pub go_key: Option<char>,
    /// A short word for the phone's tab bar; three items at most have one.
    pub phone: Option<&'a str>,
}

/// A step of the path to this page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Crumb<'a> {
    /// The words of the step.
    pub label: &'a str,
    /// Where it leads.
    pub href: &'a str,
}

impl Page<'_> {
    /// The keys that lead to an item of the sidebar: `G H`.
    fn way_to(&self, item: &NavItem) -> Option<String> {
        let capital: String = item.go_key?.to_uppercase().collect();
        Some(format!("{} {capital}", self.keys.go?))
    }
}

/// The page as a whole document.
pub fn page(p: &Page) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(p.lang) data-theme=[p.theme.word()] data-density=[p.density] {
            (head::head(p.title, p.theme, p.csrf))
            body.app hx-boost:inherited="target:#main select:#main swap:outerMorph" hx-sync:inherited="drop" data-keys=(p.keys.all) data-keys-off[p.keys.off] data-user=(p.user.id) {
                a.skip-link href="#main" { (p.labels.skip) }
                (sidebar::sidebar(p))
                (work(p))
                (phone::tab_bar(p))
                (overlays::overlays(p))
            }
        }
    }
}

/// Body with the usual padding.
pub fn padded(body: Markup) -> Markup {
    html! { div.page-body { (body) } }
}

/// Body that runs to the edges and fills the height, as lists and boards do.
pub fn flush(body: Markup) -> Markup {
    html! { div.page-body.flush { (body) } }
}

fn work(p: &Page) -> Markup {
    let current = p
        .nav
        .iter()
        .flat_map(|group| &group.items)
        .find(|item| item.current);
    html! {
        main.work id="main" tabindex="-1" hx-history-elt data-current=[current.map(|item| item.href)] {
            header.page-bar {
                (heading(p))
                @if let Some(beside) = &p.beside_title { span.dim.smaller { (beside) } }
                div.actions { (p.actions) }
            }
            (p.body)
            @if !p.shortcuts.is_empty() { template id="page-keys" { (overlays::shortcut_groups(&p.shortcuts)) } }
            @if let Some(address) = p.live { div hx-sse:connect=(address) hx-swap="none" hidden {} }
            @if !p.toasts.is_empty() { div.toasts data-toasts { @for toast in &p.toasts { (toast) } } }
        }
    }
}

fn heading(p: &Page) -> Markup {
    let Some(last) = p.crumbs.last() else {
        return html! { @if p.h1_in_body { span.strong { (p.title) } } @else { h1 { (p.title) } } };
    };
    html! {
        nav.crumbs aria-label=(p.labels.path) {
            (icon_button(IconButton {
                icon: "chevron-left", label: last.label, href: Some(last.href), phone_only: true, ..IconButton::default()
            }))
            @for crumb in &p.crumbs { a href=(crumb.href) { (crumb.label) } span aria-hidden="true" { "/" } }
            @if p.h1_in_body { span aria-current="page" { (p.title) } } @else { h1 aria-current="page" { (p.title) } }
        }
    }
}

#[cfg(test)]
mod tests;
