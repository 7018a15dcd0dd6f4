//! The story of a project: what was said, bought and done, and how it went from state to state. And one line of it on the
//! customer's own timeline.

use maud::{Markup, html};
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::{Money, Noun, Permission};
use quen_http::SignedIn;
use quen_service::history::EventRow;
use quen_service::parties::{Entry, Episode};
use quen_service::projects::Overview;
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::empty::{Empty, empty};
use quen_ui::field::{Field, TextArea, csrf_field, textarea};
use quen_ui::panel::{Panel, panel};
use quen_ui::timeline::{Event, event, timeline};
use quen_ui::tone::Tone;
use quen_words::{Words, t};
use uuid::Uuid;

use super::sheet::{Shown, minutes_in_words};
use crate::lists::party_link;
use crate::parties::written;
use crate::spoken;

/// The parties that a project and its story speak of.
pub fn parties(overview: &Overview) -> Vec<Uuid> {
    let other = |entry: &Entry| match &entry.episode {
        Episode::Interaction(found) => Some(found.party_id),
        Episode::Order(found) => Some(found.party_id),
        _ => None,
    };
    let others = overview.timeline.iter().filter_map(other);
    std::iter::once(overview.project.party_id)
        .chain(others)
        .collect()
}

/// The panel, with a line to write a note.
pub fn section(me: &SignedIn, shown: &Shown) -> Markup {
    let words = me.words;
    let entries = &shown.overview.timeline;
    let body = html! {
        div.stack {
            @if me.ctx.actor.may(Permission::InteractionsWrite).is_ok() { (composer(me, shown)) }
            @if entries.is_empty() { (empty(Empty { text: html! { (t::projects_no_story(words)) }, ..Empty::default() })) }
            @else { (timeline(t::projects_story(words), html! { @for entry in entries { (one(me, shown, entry)) } }, None)) }
        }
    };
    panel(Panel {
        title: t::projects_story(words),
        icon: Some("history"),
        body,
        ..Panel::default()
    })
}

fn composer(me: &SignedIn, shown: &Shown) -> Markup {
    let words = me.words;
    html! {
        form.stack.snug method="post" action={ "/projects/" (shown.overview.project.id) "/notes" } {
            (csrf_field(&me.csrf))
            (textarea(TextArea {
                field: Field { id: "body", label: t::projects_note(words), ..Field::default() },
                name: "body", rows: Some(2), required: true, maxlength: Some(100_000), ..TextArea::default()
            }))
            div { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, size: ButtonSize::Small, submit: true, ..Button::default() })) }
        }
    }
}

fn one(me: &SignedIn, shown: &Shown, entry: &Entry) -> Markup {
    let zone = me.ctx.settings.zone();
    let time = spoken::moment(me.words, zone, entry.at);
    let at = entry.at.with_timezone(&zone).to_rfc3339();
    let id = format!("entry-{}", entry.id);
    let base = Event {
        id: &id,
        time: &time,
        at: &at,
        ..Event::default()
    };
    match &entry.episode {
        Episode::Interaction(found) => event(talk(me, shown, found, base)),
        Episode::Order(found) => event(order(me, shown, found, base)),
        Episode::Task(found) => event(Event {
            icon: "checkbox",
            tone: Tone::Green,
            head: html! { b { (who(me.words, shown, found.done_by)) } " " (t::parties_task_done(me.words)) " " (found.title) },
            ..base
        }),
        Episode::Event(found) => event(own(
            me.words,
            &who(me.words, shown, found.user_id),
            found,
            base,
        )),
        Episode::Stage(_) => html! {},
    }
}

fn who(words: Words, shown: &Shown, id: Option<Uuid>) -> String {
    shown
        .name_of(id)
        .unwrap_or_else(|| t::parties_the_program(words))
        .to_owned()
}

/// The party of an entry, when it is not the one that the project is for.
fn other(shown: &Shown, party: Uuid) -> Markup {
    html! {
        @if party != shown.overview.project.party_id { " · " (party_link(party, shown.names.get(&party))) }
    }
}

fn talk<'a>(me: &SignedIn, shown: &Shown, found: &Interaction, base: Event<'a>) -> Event<'a> {
    let words = me.words;
    let kind = spoken::choice(words, Noun::Interactions, "kind", &found.kind);
    let head = html! {
        b { (who(words, shown, found.user_id)) } " · " (kind)
        @if let Some(minutes) = found.minutes() { ", " (minutes_in_words(words, minutes)) }
        (other(shown, found.party_id))
    };
    let icon = match found.kind.as_str() {
        "call" => "phone-call",
        "email" => "mail",
        "message" => "message-circle",
        "meeting" => "users",
        "visit" => "building-store",
        _ => "note",
    };
    Event {
        icon,
        tone: Tone::Jade,
        head,
        card: written(found),
        said: found.kind != "note",
        ..base
    }
}

fn order<'a>(me: &SignedIn, shown: &Shown, found: &Order, base: Event<'a>) -> Event<'a> {
    let words = me.words;
    let status = spoken::choice(words, Noun::Orders, "status", &found.status);
    let total = spoken::money(words, Money::new(found.totals.total, found.currency));
    let head = html! {
        b { (t::parties_order(words)) } " " a.link href={ "/orders/" (found.id) } { (found.number) } " " (badge(&status, Tone::Neutral))
        " · " b.money { (total) } (other(shown, found.party_id))
    };
    let may = me.ctx.actor.may(Permission::OrdersWrite).is_ok();
    let action = format!(
        "/projects/{}/orders/{}/release",
        shown.overview.project.id, found.id
    );
    let acts = may.then(|| {
        html! {
            form.inline-form.entry-acts method="post" action=(action) {
                (csrf_field(&me.csrf))
                (icon_button(IconButton { icon: "x", label: &t::projects_release_order(words, &found.number), small: true, submit: true, ..IconButton::default() }))
            }
        }
    });
    Event {
        icon: "shopping-bag",
        tone: Tone::Sky,
        head,
        acts,
        ..base
    }
}

/// What happened to the project itself.
fn own<'a>(words: Words, who: &str, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let said = words.text(&format!("event-projects-{}", found.verb), &[]);
    let (icon, tone) = sign(&found.verb);
    base.minor(icon, tone, html! { b { (who) } " " (said) })
}

fn sign(verb: &str) -> (&'static str, Tone) {
    match verb {
        "created" => ("briefcase", Tone::Sky),
        "started" | "reopened" => ("player-play", Tone::Jade),
        "paused" => ("player-pause", Tone::Amber),
        "completed" => ("circle-check", Tone::Green),
        "cancelled" | "deleted" => ("circle-x", Tone::Neutral),
        _ => ("pencil", Tone::Neutral),
    }
}

/// A line about a project on the timeline of its customer; `who` did it.
pub fn told<'a>(words: Words, who: &str, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let said = words.text(&format!("event-projects-{}", found.verb), &[]);
    let name = found.personal.get("name").and_then(|both| both.get(1));
    let name = name.and_then(|name| name.as_str()).unwrap_or_default();
    let (icon, tone) = sign(&found.verb);
    let home = format!("/projects/{}", found.record_id);
    let head = html! {
        b { (who) } " " (said) ": "
        a.link href=(home) { @if name.is_empty() { (t::projects_this(words)) } @else { (name) } }
    };
    base.minor(icon, tone, head)
}
