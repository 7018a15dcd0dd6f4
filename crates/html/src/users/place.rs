//! One colleague: role, reach, teams, and handing over when somebody leaves.

use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::access::Scope;
use quen_core::{Error, Permission, Problem, Result, Role};
use quen_http::SignedIn;
use quen_service::teams::{self, Team};
use quen_service::users::{self as acts, Colleague, Place};
use quen_ui::avatar::{Person, person};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{BigChoice, Check, big_choice, check};
use quen_ui::field::{Choice, csrf_field};
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::{notice, problem_notice};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::{role_name, role_sub, roles, scope_name};
use crate::answers::{Answer, Refused, refused, see};
use crate::forms::{Asked, Filled, Pairs, value};
use crate::layout::{Page, done, page};

/// Shows the page.
pub(super) async fn show(
    me: SignedIn,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let id = parse(&me, &id)?;
    let toasts = asked
        .get("done")
        .map(|_| done(t::state_saved(me.words)))
        .into_iter()
        .collect();
    Ok(draw(&me, id, None, &[], toasts).await?.into_response())
}

/// Takes role, reach and teams.
pub(super) async fn update(
    me: SignedIn,
    Path(id): Path<String>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let id = parse(&me, &id)?;
    let changed = match read(&sent) {
        Ok(place) => acts::update(&me.ctx, id, place).await.map(drop),
        Err(error) => Err(error),
    };
    again(&me, id, &sent, changed, || {
        see(&format!("/users/{id}?done=saved"))
    })
    .await
}

fn read(sent: &[(String, String)]) -> Result<Place> {
    let role =
        Role::from_code(value(sent, "role")).ok_or_else(|| Error::invalid("role", "bad-choice"))?;
    let scope = Scope::from_code(value(sent, "scope"))
        .ok_or_else(|| Error::invalid("scope", "bad-choice"))?;
    let teams = sent
        .iter()
        .filter(|(name, _)| name == "teams")
        .map(|(_, id)| id.parse());
    let teams = teams
        .collect::<Result<Vec<Uuid>, _>>()
        .map_err(|_| Error::invalid("teams", "bad-choice"))?;
    Ok(Place {
        role,
        scope,
        teams: Some(teams),
    })
}

/// Hands over and ends the place.
pub(super) async fn leave(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let id = parse(&me, &id)?;
    let left = match value(&sent, "hand_over_to").parse() {
        Ok(heir) => acts::remove(&me.ctx, id, heir).await,
        Err(_) => Err(Error::invalid("hand_over_to", "not-a-colleague")),
    };
    let next = left
        .as_ref()
        .map(|done| {
            format!(
                "/users?done=left&parties={}&tasks={}",
                done.parties, done.tasks
            )
        })
        .unwrap_or_default();
    again(&me, id, &sent, left.map(drop), || see(&next)).await
}

async fn again(
    me: &SignedIn,
    id: Uuid,
    sent: &[(String, String)],
    result: Result<()>,
    next: impl FnOnce() -> axum::response::Response,
) -> Answer {
    match result {
        Ok(()) => Ok(next()),
        Err(Error::Invalid(problems)) => {
            let page = draw(me, id, Some(sent), &problems, Vec::new()).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict { code, .. }) => {
            let page = draw(
                me,
                id,
                Some(sent),
                &[Problem::new("role", code)],
                Vec::new(),
            )
            .await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(refused(me)(error)),
    }
}

fn parse(me: &SignedIn, id: &str) -> Result<Uuid, Refused> {
    id.parse().map_err(|_| refused(me)(Error::NotFound))
}

async fn draw(
    me: &SignedIn,
    id: Uuid,
    sent: Option<&[(String, String)]>,
    problems: &[Problem],
    toasts: Vec<Markup>,
) -> Result<Markup, Refused> {
    let words = me.words;
    me.ctx
        .actor
        .may(Permission::UsersManage)
        .map_err(refused(me))?;
    let one = acts::find(&me.ctx, id).await.map_err(refused(me))?;
    let teams = teams::list(&me.ctx).await.map_err(refused(me))?;
    let body = if id == me.ctx.actor.user_id {
        notice(
            Tone::Sky,
            "info-circle",
            html! { (t::users_own_place(words)) },
        )
    } else {
        let stored = stored(&one, &teams);
        let filled = Filled {
            words,
            values: sent
                .filter(|sent| sent.iter().any(|(name, _)| name == "role"))
                .unwrap_or(&stored),
            problems,
        };
        html! {
            (panel(Panel { title: t::users_place(words), body: form(me, &one, &teams, filled), ..Panel::default() }))
            (leaving(me, &one, problems).await.map_err(refused(me))?)
        }
    };
    let body = padded(html! {
        div.form-page {
            div.before { (person(Person { name: &one.name, sub: Some(&one.email), ..Person::default() })) }
            (body)
        }
    });
    let crumbs = vec![Crumb {
        label: t::settings_users(words),
        href: "/users",
    }];
    Ok(page(
        me,
        Page {
            title: &one.name,
            crumbs,
            body,
            toasts,
            ..Page::default()
        },
    ))
}

fn stored(one: &Colleague, teams: &[Team]) -> Pairs {
    let mut values = vec![
        ("role".to_owned(), one.role.code().to_owned()),
        ("scope".to_owned(), one.scope.code().to_owned()),
    ];
    values.extend(
        teams
            .iter()
            .filter(|team| team.members.contains(&one.id))
            .map(|team| ("teams".to_owned(), team.id.to_string())),
    );
    values
}

fn form(me: &SignedIn, one: &Colleague, teams: &[Team], filled: Filled<'_>) -> Markup {
    let words = me.words;
    let scopes = Scope::ALL.map(|scope| Choice {
        value: scope.code(),
        label: scope_name(words, scope),
    });
    let in_team = |team: &Team| {
        filled
            .values
            .iter()
            .any(|(name, id)| name == "teams" && *id == team.id.to_string())
    };
    let shown = roles(me).chain(
        (one.role == Role::Owner && me.ctx.actor.role != Role::Owner).then_some(Role::Owner),
    );
    html! {
        form.stack method="post" action={ "/users/" (one.id) } {
            (csrf_field(&me.csrf))
            @if let Some(problem) = filled.problem("role") { (problem_notice(&problem)) }
            fieldset.field {
                legend.label { (t::users_role(words)) }
                div.stack.snug {
                    @for role in shown {
                        (big_choice(BigChoice {
                            name: "role", value: role.code(), label: role_name(words, role), sub: role_sub(words, role),
                            checked: filled.value("role") == role.code(), ..BigChoice::default()
                        }))
                    }
                }
            }
            (filled.choice("scope", t::users_scope(words), &scopes, Some(t::users_scope_hint(words))))
            fieldset.field {
                legend.label { (t::users_teams(words)) }
                @if teams.is_empty() { span.dim.smaller { (t::users_no_teams(words)) } }
                @for team in teams {
                    (check(Check { name: "teams", value: &team.id.to_string(), label: &team.name, checked: in_team(team), ..Check::default() }))
                }
            }
            div.row { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}

async fn leaving(me: &SignedIn, one: &Colleague, problems: &[Problem]) -> Result<Markup> {
    let words = me.words;
    let (parties, tasks) = acts::holdings(&me.ctx, one.id).await?;
    let others = acts::list(&me.ctx).await?;
    let heirs: Vec<(String, &str)> = others
        .iter()
        .filter(|c| c.id != one.id)
        .map(|c| (c.id.to_string(), c.name.as_str()))
        .collect();
    let choices: Vec<Choice<'_>> = heirs
        .iter()
        .map(|(id, name)| Choice {
            value: id,
            label: name,
        })
        .collect();
    let values = [("hand_over_to".to_owned(), me.ctx.actor.user_id.to_string())];
    let filled = Filled {
        words,
        values: &values,
        problems,
    };
    let body = html! {
        form.stack method="post" action={ "/users/" (one.id) "/leaving" } hx-confirm=(t::users_leave_ask(words)) {
            (csrf_field(&me.csrf))
            p.smaller { (t::users_leave_lead(words, &one.name, parties, tasks)) }
            (filled.choice("hand_over_to", t::users_leave_heir(words), &choices, None))
            div.row { (button(Button { label: t::users_leave(words), kind: ButtonKind::Danger, submit: true, ..Button::default() })) }
        }
    };
    Ok(panel(Panel {
        title: t::users_leave(words),
        body,
        ..Panel::default()
    }))
}
