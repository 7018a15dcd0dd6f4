//! Things to do: new, ticked off with one click, opened again, put off. The list is the common one.

use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::from_text;
use quen_core::tasks::{KINDS, Task};
use quen_core::{Error, Noun, Problem};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::parties::{self, owners};
use quen_service::records::{self, Kind, decode_form};
use quen_service::tasks::{self as acts, Tasks};
use quen_ui::agenda::{Item, ItemState, item};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Form as Sheet, csrf_field, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::icon::icon;
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::drafts;
use crate::fields::{controls, gone, own_part, references};
use crate::files::attached;
use crate::forms::{Filled, Line, Pairs, choices_of, colleagues, value};
use crate::layout::{Page, page};
use crate::lists::{back, list_of, party_link};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tasks", list_of(Noun::Tasks).post(create))
        .route("/tasks/new", get(new))
        .route("/tasks/{id}/completion", post(complete))
        .route("/tasks/{id}/reopening", post(reopen))
        .route("/tasks/{id}/snooze", post(snooze))
}

/// An open task in a panel: its title over `sub`, with what can be done about it at its end.
pub fn open_item(task: &Task, late: bool, sub: &[String], end: Markup) -> Markup {
    item(Item {
        lead: icon(if late { "alert-triangle" } else { "clock" }),
        label: &task.title,
        sub: Some(&sub.join(", ")),
        end: Some(end),
        state: if late {
            ItemState::Late
        } else {
            ItemState::Plain
        },
        ..Item::default()
    })
}

/// The button that ticks a task off, or opens it again. In a table it sends the form around the rows elsewhere; by itself it
/// brings its own.
pub fn tick(me: &SignedIn, id: Uuid, done: bool, back: &str, in_form: bool) -> Markup {
    let words = me.words;
    let (noun, label, icon) = if done {
        ("reopening", t::tasks_reopen(words), "arrow-back-up")
    } else {
        ("completion", t::tasks_complete(words), "check")
    };
    let action = format!("/tasks/{id}/{noun}");
    let sends = |formaction| {
        button(Button {
            label,
            icon: Some(icon),
            size: ButtonSize::Small,
            submit: true,
            formaction,
            name: Some("back"),
            value: Some(back),
            ..Button::default()
        })
    };
    html! {
        @if in_form { (sends(Some(action.as_str()))) } @else {
            form method="post" action=(action) { (csrf_field(&me.csrf)) (sends(None)) }
        }
    }
}

async fn complete(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::complete(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/tasks")))
}

async fn reopen(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::reopen(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/tasks")))
}

async fn snooze(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let field =
        quen_core::fields::Field::new("until", "", quen_core::fields::FieldType::Day).required();
    let until = from_text(&field, value(&sent, "until"))
        .map_err(Error::from)
        .map_err(refused(&me))?;
    let until = until
        .into_day()
        .ok_or_else(|| refused(&me)(Error::invalid("until", "required")))?;
    acts::snooze(&me.ctx, id, until)
        .await
        .map_err(refused(&me))?;
    Ok(see(back(Some(value(&sent, "back")), "/tasks")))
}

async fn new(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let mut typed: Pairs = vec![
        ("kind".to_owned(), "call".to_owned()),
        ("due_on".to_owned(), spoken::day(me.words, me.ctx.today())),
    ];
    typed.push(("assignee_id".to_owned(), me.ctx.actor.user_id.to_string()));
    typed.retain(|(name, _)| name != "kind" || param(&params, "kind").is_none());
    typed.extend(
        ["party_id", "project_id", "kind", "title"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), param(&params, name)?.to_owned()))),
    );
    let opened = drafts::opened(&me, "/tasks/new", &params, typed).await?;
    let sheet = sheet(&me, &opened.values, &[], &opened.form, opened.offer).await?;
    Ok(sheet.into_response())
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let catalogue = Tasks::catalogue(&me.ctx);
    let typed = controls::joined(&catalogue, sent.clone());
    match made(&me, sent).await {
        Ok(task) => {
            drafts::saved(&me, &typed).await;
            Ok(see(&match (task.project_id, task.party_id) {
                (Some(project), _) => format!("/projects/{project}"),
                (None, Some(party)) => format!("/parties/{party}"),
                (None, None) => "/tasks".to_owned(),
            }))
        }
        Err(Error::Invalid(problems)) => {
            drafts::kept(&me, &typed).await;
            let sheet = sheet(&me, &typed, &problems, value(&typed, "draft"), html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, sheet).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn made(me: &SignedIn, sent: Pairs) -> quen_core::Result<Task> {
    let catalogue = Tasks::catalogue(&me.ctx);
    gone::refuse(&catalogue, &sent)?;
    let files = attached::value(&sent);
    let read = controls::sent(me, &catalogue, attached::without(sent));
    let read = references::resolved(me, &catalogue, read).await?;
    let pairs = read
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let mut values = decode_form(&catalogue, pairs)?;
    values.extend(files);
    records::create::<Tasks>(&me.ctx, values).await
}

async fn sheet(
    me: &SignedIn,
    values: &[(String, String)],
    problems: &[Problem],
    draft: &str,
    offer: Markup,
) -> Result<Markup, Refused> {
    let words = me.words;
    let filled = Filled {
        words,
        values,
        problems,
    };
    let party: Option<Uuid> = filled.value("party_id").parse().ok();
    let names = parties::names(&me.ctx, party).await.map_err(refused(me))?;
    let own = own_part::<Tasks>(me, None, values, problems)
        .await
        .map_err(refused(me))?;
    let owners = owners(&me.ctx).await.map_err(refused(me))?;
    let people = colleagues(&owners);
    let people = choices_of(&people);
    let fields = html! {
        (gone::notice(words, problems, values))
        @if let Some(party) = party {
            input type="hidden" name="party_id" value=(party);
            p { (t::field_tasks_party_id(words)) ": " (party_link(party, names.get(&party))) }
        }
        @if let Some(problem) = filled.problem("party_id").or_else(|| filled.problem("project_id")) { p.problem { (problem) } }
        input type="hidden" name="project_id" value=(filled.value("project_id"));
        (filled.line(Line { name: "title", label: t::field_tasks_title(words), required: true, autofocus: true, ..Line::default() }))
        (filled.codes(Noun::Tasks, "kind", "kind", t::field_tasks_kind(words), &KINDS))
        (filled.line(Line { name: "due_on", label: t::field_tasks_due_on(words), ..Line::default() }))
        (filled.choice("assignee_id", t::field_tasks_assignee_id(words), &people, None))
        (filled.line(Line { name: "note", label: t::field_tasks_note(words), ..Line::default() }))
        (own)
        (attached::control(words, values))
        @if let Some(problem) = filled.problem("files") { p.problem { (problem) } }
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let body = html! { div.form-page { (offer) (form(Sheet { action: "/tasks", csrf: &me.csrf, draft: Some(draft), body: fields, ..Sheet::default() })) } };
    let crumbs = vec![Crumb {
        label: t::nav_tasks(words),
        href: "/tasks",
    }];
    Ok(page(
        me,
        Page {
            title: t::tasks_new(words),
            nav: "/tasks",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    ))
}
