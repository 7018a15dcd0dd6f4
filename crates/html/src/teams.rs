//! Teams: one page with all of them, each a small form.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};
use quen_core::{Error, Permission, Problem, Result};
use quen_http::{SignedIn, problem};
use quen_service::App;
use quen_service::teams::{self as acts, Team};
use quen_service::users::{self, Colleague};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Field, Input, csrf_field, input};
use quen_ui::frame::padded;
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Asked, Pairs, value};
use crate::layout::{Page, done, page};
use crate::settings::settings_tabs;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/teams", get(list).post(create))
        .route("/teams/{id}", post(update))
        .route("/teams/{id}/removal", post(remove))
}

/// The form that was refused: of which team (none: the new one), and why.
type Wrong<'a> = Option<(Option<Uuid>, &'a [(String, String)], &'a [Problem])>;

async fn list(me: SignedIn, Query(asked): Query<Asked>) -> Answer {
    let toasts = asked
        .get("done")
        .map(|_| done(t::state_saved(me.words)))
        .into_iter()
        .collect();
    Ok(draw(&me, None, toasts).await?.into_response())
}

async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let made = match members(&sent) {
        Ok(members) => acts::create(&me.ctx, value(&sent, "name"), &members)
            .await
            .map(drop),
        Err(error) => Err(error),
    };
    again(&me, None, &sent, made).await
}

async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = parse(&me, &id)?;
    let changed = match members(&sent) {
        Ok(members) => acts::update(&me.ctx, id, value(&sent, "name"), &members).await,
        Err(error) => Err(error),
    };
    again(&me, Some(id), &sent, changed).await
}

async fn remove(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = parse(&me, &id)?;
    acts::delete(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see("/teams?done=saved"))
}

async fn again(
    me: &SignedIn,
    id: Option<Uuid>,
    sent: &[(String, String)],
    result: Result<()>,
) -> Answer {
    match result {
        Ok(()) => Ok(see("/teams?done=saved")),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            draw(me, Some((id, sent, &problems)), Vec::new()).await?,
        )
            .into_response()),
        Err(error) => Err(refused(me)(error)),
    }
}

fn parse(me: &SignedIn, id: &str) -> Result<Uuid, Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}

fn members(sent: &[(String, String)]) -> Result<Vec<Uuid>> {
    let ids = sent
        .iter()
        .filter(|(name, _)| name == "members")
        .map(|(_, id)| id.parse());
    ids.collect::<Result<_, _>>()
        .map_err(|_| Error::invalid("members", "not-a-colleague"))
}

async fn draw(me: &SignedIn, wrong: Wrong<'_>, toasts: Vec<Markup>) -> Result<Markup, Refused> {
    let words = me.words;
    let teams = acts::list(&me.ctx).await.map_err(refused(me))?;
    let people = users::list(&me.ctx).await.map_err(refused(me))?;
    let manages = me.ctx.actor.may(Permission::UsersManage).is_ok();
    let body = html! {
        (settings_tabs(me, "/teams"))
        (padded(html! {
            p.mid.lead { (t::teams_lead(words)) }
            div.form-page {
                @if teams.is_empty() { (empty(Empty { text: html! { (t::teams_empty(words)) }, ..Empty::default() })) }
                @for team in &teams { (one(me, team, &people, manages, wrong)) }
                @if manages {
                    (panel(Panel { title: t::teams_new(words), body: form(me, None, &people, wrong), ..Panel::default() }))
                }
            }
        }))
    };
    Ok(page(
        me,
        Page {
            title: t::settings_teams(words),
            body,
            toasts,
            ..Page::default()
        },
    ))
}

fn one(
    me: &SignedIn,
    team: &Team,
    people: &[Colleague],
    manages: bool,
    wrong: Wrong<'_>,
) -> Markup {
    let words = me.words;
    let size = i64::try_from(team.members.len()).unwrap_or_default();
    let names: Vec<&str> = people
        .iter()
        .filter(|c| team.members.contains(&c.id))
        .map(|c| c.name.as_str())
        .collect();
    let body = html! {
        @if manages {
            (form(me, Some(team), people, wrong))
            form.after method="post" action={ "/teams/" (team.id) "/removal" } hx-confirm=(t::teams_delete_ask(words)) {
                (csrf_field(&me.csrf))
                (button(Button { label: t::teams_delete(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
            }
        } @else { (names.join(", ")) }
    };
    let beside = Some(html! { span.dim.smaller { (t::teams_size(words, size)) } });
    panel(Panel {
        title: &team.name,
        icon: Some("users-group"),
        beside,
        body,
        ..Panel::default()
    })
}

fn form(me: &SignedIn, team: Option<&Team>, people: &[Colleague], wrong: Wrong<'_>) -> Markup {
    let words = me.words;
    let id = team.map(|team| team.id);
    let wrong = wrong.filter(|(of, ..)| *of == id);
    let place = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    let name = wrong.map_or_else(
        || team.map_or("", |team| &team.name),
        |(_, sent, _)| value(sent, "name"),
    );
    let chosen = |user: Uuid| match wrong {
        Some((_, sent, _)) => sent
            .iter()
            .any(|(name, id)| name == "members" && *id == user.to_string()),
        None => team.is_some_and(|team| team.members.contains(&user)),
    };
    let said = wrong
        .and_then(|(.., problems)| problems.first())
        .map(|p| problem::sentence(words, p.code, &p.args));
    html! {
        form.stack method="post" action={ "/teams" @if let Some(id) = id { "/" (id) } } {
            (csrf_field(&me.csrf))
            (input(Input {
                field: Field { id: &format!("name-{place}"), label: t::teams_name(words), problem: said.as_deref(), ..Field::default() },
                name: "name", value: name, required: true, ..Input::default()
            }))
            fieldset.field {
                legend.label { (t::teams_members(words)) }
                div.row.wrap {
                    @for c in people { (check(Check { name: "members", value: &c.id.to_string(), label: &c.name, checked: chosen(c.id), ..Check::default() })) }
                }
            }
            div.row {
                (button(Button {
                    label: if team.is_some() { t::action_save(words) } else { t::teams_new(words) },
                    kind: if team.is_some() { ButtonKind::Plain } else { ButtonKind::Primary }, submit: true, ..Button::default()
                }))
            }
        }
    }
}
