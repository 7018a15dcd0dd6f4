//! One order: lines, totals, what can be done with it, refunds.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::fields::{Field, FieldType, from_text_in};
use quen_core::orders::{Order, Refund, moves};
use quen_core::{Error, Money, Noun, Permission, Problem, Result};
use quen_http::SignedIn;
use quen_service::orders::{self as acts, NewRefund, Orders};
use quen_service::parties;
use quen_service::records::Kind;
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::{Form as Sheet, csrf_field, form};
use quen_ui::frame::{Crumb, padded};
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::payments;
use crate::answers::{Answer, Refused, found, refused, see};
use crate::forms::{Filled, Line, Pairs, value};
use crate::keys;
use crate::layout::{Page, page};
use crate::lists::{party_link, steps};
use crate::products::plain_percent;
use crate::{sheets, spoken};

/// `GET /orders/{id}`.
pub async fn show(me: SignedIn, Path(id): Path<String>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    Ok(draw(&me, &order, &[], &[]).await?.into_response())
}

/// `POST /orders/{id}/state`.
pub async fn state(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    acts::transition(&me.ctx, order.id, value(&sent, "to"))
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/orders/{}", order.id)))
}

/// `POST /orders/{id}/refunds`.
pub async fn refund(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    let booked = match asked(&me, &sent) {
        Ok(new) => acts::refund(&me.ctx, order.id, new).await.map(drop),
        Err(error) => Err(error),
    };
    match booked {
        Ok(()) => Ok(see(&format!("/orders/{}", order.id))),
        Err(Error::Invalid(problems)) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            draw(&me, &order, &sent, &problems).await?,
        )
            .into_response()),
        Err(error) => Err(refused(&me)(error)),
    }
}

fn asked(me: &SignedIn, sent: &[(String, String)]) -> Result<NewRefund> {
    let field = Field::new("amount", "", FieldType::Money).required();
    let amount =
        from_text_in(&field, value(sent, "amount"), me.ctx.settings.currency)?.into_money();
    let amount = amount.ok_or_else(|| Error::invalid("amount", "required"))?;
    Ok(NewRefund {
        amount,
        refunded_at: None,
        reason: Some(value(sent, "reason").to_owned()),
    })
}

/// `POST /orders/{id}/refunds/{refund}/deletion`.
pub async fn withdraw(me: SignedIn, Path((id, booked)): Path<(String, String)>) -> Answer {
    let order = found::<Orders>(&me, &id).await?;
    let booked = booked.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    acts::withdraw_refund(&me.ctx, order.id, booked)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/orders/{}", order.id)))
}

pub(super) async fn draw(
    me: &SignedIn,
    order: &Order,
    typed: &[(String, String)],
    problems: &[Problem],
) -> Result<Response, Refused> {
    let words = me.words;
    let names = parties::names(
        &me.ctx,
        [Some(order.party_id), order.contact_id]
            .into_iter()
            .flatten(),
    )
    .await
    .map_err(refused(me))?;
    let refunds = acts::refunds(&me.ctx, order.id)
        .await
        .map_err(refused(me))?;
    let may = me.ctx.actor.may(Permission::OrdersWrite).is_ok();
    let filled = Filled {
        words,
        values: typed,
        problems,
    };
    let paid = payments::shown(me, order, &filled, may)
        .await
        .map_err(refused(me))?;
    let own = sheets::own_values::<Orders>(me, order, true)
        .await
        .map_err(refused(me))?;
    let applied = crate::facts::chips::applied_panel(me, order.id)
        .await
        .map_err(refused(me))?;
    let mut known = vec![
        (
            t::field_orders_party_id(words),
            party_link(order.party_id, names.get(&order.party_id)),
        ),
        (
            t::field_orders_ordered_at(words),
            html! { (spoken::moment(words, me.ctx.settings.zone(), order.ordered_at)) },
        ),
    ];
    if let Some(contact) = order.contact_id {
        known.push((
            t::field_orders_contact_id(words),
            party_link(contact, names.get(&contact)),
        ));
    }
    known.extend(days(me, order));
    if let Some(note) = &order.note {
        known.push((t::field_orders_note(words), html! { (note) }));
    }
    let body = html! {
        div.stack {
            (panel(Panel { title: t::orders_details(words), beside: Some(status(words, order)), end: may.then(|| states(me, order)), body: html! { (facts(&known)) (own) }, footer: Some(sheets::quality::<Orders>(me, order)), ..Panel::default() }))
            (panel(Panel { title: t::field_orders_lines(words), body: lines(words, order), flush: true, footer: Some(totals(words, order)), ..Panel::default() }))
            (panel(Panel { title: t::payments_of_order(words), end: (order.owed > 0).then(|| owed(me, order)), body: paid, ..Panel::default() }))
            (applied)
            (panel(Panel { title: t::orders_refunds(words), body: refund_panel(me, order, &refunds, &filled, may), ..Panel::default() }))
            div.row.wrap { (crate::history::acts(me, &format!("/lists/orders/records/{}", order.id), Orders::DELETE, Orders::MERGES)) }
        }
    };
    let href = format!("/orders/{}/edit", order.id);
    let key = keys::shown(me, "edit");
    let edit = Button {
        label: t::action_edit(words),
        icon: Some("pencil"),
        href: Some(&href),
        key: key.as_deref(),
        ..Button::default()
    };
    let actions = html! { (steps("orders", order.id)) @if may { (button(edit)) } };
    let title = t::orders_named(words, &order.number);
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
            actions,
            body: padded(body),
            ..Page::default()
        },
    )
    .into_response())
}

/// By when it was to be delivered and paid, and when it was; what is late is said so.
fn days(me: &SignedIn, order: &Order) -> Vec<(&'static str, Markup)> {
    let (words, today, dates) = (me.words, me.ctx.today(), order.dates);
    let named = |label, by: Option<NaiveDate>, done: Option<NaiveDate>, open: bool| {
        let by = by?;
        let late = match done {
            Some(done) => done > by,
            None => open && by < today,
        };
        let said = html! { (spoken::day(words, by)) @if late { " " (badge(t::orders_late(words), Tone::Red)) } };
        Some((label, said))
    };
    let was = |label, day: Option<NaiveDate>| Some((label, html! { (spoken::day(words, day?)) }));
    let open = order.status == "confirmed";
    [
        named(
            t::field_orders_deliver_by(words),
            dates.deliver_by,
            dates.delivered_on,
            open,
        ),
        was(t::field_orders_delivered_on(words), dates.delivered_on),
        named(
            t::field_orders_due_on(words),
            dates.due_on,
            dates.paid_on,
            order.owed > 0,
        ),
        was(t::field_orders_paid_on(words), dates.paid_on),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is still owed, in red when its day has passed.
fn owed(me: &SignedIn, order: &Order) -> Markup {
    let late = order.dates.due_on.is_some_and(|due| due < me.ctx.today());
    let amount = spoken::money(me.words, Money::new(order.owed, order.currency));
    let tone = if late { Tone::Red } else { Tone::Amber };
    badge(&t::payments_owed(me.words, &amount), tone)
}

/// A button for each state the order can go to, the likely one first.
fn states(me: &SignedIn, order: &Order) -> Markup {
    html! {
        form.row method="post" action={ "/orders/" (order.id) "/state" } {
            (csrf_field(&me.csrf))
            @for (n, to) in moves(&order.status).iter().enumerate() {
                @let kind = if n == 0 { ButtonKind::Primary } else { ButtonKind::default() };
                (button(Button { label: move_label(me.words, &order.status, to), kind, size: ButtonSize::Small, submit: true, name: Some("to"), value: Some(to), ..Button::default() }))
            }
        }
    }
}

fn move_label(words: Words, from: &str, to: &str) -> &'static str {
    match (from, to) {
        ("delivered", "confirmed") => t::orders_undeliver(words),
        (_, "confirmed") => t::orders_confirm(words),
        (_, "delivered") => t::orders_deliver(words),
        (_, "cancelled") => t::orders_cancel(words),
        _ => t::orders_reopen(words),
    }
}

fn lines(words: Words, order: &Order) -> Markup {
    let number = |label| Column {
        label,
        number: true,
        ..Column::default()
    };
    let wide = |label| Column {
        wide_only: true,
        ..number(label)
    };
    let columns = [
        Column {
            label: t::orders_line_text(words),
            ..Column::default()
        },
        wide(t::orders_line_quantity(words)),
        wide(t::orders_line_price(words)),
        wide(t::orders_line_discount(words)),
        wide(t::orders_line_tax(words)),
        number(t::orders_line_amount(words)),
    ];
    let money = |amount: i64| spoken::money(words, Money::new(amount, order.currency));
    let rows = order.lines.iter().map(|line| Row {
        cells: vec![
            html! { (line.text) div.phone-only.dim.smaller { (line.quantity.to_string()) " × " (money(line.unit_price)) } },
            html! { (line.quantity.to_string()) },
            html! { (money(line.unit_price)) },
            html! { @if line.discount != 0 { (money(line.discount)) } },
            html! { @if let Some(rate) = line.tax_rate { (plain_percent(rate)) " %" } },
            html! { (money(line.amount().unwrap_or_default())) },
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "lines",
        caption: &t::orders_lines_caption(words, &order.number),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

fn totals(words: Words, order: &Order) -> Markup {
    let money = |amount: i64| html! { (spoken::money(words, Money::new(amount, order.currency))) };
    let mut sums = vec![(
        t::field_orders_subtotal(words),
        money(order.totals.subtotal),
    )];
    if order.discount != 0 {
        sums.push((t::field_orders_discount(words), money(order.discount)));
    }
    sums.push((t::field_orders_tax(words), money(order.totals.tax)));
    sums.push((
        t::field_orders_total(words),
        html! { strong { (money(order.totals.total)) } },
    ));
    if order.refunded != 0 {
        sums.push((t::field_orders_refunded(words), money(order.refunded)));
        sums.push((t::field_orders_net(words), money(order.net())));
    }
    if order.paid != 0 {
        sums.push((t::field_orders_paid(words), money(order.paid)));
    }
    if order.owed != 0 {
        sums.push((
            t::field_orders_owed(words),
            html! { strong { (money(order.owed)) } },
        ));
    }
    if let Some(margin) = order.margin() {
        sums.push((t::field_orders_margin(words), money(margin)));
    }
    html! { div.order-sums { (facts(&sums)) } }
}

fn refund_panel(
    me: &SignedIn,
    order: &Order,
    refunds: &[Refund],
    filled: &Filled<'_>,
    may: bool,
) -> Markup {
    let words = me.words;
    let fields = html! {
        (filled.line(Line { name: "amount", label: t::orders_refund_amount(words), required: true, ..Line::default() }))
        (filled.line(Line { name: "reason", label: t::orders_refund_reason(words), ..Line::default() }))
        (button(Button { label: t::orders_refund(words), submit: true, ..Button::default() }))
    };
    let action = format!("/orders/{}/refunds", order.id);
    html! {
        @if refunds.is_empty() { p.dim { (t::orders_no_refunds(words)) } }
        @for refund in refunds {
            div.row {
                span { (spoken::money(words, refund.amount)) " · " (spoken::moment(words, me.ctx.settings.zone(), refund.refunded_at)) }
                @if let Some(reason) = &refund.reason { span.dim { (reason) } }
                @if may {
                    form method="post" action={ (action) "/" (refund.id) "/deletion" } hx-confirm=(t::orders_withdraw_ask(words)) {
                        (csrf_field(&me.csrf))
                        (button(Button { label: t::orders_withdraw(words), kind: ButtonKind::Quiet, size: ButtonSize::Small, submit: true, ..Button::default() }))
                    }
                }
            }
        }
        @if may && order.counts() && order.net() > 0 { div.form-page { (form(Sheet { action: &action, csrf: &me.csrf, body: fields, ..Sheet::default() })) } }
    }
}

/// An order's state as a badge.
fn status(words: Words, order: &Order) -> Markup {
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
