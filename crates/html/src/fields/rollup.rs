//! What the form of a roll-up asks for: over which records that name this one it is taken, how, of which field and under which
//! condition. Only relations that the catalogues declare are offered.

use maud::{Markup, html};
use quen_core::fields::custom::Rollup;
use quen_core::fields::{Field, Relation, joined_of};
use quen_http::SignedIn;
use quen_service::fields::{can_be_rolled_up, relations_to};
use quen_ui::field::Choice;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::noun_name;
use super::sheet::{Sheet, framed};
use crate::forms::choices_of;
use crate::spoken;

const FUNCTIONS: [&str; 5] = ["count", "sum", "min", "max", "last"];

/// The choice of the records that are counted, before the form.
pub fn choice(me: &SignedIn, noun: &str) -> Markup {
    let words = me.words;
    let found = relations_to(&me.ctx.customs, noun);
    let body = html! {
        div.form-page {
            (panel(Panel { title: t::fields_rollup_of(words), body: html! {
                @if found.is_empty() { p.dim { (t::fields_rollup_none(words)) } }
                ul.stack.snug {
                    @for relation in &found {
                        li { a.link href=(address(noun, relation)) { (said(me, relation, &found)) } }
                    }
                }
            }, ..Panel::default() }))
        }
    };
    framed(me, noun, t::fields_new(words), body)
}

fn address(noun: &str, relation: &Relation) -> String {
    let Relation { of, via, .. } = relation;
    format!("/settings/fields/new?noun={noun}&type=rollup&of={of}&via={via}")
}

/// A relation as people say it: the records, and by which field where there are several.
fn said(me: &SignedIn, relation: &Relation, all: &[Relation]) -> String {
    let name = noun_name(me, &relation.of);
    if all.iter().filter(|other| other.of == relation.of).count() < 2 {
        return name;
    }
    let catalogue = joined_of(&me.ctx.customs, &relation.of);
    let field = catalogue.as_ref().and_then(|all| all.field(&relation.via));
    let by = field.map(|field| spoken::label(me.words, field));
    format!("{name} ({})", by.unwrap_or_default())
}

/// A roll-up over the relation that an address names; `None` when there is no such one.
pub fn begun(me: &SignedIn, noun: &str, of: &str, via: &str) -> Option<Rollup> {
    let found = relations_to(&me.ctx.customs, noun);
    let relation = found
        .into_iter()
        .find(|relation| relation.of == of && (via.is_empty() || relation.via == via))?;
    Some(Rollup {
        of: relation.of,
        via: Some(relation.via),
        function: "count".to_owned(),
        field: None,
        filter: None,
    })
}

/// The controls.
pub(super) fn controls(sheet: &Sheet<'_>) -> Markup {
    let me = sheet.me;
    let words = me.words;
    let filled = sheet.filled();
    let (of, via) = (filled.value("rollup_of"), filled.value("rollup_via"));
    let found = relations_to(&me.ctx.customs, &sheet.field.noun);
    let relation = found
        .iter()
        .find(|relation| relation.of == of && (via.is_empty() || relation.via == via));
    let functions = FUNCTIONS.map(|word| {
        let said = words.text(&format!("fields-function-{word}"), &[]);
        (word, said.into_owned())
    });
    let catalogue = joined_of(&me.ctx.customs, of);
    let fields = |fits: &dyn Fn(&Field) -> bool| -> Vec<(String, String)> {
        let all = catalogue.iter().flat_map(|catalogue| &catalogue.fields);
        let fitting = all.filter(|field| fits(field));
        let named = fitting.map(|field| (field.name.to_string(), spoken::label(words, field)));
        named.collect()
    };
    let taken = fields(&|field| {
        let all = catalogue.as_ref();
        all.is_some_and(|catalogue| can_be_rolled_up(catalogue, of, field))
    });
    let mut offered = vec![Choice {
        value: "",
        label: t::fields_rollup_no_field(words),
    }];
    offered.extend(choices_of(&taken));
    let tested = fields(&|field| field.filterable);
    html! {
        div.stack {
            @for name in ["rollup_of", "rollup_via"] { input type="hidden" name=(name) value=(filled.value(name)); }
            p {
                span.dim { (t::fields_rollup_of(words)) ": " }
                @match relation {
                    Some(relation) => { (said(me, relation, &found)) }
                    None => { (t::fields_rollup_lost(words)) }
                }
            }
            (filled.choice("rollup_function", t::fields_rollup_function(words), &choices_of(&functions), None))
            (filled.choice("rollup_field", t::fields_rollup_field(words), &offered, Some(t::fields_rollup_field_hint(words))))
            (sheet.condition_on("rolled", t::fields_rollup_filter(words), (&tested, t::fields_rollup_all(words))))
        }
    }
}
