//! A select that is searched on the server: customers, products, colleagues. What is typed is sent too, under
//! `<name>_text`, so that the form works without script and nothing typed is lost. It never holds the whole list.

use maud::{Markup, html};

use crate::field::{Field, field};

/// Options of [`combobox`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Combobox<'a> {
    /// Label, id, hint and problem.
    pub field: Field<'a>,
    /// Name of the value sent; the words typed are sent as `<name>_text`.
    pub name: &'a str,
    /// The value chosen now, such as an id; empty: none.
    pub value: &'a str,
    /// The words of it.
    pub text: &'a str,
    /// Address that is asked with `q` and answers with [`combobox_options`].
    pub find: &'a str,
    /// What to type.
    pub placeholder: Option<&'a str>,
    /// Must be chosen.
    pub required: bool,
}

/// A field whose choices come from the server as one types.
pub fn combobox(c: Combobox) -> Markup {
    let f = c.field;
    let described = if f.problem.is_some() {
        "problem"
    } else {
        "hint"
    };
    let has_note = f.problem.is_some() || f.hint.is_some();
    field(
        f,
        html! {
            div.combobox data-combobox {
                input type="hidden" name=(c.name) value=(c.value);
                input.input id=(f.id) name={ (c.name) "_text" } value=(c.text) type="text" role="combobox" autocomplete="off"
                    aria-autocomplete="list" aria-expanded="false" aria-controls={ (f.id) "-list" } placeholder=[c.placeholder]
                    required[c.required] aria-invalid=[f.problem.map(|_| "true")]
                    aria-describedby=[has_note.then(|| format!("{}-{described}", f.id))]
                    hx-get=(c.find) hx-trigger="input changed delay:120ms" hx-target={ "#" (f.id) "-list" } hx-swap="innerHTML" hx-sync="this:replace";
                div.menu id={ (f.id) "-list" } role="listbox" aria-label=(f.label) hidden {}
            }
        },
    )
}

/// One choice of [`combobox_options`].
#[derive(Debug, Clone, Copy, Default)]
pub struct ComboboxOption<'a> {
    /// The value sent.
    pub value: &'a str,
    /// The words of it.
    pub label: &'a str,
    /// Dim words after it.
    pub sub: &'a str,
}

/// The answer of the address asked. `id` is the id of the field; `nothing` the words when nothing was found.
pub fn combobox_options(id: &str, options: &[ComboboxOption], nothing: &str) -> Markup {
    html! {
        @for (n, option) in options.iter().enumerate() {
            div role="option" id={ (id) "-" (n) } data-value=(option.value) data-text=(option.label) aria-selected="false" {
                span { (option.label) }
                @if !option.sub.is_empty() { span.dim.small { (option.sub) } }
            }
        }
        @if options.is_empty() { div role="option" aria-disabled="true" aria-selected="false" { (nothing) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_tied_to_its_list_and_keeps_both_value_and_words() {
        let field = Field {
            id: "party",
            label: "Khách",
            ..Field::default()
        };
        let page = combobox(Combobox {
            field,
            name: "party",
            value: "7",
            text: "Lộc \"bánh mì\"",
            find: "/parties/choices",
            ..Combobox::default()
        });
        let page = page.into_string();
        assert!(
            page.contains("aria-controls=\"party-list\"") && page.contains("id=\"party-list\""),
            "{page}"
        );
        assert!(page.contains("name=\"party\" value=\"7\""), "{page}");
        assert!(
            page.contains("name=\"party_text\" value=\"Lộc &quot;bánh mì&quot;\""),
            "{page}"
        );
    }

    #[test]
    fn nothing_found_says_so_and_cannot_be_chosen() {
        let page = combobox_options("party", &[], "Không có <ai>").into_string();
        assert!(
            page.contains("aria-disabled=\"true\"") && page.contains("Không có &lt;ai&gt;"),
            "{page}"
        );
        assert!(!page.contains("data-value"), "{page}");
    }
}
