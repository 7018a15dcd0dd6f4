//! The form of a party, drawn: who it is, how to reach it, what it is to the business. It must never lose what was typed.

use maud::{Markup, html};
use quen_core::parties::Party;
use quen_core::{Error, Noun, Problem};
use quen_http::{SignedIn, problem};
use quen_service::duplicates::Known;
use quen_service::parties::Owner;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check, radios};
use quen_ui::field::{Choice, Field, Input, Select, TextArea, input, select, textarea};
use quen_ui::hx::Hx;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::super::fields::{self, Typed};
use super::super::reaches;
use crate::fields::{controls, own_panel};
use crate::forms::{choices_of, labelled};
use crate::sheets::save_button;
use crate::spoken;

/// What the form says of those who are known while it is typed; nothing when nobody is.
pub fn known_so_far(me: &SignedIn, known: &[Known]) -> Markup {
    let words = me.words;
    if known.is_empty() {
        return html! {};
    }
    let said =
        html! { (t::duplicates_known(words)) (list(me, known)) (t::duplicates_known_hint(words)) };
    notice(Tone::Amber, "users", said)
}

/// Who is known, each with a link and why.
fn list(me: &SignedIn, known: &[Known]) -> Markup {
    html! {
        ul.stack.tight {
            @for one in known {
                li {
                    a.link href={ "/parties/" (one.party.id) } { (one.party.name) }
                    @if let Some(phone) = one.party.phones.first() { " (" (phone.display) ")" }
                    @if let Some(likeness) = &one.likeness { span.smaller.mid { " " (crate::duplicates::why(me, &likeness.reasons)) } }
                }
            }
        }
    }
}

/// The lines of the form with what stands in them.
pub struct Drawn<'a> {
    pub me: &'a SignedIn,
    pub owners: &'a [Owner],
    pub typed: &'a Typed,
    pub problems: &'a [Problem],
    /// Who is known already.
    pub known: Vec<Known>,
    /// The party that is changed.
    pub party: Option<&'a Party>,
    /// The fields that the workspace made for itself.
    pub own: Markup,
}

impl Drawn<'_> {
    pub fn lines(&self) -> Markup {
        let words = self.me.words;
        let back = self.party.map(|party| format!("/parties/{}", party.id));
        let back = back.as_deref().unwrap_or("/parties");
        html! {
            (self.notices())
            @if let Some(party) = self.party { input type="hidden" name="id" value=(party.id); }
            div #known aria-live="polite" {}
            div.columns.main-side {
                div.stack {
                    (panel(Panel { title: t::parties_form_who(words), body: self.who(), ..Panel::default() }))
                    (panel(Panel { title: t::parties_form_reach(words), body: self.reach(), ..Panel::default() }))
                }
                div.stack {
                    (panel(Panel { title: t::parties_form_business(words), body: self.business(), ..Panel::default() }))
                    (own_panel(words, self.own.clone()))
                }
            }
            div.row {
                (save_button(words))
                (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(back), ..Button::default() }))
            }
        }
    }

    fn notices(&self) -> Markup {
        let words = self.me.words;
        if !self.known.is_empty() {
            return notice(Tone::Amber, "users", self.already_known());
        }
        let whole = self.problems.iter().find(|problem| !has_place(problem));
        html! {
            @if let Some(problem) = whole { (problem_notice(&problem::sentence(words, problem.code, &problem.args))) }
            @else if !self.problems.is_empty() { (problem_notice(&problem::message(words, &Error::invalid("", "invalid")))) }
        }
    }

    /// Who is known already, with links, and the way to save all the same.
    fn already_known(&self) -> Markup {
        let words = self.me.words;
        html! {
            (t::duplicates_known(words))
            (list(self.me, &self.known))
            (t::parties_known_hint(words)) " "
            button.button.small type="submit" name="anyway" value="1" { (t::parties_save_anyway(words)) }
        }
    }

    fn value(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    fn problem(&self, name: &str) -> Option<String> {
        let found = self.problems.iter().find(|problem| problem.field == name);
        found.map(|problem| problem::sentence(self.me.words, problem.code, &problem.args))
    }

    /// A one-line field with the catalogue's label.
    fn line(&self, name: &'static str, more: Input<'_>) -> Markup {
        let catalogue = quen_core::parties::catalogue();
        let label = catalogue
            .field(name)
            .map(|field| spoken::label(self.me.words, field));
        let problem = self.problem(name);
        input(Input {
            field: Field {
                id: name,
                label: label.as_deref().unwrap_or_default(),
                problem: problem.as_deref(),
                ..more.field
            },
            name,
            value: self.value(name),
            ..more
        })
    }

    /// As [`Self::line`], and looks who is known already while it is typed.
    fn telling(&self, name: &'static str, more: Input<'_>) -> Markup {
        let hx = Hx {
            trigger: Some("input changed delay:450ms"),
            swap: Some("innerHTML"),
            include: Some("closest form"),
            sync: Some("#known:replace"),
            ..Hx::post("/parties/known", "#known")
        };
        self.line(name, Input { hx, ..more })
    }

    fn hinted<'a>(&self, hint: &'a str) -> Input<'a> {
        Input {
            field: Field {
                hint: Some(hint),
                ..Field::default()
            },
            ..Input::default()
        }
    }

    fn who(&self) -> Markup {
        let words = self.me.words;
        let kind = |code| spoken::choice(words, Noun::Parties, "kind", code);
        let (person, organization) = (kind("person"), kind("organization"));
        let kinds = [
            Choice {
                value: "person",
                label: &person,
            },
            Choice {
                value: "organization",
                label: &organization,
            },
        ];
        html! {
            div.stack {
                (radios("kind", t::field_parties_kind(words), &kinds, self.value("kind")))
                (self.telling("name", Input { required: true, autofocus: self.party.is_none(), maxlength: Some(200), autocomplete: Some("off"), ..Input::default() }))
                div.columns.halves {
                    (self.line("salutation", self.hinted(t::parties_salutation_hint(words))))
                    (self.choices("gender", &["female", "male", "other"]))
                }
                div.columns.halves {
                    (self.line("birthday", self.hinted(t::parties_birthday_hint(words))))
                    (self.calendar())
                }
            }
        }
    }

    fn choices(&self, name: &'static str, codes: &[&str]) -> Markup {
        let words = self.me.words;
        let labels = labelled(codes, |code| {
            spoken::choice(words, Noun::Parties, name, code)
        });
        let choices = choices_of(&labels);
        let catalogue = quen_core::parties::catalogue();
        let label = catalogue
            .field(name)
            .map(|field| spoken::label(words, field));
        select(Select {
            field: Field {
                id: name,
                label: label.as_deref().unwrap_or_default(),
                ..Field::default()
            },
            name,
            choices: &choices,
            value: self.value(name),
            none: Some(t::word_unknown(words)),
            ..Select::default()
        })
    }

    fn calendar(&self) -> Markup {
        let words = self.me.words;
        let choices = [
            Choice {
                value: "solar",
                label: t::parties_solar(words),
            },
            Choice {
                value: "lunar",
                label: t::parties_lunar(words),
            },
        ];
        select(Select {
            field: Field {
                id: "birthday_calendar",
                label: t::parties_calendar(words),
                ..Field::default()
            },
            name: "birthday_calendar",
            choices: &choices,
            value: self.value("birthday_calendar"),
            ..Select::default()
        })
    }

    fn reach(&self) -> Markup {
        let words = self.me.words;
        html! {
            div.stack {
                (self.telling("phones", Input { kind: "tel", autocomplete: Some("off"), ..self.hinted(t::parties_several_hint(words)) }))
                (self.telling("emails", Input { autocomplete: Some("off"), inputmode: Some("email"), ..self.hinted(t::parties_several_hint(words)) }))
                (self.line("address", Input { autocomplete: Some("off"), ..Input::default() }))
                (self.provinces())
                (self.line("website", Input { autocomplete: Some("off"), inputmode: Some("url"), ..Input::default() }))
            }
        }
    }

    fn provinces(&self) -> Markup {
        let words = self.me.words;
        let choices: Vec<Choice> = quen_vietnam::address::provinces()
            .iter()
            .map(|province| Choice {
                value: province.code,
                label: province.name,
            })
            .collect();
        select(Select {
            field: Field {
                id: "province",
                label: t::field_parties_province(words),
                ..Field::default()
            },
            name: "province",
            choices: &choices,
            value: self.value("province"),
            none: Some(t::parties_province_by_address(words)),
            ..Select::default()
        })
    }

    fn business(&self) -> Markup {
        let words = self.me.words;
        let note = self.problem("note");
        html! {
            div.stack {
                (self.owner())
                (self.roles())
                (self.line("tags", self.hinted(t::parties_tags_hint(words))))
                (self.line("source", Input { list: Some("sources"), ..self.hinted(t::parties_source_hint(words)) }))
                (self.line("code", Input { autocomplete: Some("off"), ..Input::default() }))
                (self.telling("tax_code", Input { autocomplete: Some("off"), inputmode: Some("numeric"), ..Input::default() }))
                (textarea(TextArea {
                    field: Field { id: "note", label: t::field_parties_note(words), problem: note.as_deref(), ..Field::default() },
                    name: "note", value: self.value("note"), rows: Some(4), ..TextArea::default()
                }))
            }
        }
    }

    fn roles(&self) -> Markup {
        let words = self.me.words;
        let now: Vec<&str> = self.value("roles").split(", ").collect();
        html! {
            fieldset.field {
                legend.label { (t::field_parties_roles(words)) }
                input type="hidden" name="roles" value="";
                div.row.wrap {
                    @for role in quen_core::parties::ROLES {
                        @let label = spoken::choice(words, Noun::Parties, "roles", role);
                        (check(Check { name: "roles", value: role, label: &label, checked: now.contains(&role), ..Check::default() }))
                    }
                }
            }
        }
    }

    fn owner(&self) -> Markup {
        let words = self.me.words;
        let now = self.value("owner_id");
        let ids: Vec<(String, &str)> = self
            .owners
            .iter()
            .filter(|owner| {
                self.can_give_to(owner.id) && (owner.works_here || owner.id.to_string() == now)
            })
            .map(|owner| (owner.id.to_string(), owner.name.as_str()))
            .collect();
        let choices = choices_of(&ids);
        let problem = self.problem("owner_id");
        select(Select {
            field: Field {
                id: "owner_id",
                label: t::field_parties_owner(words),
                problem: problem.as_deref(),
                ..Field::default()
            },
            name: "owner_id",
            choices: &choices,
            value: now,
            none: self.can_leave_open().then(|| t::parties_nobody(words)),
            ..Select::default()
        })
    }

    /// Only colleagues within the own reach can be chosen; the act refuses the others.
    fn can_give_to(&self, owner: Uuid) -> bool {
        reaches(&self.me.ctx, Some(owner))
    }

    fn can_leave_open(&self) -> bool {
        reaches(&self.me.ctx, None)
    }
}

/// Does a problem stand at its field?
fn has_place(problem: &Problem) -> bool {
    let stands = |(name, _): &(&str, &str)| *name == problem.field;
    fields::FORM.iter().any(stands) || controls::is_own(&problem.field)
}
