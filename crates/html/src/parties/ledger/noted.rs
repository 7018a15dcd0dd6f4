//! Writing a benefit down by hand, and taking one away again.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};
use quen_core::benefits::{KINDS, SIDES};
use quen_core::{Error, Noun, Problem, Result};
use quen_http::SignedIn;
use quen_service::benefits::Benefits;
use quen_service::records::{self, Kind};
use quen_ui::button::{Button, ButtonKind, button};
use quen_ui::choice::radios;
use quen_ui::field::{Form as Sheet, form};
use quen_ui::panel::{Panel, panel};
use quen_words::t;

use super::{Look, document};
use crate::answers::{Answer, refused, see};
use crate::fields::{self, controls, gone, own_part};
use crate::forms::{Filled, Line, Pairs, choices_of};
use crate::spoken;

/// Lines of the form beside those of own fields.
const TYPED: [&str; 5] = ["side", "kind", "text", "amount", "happened_on"];

/// The form.
///
/// # Errors
/// What looking up the choices of own fields refuses.
pub(super) async fn form_of(
    look: &Look<'_>,
    typed: &[(String, String)],
    problems: &[Problem],
) -> Result<Markup> {
    let own = own_part::<Benefits>(look.me, None, typed, problems).await?;
    let words = look.me.words;
    let filled = Filled {
        words,
        values: typed,
        problems,
    };
    let listed = |name: &str, codes: &[&'static str]| -> Vec<(&'static str, String)> {
        codes
            .iter()
            .map(|code| (*code, spoken::choice(words, Noun::Benefits, name, code)))
            .collect()
    };
    let (sides, kinds) = (listed("side", &SIDES), listed("kind", &KINDS));
    let pick = choices_of(&sides);
    let kinds = choices_of(&kinds);
    let side = Some(filled.value("side"))
        .filter(|side| !side.is_empty())
        .unwrap_or("given");
    let fields = html! {
        (gone::notice(words, problems, typed))
        (radios("side", t::field_benefits_side(words), &pick, side))
        (filled.choice("kind", t::field_benefits_kind(words), &kinds, None))
        (filled.line(Line { name: "text", label: t::field_benefits_text(words), hint: Some(t::ledger_text_hint(words)), required: true, ..Line::default() }))
        (filled.line(Line { name: "amount", label: t::field_benefits_amount(words), hint: Some(t::ledger_amount_hint(words)), ..Line::default() }))
        (filled.line(Line { name: "happened_on", label: t::field_benefits_happened_on(words), hint: Some(t::orders_today_unless(words)), ..Line::default() }))
        (own)
        (button(Button { label: t::action_save(words), kind: ButtonKind::Primary, submit: true, ..Button::default() }))
    };
    let action = format!("/parties/{}/benefits", look.party.id);
    Ok(panel(Panel {
        title: t::ledger_note(words),
        icon: Some("circle-plus"),
        body: form(Sheet {
            action: &action,
            csrf: &look.me.csrf,
            novalidate: true,
            body: fields,
            ..Sheet::default()
        }),
        ..Panel::default()
    }))
}

/// `POST /parties/{id}/benefits`.
pub async fn create(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let party = super::super::found(&me, &id).await?;
    let own = party.id.to_string();
    let catalogue = Benefits::catalogue(&me.ctx);
    let sent = controls::joined(&catalogue, sent);
    let mut typed = sent.clone();
    // A day that was left out is today.
    typed.retain(|(name, text)| match name.as_str() {
        "happened_on" => !text.trim().is_empty(),
        name => TYPED.contains(&name) || controls::is_own(name),
    });
    typed.push(("party_id".to_owned(), own.clone()));
    let made = match fields::read(&me, &catalogue, typed).await {
        Ok(values) => records::create::<Benefits>(&me.ctx, values).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(_) => Ok(see(&format!("/parties/{own}/ledger#entries"))),
        Err(Error::Invalid(problems)) => {
            let again = document(&me, &own, &Vec::new(), &sent, &problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
        }
        Err(error) => Err(refused(&me)(error)),
    }
}

/// `POST /parties/{id}/benefits/{benefit}/deletion`.
pub async fn delete(me: SignedIn, Path((id, benefit)): Path<(String, String)>) -> Answer {
    let party = super::super::found(&me, &id).await?;
    let benefit = benefit.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let found = records::find::<Benefits>(&me.ctx, benefit)
        .await
        .map_err(refused(&me))?;
    if found.party_id != party.id {
        return Err(refused(&me)(Error::NotFound));
    }
    records::delete::<Benefits>(&me.ctx, benefit, None)
        .await
        .map_err(refused(&me))?;
    Ok(see(&format!("/parties/{}/ledger#entries", party.id)))
}
