//! The control for a file in a form: what is there now, a way to take it off, a way to choose another. It sends nothing by
//! itself; the form around it does.

use maud::{Markup, html};

use crate::choice::{Check, check};
use crate::field::{Field, field};

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
    /// Endings that may be chosen, with commas.
    pub accept: &'a str,
    /// Must be filled.
    pub required: bool,
}

/// Draws it.
pub fn file_input(f: FileInput) -> Markup {
    let (word, label) = f.remove;
    let (name, missing) = (f.name, f.required && f.now.is_none());
    let body = html! {
        @if let Some((called, href)) = f.now {
            div.row.wrap {
                input type="hidden" name=(name) value=(f.value);
                a.link href=(href) download hx-boost="false" { (called) }
                @if !f.required { (check(Check { name, value: word, label, ..Check::default() })) }
            }
        }
        input.input id=(f.field.id) type="file" name=(name) accept=(f.accept) required[missing]
            aria-invalid=[f.field.invalid()] aria-describedby=[f.field.described_by()];
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
        assert!(html.contains(r#"hx-boost="false""#), "{html}");
    }
}
