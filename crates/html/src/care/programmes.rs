//! The programmes as a table, and the occasions that none is for yet, each one click from its form.

use maud::{Markup, html};
use quen_core::care::{OCCASIONS, Programme, holiday};
use quen_ui::badge::badge;
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::empty::{Empty, empty};
use quen_ui::icon::{IconSize, icon_sized};
use quen_ui::panel::{self, Panel};
use quen_ui::table::{Column, DataTable, Row, data_table};
use quen_ui::tone::Tone;
use quen_words::{Lang, Words, t};

use super::touches::sign;
use super::{View, word};

pub(super) fn panel(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let body = if view.programmes.is_empty() {
        empty(Empty {
            text: html! { (t::care_none(words)) },
            ..Empty::default()
        })
    } else {
        table(view)
    };
    panel::panel(Panel {
        title: t::care_programmes(words),
        icon: Some("heart-handshake"),
        end: view
            .may()
            .then(|| panel::see_all("/care/programmes/new", t::care_new(words))),
        body,
        flush: true,
        footer: view.may().then(|| missing(view)).flatten(),
        ..Panel::default()
    })
}

fn table(view: &View<'_>) -> Markup {
    let words = view.me.words;
    let head = |label| Column {
        label,
        ..Column::default()
    };
    let columns = [
        head(t::care_name(words)),
        head(t::care_when(words)),
        head(t::care_mode(words)),
        Column {
            wide_only: true,
            ..head(t::care_outcome(words))
        },
    ];
    let ids: Vec<String> = view
        .programmes
        .iter()
        .map(|programme| format!("programme-{}", programme.id))
        .collect();
    let rows = view.programmes.iter().zip(&ids).map(|(programme, id)| Row {
        id,
        cells: vec![
            html! {
                @if view.may() { a href={ "/care/programmes/" (programme.id) } { (programme.name) } } @else { (programme.name) }
            },
            html! { (when(words, programme)) },
            mode(words, programme),
            outcome(view, programme),
        ],
        ..Row::default()
    });
    data_table(DataTable {
        id: "programmes",
        caption: t::care_table(words),
        columns: &columns,
        rows: rows.collect(),
        ..DataTable::default()
    })
}

/// Off, proposed, or sent by itself on which channel.
pub(super) fn mode(words: Words, programme: &Programme) -> Markup {
    let said = word(words, "mode", &programme.mode);
    let tone = match programme.mode.as_str() {
        "send" => Tone::Persimmon,
        "propose" => Tone::Jade,
        _ => Tone::Neutral,
    };
    let channel = word(words, "channel", &programme.channel);
    html! {
        (badge(&said, tone)) " "
        @if programme.mode != "off" { span.dim title=(channel) { (icon_sized(sign(&programme.channel), IconSize::Small)) span.visually-hidden { (channel) } } }
    }
}

/// The occasion and how far from it: `Sinh nhật, trước 3 ngày`.
pub(super) fn when(words: Words, programme: &Programme) -> String {
    let festive = programme.holiday.as_deref().and_then(holiday);
    let occasion = match festive {
        Some(day) if words.lang() == Lang::Vi => day.name_vi.clone(),
        Some(day) => day.name_en.clone(),
        None => word(words, "occasion", &programme.occasion),
    };
    let days = programme.days.abs();
    match (programme.occasion.as_str(), programme.days) {
        ("human", _) => t::care_without_person(words, &occasion, days),
        (_, 0) => occasion,
        (_, ..0) => t::care_before(words, &occasion, days),
        _ => t::care_after(words, &occasion, days),
    }
}

/// What came of it in the last 90 days: how many of all were made.
fn outcome(view: &View<'_>, programme: &Programme) -> Markup {
    let of = view
        .tallies
        .iter()
        .filter(|tally| tally.programme_id == programme.id);
    let (mut made, mut all) = (0, 0);
    for tally in of {
        all += tally.count;
        made += match tally.state.as_str() {
            "sent" | "done" => tally.count,
            _ => 0,
        };
    }
    html! { @if all > 0 { (t::care_outcome_of(view.me.words, made, all)) } }
}

/// The tone of a state.
pub(super) fn tone_of(state: &str) -> Tone {
    match state {
        "sent" | "done" => Tone::Green,
        "proposed" | "sending" => Tone::Sky,
        "refused" => Tone::Amber,
        "unsure" => Tone::Red,
        _ => Tone::Neutral,
    }
}

/// Occasions without a programme.
fn missing(view: &View<'_>) -> Option<Markup> {
    let words = view.me.words;
    let has = |occasion: &str| {
        view.programmes
            .iter()
            .any(|programme| programme.occasion == occasion)
    };
    let missing: Vec<(&str, String)> = OCCASIONS
        .into_iter()
        .filter(|occasion| !has(occasion))
        .map(|occasion| {
            (
                occasion,
                format!("/care/programmes/new?occasion={occasion}"),
            )
        })
        .collect();
    (!missing.is_empty()).then(|| {
        html! {
            div.row.wrap {
                span.small.dim { (t::care_missing(words)) }
                @for (occasion, href) in &missing {
                    (button(Button { label: &word(words, "occasion", occasion), icon: Some("plus"), size: ButtonSize::Small, href: Some(href), ..Button::default() }))
                }
            }
        }
    })
}
