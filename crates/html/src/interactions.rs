//! All episodes, newest first; each leads to its customer, where it is read in full.

use axum::Router;
use axum::extract::Query;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use quen_core::Noun;
use quen_core::interactions::Interaction;
use quen_http::SignedIn;
use quen_service::App;
use quen_service::interactions::Interactions;
use quen_service::parties;
use quen_service::records::{self, Kind};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::flush;
use quen_ui::list::view_bar;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_words::t;
use std::collections::HashMap;
use uuid::Uuid;

use crate::answers::{Answer, refused};
use crate::exports;
use crate::layout::{Page, page};
use crate::lists::{Asked, party_link};
use crate::parties::asked::Params;
use crate::spoken;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/interactions", get(list))
}

async fn list(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let asked = Asked::read("/interactions", &params, &[]);
    let query = asked
        .query(&Interactions::catalogue(&me.ctx), None)
        .map_err(refused(&me))?;
    let found = records::list::<Interactions>(&me.ctx, &query)
        .await
        .map_err(refused(&me))?;
    let names = parties::names(&me.ctx, found.rows.iter().map(|episode| episode.party_id))
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let body = html! {
        (view_bar(html! {}, Some(asked.search(t::interactions_search(words)))))
        @if found.rows.is_empty() { (empty(Empty { text: html! { (t::interactions_empty(words)) }, ..Empty::default() })) }
        @else { (table(&me, &found.rows, &names)) (asked.pager(&me, found.next.as_ref())) }
    };
    let title = t::nav_interactions(words);
    Ok(page(
        &me,
        Page {
            title,
            nav: "/interactions",
            actions: html! { @if !found.rows.is_empty() { (exports::choose(&me, Noun::Interactions, &asked.exported(None))) } },
            body: flush(body),
            ..Page::default()
        },
    )
    .into_response())
}

fn table(me: &SignedIn, episodes: &[Interaction], names: &HashMap<Uuid, String>) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_interactions_party_id(words)),
        head(t::field_interactions_kind(words)),
        head(t::field_interactions_body(words)),
        Column {
            wide_only: true,
            ..head(t::field_interactions_channel(words))
        },
        head(t::field_interactions_started_at(words)),
    ];
    let ids: Vec<String> = episodes
        .iter()
        .map(|episode| format!("interaction-{}", episode.id))
        .collect();
    let rows = episodes.iter().zip(&ids).map(|(episode, id)| Row {
        id,
        cells: vec![
            party_link(episode.party_id, names.get(&episode.party_id)),
            html! { (spoken::choice(words, Noun::Interactions, "kind", &episode.kind)) @if episode.needs_answer() { " · " (t::interactions_waiting(words)) } },
            html! { (beginning(episode)) },
            html! { (spoken::choice(words, Noun::Interactions, "channel", &episode.channel.replace('_', "-"))) },
            html! { (spoken::moment(words, me.ctx.settings.zone(), episode.started_at)) },
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "interactions",
        caption: t::interactions_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// The subject, or the first words of the text.
fn beginning(episode: &Interaction) -> String {
    const SHOWN: usize = 90;
    let text = episode
        .subject
        .as_deref()
        .or(episode.body.as_deref())
        .unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(SHOWN).collect::<String>())
}
