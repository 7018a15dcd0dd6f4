//! Entries that no person wrote but an act left: changes, mails that went out, promises, a yes or a no. It must never show what
//! erasure took out of an event.

use maud::html;
use quen_service::history::EventRow;
use quen_ui::timeline::Event;
use quen_ui::tone::Tone;
use quen_words::t;

use super::who;
use crate::parties::consents;
use crate::parties::page::View;
use crate::spoken;

/// The line of an event: who did what.
pub(super) fn one<'a>(view: &View<'_>, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let words = view.me.words;
    match (found.noun.as_str(), found.verb.as_str()) {
        (_, "mailed") => return mail(view, found, base),
        ("promises", _) => return promise(view, found, base),
        ("projects", _) => {
            return crate::projects::told(words, &who(view, found.user_id), found, base);
        }
        ("consents", "given" | "refused") => return consent(view, found, base),
        ("consents", "reading_allowed" | "reading_refused") => return reading(view, found, base),
        ("consents", "notes_sent") => return notes_sent(view, found, base),
        _ => {}
    }
    let said = spoken::happened(words, &found.noun, &found.verb);
    let by = if found.door == "portal" {
        view.called()
    } else {
        who(view, found.user_id)
    };
    let fields = if found.verb == "updated" {
        changed(view, found)
    } else {
        String::new()
    };
    let head = html! { (by) ": " (said) @if !fields.is_empty() { " (" (fields) ")" } };
    let icon = match found.verb.as_str() {
        "created" => "user-plus",
        "deleted" => "trash",
        "restored" => "arrow-back-up",
        "merged" => "stack-2",
        _ => "pencil",
    };
    base.minor(icon, Tone::Neutral, head)
}

/// A promise made, kept, broken, on new terms.
fn promise<'a>(view: &View<'_>, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let words = view.me.words;
    let said = words.text(&format!("event-promises-{}", found.verb), &[]);
    let text = after(found, "text");
    let (icon, tone) = match found.verb.as_str() {
        "kept" => ("circle-check", Tone::Green),
        "broken" => ("alert-triangle", Tone::Red),
        "mended" => ("heart-handshake", Tone::Jade),
        _ => ("shield-check", Tone::Amber),
    };
    let head = html! {
        b { (who(view, found.user_id)) } " " (said) @if !text.is_empty() { ": " a.link href={ "/promises/" (found.record_id) } { (text) } }
    };
    Event {
        icon,
        tone,
        head,
        promised: true,
        ..base
    }
}

/// A yes or a no to being contacted.
fn consent<'a>(view: &View<'_>, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let words = view.me.words;
    let said = words.text(&format!("event-consents-{}", found.verb), &[]);
    let code = |name: &str| {
        let code = found.data.get(name).and_then(|code| code.as_str());
        consents::word(words, name, code.unwrap_or_default())
    };
    let by = if found.user_id.is_none_or(|id| id.is_nil()) {
        view.called()
    } else {
        who(view, found.user_id)
    };
    let head = html! { (by) " " (said) ": " b { (code("channel")) } ", " (code("purpose")) };
    let tone = if found.verb == "given" {
        Tone::Green
    } else {
        Tone::Red
    };
    base.minor("shield-lock", tone, head)
}

/// A yes or a no to having the notes read.
fn reading<'a>(view: &View<'_>, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let said = spoken::happened(view.me.words, &found.noun, &found.verb);
    let tone = if found.verb == "reading_allowed" {
        Tone::Green
    } else {
        Tone::Red
    };
    base.minor("shield-lock", tone, html! { (view.called()) " " (said) })
}

/// A note went to the machine that suggests what to remember.
fn notes_sent<'a>(view: &View<'_>, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let host = found.data.get("host").and_then(|host| host.as_str());
    let said = t::suggester_sent_note(view.me.words, host.unwrap_or_default());
    Event {
        icon: "shield-lock",
        tone: Tone::Neutral,
        head: html! { (who(view, found.user_id)) " " (said) },
        minor: true,
        ..base
    }
}

/// What a field of an event became; empty when it is not told.
fn after(found: &EventRow, name: &str) -> String {
    let changed = found.personal.get(name).and_then(|both| both.get(1));
    changed
        .and_then(|text| text.as_str())
        .unwrap_or_default()
        .to_owned()
}

/// A mail that was sent from here.
fn mail<'a>(view: &View<'_>, found: &EventRow, base: Event<'a>) -> Event<'a> {
    let text = |name: &str| after(found, name);
    let head = html! { b { (who(view, found.user_id)) } " " (t::parties_mailed(view.me.words)) };
    let card = html! { p.strong { (text("subject")) } p.as-typed { (text("body")) } };
    Event {
        icon: "mail",
        tone: Tone::Jade,
        head,
        card: Some(card),
        said: true,
        ..base
    }
}

/// The labels of the fields that a change touched.
fn changed(view: &View<'_>, found: &EventRow) -> String {
    let catalogue = quen_core::parties::catalogue();
    let names = found
        .personal
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.keys());
    let labels: Vec<String> = names
        .filter_map(|name| catalogue.field(name))
        .map(|field| spoken::label(view.me.words, field))
        .collect();
    labels.join(", ")
}
