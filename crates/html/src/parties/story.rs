//! The story of a party: the composer over it, the tabs, the timeline that goes on as one scrolls.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::Cursor;
use quen_core::{Error, Permission};
use quen_http::SignedIn;
use quen_service::interactions::Interactions;
use quen_service::parties::Only;
use quen_service::records;
use quen_ui::choice::{Segment, segmented};
use quen_ui::empty::{Empty, empty};
use quen_ui::timeline::timeline;
use quen_words::t;

use super::asked::{Params, param};
use super::composer::{Typed, write_box};
use super::entries;
use super::page::{View, Whole, renewed};
use crate::answers::{Answer, refused, see, wants_fragment};
use crate::facts::heard;

/// The section.
pub fn section(view: &View<'_>, typed: &Typed) -> Markup {
    let words = view.me.words;
    html! {
        section.story id="story" aria-label=(t::parties_story(words)) {
            @if view.may(Permission::InteractionsWrite) { div id="composer" { (write_box(view, typed)) } }
            @if view.may(Permission::PartiesWrite) { (heard::marking_form(view.me, view.whole.profile.party.id)) }
            (timeline_part(view))
        }
    }
}

/// Tabs and timeline: what an act elsewhere renews.
pub fn timeline_part(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let whole = view.whole;
    let home = view.home();
    let labels = [
        (Only::All, t::parties_only_all(words)),
        (Only::Talk, t::parties_only_talk(words)),
        (Only::Buying, t::parties_only_buying(words)),
        (Only::Tasks, t::parties_only_tasks(words)),
    ];
    let links = labels.map(|(only, label)| {
        (
            label,
            format!("{home}?only={}", only.code()),
            only == whole.only,
        )
    });
    let segments: Vec<Segment> = links
        .iter()
        .map(|(label, href, current)| Segment {
            label,
            href,
            current: *current,
        })
        .collect();
    let older = older(&home, whole.only, &whole.timeline);
    html! {
        div id="timeline" {
            div.row.wrap.story-filter { (segmented(t::parties_filter_story(words), &segments)) }
            @if whole.timeline.entries.is_empty() {
                (empty(Empty { text: html! { (t::parties_no_story(words)) }, ..Empty::default() }))
            } @else {
                (timeline(t::parties_story(words), entries::all(view, &whole.timeline, &whole.names, None), older.as_deref().map(|href| (t::parties_older(words), href))))
            }
        }
    }
}

/// The address of the entries before the last one; it says under which heading they go on.
fn older(home: &str, only: Only, timeline: &quen_service::parties::Timeline) -> Option<String> {
    let next = timeline.next.as_ref()?.encode();
    let last = timeline.entries.last()?.at.timestamp();
    Some(format!(
        "{home}/timeline?only={}&before={next}&under={last}",
        only.code()
    ))
}

/// `GET /parties/{id}/timeline`: the entries before a point.
pub async fn older_page(
    me: SignedIn,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Answer {
    let id = super::id(&me, &id)?;
    let only = Only::from_code(param(&params, "only").unwrap_or_default());
    let before = param(&params, "before").filter(|before| !before.is_empty());
    if !wants_fragment(&headers) {
        let mut page = format!("/parties/{id}?only={}", only.code());
        if let Some(before) = before {
            page.push_str("&before=");
            page.push_str(&quen_http::session::encode(before));
        }
        return Ok(see(&page));
    }
    let cursor = before
        .map(Cursor::decode)
        .transpose()
        .map_err(refused(&me))?;
    let whole = Whole::before(&me.ctx, id, only, cursor.as_ref())
        .await
        .map_err(refused(&me))?;
    let view = View {
        me: &me,
        whole: &whole,
    };
    let under = param(&params, "under")
        .and_then(|text| text.parse().ok())
        .and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0));
    let next = older(&view.home(), only, &whole.timeline);
    let words = me.words;
    Ok(html! {
        (entries::all(&view, &whole.timeline, &whole.names, under))
        @if let Some(next) = &next { (quen_ui::timeline::older_entries(t::parties_older(words), next)) }
    }
    .into_response())
}

/// `POST /parties/{id}/episodes/{episode}/deletion`.
pub async fn delete(
    me: SignedIn,
    headers: HeaderMap,
    Path((id, episode)): Path<(String, String)>,
) -> Answer {
    let (id, episode) = (super::id(&me, &id)?, super::id(&me, &episode)?);
    let found = records::find::<Interactions>(&me.ctx, episode)
        .await
        .map_err(refused(&me))?;
    if found.party_id != id {
        return Err(refused(&me)(Error::NotFound));
    }
    records::delete::<Interactions>(&me.ctx, episode, None)
        .await
        .map_err(refused(&me))?;
    if !wants_fragment(&headers) {
        return Ok(see(&format!("/parties/{id}")));
    }
    let whole = Whole::load(&me.ctx, id, Only::All)
        .await
        .map_err(refused(&me))?;
    let view = View {
        me: &me,
        whole: &whole,
    };
    Ok(html! { (timeline_part(&view)) (renewed(&view, &["head"])) }.into_response())
}
