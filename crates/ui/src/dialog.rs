//! Dialogs and drawers: the browser's own `<dialog>`, opened by a button that names its id. A dialog must
//! have a title, and its act must also work when it is opened as a page.

use maud::{Markup, html};

use crate::button::{IconButton, icon_button};

/// Options of [`dialog`].
#[derive(Debug, Clone, Default)]
pub struct Dialog<'a> {
    /// Id that the opening button names in `opens`.
    pub id: &'a str,
    /// Its title, where the focus goes first unless a field takes it.
    pub title: &'a str,
    /// Words of the button that closes it.
    pub close: &'a str,
    /// The content.
    pub body: Markup,
    /// Buttons at the bottom: the act last.
    pub actions: Option<Markup>,
    /// Wider than 560 px: up to 1000.
    pub wide: bool,
    /// Open as soon as it is in the page, as when the server sends it.
    pub open: bool,
}

/// A dialog over the page.
pub fn dialog(d: Dialog) -> Markup {
    html! {
        dialog.dialog.wide[d.wide] id=(d.id) aria-labelledby={ (d.id) "-title" } data-open-now[d.open] {
            header {
                h2 id={ (d.id) "-title" } tabindex="-1" autofocus { (d.title) }
                (icon_button(IconButton { icon: "x", label: d.close, closes: true, ..IconButton::default() }))
            }
            div.body { (d.body) }
            @if let Some(actions) = d.actions { footer { (actions) } }
        }
    }
}

/// Options of [`drawer`].
#[derive(Debug, Clone, Default)]
pub struct Drawer<'a> {
    /// Its title.
    pub title: &'a str,
    /// A line under the title.
    pub sub: Option<&'a str>,
    /// Where among the rows it stands, such as `6 / 1.284`.
    pub position: Option<&'a str>,
    /// Buttons in the header: previous, next, open as a page.
    pub tools: Option<Markup>,
    /// Words of the button that closes it.
    pub close: &'a str,
    /// The content.
    pub body: Markup,
    /// Acts at the bottom.
    pub actions: Option<Markup>,
}

/// What the frame's `#drawer` shows: send it as the answer to `hx-target="#drawer"`, and it opens.
pub fn drawer(d: Drawer) -> Markup {
    html! {
        header {
            @if let Some(position) = d.position { span.small.dim { (position) } }
            span.end {}
            @if let Some(tools) = d.tools { (tools) }
            (icon_button(IconButton { icon: "x", label: d.close, closes: true, ..IconButton::default() }))
        }
        div.body.stack.loose {
            div { h2.drawer-title tabindex="-1" autofocus { (d.title) } @if let Some(sub) = d.sub { p.smaller.mid { (sub) } } }
            (d.body)
        }
        @if let Some(actions) = d.actions { footer { (actions) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_is_named_by_its_title_and_can_be_closed() {
        let page = dialog(Dialog {
            id: "gop",
            title: "Gộp <2>",
            close: "Đóng",
            ..Dialog::default()
        })
        .into_string();
        assert!(page.contains("aria-labelledby=\"gop-title\""), "{page}");
        assert!(
            page.contains("id=\"gop-title\" tabindex=\"-1\" autofocus>Gộp &lt;2&gt;</h2>"),
            "{page}"
        );
        assert!(page.contains("data-close"), "{page}");
    }
}
