//! Under an entry of the timeline: what was noted from it, what it seems to tell besides, and a way to mark more. A suggestion
//! becomes a fact by one click, never by itself.

use std::collections::HashMap;

use maud::{Markup, html};
use quen_core::Permission;
use quen_core::consents::may_be_read;
use quen_core::facts::Fact;
use quen_core::facts::rules::Suggestion;
use quen_core::interactions::Interaction;
use quen_core::promises::{Heard, heard};
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::Ctx;
use quen_service::facts::suggestions;
use quen_service::parties::{Episode, Timeline};
use quen_service::promises::{Passage, heard_in};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::field::csrf_field;
use quen_ui::hx::Hx;
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::reading;
use crate::parties::page::View;

/// What the entries seem to tell besides.
#[derive(Default)]
pub struct Told {
    /// Suggestions by interaction.
    facts: HashMap<Uuid, Vec<Suggestion>>,
    /// What their files seem to promise.
    promised: Vec<Passage>,
}

/// Suggestions under one entry at most.
const SHOWN: usize = 4;

/// What the episodes of a page of the timeline seem to tell.
///
/// # Errors
/// `forbidden`.
pub async fn of(ctx: &Ctx, party: Uuid, timeline: &Timeline) -> quen_core::Result<Told> {
    let episodes: Vec<&Interaction> = timeline
        .entries
        .iter()
        .filter_map(|entry| match &entry.episode {
            Episode::Interaction(found) => Some(found.as_ref()),
            _ => None,
        })
        .collect();
    let files = episodes.iter().flat_map(|episode| &episode.files);
    let files: Vec<Uuid> = files.map(|file| file.id).collect();
    let (facts, promised) =
        tokio::try_join!(suggestions(ctx, party, &episodes), heard_in(ctx, &files))?;
    Ok(Told {
        facts: facts.into_iter().collect(),
        promised,
    })
}

/// What was noted, what is suggested, and whether a model may be asked; `None` when there is nothing of it.
pub fn under(view: &View<'_>, episode: &Interaction) -> Option<Markup> {
    let (me, writes) = (view.me, view.may(Permission::PartiesWrite));
    let words = me.words;
    let facts = &view.whole.known.memory.facts;
    let noted: Vec<&Fact> = facts
        .iter()
        .filter(|fact| fact.source_id == Some(episode.id))
        .collect();
    let suggested = view.whole.heard.facts.get(&episode.id).filter(|_| writes);
    let asks = writes
        && episode.body.is_some()
        && me.ctx.settings.suggester.is_some()
        && may_be_read(&view.whole.consents.consents);
    let promised = promises(view, episode);
    let on_paper = on_paper(view, episode);
    if noted.is_empty()
        && suggested.is_none()
        && !asks
        && promised.is_empty()
        && on_paper.is_empty()
    {
        return None;
    }
    let action = format!("/parties/{}/facts", episode.party_id);
    Some(html! {
        @if !noted.is_empty() || suggested.is_some() { (t::facts_heard(words)) " " }
        @for fact in noted { (badge(&fact.statement, Tone::Jade)) " " }
        @for said in suggested.into_iter().flatten().take(SHOWN) {
            form.inline-form method="post" action=(action) hx-post=(action) hx-target="#memory" hx-swap="outerMorph" {
                (csrf_field(&me.csrf))
                input type="hidden" name="interaction" value=(episode.id);
                input type="hidden" name="topic" value=(said.topic);
                input type="hidden" name="statement" value=(said.statement);
                (button(Button {
                    label: &t::facts_accept(words, &said.statement), icon: Some("plus"), kind: ButtonKind::Soft, size: ButtonSize::Small, submit: true,
                    ..Button::default()
                }))
            }
        }
        @for one in &promised { (promise(view, episode, one)) }
        (crate::promises::heard::beside(me, &on_paper, episode.party_id))
        @if asks { (reading::ask(me, episode)) }
    })
}

/// What the files of an entry seem to promise.
fn on_paper<'a>(view: &View<'a>, episode: &Interaction) -> Vec<&'a Passage> {
    if !view.may(Permission::InteractionsWrite) {
        return Vec::new();
    }
    let own = |passage: &&Passage| episode.files.iter().any(|file| file.id == passage.file_id);
    let passages = view.whole.heard.promised.iter().filter(own);
    passages.take(SHOWN).collect()
}

/// What one of ours seems to have promised in it, until it is written down. What the customer wrote is no promise of ours.
fn promises(view: &View<'_>, episode: &Interaction) -> Vec<Heard> {
    let written = matches!(episode.kind.as_str(), "message" | "email");
    let theirs = written && episode.direction == "in";
    let kept = view.whole.profile.promises.iter();
    let kept = kept.filter_map(|promise| promise.interaction_id);
    if theirs
        || !view.may(Permission::InteractionsWrite)
        || kept.into_iter().any(|id| id == episode.id)
    {
        return Vec::new();
    }
    let on = view.me.ctx.day_of(episode.started_at);
    heard(episode.body.as_deref().unwrap_or_default(), on)
}

/// Leads to the form of a promise with the words and the day in it.
fn promise(view: &View<'_>, episode: &Interaction, heard: &Heard) -> Markup {
    let words = view.me.words;
    let due = heard.due_on.map(|day| format!("&due_on={day}"));
    let href = format!(
        "/promises/new?party_id={}&interaction_id={}&kind={}&text={}{}",
        episode.party_id,
        episode.id,
        heard.kind,
        encode(&heard.text),
        due.unwrap_or_default()
    );
    let label = t::promises_heard(words, &heard.text);
    button(Button {
        label: &label,
        icon: Some("shield-check"),
        kind: ButtonKind::Soft,
        size: ButtonSize::Small,
        href: Some(&href),
        ..Button::default()
    })
}

/// The way to note more of an entry: marks words with the key, or opens the form with what was said.
pub fn marker(me: &SignedIn, episode: &Interaction) -> Markup {
    let href = format!(
        "/parties/{}/facts/new?interaction={}",
        episode.party_id, episode.id
    );
    let label = t::facts_mark(me.words);
    icon_button(IconButton {
        icon: "bulb",
        label,
        small: true,
        href: Some(&href),
        hx: Hx::get(&href, "#drawer"),
        ..IconButton::default()
    })
}

/// The form that marked words are sent by: filled by the key.
pub fn marking_form(me: &SignedIn, party: Uuid) -> Markup {
    let action = format!("/parties/{party}/facts");
    html! {
        form id="marking" hidden method="post" action=(action) hx-post=(action) hx-target="#memory" hx-swap="outerMorph" {
            (csrf_field(&me.csrf))
            input type="hidden" name="interaction" value="";
            input type="hidden" name="statement" value="";
        }
    }
}
