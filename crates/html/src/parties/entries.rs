//! The entries of the timeline, each in one line and perhaps a card, under days and then months. It must never leave one out.

mod system;

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use maud::{Markup, html};
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::relationships::History;
use quen_core::tasks::Task;
use quen_core::{Money, Noun, Permission};
use quen_http::reasons;
use quen_service::parties::{Entry, Episode, Timeline};
use quen_ui::badge::badge;
use quen_ui::button::{IconButton, icon_button};
use quen_ui::hx::Hx;
use quen_ui::icon::icon;
use quen_ui::timeline::{Event, day, event};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::page::{View, choice};
use crate::facts::heard;
use crate::spoken;

/// Days that have a heading each; older ones stand under their month.
const DAYS: i64 = 14;
/// Lines of an order that are named.
const LINES: usize = 3;

/// The entries with their headings; `under` is the instant of the entry before them.
pub fn all(
    view: &View<'_>,
    timeline: &Timeline,
    names: &HashMap<Uuid, String>,
    under: Option<DateTime<Utc>>,
) -> Markup {
    let today = view.me.ctx.today();
    let mut last = under.map(|at| heading(view, today, view.me.ctx.day_of(at)));
    let mut headed = Vec::with_capacity(timeline.entries.len());
    for entry in &timeline.entries {
        let heading = heading(view, today, view.me.ctx.day_of(entry.at));
        let new = last.as_ref() != Some(&heading);
        last = Some(heading.clone());
        headed.push((new.then_some(heading), entry));
    }
    html! {
        @for (heading, entry) in headed {
            @if let Some(heading) = &heading { (day(heading)) }
            (one(view, entry, names, today))
        }
    }
}

fn heading(view: &View<'_>, today: NaiveDate, on: NaiveDate) -> String {
    if (today - on).num_days() < DAYS {
        spoken::heading(view.me.words, today, on)
    } else {
        spoken::month(view.me.words, on.with_day(1).unwrap_or(on))
    }
}

fn one(view: &View<'_>, entry: &Entry, names: &HashMap<Uuid, String>, today: NaiveDate) -> Markup {
    let zone = view.me.ctx.settings.zone();
    let on = view.me.ctx.day_of(entry.at);
    let time = if (today - on).num_days() < DAYS {
        spoken::clock(zone, entry.at)
    } else {
        spoken::day_short(view.me.words, on)
    };
    let at = entry.at.with_timezone(&zone).to_rfc3339();
    let id = format!("entry-{}", entry.id);
    let base = Event {
        id: &id,
        time: &time,
        at: &at,
        ..Event::default()
    };
    match &entry.episode {
        Episode::Interaction(found) => event(interaction(view, found, base)),
        Episode::Order(found) => event(order(view, found, names, base)),
        Episode::Task(found) => event(task(view, found, base)),
        Episode::Stage(found) => event(stage(view, found, base)),
        Episode::Event(found) => event(system::one(view, found, base)),
    }
}

/// A colleague, or "somebody" who is not known any more.
fn who(view: &View<'_>, id: Option<Uuid>) -> String {
    let name = id.and_then(|id| view.whole.name_of(id));
    name.unwrap_or_else(|| t::parties_the_program(view.me.words).to_owned())
}

fn interaction<'a>(view: &View<'_>, found: &Interaction, base: Event<'a>) -> Event<'a> {
    let words = view.me.words;
    let incoming = found.direction == "in";
    let subject = if incoming {
        view.called()
    } else {
        who(view, found.user_id)
    };
    let outcome = found
        .outcome
        .as_deref()
        .map(|code| spoken::choice(words, Noun::Interactions, "outcome", code));
    let tone = if found.is_negative() {
        Tone::Red
    } else {
        Tone::Jade
    };
    let head = html! {
        b { (subject) } " " (verb(view, found))
        @if let Some(minutes) = found.minutes() { ", " (t::span_minutes(words, minutes)) }
        @if incoming && let Some(name) = found.user_id.and_then(|id| view.whole.name_of(id)) { span.mid { " · " (name) } }
        @if let Some(outcome) = &outcome { " " (badge(outcome, if found.is_negative() { Tone::Red } else { Tone::Neutral })) }
        @if found.needs_answer() { " " (badge(t::parties_unanswered(words), Tone::Amber)) }
    };
    Event {
        icon: sign(found),
        tone,
        head,
        card: written(found),
        said: found.kind != "note",
        acts: acts(view, found),
        learned: heard::under(view, found),
        ..base
    }
}

/// What was written down of it: subject and body, and the files that came with it.
pub fn written(found: &Interaction) -> Option<Markup> {
    let bare = found.subject.is_none() && found.body.is_none() && found.files.is_empty();
    (!bare).then(|| {
        html! {
            @if let Some(subject) = &found.subject { p.strong { (subject) } }
            @if let Some(body) = &found.body { p.as-typed { (body) } }
            @for file in &found.files { p.row.smaller { (icon("paperclip")) (crate::files::link(file)) } }
        }
    })
}

fn sign(found: &Interaction) -> &'static str {
    match (found.kind.as_str(), found.direction.as_str()) {
        ("call", _) if !found.is_two_way() => "phone-off",
        ("call", "in") => "phone-incoming",
        ("call", _) => "phone-call",
        ("email", _) => "mail",
        ("message", _) => "message-circle",
        ("meeting", _) => "users",
        ("visit", _) => "building-store",
        _ => "note",
    }
}

fn verb(view: &View<'_>, found: &Interaction) -> String {
    let words = view.me.words;
    let channel = || spoken::choice(words, Noun::Interactions, "channel", &found.channel);
    match (found.kind.as_str(), found.direction.as_str()) {
        ("call", "in") => t::parties_called_in(words).to_owned(),
        ("call", _) => t::parties_called_out(words).to_owned(),
        ("email", _) => t::parties_mailed(words).to_owned(),
        ("message", _) => t::parties_messaged(words, &channel()),
        ("meeting", _) => t::parties_met(words).to_owned(),
        ("visit", _) => t::parties_visited(words).to_owned(),
        _ => t::parties_noted(words).to_owned(),
    }
}

/// Notes more of it, takes it away.
fn acts(view: &View<'_>, found: &Interaction) -> Option<Markup> {
    let notes = view.may(Permission::PartiesWrite) && found.body.is_some();
    let removes = remove(view, found);
    (notes || removes.is_some()).then(|| {
        html! { span.entry-acts { @if notes { (heard::marker(view.me, found)) } (removes.unwrap_or_default()) } }
    })
}

fn remove(view: &View<'_>, found: &Interaction) -> Option<Markup> {
    if !view.may(Permission::InteractionsWrite) {
        return None;
    }
    let words = view.me.words;
    let action = format!("{}/episodes/{}/deletion", view.home(), found.id);
    let hx = Hx {
        post: Some(&action),
        target: Some("#timeline"),
        swap: Some("outerMorph"),
        confirm: Some(t::parties_delete_entry(words)),
        ..Hx::default()
    };
    Some(
        html! { (icon_button(IconButton { icon: "trash", label: t::action_delete(words), small: true, hx, ..IconButton::default() })) },
    )
}

fn order<'a>(
    view: &View<'_>,
    found: &Order,
    names: &HashMap<Uuid, String>,
    base: Event<'a>,
) -> Event<'a> {
    let words = view.me.words;
    let party = &view.whole.profile.party;
    let status = spoken::choice(words, Noun::Orders, "status", &found.status);
    let lines: Vec<String> = found
        .lines
        .iter()
        .take(LINES)
        .map(|line| line.text.clone())
        .collect();
    let more = found.lines.len().saturating_sub(LINES);
    let other = if found.party_id == party.id {
        found.contact_id
    } else {
        Some(found.party_id)
    };
    let other = other.and_then(|id| names.get(&id).map(|name| (id, name)));
    let head = html! {
        b { (t::parties_order(words)) } " " a.link href={ "/orders/" (found.id) } { (found.number) } " · " (status)
        @if let Some((id, name)) = other { " · " a.link href={ "/parties/" (id) } { (name) } }
    };
    let total = Money::new(found.totals.total, found.currency);
    let card = html! {
        div.row.spread {
            span { (lines.join(", ")) @if more > 0 { " " span.dim { (t::parties_more_lines(words, i64::try_from(more).unwrap_or(i64::MAX))) } } }
            b.money { (spoken::money(words, total)) }
        }
        @if found.owed > 0 { p.small { (t::payments_owed(words, &spoken::money(words, Money::new(found.owed, found.currency)))) } }
        @if found.refunded > 0 { p.small.dim { (t::parties_refunded(words, &spoken::money(words, Money::new(found.refunded, found.currency)))) } }
    };
    let tone = if found.status == "cancelled" {
        Tone::Neutral
    } else {
        Tone::Sky
    };
    Event {
        icon: "shopping-bag",
        tone,
        head,
        card: Some(card),
        ..base
    }
}

fn task<'a>(view: &View<'_>, found: &Task, base: Event<'a>) -> Event<'a> {
    let words = view.me.words;
    let head = html! { b { (who(view, found.done_by)) } " " (t::parties_task_done(words)) " " (found.title) };
    let card = found
        .note
        .as_ref()
        .map(|note| html! { p.as-typed { (note) } });
    Event {
        icon: "checkbox",
        tone: Tone::Green,
        head,
        card,
        ..base
    }
}

fn stage<'a>(view: &View<'_>, found: &History, base: Event<'a>) -> Event<'a> {
    let words = view.me.words;
    let name = choice(words, "stage", found.stage.key());
    let kind = choice(words, "type", found.kind.key());
    let currency = view.me.ctx.settings.currency;
    let why = match &found.reason {
        Some(reason) => Some(reason.clone()),
        None => found
            .evidence
            .first()
            .map(|reason| reasons::sentence(words, reason, currency)),
    };
    let fading = found.stage.key() == "dissolution";
    let head = html! {
        (t::parties_stage_now(words)) " " b { (name) } ", " (kind)
        @if let Some(why) = why { ": " (why) }
        @if found.by_user.is_some() { span.mid { " · " (who(view, found.by_user)) } }
    };
    let (icon, tone) = if fading {
        ("trending-down", Tone::Mauve)
    } else {
        ("trending-up", Tone::Amber)
    };
    base.minor(icon, tone, head)
}
