//! The mapping of an earlier file with the same headings, offered again. What was remembered is only ever a proposal:
//! nothing is read in before somebody begins.

use quen_core::{Permission, Result};
use quen_store::imports::mappings::{self, Mapping};
use quen_words::{Lang, Words, t};
use sha2::{Digest, Sha256};

use super::{Import, Inspection, OnMatch, Options, what};
use crate::{Ctx, Tx};

/// What is proposed for a file.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The choices.
    pub options: Options,
    /// They are those of an earlier file with these headings.
    pub remembered: bool,
}

/// What to begin with: as an earlier file with the same headings was read in, else what was recognised. The rows that
/// failed, downloaded and mended, count as having the headings of their file.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn proposed(ctx: &Ctx, import: &Import, seen: &Inspection) -> Result<Proposal> {
    let mut options = seen.options();
    let known = what(ctx, &import.kind)?;
    let reading = ctx.read(Permission::ImportsRun)?;
    let mut titles = options.headings.as_slice();
    let mut found = mappings::find(&reading, &import.kind, &signature(titles)).await?;
    if let (None, Some((last, rest))) = (&found, titles.split_last())
        && is_reason(last)
    {
        titles = rest;
        found = mappings::find(&reading, &import.kind, &signature(titles)).await?;
    }
    let Some(mapping) = found.filter(|mapping| mapping.columns.len() == titles.len()) else {
        return Ok(Proposal {
            options,
            remembered: false,
        });
    };
    for column in &mut options.columns {
        *column = None;
    }
    for (column, field) in options.columns.iter_mut().zip(mapping.columns) {
        *column =
            field.filter(|field| known.column(field).is_some() || known.field(field).is_some());
    }
    options.match_on = mapping.match_on;
    options.on_match = OnMatch::from_word(&mapping.on_match).unwrap_or_default();
    Ok(Proposal {
        options,
        remembered: true,
    })
}

/// Remembers what was chosen, as part of beginning.
pub(super) async fn remember(tx: &Tx, import: &Import, options: &Options) -> Result<()> {
    let mut titles = options.headings.as_slice();
    let mut chosen = options.columns.clone();
    if let Some((last, rest)) = titles.split_last()
        && is_reason(last)
    {
        titles = rest;
        chosen.truncate(rest.len());
    }
    let mapping = Mapping {
        kind: import.kind.clone(),
        signature: signature(titles),
        columns: chosen,
        match_on: options.match_on.clone(),
        on_match: options.on_match.word().to_owned(),
        by_user: Some(tx.ctx().actor.user_id),
        used_at: tx.ctx().now,
    };
    mappings::put(&tx.rows, &mapping).await
}

/// The headings in order, whatever their capitals and marks.
fn signature(titles: &[String]) -> String {
    let mut digest = Sha256::new();
    for title in titles {
        digest.update(quen_vietnam::fold::fold(title.trim()).as_bytes());
        digest.update([0x1f]);
    }
    crate::secrets::hex(&digest.finalize())
}

/// The column that a download of failed rows adds.
fn is_reason(title: &str) -> bool {
    [Lang::Vi, Lang::En]
        .into_iter()
        .any(|lang| t::imports_reason(Words::new(lang)) == title.trim())
}
