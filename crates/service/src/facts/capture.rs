//! Facts out of what was written: marked with a sign in the composer, or suggested by rules and accepted by a person. Nothing
//! is learnt from a text without somebody's act.

use std::collections::HashSet;

use quen_core::facts::rules::{self, Suggestion};
use quen_core::facts::{Fact, value_key};
use quen_core::fields::FieldValue;
use quen_core::interactions::Interaction;
use quen_core::{Permission, Result};
use uuid::Uuid;

use super::{Facts, Memory};
use crate::interactions::Interactions;
use crate::records::{self, Values, create_in};
use crate::{Ctx, Tx};

/// A fact to be written down, with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Captured {
    /// Of whom.
    pub party_id: Uuid,
    /// What was said.
    pub said: Suggestion,
    /// The interaction it was said in.
    pub interaction: Option<Uuid>,
    /// A language model found it there.
    pub by_model: bool,
}

impl Captured {
    fn values(self) -> Values {
        let text = |name: &str, text: String| (name.to_owned(), FieldValue::Text(text));
        let mut values = vec![
            ("party_id".to_owned(), FieldValue::Id(self.party_id)),
            text("topic", self.said.topic),
            text("statement", self.said.statement),
        ];
        if !self.said.value.is_null() {
            values.push(("value".to_owned(), FieldValue::Json(self.said.value)));
        }
        if let Some(interaction) = self.interaction {
            let source = if self.by_model {
                "model"
            } else {
                "interaction"
            };
            values.push(text("source", source.to_owned()));
            values.push(text("source_id", interaction.to_string()));
        }
        values
    }
}

/// Writes the facts that are marked in a text, as part of the act that writes the text.
///
/// # Errors
/// As for any new fact.
pub async fn capture_in(
    tx: &mut Tx,
    party_id: Uuid,
    interaction: Option<Uuid>,
    text: &str,
) -> Result<Vec<Fact>> {
    let mut made = Vec::new();
    for said in rules::tagged(text) {
        let captured = Captured {
            party_id,
            said,
            interaction,
            by_model: false,
        };
        made.push(create_in::<Facts>(tx, captured.values()).await?);
    }
    Ok(made)
}

/// Writes an episode, and the facts that are marked with a sign in its text, as one act.
///
/// # Errors
/// As for any new interaction and fact.
pub async fn note(ctx: &Ctx, values: Values) -> Result<Interaction> {
    let mut tx = ctx.write(Permission::InteractionsWrite).await?;
    let made = create_in::<Interactions>(&mut tx, values).await?;
    let text = made.body.clone().unwrap_or_default();
    if ctx.actor.may(Permission::PartiesWrite).is_ok() {
        capture_in(&mut tx, made.party_id, Some(made.id), &text).await?;
    }
    tx.commit().await?;
    Ok(made)
}

/// Writes one fact: a suggestion that somebody accepted, or words that somebody marked.
///
/// # Errors
/// As for any new fact; `not-found` for an interaction out of reach.
pub async fn accept(ctx: &Ctx, mut captured: Captured) -> Result<Fact> {
    if let Some(id) = captured.interaction {
        let episode = records::find::<Interactions>(ctx, id).await?;
        captured.party_id = episode.party_id;
    }
    let mut tx = ctx.write(Permission::PartiesWrite).await?;
    let fact = create_in::<Facts>(&mut tx, captured.values()).await?;
    tx.commit().await?;
    Ok(fact)
}

/// What these episodes of a party seem to tell and nobody has noted yet in what is known of it: by interaction.
pub fn suggestions(memory: &Memory, episodes: &[&Interaction]) -> Vec<(Uuid, Vec<Suggestion>)> {
    let heard = |episode: &&Interaction| {
        let found = rules::suggest(episode.body.as_deref().unwrap_or_default());
        (!found.is_empty()).then_some((episode.id, found))
    };
    let mut all: Vec<_> = episodes.iter().filter_map(heard).collect();
    if all.is_empty() {
        return all;
    }
    let new = unknown_among(memory.facts.iter().chain(&memory.history));
    for (_, found) in &mut all {
        found.retain(&new);
    }
    all.retain(|(_, found)| !found.is_empty());
    all
}

/// Picks the suggestions that these facts do not hold yet.
pub(super) fn unknown_among<'a>(
    facts: impl IntoIterator<Item = &'a Fact>,
) -> impl Fn(&Suggestion) -> bool {
    let known: HashSet<(String, String)> = facts
        .into_iter()
        .map(|fact| (fact.topic.clone(), fact.key()))
        .collect();
    move |said| {
        let key = value_key(&said.value, &said.statement);
        !known.contains(&(said.topic.clone(), key))
    }
}
