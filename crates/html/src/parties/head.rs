//! The head of a party's page: who, where, whose, ways to reach them, stage track, figures. Only figures that are known are
//! shown; what is not is said in words.

use chrono::NaiveDate;
use maud::{Markup, html};
use quen_core::Money;
use quen_service::parties::Value;
use quen_ui::avatar::{AvatarShape, AvatarSize, avatar};
use quen_ui::badge::{BadgeShape, badge_shaped};
use quen_ui::icon::icon;
use quen_ui::stage::{Stage, StageStep, StageTrack, stage_track};
use quen_ui::stat::{SparkInk, Stat, change, spark, stat, stat_row};
use quen_ui::tone::Tone;
use quen_words::t;

use super::page::{View, choice};
use crate::analytics::outlook;
use crate::spoken;

/// A rhythm counts as missed when silence is longer than so many of them, as Today has it.
const LATE_FROM: f64 = 1.5;

/// The section.
pub fn section(view: &View<'_>) -> Markup {
    html! {
        section.record-head id="record-head" aria-label=(t::parties_summary(view.me.words)) {
            div.identity {
                (face(view))
                div.grow { h1 { (view.whole.profile.party.name) } (under(view)) }
                div.row.desk-only { (acts(view)) }
            }
            div.quick-acts.phone-only { (acts(view)) a.button href="#composer" { (icon("note")) span { (t::parties_kind_note(view.me.words)) } } }
            @if let Some(breach) = view.whole.breaches.first() { (crate::privacy::touched(view.me, breach)) }
            (track(view))
            (tiles(view))
            (outlook::sentences(view.me.words, view.whole.profile.value.monetary.currency, &view.whole.profile.value.outlook))
        }
    }
}

fn face(view: &View<'_>) -> Markup {
    let party = &view.whole.profile.party;
    let shape = if party.is_person() {
        AvatarShape::Person
    } else {
        AvatarShape::Organisation
    };
    avatar(&party.name, AvatarSize::Huge, shape)
}

fn under(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let profile = &view.whole.profile;
    let party = &profile.party;
    let job = profile
        .links
        .iter()
        .find(|link| link.kind == "works_at" && link.from_id == party.id);
    let place = party.address.as_ref().map(|address| address.raw.as_str());
    let owner = party.owner_id.and_then(|id| view.whole.name_of(id));
    html! {
        div.under {
            @if let Some(link) = job {
                span { (icon("building-store")) span {
                    a.link href={ "/parties/" (link.to_id) } { (link.to_name) }
                    @if let Some(title) = &link.title { ", " (title) }
                } }
            }
            @if let Some(place) = place { span { (icon("map-pin")) (place) } }
            span.desk-only { (icon("user-check"))
                @match &owner { Some(name) => (t::parties_in_charge(words, name)), None => (t::parties_nobody(words)) }
            }
            @if !party.tags.is_empty() {
                span.desk-only { @for tag in &party.tags { (badge_shaped(tag, Tone::Sky, BadgeShape::Plain)) " " } }
            }
            @if party.incomplete { span { (badge_shaped(t::field_parties_incomplete(words), Tone::Amber, BadgeShape::Dot)) } }
        }
    }
}

/// Call, Zalo, mail: links that the device opens.
fn acts(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let phone = party.phones.first();
    let digits = |e164: &str| -> String { e164.chars().filter(char::is_ascii_digit).collect() };
    html! {
        @if let Some(phone) = phone {
            a.button href={ "tel:" (phone.value) } hx-boost="false" title=(phone.display) { (icon("phone")) span { (t::action_call(words)) } }
            a.button href={ "https://zalo.me/" (digits(&phone.value)) } hx-boost="false" target="_blank" rel="noopener noreferrer" { (icon("message-circle")) span { "Zalo" } }
        }
        @if let Some(mail) = party.emails.first() {
            a.button href={ "mailto:" (mail.value) } hx-boost="false" title=(mail.display) { (icon("mail")) span { (t::parties_kind_email(words)) } }
        }
    }
}

fn track(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let now = stage_now(view);
    let names = Stage::ALL.map(|stage| choice(words, "stage", stage.word()));
    let notes = Stage::ALL.map(|stage| note(view, stage, now));
    let mut steps = [StageStep::default(); 5];
    for (step, (name, note)) in steps.iter_mut().zip(names.iter().zip(&notes)) {
        *step = StageStep { name, note };
    }
    let reached = view
        .whole
        .history
        .iter()
        .filter_map(|entry| Stage::from_word(entry.stage.key()))
        .find(|stage| *stage != Stage::Dissolution);
    let change = format!("{}/stage?to=", view.home());
    stage_track(StageTrack {
        label: t::parties_stage_track(words),
        now,
        reached,
        steps,
        change: Some(&change),
    })
}

/// The stage that counts; strangers have no relationship yet.
pub fn stage_now(view: &View<'_>) -> Stage {
    let relationship = view.whole.profile.relationship.as_ref();
    let key = relationship.map_or("awareness", |found| found.effective_stage().key());
    Stage::from_word(key).unwrap_or_default()
}

/// How long a stage has lasted, or lasted when it was passed.
fn note(view: &View<'_>, stage: Stage, now: Stage) -> String {
    let words = view.me.words;
    let today = view.me.ctx.today();
    if stage == now {
        let Some(since) = since(view) else {
            return String::new();
        };
        return match (today - since).num_days() {
            ..=0 => t::parties_since_today(words).to_owned(),
            days => spoken::span(words, days),
        };
    }
    let days: i64 = spans(view, today)
        .iter()
        .filter(|(at, _)| *at == stage)
        .map(|(_, days)| days)
        .sum();
    if days > 0 {
        spoken::span(words, days)
    } else {
        String::new()
    }
}

/// Since when the stage that counts has counted.
fn since(view: &View<'_>) -> Option<NaiveDate> {
    let relationship = view.whole.profile.relationship.as_ref()?;
    let by_hand = relationship.by_hand.at.map(|at| view.me.ctx.day_of(at));
    let by_hand = by_hand.filter(|_| relationship.by_hand.stage.is_some());
    Some(by_hand.unwrap_or(relationship.stage_since))
}

/// The stages so far with their days.
fn spans(view: &View<'_>, today: NaiveDate) -> Vec<(Stage, i64)> {
    let leading = view
        .whole
        .profile
        .relationship
        .as_ref()
        .map(|found| found.id);
    let mut until = today;
    let mut spans = Vec::new();
    let entries = view.whole.history.iter();
    for entry in entries.filter(|entry| Some(entry.relationship_id) == leading) {
        if let Some(stage) = Stage::from_word(entry.stage.key()) {
            spans.push((stage, (until - entry.since).num_days().max(0)));
        }
        until = entry.since;
    }
    spans
}

fn tiles(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let value = &view.whole.profile.value;
    let modelled = value.outlook.p_alive.is_some();
    stat_row(
        t::parties_figures(words),
        html! {
            // With a model six tiles in a row: what is to come before what was.
            @if modelled { (outlook::tiles(words, value.monetary.currency, &value.outlook)) }
            (bought(view, value))
            (margin(view, value))
            @if !modelled { (times(view, value)) }
            (rhythm(view, value))
            (last(view, value))
        },
    )
}

fn bought(view: &View<'_>, value: &Value) -> Markup {
    let words = view.me.words;
    let year: i64 = value
        .months
        .iter()
        .fold(0, |sum, month| sum.saturating_add(month.amount));
    let (figure, unit) = tile(view, value, Money::new(year, value.monetary.currency));
    let months: Vec<f64> = value
        .months
        .iter()
        .map(|month| month.amount as f64)
        .collect();
    let note = match &value.of {
        Some(of) => t::parties_figures_of(words, &of.name),
        None if value.frequency == 0 => t::parties_not_bought(words).to_owned(),
        None => t::parties_in_all(words, &spoken::money_short(words, value.monetary)),
    };
    stat(Stat {
        name: t::parties_bought_year(words),
        figure: &figure,
        unit: &unit,
        note: Some(html! { (note) }),
        drawing: (year != 0).then(|| spark(&months, SparkInk::Usual)),
        ..Stat::default()
    })
}

/// A sum, or a dash while nothing was bought.
fn tile(view: &View<'_>, value: &Value, amount: Money) -> (String, String) {
    if value.frequency == 0 {
        return ("—".to_owned(), String::new());
    }
    spoken::money_tile(view.me.words, amount)
}

/// Margin counts only where costs are known; nothing known is nothing shown.
fn margin(view: &View<'_>, value: &Value) -> Markup {
    let words = view.me.words;
    let known = value.frequency > 0 && value.margin.amount != 0;
    if !known {
        return html! {};
    }
    let (figure, unit) = spoken::money_tile(words, value.margin);
    let share = value
        .margin
        .amount
        .saturating_mul(100)
        .checked_div(value.monetary.amount);
    stat(Stat {
        name: t::field_parties_margin(words),
        figure: &figure,
        unit: &unit,
        note: share.map(|share| html! { (t::parties_margin_share(words, share)) }),
        ..Stat::default()
    })
}

fn times(view: &View<'_>, value: &Value) -> Markup {
    let words = view.me.words;
    let note = value
        .mean
        .map(|mean| t::parties_mean(words, &spoken::money_short(words, mean)));
    stat(Stat {
        name: t::field_parties_occasions(words),
        figure: &words.number(value.frequency),
        unit: t::parties_times(words),
        note: note.map(|note| html! { (note) }),
        ..Stat::default()
    })
}

fn rhythm(view: &View<'_>, value: &Value) -> Markup {
    let words = view.me.words;
    let name = t::field_parties_rhythm_days(words);
    let Some(days) = value.rhythm_days else {
        return stat(Stat {
            name,
            figure: t::parties_too_few(words),
            note: Some(html! { (t::parties_rhythm_needs(words)) }),
            ..Stat::default()
        });
    };
    stat(Stat {
        name,
        figure: &words.number(days),
        unit: t::parties_unit_days(words),
        note: value
            .first_order_on
            .map(|day| html! { (t::parties_since(words, &spoken::day(words, day))) }),
        ..Stat::default()
    })
}

/// The last purchase against the customer's own rhythm.
fn last(view: &View<'_>, value: &Value) -> Markup {
    let words = view.me.words;
    let name = t::field_parties_last_order_on(words);
    let Some(days) = value.recency_days else {
        return stat(Stat {
            name,
            figure: "—",
            note: Some(html! { (t::parties_not_bought(words)) }),
            ..Stat::default()
        });
    };
    let judged = value.elapsed.map(|elapsed| {
        if elapsed > LATE_FROM {
            let times = spoken::decimal(words, elapsed);
            html! { (change(t::parties_late(words), false)) (t::parties_late_by(words, &times)) }
        } else {
            html! { (change(t::parties_in_rhythm(words), true)) }
        }
    });
    let day = value.last_order_on.map(|day| spoken::day(words, day));
    stat(Stat {
        name,
        figure: &words.number(days),
        unit: t::parties_days_ago(words),
        note: judged.or_else(|| day.map(|day| html! { (day) })),
        ..Stat::default()
    })
}
