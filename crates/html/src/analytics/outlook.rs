//! Two tiles for the page of one customer: still a customer, and worth; with a chance in natural frequencies, a range and the
//! reason.

use maud::{Markup, html};
use quen_core::models::Outlook;
use quen_core::{Currency, Money};
use quen_http::reasons;
use quen_insight::explain::natural_frequency;
use quen_ui::stat::{Stat, stat};
use quen_words::{Words, t};

use super::percent;
use crate::spoken;

/// The tiles.
pub fn tiles(words: Words, currency: Currency, outlook: &Outlook) -> Markup {
    html! { (worth(words, currency, outlook)) (alive(words, outlook)) }
}

/// Why, and what to expect, in a line; nothing without a model.
pub fn sentences(words: Words, currency: Currency, outlook: &Outlook) -> Markup {
    let said: Vec<String> = outlook
        .explanation
        .iter()
        .map(|reason| reasons::sentence(words, reason, currency))
        .collect();
    html! { @if outlook.p_alive.is_some() { p.small.dim { (said.join(". ")) "." } } }
}

fn alive(words: Words, outlook: &Outlook) -> Markup {
    let name = t::analytics_outlook_alive(words);
    let Some(chance) = outlook.p_alive else {
        return unknown(words, name);
    };
    let (of, total) = natural_frequency(chance);
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let note = t::analytics_outlook_frequency(words, whole(of), whole(total));
    // Never a certainty that is none.
    let shown = percent(words, (chance * 100.0).round().clamp(1.0, 99.0) / 100.0);
    stat(Stat {
        name,
        figure: &shown,
        note: Some(html! { (note) }),
        ..Stat::default()
    })
}

fn worth(words: Words, currency: Currency, outlook: &Outlook) -> Markup {
    let name = t::analytics_outlook_worth(words);
    let Some(clv) = outlook.clv else {
        return unknown(words, name);
    };
    let money = |value: f64| Money::new(value as i64, currency);
    let (figure, unit) = spoken::money_tile(words, money(clv.expected));
    let short = |value: f64| spoken::money_short(words, money(value));
    let note = t::analytics_outlook_range(words, &short(clv.low), &short(clv.high));
    stat(Stat {
        name,
        figure: &figure,
        unit: &unit,
        note: Some(html! { (note) }),
        ..Stat::default()
    })
}

fn unknown(words: Words, name: &str) -> Markup {
    stat(Stat {
        name,
        figure: t::analytics_outlook_unknown(words),
        note: Some(html! { (t::analytics_outlook_why(words)) }),
        ..Stat::default()
    })
}
