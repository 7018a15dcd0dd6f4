//! A form of settings that somebody saved while another one was filling it in: what was typed stays in it, what is stored now
//! stands above it, and saving once more is a choice. It never overwrites what the form has not shown.

use maud::{Markup, html};
use quen_http::SignedIn;
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::t;

use crate::forms::{Pairs, value};

/// The version of all settings that the form was opened with.
const VERSION: &str = "version";
/// What stood in the form then: settings of other pages change the version as well.
const WAS: &str = "was";

/// What is stored, with the marks by which the form is known again.
pub(super) fn marked(mut stored: Pairs, version: i64) -> Pairs {
    let was = said(&stored);
    stored.push((VERSION.to_owned(), version.to_string()));
    stored.push((WAS.to_owned(), was));
    stored
}

fn said(pairs: &[(String, String)]) -> String {
    let mut all: Vec<String> = pairs
        .iter()
        .filter(|(name, text)| name != VERSION && name != WAS && !text.is_empty())
        .map(|(name, text)| format!("{name}={text}"))
        .collect();
    all.sort();
    all.join("\n")
}

/// The marks, for the form.
pub(super) fn marks(values: &[(String, String)]) -> Markup {
    html! {
        input type="hidden" name=(VERSION) value=(value(values, VERSION));
        input type="hidden" name=(WAS) value=(value(values, WAS));
    }
}

/// How a form that was sent meets what is stored.
pub(super) enum Met {
    /// It may be saved over this version; over any when the form did not say one.
    Free(Option<i64>),
    /// Somebody was quicker: what was typed, marked anew, and the notice above it.
    Clash(Pairs, Markup),
}

/// Compares a form with what is stored now; `labels` names its values.
pub(super) fn meet(me: &SignedIn, stored: &Pairs, sent: &Pairs, labels: &[(&str, &str)]) -> Met {
    let now = value(stored, VERSION).parse().ok();
    let opened: Option<i64> = value(sent, VERSION).parse().ok();
    let untouched = value(sent, WAS) == value(stored, WAS);
    match opened {
        None => return Met::Free(None),
        Some(_) if untouched || opened == now => return Met::Free(now),
        Some(_) => {}
    }
    let mut typed = sent.clone();
    typed.retain(|(name, _)| name != VERSION && name != WAS);
    for mark in [VERSION, WAS] {
        typed.push((mark.to_owned(), value(stored, mark).to_owned()));
    }
    let differing: Vec<(&str, &str)> = labels
        .iter()
        .filter(|(name, _)| value(sent, name) != value(stored, name))
        .map(|(name, label)| (*label, value(stored, name)))
        .collect();
    Met::Clash(typed, told(me, &differing))
}

fn told(me: &SignedIn, differing: &[(&str, &str)]) -> Markup {
    let words = me.words;
    let body = html! {
        p { (t::versions_by_somebody(words)) " " (t::settings_clash(words)) }
        @if !differing.is_empty() {
            p.small { (t::versions_theirs(words)) }
            ul { @for (label, text) in differing { li { (label) ": " @if text.is_empty() { (t::parties_none_yet(words)) } @else { b { (text) } } } } }
        }
    };
    notice(Tone::Amber, "alert-triangle", body)
}
