//! Records of kinds that have no place of their own in what is found: promises, projects, what was noted by hand, and every kind
//! that the workspace made. Each is asked through its own gate; what may not be seen is not there.

use quen_core::fields::ListQuery;
use quen_core::kinds::record_catalogue;
use quen_core::{Error, Noun, Result};
use quen_store::kinds::Records as Rows;
use quen_store::records::list_at;
use serde::Serialize;
use uuid::Uuid;

use crate::Ctx;
use crate::kinds::Records;
use crate::lists::{self, name_of};
use crate::records::Kind;

/// Kinds of the product among them.
const KINDS: [Noun; 3] = [Noun::Promises, Noun::Projects, Noun::Benefits];
/// Letters of a name.
const NAME: usize = 90;

/// A record of one of these kinds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Other {
    /// Plural word of its kind.
    pub kind: String,
    /// The record.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub party_id: Option<Uuid>,
}

/// The newest hits of each kind; of all that the workspace made together.
pub(super) async fn others(ctx: &Ctx, q: &str, limit: usize) -> Result<Vec<Other>> {
    let query = ListQuery {
        q: Some(q.to_owned()),
        limit,
        ..ListQuery::default()
    };
    let mut all = Vec::new();
    for noun in KINDS {
        let kind = lists::by_noun(noun)?;
        let page = match kind.list(ctx, query.clone()).await {
            Err(Error::Forbidden(_)) => continue,
            page => page?,
        };
        all.extend(page.rows.iter().map(|line| Other {
            kind: noun.plural().to_owned(),
            id: line.id,
            name: name_of(line, NAME),
            party_id: line.party_id,
        }));
    }
    all.extend(own(ctx, &query).await?);
    Ok(all)
}

async fn own(ctx: &Ctx, query: &ListQuery) -> Result<Vec<Other>> {
    let Ok(rows) = ctx.read(Records::READ) else {
        return Ok(Vec::new());
    };
    if ctx.customs.kinds.is_empty() {
        return Ok(Vec::new());
    }
    let page = list_at::<Rows>(&rows, &record_catalogue(), query, ctx.list_day()).await?;
    let in_use = page
        .rows
        .into_iter()
        .filter(|record| ctx.customs.kind(&record.kind).is_some());
    let other = |record: quen_core::kinds::CustomRecord| Other {
        id: record.id,
        name: name_of(&record, NAME),
        party_id: record.party_id,
        kind: record.kind,
    };
    Ok(in_use.map(other).collect())
}
