//! The rates of keeping as tiles and as a line for each colleague.

use maud::{Markup, html};
use quen_core::promises::Keeping;
use quen_http::SignedIn;
use quen_service::parties::Owner;
use quen_service::promises::House;
use quen_ui::chart::{Share, share_list};
use quen_ui::stat::{Stat, stat, stat_row};
use quen_ui::tone::Tone;
use quen_words::{Words, t};

use crate::spoken;

/// From this rate on a colleague's line is green, below it amber; below [`POOR`] red.
const GOOD: i64 = 9_000;
const POOR: i64 = 7_000;

/// The tiles of the house and, folded away, the colleagues.
pub fn rates(me: &SignedIn, house: &House, owners: &[Owner]) -> Markup {
    let words = me.words;
    let all = house.all;
    if all.counted() == 0 {
        return html! {};
    }
    let rate = all.rate.unwrap_or_default();
    let counted = t::promises_of(words, all.kept, all.counted());
    let lateness = t::promises_kept_late(words, all.kept_late);
    let tiles = html! {
        (stat(Stat { name: t::promises_rate(words), figure: &spoken::rate(words, rate), note: Some(html! { (counted) }), ..Stat::default() }))
        (stat(Stat { name: t::promises_late(words), figure: &words.number(all.late), note: Some(html! { (lateness) }), ..Stat::default() }))
        (stat(Stat { name: t::promises_beyond(words), figure: &words.number(all.beyond), note: Some(html! { (t::promises_beyond_note(words)) }), ..Stat::default() }))
        (stat(Stat { name: t::promises_broken(words), figure: &words.number(all.broken), note: Some(html! { (t::promises_mended_count(words, all.mended)) }), ..Stat::default() }))
    };
    html! {
        div.padded.stack {
            (stat_row(t::promises_rates(words), tiles))
            (people(words, house, owners))
        }
    }
}

fn people(words: Words, house: &House, owners: &[Owner]) -> Markup {
    let lines: Vec<(String, i64, String)> = house
        .people
        .iter()
        .filter_map(|person| {
            let owner = owners.iter().find(|owner| owner.id == person.user_id)?;
            let rate = person.keeping.rate?;
            Some((owner.name.clone(), rate, said(words, &person.keeping)))
        })
        .collect();
    if lines.len() < 2 {
        return html! {};
    }
    let shares: Vec<Share> = lines
        .iter()
        .map(|(label, rate, words)| Share {
            label,
            href: None,
            percent: u8::try_from(rate / 100).unwrap_or(100),
            words,
            tone: tone(*rate),
        })
        .collect();
    html! { details { summary.link.small { (t::promises_by_person(words)) } (share_list(t::promises_by_person(words), &shares)) } }
}

fn said(words: Words, keeping: &Keeping) -> String {
    let rate = spoken::rate(words, keeping.rate.unwrap_or_default());
    format!(
        "{rate} · {}",
        t::promises_of(words, keeping.kept, keeping.counted())
    )
}

fn tone(rate: i64) -> Tone {
    match rate {
        GOOD.. => Tone::Green,
        POOR.. => Tone::Amber,
        _ => Tone::Red,
    }
}
