//! Asking before tasks are made for the customers behind a figure, and making them.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::analytics::Target;
use quen_core::fields::{Condition, ListQuery};
use quen_core::{Error, Permission, Problem, dates};
use quen_http::session::encode;
use quen_http::{SignedIn, problem};
use quen_service::analytics::{self, MOST_TASKS, NewTasks};
use quen_service::parties::Parties;
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{self, Field, Input, input};
use quen_ui::frame::padded;
use quen_words::t;

use crate::answers::{Answer, Refused, refused, see};
use crate::layout::{Page, page};

/// What was typed.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Sent {
    target: String,
    title: String,
    due_on: String,
}

/// `GET /analytics/tasks`: how many, which words, by when.
pub async fn ask(me: SignedIn, Query(mut sent): Query<Sent>) -> Answer {
    me.ctx
        .actor
        .may(Permission::TasksWrite)
        .map_err(refused(&me))?;
    if sent.title.is_empty() {
        sent.title = t::analytics_tasks_usual(me.words).to_owned();
    }
    Ok(draw(&me, &sent, StatusCode::OK, &[]).await?.into_response())
}

/// `POST /analytics/tasks`.
pub async fn make(me: SignedIn, Form(sent): Form<Sent>) -> Answer {
    let due_on = match sent.due_on.trim() {
        "" => Ok(None),
        text => dates::day(text)
            .map(Some)
            .ok_or_else(|| Error::invalid("due_on", "bad-date")),
    };
    let target = Target::parse(&sent.target)
        .ok_or(Error::NotFound)
        .map_err(refused(&me))?;
    let made = match due_on {
        Ok(due_on) => {
            analytics::make_tasks(
                &me.ctx,
                &NewTasks {
                    target,
                    title: sent.title.clone(),
                    due_on,
                },
            )
            .await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(made) => Ok(see(&format!("/analytics?made={made}"))),
        Err(Error::Invalid(problems)) => {
            draw(&me, &sent, StatusCode::UNPROCESSABLE_ENTITY, &problems).await
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

async fn draw(
    me: &SignedIn,
    sent: &Sent,
    status: StatusCode,
    problems: &[Problem],
) -> Result<Response, Refused> {
    let words = me.words;
    let target = Target::parse(&sent.target)
        .ok_or(Error::NotFound)
        .map_err(refused(me))?;
    let conditions = analytics::conditions(&me.ctx, target)
        .await
        .map_err(refused(me))?;
    let filter =
        Condition::parse(&Parties::catalogue(&me.ctx), &conditions).map_err(refused(me))?;
    let query = ListQuery {
        filter: Some(filter),
        limit: 1,
        count: true,
        ..ListQuery::default()
    };
    let found = records::list::<Parties>(&me.ctx, &query)
        .await
        .map_err(refused(me))?;
    let count = found.count.unwrap_or(0);
    let title = t::analytics_tasks_title(words, super::whole(count));
    let list = format!("/parties?filter={}", encode(&conditions.to_string()));
    let body = html! {
        div.stack {
            @if count == 0 { p { (t::analytics_tasks_none(words)) } } @else {
                @if count > MOST_TASKS as u64 { p { (t::analytics_tasks_capped(words, super::whole(MOST_TASKS as u64))) } }
                p.dim { (t::analytics_tasks_why(words)) }
                (form(me, sent, problems))
            }
            a.link href=(list) { (t::analytics_open_list(words)) }
        }
    };
    Ok((
        status,
        page(
            me,
            Page {
                title: &title,
                nav: "/analytics",
                body: padded(body),
                ..Page::default()
            },
        ),
    )
        .into_response())
}

fn form(me: &SignedIn, sent: &Sent, problems: &[Problem]) -> Markup {
    let words = me.words;
    let line = |id: &'static str, label: &str, value: &str, required: bool| {
        let said = problems
            .iter()
            .find(|p| p.field == id)
            .map(|p| problem::sentence(words, p.code, &p.args));
        input(Input {
            field: Field {
                id,
                label,
                problem: said.as_deref(),
                ..Field::default()
            },
            name: id,
            value,
            required,
            ..Input::default()
        })
    };
    let body = html! {
        input type="hidden" name="target" value=(sent.target);
        (line("title", t::analytics_tasks_words(words), &sent.title, true))
        (line("due_on", t::analytics_tasks_due(words), &sent.due_on, false))
        div.row {
            (button(Button { label: t::analytics_make_tasks(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
            (button(Button { label: t::action_cancel(words), href: Some("/analytics"), ..Button::default() }))
        }
    };
    field::form(field::Form {
        action: "/analytics/tasks",
        csrf: &me.csrf,
        body,
        ..field::Form::default()
    })
}
