//! The list of orders, newest first.

use axum::extract::Query;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::orders::Order;
use quen_core::{Noun, Permission};
use quen_http::SignedIn;
use quen_service::orders::Orders;
use quen_service::parties;
use quen_service::records::{self, Kind};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::frame::flush;
use quen_ui::list::view_bar;
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tabs::{Tab, tabs};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

use crate::answers::{Answer, refused};
use crate::exports;
use crate::layout::{Page, page};
use crate::lists::{Asked, party_link};
use crate::parties::asked::{Params, param};
use crate::spoken;

/// `GET /orders`.
pub async fn show(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let asked = Asked::read("/orders", &params, &["status"]);
    let status = quen_core::orders::STATUSES
        .into_iter()
        .find(|status| param(&params, "status") == Some(status));
    let filter = status.map(|status| json!({ "field": "status", "op": "eq", "value": status }));
    let query = asked
        .query(&Orders::catalogue(&me.ctx), filter.as_ref())
        .map_err(refused(&me))?;
    let found = records::list::<Orders>(&me.ctx, &query)
        .await
        .map_err(refused(&me))?;
    let names = parties::names(&me.ctx, found.rows.iter().map(|order| order.party_id))
        .await
        .map_err(refused(&me))?;
    let words = me.words;
    let may = me.ctx.actor.may(Permission::OrdersWrite).is_ok();
    let new = || Button {
        label: t::orders_new(words),
        icon: Some("plus"),
        kind: ButtonKind::Primary,
        href: Some("/orders/new"),
        ..Button::default()
    };
    let body = if found.rows.is_empty() && asked.is_plain() {
        empty(Empty {
            title: Some(t::orders_none_yet(words)),
            text: html! { (t::orders_none_yet_text(words)) },
            acts: may.then(|| html! {
                (button(new()))
                @if me.ctx.actor.may(Permission::ImportsRun).is_ok() {
                    (button(Button { label: t::action_import(words), icon: Some("upload"), href: Some("/imports/new?kind=orders"), ..Button::default() }))
                }
            }),
            drawing: true,
        })
    } else {
        html! {
            (view_bar(views(words, status), Some(asked.search(t::orders_search(words)))))
            @if found.rows.is_empty() { (empty(Empty { text: html! { (t::state_no_results(words)) }, ..Empty::default() })) }
            @else { (table(&me, &found.rows, &names)) (asked.pager(&me, found.next.as_ref())) }
        }
    };
    let actions = html! { @if !found.rows.is_empty() { (exports::choose(&me, Noun::Orders, &asked.exported(filter.as_ref()))) } @if may { (button(Button { desk_only: true, key: Some("N"), ..new() })) } };
    let drawn = page(
        &me,
        Page {
            title: t::nav_orders(words),
            nav: "/orders",
            actions,
            body: flush(body),
            ..Page::default()
        },
    );
    Ok(drawn.into_response())
}

fn views(words: Words, current: Option<&str>) -> Markup {
    let mut links: Vec<(String, String, bool)> = vec![(
        t::word_all(words).to_owned(),
        "/orders".to_owned(),
        current.is_none(),
    )];
    for status in quen_core::orders::STATUSES {
        links.push((
            spoken::choice(words, Noun::Orders, "status", status),
            format!("/orders?status={status}"),
            current == Some(status),
        ));
    }
    let links: Vec<Tab> = links
        .iter()
        .map(|(label, href, current)| Tab {
            label,
            href,
            current: *current,
            ..Tab::default()
        })
        .collect();
    tabs(t::field_orders_status(words), &links, None)
}

fn table(me: &SignedIn, orders: &[Order], names: &HashMap<Uuid, String>) -> Markup {
    let words = me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::field_orders_number(words)),
        head(t::field_orders_party_id(words)),
        head(t::field_orders_ordered_at(words)),
        head(t::field_orders_status(words)),
        Column {
            number: true,
            ..head(t::field_orders_total(words))
        },
    ];
    let ids: Vec<String> = orders
        .iter()
        .map(|order| format!("order-{}", order.id))
        .collect();
    let rows = orders.iter().zip(&ids).map(|(order, id)| Row {
        id,
        cells: vec![
            html! { a href={ "/orders/" (order.id) } { (order.number) } },
            party_link(order.party_id, names.get(&order.party_id)),
            html! { (spoken::day(words, order.ordered_on)) },
            status(words, order),
            html! { (spoken::money(words, quen_core::Money::new(order.totals.total, order.currency))) },
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "orders",
        caption: t::orders_caption(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// An order's state as a badge.
pub fn status(words: Words, order: &Order) -> Markup {
    let tone = match order.status.as_str() {
        "confirmed" => Tone::Sky,
        "delivered" => Tone::Green,
        "cancelled" => Tone::Red,
        _ => Tone::Neutral,
    };
    badge(
        &spoken::choice(words, Noun::Orders, "status", &order.status),
        tone,
    )
}
