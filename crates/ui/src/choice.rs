//! Things to tick: check box, radio, switch, big choice, segmented control. A switch acts at once, a check box
//! waits for the form to be sent. None may carry meaning by its position alone; the label says it.

use maud::{Markup, html};

use crate::field::Choice;
use crate::hx::Hx;

/// Options of [`check`] and [`switch`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Check<'a> {
    /// Name of the value sent.
    pub name: &'a str,
    /// The value sent when ticked; `1` when empty.
    pub value: &'a str,
    /// The words beside it.
    pub label: &'a str,
    /// The label is for screen readers only, as in table rows.
    pub label_hidden: bool,
    /// Ticked now.
    pub checked: bool,
    /// Cannot be changed.
    pub disabled: bool,
    /// What it asks of the server; a switch usually posts on `change`.
    pub hx: Hx<'a>,
}

/// A check box with its words.
pub fn check(c: Check) -> Markup {
    labelled(c, "check", None)
}

/// A switch with its words. It acts at once: give it `hx.post`.
pub fn switch(c: Check) -> Markup {
    labelled(c, "switch", Some("switch"))
}

fn labelled(c: Check, class: &str, role: Option<&str>) -> Markup {
    let hx = c.hx;
    let control = html! {
        input class=(class) type="checkbox" role=[role] name=(c.name)
            value=(if c.value.is_empty() { "1" } else { c.value }) checked[c.checked] disabled[c.disabled]
            aria-label=[c.label_hidden.then_some(c.label)]
            hx-post=[hx.post] hx-patch=[hx.patch] hx-get=[hx.get] hx-trigger=[hx.trigger] hx-target=[hx.target]
            hx-swap=[hx.swap] hx-vals=[hx.vals] hx-include=[hx.include];
    };
    if c.label_hidden {
        return control;
    }
    html! { label.row.smaller { (control) span { (c.label) } } }
}

/// A group of radio buttons in one row; `legend` names the group.
pub fn radios(name: &str, legend: &str, choices: &[Choice], value: &str) -> Markup {
    html! {
        fieldset.field {
            legend.label { (legend) }
            div.row.wrap {
                @for choice in choices {
                    label.row.smaller {
                        input.check type="radio" name=(name) value=(choice.value) checked[choice.value == value];
                        span { (choice.label) }
                    }
                }
            }
        }
    }
}

/// Options of [`big_choice`].
#[derive(Debug, Clone, Copy, Default)]
pub struct BigChoice<'a> {
    /// Name of the value sent.
    pub name: &'a str,
    /// The value sent.
    pub value: &'a str,
    /// The choice in a few words.
    pub label: &'a str,
    /// What it means, in one sentence.
    pub sub: &'a str,
    /// Chosen now.
    pub checked: bool,
    /// Any number may be chosen, instead of one.
    pub many: bool,
}

/// A choice as a card, with a sentence under it.
pub fn big_choice(c: BigChoice) -> Markup {
    html! {
        label.choice {
            input.check type=(if c.many { "checkbox" } else { "radio" }) name=(c.name) value=(c.value) checked[c.checked];
            span { b { (c.label) } small { (c.sub) } }
        }
    }
}

/// One part of a [`segmented`] control.
#[derive(Debug, Clone, Copy, Default)]
pub struct Segment<'a> {
    /// The words on it.
    pub label: &'a str,
    /// The address it leads to.
    pub href: &'a str,
    /// Holds now.
    pub current: bool,
}

/// Two to four exclusive choices as links, one of them current. `label` names the group.
pub fn segmented(label: &str, segments: &[Segment]) -> Markup {
    html! {
        div.segmented role="group" aria-label=(label) {
            @for s in segments {
                a href=(s.href) aria-current=[s.current.then_some("true")] { (s.label) }
            }
        }
    }
}

/// A slider with its value written beside it by the script. `value_text` says the value in words.
pub fn slider(
    id: &str,
    name: &str,
    label: &str,
    range: (i32, i32, i32),
    value_text: &str,
) -> Markup {
    let (low, value, high) = range;
    html! {
        div.field {
            div.row.spread.small { label for=(id) { (label) } output for=(id) data-unit=(value_text) { (value) " " (value_text) } }
            input.slider type="range" id=(id) name=(name) min=(low) max=(high) value=(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_says_so_and_is_inside_its_label() {
        let page = switch(Check {
            name: "zalo",
            label: "Zalo",
            checked: true,
            ..Check::default()
        })
        .into_string();
        assert!(page.starts_with("<label"), "{page}");
        assert!(
            page.contains("role=\"switch\"") && page.contains("checked"),
            "{page}"
        );
    }

    #[test]
    fn a_hidden_label_still_names_the_box() {
        let page = check(Check {
            name: "id",
            value: "7",
            label: "Chọn <Lộc>",
            label_hidden: true,
            ..Check::default()
        });
        let page = page.into_string();
        assert!(page.contains("aria-label=\"Chọn &lt;Lộc&gt;\""), "{page}");
        assert!(!page.contains("<label"), "{page}");
    }

    #[test]
    fn one_segment_is_current() {
        let segments = [
            Segment {
                label: "Của tôi",
                href: "?mine=1",
                current: true,
            },
            Segment {
                label: "Cả nhóm",
                href: "?mine=0",
                current: false,
            },
        ];
        assert_eq!(
            segmented("Của ai", &segments)
                .into_string()
                .matches("aria-current")
                .count(),
            1
        );
    }
}
