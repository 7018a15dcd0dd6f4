//! Facts out of what was written: marked with a sign in the composer, or suggested by rules and accepted by a person. Nothing
//! is learnt from a text without somebody's act.

use std::collections::{BTreeSet, HashSet};

use quen_core::facts::rules::{self, Suggestion};
use quen_core::facts::{Fact, value_key};
use quen_core::fields::FieldValue;
use quen_core::interactions::Interaction;
use quen_core::{Permission, Result};
use uuid::Uuid;

use super::Facts;
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

/// What these episodes of a party that was found seem to tell and nobody has noted yet: by interaction.
///
/// # Errors
/// `forbidden`.
pub async fn suggestions(
    ctx: &Ctx,
    party: Uuid,
    episodes: &[&Interaction],
) -> Result<Vec<(Uuid, Vec<Suggestion>)>> {
    let heard = |episode: &&Interaction| {
        let found = rules::suggest(episode.body.as_deref().unwrap_or_default());
        (!found.is_empty()).then_some((episode.id, found))
    };
    let mut all: Vec<_> = episodes.iter().filter_map(heard).collect();
    let noted = noted(ctx, party, all.iter().flat_map(|(_, found)| found)).await?;
    for (_, found) in &mut all {
        found.retain(|said| noted.lacks(said));
    }
    all.retain(|(_, found)| !found.is_empty());
    Ok(all)
}

/// Topic and folded words of what somebody noted of a party, or took back.
pub(super) struct Noted(HashSet<(String, String)>);

impl Noted {
    /// Nobody has noted this yet.
    pub(super) fn lacks(&self, said: &Suggestion) -> bool {
        !self.0.contains(&(said.topic.clone(), key(said)))
    }
}

/// What of these suggestions was noted of a party that was found.
///
/// # Errors
/// `forbidden`.
pub(super) async fn noted<'a>(
    ctx: &Ctx,
    party: Uuid,
    said: impl Iterator<Item = &'a Suggestion>,
) -> Result<Noted> {
    let keys: BTreeSet<String> = said.map(key).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let reading = ctx.read(Permission::PartiesRead)?;
    let noted = quen_store::facts::noted(&reading, party, &keys).await?;
    Ok(Noted(noted.into_iter().collect()))
}

fn key(said: &Suggestion) -> String {
    value_key(&said.value, &said.statement)
}
