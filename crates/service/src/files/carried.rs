//! Which of some files somebody may see, and on what: the gate of each kind of record is asked, once for each kind.

use std::collections::{BTreeMap, HashMap};

use quen_core::fields::Record;
use quen_core::files::File;
use quen_core::kept::Kept;
use quen_core::{Error, Noun, Permission, Result};
use uuid::Uuid;

use crate::benefits::Benefits;
use crate::interactions::Interactions;
use crate::kinds::Records;
use crate::orders::Orders;
use crate::parties::Parties;
use crate::payments::Payments;
use crate::products::Products;
use crate::projects::Projects;
use crate::promises::Promises;
use crate::records::Kind;
use crate::tasks::Tasks;
use crate::{Ctx, Tx};

/// How often a party may have gone into another.
const MERGES: usize = 16;

/// The record that carries a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Carrier {
    /// Word of its kind.
    pub kind: String,
    /// Its id; of a merged party, that of the one it went into.
    pub id: Uuid,
    /// What it is called; empty for an episode without a subject.
    pub name: String,
    /// The party it hangs on.
    pub party_id: Option<Uuid>,
}

/// The right to write records of the kind with this word.
///
/// # Errors
/// `bad-choice` at `kind` for a kind that carries no files.
pub(super) fn right(ctx: &Ctx, word: &str) -> Result<Permission> {
    Ok(match Noun::from_plural(word) {
        Some(Noun::Parties) => Parties::WRITE,
        Some(Noun::Orders) => Orders::WRITE,
        Some(Noun::Products) => Products::WRITE,
        Some(Noun::Tasks) => Tasks::WRITE,
        Some(Noun::Interactions) => Interactions::WRITE,
        Some(Noun::Promises) => Promises::WRITE,
        Some(Noun::Projects) => Projects::WRITE,
        Some(Noun::Payments) => Payments::WRITE,
        Some(Noun::Benefits) => Benefits::WRITE,
        None if ctx.customs.kind(word).is_some() => Records::WRITE,
        _ => return Err(Error::invalid("kind", "bad-choice")),
    })
}

/// The carriers of those files that the actor may see, by file.
///
/// # Errors
/// A broken database.
pub(super) async fn seen(ctx: &Ctx, files: &[File]) -> Result<HashMap<Uuid, Carrier>> {
    let mut by_kind: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_loose()) {
        by_kind.entry(&file.noun).or_default().push(file);
    }
    let mut all = HashMap::new();
    for (word, files) in by_kind {
        let found = of_word(ctx, word, &files).await;
        match found {
            Ok(found) => all.extend(found),
            // What may not be seen is not there.
            Err(Error::Forbidden(_) | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

async fn of_word(ctx: &Ctx, word: &str, files: &[&File]) -> Result<HashMap<Uuid, Carrier>> {
    match Noun::from_plural(word) {
        Some(Noun::Parties) => parties(ctx, files).await,
        Some(Noun::Orders) => of::<Orders>(ctx, files).await,
        Some(Noun::Products) => of::<Products>(ctx, files).await,
        Some(Noun::Tasks) => of::<Tasks>(ctx, files).await,
        Some(Noun::Interactions) => of::<Interactions>(ctx, files).await,
        Some(Noun::Promises) => of::<Promises>(ctx, files).await,
        Some(Noun::Projects) => of::<Projects>(ctx, files).await,
        Some(Noun::Payments) => of::<Payments>(ctx, files).await,
        Some(Noun::Benefits) => of::<Benefits>(ctx, files).await,
        Some(_) => Ok(HashMap::new()),
        None => of::<Records>(&ctx.of_kind(word)?, files).await,
    }
}

/// Does the actor of a write reach the record that carries a file? Read through the write itself.
///
/// # Errors
/// A broken database.
pub(crate) async fn is_reached(tx: &Tx, file: &File) -> Result<bool> {
    match Noun::from_plural(&file.noun) {
        Some(Noun::Parties) => has::<Parties>(tx, file).await,
        Some(Noun::Orders) => has::<Orders>(tx, file).await,
        Some(Noun::Products) => has::<Products>(tx, file).await,
        Some(Noun::Tasks) => has::<Tasks>(tx, file).await,
        Some(Noun::Interactions) => has::<Interactions>(tx, file).await,
        Some(Noun::Promises) => has::<Promises>(tx, file).await,
        Some(Noun::Projects) => has::<Projects>(tx, file).await,
        Some(Noun::Payments) => has::<Payments>(tx, file).await,
        Some(Noun::Benefits) => has::<Benefits>(tx, file).await,
        Some(_) => Ok(false),
        None => has::<Records>(tx, file).await,
    }
}

async fn has<K: Kind>(tx: &Tx, file: &File) -> Result<bool> {
    if file.is_loose() || tx.ctx().actor.may(K::READ).is_err() {
        return Ok(false);
    }
    let found = quen_store::records::find_many::<K::Table>(&tx.rows, &[file.record_id]).await?;
    Ok(found.iter().any(|record| record.deleted_at().is_none()))
}

async fn of<K: Kind>(ctx: &Ctx, files: &[&File]) -> Result<HashMap<Uuid, Carrier>> {
    let ids: Vec<Uuid> = files.iter().map(|file| file.record_id).collect();
    let rows = ctx.read(K::READ)?;
    let found = quen_store::records::find_many::<K::Table>(&rows, &ids).await?;
    let shown = found
        .iter()
        .filter(|record| record.deleted_at().is_none() && K::belongs(ctx, record));
    let carriers: HashMap<Uuid, Carrier> = shown
        .map(|record| (record.id(), carrier::<K>(ctx, record)))
        .collect();
    let of_file = |file: &&File| Some((file.id, carriers.get(&file.record_id)?.clone()));
    Ok(files.iter().filter_map(of_file).collect())
}

fn carrier<K: Kind>(ctx: &Ctx, record: &K::Record) -> Carrier {
    let named = ["name", "number", "title", "subject", "text"].into_iter();
    let name = named
        .filter_map(|field| record.get(field).into_text())
        .next();
    Carrier {
        kind: K::word(ctx),
        id: record.id(),
        name: name.unwrap_or_default(),
        party_id: record.party_id(),
    }
}

/// Parties; a file of one that was merged is seen by who sees the one it went into.
async fn parties(ctx: &Ctx, files: &[&File]) -> Result<HashMap<Uuid, Carrier>> {
    let rows = ctx.read(Parties::READ)?;
    let mut all = HashMap::new();
    let mut next: Vec<(Uuid, Uuid)> = files.iter().map(|file| (file.id, file.record_id)).collect();
    for _ in 0..MERGES {
        let ids: Vec<Uuid> = next.iter().map(|(_, party)| *party).collect();
        let found = quen_store::parties::find_many(&rows, &ids).await?;
        let mut merged = Vec::new();
        for (file, party) in next {
            let Some(party) = found.iter().find(|found| found.id == party) else {
                continue;
            };
            match (party.deleted_at, party.merged_into) {
                (None, _) => drop(all.insert(file, carrier::<Parties>(ctx, party))),
                (Some(_), Some(into)) => merged.push((file, into)),
                (Some(_), None) => {}
            }
        }
        if merged.is_empty() {
            break;
        }
        next = merged;
    }
    Ok(all)
}
