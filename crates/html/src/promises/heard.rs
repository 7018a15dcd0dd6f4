//! Promises that a document seems to make, where its file stands: each passage with its day, one press to the form, one to say that
//! it is none. It must never make a promise by itself.

use axum::extract::{Form, Path};
use maud::{Markup, html};
use quen_core::{Error, Noun, Permission};
use quen_http::SignedIn;
use quen_http::session::encode;
use quen_service::promises::{self as acts, Passage};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonKind, ButtonSize, IconButton, button, icon_button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_ui::panel::{Panel, panel};
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::forms::{Pairs, value};
use crate::spoken;

/// The form of the promise that a passage becomes.
fn taken_over(passage: &Passage, party: Option<Uuid>) -> String {
    let party = party.map(|id| format!("&party_id={id}"));
    let due = passage.due_on.map(|day| format!("&due_on={day}"));
    format!(
        "/promises/new?heard_id={}{}&kind={}&text={}{}",
        passage.id,
        party.unwrap_or_default(),
        passage.kind,
        encode(&passage.text),
        due.unwrap_or_default()
    )
}

/// The panel on the page of a file.
pub fn section(me: &SignedIn, passages: &[Passage], party: Option<Uuid>) -> Markup {
    let words = me.words;
    let may = me.ctx.actor.may(Permission::InteractionsWrite).is_ok();
    let rows = passages.iter().map(|passage| {
        let kind = spoken::choice(words, Noun::Promises, "kind", &passage.kind);
        let day = passage.due_on.map(|day| spoken::day(words, day));
        let sub = match &day {
            Some(day) => format!("{kind} · {day}"),
            None => kind,
        };
        let href = taken_over(passage, party);
        let end = may.then(|| html! {
            div.row.wrap {
                (button(Button { label: t::promises_take_over(words), icon: Some("shield-check"), kind: ButtonKind::Soft, size: ButtonSize::Small, href: Some(&href), ..Button::default() }))
                (refusal(me, passage, None))
            }
        });
        item(Item {
            lead: icon("shield-check"),
            label: &passage.text,
            sub: Some(&sub),
            end,
            ..Item::default()
        })
    });
    panel(Panel {
        title: t::promises_heard_in_file(words),
        icon: Some("shield-check"),
        body: html! { p.padded.small.dim { (t::promises_heard_note(words)) } (item_list(rows)) },
        flush: true,
        ..Panel::default()
    })
}

/// The same under an entry of a timeline: one press each.
pub fn beside(me: &SignedIn, passages: &[&Passage], party: Uuid) -> Markup {
    let words = me.words;
    let back = format!("/parties/{party}");
    html! {
        @for passage in passages {
            @let said = match passage.due_on {
                Some(day) => format!("{} ({})", passage.text, spoken::day_short(words, day)),
                None => passage.text.clone(),
            };
            @let label = t::promises_heard(words, &said);
            (button(Button { label: &label, icon: Some("shield-check"), kind: ButtonKind::Soft, size: ButtonSize::Small, href: Some(&taken_over(passage, Some(party))), ..Button::default() }))
            (refusal(me, passage, Some(&back)))
        }
    }
}

/// The press that says a passage promises nothing.
fn refusal(me: &SignedIn, passage: &Passage, back: Option<&str>) -> Markup {
    let label = t::promises_heard_none(me.words, &passage.text);
    html! {
        form.inline-form method="post" action={ "/heard-promises/" (passage.id) "/refusal" } {
            (csrf_field(&me.csrf))
            @if let Some(back) = back { input type="hidden" name="back" value=(back); }
            (icon_button(IconButton { icon: "x", label: &label, small: true, submit: true, ..IconButton::default() }))
        }
    }
}

/// `POST /heard-promises/{id}/refusal`.
pub(super) async fn refuse(
    me: SignedIn,
    Path(id): Path<String>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let id = id.parse().map_err(|_| refused(&me)(Error::NotFound))?;
    let file = acts::refuse(&me.ctx, id).await.map_err(refused(&me))?;
    let about = format!("/files/{file}/about");
    Ok(see(crate::lists::back(Some(value(&sent, "back")), &about)))
}
