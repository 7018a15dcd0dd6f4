//! The composer: one box for note, call, email, task, meeting and promise. What is typed is kept as a draft
//! until it is sent; Ctrl+Enter sends. It must never lose a word because a request failed.

use maud::{Markup, html};

use crate::field::{FILE, csrf_field};
use crate::icon::icon;

/// One kind of entry.
#[derive(Debug, Clone, Default)]
pub struct ComposerKind<'a> {
    /// The value sent as `kind`.
    pub value: &'a str,
    /// The words on its tab.
    pub label: &'a str,
    /// Name of its icon.
    pub icon: &'a str,
    /// What to type.
    pub hint: &'a str,
    /// The letter that leads to it.
    pub key: Option<&'a str>,
    /// Fields only this kind has, such as a date.
    pub fields: Option<Markup>,
}

/// Options of [`composer`].
#[derive(Debug, Clone, Default)]
pub struct Composer<'a> {
    /// Where it is sent.
    pub action: &'a str,
    /// Selector of what the answer replaces; empty: the whole page.
    pub target: &'a str,
    /// How the answer is put there.
    pub swap: &'a str,
    /// The token.
    pub csrf: &'a str,
    /// Address of its page, by which its draft is known.
    pub draft: &'a str,
    /// Its kinds.
    pub kinds: Vec<ComposerKind<'a>>,
    /// Fields that several kinds have in common: their values, and the fields.
    pub common: Vec<(&'a [&'a str], Markup)>,
    /// Value of the kind that is chosen; empty: the first.
    pub chosen: &'a str,
    /// Name of the row of kinds.
    pub kinds_label: &'a str,
    /// Name of the text, for screen readers.
    pub text_label: &'a str,
    /// "A draft is kept".
    pub draft_note: &'a str,
    /// Words of the button that sends.
    pub save: &'a str,
    /// Further buttons at the left, such as attach.
    pub tools: Option<Markup>,
    /// What stands in it, after a problem.
    pub value: &'a str,
    /// What is wrong with it.
    pub problem: Option<&'a str>,
    /// Takes the focus when the page opens.
    pub focus: bool,
}

/// The box. Its kinds are radio buttons that look like tabs, so it works without script.
pub fn composer(c: Composer) -> Markup {
    let hint = c.kinds.get(chosen(&c)).map_or("", |kind| kind.hint);
    let by_htmx = !c.target.is_empty();
    let own = c.kinds.iter().filter_map(|kind| kind.fields.as_ref());
    let common = c.common.iter().map(|(_, fields)| fields);
    let files = own.chain(common).any(|fields| fields.0.contains(FILE));
    let action = if files {
        format!("{}?files=1&csrf={}", c.action, c.csrf)
    } else {
        c.action.to_owned()
    };
    html! {
        form.composer method="post" action=(action) data-draft=(c.draft) enctype=[files.then_some("multipart/form-data")]
            hx-post=[by_htmx.then_some(&action)] hx-target=[by_htmx.then_some(c.target)] hx-swap=[by_htmx.then_some(c.swap)] {
            (csrf_field(c.csrf))
            input type="hidden" name="draft" value=(c.draft);
            (kinds(&c))
            textarea name="text" aria-label=(c.text_label) placeholder=(hint) required autofocus[c.focus]
                aria-invalid=[c.problem.map(|_| "true")] { (c.value) }
            @if let Some(problem) = c.problem { p.problem role="alert" { (icon("alert-circle")) (problem) } }
            (extra_fields(&c))
            div.tools {
                @if let Some(tools) = &c.tools { (tools) }
                span.end {
                    span.small.dim.desk-only data-draft-note { (c.draft_note) }
                    button.button.primary.small type="submit" { (c.save) " " kbd.desk-only { "Ctrl ↵" } }
                }
            }
        }
    }
}

/// The place of the chosen kind.
fn chosen(c: &Composer) -> usize {
    let place = c.kinds.iter().position(|kind| kind.value == c.chosen);
    place.unwrap_or_default()
}

fn kinds(c: &Composer) -> Markup {
    let chosen = chosen(c);
    html! {
        div.tabs role="radiogroup" aria-label=(c.kinds_label) {
            @for (n, kind) in c.kinds.iter().enumerate() {
                label.kind data-key=[crate::button::letter(kind.key)] title=[kind.key] {
                    input type="radio" name="kind" value=(kind.value) checked[n == chosen] data-hint=(kind.hint);
                    (icon(kind.icon)) (kind.label)
                }
            }
        }
    }
}

fn extra_fields(c: &Composer) -> Markup {
    let chosen = chosen(c);
    html! {
        @for (n, kind) in c.kinds.iter().enumerate() {
            @if let Some(fields) = &kind.fields {
                fieldset.kind-fields data-for-kind=(kind.value) disabled[n != chosen] hidden[n != chosen] { (fields) }
            }
        }
        @let value = c.kinds.get(chosen).map_or("", |kind| kind.value);
        @for (kinds, fields) in &c.common {
            @let rests = !kinds.contains(&value);
            fieldset.kind-fields data-for-kind=(kinds.join(" ")) disabled[rests] hidden[rests] { (fields) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_in_common_rest_when_none_of_their_kinds_is_chosen() {
        let kind = |value| ComposerKind {
            value,
            icon: "note",
            ..ComposerKind::default()
        };
        let page = |chosen| {
            let drawn = composer(Composer {
                kinds: vec![kind("note"), kind("call"), kind("task")],
                common: vec![(&["note", "call"][..], html! { input name="x"; })],
                chosen,
                ..Composer::default()
            });
            drawn.into_string()
        };
        assert!(page("call").contains("data-for-kind=\"note call\"><input"));
        assert!(page("task").contains("data-for-kind=\"note call\" disabled hidden>"));
    }

    #[test]
    fn the_first_kind_is_chosen_and_the_fields_of_others_rest() {
        let note = ComposerKind {
            value: "note",
            label: "Ghi chú",
            icon: "note",
            hint: "Kể gì?",
            ..ComposerKind::default()
        };
        let task = ComposerKind {
            value: "task",
            label: "Việc",
            icon: "checkbox",
            fields: Some(html! { input name="due"; }),
            ..ComposerKind::default()
        };
        let page = composer(Composer {
            action: "/n",
            kinds: vec![note, task],
            value: "<b>",
            ..Composer::default()
        })
        .into_string();
        assert_eq!(page.matches("checked").count(), 1);
        assert!(page.contains("value=\"note\" checked"), "{page}");
        assert!(
            page.contains("data-for-kind=\"task\" disabled hidden"),
            "{page}"
        );
        assert!(
            page.contains("placeholder=\"Kể gì?\"") && page.contains("&lt;b&gt;</textarea>"),
            "{page}"
        );
        assert!(!page.contains("hx-post"), "{page}");
    }
}
