//! The search for who likes, needs or avoids something, and what is known and not used. Without a question it is the common list.

use std::collections::HashMap;

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::facts::Fact;
use quen_core::fields::Cursor;
use quen_http::SignedIn;
use quen_service::facts as acts;
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::csrf_field;
use quen_ui::frame::{Crumb, flush, padded};
use quen_ui::list::{SearchBox, search_box, view_bar};
use quen_ui::panel::{Panel, panel as boxed};
use quen_ui::stat::sure;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_words::t;
use serde_json::json;
use uuid::Uuid;

use super::{panel, said};
use crate::answers::{Answer, refused};
use crate::layout::{Page, page};
use crate::lists::{self, party_link};
use crate::parties::asked::{Params, param};

type Names = HashMap<Uuid, String>;

/// `GET /facts`: the list, or with `q` who is known for it.
pub async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let words = me.words;
    let q = param(&params, "q").unwrap_or_default().trim().to_owned();
    if q.is_empty() {
        return lists::show(me, "facts", params).await;
    }
    let (facts, names, pager) = who(&me, &q, param(&params, "after")).await?;
    let search = search_box(SearchBox {
        action: "/facts",
        label: t::facts_who_search(words),
        value: &q,
        target: "#main",
        kept: &[],
    });
    let all = html! { a.button.quiet.small href="/facts" { (t::parties_view_all(words)) } };
    let body = html! {
        (view_bar(all, Some(search)))
        @if facts.is_empty() { (empty(Empty { text: html! { (t::facts_who_none(words)) }, ..Empty::default() })) }
        @else { (table(&me, &facts, &names)) (pager) }
    };
    Ok(page(
        &me,
        Page {
            title: t::nav_facts(words),
            nav: "/facts",
            body: flush(body),
            ..Page::default()
        },
    )
    .into_response())
}

/// The way to what is known and not used, over the list.
pub fn above(me: &SignedIn) -> Markup {
    html! { div.padded.row { a.button.quiet.small href="/facts/unused" { (t::facts_unused_link(me.words)) } } }
}

async fn who(
    me: &SignedIn,
    q: &str,
    after: Option<&str>,
) -> Result<(Vec<Fact>, Names, Markup), crate::answers::Refused> {
    let cursor = after.and_then(|text| Cursor::decode(text).ok());
    let after = cursor.as_ref().map(|cursor| {
        let value = cursor.values.first().and_then(serde_json::Value::as_str);
        (value.unwrap_or_default(), cursor.id)
    });
    let found = acts::who(&me.ctx, q, None, after)
        .await
        .map_err(refused(me))?;
    let next = found.next.as_ref().map(|(value, id)| {
        let cursor = Cursor {
            values: vec![json!(value)],
            id: *id,
        };
        let q = quen_http::session::encode(q);
        format!("/facts?q={q}&after={}", cursor.encode())
    });
    let pager = html! { @if let Some(next) = next { div.row { a.button href=(next) { (t::action_next(me.words)) } } } };
    Ok((found.data, found.names, pager))
}

fn table(me: &SignedIn, facts: &[Fact], names: &Names) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_facts_party_id(words)),
        head(t::field_facts_topic(words)),
        head(t::field_facts_statement(words)),
        head(t::field_facts_source(words)),
        head(t::field_facts_certainty(words)),
    ];
    let rows = facts.iter().map(|fact| Row {
        cells: vec![
            party_link(fact.party_id, names.get(&fact.party_id)),
            html! { (said::topic(words, &fact.topic)) },
            said::claim(fact),
            html! { span.small.dim { (said::source(me, fact)) } },
            sure(quen_core::facts::percent(fact.certainty)),
        ],
        ..Row::default()
    });
    data_table(DataTable {
        caption: t::facts_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// `GET /facts/unused`.
pub async fn unused(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let words = me.words;
    let after = param(&params, "after").and_then(|id| id.parse().ok());
    let found = acts::unused(&me.ctx, after).await.map_err(refused(&me))?;
    let writes = panel::may_write(&me);
    let body = html! {
        div.stack {
            p.dim { (t::facts_unused_text(words)) }
            @if found.facts.is_empty() { (empty(Empty { text: html! { (t::facts_unused_none(words)) }, ..Empty::default() })) }
            @if !found.facts.is_empty() {
                (boxed(Panel {
                    body: html! { ul { @for fact in &found.facts { (unused_row(&me, fact, found.names.get(&fact.party_id), writes)) } } },
                    flush: true,
                    ..Panel::default()
                }))
            }
            @if let Some(next) = found.next { div.row { a.button href={ "/facts/unused?after=" (next) } { (t::action_next(words)) } } }
        }
    };
    let crumbs = vec![Crumb {
        label: t::nav_facts(words),
        href: "/facts",
    }];
    Ok(page(
        &me,
        Page {
            title: t::facts_unused(words),
            nav: "/facts",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}

fn unused_row(me: &SignedIn, fact: &Fact, name: Option<&String>, writes: bool) -> Markup {
    let action = format!("/facts/{}/withdrawal", fact.id);
    let label = t::facts_drop(me.words, &fact.statement);
    let acts = html! {
        @if writes {
            form.inline-form method="post" action=(action) {
                (csrf_field(&me.csrf))
                (button(Button { label: &label, size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    };
    said::row_of(me, fact, Some(party_link(fact.party_id, name)), acts)
}
