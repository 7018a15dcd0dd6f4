//! The command palette: places and things to make are in the page, people and records come from the server as
//! one types. Everything in it is a link or a button that also exists elsewhere.

use maud::{Markup, html};

use super::Page;
use crate::avatar::{AvatarShape, AvatarSize, avatar};
use crate::icon::{IconSize, icon, icon_sized};

/// A titled part of the palette's results.
#[derive(Debug, Clone, Default)]
pub struct PaletteGroup<'a> {
    /// Id of its heading, unique among the groups sent together.
    pub id: &'a str,
    /// Its heading.
    pub heading: &'a str,
    /// What is in it.
    pub options: Vec<PaletteOption<'a>>,
}

/// One result.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaletteOption<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// The words of it.
    pub label: &'a str,
    /// Byte range of `label` that matched, shown stronger; a range that does not fit is left out.
    pub matched: Option<(usize, usize)>,
    /// Dim words after it.
    pub sub: &'a str,
    /// Name of its icon; none: the initials of `label`.
    pub icon: Option<&'a str>,
    /// An organisation's initials rather than a person's.
    pub organisation: bool,
    /// Keys that lead there too.
    pub keys: &'a [&'a str],
    /// It is an act that is posted, not a page; the page that answers takes the place of the one that is open.
    pub posts: bool,
}

/// The answer of the search address: groups of results for the palette's `#found-records`.
pub fn palette_groups(groups: &[PaletteGroup]) -> Markup {
    html! { @for group in groups { (palette_group(group, false)) } }
}

/// `local` marks groups that are in the page and are filtered by the script.
fn palette_group(group: &PaletteGroup, local: bool) -> Markup {
    html! {
        @if !group.options.is_empty() {
            div role="group" aria-labelledby=(group.id) data-local[local] {
                div.group id=(group.id) { (group.heading) }
                @for (n, option) in group.options.iter().enumerate() { (palette_option(option, group.id, n)) }
            }
        }
    }
}

fn palette_option(option: &PaletteOption, group: &str, n: usize) -> Markup {
    let shape = if option.organisation {
        AvatarShape::Organisation
    } else {
        AvatarShape::Person
    };
    let posts = option.posts;
    let main = posts.then_some("#main");
    html! {
        a role="option" tabindex="-1" href=(option.href) id={ (group) "-" (n) } aria-selected="false"
            hx-post=[posts.then_some(option.href)] hx-target=[main] hx-select=[main] hx-swap=[main.map(|_| "outerMorph")] hx-push-url=[main.map(|_| "true")] {
            @match option.icon {
                Some(name) => span.option-icon { (icon(name)) },
                None => (avatar(option.label, AvatarSize::Medium, shape)),
            }
            span.nowrap { (marked(option)) }
            @if !option.sub.is_empty() { span.sub { (option.sub) } }
            @if !option.keys.is_empty() { span.keys { @for key in option.keys { kbd { (key) } } } }
        }
    }
}

fn marked(option: &PaletteOption) -> Markup {
    let parts = option.matched.and_then(|(from, to)| {
        Some((
            option.label.get(..from)?,
            option.label.get(from..to)?,
            option.label.get(to..)?,
        ))
    });
    html! {
        @match parts {
            Some((before, found, after)) => { (before) mark { (found) } (after) },
            None => (option.label),
        }
    }
}

pub(super) fn palette(p: &Page, find: &str) -> Markup {
    let l = &p.labels;
    html! {
        dialog.palette id="palette" aria-label=(l.find) {
            div.ask {
                (icon_sized("search", IconSize::Large))
                input type="text" name="q" role="combobox" aria-expanded="true" aria-controls="found" aria-autocomplete="list"
                    aria-label=(l.find) placeholder=(l.find_hint) autocomplete="off" autofocus
                    hx-get=(find) hx-trigger="input delay:60ms, ask" hx-sync="this:replace" hx-target="#found-records" hx-swap="innerHTML";
                kbd { "Esc" }
            }
            div.found id="found" role="listbox" aria-label=(l.results) {
                div id="found-records" role="presentation" {}
                (palette_group(&making(p), true))
                (palette_group_places(p))
            }
            div.foot {
                span { kbd { "↑" } kbd { "↓" } (l.choose) }
                span { kbd { "↵" } (l.open) }
                span.desk-only { kbd { "Tab" } (l.more_acts) }
                span.end.desk-only { (l.find_note) }
            }
        }
    }
}

fn making<'a>(p: &Page<'a>) -> PaletteGroup<'a> {
    let options = p.create.iter().filter_map(|item| {
        Some(PaletteOption {
            href: item.href?,
            label: item.label,
            icon: item.icon.or(Some("plus")),
            ..PaletteOption::default()
        })
    });
    PaletteGroup {
        id: "palette-create",
        heading: p.labels.create,
        options: options.collect(),
    }
}

/// The places of the sidebar, with the two keys that lead there.
fn palette_group_places(p: &Page) -> Markup {
    let keys: Vec<String> = items(p)
        .map(|item| p.way_to(item).unwrap_or_default())
        .collect();
    let pairs: Vec<Vec<&str>> = keys
        .iter()
        .map(|keys| keys.split_whitespace().collect())
        .collect();
    let options = items(p).zip(&pairs).map(|(item, keys)| PaletteOption {
        href: item.href,
        label: item.label,
        icon: Some(item.icon),
        sub: item.count.unwrap_or_default(),
        keys,
        ..PaletteOption::default()
    });
    palette_group(
        &PaletteGroup {
            id: "palette-places",
            heading: p.labels.go_to,
            options: options.collect(),
        },
        true,
    )
}

fn items<'p, 'a>(p: &'p Page<'a>) -> impl Iterator<Item = &'p super::NavItem<'a>> {
    p.nav.iter().flat_map(|group| &group.items)
}
