//! The form of an order: customer by name, phone or code, five rows of lines and more on request, without script.

mod writing;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
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
use quen_ui::field::{Field, Form as FormOf, Input, form, input};
use quen_ui::frame::{Crumb, padded};
use quen_words::t;
use serde_json::json;
use uuid::Uuid;

pub(in crate::orders) use writing::DAYS;

use super::conflict;
use super::known;
use super::lines::{self, Row};
use crate::answers::{Answer, refused, see};
use crate::facts::chips;
use crate::fields::{controls, gone, own_part};
use crate::forms::{Filled, Line, Pairs, choices_of, value};
use crate::layout::{Page, page};
use crate::parties::asked::{Params, param};
use crate::{drafts, versions};

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
    let opened = drafts::opened(&me, "/orders/new", &params, typed).await?;
    let mut rows = lines::sent(&opened.values);
    if rows.is_empty() {
        rows = known::usual(&me, &opened.values)
            .await
            .map_err(refused(&me))?;
    }
    let sheet = Sheet {
        offer: opened.offer,
        ..Sheet::of(&me, None, &opened.values, &opened.form)
    };
    sheet.answer(&rows, StatusCode::OK).await
}

/// `GET /orders/{id}/edit`.
pub async fn edit(me: SignedIn, Path(id): Path<String>, Query(params): Query<Params>) -> Answer {
    let order = super::found(&me, &id).await?;
    let opened =
        drafts::opened(&me, &action(&order), &params, conflict::whole(&me, &order)).await?;
    let rows = lines::sent(&opened.values);
    let sheet = Sheet {
        offer: opened.offer,
        ..Sheet::of(&me, Some(&order), &opened.values, &opened.form)
    };
    sheet.answer(&rows, StatusCode::OK).await
}

fn action(order: &Order) -> String {
    format!("/orders/{}/edit", order.id)
}

/// `POST /orders`.
pub async fn create(me: SignedIn, Form(sent): Form<Pairs>) -> Answer {
    let sent = controls::joined(&Orders::catalogue(&me.ctx), sent);
    save(&me, None, &sent).await
}

/// `POST /orders/{id}/edit`.
pub async fn update(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let order = match super::found(&me, &id).await {
        Ok(order) => order,
        Err(refusal) => return drafts::without_record(&me, &sent, refusal).await,
    };
    let sent = controls::joined(&Orders::catalogue(&me.ctx), sent);
    let sent = versions::resolved(sent, &conflict::whole(&me, &order));
    if versions::wants_form(&sent) {
        let sheet = Sheet::of(&me, Some(&order), &sent, value(&sent, "draft"));
        return sheet.answer(&lines::sent(&sent), StatusCode::OK).await;
    }
    save(&me, Some(&order), &sent).await
}

async fn save(me: &SignedIn, before: Option<&Order>, sent: &[(String, String)]) -> Answer {
    let mut rows = lines::sent(sent);
    if !value(sent, "more").is_empty() {
        rows.extend(std::iter::repeat_n(
            Row::default(),
            lines::ROWS.min(lines::MAX_ROWS.saturating_sub(rows.len())),
        ));
        let sheet = Sheet::of(me, before, sent, value(sent, "draft"));
        return sheet.answer(&rows, StatusCode::OK).await;
    }
    match writing::write(me, before, sent, &rows).await {
        Ok(order) => {
            drafts::saved(me, sent).await;
            chips::note(me, sent, Noun::Orders, order.id)
                .await
                .map_err(refused(me))?;
            Ok(see(&format!("/orders/{}", order.id)))
        }
        Err(Error::Invalid(problems)) => {
            drafts::kept(me, sent).await;
            let sheet = Sheet::of(me, before, sent, value(sent, "draft"));
            let sheet = Sheet {
                problems: &problems,
                ..sheet
            };
            sheet.answer(&rows, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => match (error, before) {
            (Error::Stale { .. }, Some(before)) => {
                conflict::twice(me, before.id, sent.to_vec()).await
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

/// The form with what stands in it.
struct Sheet<'a> {
    me: &'a SignedIn,
    /// The order that is changed.
    order: Option<&'a Order>,
    typed: &'a [(String, String)],
    problems: &'a [Problem],
    /// Address of the page, by which its draft is known.
    draft: &'a str,
    offer: Markup,
}

impl<'a> Sheet<'a> {
    fn of(
        me: &'a SignedIn,
        order: Option<&'a Order>,
        typed: &'a [(String, String)],
        draft: &'a str,
    ) -> Self {
        Self {
            me,
            order,
            typed,
            problems: &[],
            draft,
            offer: html! {},
        }
    }

    async fn answer(self, rows: &[Row], status: StatusCode) -> Answer {
        let (me, words) = (self.me, self.me.words);
        let fields = self.fields(rows).await.map_err(refused(me))?;
        let action = self.order.map_or_else(|| "/orders".to_owned(), action);
        let sheet = form(FormOf {
            action: &action,
            csrf: &me.csrf,
            draft: Some(self.draft),
            novalidate: true,
            body: fields,
            ..FormOf::default()
        });
        let title = self.order.map_or_else(
            || t::orders_new(words).to_owned(),
            |order| t::orders_named(words, &order.number),
        );
        let drawn = Page {
            title: &title,
            nav: "/orders",
            crumbs: vec![Crumb {
                label: t::nav_orders(words),
                href: "/orders",
            }],
            body: padded(html! { div.form-page.wide { (self.offer) (sheet) } }),
            ..Page::default()
        };
        Ok((status, page(me, drawn)).into_response())
    }

    async fn fields(&self, rows: &[Row]) -> Result<Markup> {
        let (me, words, typed) = (self.me, self.me.words, self.typed);
        let filled = Filled {
            words,
            values: typed,
            problems: self.problems,
        };
        let products = products(me).await?;
        let party: Option<Uuid> = filled.value("party_id").parse().ok();
        let names = parties::names(&me.ctx, party).await?;
        let found = self.meant().await?;
        let offered = match self.order {
            None => chips::offered(me, party, Use::Order).await?,
            Some(_) => Vec::new(),
        };
        let chosen = typed.iter().any(|(name, _)| name == "fact_offered");
        let mut rows = rows.to_vec();
        if rows.len() < lines::ROWS {
            rows.resize(lines::ROWS, Row::default());
        }
        let own = own_part::<Orders>(me, self.order, typed, self.problems).await?;
        Ok(html! {
            (gone::notice(words, self.problems, typed))
            (versions::hidden(typed))
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
            (self.days(&filled))
            (own)
            (chips::boxes(me, &offered, chosen.then_some(typed)))
            div.row {
                (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
                (button(Button { label: t::orders_more_lines(words), icon: Some("plus"), submit: true, name: Some("more"), value: Some("5"), ..Button::default() }))
            }
        })
    }

    /// When it is to come and to be paid, and when it was.
    fn days(&self, filled: &Filled) -> Markup {
        let words = self.me.words;
        let delivered = self.order.is_some_and(|order| order.status == "delivered");
        html! {
            div.columns.halves {
                (filled.line(Line { name: "deliver_by", label: t::field_orders_deliver_by(words), hint: Some(t::orders_day_hint(words)), ..Line::default() }))
                (filled.line(Line { name: "due_on", label: t::field_orders_due_on(words), hint: Some(t::orders_due_hint(words)), ..Line::default() }))
                @if delivered {
                    (filled.line(Line { name: "delivered_on", label: t::field_orders_delivered_on(words), ..Line::default() }))
                }
                (filled.line(Line { name: "paid_on", label: t::field_orders_paid_on(words), hint: Some(t::orders_paid_hint(words)), ..Line::default() }))
            }
        }
    }

    /// The customers that the typed words may mean, when they mean several.
    async fn meant(&self) -> Result<Vec<Party>> {
        let mut codes = self.problems.iter().map(|problem| problem.code);
        if !codes.any(|code| code == "several-customers") {
            return Ok(Vec::new());
        }
        matching(self.me, value(self.typed, "customer")).await
    }
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
