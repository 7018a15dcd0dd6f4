//! The sidebar: workspace, search, groups of links, who is signed in. Gone on phones, icons only on narrow
//! screens.

use maud::{Markup, html};

use super::{NavGroup, NavItem, Page};
use crate::avatar::{AvatarShape, AvatarSize, avatar};
use crate::icon::{IconSize, brand_mark, icon, icon_sized};
use crate::menu::{Menu, menu};

pub(super) fn sidebar(p: &Page) -> Markup {
    html! {
        nav.sidebar aria-label=(p.labels.main_nav) {
            (workspace(p))
            @if p.find.is_some() {
                button.quick-find type="button" data-open="palette" {
                    (icon("search")) span { (p.labels.find) } kbd { "Ctrl K" }
                }
            }
            @for group in &p.nav { (nav_group(p, group)) }
            (foot(p))
        }
    }
}

fn workspace(p: &Page) -> Markup {
    let w = &p.workspace;
    let inside = html! {
        @if let Some(logo) = w.logo { img.brand-mark src=(logo) alt="" width="24" height="24"; } @else { (brand_mark()) }
        span.name { (w.name) }
    };
    html! {
        @if w.menu.is_empty() {
            a.workspace href="/" { (inside) }
        } @else {
            button.workspace type="button" popovertarget="workspace-menu" { (inside) (icon_sized("selector", IconSize::Small)) }
            (menu(Menu { id: "workspace-menu", label: w.name, items: &w.menu, csrf: p.csrf }))
        }
    }
}

/// A heading and its links; also what the phone's "more" sheet shows.
pub(super) fn nav_group(p: &Page, group: &NavGroup) -> Markup {
    html! {
        @if let Some(heading) = group.heading { h2.nav-heading { (heading) } }
        @for item in &group.items { (nav_item(p, item)) }
    }
}

fn nav_item(p: &Page, item: &NavItem) -> Markup {
    let tip = tip(item.label, p.way_to(item).as_deref());
    html! {
        a.nav-item href=(item.href) title=(tip) data-go=[item.go_key] aria-current=[item.current.then_some("page")] {
            (icon(item.icon))
            span { (item.label) }
            @if item.count.is_some() || item.count_id.is_some() {
                span.count.urgent[item.urgent] id=[item.count_id] { (item.count.unwrap_or_default()) }
            }
        }
    }
}

/// The words of a tooltip, with the key that does the same.
fn tip(label: &str, keys: Option<&str>) -> String {
    keys.map_or_else(|| label.to_owned(), |keys| format!("{label} ({keys})"))
}

fn foot(p: &Page) -> Markup {
    let theme = tip(p.labels.theme, p.keys.theme);
    let who = html! { (avatar(p.user.name, AvatarSize::Medium, AvatarShape::Person)) span { (p.user.name) } };
    html! {
        div.sidebar-foot {
            @if p.user.menu.is_empty() {
                span.who { (who) }
            } @else {
                button.who type="button" popovertarget="user-menu" { (who) }
                (menu(Menu { id: "user-menu", label: p.user.name, items: &p.user.menu, csrf: p.csrf }))
            }
            button.icon-button.small type="button" data-theme-switch aria-label=(p.labels.theme) title=(theme) { (icon("moon")) }
            @if let Some(href) = p.settings {
                a.icon-button.small href=(href) aria-label=(p.labels.settings) title=(p.labels.settings) { (icon("settings")) }
            }
        }
    }
}
