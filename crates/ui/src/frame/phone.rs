//! The phone's tab bar: up to three places, create in the middle, and "more", which opens everything else
//! as a sheet.

use maud::{Markup, html};

use super::sidebar::nav_group;
use super::{NavItem, Page};
use crate::icon::icon;
use crate::menu::{Menu, menu, menu_item};

pub(super) fn tab_bar(p: &Page) -> Markup {
    let places: Vec<&NavItem> = p
        .nav
        .iter()
        .flat_map(|g| &g.items)
        .filter(|i| i.phone.is_some())
        .take(3)
        .collect();
    let middle = places.len().min(2);
    html! {
        nav.tab-bar aria-label=(p.labels.phone_nav) {
            @for item in places.iter().take(middle) { (place(item)) }
            (create(p))
            @for item in places.iter().skip(middle) { (place(item)) }
            button type="button" popovertarget="more-menu" { (icon("menu-2")) (p.labels.more) }
        }
        (more(p))
    }
}

fn place(item: &NavItem) -> Markup {
    html! {
        a href=(item.href) aria-current=[item.current.then_some("page")] { (icon(item.icon)) (item.phone.unwrap_or(item.label)) }
    }
}

fn create(p: &Page) -> Markup {
    let label = p.labels.create;
    html! {
        @match p.create.as_slice() {
            [] => {}
            [only] if only.href.is_some() => {
                a.create href=[only.href] aria-label=(only.label) data-create { (icon("plus")) }
            }
            several => {
                button.create type="button" popovertarget="create-menu" aria-label=(label) data-create { (icon("plus")) }
                (menu(Menu { id: "create-menu", label, items: several, csrf: p.csrf }))
            }
        }
    }
}

fn more(p: &Page) -> Markup {
    html! {
        div.menu.sheet-nav popover id="more-menu" role="group" aria-label=(p.labels.more) {
            @for group in &p.nav { (nav_group(p, group)) }
            hr;
            @if let Some(href) = p.settings { a.nav-item href=(href) { (icon("settings")) span { (p.labels.settings) } } }
            @for item in &p.user.menu { (menu_item(item, p.csrf)) }
        }
    }
}
