//! The record that is there already when somebody is about to make one like it: found as a row of a file finds it again, or by
//! its name, however that is written. It must never tell of one that the actor may not see.

use quen_core::fields::{ListQuery, Record};
use quen_core::kept::Kept;
use quen_core::{Error, Result, fields, text};
use quen_store::records::same;

use super::{Kind, Values, find, list};
use crate::Ctx;

/// Records with the words of a name that are looked at.
const LOOKED_AT: usize = 20;

/// The record outside the bin that these values name already; none where nothing names it. What does not fit its field says
/// nothing yet.
///
/// # Errors
/// `forbidden`, a broken database.
pub async fn twin<K: Kind>(ctx: &Ctx, values: Values) -> Result<Option<K::Record>> {
    let mut typed = K::blank(ctx);
    if values.is_empty() || fields::apply(&mut typed, values).is_err() {
        return Ok(None);
    }
    let reading = ctx.read(K::READ)?;
    let Some(id) = same::<K::Table>(&reading, &typed).await? else {
        return namesake::<K>(ctx, &typed).await;
    };
    match find::<K>(ctx, id).await {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    }
}

/// The record of the same name, whatever its case and marks, for the same customer.
async fn namesake<K: Kind>(ctx: &Ctx, typed: &K::Record) -> Result<Option<K::Record>> {
    let Some(name) = typed.get("name").into_text() else {
        return Ok(None);
    };
    let words = text::folded_words(&name);
    if words.is_empty() {
        return Ok(None);
    }
    let query = ListQuery {
        q: Some(name),
        limit: LOOKED_AT,
        ..ListQuery::default()
    };
    let called = |record: &K::Record| {
        let name = record.get("name").into_text().unwrap_or_default();
        text::folded_words(&name) == words
    };
    let meant =
        |record: &K::Record| typed.party_id().is_none() || typed.party_id() == record.party_id();
    let page = list::<K>(ctx, &query).await?;
    Ok(page.rows.into_iter().find(|row| called(row) && meant(row)))
}
