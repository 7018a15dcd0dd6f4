//! Toasts and notices: words that come and go, and words that stay. A toast never carries the only way to
//! something; a problem stays until it is closed.

use maud::{Markup, html};

use crate::hx::Hx;
use crate::icon::icon;
use crate::tone::Tone;

/// Options of [`toast`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Toast<'a> {
    /// What happened, in one sentence.
    pub text: &'a str,
    /// Words of the one act, such as "Hoàn tác".
    pub action: Option<&'a str>,
    /// What the act asks of the server.
    pub hx: Hx<'a>,
    /// A problem: does not leave by itself.
    pub stays: bool,
    /// Words of the button that closes it; needed when it stays.
    pub close: Option<&'a str>,
}

/// A toast. Inside a page it goes to `Page::toasts`; in an answer to htmx use [`toast_partial`].
pub fn toast(t: Toast) -> Markup {
    let hx = t.hx;
    html! {
        div.toast data-stay[t.stays] {
            span { (t.text) }
            @if let Some(action) = t.action {
                button type="button" data-toast-done hx-post=[hx.post] hx-get=[hx.get] hx-target=[hx.target]
                    hx-swap=(hx.swap.unwrap_or("none")) hx-vals=[hx.vals] { (action) }
            }
            @if let Some(close) = t.close {
                button type="button" data-toast-done aria-label=(close) { (icon("x")) }
            }
        }
    }
}

/// A toast to append to any answer to htmx: it lands in the frame's list whatever the target was.
pub fn toast_partial(t: Toast) -> Markup {
    html! { hx-partial hx-target="#toasts" hx-swap="beforeend" { (toast(t)) } }
}

/// A sentence that stays in the page, with an icon. `more` may hold a link or a button.
pub fn notice(tone: Tone, icon_name: &str, text: Markup) -> Markup {
    html! { div class={ "notice " (tone.class()) } { (icon(icon_name)) div { (text) } } }
}

/// A notice about what went wrong with a form, read out as soon as it appears.
pub fn problem_notice(text: &str) -> Markup {
    html! { div.notice.tone-red role="alert" { (icon("alert-circle")) span { (text) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partial_lands_in_the_list_of_toasts() {
        let hx = Hx {
            post: Some("/undo/81"),
            ..Hx::default()
        };
        let page = toast_partial(Toast {
            text: "Đã lưu <3",
            action: Some("Hoàn tác"),
            hx,
            ..Toast::default()
        })
        .into_string();
        assert!(
            page.starts_with("<hx-partial hx-target=\"#toasts\" hx-swap=\"beforeend\">"),
            "{page}"
        );
        assert!(
            page.contains("Đã lưu &lt;3") && page.contains("hx-post=\"/undo/81\""),
            "{page}"
        );
        assert!(!page.contains("data-stay"), "{page}");
    }
}
