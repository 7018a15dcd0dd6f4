//! Tabs as links: the address changes with the tab, so it can be shared and reached without script. Tabs
//! that only switch what is shown in a form belong to the composer, never here.

use maud::{Markup, html};

use crate::icon::{IconSize, icon_sized};

/// One tab.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tab<'a> {
    /// The words on it.
    pub label: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// Icon before the words.
    pub icon: Option<&'a str>,
    /// A count after the words.
    pub count: Option<&'a str>,
    /// The one shown now.
    pub current: bool,
}

impl<'a> Tab<'a> {
    /// Words that lead somewhere, nothing beside them.
    pub fn new(label: &'a str, href: &'a str, current: bool) -> Self {
        Self {
            label,
            href,
            current,
            ..Self::default()
        }
    }
}

/// A row of tabs; `label` names it. `end` comes after the last one, such as a button to save a new view.
pub fn tabs(label: &str, tabs: &[Tab], end: Option<Markup>) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    @if let Some(name) = tab.icon { (icon_sized(name, IconSize::Small)) }
                    (tab.label)
                    @if let Some(count) = tab.count { span.count { (count) } }
                }
            }
            @if let Some(end) = end { (end) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tab_shown_now_says_so() {
        let all = [
            Tab {
                label: "Một",
                href: "/1",
                ..Tab::default()
            },
            Tab {
                label: "Hai",
                href: "/2",
                current: true,
                ..Tab::default()
            },
        ];
        let page = tabs("Báo cáo", &all, None).into_string();
        assert!(
            page.contains("<a href=\"/1\">Một</a><a href=\"/2\" aria-current=\"page\">Hai</a>"),
            "{page}"
        );
    }
}
