//! Two people changed the same party: what the page of both versions needs to know of a party's form.

use quen_core::Noun;
use quen_core::fields::{Field, FieldValue, from_text_in};
use quen_http::SignedIn;
use quen_service::parties::Parties;
use quen_service::records;
use quen_words::t;
use uuid::Uuid;

use super::asked::Params;
use super::fields;
use crate::answers::{Answer, refused};
use crate::forms::value;
use crate::layout::party_crumbs;
use crate::spoken;
use crate::versions::{self, Comparing, Two};

/// Somebody else saved the party in the meantime.
pub async fn twice(me: &SignedIn, id: Uuid, sent: Params) -> Answer {
    let stored = records::find::<Parties>(&me.ctx, id)
        .await
        .map_err(refused(me))?;
    let theirs = fields::pairs(&fields::typed_whole(me, &stored));
    let comparing = Comparing::<Parties> {
        me,
        stored: &stored,
        theirs: &theirs,
        sent: &sent,
        controls: &fields::FORM.map(|name| (name, name)),
        read,
    };
    let parts = comparing.parts().await.map_err(refused(me))?;
    let home = format!("/parties/{id}");
    let two = Two {
        me,
        name: &stored.name,
        nav: "/parties",
        crumbs: party_crumbs(me.words, &stored.name, &home),
        home: &home,
        action: &format!("{home}/edit"),
        version: stored.version,
        by: versions::by::<Parties>(me, id).await,
        sent,
        parts,
    };
    two.answer().await
}

/// The province that was chosen, or that the address names.
fn province(me: &SignedIn, control: &Field, pairs: &[(String, String)]) -> String {
    let chosen = value(pairs, "province");
    let code = if chosen.is_empty() {
        let read = from_text_in(control, value(pairs, "address"), me.ctx.settings.currency);
        match read {
            Ok(FieldValue::Address(address)) => address.province_code.unwrap_or_default(),
            _ => String::new(),
        }
    } else {
        chosen.to_owned()
    };
    spoken::choice(me.words, Noun::Parties, "province", &code)
}

/// The calendar is part of a birthday and the province of an address: both are compared as they are written.
fn read(
    me: &SignedIn,
    control: &Field,
    pairs: &[(String, String)],
) -> (String, Option<FieldValue>) {
    let text = value(pairs, &control.name).to_owned();
    let beside = match control.name.as_ref() {
        "birthday" if value(pairs, "birthday_calendar") == "lunar" => {
            t::parties_lunar(me.words).to_owned()
        }
        "address" => province(me, control, pairs),
        "birthday" => String::new(),
        _ => return versions::plainly(me, control, pairs),
    };
    if text.trim().is_empty() || beside.is_empty() {
        return (text, None);
    }
    (format!("{text} ({beside})"), None)
}
