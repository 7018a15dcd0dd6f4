//! The panels of the customer's own door. Each act is a plain form, so that it works without script.

use maud::{Markup, html};
use quen_core::consents::{CHANNELS, Preference};
use quen_core::fields::FieldValue;
use quen_core::fields::Record;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::privacy::Request;
use quen_core::promises::{Keeping, Promise};
use quen_core::{Money, Noun};
use quen_service::portal::Mine;
use quen_ui::agenda::{Item, ItemState, item, item_list};
use quen_ui::badge::{BadgeShape, badge, badge_shaped};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, facts, panel};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use super::guest::Visit;
use crate::forms::{Filled, Line, Pairs};
use crate::parties::consents::{best_channel, sign, word};
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
        item(Item {
            lead: icon("shopping-bag"),
            label: &order.number,
            sub: Some(&format!("{day} · {status}")),
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

/// Channels with a button for each purpose that a guest may agree to or refuse, and the wishes.
pub fn consents(visit: &Visit, mine: &Mine) -> Markup {
    let words = visit.words;
    let rows = CHANNELS.iter().map(|channel| {
        let end = html! {
            div.row.wrap { @for purpose in ["care", "ads"] { (switch(visit, mine, channel, purpose)) } }
        };
        item(Item {
            lead: icon(sign(channel)),
            label: &word(words, "channel", channel),
            end: Some(end),
            ..Item::default()
        })
    });
    let cap = i64::from(visit.guest.settings().contact.quarter_cap);
    let body = html! {
        (item_list(rows))
        div.padded { (wishes(visit, mine.preference.as_ref())) }
    };
    let panel = panel(Panel {
        title: t::portal_consents(words),
        body,
        flush: true,
        footer: Some(html! { (icon("shield-check")) " " (t::portal_cap(words, cap)) }),
        ..Panel::default()
    });
    html! { div id="consents" { (panel) } }
}

/// One answer as a button that turns it over; what was never asked stands as no.
fn switch(visit: &Visit, mine: &Mine, channel: &str, purpose: &str) -> Markup {
    let words = visit.words;
    let found = mine
        .consents
        .iter()
        .find(|known| known.channel == channel && known.purpose == purpose);
    let given = found.is_some_and(quen_core::consents::Consent::is_given);
    let what = word(words, "purpose", purpose);
    let name = t::portal_switch(words, &word(words, "channel", channel), &what);
    html! {
        form.inline-form method="post" action="/portal/consents" {
            (csrf_field(&visit.csrf))
            input type="hidden" name="channel" value=(channel);
            input type="hidden" name="purpose" value=(purpose);
            input type="hidden" name="answer" value=(if given { "no" } else { "yes" });
            button.button.small.soft[given] type="submit" role="switch" aria-checked=(given) aria-label=(name) {
                @if given { (icon("check")) } (what)
            }
        }
    }
}

fn wishes(visit: &Visit, stored: Option<&Preference>) -> Markup {
    let words = visit.words;
    let stored = stored.cloned().unwrap_or_default();
    let hour = |hour: Option<i64>| hour.map(|hour| hour.to_string()).unwrap_or_default();
    let values = [
        (
            "best_channel".to_owned(),
            stored.channel.clone().unwrap_or_default(),
        ),
        ("from_hour".to_owned(), hour(stored.from_hour)),
        ("to_hour".to_owned(), hour(stored.to_hour)),
        (
            "time_zone".to_owned(),
            stored.time_zone.clone().unwrap_or_default(),
        ),
    ];
    let filled = Filled {
        words,
        values: &values,
        problems: &[],
    };
    let line = |name, label| {
        filled.line(Line {
            name,
            label,
            ..Line::default()
        })
    };
    html! {
        details { summary { (t::portal_wishes(words)) }
            form.stack method="post" action="/portal/preference" {
                (csrf_field(&visit.csrf))
                (best_channel(filled))
                (line("from_hour", t::consents_from(words)))
                (line("to_hour", t::consents_to(words)))
                (line("time_zone", t::consents_zone(words)))
                div { (button(Button { label: t::action_save(words), submit: true, size: ButtonSize::Small, ..Button::default() })) }
            }
        }
    }
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
pub fn rights(visit: &Visit, requests: &[Request]) -> Markup {
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
            (ask("erase", t::portal_ask_erase(words), ButtonKind::Danger))
        }
        @if !requests.is_empty() { (item_list(rows)) }
    };
    let panel = panel(Panel {
        title: t::portal_rights(words),
        body,
        flush: true,
        ..Panel::default()
    });
    html! { div id="rights" { (panel) } }
}
