//! While records without a score are looked at, after an upgrade or a change of many: how far that is, in place of figures that
//! would say less than there is. It never shows a figure of a part as one of the whole.

use maud::{Markup, html};
use quen_service::quality::{COUNTED_YET, Scoring};
use quen_ui::stat::progress;
use quen_ui::toast::notice;
use quen_ui::tone::Tone;
use quen_words::{Words, t};

/// How far it is, with a bar.
pub fn progress_of(words: Words, now: Scoring) -> Markup {
    let percent = now.done.saturating_mul(100).checked_div(now.all);
    let percent = percent.and_then(|percent| u8::try_from(percent).ok());
    let said = if now.all >= COUNTED_YET {
        t::quality_scoring_many(words).to_owned()
    } else {
        t::quality_scoring(words, now.done, now.all)
    };
    let body = html! {
        div.stack.tight.grow {
            (t::quality_scoring_why(words))
            (progress(t::quality_title(words), percent.unwrap_or_default(), &said))
        }
    };
    notice(Tone::Sky, "refresh", body)
}

/// What asks for itself anew every few seconds while that goes on.
pub fn kept_fresh(address: &str, waits: bool, body: Markup) -> Markup {
    html! {
        div id="quality" hx-get=[waits.then_some(address)] hx-trigger=[waits.then_some("every 3s")] hx-select="#quality" hx-target="this" hx-swap="outerMorph" { (body) }
    }
}
