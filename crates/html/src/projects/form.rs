//! The form of a project: `/projects/new`, from the list or from a customer's page, and `/projects/{id}/edit`.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::{FieldValue, Record};
use quen_core::projects::{Project, STATES, may_move};
use quen_core::{Error, Noun, Problem, Result};
use quen_http::SignedIn;
use quen_service::parties::{self, Owner, owners};
use quen_service::projects::Projects;
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::field::{Choice, Field, Form as FormOf, TextArea, form, textarea};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use uuid::Uuid;

use super::found;
use crate::answers::{Answer, refused, see};
use crate::fields::{controls, gone, own_part, references};
use crate::forms::{Filled, Line, Pairs, choices_of, value};
use crate::layout::{Page, page};
use crate::lists::party_link;
use crate::parties::asked::{Params, param};
use crate::products::plain_amount;
use crate::{drafts, spoken, versions};

/// The fields of the form beside those that the workspace made.
const FIELDS: [&str; 8] = [
    "party_id",
    "name",
    "state",
    "owner_id",
    "starts_on",
    "due_on",
    "budget",
    "note",
];

/// `GET /projects/new`.
pub async fn new(me: SignedIn, Query(asked): Query<Params>) -> Answer {
    let mut values = typed(&me, &Projects::blank(&me.ctx));
    values.retain(|(name, _)| name != "party_id" && name != "version");
    values.extend(param(&asked, "party_id").map(|id| ("party_id".to_owned(), id.to_owned())));
    let opened = drafts::opened(&me, "/projects/new", &asked, values).await?;
    let sheet = Sheet {
        offer: opened.offer,
        ..Sheet::of(&me, None, &opened.values, &opened.form)
    };
    sheet.answer(StatusCode::OK).await
}

/// `GET /projects/{id}/edit`.
pub async fn edit(me: SignedIn, Path(id): Path<String>, Query(asked): Query<Params>) -> Answer {
    let project = found(&me, &id).await?;
    let opened = drafts::opened(&me, &action(&project), &asked, typed(&me, &project)).await?;
    let sheet = Sheet {
        offer: opened.offer,
        ..Sheet::of(&me, Some(&project), &opened.values, &opened.form)
    };
    sheet.answer(StatusCode::OK).await
}

/// `POST /projects`.
pub async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    save(&me, None, sent).await
}

/// `POST /projects/{id}/edit`.
pub async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let project = match found(&me, &id).await {
        Ok(project) => project,
        Err(refusal) => return drafts::without_record(&me, &sent, refusal).await,
    };
    let sent = versions::resolved(sent, &typed(&me, &project));
    if versions::wants_form(&sent) {
        let sheet = Sheet::of(&me, Some(&project), &sent, value(&sent, "draft"));
        return sheet.answer(StatusCode::OK).await;
    }
    save(&me, Some(&project), sent).await
}

fn home(project: &Project) -> String {
    format!("/projects/{}", project.id)
}

fn action(project: &Project) -> String {
    format!("{}/edit", home(project))
}

async fn save(me: &SignedIn, before: Option<&Project>, sent: Pairs) -> Answer {
    let typed = controls::joined(&Projects::catalogue(&me.ctx), sent.clone());
    let error = match written(me, before, sent).await {
        Ok(project) => {
            drafts::saved(me, &typed).await;
            return Ok(see(&home(&project)));
        }
        Err(error) => error,
    };
    match (error, before) {
        (Error::Invalid(problems), _) => {
            drafts::kept(me, &typed).await;
            let sheet = Sheet::of(me, before, &typed, value(&typed, "draft"));
            let sheet = Sheet {
                problems: &problems,
                ..sheet
            };
            sheet.answer(StatusCode::UNPROCESSABLE_ENTITY).await
        }
        (Error::Stale { .. }, Some(before)) => twice(me, before.id, typed).await,
        (error, _) => Err(refused(me)(error)),
    }
}

async fn written(me: &SignedIn, before: Option<&Project>, sent: Pairs) -> Result<Project> {
    let catalogue = Projects::catalogue(&me.ctx);
    gone::refuse(&catalogue, &sent)?;
    let sent = controls::sent(me, &catalogue, sent);
    let sent = references::resolved(me, &catalogue, sent).await?;
    let pairs = sent
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let values = decode_form_in(&catalogue, pairs, me.ctx.settings.currency)?;
    match before {
        None => records::create::<Projects>(&me.ctx, values).await,
        Some(before) => {
            let version = value(&sent, "version").parse().ok();
            records::update::<Projects>(&me.ctx, before.id, version, values).await
        }
    }
}

/// Somebody else saved the project in the meantime.
async fn twice(me: &SignedIn, id: Uuid, sent: Pairs) -> Answer {
    let stored = records::find::<Projects>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    let comparing = versions::Comparing::<Projects> {
        me,
        stored: &stored,
        theirs: &typed(me, &stored),
        sent: &sent,
        controls: &FIELDS.map(|name| (name, name)),
        read: versions::plainly,
    };
    let parts = comparing.parts().await.map_err(refused(me))?;
    let two = versions::Two {
        me,
        name: &stored.name,
        nav: "/projects",
        crumbs: crumbs(me),
        home: &home(&stored),
        action: &action(&stored),
        version: stored.version,
        by: versions::by::<Projects>(me, id).await,
        sent,
        parts,
    };
    two.answer().await
}

fn crumbs<'a>(me: &SignedIn) -> Vec<Crumb<'a>> {
    vec![Crumb {
        label: t::nav_projects(me.words),
        href: "/projects",
    }]
}

/// A project as it stands in the form.
fn typed(me: &SignedIn, project: &Project) -> Pairs {
    let text = |name: &str| match project.get(name) {
        FieldValue::Text(text) => text,
        FieldValue::Money(money) => plain_amount(money),
        FieldValue::Day(day) => spoken::day(me.words, day),
        FieldValue::Id(id) => id.to_string(),
        _ => String::new(),
    };
    let mut all: Pairs = FIELDS
        .iter()
        .map(|name| ((*name).to_owned(), text(name)))
        .collect();
    all.push(("version".to_owned(), project.version.to_string()));
    all.extend(controls::typed(me, &Projects::catalogue(&me.ctx), project));
    all
}

/// The form with what stands in it.
struct Sheet<'a> {
    me: &'a SignedIn,
    /// The project that is changed.
    project: Option<&'a Project>,
    values: &'a [(String, String)],
    problems: &'a [Problem],
    /// Address of the page, by which its draft is known.
    draft: &'a str,
    offer: Markup,
}

impl<'a> Sheet<'a> {
    fn of(
        me: &'a SignedIn,
        project: Option<&'a Project>,
        values: &'a [(String, String)],
        draft: &'a str,
    ) -> Self {
        Self {
            me,
            project,
            values,
            problems: &[],
            draft,
            offer: html! {},
        }
    }

    async fn answer(self, status: StatusCode) -> Answer {
        let (me, words) = (self.me, self.me.words);
        let fields = self.fields().await.map_err(refused(me))?;
        let action = self.project.map_or_else(|| "/projects".to_owned(), action);
        let sheet = FormOf {
            action: &action,
            csrf: &me.csrf,
            draft: Some(self.draft),
            novalidate: true,
            body: fields,
            ..FormOf::default()
        };
        let drawn = Page {
            title: self
                .project
                .map_or(t::projects_new(words), |project| project.name.as_str()),
            nav: "/projects",
            crumbs: crumbs(me),
            body: padded(html! { div.form-page { (self.offer) (form(sheet)) } }),
            ..Page::default()
        };
        Ok((status, page(me, drawn)).into_response())
    }

    async fn fields(&self) -> Result<Markup> {
        let (me, words) = (self.me, self.me.words);
        let filled = Filled {
            words,
            values: self.values,
            problems: self.problems,
        };
        let party: Option<Uuid> = filled.value("party_id").parse().ok();
        let (names, owners) = tokio::try_join!(parties::names(&me.ctx, party), owners(&me.ctx))?;
        let own = own_part::<Projects>(me, self.project, self.values, self.problems).await?;
        Ok(html! {
            (gone::notice(words, self.problems, self.values))
            (versions::hidden(self.values))
            (whose(filled, party.and_then(|id| Some((id, names.get(&id)?)))))
            (filled.line(Line { name: "name", label: t::field_projects_name(words), hint: Some(t::projects_name_hint(words)), required: true, autofocus: self.project.is_none(), ..Line::default() }))
            (choices(filled, self.project, &owners))
            div.columns.halves {
                (filled.line(Line { name: "starts_on", label: t::field_projects_starts_on(words), ..Line::default() }))
                (filled.line(Line { name: "due_on", label: t::field_projects_due_on(words), ..Line::default() }))
            }
            (filled.line(Line { name: "budget", label: t::field_projects_budget(words), hint: Some(t::projects_budget_hint(words)), ..Line::default() }))
            (textarea(TextArea {
                field: Field { id: "note", label: t::field_projects_note(words), problem: filled.problem("note").as_deref(), ..Field::default() },
                name: "note", value: filled.value("note"), rows: Some(3), ..TextArea::default()
            }))
            (own)
            (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
        })
    }
}

/// For whom: said when it is known, asked for otherwise.
fn whose(filled: Filled<'_>, known: Option<(Uuid, &String)>) -> Markup {
    let words = filled.words;
    let problem = filled.problem("party_id");
    if let Some((id, name)) = known {
        return html! {
            input type="hidden" name="party_id" value=(id);
            p { (t::field_projects_party_id(words)) ": " (party_link(id, Some(name))) }
            @if let Some(problem) = &problem { p.problem { (problem) } }
        };
    }
    combobox(Combobox {
        field: Field {
            id: "party_id",
            label: t::field_projects_party_id(words),
            problem: problem.as_deref(),
            ..Field::default()
        },
        name: "party_id",
        text: filled.value("party_id_text"),
        find: "/parties/choices",
        required: true,
        ..Combobox::default()
    })
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
