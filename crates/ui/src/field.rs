//! Form fields: label, control, and a hint or a problem tied to the control for screen readers. The label is
//! always visible, and what was typed is always given back. A field must never clear itself on a problem.

use maud::{Markup, html};

use crate::hx::Hx;
use crate::icon::{IconSize, icon_sized};

/// What every field has around its control.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// Id of the control; hint and problem derive theirs from it.
    pub id: &'a str,
    /// The words above the control.
    pub label: &'a str,
    /// A short help below it.
    pub hint: Option<&'a str>,
    /// What is wrong and how to mend it; replaces the hint.
    pub problem: Option<&'a str>,
    /// A word after the label, such as "không bắt buộc".
    pub aside: Option<&'a str>,
}

impl Field<'_> {
    pub(crate) fn described_by(&self) -> Option<String> {
        match (self.problem, self.hint) {
            (Some(_), _) => Some(format!("{}-problem", self.id)),
            (None, Some(_)) => Some(format!("{}-hint", self.id)),
            (None, None) => None,
        }
    }

    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.problem.map(|_| "true")
    }
}

/// Label, control and hint or problem. The control must carry the id of the field.
pub fn field(f: Field, control: Markup) -> Markup {
    html! {
        div.field {
            label for=(f.id) {
                (f.label)
                @if let Some(aside) = f.aside { " " span.dim { (aside) } }
            }
            (control)
            @if let Some(problem) = f.problem {
                span.problem id={ (f.id) "-problem" } { (icon_sized("alert-circle", IconSize::Small)) (problem) }
            } @else if let Some(hint) = f.hint {
                span.hint id={ (f.id) "-hint" } { (hint) }
            }
        }
    }
}

/// Options of [`input`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// Label, id, hint and problem.
    pub field: Field<'a>,
    /// Name of the value sent.
    pub name: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// `text` when empty; else `email`, `tel`, `password`, `search`, `number`, `date`, `url`.
    pub kind: &'a str,
    /// An example of what to type; never the only label.
    pub placeholder: Option<&'a str>,
    /// What the browser may fill in, such as `email`, `new-password`, `one-time-code`, `off`.
    pub autocomplete: Option<&'a str>,
    /// Which keyboard a phone shows, such as `numeric` or `decimal`.
    pub inputmode: Option<&'a str>,
    /// Must be filled.
    pub required: bool,
    /// Can be read but not changed.
    pub readonly: bool,
    /// Can be neither read out nor sent.
    pub disabled: bool,
    /// Takes the focus when the page or dialog opens.
    pub autofocus: bool,
    /// At most so many characters.
    pub maxlength: Option<u32>,
    /// Id of a `datalist` with proposals.
    pub list: Option<&'a str>,
    /// What it asks of the server.
    pub hx: Hx<'a>,
}

/// A one-line field.
pub fn input(i: Input) -> Markup {
    let (f, hx) = (i.field, i.hx);
    let kind = if i.kind.is_empty() { "text" } else { i.kind };
    field(
        f,
        html! {
            input.input id=(f.id) name=(i.name) type=(kind) value=(i.value) placeholder=[i.placeholder]
                autocomplete=[i.autocomplete] inputmode=[i.inputmode] required[i.required] readonly[i.readonly]
                disabled[i.disabled] autofocus[i.autofocus] maxlength=[i.maxlength] list=[i.list]
                aria-invalid=[f.invalid()] aria-describedby=[f.described_by()]
                hx-get=[hx.get] hx-post=[hx.post] hx-trigger=[hx.trigger] hx-target=[hx.target] hx-swap=[hx.swap]
                hx-sync=[hx.sync] hx-include=[hx.include] hx-vals=[hx.vals];
        },
    )
}

/// Options of [`textarea`].
#[derive(Debug, Clone, Copy, Default)]
pub struct TextArea<'a> {
    /// Label, id, hint and problem.
    pub field: Field<'a>,
    /// Name of the value sent.
    pub name: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// Lines to show at first; it grows with the text.
    pub rows: Option<u8>,
    /// An example of what to type.
    pub placeholder: Option<&'a str>,
    /// Must be filled.
    pub required: bool,
    /// At most so many characters.
    pub maxlength: Option<u32>,
}

/// A field of several lines that grows with its text.
pub fn textarea(t: TextArea) -> Markup {
    let f = t.field;
    field(
        f,
        html! {
            textarea.textarea id=(f.id) name=(t.name) rows=[t.rows] placeholder=[t.placeholder] required[t.required]
                maxlength=[t.maxlength] aria-invalid=[f.invalid()] aria-describedby=[f.described_by()] { (t.value) }
        },
    )
}

/// One choice of a [`select`] or of [`radios`](crate::choice::radios).
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice<'a> {
    /// The value sent.
    pub value: &'a str,
    /// The words shown.
    pub label: &'a str,
}

/// Options of [`select`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Select<'a> {
    /// Label, id, hint and problem.
    pub field: Field<'a>,
    /// Name of the value sent.
    pub name: &'a str,
    /// What can be chosen, in order.
    pub choices: &'a [Choice<'a>],
    /// The value chosen now.
    pub value: &'a str,
    /// The line for "nothing chosen", with an empty value.
    pub none: Option<&'a str>,
    /// Must be chosen.
    pub required: bool,
    /// Cannot be changed.
    pub disabled: bool,
    /// What it asks of the server.
    pub hx: Hx<'a>,
}

/// A native select with its label.
pub fn select(s: Select) -> Markup {
    field(s.field, bare_select(s))
}

/// The select alone, named by `aria-label`, for table cells and mapping rows.
pub fn bare_select(s: Select) -> Markup {
    let (f, hx) = (s.field, s.hx);
    html! {
        select.select id=[(!f.id.is_empty()).then_some(f.id)] name=(s.name) aria-label=(f.label)
            required[s.required] disabled[s.disabled] aria-invalid=[f.invalid()] aria-describedby=[f.described_by()]
            hx-get=[hx.get] hx-post=[hx.post] hx-patch=[hx.patch] hx-trigger=[hx.trigger] hx-target=[hx.target]
            hx-swap=[hx.swap] hx-include=[hx.include] hx-vals=[hx.vals] {
            @if let Some(none) = s.none { option value="" selected[s.value.is_empty()] { (none) } }
            @for choice in s.choices {
                option value=(choice.value) selected[choice.value == s.value] { (choice.label) }
            }
        }
    }
}

/// Options of [`form`].
#[derive(Debug, Clone, Default)]
pub struct Form<'a> {
    /// Where it is sent.
    pub action: &'a str,
    /// The token.
    pub csrf: &'a str,
    /// Id, for buttons elsewhere in the page.
    pub id: Option<&'a str>,
    /// It sends files.
    pub files: bool,
    /// The whole document is exchanged, not the page body: what it changes shows in the frame.
    pub whole_page: bool,
    /// The browser's own checks are off; the server says what is wrong.
    pub novalidate: bool,
    /// Address of its page, when what is typed is kept there as a draft.
    pub draft: Option<&'a str>,
    /// Classes that arrange its fields: `stack` when empty.
    pub class: &'a str,
    /// Set `hx.target` to put the answer somewhere; otherwise the page body is exchanged.
    pub hx: Hx<'a>,
    /// Fields and buttons.
    pub body: Markup,
}

/// A form that posts, with its token; it works without script. One that holds a control for a file sends files: then the token
/// stands in the address, because nobody reads a form of files twice. What its fields ask while somebody types goes without.
pub fn form(f: Form) -> Markup {
    let hx = f.hx;
    let files = f.files || f.body.0.contains(FILE);
    let sent_to = if files {
        let join = if f.action.contains('?') { '&' } else { '?' };
        format!("{}{join}files=1&csrf={}", f.action, f.csrf)
    } else {
        f.action.to_owned()
    };
    let action = hx.target.map(|_| sent_to.as_str());
    html! {
        form class=(if f.class.is_empty() { "stack" } else { f.class }) id=[f.id] method="post" action=(sent_to) data-draft=[f.draft]
            hx-boost=[f.whole_page.then_some("false")] enctype=[files.then_some("multipart/form-data")] novalidate[f.novalidate]
            hx-encoding=[files.then_some("multipart/form-data")]
            hx-encoding:inherited=[files.then_some("application/x-www-form-urlencoded")]
            hx-post=[action] hx-target=[hx.target] hx-swap=[hx.swap] hx-confirm=[hx.confirm] {
            (csrf_field(f.csrf))
            (f.body)
            @if let Some(draft) = f.draft { (draft_field(draft)) }
        }
    }
}

/// What a form with a draft says besides: whose draft it is, and the place where the script says that it is kept.
pub fn draft_field(address: &str) -> Markup {
    html! {
        input type="hidden" name="draft" value=(address);
        p.small.dim data-draft-note {}
    }
}

/// What marks the control of a file in a form.
pub(crate) const FILE: &str = "type=\"file\"";

/// The hidden field every plain form needs: `name="csrf"`.
pub fn csrf_field(token: &str) -> Markup {
    html! { input type="hidden" name="csrf" value=(token); }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone<'a>() -> Field<'a> {
        Field {
            id: "phone",
            label: "Di động",
            hint: Some("10 chữ số"),
            ..Field::default()
        }
    }

    #[test]
    fn the_label_names_the_control_and_the_hint_describes_it() {
        let page = input(Input {
            field: phone(),
            name: "phone",
            ..Input::default()
        })
        .into_string();
        assert!(
            page.contains("<label for=\"phone\">Di động</label>"),
            "{page}"
        );
        assert!(
            page.contains("type=\"text\"") && page.contains("aria-describedby=\"phone-hint\""),
            "{page}"
        );
        assert!(!page.contains("aria-invalid"), "{page}");
    }

    #[test]
    fn a_problem_replaces_the_hint_and_keeps_what_was_typed() {
        let field = Field {
            problem: Some("Thiếu một chữ số"),
            ..phone()
        };
        let page = input(Input {
            field,
            name: "phone",
            value: "0905\"><b>",
            ..Input::default()
        })
        .into_string();
        assert!(
            page.contains("aria-invalid=\"true\"")
                && page.contains("aria-describedby=\"phone-problem\""),
            "{page}"
        );
        assert!(page.contains("value=\"0905&quot;&gt;&lt;b&gt;\""), "{page}");
        assert!(!page.contains("phone-hint"), "{page}");
    }

    #[test]
    fn only_the_chosen_option_is_selected() {
        let choices = [
            Choice {
                value: "48",
                label: "Đà Nẵng",
            },
            Choice {
                value: "46",
                label: "Huế",
            },
        ];
        let page = select(Select {
            field: phone(),
            name: "p",
            choices: &choices,
            value: "46",
            none: Some("Chọn"),
            ..Select::default()
        });
        let page = page.into_string();
        assert!(
            page.contains("<option value=\"46\" selected>Huế</option>"),
            "{page}"
        );
        assert_eq!(page.matches("selected").count(), 1);
    }

    #[test]
    fn a_form_carries_its_token_and_asks_htmx_only_with_a_target() {
        let plain = form(Form {
            action: "/parties",
            csrf: "t",
            ..Form::default()
        })
        .into_string();
        assert!(
            plain.contains("method=\"post\" action=\"/parties\"")
                && plain.contains("name=\"csrf\" value=\"t\""),
            "{plain}"
        );
        assert!(!plain.contains("hx-post"), "{plain}");
        let hx = Hx {
            target: Some("#x"),
            ..Hx::default()
        };
        assert!(
            form(Form {
                action: "/parties",
                hx,
                ..Form::default()
            })
            .into_string()
            .contains("hx-post=\"/parties\"")
        );
    }

    #[test]
    fn a_text_cannot_close_its_textarea() {
        let page = textarea(TextArea {
            field: phone(),
            name: "n",
            value: "</textarea><script>",
            ..TextArea::default()
        });
        assert!(
            page.into_string()
                .contains("&lt;/textarea&gt;&lt;script&gt;")
        );
    }
}
