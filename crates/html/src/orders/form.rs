//! The form of an order: customer by name, phone or code, five rows of lines and more on request, without script.

mod writing;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use quen_core::fields::ListQuery;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::products::Product;
use quen_core::{Error, Noun, Problem, Result};
use quen_http::SignedIn;
use quen_service::facts::Use;
use quen_service::orders::Orders;
use quen_service::parties::{self, Parties};
use quen_service::products::Products;
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::radios;
use quen_ui::field::{Field, Form as Sheet, Input, form, input};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use serde_json::json;
use uuid::Uuid;

pub(in crate::orders) use writing::DAYS;

use super::conflict;
use super::known;
use super::lines::{self, Row};
use crate::answers::{Answer, Refused, refused, see};
use crate::facts::chips;
use crate::fields::{controls, own_part};
use crate::forms::{Filled, Line, Pairs, choices_of, value};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};

/// Products offered while typing.
const OFFERED: usize = 200;
/// Customers offered when several have the typed words.
const CUSTOMERS: usize = 8;

/// `GET /orders/new`.
pub async fn new(me: SignedIn, Query(params): Query<Params>) -> Answer {
    let typed: Pairs = ["party_id", "contact_id", "project_id"]
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), param(&params, name)?.to_owned())))
        .collect();
    let rows = known::usual(&me, &typed).await.map_err(refused(&me))?;
    Ok(draw(&me, None, &typed, &rows, &[], html! {})
        .await?
        .into_response())
}

/// `GET /orders/{id}/edit`.
pub async fn edit(me: SignedIn, Path(id): Path<String>) -> Answer {
    let order = super::found(&me, &id).await?;
    let typed = conflict::stored(&me, &order);
    Ok(draw(
        &me,
        Some(&order),
        &typed,
        &lines::stored(&order),
        &[],
        html! {},
    )
    .await?
    .into_response())
}

/// `POST /orders`.
pub async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let sent = controls::joined(&Orders::catalogue(&me.ctx), sent);
    save(&me, None, &sent).await
}

/// `POST /orders/{id}/edit`.
pub async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let order = super::found(&me, &id).await?;
    let sent = controls::joined(&Orders::catalogue(&me.ctx), sent);
    save(&me, Some(&order), &sent).await
}

async fn save(me: &SignedIn, before: Option<&Order>, sent: &[(String, String)]) -> Answer {
    let mut rows = lines::sent(sent);
    if !value(sent, "more").is_empty() {
        rows.extend(std::iter::repeat_n(
            Row::default(),
            lines::ROWS.min(lines::MAX_ROWS.saturating_sub(rows.len())),
        ));
        return Ok(draw(me, before, sent, &rows, &[], html! {})
            .await?
            .into_response());
    }
    match writing::write(me, before, sent, &rows).await {
        Ok(order) => {
            chips::note(me, sent, Noun::Orders, order.id)
                .await
                .map_err(refused(me))?;
            Ok(see(&format!("/orders/{}", order.id)))
        }
        Err(Error::Invalid(problems)) => {
            let drawn = draw(me, before, sent, &rows, &problems, html! {}).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => match (error, before) {
            (Error::Stale { .. }, Some(stored)) => {
                let (typed, above) = conflict::both(me, stored, sent.to_vec(), &rows);
                let drawn = draw(me, before, &typed, &rows, &[], above).await?;
                Ok((StatusCode::CONFLICT, drawn).into_response())
            }
            (error, _) => Err(refused(me)(error)),
        },
    }
}

async fn matching(me: &SignedIn, words: &str) -> Result<Vec<Party>> {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > 200 {
        return Ok(Vec::new());
    }
    let query = ListQuery {
        q: Some(words.to_owned()),
        limit: CUSTOMERS,
        ..ListQuery::default()
    };
    Ok(records::list::<Parties>(&me.ctx, &query).await?.rows)
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

async fn draw(
    me: &SignedIn,
    order: Option<&Order>,
    typed: &[(String, String)],
    rows: &[Row],
    problems: &[Problem],
    above: Markup,
) -> Result<Response, Refused> {
    let words = me.words;
    let products = products(me).await.map_err(refused(me))?;
    let party: Option<Uuid> = value(typed, "party_id").parse().ok();
    let names = parties::names(&me.ctx, party).await.map_err(refused(me))?;
    let several = problems
        .iter()
        .any(|problem| problem.code == "several-customers");
    let found = if several {
        matching(me, value(typed, "customer"))
            .await
            .map_err(refused(me))?
    } else {
        Vec::new()
    };
    let offered = match order {
        None => chips::offered(me, party, Use::Order)
            .await
            .map_err(refused(me))?,
        Some(_) => Vec::new(),
    };
    let sent = typed
        .iter()
        .any(|(name, _)| name == "fact_offered")
        .then_some(typed);
    let filled = Filled {
        words,
        values: typed,
        problems,
    };
    let mut rows = rows.to_vec();
    if rows.len() < lines::ROWS {
        rows.resize(lines::ROWS, Row::default());
    }
    let own = own_part::<Orders>(me, order, typed, problems)
        .await
        .map_err(refused(me))?;
    let fields = html! {
        input type="hidden" name="version" value=(filled.value("version"));
        input type="hidden" name="contact_id" value=(filled.value("contact_id"));
        input type="hidden" name="project_id" value=(filled.value("project_id"));
        @if let Some(problem) = filled.problem("project_id") { p.problem { (problem) } }
        (whose(&filled, party, &names, &found))
        div.columns.halves {
            (filled.line(Line { name: "ordered_on", label: t::field_orders_ordered_on(words), hint: Some(t::orders_today_unless(words)), ..Line::default() }))
            (filled.line(Line { name: "number", label: t::field_orders_number(words), hint: Some(t::orders_number_unless(words)), ..Line::default() }))
        }
        (table(&filled, &rows, &products))
        @if let Some(problem) = filled.problem("lines").or_else(|| filled.problem("total")) { p.problem { (problem) } }
        div.columns.halves {
            (filled.line(Line { name: "discount", label: t::field_orders_discount(words), ..Line::default() }))
            (filled.line(Line { name: "note", label: t::field_orders_note(words), ..Line::default() }))
        }
        div.columns.halves {
            (filled.line(Line { name: "deliver_by", label: t::field_orders_deliver_by(words), hint: Some(t::orders_day_hint(words)), ..Line::default() }))
            (filled.line(Line { name: "due_on", label: t::field_orders_due_on(words), hint: Some(t::orders_due_hint(words)), ..Line::default() }))
            @if order.is_some_and(|order| order.status == "delivered") {
                (filled.line(Line { name: "delivered_on", label: t::field_orders_delivered_on(words), ..Line::default() }))
            }
            (filled.line(Line { name: "paid_on", label: t::field_orders_paid_on(words), hint: Some(t::orders_paid_hint(words)), ..Line::default() }))
        }
        (own)
        (chips::boxes(me, &offered, sent))
        div.row {
            (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
            (button(Button { label: t::orders_more_lines(words), icon: Some("plus"), submit: true, name: Some("more"), value: Some("5"), ..Button::default() }))
        }
    };
    let action = order.map_or_else(
        || "/orders".to_owned(),
        |order| format!("/orders/{}/edit", order.id),
    );
    let body = html! { div.form-page.wide { (above) (form(Sheet { action: &action, csrf: &me.csrf, novalidate: true, body: fields, ..Sheet::default() })) } };
    let title = order.map_or_else(
        || t::orders_new(words).to_owned(),
        |order| t::orders_named(words, &order.number),
    );
    let crumbs = vec![Crumb {
        label: t::nav_orders(words),
        href: "/orders",
    }];
    Ok(page(
        me,
        Page {
            title: &title,
            nav: "/orders",
            crumbs,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}

/// Who buys: said when it is known, asked for otherwise, offered when several may be meant.
fn whose(
    filled: &Filled<'_>,
    party: Option<Uuid>,
    names: &std::collections::HashMap<Uuid, String>,
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

fn table(filled: &Filled<'_>, rows: &[Row], products: &[Product]) -> Markup {
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
            @for (place, row) in rows.iter().enumerate() {
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

fn cell(filled: &Filled<'_>, place: usize, name: &str, label: &str, value: &str) -> Markup {
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
