//! `GET /projects`: the projects that are open, late, done or cancelled, mine or everybody's.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::fields::Page as Rows;
use quen_core::projects::Project;
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_service::parties::{self, Owner, owners};
use quen_service::projects::Projects;
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Segment, segmented};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::flush;
use quen_ui::list::view_bar;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_words::{Words, t};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{due, standing};
use crate::answers::{Answer, refused};
use crate::exports;
use crate::keys;
use crate::layout::{Page, page};
use crate::lists::{Asked, party_link};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// How they stand.
const WHENS: [&str; 4] = ["open", "late", "done", "cancelled"];
/// States of a project that goes on.
const OPEN: [&str; 3] = ["planned", "active", "paused"];

#[derive(Clone, Copy)]
struct View {
    everyone: bool,
    when: &'static str,
}

impl View {
    fn read(params: &Params) -> Self {
        let when = WHENS
            .into_iter()
            .find(|when| param(params, "when") == Some(when));
        Self {
            everyone: param(params, "who") != Some("mine"),
            when: when.unwrap_or("open"),
        }
    }

    fn href(self) -> String {
        let who = if self.everyone { "all" } else { "mine" };
        format!("/projects?who={who}&when={}", self.when)
    }

    fn filter(self, me: &SignedIn) -> Value {
        let state = |states: &[&str]| json!({ "field": "state", "op": "in", "value": states });
        let mut all = match self.when {
            "open" => vec![state(&OPEN)],
            "late" => vec![
                state(&OPEN),
                json!({ "field": "due_on", "op": "lt", "value": me.ctx.today() }),
            ],
            ended => vec![json!({ "field": "state", "op": "eq", "value": ended })],
        };
        if !self.everyone {
            let me = me.ctx.actor.user_id;
            all.push(json!({ "field": "owner_id", "op": "eq", "value": me }));
        }
        json!({ "all": all })
    }

    fn label(words: Words, when: &str) -> &'static str {
        match when {
            "open" => t::projects_open(words),
            "late" => t::projects_late(words),
            "done" => t::projects_done(words),
            _ => t::projects_cancelled(words),
        }
    }
}

/// The page.
pub async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let view = View::read(&params);
    let mut asked = Asked::read("/projects", &params, &["who", "when"]);
    asked.sort = if view.when == "late" {
        "due_on".to_owned()
    } else {
        String::new()
    };
    let filter = view.filter(&me);
    let query = asked
        .query(&Projects::catalogue(&me.ctx), Some(&filter))
        .map_err(refused(&me))?;
    let (found, owners) =
        tokio::try_join!(records::list::<Projects>(&me.ctx, &query), owners(&me.ctx))
            .map_err(refused(&me))?;
    let names = parties::names(&me.ctx, found.rows.iter().map(|project| project.party_id))
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let may = me.ctx.actor.may(Permission::TasksWrite).is_ok();
    let body = html! {
        (view_bar(switches(words, view), Some(asked.search(t::projects_search(words)))))
        @if found.rows.is_empty() { (empty(Empty { text: html! { (t::projects_empty(words)) }, ..Empty::default() })) }
        @else { (table(&me, &found, &names, &owners)) (asked.pager(&me, found.next.as_ref())) }
    };
    let key = keys::shown(&me, "new");
    let new = Button {
        label: t::projects_new(words),
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some("/projects/new"),
        key: key.as_deref(),
        ..Button::default()
    };
    let actions = html! {
        @if !found.rows.is_empty() { (exports::choose(&me, Noun::Projects, &asked.exported(Some(&filter)))) }
        @if may { (button(new)) }
    };
    let drawn = page(
        &me,
        Page {
            title: t::nav_projects(words),
            nav: "/projects",
            actions,
            body: flush(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

fn switches(words: Words, view: View) -> Markup {
    let whens: Vec<(&str, String)> = WHENS
        .into_iter()
        .map(|when| (when, View { when, ..view }.href()))
        .collect();
    let links: Vec<Tab> = whens
        .iter()
        .map(|(when, href)| Tab {
            label: View::label(words, when),
            href,
            current: *when == view.when,
            ..Tab::default()
        })
        .collect();
    let of = |everyone| View { everyone, ..view }.href();
    let (mine, all) = (of(false), of(true));
    let who = [
        Segment {
            label: t::tasks_everyone(words),
            href: &all,
            current: view.everyone,
        },
        Segment {
            label: t::tasks_mine(words),
            href: &mine,
            current: !view.everyone,
        },
    ];
    html! { (tabs(t::nav_projects(words), &links, None)) (segmented(t::field_projects_owner_id(words), &who)) }
}

fn table(
    me: &SignedIn,
    found: &Rows<Project>,
    names: &HashMap<Uuid, String>,
    owners: &[Owner],
) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_projects_name(words)),
        head(t::field_projects_party_id(words)),
        head(t::field_projects_state(words)),
        head(t::field_projects_due_on(words)),
        Column {
            number: true,
            wide_only: true,
            ..head(t::field_projects_budget(words))
        },
        Column {
            wide_only: true,
            ..head(t::field_projects_owner_id(words))
        },
    ];
    let ids: Vec<String> = found
        .rows
        .iter()
        .map(|project| format!("project-{}", project.id))
        .collect();
    let rows = found.rows.iter().zip(&ids).map(|(project, id)| Row {
        id,
        cells: vec![
            html! { a href={ "/projects/" (project.id) } { (project.name) } },
            party_link(project.party_id, names.get(&project.party_id)),
            standing(me, project),
            due(me, project),
            html! { @if let Some(budget) = project.budget { (spoken::money(words, budget)) } },
            html! { @if let Some(owner) = owners.iter().find(|owner| Some(owner.id) == project.owner_id) { (owner.name) } },
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "projects",
        caption: t::projects_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}
