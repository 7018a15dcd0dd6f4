//! Inviting: the form, the link shown once, the open ones.

use axum::Form;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::access::Scope;
use quen_core::{Error, Problem, Result, Role};
use quen_http::{SignedIn, problem};
use quen_service::accounts::invitations::{self as acts, Invite, Made};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Choice, Field, Input, csrf_field, input};
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;

use super::{role_name, roles, scope_name, whole};
use crate::answers::{Answer, reachable, refused, see};
use crate::forms::{Filled, Line, Pairs, value};
use crate::times::day;

/// What stands in the form, and what is wrong with it.
#[derive(Default)]
pub(super) struct Said<'a> {
    values: &'a [(String, String)],
    problems: &'a [Problem],
}

/// Takes the form; shows the link.
pub(super) async fn create(me: SignedIn, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let role =
        Role::from_code(value(&sent, "role")).ok_or_else(|| Error::invalid("role", "bad-choice"));
    let scope = Scope::from_code(value(&sent, "scope"))
        .ok_or_else(|| Error::invalid("scope", "bad-choice"));
    let made = match (role, scope) {
        (Ok(role), Ok(scope)) => {
            acts::create(
                &me.ctx,
                Invite {
                    email: value(&sent, "email").to_owned(),
                    role,
                    scope,
                },
            )
            .await
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    match made {
        Ok(made) => Ok(
            whole(&me, link(&me, &headers, &made), Said::default(), Vec::new())
                .await?
                .into_response(),
        ),
        Err(Error::Invalid(problems)) => {
            let page = whole(
                &me,
                html! {},
                Said {
                    values: &sent,
                    problems: &problems,
                },
                Vec::new(),
            )
            .await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

/// The link for copying.
fn link(me: &SignedIn, headers: &HeaderMap, made: &Made) -> Markup {
    let words = me.words;
    let address = reachable(me, headers, &made.path);
    let said = match &made.mailed {
        Some(Ok(())) => notice(
            Tone::Jade,
            "mail",
            html! { (t::users_invited_mailed(words, &made.link.email)) },
        ),
        Some(Err(error)) => notice(
            Tone::Red,
            "alert-circle",
            html! { (problem::message(words, error)) " " (t::users_invited_unsent(words)) },
        ),
        None => notice(
            Tone::Amber,
            "copy",
            html! { (t::users_invited_copy(words, &made.link.email)) },
        ),
    };
    html! {
        div.form-page.stack.before {
            (said)
            (input(Input {
                field: Field { id: "link", label: t::users_invited_link(words), ..Field::default() },
                name: "link", value: &address, readonly: true, autofocus: true, ..Input::default()
            }))
        }
    }
}

/// Withdraws one.
pub(super) async fn revoke(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::revoke(&me.ctx, id).await.map_err(refused(&me))?;
    Ok(see("/users?done=uninvited"))
}

/// The form and the open invitations.
pub(super) async fn panels(me: &SignedIn, said: Said<'_>) -> Result<Markup> {
    let open = acts::list(&me.ctx).await?;
    let words = me.words;
    let lines = open.iter().map(|link| {
        let role = link.role.as_deref().and_then(Role::from_code).map_or("", |role| role_name(words, role));
        let sub = format!("{role} · {}", t::users_invitation_until(words, &day(me, link.expires_at)));
        let end = html! {
            form.end method="post" action={ "/users/invitations/" (link.id) "/revocation" } {
                (csrf_field(&me.csrf))
                (button(Button { label: t::users_uninvite(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        };
        item(Item { lead: icon("mail"), label: &link.email, sub: Some(&sub), end: Some(end), ..Item::default() })
    });
    Ok(html! {
        div.form-page.after {
            @if !open.is_empty() {
                (panel(Panel { title: t::users_invitations(words), body: item_list(lines), flush: true, ..Panel::default() }))
            }
            (panel(Panel { title: t::users_invite(words), icon: Some("user-plus"), body: form(me, &said), ..Panel::default() }))
        }
    })
}

fn form(me: &SignedIn, said: &Said<'_>) -> Markup {
    let words = me.words;
    let member = [
        ("role".to_owned(), "member".to_owned()),
        ("scope".to_owned(), "all".to_owned()),
    ];
    let values = if said.values.is_empty() {
        &member
    } else {
        said.values
    };
    let filled = Filled {
        words,
        values,
        problems: said.problems,
    };
    let roles: Vec<Choice<'_>> = roles(me)
        .map(|role| Choice {
            value: role.code(),
            label: role_name(words, role),
        })
        .collect();
    let scopes = Scope::ALL.map(|scope| Choice {
        value: scope.code(),
        label: scope_name(words, scope),
    });
    html! {
        form.stack method="post" action="/users/invitations" hx-boost="false" {
            (csrf_field(&me.csrf))
            (filled.line(Line { name: "email", label: t::field_users_email(words), kind: "email", autocomplete: Some("off"), hint: Some(t::users_invite_lead(words)), required: true, ..Line::default() }))
            (filled.choice("role", t::users_role(words), &roles, None))
            (filled.choice("scope", t::users_scope(words), &scopes, Some(t::users_scope_hint(words))))
            div.row { (button(Button { label: t::users_invite_send(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}
