//! Facts that a form was filled in by, each a ticked box that says which one it is and can be taken off. What was applied and
//! what was refused is noted when the form is taken in.

use std::collections::BTreeSet;

use maud::{Markup, html};
use quen_core::facts::{Fact, IN_LETTERS, is_for_letters};
use quen_core::{Error, Noun, Result};
use quen_http::SignedIn;
use quen_service::facts::{self as acts, Use, applied_to, use_in};
use quen_ui::badge::badge;
use quen_ui::choice::{Check, check};
use quen_ui::panel::{Panel, panel};
use quen_ui::tone::Tone;
use quen_words::t;
use uuid::Uuid;

use super::said;

/// Facts offered at most.
const OFFERED: usize = 8;

/// The facts that have a say in a form about a party; none for who may not note their use.
///
/// # Errors
/// A broken database.
pub async fn offered(me: &SignedIn, party: Option<Uuid>, what: Use) -> Result<Vec<Fact>> {
    let Some(party) = party.filter(|_| super::panel::may_write(me)) else {
        return Ok(Vec::new());
    };
    match use_in(&me.ctx, party, what).await {
        Ok(mut facts) => {
            facts.truncate(OFFERED);
            Ok(facts)
        }
        Err(Error::NotFound | Error::Forbidden(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The boxes; `sent` is what was ticked before a problem, all of them at first.
pub fn boxes(me: &SignedIn, facts: &[Fact], sent: Option<&[(String, String)]>) -> Markup {
    let words = me.words;
    let ticked = |fact: &Fact| {
        let id = fact.id.to_string();
        sent.is_none_or(|pairs| {
            pairs
                .iter()
                .any(|(name, value)| name == "fact" && *value == id)
        })
    };
    html! {
        @if !facts.is_empty() {
            fieldset.stack.tight {
                legend { (t::facts_applied(words)) }
                @for fact in facts {
                    @let label = format!("{}: {}", said::topic(words, &fact.topic), fact.statement);
                    @let id = fact.id.to_string();
                    input type="hidden" name="fact_offered" value=(id);
                    (check(Check { name: "fact", value: &id, label: &label, checked: ticked(fact), ..Check::default() }))
                }
            }
        }
    }
}

/// What a letter should mind: the language, and what the reader likes or cannot stand.
pub fn for_letters(facts: &[Fact]) -> impl Iterator<Item = &Fact> {
    let minded = facts
        .iter()
        .filter(|fact| is_for_letters(&fact.topic, &fact.purpose));
    minded.take(IN_LETTERS)
}

fn ids(pairs: &[(String, String)], wanted: &str) -> BTreeSet<Uuid> {
    let named = pairs.iter().filter(|(name, _)| name == wanted);
    named.filter_map(|(_, id)| id.parse().ok()).collect()
}

/// The sentences of ticked facts that belong on the paper: how it is packed, delivered, invoiced, paid.
pub fn on_paper(facts: &[Fact], pairs: &[(String, String)]) -> Vec<String> {
    let ticked = ids(pairs, "fact");
    let papers = ["packaging", "delivery", "invoicing", "payment", "dislikes"];
    facts
        .iter()
        .filter(|fact| ticked.contains(&fact.id) && papers.contains(&fact.topic.as_str()))
        .map(|fact| fact.statement.clone())
        .collect()
}

/// Notes which of the offered facts were applied to a record and which were refused.
///
/// # Errors
/// A broken database.
pub async fn note(
    me: &SignedIn,
    pairs: &[(String, String)],
    noun: Noun,
    record: Uuid,
) -> Result<()> {
    let ticked = ids(pairs, "fact");
    for id in ids(pairs, "fact_offered") {
        let outcome = if ticked.contains(&id) {
            "applied"
        } else {
            "refused"
        };
        match acts::apply(&me.ctx, id, (noun, record), outcome).await {
            // A fact that went away meanwhile was neither.
            Ok(_) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What was applied to a record and why, for its page; nothing when nothing was.
///
/// # Errors
/// A broken database.
pub async fn applied_panel(me: &SignedIn, record: Uuid) -> Result<Markup> {
    let words = me.words;
    let uses = match applied_to(&me.ctx, record).await {
        Ok(uses) if !uses.is_empty() => uses,
        Ok(_) | Err(Error::Forbidden(_)) => return Ok(html! {}),
        Err(error) => return Err(error),
    };
    let body = html! {
        ul.stack.tight {
            @for (fact, outcome) in &uses {
                li {
                    (said::claim(fact)) " " span.small.dim { (said::source(me, fact)) }
                    @if outcome == "refused" { " " (badge(t::facts_refused_here(words), Tone::Neutral)) }
                }
            }
        }
    };
    Ok(panel(Panel {
        title: t::facts_applied_here(words),
        icon: Some("bulb"),
        body,
        ..Panel::default()
    }))
}
