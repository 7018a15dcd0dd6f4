//! The form of a custom field, with the controls that its type needs; before it the choice of the type.

use maud::{Markup, html};
use quen_core::fields::custom::{CustomField, PERSONAL, RESULTS, TYPES};
use quen_core::{Noun, Problem};
use quen_http::{SignedIn, problem};
use quen_service::fields::catalogue_of;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Choice, Field, Form, TextArea, form, textarea};
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::problem_notice;
use quen_words::t;

use super::definition::{self, OPS};
use super::{home, noun_name, rollup};
use crate::forms::{Filled, Line, choices_of};
use crate::layout::{Page, page};
use crate::spoken;

/// The choice of a type.
pub fn types(me: &SignedIn, noun: &str) -> Markup {
    let words = me.words;
    let body = html! {
        div.form-page {
            (panel(Panel { title: t::fields_which_type(words), body: html! {
                ul.stack.snug {
                    @for word in TYPES {
                        li {
                            a.link href={ "/settings/fields/new?noun=" (noun) "&type=" (word) } { (spoken::choice(words, Noun::Fields, "type", word)) }
                            " " span.dim { (words.text(&format!("fields-type-{}", word.replace('_', "-")), &[])) }
                        }
                    }
                }
            }, ..Panel::default() }))
        }
    };
    framed(me, noun, t::fields_new(words), body)
}

pub(super) fn framed(me: &SignedIn, noun: &str, title: &str, body: Markup) -> Markup {
    let back = home(noun);
    let name = noun_name(me, noun);
    let crumbs = vec![
        Crumb {
            label: t::fields_title(me.words),
            href: "/settings/fields",
        },
        Crumb {
            label: &name,
            href: &back,
        },
    ];
    page(
        me,
        Page {
            title,
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
}

/// The form with what stands in it.
pub struct Sheet<'a> {
    pub me: &'a SignedIn,
    pub field: &'a CustomField,
    /// Is it stored already?
    pub is_there: bool,
    pub values: &'a [(String, String)],
    pub problems: &'a [Problem],
}

impl Sheet<'_> {
    pub(super) fn filled(&self) -> Filled<'_> {
        Filled {
            words: self.me.words,
            values: self.values,
            problems: self.problems,
        }
    }

    pub fn page(&self) -> Markup {
        let words = self.me.words;
        let action = if self.is_there {
            format!("/settings/fields/{}", self.field.id)
        } else {
            "/settings/fields".to_owned()
        };
        let body = html! {
            div.form-page {
                (form(Form { action: &action, csrf: &self.me.csrf, body: self.controls(), ..Form::default() }))
            }
        };
        let own = definition::label(words, self.field);
        let title = if self.is_there {
            own.as_str()
        } else {
            t::fields_new(words)
        };
        framed(self.me, &self.field.noun, title, body)
    }

    fn controls(&self) -> Markup {
        let words = self.me.words;
        let filled = self.filled();
        let kind = spoken::choice(words, Noun::Fields, "type", &self.field.r#type);
        html! {
            (self.elsewhere())
            @for name in ["noun", "type", "version"] { input type="hidden" name=(name) value=(filled.value(name)); }
            p { span.dim { (t::field_fields_type(words)) ": " } (kind) }
            (panel(Panel { title: t::fields_words(words), body: self.wording(), ..Panel::default() }))
            @let of_type = self.of_type();
            @if let Some(of_type) = of_type { (panel(Panel { title: &kind, body: of_type, ..Panel::default() })) }
            (panel(Panel { title: t::fields_rules(words), body: self.rules(), ..Panel::default() }))
            div.row {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&home(&self.field.noun)), ..Button::default() }))
            }
        }
    }

    /// Problems of fields that have no control in this form.
    fn elsewhere(&self) -> Markup {
        let words = self.me.words;
        let homeless = [
            "noun",
            "type",
            "rollup",
            "shown_when",
            "required_when",
            "result",
            "",
        ];
        let found = self
            .problems
            .iter()
            .find(|problem| homeless.contains(&problem.field.as_ref()));
        html! { @if let Some(found) = found { (problem_notice(&problem::sentence(words, found.code, &found.args))) } }
    }

    fn wording(&self) -> Markup {
        let words = self.me.words;
        let filled = self.filled();
        let line = |name, label| Line {
            name,
            label,
            ..Line::default()
        };
        html! {
            div.stack {
                (filled.line(Line { required: true, autofocus: !self.is_there, ..line("label_vi", t::field_fields_label_vi(words)) }))
                (filled.line(line("label_en", t::field_fields_label_en(words))))
                (filled.line(line("hint", t::field_fields_hint(words))))
                @if self.is_there {
                    p.small { span.dim { (t::field_fields_name(words)) ": " } code { "custom." (self.field.name) } }
                } @else {
                    (filled.line(Line { hint: Some(t::fields_name_hint(words)), ..line("name", t::field_fields_name(words)) }))
                }
            }
        }
    }

    fn area(&self, name: &'static str, label: &str, hint: &str, rows: u8) -> Markup {
        let filled = self.filled();
        let problem = filled.problem(name);
        textarea(TextArea {
            field: Field {
                id: name,
                label,
                hint: Some(hint),
                problem: problem.as_deref(),
                ..Field::default()
            },
            name,
            value: filled.value(name),
            rows: Some(rows),
            ..TextArea::default()
        })
    }

    /// What only this type asks for.
    fn of_type(&self) -> Option<Markup> {
        let words = self.me.words;
        let filled = self.filled();
        Some(match self.field.r#type.as_str() {
            "choice" | "choices" => self.area(
                "choices",
                t::field_fields_choices(words),
                t::fields_choices_hint(words),
                6,
            ),
            "reference" => {
                let names: Vec<(&str, String)> = super::nouns(self.me)
                    .into_iter()
                    .map(|noun| (noun, noun_name(self.me, noun)))
                    .collect();
                let choices = choices_of(&names);
                filled.choice("target", t::field_fields_target(words), &choices, None)
            }
            "formula" => {
                let names =
                    RESULTS.map(|word| (word, spoken::choice(words, Noun::Fields, "type", word)));
                html! {
                    div.stack {
                        (self.area("formula", t::field_fields_formula(words), t::fields_formula_hint(words), 3))
                        (filled.choice("result", t::field_fields_result(words), &choices_of(&names), None))
                    }
                }
            }
            "rollup" => rollup::controls(self),
            _ => return None,
        })
    }

    fn rules(&self) -> Markup {
        let words = self.me.words;
        let filled = self.filled();
        let classes =
            PERSONAL.map(|word| (word, spoken::choice(words, Noun::Fields, "personal", word)));
        let flag = |name, label| {
            check(Check {
                name,
                value: "yes",
                label,
                checked: filled.value(name) == "yes",
                ..Check::default()
            })
        };
        html! {
            div.stack {
                @if !self.field.is_computed() { (flag("required", t::field_fields_required(words))) }
                (flag("filterable", t::field_fields_filterable(words)))
                (flag("listed", t::field_fields_listed(words)))
                (filled.choice("personal", t::field_fields_personal(words), &choices_of(&classes), Some(t::fields_personal_hint(words))))
                @if !self.field.is_computed() {
                    (self.condition("shown", t::field_fields_shown_when(words)))
                    (self.condition("asked", t::field_fields_required_when(words)))
                }
            }
        }
    }

    /// One condition on the record itself.
    fn condition(&self, prefix: &str, legend: &str) -> Markup {
        let words = self.me.words;
        let catalogue = catalogue_of(&self.me.ctx, &self.field.noun);
        let own = format!("custom.{}", self.field.name);
        let fields: Vec<(String, String)> = catalogue
            .iter()
            .flat_map(|catalogue| &catalogue.fields)
            .filter(|field| field.filterable && field.name != own)
            .map(|field| (field.name.to_string(), spoken::label(words, field)))
            .collect();
        self.condition_on(prefix, legend, (&fields, t::fields_always(words)))
    }

    /// One condition: field, comparison, value. Without a field it is what `none` says.
    pub(super) fn condition_on(
        &self,
        prefix: &str,
        legend: &str,
        (fields, none): (&[(String, String)], &str),
    ) -> Markup {
        let words = self.me.words;
        let filled = self.filled();
        let name = |part: &str| format!("{prefix}_{part}");
        let fields = choices_of(fields);
        let ops = OPS.map(|op| {
            let said = words.text(&format!("fields-op-{}", op.code().replace('_', "-")), &[]);
            (op.code(), said.into_owned())
        });
        let mut all = vec![Choice {
            value: "",
            label: none,
        }];
        all.extend(fields);
        let kept = name("json");
        html! {
            fieldset.field {
                legend.label { (legend) }
                input type="hidden" name=(kept) value=(filled.value(&kept));
                @if !filled.value(&kept).is_empty() { p.small.dim { (t::fields_condition_kept(words)) } }
                div.columns.thirds {
                    (filled.choice(&name("field"), t::fields_condition_field(words), &all, None))
                    (filled.choice(&name("op"), t::fields_condition_op(words), &choices_of(&ops), None))
                    (filled.line(Line { name: &name("value"), label: t::fields_condition_value(words), ..Line::default() }))
                }
            }
        }
    }
}
