//! A new fact: typed into the panel, accepted from a suggestion, or marked in what was said. Without script the words are
//! copied out of the entry on a page of its own.

use axum::extract::{Form, Path, Query};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use maud::html;
use quen_core::facts::rules::{Suggestion, one};
use quen_core::{Error, Result};
use quen_http::SignedIn;
use quen_service::facts::{self as acts, Captured};
use quen_service::interactions::Interactions;
use quen_service::parties::Parties;
use quen_service::records;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::field::{Form as Sheet, form};
use quen_words::t;
use uuid::Uuid;

use super::panel::{self, fields, text};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::layout::{Page, drawer_or_page, party_crumbs};
use crate::parties::asked::{Params, param};

/// `POST /parties/{id}/facts`.
pub async fn create(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let done = keep(&me, id, &pairs).await;
    if wants_fragment(&headers) {
        let shown = panel::answer(&me, id, done, &pairs).await;
        return shown.map_err(refused(&me));
    }
    done.map_err(refused(&me))?;
    Ok(see(&format!("/parties/{id}#memory")))
}

async fn keep(me: &SignedIn, party_id: Uuid, pairs: &Params) -> Result<()> {
    let statement = text(pairs, "statement");
    if statement.is_empty() {
        return Err(Error::invalid("statement", "required"));
    }
    let topic = text(pairs, "topic");
    let read = one(statement);
    let said = if topic.is_empty() || topic == read.topic {
        Suggestion {
            statement: statement.to_owned(),
            ..read
        }
    } else {
        Suggestion {
            topic: topic.to_owned(),
            value: serde_json::Value::Null,
            statement: statement.to_owned(),
        }
    };
    let interaction = param(pairs, "interaction").and_then(|id| id.parse().ok());
    let captured = Captured {
        party_id,
        said,
        interaction,
        by_model: interaction.is_some() && param(pairs, "by") == Some("model"),
    };
    acts::accept(&me.ctx, captured).await.map(drop)
}

/// `GET /parties/{id}/facts/new`: with `interaction`, what was said there stands above the form.
pub async fn new(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let party = records::find::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let interaction: Option<Uuid> = param(&params, "interaction").and_then(|id| id.parse().ok());
    let episode = match interaction {
        Some(interaction) => Some(
            records::find::<Interactions>(&me.ctx, interaction)
                .await
                .map_err(refused(&me))?,
        ),
        None => None,
    };
    let body = html! {
        @if let Some(body) = episode.as_ref().and_then(|episode| episode.body.as_deref()) { blockquote.as-typed { (body) } }
        @if let Some(episode) = &episode { input type="hidden" name="interaction" value=(episode.id); }
        (fields(&me, param(&params, "statement").unwrap_or_default(), ""))
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = format!("/parties/{id}/facts");
    let sheet = form(Sheet {
        action: &action,
        csrf: &me.csrf,
        body,
        ..Sheet::default()
    });
    let home = format!("/parties/{id}");
    let whole = Page {
        title: t::facts_add(words),
        nav: "/parties",
        crumbs: party_crumbs(words, &party.name, &home),
        body: sheet,
        ..Page::default()
    };
    Ok(drawer_or_page(&me, &headers, Some(&party.name), whole).into_response())
}
