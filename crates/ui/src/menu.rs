//! Menus: a list of acts behind a button. The platform's popover opens and closes them; the script adds
//! arrow keys. A menu must never be the only way to an act that has no page of its own without script.

use maud::{Markup, html};

use crate::field::csrf_field;
use crate::hx::Hx;
use crate::icon::icon;

/// Options of [`menu`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Menu<'a> {
    /// Id that the opening button names in `menu`.
    pub id: &'a str,
    /// What the menu is for, for screen readers.
    pub label: &'a str,
    /// What can be done.
    pub items: &'a [MenuItem<'a>],
    /// Token for the items that send.
    pub csrf: &'a str,
}

/// One line of a menu. `href` makes a link, `post` a small form, `opens` or `hx` a button.
#[derive(Debug, Clone, Copy, Default)]
pub struct MenuItem<'a> {
    /// The words on it.
    pub label: &'a str,
    /// Name of the icon before the words.
    pub icon: Option<&'a str>,
    /// Where it leads.
    pub href: Option<&'a str>,
    /// The link is a file: the browser takes it, not htmx.
    pub download: bool,
    /// The whole document is exchanged, not the page body: signing out, another workspace, another language.
    pub whole_page: bool,
    /// Address it posts to.
    pub post: Option<&'a str>,
    /// Values it posts beside the token.
    pub values: &'a [(&'a str, &'a str)],
    /// The key that does the same, shown at the end.
    pub key: Option<&'a str>,
    /// Id of the dialog it opens.
    pub opens: Option<&'a str>,
    /// Takes something away.
    pub danger: bool,
    /// The one that holds now, in a menu of choices.
    pub current: bool,
    /// Starts a new part of the menu: a line above it.
    pub divided: bool,
    /// Heading above it.
    pub heading: Option<&'a str>,
    /// What it asks of the server.
    pub hx: Hx<'a>,
}

/// A menu as a popover; the button that opens it names its id.
pub fn menu(m: Menu) -> Markup {
    html! {
        div.menu popover id=(m.id) role="menu" aria-label=(m.label) {
            @for item in m.items { (menu_item(item, m.csrf)) }
        }
    }
}

/// One line, for menus that are put together by hand.
pub fn menu_item(item: &MenuItem, csrf: &str) -> Markup {
    html! {
        @if item.divided { hr; }
        @if let Some(heading) = item.heading { div.heading role="presentation" { (heading) } }
        @if let Some(href) = item.href {
            a.danger[item.danger] role="menuitem" href=(href) aria-current=[item.current.then_some("true")]
                download[item.download] hx-boost=[(item.download || item.whole_page).then_some("false")]
                hx-get=[item.hx.get] hx-target=[item.hx.target] hx-swap=[item.hx.swap] { (line(item)) }
        } @else if let Some(action) = item.post {
            (posting(item, action, csrf))
        } @else {
            (pressing(item))
        }
    }
}

fn posting(item: &MenuItem, action: &str, csrf: &str) -> Markup {
    html! {
        form role="none" method="post" action=(action) hx-boost=[item.whole_page.then_some("false")] hx-post=[item.hx.target.map(|_| action)] hx-target=[item.hx.target] hx-swap=[item.hx.swap]
            hx-confirm=[item.hx.confirm] {
            (csrf_field(csrf))
            @for (name, value) in item.values { input type="hidden" name=(name) value=(value); }
            button.danger[item.danger] type="submit" role="menuitem" { (line(item)) }
        }
    }
}

fn pressing(item: &MenuItem) -> Markup {
    let hx = item.hx;
    html! {
        button.danger[item.danger] type="button" role="menuitem" data-open=[item.opens]
            hx-get=[hx.get] hx-post=[hx.post] hx-patch=[hx.patch] hx-delete=[hx.delete] hx-target=[hx.target]
            hx-swap=[hx.swap] hx-vals=[hx.vals] hx-include=[hx.include] hx-confirm=[hx.confirm] { (line(item)) }
    }
}

fn line(item: &MenuItem) -> Markup {
    html! {
        @if let Some(name) = item.icon { (icon(name)) }
        span { (item.label) }
        @if let Some(key) = item.key { kbd { (key) } }
        @if item.current { span.end { (icon("check")) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_item_is_a_form_with_the_token() {
        let items = [MenuItem {
            label: "Đăng xuất",
            post: Some("/sessions/end"),
            values: &[("all", "1")],
            ..MenuItem::default()
        }];
        let page = menu(Menu {
            id: "me",
            label: "Tôi",
            items: &items,
            csrf: "t\"k",
        })
        .into_string();
        assert!(page.contains("name=\"csrf\" value=\"t&quot;k\""), "{page}");
        assert!(page.contains("name=\"all\" value=\"1\""), "{page}");
        assert!(page.contains("type=\"submit\" role=\"menuitem\""), "{page}");
    }

    #[test]
    fn labels_are_escaped() {
        let item = MenuItem {
            label: "<i>",
            href: Some("/"),
            ..MenuItem::default()
        };
        assert!(
            menu_item(&item, "")
                .into_string()
                .contains("<span>&lt;i&gt;</span>")
        );
    }
}
