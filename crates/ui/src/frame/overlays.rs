//! What lies over the page: palette, drawer, list of shortcuts, question before an act, toasts, live regions.
//! They stay when the page changes, so they hold nothing of one page only.

use maud::{Markup, html};

use super::Page;
use super::palette::palette;
use crate::button::{Button, ButtonKind, button};
use crate::dialog::{Dialog, dialog};
use crate::toast::{Toast, toast};

/// A titled part of the list of shortcuts.
#[derive(Debug, Clone, Default)]
pub struct ShortcutGroup<'a> {
    /// Its heading.
    pub heading: &'a str,
    /// Its lines.
    pub shortcuts: Vec<Shortcut<'a>>,
}

/// One line of the list: what it does, and the keys.
#[derive(Debug, Clone, Default)]
pub struct Shortcut<'a> {
    /// What it does.
    pub label: &'a str,
    /// The keys, one after the other or together.
    pub keys: Vec<String>,
}

pub(super) fn overlays(p: &Page) -> Markup {
    let l = &p.labels;
    html! {
        @if let Some(find) = p.find { (palette(p, find)) }
        (dialog(Dialog { id: "keys", title: l.shortcuts, close: l.close, body: shortcuts(p), wide: true, ..Dialog::default() }))
        (dialog(Dialog {
            id: "confirm", title: l.confirm, close: l.close, body: html! { p data-question {} }, actions: Some(confirm_buttons(p)), ..Dialog::default()
        }))
        dialog.drawer id="drawer" aria-label=(l.drawer) {}
        div id="returning" hx-sync="replace" hidden {}
        div.toasts id="toasts" role="status" aria-live="polite" {}
        template id="offline" { (toast(Toast { text: l.offline, stays: true, close: Some(l.close), ..Toast::default() })) }
        template id="renewed" { (toast(Toast { text: l.renewed, stays: true, close: Some(l.close), ..Toast::default() })) }
        template id="ended" { (toast(Toast { text: l.ended, stays: true, close: Some(l.close), ..Toast::default() })) }
        template id="failed" { (toast(Toast { text: l.failed, stays: true, close: Some(l.close), ..Toast::default() })) }
        div.visually-hidden id="said" role="status" {}
        div.visually-hidden id="warned" role="alert" {}
    }
}

fn confirm_buttons(p: &Page) -> Markup {
    html! {
        (button(Button { label: p.labels.confirm_no, closes: true, ..Button::default() }))
        (button(Button { label: p.labels.confirm_yes, kind: ButtonKind::DangerFilled, closes: true, value: Some("yes"), ..Button::default() }))
    }
}

fn shortcuts(p: &Page) -> Markup {
    html! {
        div.shortcut-groups {
            (group(&everywhere(p)))
            (group(&going(p)))
            div data-page-keys {}
        }
        @if let Some((address, words)) = p.keys.change { p.small { a href=(address) { (words) } } }
    }
}

/// Groups of one page, kept in its body; the script puts them into the list when it opens.
pub(super) fn shortcut_groups(groups: &[ShortcutGroup]) -> Markup {
    html! { @for g in groups { (group(g)) } }
}

fn group(g: &ShortcutGroup) -> Markup {
    html! {
        @if !g.shortcuts.is_empty() {
            section {
                h3.nav-heading { (g.heading) }
                dl { @for s in &g.shortcuts { div { dt { (s.label) } dd.keys { @for key in &s.keys { kbd { (key) } } } } } }
            }
        }
    }
}

fn everywhere<'a>(p: &Page<'a>) -> ShortcutGroup<'a> {
    let l = &p.labels;
    let find = p.find.map(|_| "Ctrl K");
    let create = p.keys.create.filter(|_| !p.create.is_empty());
    let lines = [
        (l.find, find),
        (l.find_in_page, p.keys.search),
        (l.create, create),
        (l.shortcuts, p.keys.keys),
        (l.theme, p.keys.theme),
    ];
    let line = |(label, keys): (&'a str, Option<&str>)| {
        let keys = keys?.split(' ').map(str::to_owned).collect();
        Some(Shortcut { label, keys })
    };
    ShortcutGroup {
        heading: l.everywhere,
        shortcuts: lines.into_iter().filter_map(line).collect(),
    }
}

fn going<'a>(p: &Page<'a>) -> ShortcutGroup<'a> {
    let items = p.nav.iter().flat_map(|group| &group.items);
    let lines = items.filter_map(|item| {
        let keys = p.way_to(item)?;
        Some(Shortcut {
            label: item.label,
            keys: keys.split(' ').map(str::to_owned).collect(),
        })
    });
    ShortcutGroup {
        heading: p.labels.go_to,
        shortcuts: lines.collect(),
    }
}
