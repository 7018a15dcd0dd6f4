//! Text that edits in place: reads as text, becomes a small form, reads as text again. Enter or leaving saves,
//! Esc restores. The form posts to an address of its own, so it works without script too.

use maud::{Markup, html};

use crate::field::csrf_field;
use crate::icon::{IconSize, icon_sized};

/// Options of [`editable`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Editable<'a> {
    /// Id shared by the text and its form, so that one replaces the other.
    pub id: &'a str,
    /// The value as it is read; empty shows `empty`.
    pub value: &'a str,
    /// Dim words for an empty value.
    pub empty: &'a str,
    /// What is edited, for screen readers, such as "Sửa di động".
    pub label: &'a str,
    /// Address of the form ([`editing`]).
    pub edit: &'a str,
    /// Words read out with the tick after a save; absent: not just saved.
    pub saved: Option<&'a str>,
}

/// The reading view.
pub fn editable(e: Editable) -> Markup {
    html! {
        a.editable id=(e.id) href=(e.edit) hx-get=(e.edit) hx-target="this" hx-swap="outerHTML" data-edit {
            span.visually-hidden { (e.label) ": " }
            @if e.value.is_empty() { span.dim { (e.empty) } } @else { (e.value) }
            @if let Some(saved) = e.saved { " " span.saved-tick role="status" { (icon_sized("check", IconSize::Small)) span.visually-hidden { (saved) } } }
        }
    }
}

/// Options of [`editing`].
#[derive(Debug, Clone, Default)]
pub struct Editing<'a> {
    /// The id of the reading view.
    pub id: &'a str,
    /// Where the form is sent.
    pub action: &'a str,
    /// Address of the reading view, for Esc.
    pub view: &'a str,
    /// The token.
    pub csrf: &'a str,
    /// Version of the record that is being changed.
    pub version: i64,
    /// The control, with `autofocus` and an `aria-label`; see [`edit_input`] for the usual one.
    pub control: Markup,
    /// What is wrong with what was typed.
    pub problem: Option<&'a str>,
}

/// The form that stands in place of the text.
pub fn editing(e: Editing) -> Markup {
    html! {
        form.editable.editing id=(e.id) method="post" action=(e.action) hx-post=(e.action) hx-target="this" hx-swap="outerHTML" data-view=(e.view) {
            (csrf_field(e.csrf))
            input type="hidden" name="version" value=(e.version);
            (e.control)
            @if let Some(problem) = e.problem { span.problem role="alert" { (icon_sized("alert-circle", IconSize::Small)) (problem) } }
        }
    }
}

/// A one-line control for [`editing`].
pub fn edit_input(name: &str, value: &str, label: &str, kind: &str, invalid: bool) -> Markup {
    html! {
        input.input name=(name) value=(value) aria-label=(label) type=(if kind.is_empty() { "text" } else { kind })
            aria-invalid=[invalid.then_some("true")] autofocus autocomplete="off";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_carries_token_version_and_the_way_back() {
        let control = edit_input("phone", "0905\"", "Di động", "tel", true);
        let page = editing(Editing {
            id: "f-phone",
            action: "/parties/7/phone",
            view: "/parties/7/phone/view",
            csrf: "t",
            version: 4,
            control,
            problem: Some("Thiếu số"),
        });
        let page = page.into_string();
        assert!(
            page.contains("name=\"version\" value=\"4\"")
                && page.contains("name=\"csrf\" value=\"t\""),
            "{page}"
        );
        assert!(
            page.contains("data-view=\"/parties/7/phone/view\"")
                && page.contains("value=\"0905&quot;\""),
            "{page}"
        );
        assert!(
            page.contains("aria-invalid=\"true\"") && page.contains("role=\"alert\""),
            "{page}"
        );
    }

    #[test]
    fn an_empty_value_is_a_dim_word_and_works_as_a_link() {
        let page = editable(Editable {
            id: "f",
            empty: "chưa có",
            edit: "/e",
            label: "Sửa",
            ..Editable::default()
        })
        .into_string();
        assert!(
            page.contains("<span class=\"dim\">chưa có</span>") && page.contains("href=\"/e\""),
            "{page}"
        );
    }
}
