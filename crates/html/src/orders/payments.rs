//! What was paid on an order: the sums, each payment with its day and way, and a short form for the next one. It reckons nothing.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::orders::Order;
use quen_core::payments::{Payment, WAYS};
use quen_core::{Error, Money, Noun, Problem, Result, dates};
use quen_http::SignedIn;
use quen_service::orders::Orders;
use quen_service::payments::Payments;
use quen_service::records::{self, Kind, decode_form_in};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Form as Sheet, csrf_field, form};
use quen_words::t;

use crate::answers::{Answer, found, refused, see};
use crate::forms::{Filled, Line, Pairs, value};
use crate::products::plain_amount;
use crate::spoken;

/// Fields of a payment, as the form names them behind `pay_`.
const TYPED: [&str; 4] = ["amount", "paid_on", "way", "text"];

/// `POST /orders/{id}/payments`.
pub async fn create(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    let made = match asked(&me, &order, &sent) {
        Ok(values) => records::create::<Payments>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(_) => Ok(see(&format!("/orders/{}#payments", order.id))),
        Err(Error::Invalid(problems)) => {
            let problems: Vec<Problem> = problems.into_iter().map(in_form).collect();
            let drawn = super::sheet::draw(&me, &order, &sent, &problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

fn in_form(problem: Problem) -> Problem {
    Problem {
        field: format!("pay_{}", problem.field).into(),
        ..problem
    }
}

fn asked(me: &SignedIn, order: &Order, sent: &[(String, String)]) -> Result<records::Values> {
    let typed = |name: &str| value(sent, &format!("pay_{name}")).trim().to_owned();
    let mut pairs: Vec<(&str, String)> = TYPED.iter().map(|name| (*name, typed(name))).collect();
    let today = me.ctx.today();
    for (name, text) in &mut pairs {
        // A day that was left out is today; near ones may be said in words.
        if *name == "paid_on" {
            let day = match text.as_str() {
                "" => Some(today),
                said => dates::day(said).or_else(|| dates::near(said, today)),
            };
            let day = day.ok_or_else(|| Error::invalid("paid_on", "bad-date"))?;
            *text = day.to_string();
        }
    }
    pairs.push(("order_id", order.id.to_string()));
    let pairs = pairs.iter().map(|(name, text)| (*name, text.as_str()));
    decode_form_in(&Payments::catalogue(&me.ctx), pairs, order.currency)
}

/// `POST /orders/{id}/payments/{payment}/deletion`.
pub async fn withdraw(me: SignedIn, Path((id, payment)): Path<(String, String)>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    let payment = payment.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let paid = records::find::<Payments>(&me.ctx, payment)
        .await
        .map_err(refused(&me))?;
    if paid.order_id != order.id {
        return Err(refused(&me)(Error::NotFound));
    }
    records::delete::<Payments>(&me.ctx, payment, None)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/orders/{}#payments", order.id)))
}

/// The panel of an order.
pub fn shown(
    me: &SignedIn,
    order: &Order,
    payments: &[Payment],
    filled: &Filled<'_>,
    may: bool,
) -> Markup {
    let words = me.words;
    let money = |amount| spoken::money(words, Money::new(amount, order.currency));
    html! {
        div.stack #payments {
            @if order.paid == 0 { p.dim { (t::payments_none(words)) } }
            @for payment in payments { (row(me, order, payment, may)) }
            @if let (Some(day), true) = (order.rest_on, order.rest > 0) {
                div.row { span { b.money { (money(order.rest)) } " · " (spoken::day(words, day)) } span.dim { (t::payments_rest(words)) } }
            }
            @if order.over() > 0 { p { (t::payments_over(words, &money(order.over()))) } }
            @if may && order.counts() && order.open() > 0 { div.form-page { (sheet(me, order, filled)) } }
        }
    }
}

fn row(me: &SignedIn, order: &Order, payment: &Payment, may: bool) -> Markup {
    let words = me.words;
    let way = payment.way.as_deref();
    let way = way.map(|way| spoken::choice(words, Noun::Payments, "way", way));
    html! {
        div.row {
            span {
                b.money { (spoken::money(words, payment.amount)) } " · " (spoken::day(words, payment.paid_on))
                @if let Some(way) = &way { " · " (way) }
            }
            @if let Some(text) = &payment.text { span.dim { (text) } }
            @if may {
                form method="post" action={ "/orders/" (order.id) "/payments/" (payment.id) "/deletion" } hx-confirm=(t::payments_withdraw_ask(words)) {
                    (csrf_field(&me.csrf))
                    (button(Button { label: t::payments_withdraw(words), kind: ButtonKind::Quiet, size: ButtonSize::Small, submit: true, ..Button::default() }))
                }
            }
        }
    }
}

fn sheet(me: &SignedIn, order: &Order, filled: &Filled<'_>) -> Markup {
    let words = me.words;
    // All that is open, until somebody types another amount.
    let mut values = filled.values.to_vec();
    if !values.iter().any(|(name, _)| name == "pay_amount") {
        let open = plain_amount(Money::new(order.open(), order.currency));
        values.push(("pay_amount".to_owned(), open));
    }
    let filled = Filled {
        words,
        values: &values,
        problems: filled.problems,
    };
    let fields = html! {
        div.columns.halves {
            (filled.line(Line { name: "pay_amount", label: t::field_payments_amount(words), required: true, ..Line::default() }))
            (filled.codes(Noun::Payments, "pay_way", "way", t::field_payments_way(words), &WAYS))
        }
        div.columns.halves {
            (filled.line(Line { name: "pay_paid_on", label: t::field_payments_paid_on(words), hint: Some(t::orders_today_unless(words)), ..Line::default() }))
            (filled.line(Line { name: "pay_text", label: t::field_payments_text(words), ..Line::default() }))
        }
        (button(Button { label: t::payments_note(words), submit: true, ..Button::default() }))
    };
    let action = format!("/orders/{}/payments", order.id);
    form(Sheet {
        action: &action,
        csrf: &me.csrf,
        novalidate: true,
        body: fields,
        ..Sheet::default()
    })
}
