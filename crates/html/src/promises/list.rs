//! `GET /promises`: the promises of one urgency, mine or everybody's, under the rates of keeping.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::Permission;
use quen_core::fields::Page as Rows;
use quen_core::promises::Promise;
use quen_http::SignedIn;
use quen_service::parties::{self, Owner, owners};
use quen_service::promises::{self as acts, Promises};
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

use super::{figures, standing};
use crate::answers::{Answer, refused};
use crate::keys;
use crate::layout::{Page, page};
use crate::lists::{Asked, party_link};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// How they stand.
const WHENS: [&str; 6] = ["late", "today", "later", "undated", "kept", "broken"];

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
            when: when.unwrap_or("late"),
        }
    }

    fn href(self) -> String {
        let who = if self.everyone { "all" } else { "mine" };
        format!("/promises?who={who}&when={}", self.when)
    }

    fn filter(self, me: &SignedIn) -> Value {
        let today = me.ctx.today();
        let due = |op: &str| json!({ "field": "due_on", "op": op, "value": today });
        let mut all = match self.when {
            "late" => vec![due("lt")],
            "today" => vec![due("eq")],
            "later" => vec![due("gt")],
            "undated" => vec![json!({ "field": "due_on", "op": "empty" })],
            ended => vec![json!({ "field": "state", "op": "eq", "value": ended })],
        };
        let open = !matches!(self.when, "kept" | "broken");
        all.push(json!({ "field": "settled_at", "op": if open { "empty" } else { "not_empty" } }));
        if !self.everyone {
            let me = me.ctx.actor.user_id;
            all.push(json!({ "field": "owner_id", "op": "eq", "value": me }));
        }
        json!({ "all": all })
    }

    fn label(words: Words, when: &str) -> &'static str {
        match when {
            "late" => t::promises_late(words),
            "today" => t::promises_today(words),
            "later" => t::promises_later(words),
            "undated" => t::promises_undated(words),
            "kept" => t::promises_kept(words),
            _ => t::promises_broken(words),
        }
    }
}

/// The page.
pub async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let view = View::read(&params);
    let mut asked = Asked::read("/promises", &params, &["who", "when"]);
    asked.sort = if matches!(view.when, "late" | "later") {
        "due_on".to_owned()
    } else {
        String::new()
    };
    let query = asked
        .query(&Promises::catalogue(&me.ctx), Some(&view.filter(&me)))
        .map_err(refused(&me))?;
    let (found, house, owners) = tokio::try_join!(
        records::list::<Promises>(&me.ctx, &query),
        acts::house(&me.ctx),
        owners(&me.ctx)
    )
    .map_err(refused(&me))?;
    let names = parties::names(&me.ctx, found.rows.iter().map(|promise| promise.party_id))
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let may = me.ctx.actor.may(Permission::InteractionsWrite).is_ok();
    let body = html! {
        (figures::rates(&me, &house, &owners))
        (view_bar(switches(words, view), Some(asked.search(t::promises_search(words)))))
        @if found.rows.is_empty() { (empty(Empty { text: html! { (t::promises_empty(words)) }, ..Empty::default() })) }
        @else { (table(&me, &found, &names, &owners)) (asked.pager(&me, found.next.as_ref())) }
    };
    let key = keys::shown(&me, "new");
    let new = Button {
        label: t::promises_new(words),
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some("/promises/new"),
        key: key.as_deref(),
        ..Button::default()
    };
    let drawn = page(
        &me,
        Page {
            title: t::nav_promises(words),
            nav: "/promises",
            actions: html! { @if may { (button(new)) } },
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
    html! { (tabs(t::nav_promises(words), &links, None)) (segmented(t::field_promises_owner_id(words), &who)) }
}

fn table(
    me: &SignedIn,
    found: &Rows<Promise>,
    names: &HashMap<Uuid, String>,
    owners: &[Owner],
) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_promises_text(words)),
        head(t::field_promises_party_id(words)),
        head(t::field_promises_due_on(words)),
        Column {
            wide_only: true,
            ..head(t::field_promises_owner_id(words))
        },
    ];
    let ids: Vec<String> = found
        .rows
        .iter()
        .map(|promise| format!("promise-{}", promise.id))
        .collect();
    let rows = found.rows.iter().zip(&ids).map(|(promise, id)| Row {
        id,
        cells: vec![
            html! {
                a href={ "/promises/" (promise.id) } { (promise.text) } " "
                span.dim.smaller { (spoken::choice(words, quen_core::Noun::Promises, "kind", &promise.kind)) }
            },
            party_link(promise.party_id, names.get(&promise.party_id)),
            standing(me, promise),
            html! { @if let Some(owner) = owners.iter().find(|owner| Some(owner.id) == promise.owner_id) { (owner.name) } },
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "promises",
        caption: t::promises_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}
