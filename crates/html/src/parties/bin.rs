//! The bin: a party goes there, is shown there, comes back.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::html;
use quen_core::Permission;
use quen_http::SignedIn;
use quen_service::parties::{Parties, hanging};
use quen_service::{history, records};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field;
use quen_ui::frame::padded;
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::layout::{Page, drawer_or_page, page, party_crumbs, people_crumb};
use crate::spoken;

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
    let crumbs = vec![people_crumb(words)];
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

/// `GET /parties/{id}/deletion`: what hangs on the party, before it goes to the bin.
pub async fn ask(me: SignedIn, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    let party = super::found(&me, &id).await?;
    me.ctx
        .actor
        .may(Permission::PartiesDelete)
        .map_err(refused(&me))?;
    let words = me.words;
    let hanging = hanging(&me.ctx, party.id).await.map_err(refused(&me))?;
    let action = format!("/parties/{}/deletion", party.id);
    let home = format!("/parties/{}", party.id);
    let inside = html! {
        @if hanging.is_empty() { p { (t::bin_nothing_hangs(words)) } }
        @else {
            p { (t::bin_hangs(words)) }
            ul.stack.tight { @for (table, count) in &hanging { li { (spoken::count_of(words, "merging-moves", table, *count)) } } }
        }
        p.mid { (crate::bin::kept(&me)) }
        div.row {
            (button(Button { label: t::parties_delete(words), kind: ButtonKind::Danger, submit: true, ..Button::default() }))
            (button(Button { label: t::action_cancel(words), kind: ButtonKind::Quiet, href: Some(&home), ..Button::default() }))
        }
    };
    let body = field::form(field::Form {
        action: &action,
        csrf: &me.csrf,
        body: html! { div.stack { (inside) } },
        ..field::Form::default()
    });
    let title = t::parties_delete_question(words, &party.name);
    let whole = Page {
        title: &title,
        nav: "/parties",
        crumbs: party_crumbs(words, &party.name, &home),
        body,
        ..Page::default()
    };
    Ok(drawer_or_page(&me, &headers, None, whole).into_response())
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
