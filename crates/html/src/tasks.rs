//! Things to do: new, ticked off with one click, opened again, put off. The list is the common one.

mod new;

use axum::Router;
use axum::extract::{Form, Path};
use axum::routing::{get, post};
use maud::{Markup, html};
use quen_core::fields::from_text;
use quen_core::tasks::Task;
use quen_core::{Error, Noun};
use quen_http::SignedIn;
use quen_service::App;
use quen_service::tasks::{self as acts, Tasks};
use quen_ui::agenda::{Item, ItemState, item};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::forms::{Pairs, value};
use crate::lists::{back, list_of};
use crate::sheets;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tasks", list_of(Noun::Tasks).post(sheets::create::<Tasks>))
        .route("/tasks/new", get(sheets::new::<Tasks>))
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
