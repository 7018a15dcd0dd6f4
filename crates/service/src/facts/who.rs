//! Who likes, wants or avoids something: parties by what is known of them. Only facts that hold count.

use std::collections::HashMap;

use quen_core::facts::Fact;
use quen_core::{Error, Permission, Result, text};
use quen_store::facts as rows;
use serde::Serialize;
use uuid::Uuid;

use super::Facts;
use crate::Ctx;
use crate::records::Kind;

/// Hits of a page.
pub const PAGE: i64 = 50;
/// Characters of a question at most.
const MAX_QUESTION: usize = 200;

/// Who was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Knows {
    /// The facts, by value.
    pub data: Vec<Fact>,
    /// Names of their parties.
    pub names: HashMap<Uuid, String>,
    /// Where the next page begins: value and party of the last one.
    #[serde(skip)]
    pub next: Option<(String, Uuid)>,
}

/// The facts that hold and whose value begins with these words; of a topic, or of any.
///
/// # Errors
/// `too-long` at `q`.
pub async fn who(
    ctx: &Ctx,
    q: &str,
    topic: Option<&str>,
    after: Option<(&str, Uuid)>,
) -> Result<Knows> {
    if q.chars().count() > MAX_QUESTION {
        return Err(quen_core::Problem::new("q", "too-long")
            .with("max", MAX_QUESTION)
            .into());
    }
    let reading = ctx.read(Permission::PartiesRead)?;
    let key = text::folded_words(q).join(" ");
    if key.is_empty() {
        return Err(Error::invalid("q", "required"));
    }
    let mut data = rows::who(&reading, &key, topic, after, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or_default();
    let more = data.len() > page;
    data.truncate(page);
    for fact in &mut data {
        Facts::dress(ctx, fact);
    }
    let next = data
        .last()
        .filter(|_| more)
        .map(|fact| (fact.key(), fact.party_id));
    Ok(Knows {
        names: crate::parties::names(ctx, data.iter().map(|fact| fact.party_id)).await?,
        data,
        next,
    })
}
