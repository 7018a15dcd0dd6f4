//! The form of a project: `/projects/new`, from the list or from a customer's page, and `/projects/{id}/edit`.

use maud::{Markup, html};
use quen_core::fields::{FieldValue, Record};
use quen_core::projects::{Project, STATES, may_move};
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::parties::{self, Owner, owners};
use quen_service::projects::Projects;
use quen_service::records::Kind;
use quen_ui::field::Choice;
use quen_words::t;

use crate::fields::controls;
use crate::forms::{Area, Filled, Line, Pairs, choices_of};
use crate::products::plain_amount;
use crate::sheets::{Filling, Sheet, customer, save_button};
use crate::spoken;

impl Sheet for Projects {
    const CONTROLS: &'static [(&'static str, &'static str)] = &[
        ("party_id", "party_id"),
        ("name", "name"),
        ("state", "state"),
        ("owner_id", "owner_id"),
        ("starts_on", "starts_on"),
        ("due_on", "due_on"),
        ("budget", "budget"),
        ("note", "note"),
    ];

    fn many(me: &SignedIn) -> String {
        t::nav_projects(me.words).to_owned()
    }

    fn new_title(me: &SignedIn, _values: &[(String, String)]) -> String {
        t::projects_new(me.words).to_owned()
    }

    fn name(project: &Project) -> &str {
        &project.name
    }

    fn form(me: &SignedIn, project: &Project) -> String {
        format!("{}/edit", Self::home(me, project))
    }

    fn typed(me: &SignedIn, project: &Project) -> Pairs {
        let text = |name: &str| match project.get(name) {
            FieldValue::Text(text) => text,
            FieldValue::Money(money) => plain_amount(money),
            FieldValue::Day(day) => spoken::day(me.words, day),
            FieldValue::Id(id) => id.to_string(),
            _ => String::new(),
        };
        let mut all: Pairs = Self::CONTROLS
            .iter()
            .map(|(name, _)| ((*name).to_owned(), text(name)))
            .collect();
        all.push(("version".to_owned(), project.version.to_string()));
        all.extend(controls::typed(me, &Self::catalogue(&me.ctx), project));
        all
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let (me, words, filled) = (filling.me, filling.me.words, filling.filled());
        let party = filling.party();
        let (names, owners) = tokio::try_join!(parties::names(&me.ctx, party), owners(&me.ctx))?;
        let known = party.and_then(|id| Some((id, names.get(&id)?)));
        let own = filling.own().await?;
        Ok(html! {
            (customer(filled, t::field_projects_party_id(words), known))
            (filled.line(Line { name: "name", label: t::field_projects_name(words), hint: Some(t::projects_name_hint(words)), required: true, autofocus: filling.record.is_none(), ..Line::default() }))
            (choices(filled, filling.record, &owners))
            div.columns.halves {
                (filled.line(Line { name: "starts_on", label: t::field_projects_starts_on(words), ..Line::default() }))
                (filled.line(Line { name: "due_on", label: t::field_projects_due_on(words), ..Line::default() }))
            }
            (filled.line(Line { name: "budget", label: t::field_projects_budget(words), hint: Some(t::projects_budget_hint(words)), ..Line::default() }))
            (filled.area(Area { name: "note", label: t::field_projects_note(words), rows: 3, ..Area::default() }))
            (own)
            (save_button(words))
        })
    }
}

/// State and owner; a project that is there offers only the states it can go to.
fn choices(filled: Filled<'_>, project: Option<&Project>, owners: &[Owner]) -> Markup {
    let words = filled.words;
    let reached = |state: &&&str| project.is_none_or(|p| may_move(&p.state, state));
    let states: Vec<(&str, String)> = STATES
        .iter()
        .filter(reached)
        .map(|state| {
            (
                *state,
                spoken::choice(words, Noun::Projects, "state", state),
            )
        })
        .collect();
    let states = choices_of(&states);
    let ids: Vec<String> = owners.iter().map(|owner| owner.id.to_string()).collect();
    let here = |(owner, id): &(&Owner, &String)| {
        owner.works_here || id.as_str() == filled.value("owner_id")
    };
    let people: Vec<Choice> = owners
        .iter()
        .zip(&ids)
        .filter(here)
        .map(|(owner, id)| Choice {
            value: id,
            label: &owner.name,
        })
        .collect();
    html! {
        div.columns.halves {
            (filled.choice("state", t::field_projects_state(words), &states, None))
            (filled.choice("owner_id", t::field_projects_owner_id(words), &people, None))
        }
    }
}
