//! Two people changed the same programme: where what was typed differs from what is stored, in the words of its form.

use quen_http::SignedIn;
use quen_service::care as acts;
use quen_ui::frame::Crumb;
use quen_words::{Words, t};
use uuid::Uuid;

use super::{form, word};
use crate::answers::{Answer, refused};
use crate::forms::{Pairs, value};
use crate::versions::{Part, Two};

/// The controls of the form and their words.
type Control = (&'static str, fn(Words) -> &'static str);

const CONTROLS: [Control; 11] = [
    ("occasion", t::care_occasion),
    ("holiday", t::care_holiday),
    ("name", t::care_name),
    ("days", t::care_days),
    ("side", t::care_side),
    ("audience", t::care_audience),
    ("mode", t::care_mode),
    ("channel", t::care_channel),
    ("purpose", t::care_purpose),
    ("subject", t::care_subject),
    ("text", t::care_text),
];

/// Somebody else saved the programme in the meantime.
pub(super) async fn twice(me: &SignedIn, id: Uuid, sent: Pairs) -> Answer {
    let stored = acts::programme(&me.ctx, id).await.map_err(refused(me))?;
    let theirs = form::pairs(&stored);
    let differs = |(name, label): &Control| {
        let (mine, theirs) = (value(&sent, name), value(&theirs, name));
        (plain(mine) != plain(theirs)).then(|| Part {
            name: (*name).to_owned(),
            label: label(me.words).to_owned(),
            mine: said(me.words, name, mine),
            theirs: said(me.words, name, theirs),
            only_theirs: false,
        })
    };
    let parts = CONTROLS.iter().filter_map(differs).collect();
    let home = format!("/care/programmes/{id}");
    let two = Two {
        me,
        name: &stored.name,
        nav: "/care",
        crumbs: vec![Crumb {
            label: t::nav_care_programmes(me.words),
            href: "/care",
        }],
        home: &home,
        action: &home,
        version: stored.version,
        by: None,
        sent,
        parts,
    };
    two.answer().await
}

/// Browsers send other ends of line.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// A code in words; what is typed freely as it is.
fn said(words: Words, name: &str, text: &str) -> String {
    match name {
        "occasion" | "audience" | "mode" | "channel" | "purpose" => word(words, name, text),
        "side" if text == "before" => t::care_side_before(words).to_owned(),
        "side" => t::care_side_after(words).to_owned(),
        _ => text.to_owned(),
    }
}
