//! Files by the words in them, with the passage that was found. Who may not see the record does not find its file.

use quen_core::files::File;
use quen_core::{Permission, Result, search};
use quen_store::files as rows;
use serde::Serialize;

use super::{Carrier, carried};
use crate::Ctx;

/// Newest hits looked at: some may be out of the actor's reach.
const LOOKED_AT: usize = 40;
/// Letters of a passage.
const PASSAGE: usize = 120;

/// A file that was found.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// The file.
    pub file: File,
    /// The record that carries it.
    pub on: Carrier,
    /// The part of its text that was found; none where the name was.
    pub passage: Option<String>,
}

/// The newest files that hold every word, in their text or their name.
///
/// # Errors
/// A broken database.
pub async fn with_words(ctx: &Ctx, words: &[String], limit: usize) -> Result<Vec<Hit>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let found = rows::with_words(&reading, words, LOOKED_AT).await?;
    let mut seen = carried::seen(ctx, &found).await?;
    let mut hits = Vec::new();
    for file in found {
        let Some(on) = seen.remove(&file.id) else {
            continue;
        };
        let text = if file.text_state.is_searched() {
            rows::text(&reading, file.id).await?
        } else {
            String::new()
        };
        let passage = search::passage(&text, words, PASSAGE);
        hits.push(Hit { file, on, passage });
        if hits.len() == limit {
            break;
        }
    }
    Ok(hits)
}
