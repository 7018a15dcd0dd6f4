//! How the shop may reach the guest: each channel and purpose as a button that turns it over, and when and how it suits. What was
//! never asked stands as no.

use maud::{Markup, html};
use quen_core::Problem;
use quen_core::consents::{CHANNELS, Preference};
use quen_service::portal::Mine;
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::guest::Visit;
use crate::forms::{Filled, Line};
use crate::parties::consents::{best_channel, sign, values_of, word};

/// Wishes as they were typed, and what was wrong with them.
pub type Typed<'a> = (&'a [(String, String)], &'a [Problem]);

/// Channels with a button for each purpose that a guest may agree to or refuse, and the wishes.
pub fn panel_of(visit: &Visit, mine: &Mine, you: &str, typed: Option<Typed<'_>>) -> Markup {
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
        p.padded.small.dim { (t::portal_switch_hint(words)) }
        (item_list(rows))
        div.padded { (wishes(visit, mine.preference.as_ref(), typed)) }
    };
    let panel = panel(Panel {
        title: &t::portal_consents(words, you),
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

fn wishes(visit: &Visit, stored: Option<&Preference>, typed: Option<Typed<'_>>) -> Markup {
    let words = visit.words;
    let values = values_of(&stored.cloned().unwrap_or_default());
    let (values, problems) = typed.unwrap_or((&values, &[]));
    let filled = Filled {
        words,
        values,
        problems,
    };
    let line = |name, label| {
        filled.line(Line {
            name,
            label,
            ..Line::default()
        })
    };
    html! {
        details open[typed.is_some()] { summary.link.small { (t::portal_wishes(words)) }
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
