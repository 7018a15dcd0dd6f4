//! A colleague opens the door for a customer: by mail, or by a link that is shown this once and handed over by Zalo or on paper.

use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use maud::html;
use quen_core::Error;
use quen_http::SignedIn;
use quen_service::parties::Parties;
use quen_service::{portal as acts, records};
use quen_ui::button::{Button, button};
use quen_ui::field::{Field, Input, input};
use quen_ui::frame::padded;
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;

use crate::answers::{Answer, reachable, refused, see};
use crate::layout::{Page, page, party_crumbs};
use crate::spoken;

/// `POST /parties/{id}/portal-invitation`.
pub async fn mail(me: SignedIn, Path(id): Path<String>) -> Answer {
    let party = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::invite(&me.ctx, party).await.map_err(refused(&me))?;
    Ok(see(&format!("/parties/{party}")))
}

/// `POST /parties/{id}/portal-link`: the link, told this once.
pub async fn hand_out(me: SignedIn, Path(id): Path<String>, headers: HeaderMap) -> Answer {
    let words = me.words;
    let party = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let made = acts::hand_out(&me.ctx, party).await.map_err(refused(&me))?;
    let party = records::find::<Parties>(&me.ctx, party)
        .await
        .map_err(refused(&me))?;
    let home = format!("/parties/{}", party.id);
    let until = spoken::day(words, me.ctx.day_of(made.expires_at));
    let address = reachable(&me, &headers, &made.path);
    let door = made.path.split("/enter/").next().unwrap_or_default();
    let door = t::portal_code_at(words, &reachable(&me, &headers, door));
    let body = html! {
        div.form-page.stack {
            (notice(Tone::Amber, "copy", html! { (t::portal_link_once(words, &until)) }))
            (input(Input {
                field: Field { id: "link", label: t::portal_link(words), ..Field::default() },
                name: "link", value: &address, readonly: true, autofocus: true, ..Input::default()
            }))
            @if let Some(code) = &made.code {
                (input(Input {
                    field: Field { id: "code", label: t::portal_code_for(words), hint: Some(&door), ..Field::default() },
                    name: "code", value: code, readonly: true, ..Input::default()
                }))
            }
            div { (button(Button { label: &party.name, icon: Some("arrow-left"), href: Some(&home), ..Button::default() })) }
        }
    };
    let crumbs = party_crumbs(words, &party.name, &home);
    let drawn = Page {
        title: t::portal_hand_out(words),
        nav: "/parties",
        crumbs,
        body: padded(body),
        ..Page::default()
    };
    let drawn = page(&me, drawn);
    Ok(([(header::CACHE_CONTROL, "no-store")], drawn).into_response())
}
