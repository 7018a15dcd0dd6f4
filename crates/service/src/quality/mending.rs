//! What is mended with one click in the records of any kind: somebody takes on what has nobody, or says that a record is still
//! right. Each record goes through its own gate and has its own event.

use quen_core::fields::{FieldType, FieldValue, ListQuery};
use quen_core::{Error, Result};
use uuid::Uuid;

use super::AT_ONCE;
use super::gaps::lacking;
use crate::Ctx;
use crate::lists::AnyKind;

/// Takes on records that lack a colleague in this field: one, or the first fifty. Answers how many; a record that somebody
/// changes at that moment is left as it is.
///
/// # Errors
/// `no-remedy` at `field`; `not-found` for a record out of reach.
pub async fn take_on(ctx: &Ctx, kind: &AnyKind, field: &str, one: Option<Uuid>) -> Result<u64> {
    ctx.actor.may(kind.write)?;
    let catalogue = kind.catalogue(ctx);
    let field = catalogue.require(field)?;
    if field.kind != FieldType::User || !field.editable || !field.filterable {
        return Err(Error::invalid("field", "no-remedy"));
    }
    let lines = match one {
        Some(id) => vec![kind.find(ctx, id).await?],
        None => {
            let query = ListQuery {
                filter: Some(lacking(field)),
                limit: usize::try_from(AT_ONCE).unwrap_or_default(),
                ..ListQuery::default()
            };
            kind.list(ctx, query).await?.rows
        }
    };
    let mut mended = 0;
    for line in lines.iter().filter(|line| line.value(field).is_empty()) {
        let me = FieldValue::Id(ctx.actor.user_id);
        let values = vec![(field.name.to_string(), me)];
        match kind.update(ctx, line.id, Some(line.version), values).await {
            Ok(_) => mended += 1,
            Err(Error::Stale { .. } | Error::NotFound) if one.is_none() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(mended)
}
