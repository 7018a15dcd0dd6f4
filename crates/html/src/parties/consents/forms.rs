//! The forms of consent: an answer with its proof, wishes, withdrawal. Nothing is chosen for the one who asks.

use maud::{Markup, html};
use quen_core::Noun;
use quen_core::consents::{AIMS, ANSWERS, CHANNELS, Preference, SOURCES};
use quen_http::SignedIn;
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::{Check, check};
use quen_ui::field::{Choice, csrf_field};
use quen_words::t;

use super::word;
use crate::forms::{Filled, Line, choices_of, labelled};

/// The form of an answer.
pub fn note(me: &SignedIn, home: &str, filled: Filled<'_>) -> Markup {
    let words = me.words;
    let answers = labelled(&ANSWERS, |code| word(words, "answer", code));
    let choices = choices_of(&answers);
    html! {
        form.stack method="post" action={ (home) "/consents" } {
            (csrf_field(&me.csrf))
            (filled.codes(Noun::Consents, "channel", "channel", t::consents_channel(words), &CHANNELS))
            (filled.codes(Noun::Consents, "purpose", "purpose", t::consents_purpose(words), &AIMS))
            (quen_ui::choice::radios("answer", t::consents_answer(words), &choices, filled.value("answer")))
            @if let Some(problem) = filled.problem("answer") { p.problem { (problem) } }
            (filled.codes_asked(Noun::Consents, "source", t::consents_source(words), &SOURCES, t::consents_source_none(words)))
            (filled.line(Line { name: "proof", label: t::consents_proof(words), hint: Some(t::consents_proof_hint(words)), ..Line::default() }))
            (check(Check { name: "any_hour", label: t::consents_any_hour(words), ..Check::default() }))
            div { (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() })) }
        }
    }
}

/// The form of how and when.
pub fn wishes(
    me: &SignedIn,
    home: &str,
    filled: Filled<'_>,
    stored: Option<&Preference>,
) -> Markup {
    let words = me.words;
    let stored = stored.cloned().unwrap_or_default();
    let listed = match stored.do_not_call {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let mut own = values_of(&stored);
    own.push(("do_not_call".to_owned(), listed.to_owned()));
    let typed = filled.values.iter().any(|(name, _)| name == "from_hour");
    let filled = if typed {
        filled
    } else {
        Filled {
            values: &own,
            ..filled
        }
    };
    let yes_no = [
        Choice {
            value: "",
            label: t::consents_unchecked(words),
        },
        Choice {
            value: "no",
            label: t::word_no(words),
        },
        Choice {
            value: "yes",
            label: t::word_yes(words),
        },
    ];
    let line = |name, label, hint| {
        filled.line(Line {
            name,
            label,
            hint,
            ..Line::default()
        })
    };
    html! {
        form.stack method="post" action={ (home) "/consents/preference" } {
            (csrf_field(&me.csrf))
            (best_channel(filled))
            (line("from_hour", t::consents_from(words), Some(t::consents_hours_hint(words))))
            (line("to_hour", t::consents_to(words), None))
            (line("time_zone", t::consents_zone(words), Some(t::consents_zone_hint(words))))
            (filled.choice("do_not_call", t::consents_do_not_call(words), &yes_no, Some(t::consents_do_not_call_hint(words))))
            div { (button(Button { label: t::action_save(words), submit: true, ..Button::default() })) }
        }
    }
}

/// The wishes as their form holds them, at the shop and in the portal.
pub fn values_of(stored: &Preference) -> Vec<(String, String)> {
    let hour = |hour: Option<i64>| hour.map(|hour| hour.to_string()).unwrap_or_default();
    let values = [
        ("best_channel", stored.channel.clone().unwrap_or_default()),
        ("from_hour", hour(stored.from_hour)),
        ("to_hour", hour(stored.to_hour)),
        ("time_zone", stored.time_zone.clone().unwrap_or_default()),
    ];
    values.map(|(name, value)| (name.to_owned(), value)).into()
}

/// The button that takes every yes back.
pub fn withdrawal(me: &SignedIn, home: &str) -> Markup {
    html! {
        form.stack method="post" action={ (home) "/consents/withdrawal" } {
            (csrf_field(&me.csrf))
            p.small.dim { (t::consents_withdraw_note(me.words)) }
            div { (button(Button { label: t::consents_withdraw(me.words), kind: ButtonKind::Danger, submit: true, ..Button::default() })) }
        }
    }
}

/// A select of the channel that somebody likes best, or any.
pub fn best_channel(filled: Filled<'_>) -> Markup {
    let words = filled.words;
    let names = labelled(&CHANNELS, |code| word(words, "channel", code));
    let mut channels = vec![Choice {
        value: "",
        label: t::consents_any_channel(words),
    }];
    channels.extend(choices_of(&names));
    filled.choice("best_channel", t::consents_best(words), &channels, None)
}
