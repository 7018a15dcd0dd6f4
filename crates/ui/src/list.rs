//! What stands around a list: views, filters, bulk acts, older and newer. All of it is links and forms; the
//! address holds the view, so that it can be shared.

use maud::{Markup, html};

use crate::button::{Button, ButtonSize, button, letter};
use crate::icon::{IconSize, icon, icon_sized};

/// The bar over a list: saved views as [`tabs`](crate::tabs::tabs) and what stands at its end.
pub fn view_bar(views: Markup, end: Option<Markup>) -> Markup {
    html! {
        div.view-bar { (views) @if let Some(end) = end { div.row.view-end { (end) } } }
    }
}

/// Options of [`search_box`].
#[derive(Debug, Clone, Copy, Default)]
pub struct SearchBox<'a> {
    /// Address of the list; the words go in `q`.
    pub action: &'a str,
    /// What is searched, for screen readers and as a hint.
    pub label: &'a str,
    /// What was searched.
    pub value: &'a str,
    /// Selector of the part of the page that the results replace as one types.
    pub target: &'a str,
    /// Further parameters of the list that the search keeps: filters, columns.
    pub kept: &'a [(&'a str, &'a str)],
}

/// The search of a list: results as one types, and a plain form without script. The key `/` leads to it.
pub fn search_box(s: SearchBox) -> Markup {
    html! {
        form.search-box method="get" action=(s.action) role="search" {
            @for (name, value) in s.kept { input type="hidden" name=(name) value=(value); }
            (icon("search"))
            input.input type="search" name="q" value=(s.value) aria-label=(s.label) placeholder=(s.label) data-search autocomplete="off"
                hx-get=(s.action) hx-trigger="input changed delay:200ms" hx-sync="this:replace" hx-target=(s.target)
                hx-select=(s.target) hx-swap="outerMorph" hx-replace-url="true" hx-include=[(!s.kept.is_empty()).then_some("closest form")];
        }
    }
}

/// The row of filters under the views.
pub fn filter_bar(label: &str, chips: Markup, end: Option<Markup>) -> Markup {
    html! {
        div.filter-bar role="group" aria-label=(label) {
            (chips)
            @if let Some(end) = end { span.row.end.desk-only { (end) } }
        }
    }
}

/// Options of [`filter_chip`].
#[derive(Debug, Clone, Copy, Default)]
pub struct FilterChip<'a> {
    /// Name of the field.
    pub field: &'a str,
    /// How it compares, such as "là" or "từ".
    pub verb: &'a str,
    /// With what.
    pub value: &'a str,
    /// Address of the form that changes it, shown in the drawer.
    pub edit: Option<&'a str>,
    /// Address of the list without it.
    pub without: &'a str,
    /// Words of the cross, with the field's name.
    pub drop_label: &'a str,
}

/// One filter: field, verb, value and a cross.
pub fn filter_chip(f: FilterChip) -> Markup {
    html! {
        span.filter-chip {
            span { (f.field) }
            @if !f.verb.is_empty() { span.verb { (f.verb) } }
            @if let Some(edit) = f.edit { a href=(edit) hx-get=(edit) hx-target="#drawer" { b { (f.value) } } } @else { b { (f.value) } }
            a.drop href=(f.without) aria-label=(f.drop_label) { (icon_sized("x", IconSize::Small)) }
        }
    }
}

/// The dashed button that adds a filter; it opens the menu or dialog with this id. Its tip says the key that presses it.
pub fn filter_add(label: &str, menu: &str, key: Option<&str>) -> Markup {
    let tip = key.map(|key| format!("{label} ({key})"));
    html! {
        button.filter-add type="button" popovertarget=(menu) title=[tip] data-key=[letter(key)] {
            (icon_sized("plus", IconSize::Small)) (label)
        }
    }
}

/// Options of [`bulk_bar`].
#[derive(Debug, Clone, Default)]
pub struct BulkBar<'a> {
    /// Name of the bar.
    pub label: &'a str,
    /// The words after the count, such as "đã chọn".
    pub picked: &'a str,
    /// Its acts: [`bulk_act`]s.
    pub acts: Markup,
    /// Words of the cross that drops the pick.
    pub clear: &'a str,
}

/// Shows when rows are picked: how many, and what can be done with them.
pub fn bulk_bar(b: BulkBar) -> Markup {
    html! {
        div.bulk-bar.desk-only role="toolbar" aria-label=(b.label) hidden {
            span { b data-n { "0" } " " (b.picked) }
            span.divider {}
            (b.acts)
            span.divider {}
            button type="button" data-pick-none aria-label=(b.clear) { (icon("x")) }
        }
    }
}

/// Options of [`bulk_act`].
#[derive(Debug, Clone, Copy, Default)]
pub struct BulkAct<'a> {
    /// The words on it.
    pub label: &'a str,
    /// Name of its icon.
    pub icon: &'a str,
    /// Where the picked rows are sent, as `id=…` each; the form is the one around the table.
    pub action: Option<&'a str>,
    /// Id of the dialog or menu that asks for more first.
    pub opens: Option<&'a str>,
    /// The question that is asked first.
    pub confirm: Option<&'a str>,
}

/// One act of a [`bulk_bar`].
pub fn bulk_act(a: BulkAct) -> Markup {
    html! {
        button type=(if a.action.is_some() { "submit" } else { "button" }) formaction=[a.action] data-open=[a.opens]
            data-confirm=[a.confirm] { (icon(a.icon)) (a.label) }
    }
}

/// Options of [`pager`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Pager<'a> {
    /// Name of the two links together.
    pub label: &'a str,
    /// Words and address of the page before; absent on the first.
    pub newer: Option<(&'a str, &'a str)>,
    /// Words and address of the page after; absent on the last.
    pub older: Option<(&'a str, &'a str)>,
    /// Which rows these are, such as "50 trong hơn 1.000".
    pub position: &'a str,
}

/// Newer and older, as keyset paging has it: no page numbers.
pub fn pager(p: Pager) -> Markup {
    let go = |words: (&str, &str)| {
        button(Button {
            label: words.0,
            href: Some(words.1),
            size: ButtonSize::Small,
            ..Button::default()
        })
    };
    html! {
        @if p.newer.is_some() || p.older.is_some() || !p.position.is_empty() {
            nav.pager aria-label=(p.label) {
                span.small.dim { (p.position) }
                span.end {}
                @if let Some(newer) = p.newer { (go(newer)) }
                @if let Some(older) = p.older { (go(older)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_dropped_by_a_link_with_a_name() {
        let chip = FilterChip {
            field: "Tỉnh",
            verb: "là",
            value: "Huế <1>",
            edit: None,
            without: "/parties?x=1&y=2",
            drop_label: "Bỏ lọc tỉnh",
        };
        let page = filter_chip(chip).into_string();
        assert!(
            page.contains("href=\"/parties?x=1&amp;y=2\" aria-label=\"Bỏ lọc tỉnh\""),
            "{page}"
        );
        assert!(page.contains("<b>Huế &lt;1&gt;</b>"), "{page}");
    }

    #[test]
    fn the_first_page_has_no_newer() {
        let page = pager(Pager {
            label: "Trang",
            older: Some(("Cũ hơn", "?before=9")),
            ..Pager::default()
        })
        .into_string();
        assert!(
            page.contains("Cũ hơn") && page.matches("<a ").count() == 1,
            "{page}"
        );
        assert_eq!(pager(Pager::default()).into_string(), "");
    }
}
