//! Who is known already by what is being typed, before a second record is made. It must never tell of a party that the actor
//! may not see.

use quen_core::duplicates::{Book, Likeness, Traits, canonical_email, compare};
use quen_core::fields::apply;
use quen_core::parties::Party;
use quen_core::{Noun, Permission, Result, contacts, search};
use quen_store::dialect::search as words;
use quen_store::{Reading, parties as rows};
use serde::Serialize;
use uuid::Uuid;

use super::census;
use crate::Ctx;
use crate::parties::Parties;
use crate::records::{Kind, Values};

/// Parties shown at most; more than a few say the same.
const SHOWN: usize = 5;
/// Namesakes looked at.
const NAMESAKES: usize = 30;

/// A party that is known already.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Known {
    /// Who.
    pub party: Party,
    /// How alike; none where only a phone, mail or tax code is shared.
    pub likeness: Option<Likeness>,
}

/// The parties outside the bin that are like these values, or share a phone, mail or tax code with them; the most alike
/// first. What `before` had already is not asked again.
///
/// # Errors
/// `forbidden` or a broken database.
pub async fn known(ctx: &Ctx, values: &Values, before: Option<&Party>) -> Result<Vec<Known>> {
    let reading = ctx.read(Permission::PartiesRead)?;
    let mut typed = before.cloned().unwrap_or_else(|| Parties::blank(ctx));
    // Values of another type than their field's are refused elsewhere.
    let _ = apply(&mut typed, values.clone());
    let had = before.map(keys).unwrap_or_default();
    let fresh: Vec<_> = keys(&typed)
        .into_iter()
        .filter(|key| !had.contains(key))
        .collect();
    let renamed = before.is_none_or(|before| before.name != typed.name);
    let sharing = sharing(&reading, &fresh).await?;
    let mut ids = sharing.clone();
    if renamed {
        ids.extend(namesakes(&reading, &typed.name).await?);
    }
    ids.retain(|id| before.is_none_or(|before| before.id != *id));
    ids.sort_unstable();
    ids.dedup();
    let found = rows::find_many(&reading, &ids).await?;
    let told_apart = match before {
        Some(before) => quen_store::duplicates::different_from(&reading, before.id).await?,
        None => Vec::new(),
    };
    let mut book = Book::after(census(&reading).await?.census);
    let mine = Traits::of(&typed, &mut book);
    let mut known: Vec<Known> = found
        .into_iter()
        .filter(|party| party.deleted_at.is_none() && !told_apart.contains(&party.id))
        .filter_map(|party| {
            let theirs = Traits::of(&party, &mut book);
            let likeness = compare(&mine, &theirs, &book, &());
            (likeness.is_some() || sharing.contains(&party.id)).then_some(Known { party, likeness })
        })
        .collect();
    let bits = |known: &Known| known.likeness.as_ref().map_or(f64::MIN, |like| like.bits);
    known.sort_by(|a, b| {
        bits(b)
            .total_cmp(&bits(a))
            .then(a.party.id.cmp(&b.party.id))
    });
    known.truncate(SHOWN);
    Ok(known)
}

/// The values by which parties are looked up: kind of key and value.
fn keys(party: &Party) -> Vec<(&'static str, String)> {
    let mut keys: Vec<(&'static str, String)> = Vec::new();
    keys.extend(
        party
            .phones
            .iter()
            .map(|phone| ("phone", phone.value.clone())),
    );
    for mail in &party.emails {
        let (typed, canonical) = (
            contacts::email_key(&mail.value),
            canonical_email(&mail.value),
        );
        keys.push(("mailbox", canonical.clone()));
        keys.push(("email", canonical));
        keys.push(("email", typed));
    }
    keys.extend(party.tax_code.iter().map(|code| ("tax_code", code.clone())));
    keys
}

/// The parties outside the bin that a party may be one with, itself left out.
pub(super) async fn candidates(reading: &Reading, party: &Party) -> Result<Vec<Party>> {
    let mut ids = sharing(reading, &keys(party)).await?;
    ids.extend(namesakes(reading, &party.name).await?);
    ids.retain(|id| *id != party.id);
    ids.sort_unstable();
    ids.dedup();
    let mut found = rows::find_many(reading, &ids).await?;
    found.retain(|other| other.deleted_at.is_none());
    Ok(found)
}

async fn sharing(reading: &Reading, keys: &[(&'static str, String)]) -> Result<Vec<Uuid>> {
    let mut ids = Vec::new();
    for (kind, value) in keys {
        ids.extend(rows::by_key(reading, kind, value).await?);
    }
    Ok(ids)
}

/// Parties whose names hold the same words, found by the search index in any order and without marks.
async fn namesakes(reading: &Reading, name: &str) -> Result<Vec<Uuid>> {
    let typed = search::words(name);
    // One word alone is half of the town.
    if typed.len() < 2 {
        return Ok(Vec::new());
    }
    let found = words::newest(reading, Noun::Parties, &typed, None, NAMESAKES).await?;
    Ok(found.into_iter().map(|(_, id)| id).collect())
}
