//! What a language model finds in one note, asked for by a click: suggestions to accept, or in words why there are none. It never
//! stands in the way of the note itself.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Error;
use quen_core::facts::rules::Suggestion;
use quen_core::interactions::Interaction;
use quen_http::{SignedIn, problem};
use quen_service::facts as acts;
use quen_service::interactions::Interactions;
use quen_service::records;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::dialog::{Drawer, drawer};
use quen_ui::field::csrf_field;
use quen_ui::frame::padded;
use quen_ui::toast::problem_notice;
use quen_words::t;
use uuid::Uuid;

use super::said;
use crate::answers::{Answer, refused, wants_fragment};
use crate::layout::{Page, page, party_crumbs};
use crate::parties::asked::{Params, param};

/// The button under an entry.
pub fn ask(me: &SignedIn, episode: &Interaction) -> Markup {
    let action = format!("/parties/{}/readings", episode.party_id);
    html! {
        form.inline-form method="post" action=(action) hx-post=(action) hx-target="#drawer" {
            (csrf_field(&me.csrf))
            input type="hidden" name="interaction" value=(episode.id);
            (button(Button {
                label: t::suggester_ask(me.words), icon: Some("sparkles"), kind: ButtonKind::Plain, size: ButtonSize::Small, submit: true,
                ..Button::default()
            }))
        }
    }
}

/// `POST /parties/{id}/readings`: asks the model about the note `interaction`.
pub async fn show(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(sent): Form<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let interaction: Option<Uuid> = param(&sent, "interaction").and_then(|id| id.parse().ok());
    let interaction = interaction.ok_or(Error::NotFound).map_err(refused(&me))?;
    let episode = records::find::<Interactions>(&me.ctx, interaction)
        .await
        .map_err(refused(&me))?;
    if episode.party_id != id {
        return Err(refused(&me)(Error::NotFound));
    }
    let (status, body) = match acts::ask_model(&me.ctx, interaction).await {
        Ok(found) => (StatusCode::OK, suggested(&me, &episode, &found)),
        Err(error @ Error::Conflict { .. }) => {
            let sentence = problem::message(me.words, &error);
            (StatusCode::UNPROCESSABLE_ENTITY, problem_notice(&sentence))
        }
        Err(error) => return Err(refused(&me)(error)),
    };
    let note = episode.body.as_deref().unwrap_or_default();
    let body = html! { blockquote.as-typed { (note) } (body) };
    let shown = if wants_fragment(&headers) {
        drawer(Drawer {
            title: t::suggester_found(me.words),
            close: t::action_close(me.words),
            body,
            ..Drawer::default()
        })
    } else {
        whole(&me, id, body)
    };
    Ok((status, shown).into_response())
}

/// Each suggestion with its own button; where it comes from stands above them.
fn suggested(me: &SignedIn, episode: &Interaction, found: &[Suggestion]) -> Markup {
    let words = me.words;
    let action = format!("/parties/{}/facts", episode.party_id);
    let set = me.ctx.settings.suggester.as_ref();
    let host = set.map(|set| set.host()).unwrap_or_default();
    html! {
        p.small.dim { (t::suggester_from(words, host)) }
        @if found.is_empty() { p { (t::suggester_nothing(words)) } }
        @for one in found {
            form.stack method="post" action=(action) hx-post=(action) hx-target="#memory" hx-swap="outerMorph" {
                (csrf_field(&me.csrf))
                input type="hidden" name="interaction" value=(episode.id);
                input type="hidden" name="by" value="model";
                input type="hidden" name="topic" value=(one.topic);
                input type="hidden" name="statement" value=(one.statement);
                p { span.dim { (said::topic(words, &one.topic)) ": " } (one.statement) }
                div {
                    (button(Button {
                        label: &t::facts_accept(words, &one.statement), icon: Some("plus"), kind: ButtonKind::Soft, size: ButtonSize::Small, submit: true,
                        ..Button::default()
                    }))
                }
            }
        }
    }
}

fn whole(me: &SignedIn, party: Uuid, body: Markup) -> Markup {
    let words = me.words;
    let home = format!("/parties/{party}");
    let crumbs = party_crumbs(words, t::facts_call_known(words), &home);
    page(
        me,
        Page {
            title: t::suggester_found(words),
            nav: "/parties",
            crumbs,
            body: padded(html! { div.stack { (body) } }),
            ..Page::default()
        },
    )
}
