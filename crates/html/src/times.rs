//! Instants as people say them: near ones in words, far ones as a date in the shop's time zone; the exact one stands
//! in the title.

use chrono::{DateTime, Utc};
use maud::{Markup, html};
use quen_http::SignedIn;
use quen_words::t;

use crate::spoken;

/// How long ago.
pub fn ago(me: &SignedIn, at: DateTime<Utc>) -> Markup {
    let (words, passed) = (me.words, me.ctx.now - at);
    let near = match (passed.num_minutes(), passed.num_hours(), passed.num_days()) {
        (..1, ..) => t::date_now(words).to_owned(),
        (minutes @ ..60, ..) => t::date_minutes_ago(words, minutes),
        (_, hours @ ..24, _) => t::date_hours_ago(words, hours),
        (.., days @ ..30) => t::date_days_ago(words, days),
        _ => day(me, at),
    };
    html! { time datetime=(at.to_rfc3339()) title=(exact(me, at)) { (near) } }
}

/// The calendar day in the shop.
pub fn day(me: &SignedIn, at: DateTime<Utc>) -> String {
    spoken::day(me.words, me.ctx.day_of(at))
}

fn exact(me: &SignedIn, at: DateTime<Utc>) -> String {
    spoken::moment(me.words, me.ctx.settings.zone(), at)
}
