//! The form of an order: customer by name, phone or code, five rows of lines and more on request, without script.

mod writing;

use std::collections::HashMap;

use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::products::Product;
use quen_core::{Noun, Result};
use quen_http::SignedIn;
use quen_service::facts::Use;
use quen_service::orders::Orders;
use quen_service::parties;
use quen_service::products::Products;
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, button};
use quen_ui::choice::{Check, check, radios};
use quen_ui::field::{Field, Input, input};
use quen_words::t;
use serde_json::json;
use uuid::Uuid;

pub(in crate::orders) use writing::DAYS;

use super::conflict;
use super::known;
use super::lines::{self, Row};
use crate::facts::chips;
use crate::forms::{Filled, Line, Pairs, choices_of, value};
use crate::parties::asked::{Params, param};
use crate::sheets::{Filling, Sheet, save_button};
use crate::versions::{self, Part, Read};

/// Products offered while typing.
const OFFERED: usize = 200;
/// Customers offered when several have the typed words.
const CUSTOMERS: usize = 8;

impl Sheet for Orders {
    const CONTROLS: &'static [(&'static str, &'static str)] = &[
        ("ordered_on", "ordered_at"),
        ("number", "number"),
        ("discount", "discount"),
        ("note", "note"),
        ("deliver_by", "deliver_by"),
        ("delivered_on", "delivered_on"),
        ("due_on", "due_on"),
        ("paid_on", "paid_on"),
        ("on_credit", "on_credit"),
    ];
    const COMPARED: Read = conflict::read;
    const WIDE: bool = true;

    fn many(me: &SignedIn) -> String {
        t::nav_orders(me.words).to_owned()
    }

    fn new_title(me: &SignedIn, _values: &[(String, String)]) -> String {
        t::orders_new(me.words).to_owned()
    }

    fn name(order: &Order) -> &str {
        &order.number
    }

    fn title(me: &SignedIn, order: &Order) -> String {
        t::orders_named(me.words, &order.number)
    }

    fn form(me: &SignedIn, order: &Order) -> String {
        format!("{}/edit", Self::home(me, order))
    }

    fn typed(me: &SignedIn, order: &Order) -> Pairs {
        conflict::stored(me, order)
    }

    async fn start(me: &SignedIn, asked: &Params) -> Result<Pairs> {
        let mut values: Pairs = ["party_id", "contact_id", "project_id"]
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), param(asked, name)?.to_owned())))
            .collect();
        let usual = known::usual(me, &values).await?;
        values.extend(lines::pairs(usual));
        Ok(values)
    }

    fn wants_form(sent: &[(String, String)]) -> bool {
        versions::wants_form(sent) || !value(sent, "more").is_empty()
    }

    async fn put(me: &SignedIn, before: Option<&Order>, sent: Pairs) -> Result<Order> {
        let order = writing::write(me, before, &sent).await?;
        chips::note(me, &sent, Noun::Orders, order.id).await?;
        Ok(order)
    }

    fn more_parts(me: &SignedIn, stored: &Order, sent: &[(String, String)]) -> Vec<Part> {
        conflict::rows_part(me, stored, sent).into_iter().collect()
    }

    async fn lines(filling: &Filling<'_, Self>) -> Result<Markup> {
        let (me, words, filled) = (filling.me, filling.me.words, filling.filled());
        let products = products(me).await?;
        let party = filling.party();
        let names = parties::names(&me.ctx, party).await?;
        let found = meant(me, filled).await?;
        let offered = match filling.record {
            None => chips::offered(me, party, Use::Order).await?,
            Some(_) => Vec::new(),
        };
        let chosen = filled.values.iter().any(|(name, _)| name == "fact_offered");
        let own = filling.own().await?;
        Ok(html! {
            input type="hidden" name="contact_id" value=(filled.value("contact_id"));
            input type="hidden" name="project_id" value=(filled.value("project_id"));
            @if let Some(problem) = filled.problem("project_id") { p.problem { (problem) } }
            (whose(filled, party, &names, &found))
            div.columns.halves {
                (filled.line(Line { name: "ordered_on", label: t::field_orders_ordered_on(words), hint: Some(t::orders_today_unless(words)), ..Line::default() }))
                (filled.line(Line { name: "number", label: t::field_orders_number(words), hint: Some(t::orders_number_unless(words)), ..Line::default() }))
            }
            (table(filled, &products))
            @if let Some(problem) = filled.problem("lines").or_else(|| filled.problem("total")) { p.problem { (problem) } }
            div.columns.halves {
                (filled.line(Line { name: "discount", label: t::field_orders_discount(words), ..Line::default() }))
                (filled.line(Line { name: "note", label: t::field_orders_note(words), ..Line::default() }))
            }
            (days(filled, filling.record.is_some_and(|order| order.status == "delivered")))
            (own)
            (chips::boxes(me, &offered, chosen.then_some(filled.values)))
            div.row {
                (save_button(words))
                (button(Button { label: t::orders_more_lines(words), icon: Some("plus"), submit: true, name: Some("more"), value: Some("5"), ..Button::default() }))
            }
        })
    }
}

/// When it is to come and to be paid, and when it was.
fn days(filled: Filled<'_>, delivered: bool) -> Markup {
    let words = filled.words;
    html! {
        div.columns.halves {
            (filled.line(Line { name: "deliver_by", label: t::field_orders_deliver_by(words), hint: Some(t::orders_day_hint(words)), ..Line::default() }))
            (filled.line(Line { name: "due_on", label: t::field_orders_due_on(words), hint: Some(t::orders_due_hint(words)), ..Line::default() }))
            @if delivered {
                (filled.line(Line { name: "delivered_on", label: t::field_orders_delivered_on(words), ..Line::default() }))
            }
            (filled.line(Line { name: "paid_on", label: t::field_orders_paid_on(words), hint: Some(t::orders_paid_hint(words)), ..Line::default() }))
            div {
                (check(Check { name: "on_credit", label: t::orders_on_credit(words), checked: filled.values.iter().any(|(name, value)| name == "on_credit" && !value.is_empty()), ..Check::default() }))
                input type="hidden" name="on_credit" value="";
            }
        }
    }
}

/// The customers that the typed words may mean, when they mean several.
async fn meant(me: &SignedIn, filled: Filled<'_>) -> Result<Vec<Party>> {
    let mut codes = filled.problems.iter().map(|problem| problem.code);
    if !codes.any(|code| code == "several-customers") {
        return Ok(Vec::new());
    }
    parties::matching(&me.ctx, filled.value("customer"), CUSTOMERS).await
}

/// The rows of the form: those that were filled in, and some to fill in.
fn rows(filled: Filled<'_>) -> Vec<Row> {
    let mut rows = lines::sent(filled.values);
    let more = if filled.value("more").is_empty() {
        lines::ROWS.saturating_sub(rows.len())
    } else {
        lines::ROWS.min(lines::MAX_ROWS.saturating_sub(rows.len()))
    };
    rows.extend(std::iter::repeat_n(Row::default(), more));
    rows
}

pub(super) async fn products(me: &SignedIn) -> Result<Vec<Product>> {
    let catalogue = Products::catalogue(&me.ctx);
    let filter = json!({ "field": "active", "op": "eq", "value": true }).to_string();
    let limit = OFFERED.to_string();
    let query = ListQuery::parse(&catalogue, |name| match name {
        "filter" => Some(filter.as_str()),
        "sort" => Some("name"),
        "limit" => Some(limit.as_str()),
        _ => None,
    })?;
    Ok(records::list::<Products>(&me.ctx, &query).await?.rows)
}

/// Who buys: said when it is known, asked for otherwise, offered when several may be meant.
fn whose(
    filled: Filled<'_>,
    party: Option<Uuid>,
    names: &HashMap<Uuid, String>,
    found: &[Party],
) -> Markup {
    let words = filled.words;
    if let Some(name) = party.and_then(|party| names.get(&party)) {
        let id = filled.value("party_id");
        return html! { input type="hidden" name="party_id" value=(id); p { (t::field_orders_party_id(words)) ": " a href={ "/parties/" (id) } { (name) } } };
    }
    let asked = filled.line(Line {
        name: "customer",
        label: t::field_orders_party_id(words),
        hint: Some(t::orders_customer_hint(words)),
        required: true,
        ..Line::default()
    });
    let offers: Vec<(String, String)> = found
        .iter()
        .map(|party| (party.id.to_string(), offer(party)))
        .collect();
    let choices = choices_of(&offers);
    html! {
        (asked)
        @if !choices.is_empty() { (radios("party_id", t::orders_which_customer(words), &choices, "")) }
        @if let Some(problem) = filled.problem("party_id") { p.problem { (problem) } }
    }
}

fn offer(party: &Party) -> String {
    let known = party
        .phones
        .first()
        .map(|phone| phone.display.as_str())
        .or(party.code.as_deref());
    known.map_or_else(
        || party.name.clone(),
        |known| format!("{} · {known}", party.name),
    )
}

fn table(filled: Filled<'_>, products: &[Product]) -> Markup {
    let words = filled.words;
    let heads = [
        t::orders_line_text(words),
        t::orders_line_quantity(words),
        t::orders_line_price(words),
        t::orders_line_discount(words),
        t::orders_line_tax(words),
    ];
    html! {
        datalist id="products" { @for product in products { option value=(product.name) { (product.sku.as_deref().unwrap_or_default()) } } }
        fieldset.stack.snug.order-lines {
            legend { (t::field_orders_lines(words)) }
            @for (place, row) in rows(filled).iter().enumerate() {
                div.order-line {
                    input type="hidden" name={ "lines." (place) ".product_id" } value=(row.product_id);
                    input type="hidden" name={ "lines." (place) ".unit_cost" } value=(row.unit_cost);
                    @for (name, label, value) in cells(row, heads) { (cell(filled, place, name, label, value)) }
                }
            }
        }
    }
}

fn cells<'a>(
    row: &'a Row,
    heads: [&'a str; 5],
) -> impl Iterator<Item = (&'static str, &'a str, &'a str)> {
    let names = ["text", "quantity", "unit_price", "discount", "tax_rate"];
    let values = [
        &row.text,
        &row.quantity,
        &row.unit_price,
        &row.discount,
        &row.tax_rate,
    ];
    names
        .into_iter()
        .zip(heads)
        .zip(values)
        .map(|((name, label), value)| (name, label, value.as_str()))
}

fn cell(filled: Filled<'_>, place: usize, name: &str, label: &str, value: &str) -> Markup {
    let id = format!("lines.{place}.{name}");
    let problem = filled.problem(&id);
    input(Input {
        field: Field {
            id: &id,
            label,
            problem: problem.as_deref(),
            ..Field::default()
        },
        name: &id,
        value,
        list: (name == "text").then_some("products"),
        inputmode: (name != "text").then_some("decimal"),
        ..Input::default()
    })
}
