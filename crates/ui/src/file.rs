//! The controls for files in a form: the button that chooses some, with what was chosen in our own words beside it, and the field
//! of one file: what is there now, a way to take it off, a way to choose another. They send nothing by themselves; the form does.

use maud::{Markup, html};

use crate::button::{Button, ButtonKind, ButtonSize, button};
use crate::choice::{Check, check};
use crate::field::{Field, field};
use crate::icon::icon;

/// Options of [`file_button`].
#[derive(Debug, Clone, Copy, Default)]
pub struct FileButton<'a> {
    /// Id, hint and problem, when a label of a field belongs to it.
    pub field: Option<Field<'a>>,
    /// Name of the value sent.
    pub name: &'a str,
    /// Words of the button.
    pub choose: &'a str,
    /// Words of the button that takes back what was chosen.
    pub clear: &'a str,
    /// Endings that may be chosen, with commas.
    pub accept: &'a str,
    /// Several at once.
    pub many: bool,
    /// Must be filled.
    pub required: bool,
}

/// Draws it. The native control lies over the button, so that keys, drops and screen readers have it; without script it shows
/// beside the words.
pub fn file_button(f: FileButton) -> Markup {
    let of = f.field.as_ref();
    let clear = Button {
        label: f.clear,
        size: ButtonSize::Small,
        kind: ButtonKind::Quiet,
        ..Button::default()
    };
    html! {
        div.attach {
            label.button.small {
                (icon("paperclip")) span { (f.choose) }
                input id=[of.map(|field| field.id)] type="file" name=(f.name) accept=(f.accept) multiple[f.many] required[f.required]
                    aria-invalid=[of.and_then(Field::invalid)] aria-describedby=[of.and_then(Field::described_by)];
            }
            output data-chosen {}
            span data-unchoose hidden { (button(clear)) }
        }
    }
}

/// Options of [`file_input`].
#[derive(Debug, Clone, Copy, Default)]
pub struct FileInput<'a> {
    /// Label, id, hint and problem.
    pub field: Field<'a>,
    /// Name of the value sent. All its controls share it; the last one that says something counts.
    pub name: &'a str,
    /// What is there now, as the form carries it on; empty for nothing.
    pub value: &'a str,
    /// What is there now is called so and lies there.
    pub now: Option<(&'a str, &'a str)>,
    /// The value sent for taking it off, and the words for it.
    pub remove: (&'a str, &'a str),
    /// Words of the buttons that choose a file and take back what was chosen.
    pub words: (&'a str, &'a str),
    /// Endings that may be chosen, with commas.
    pub accept: &'a str,
    /// Must be filled.
    pub required: bool,
}

/// Draws it.
pub fn file_input(f: FileInput) -> Markup {
    let (word, label) = f.remove;
    let (choose, clear) = f.words;
    let name = f.name;
    let chooser = FileButton {
        field: Some(f.field),
        name,
        choose,
        clear,
        accept: f.accept,
        required: f.required && f.now.is_none(),
        ..FileButton::default()
    };
    let body = html! {
        @if let Some((called, href)) = f.now {
            div.row.wrap {
                input type="hidden" name=(name) value=(f.value);
                a.link href=(href) download hx-boost="false" { (called) }
                @if !f.required { (check(Check { name, value: word, label, ..Check::default() })) }
            }
        }
        (file_button(chooser))
    };
    field(f.field, body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Form, form};

    #[test]
    fn a_form_with_a_file_sends_it_whole() {
        let now = Some(("Hợp đồng.pdf", "/files/7"));
        let body = file_input(FileInput {
            name: "f",
            now,
            ..FileInput::default()
        });
        let drawn = form(Form {
            action: "/parties",
            csrf: "abc",
            body,
            ..Form::default()
        });
        let html = drawn.into_string();
        assert!(html.contains(r#"enctype="multipart/form-data""#), "{html}");
        assert!(
            html.contains(r#"action="/parties?files=1&amp;csrf=abc""#),
            "{html}"
        );
        assert!(
            html.contains(r#"hx-encoding="multipart/form-data""#),
            "{html}"
        );
        assert!(
            !html.contains(r#"<form class="stack" hx-boost="false""#),
            "{html}"
        );
    }
}
