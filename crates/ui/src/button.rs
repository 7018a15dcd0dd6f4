//! Buttons: what starts an act. One primary a view. A button that goes somewhere is a link (`href`). It must
//! never hold markup of its own: the label is text and says the verb first.

use maud::{Markup, html};

use crate::hx::Hx;
use crate::icon::icon;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do in this view.
    Primary,
    /// An ordinary act.
    #[default]
    Plain,
    /// An act that belongs to what is beside it.
    Soft,
    /// An act that is seldom wanted.
    Quiet,
    /// An act that takes away; outlined.
    Danger,
    /// The filled one, only in the dialog that confirms.
    DangerFilled,
}

/// How large a button is: 26, 32 or 40 px on a desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// 26 px.
    Small,
    /// 32 px.
    #[default]
    Medium,
    /// 40 px.
    Large,
}

/// Options of [`button`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Button<'a> {
    /// The words on it, translated.
    pub label: &'a str,
    /// Name of an icon before the label.
    pub icon: Option<&'a str>,
    /// How loud it is.
    pub kind: ButtonKind,
    /// How large it is.
    pub size: ButtonSize,
    /// Address: makes it a link.
    pub href: Option<&'a str>,
    /// The link is a file: the browser takes it, not htmx.
    pub download: bool,
    /// Sends the form it is in (or the form whose id is in `form`); otherwise it is a plain button.
    pub submit: bool,
    /// Id of the form it sends, when that is elsewhere in the page.
    pub form: Option<&'a str>,
    /// Address that replaces the action of the form.
    pub formaction: Option<&'a str>,
    /// Name of the value it sends.
    pub name: Option<&'a str>,
    /// The value it sends.
    pub value: Option<&'a str>,
    /// The key that presses it, shown at its end, such as `Ctrl ↵`. Single letters also work as a shortcut.
    pub key: Option<&'a str>,
    /// Id of the dialog it opens.
    pub opens: Option<&'a str>,
    /// Id of the menu (popover) it opens.
    pub menu: Option<&'a str>,
    /// Closes the dialog it is in.
    pub closes: bool,
    /// As wide as its container.
    pub block: bool,
    /// Cannot be pressed.
    pub disabled: bool,
    /// Only on screens wider than a phone.
    pub desk_only: bool,
    /// Takes the focus when the page or dialog opens.
    pub autofocus: bool,
    /// What it asks of the server.
    pub hx: Hx<'a>,
}

/// A button with words, or a link that looks like one.
pub fn button(b: Button) -> Markup {
    let hx = b.hx;
    let inside = html! {
        @if let Some(name) = b.icon { (icon(name)) }
        span { (b.label) }
        @if let Some(key) = b.key { kbd.desk-only { (key) } }
    };
    match b.href {
        Some(href) => html! {
            a class=(classes(&b)) href=(href) data-key=[letter(b.key)] download[b.download] hx-boost=[b.download.then_some("false")]
                hx-get=[hx.get] hx-target=[hx.target] hx-swap=[hx.swap] hx-select=[hx.select] hx-push-url=[hx.push_url] {
                (inside)
            }
        },
        None => html! {
            button class=(classes(&b)) type=(if b.submit { "submit" } else { "button" })
                form=[b.form] formaction=[b.formaction] name=[b.name] value=[b.value]
                disabled[b.disabled] autofocus[b.autofocus]
                data-key=[letter(b.key)] data-open=[b.opens] data-close[b.closes] popovertarget=[b.menu]
                hx-get=[hx.get] hx-post=[hx.post] hx-patch=[hx.patch] hx-delete=[hx.delete]
                hx-target=[hx.target] hx-swap=[hx.swap] hx-select=[hx.select] hx-trigger=[hx.trigger]
                hx-include=[hx.include] hx-vals=[hx.vals] hx-sync=[hx.sync] hx-push-url=[hx.push_url]
                hx-confirm=[hx.confirm] {
                (inside)
            }
        },
    }
}

fn classes(b: &Button) -> String {
    let kind = match b.kind {
        ButtonKind::Plain => "",
        ButtonKind::Primary => " primary",
        ButtonKind::Soft => " soft",
        ButtonKind::Quiet => " quiet",
        ButtonKind::Danger => " danger",
        ButtonKind::DangerFilled => " danger filled",
    };
    let size = match b.size {
        ButtonSize::Small => " small",
        ButtonSize::Medium => "",
        ButtonSize::Large => " large",
    };
    let block = if b.block { " block" } else { "" };
    let desk = if b.desk_only { " desk-only" } else { "" };
    format!("button{kind}{size}{block}{desk}")
}

/// Only a single key is a shortcut, `Shift Z` being the capital; `Ctrl ↵` and the like are shown and handled where they belong.
pub(crate) fn letter(key: Option<&str>) -> Option<String> {
    let key = key?;
    match key.strip_prefix("Shift ") {
        Some(capital) => Some(capital.to_owned()),
        None => (key.chars().count() == 1).then(|| key.to_lowercase()),
    }
}

/// Options of [`icon_button`].
#[derive(Debug, Clone, Copy, Default)]
pub struct IconButton<'a> {
    /// Name of the icon.
    pub icon: &'a str,
    /// What it does, in words, for screen readers and as a tip.
    pub label: &'a str,
    /// The letter that presses it; the tip says it.
    pub key: Option<&'a str>,
    /// Address: makes it a link.
    pub href: Option<&'a str>,
    /// 26 px instead of 32.
    pub small: bool,
    /// On or off, for a toggle.
    pub pressed: Option<bool>,
    /// Sends the form it is in.
    pub submit: bool,
    /// Name of the value it sends.
    pub name: Option<&'a str>,
    /// The value it sends.
    pub value: Option<&'a str>,
    /// Id of the dialog it opens.
    pub opens: Option<&'a str>,
    /// Id of the menu (popover) it opens.
    pub menu: Option<&'a str>,
    /// Closes the dialog it is in.
    pub closes: bool,
    /// Only on screens wider than a phone.
    pub desk_only: bool,
    /// Only on phones.
    pub phone_only: bool,
    /// What it asks of the server.
    pub hx: Hx<'a>,
}

/// A button that is an icon only.
pub fn icon_button(b: IconButton) -> Markup {
    let hx = b.hx;
    let (desk, phone) = (b.desk_only, b.phone_only);
    let tip = match b.key {
        Some(key) => format!("{} ({key})", b.label),
        None => b.label.to_owned(),
    };
    match b.href {
        Some(href) => html! {
            a.icon-button.small[b.small].desk-only[desk].phone-only[phone] href=(href) aria-label=(b.label) title=(tip) data-key=[letter(b.key)]
                hx-get=[hx.get] hx-target=[hx.target] hx-swap=[hx.swap] {
                (icon(b.icon))
            }
        },
        None => html! {
            button.icon-button.small[b.small].desk-only[desk].phone-only[phone]
                type=(if b.submit { "submit" } else { "button" }) aria-label=(b.label) title=(tip) data-key=[letter(b.key)]
                aria-pressed=[b.pressed] name=[b.name] value=[b.value]
                data-open=[b.opens] data-close[b.closes] popovertarget=[b.menu]
                hx-get=[hx.get] hx-post=[hx.post] hx-patch=[hx.patch] hx-delete=[hx.delete]
                hx-target=[hx.target] hx-swap=[hx.swap] hx-vals=[hx.vals] hx-include=[hx.include]
                hx-confirm=[hx.confirm] {
                (icon(b.icon))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_escaped() {
        let page = button(Button {
            label: "<b>Lưu & \"đóng\"</b>",
            ..Button::default()
        })
        .into_string();
        assert!(
            page.contains("&lt;b&gt;Lưu &amp; &quot;đóng&quot;&lt;/b&gt;"),
            "{page}"
        );
    }

    #[test]
    fn an_address_makes_a_link_and_cannot_break_out() {
        let page = button(Button {
            label: "Mở",
            href: Some("/x?a=\"><script>"),
            ..Button::default()
        })
        .into_string();
        assert!(
            page.starts_with("<a class=\"button\" href=\"/x?a=&quot;&gt;&lt;script&gt;\""),
            "{page}"
        );
    }

    #[test]
    fn only_single_letters_become_shortcuts() {
        let with = |key| {
            button(Button {
                label: "Lưu",
                key: Some(key),
                ..Button::default()
            })
            .into_string()
        };
        assert!(with("N").contains("data-key=\"n\""));
        assert!(with("Shift Z").contains("data-key=\"Z\""));
        assert!(!with("Ctrl ↵").contains("data-key"));
    }

    #[test]
    fn an_icon_alone_has_a_name() {
        let page = icon_button(IconButton {
            icon: "bell",
            label: "Thông báo",
            pressed: Some(true),
            ..IconButton::default()
        });
        let page = page.into_string();
        assert!(
            page.contains("aria-label=\"Thông báo\"") && page.contains("aria-pressed=\"true\""),
            "{page}"
        );
    }
}
