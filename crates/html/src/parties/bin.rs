//! The bin and merging: a party goes there, is shown there, comes back; two records of one party become one.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::parties::Party;
use quen_core::{Error, Permission};
use quen_http::{SignedIn, problem};
use quen_service::parties::{self, Parties};
use quen_service::{history, records};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::combobox::{Combobox, combobox};
use quen_ui::dialog::{Drawer, drawer};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{self, Field};
use quen_ui::frame::{Crumb, padded};
use quen_ui::toast::problem_notice;
use quen_words::t;
use uuid::Uuid;

use super::asked::{Params, param};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::layout::{Page, page};

/// The page of a party in the bin; for anything else it is not there.
pub async fn show(me: &SignedIn, id: Uuid) -> Answer {
    let party = history::binned::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    if let Some(winner) = party.merged_into {
        return Ok(see(&format!("/parties/{winner}")));
    }
    let words = me.words;
    let restore = (me.ctx.actor.may(Permission::PartiesDelete).is_ok()).then(|| {
        let body = button(Button {
            label: t::action_restore(words),
            icon: Some("arrow-back-up"),
            kind: ButtonKind::Primary,
            submit: true,
            ..Button::default()
        });
        let action = format!("/parties/{id}/restoration");
        field::form(field::Form {
            action: &action,
            csrf: &me.csrf,
            body,
            ..field::Form::default()
        })
    });
    let body = empty(Empty {
        title: Some(&t::parties_in_bin(words, &party.name)),
        text: html! { (t::parties_in_bin_text(words)) },
        acts: restore,
        drawing: true,
    });
    let crumbs = vec![Crumb {
        label: t::nav_people(words),
        href: "/parties",
    }];
    let shown = page(
        me,
        Page {
            title: &party.name,
            nav: "/parties",
            crumbs,
            body: padded(html! { div.form-page { (body) } }),
            ..Page::default()
        },
    );
    Ok((StatusCode::GONE, shown).into_response())
}

/// `POST /parties/{id}/deletion`.
pub async fn delete(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = super::id(&me, &id)?;
    records::delete::<Parties>(&me.ctx, id, None)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/parties/{id}")))
}

/// `POST /parties/{id}/restoration`.
pub async fn restore(me: SignedIn, Path(id): Path<String>) -> Answer {
    let id = super::id(&me, &id)?;
    records::restore::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/parties/{id}")))
}

/// `GET /parties/{id}/merge`.
pub async fn choose(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let party = super::found(&me, &id).await?;
    me.ctx
        .actor
        .may(Permission::PartiesMerge)
        .map_err(refused(&me))?;
    Ok(merge_page(&me, &headers, &party, None, &Params::new()))
}

/// `POST /parties/{id}/merge`.
pub async fn merge(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let party = super::found(&me, &id).await?;
    let other = param(&pairs, "loser").and_then(|id| id.parse().ok());
    let merged = match other {
        Some(other) => parties::merge(&me.ctx, party.id, other).await,
        None => Err(Error::invalid("loser", "bad-reference")),
    };
    match merged {
        Ok(_) => Ok(see(&format!("/parties/{}", party.id))),
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            let said = problem::message(me.words, &error);
            Ok((
                StatusCode::UNPROCESSABLE_ENTITY,
                merge_page(&me, &headers, &party, Some(&said), &pairs),
            )
                .into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn merge_page(
    me: &SignedIn,
    headers: &HeaderMap,
    party: &Party,
    problem: Option<&str>,
    typed: &Params,
) -> Response {
    let words = me.words;
    let body = merge_form(me, party, problem, typed);
    let title = t::parties_merge(words);
    if wants_fragment(headers) {
        return drawer(Drawer {
            title,
            sub: Some(&party.name),
            close: t::action_close(words),
            body,
            ..Drawer::default()
        })
        .into_response();
    }
    let home = format!("/parties/{}", party.id);
    let crumbs = vec![
        Crumb {
            label: t::nav_people(words),
            href: "/parties",
        },
        Crumb {
            label: &party.name,
            href: &home,
        },
    ];
    page(
        me,
        Page {
            title,
            nav: "/parties",
            crumbs,
            body: padded(html! { div.form-page { (body) } }),
            ..Page::default()
        },
    )
    .into_response()
}

fn merge_form(me: &SignedIn, party: &Party, problem: Option<&str>, typed: &Params) -> Markup {
    let words = me.words;
    let find = format!("/parties/choices?not={}&field=loser", party.id);
    let value = |name| param(typed, name).unwrap_or_default();
    let body = html! {
        p { (t::parties_merge_text(words, &party.name)) }
        @if let Some(problem) = problem { (problem_notice(problem)) }
        (combobox(Combobox {
            field: Field { id: "loser", label: t::parties_merge_with(words), ..Field::default() },
            name: "loser", value: value("loser"), text: value("loser_text"), find: &find, required: true, ..Combobox::default()
        }))
        (button(Button { label: t::action_merge(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
    };
    let action = format!("/parties/{}/merge", party.id);
    field::form(field::Form {
        action: &action,
        csrf: &me.csrf,
        novalidate: true,
        body,
        ..field::Form::default()
    })
}
