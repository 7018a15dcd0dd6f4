//! The panels of the customer's own door. Each act is a plain form, so that it works without script.

use maud::{Markup, html};
use quen_core::fields::FieldValue;
use quen_core::fields::Record;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::privacy::Request;
use quen_core::promises::{Keeping, Promise};
use quen_core::{Money, Noun};
use quen_ui::agenda::{Item, ItemState, item, item_list};
use quen_ui::badge::{BadgeShape, badge, badge_shaped};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::tone::Tone;
use quen_words::{Lang, Words, t};

use super::guest::Visit;
use crate::forms::Pairs;
use crate::spoken::{self, Reader};

/// What a guest sees of the own record and may correct.
const FIELDS: [&str; 6] = [
    "name",
    "salutation",
    "phones",
    "emails",
    "birthday",
    "address",
];
/// Orders shown.
const ORDERS: usize = 12;

/// The stored values as a form holds them.
pub fn typed(words: Words, party: &Party) -> Pairs {
    let value = |name: &str| match party.get(name) {
        FieldValue::Contacts(list) => list
            .iter()
            .map(|contact| contact.display.clone())
            .collect::<Vec<_>>()
            .join(", "),
        FieldValue::Birthday(born) => spoken::birthday(words, born),
        FieldValue::Address(address) => address.raw,
        other => other.into_text().unwrap_or_default(),
    };
    FIELDS
        .iter()
        .map(|name| ((*name).to_owned(), value(name)))
        .collect()
}

/// How the guest is spoken to: the form of address alone, for a page that says it often. Nobody's form is guessed here.
pub fn called(visit: &Visit, party: &Party) -> String {
    let words = visit.words;
    let form = party
        .form_of_address(visit.guest.today())
        .filter(|_| words.lang() == Lang::Vi);
    form.unwrap_or_else(|| t::portal_you(words).to_owned())
}

/// The record.
pub fn record(visit: &Visit, party: &Party) -> Markup {
    let words = visit.words;
    let catalogue = quen_core::parties::catalogue();
    let reader = Reader {
        words,
        zone: visit.guest.settings().zone(),
        name_of: &|_| None,
    };
    let lines: Vec<(String, Markup)> = FIELDS
        .iter()
        .filter_map(|name| catalogue.field(name))
        .map(|field| {
            let said = reader.value(Noun::Parties, field, &party.get(&field.name));
            let shown = if said.is_empty() {
                html! { span.dim { (t::portal_unknown(words)) } }
            } else {
                html! { (said) }
            };
            (spoken::label(words, field), shown)
        })
        .collect();
    let pairs: Vec<(&str, Markup)> = lines
        .iter()
        .map(|(label, value)| (label.as_str(), value.clone()))
        .collect();
    let end = button(Button {
        label: t::portal_correct(words),
        icon: Some("pencil"),
        size: ButtonSize::Small,
        href: Some("/portal/record"),
        ..Button::default()
    });
    panel(Panel {
        title: t::portal_record(words),
        end: Some(end),
        body: facts(&pairs),
        ..Panel::default()
    })
}

/// The latest orders.
pub fn orders(visit: &Visit, orders: &[Order]) -> Markup {
    let words = visit.words;
    let rows = orders.iter().take(ORDERS).map(|order| {
        let total = spoken::money(words, Money::new(order.totals.total, order.currency));
        let day = spoken::day(words, visit.guest.day_of(order.ordered_at));
        let status = spoken::choice(words, Noun::Orders, "status", &order.status);
        let by = order
            .dates
            .deliver_by
            .filter(|_| order.status == "confirmed");
        let promised = by.map(|by| t::portal_deliver_by(words, &spoken::day(words, by)));
        let owed = Money::new(order.owed, order.currency);
        let owed = (order.owed > 0).then(|| t::payments_owed(words, &spoken::money(words, owed)));
        item(Item {
            lead: icon("shopping-bag"),
            label: &order.number,
            sub: Some(
                &[Some(day), Some(status), promised, owed]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            ),
            end: Some(html! { b.money { (total) } }),
            ..Item::default()
        })
    });
    let body = if orders.is_empty() {
        html! { p.padded.dim { (t::portal_no_orders(words)) } }
    } else {
        item_list(rows)
    };
    let panel = panel(Panel {
        title: t::portal_orders(words),
        body,
        flush: true,
        ..Panel::default()
    });
    html! { div id="orders" { (panel) } }
}

/// What the shop promised, kept or not.
pub fn promises(visit: &Visit, promises: &[Promise], keeping: &Keeping) -> Markup {
    let words = visit.words;
    let today = visit.guest.today();
    let rows = promises.iter().map(|promise| {
        let late = promise.is_late(today) || promise.state == "broken";
        let state = spoken::choice(words, Noun::Promises, "state", &promise.state);
        let sub: Vec<String> = [
            promise.due_on.map(|due| spoken::day(words, due)),
            Some(state),
            promise.outcome.clone(),
        ]
        .into_iter()
        .flatten()
        .collect();
        item(Item {
            lead: icon(if promise.state == "kept" {
                "circle-check"
            } else if late {
                "alert-triangle"
            } else {
                "clock"
            }),
            label: &promise.text,
            sub: Some(&sub.join(" · ")),
            state: if promise.state == "kept" {
                ItemState::Kept
            } else if late {
                ItemState::Late
            } else {
                ItemState::Plain
            },
            ..Item::default()
        })
    });
    let body = if promises.is_empty() {
        html! { p.padded.dim { (t::portal_no_promises(words)) } }
    } else {
        item_list(rows)
    };
    let rate = t::promises_rate_short(words, keeping.kept, keeping.counted());
    let panel = panel(Panel {
        title: t::portal_promises(words),
        end: (keeping.counted() > 0).then(|| badge_shaped(&rate, Tone::Jade, BadgeShape::Round)),
        body,
        flush: true,
        ..Panel::default()
    });
    html! { div id="promises" { (panel) } }
}

/// What the law gives: withdraw, ask, be forgotten; and what was asked so far.
pub fn rights(visit: &Visit, requests: &[Request], you: &str, problem: Option<&str>) -> Markup {
    let words = visit.words;
    let ask = |kind: &str, label, style| {
        html! {
            form.inline-form method="post" action="/portal/requests" {
                (csrf_field(&visit.csrf))
                input type="hidden" name="kind" value=(kind);
                (button(Button { label, kind: style, size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
        }
    };
    let rows = requests.iter().map(|request| {
        let due = spoken::day(words, request.due_on);
        let sub = match &request.outcome {
            Some(outcome) => spoken::choice(words, Noun::Privacy, "outcome", outcome),
            None => t::portal_answered_by(words, &due),
        };
        item(Item {
            lead: icon("shield-lock"),
            label: &spoken::choice(words, Noun::Privacy, "kind", &request.kind),
            sub: Some(&sub),
            end: Some(badge(
                &spoken::day_short(words, request.received_on),
                Tone::Neutral,
            )),
            ..Item::default()
        })
    });
    let body = html! {
        div.padded.row.wrap {
            form.inline-form method="post" action="/portal/consents/withdrawal" {
                (csrf_field(&visit.csrf))
                (button(Button { label: t::consents_withdraw(words), size: ButtonSize::Small, submit: true, ..Button::default() }))
            }
            (ask("access", t::portal_ask_access(words), ButtonKind::Plain))
        }
        details.padded {
            summary.link.small { (t::portal_ask_erase(words)) }
            div.stack.snug {
                p.small.mid { (t::portal_erase_means(words)) }
                (ask("erase", t::portal_erase_send(words), ButtonKind::Danger))
            }
        }
        @if let Some(problem) = problem { p.padded.problem { (problem) } }
        @if !requests.is_empty() { (item_list(rows)) }
    };
    let panel = panel(Panel {
        title: &t::portal_rights(words, you),
        body,
        flush: true,
        ..Panel::default()
    });
    html! { div id="rights" { (panel) } }
}
