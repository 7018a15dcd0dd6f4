//! What was paid on an order: the sums, each payment with its day and way, and a short form for the next one. It reckons nothing.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::orders::Order;
use quen_core::payments::{Payment, WAYS};
use quen_core::{Error, Money, Noun, Problem, Result, dates};
use quen_http::SignedIn;
use quen_service::orders::Orders;
use quen_service::payments::{Payments, of_order};
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Form as Sheet, csrf_field, form};
use quen_words::t;

use crate::answers::{Answer, found, refused, see};
use crate::fields::said::{self, Said};
use crate::fields::{self, RECORD, controls, gone, own_part};
use crate::forms::{Filled, Line, Pairs};
use crate::products::plain_amount;
use crate::spoken;

/// Fields of a payment, as the form names them behind [`BEFORE`].
const TYPED: [&str; 4] = ["amount", "paid_on", "way", "text"];
/// What stands before their names: the page of an order has other forms.
const BEFORE: &str = "pay_";

/// `POST /orders/{id}/payments`.
pub async fn create(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    let catalogue = Payments::catalogue(&me.ctx);
    let sent = controls::joined(&catalogue, sent);
    let mut typed = plain(&me, &sent);
    typed.push(("order_id".to_owned(), order.id.to_string()));
    let made = match fields::read(&me, &catalogue, typed).await {
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

/// A problem under the name that its line has in the form.
fn in_form(problem: Problem) -> Problem {
    if controls::is_own(&problem.field) {
        return problem;
    }
    Problem {
        field: format!("{BEFORE}{}", problem.field).into(),
        ..problem
    }
}

/// What the form sent, under the names of the catalogue.
pub fn plain(me: &SignedIn, sent: &[(String, String)]) -> Pairs {
    let today = me.ctx.today();
    let line = |(name, text): &(String, String)| {
        if controls::is_own(name) || name == RECORD {
            return Some((name.clone(), text.clone()));
        }
        let name = name.strip_prefix(BEFORE)?;
        let text = match name {
            "paid_on" => day(text.trim(), today),
            _ => text.trim().to_owned(),
        };
        TYPED.contains(&name).then(|| (name.to_owned(), text))
    };
    sent.iter().filter_map(line).collect()
}

/// A day that was left out is today; near ones may be said in words. What cannot be read stays for the refusal.
fn day(text: &str, today: NaiveDate) -> String {
    let read = match text {
        "" => Some(today),
        said => dates::day(said).or_else(|| dates::near(said, today)),
    };
    read.map_or_else(|| text.to_owned(), |day| day.to_string())
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
///
/// # Errors
/// `not-found` for an order out of reach.
pub async fn shown(me: &SignedIn, order: &Order, filled: &Filled<'_>, may: bool) -> Result<Markup> {
    let words = me.words;
    let payments = of_order(&me.ctx, order.id).await?;
    let all: Vec<&Payment> = payments.iter().collect();
    let own = said::of_records(me, &Payments::catalogue(&me.ctx), &all, |_| true).await?;
    let form = match may && order.counts() && order.open() > 0 {
        true => Some(sheet(me, order, filled).await?),
        false => None,
    };
    let money = |amount| spoken::money(words, Money::new(amount, order.currency));
    Ok(html! {
        div.stack #payments {
            @if order.paid == 0 { p.dim { (t::payments_none(words)) } }
            @for (payment, own) in payments.iter().zip(&own) { (row(me, order, (payment, own), may)) }
            @if let (Some(day), true) = (order.rest_on, order.rest > 0) {
                div.row { span { b.money { (money(order.rest)) } " · " (spoken::day(words, day)) } span.dim { (t::payments_rest(words)) } }
            }
            @if order.over() > 0 { p { (t::payments_over(words, &money(order.over()))) } }
            @if let Some(form) = form { div.form-page { (form) } }
        }
    })
}

fn row(me: &SignedIn, order: &Order, (payment, own): (&Payment, &Said), may: bool) -> Markup {
    let words = me.words;
    let way = payment.way.as_deref();
    let way = way.map(|way| spoken::choice(words, Noun::Payments, "way", way));
    html! {
        div.row {
            span {
                a.link href={ "/lists/payments/records/" (payment.id) } { b.money { (spoken::money(words, payment.amount)) } } " · " (spoken::day(words, payment.paid_on))
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
        (said::line(own))
    }
}

async fn sheet(me: &SignedIn, order: &Order, filled: &Filled<'_>) -> Result<Markup> {
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
    let own = own_part::<Payments>(me, None, &plain(me, &values), filled.problems).await?;
    let fields = html! {
        (gone::notice(words, filled.problems, filled.values))
        div.columns.halves {
            (filled.line(Line { name: "pay_amount", label: t::field_payments_amount(words), required: true, ..Line::default() }))
            (filled.codes(Noun::Payments, "pay_way", "way", t::field_payments_way(words), &WAYS))
        }
        div.columns.halves {
            (filled.line(Line { name: "pay_paid_on", label: t::field_payments_paid_on(words), hint: Some(t::orders_today_unless(words)), ..Line::default() }))
            (filled.line(Line { name: "pay_text", label: t::field_payments_text(words), ..Line::default() }))
        }
        (own)
        (button(Button { label: t::payments_note(words), submit: true, ..Button::default() }))
    };
    let action = format!("/orders/{}/payments", order.id);
    Ok(form(Sheet {
        action: &action,
        csrf: &me.csrf,
        novalidate: true,
        body: fields,
        ..Sheet::default()
    }))
}
