//! How a party is reached best, in sentences with what each rests on; what was learned can be refused, and learned again. It must
//! never show a guess as something that was said.

use axum::extract::{Form, Path};
use maud::{Markup, html};
use quen_core::consents::{Chosen, LEARNED};
use quen_core::reasons::Reason;
use quen_http::{SignedIn, reasons};
use quen_service::consents::{self as acts, Best, Consents};
use quen_ui::agenda::{Item, item, item_list};
use quen_ui::button::{Button, ButtonKind, ButtonSize, button};
use quen_ui::field::csrf_field;
use quen_ui::icon::icon;
use quen_words::t;
use uuid::Uuid;

use crate::answers::{Answer, refused, see};
use crate::forms::{Pairs, value};

/// The best way in one line; none where nothing is known.
pub fn line(me: &SignedIn, known: &Consents) -> Option<String> {
    let said: Vec<String> = known.best.why.iter().map(|why| sentence(me, why)).collect();
    (!said.is_empty()).then(|| format!("{}.", said.join("; ")))
}

/// The best hours in a sentence.
pub fn hours(me: &SignedIn, best: &Best) -> Option<String> {
    let mut said = best.ways.said().into_iter();
    let (_, why) = said.find(|(what, _)| *what == "time")?;
    Some(sentence(me, &why))
}

fn sentence(me: &SignedIn, why: &Reason) -> String {
    reasons::sentence(me.words, why, me.ctx.settings.currency)
}

/// Each choice with the way to refuse it, and what was refused with the way back.
pub fn list(me: &SignedIn, party: Uuid, best: &Best, may: bool) -> Markup {
    let words = me.words;
    let refused = best.ways.refused.iter().map(String::as_str);
    let refused: Vec<&str> = refused.filter(|what| LEARNED.contains(what)).collect();
    if best.why.is_empty() && refused.is_empty() {
        return html! { p.padded.dim { (t::consents_way_unknown(words)) } };
    }
    let chosen = best.ways.said().into_iter().map(|(what, why)| {
        let refusable = may && learned(best, what);
        item(Item {
            lead: icon(sign(what)),
            label: &sentence(me, &why),
            sub: Some(match learned(best, what) {
                true => t::consents_way_learned(words),
                false => t::consents_way_said(words),
            }),
            end: refusable.then(|| refusal(me, party, what, None)),
            ..Item::default()
        })
    });
    let gone = refused.iter().map(|what| {
        let label = match *what {
            "channel" => t::consents_way_no_channel(words),
            _ => t::consents_way_no_time(words),
        };
        item(Item {
            lead: icon("eye-off"),
            label,
            end: may.then(|| again(me, party, what)),
            ..Item::default()
        })
    });
    item_list(chosen.chain(gone))
}

fn learned(best: &Best, what: &str) -> bool {
    match what {
        "channel" => best.ways.channel.as_ref().is_some_and(Chosen::is_learned),
        _ => best.ways.hours.as_ref().is_some_and(Chosen::is_learned),
    }
}

fn sign(what: &str) -> &'static str {
    match what {
        "channel" => "message-circle",
        _ => "clock",
    }
}

/// The press that has something learned no more; `task` is the proposal it is pressed on.
pub fn refusal(me: &SignedIn, party: Uuid, what: &str, task: Option<Uuid>) -> Markup {
    press(
        me,
        party,
        (what, "no"),
        task,
        t::consents_way_refuse(me.words),
    )
}

fn again(me: &SignedIn, party: Uuid, what: &str) -> Markup {
    press(
        me,
        party,
        (what, "yes"),
        None,
        t::consents_way_again(me.words),
    )
}

fn press(
    me: &SignedIn,
    party: Uuid,
    (what, may): (&str, &str),
    task: Option<Uuid>,
    label: &str,
) -> Markup {
    html! {
        form.inline-form method="post" action={ "/parties/" (party) "/consents/learning" } {
            (csrf_field(&me.csrf))
            input type="hidden" name="what" value=(what);
            input type="hidden" name="may" value=(may);
            @if let Some(task) = task { input type="hidden" name="task" value=(task); }
            (button(Button { label, kind: ButtonKind::Soft, size: ButtonSize::Small, submit: true, ..Button::default() }))
        }
    }
}

/// `POST /parties/{id}/consents/learning`: what the answers teach is used no more, or again.
pub async fn teach(me: SignedIn, Path(id): Path<String>, Form(sent): Form<Pairs>) -> Answer {
    let party = crate::parties::id(&me, &id)?;
    let (what, may) = (value(&sent, "what"), value(&sent, "may") == "yes");
    acts::teach(&me.ctx, party, what, may)
        .await
        .map_err(refused(&me))?;
    let task: Option<Uuid> = value(&sent, "task").parse().ok();
    Ok(see(&match task {
        Some(task) => format!("/care/proposals/{task}"),
        None => format!("/parties/{party}/consents"),
    }))
}
