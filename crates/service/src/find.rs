//! Search over everything, for the palette and the API. Each kind is asked through its own gate, so that nobody finds what
//! they may not see; a kind whose right is missing has no results.

mod others;

use quen_core::facts::Fact;
use quen_core::fields::ListQuery;
use quen_core::interactions::Interaction;
use quen_core::orders::Order;
use quen_core::parties::Party;
use quen_core::products::Product;
use quen_core::tasks::Task;
use quen_core::{Error, Noun, Records, Result, search, text};
use quen_store::Rows;
use quen_vietnam::telex;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

use crate::Ctx;
use crate::facts::{self, Facts};
use crate::files::{self, Hit};
use crate::interactions::Interactions;
use crate::orders::Orders;
use crate::parties::{Beside, Parties, beside};
use crate::products::Products;
use crate::records::{self, Kind};
use crate::tasks::Tasks;

pub use others::Other;

/// Newest hits that are ranked.
const RANKED: usize = 199;
/// Newest hits of several words that are ranked. Words that are common alone and rare together are found by walking the book:
/// each hit costs hundreds of documents.
const RANKED_TOGETHER: usize = 40;
/// Hits looked at where only some records may be seen: a rare one lies far back.
const RANKED_NARROW: usize = 20;
/// Parties in an answer.
const PARTIES: usize = 8;
/// Records of each other kind in an answer.
const OTHERS: usize = 5;
/// Characters of a question at most.
const MAX_QUESTION: usize = 200;

/// What was found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Found {
    /// What was searched for when the typed keys had to be read as Telex or VNI.
    pub reading: Option<String>,
    /// People and organisations, those with the very marks first.
    pub parties: Vec<Party>,
    /// Orders by number, lines or note, newest first.
    pub orders: Vec<Order>,
    /// Tasks, newest first.
    pub tasks: Vec<Task>,
    /// Products, newest first.
    pub products: Vec<Product>,
    /// Notes, calls and messages, newest first.
    pub interactions: Vec<Interaction>,
    /// The part of each interaction's text that was found, by its id.
    pub passages: HashMap<Uuid, String>,
    /// What is known of customers, with the words in it.
    pub facts: Vec<Fact>,
    /// Files by their words, newest first, with the record that carries each.
    pub files: Vec<Hit>,
    /// Records of all other kinds, those that the workspace made among them.
    pub others: Vec<Other>,
    /// What stands beside the parties.
    #[serde(skip)]
    pub beside: HashMap<Uuid, Beside>,
    /// Names of the parties of orders and tasks.
    #[serde(skip)]
    pub names: HashMap<Uuid, String>,
}

impl Found {
    /// Nothing at all?
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
            && self.orders.is_empty()
            && self.tasks.is_empty()
            && self.products.is_empty()
            && self.interactions.is_empty()
            && self.facts.is_empty()
            && self.files.is_empty()
            && self.others.is_empty()
    }
}

/// Looks for words in all kinds of record. An empty question finds nothing.
///
/// # Errors
/// `too-long` at `q`, or a broken database.
pub async fn everything(ctx: &Ctx, q: &str) -> Result<Found> {
    let q = q.trim();
    if q.chars().count() > MAX_QUESTION {
        return Err(quen_core::Problem::new("q", "too-long")
            .with("max", MAX_QUESTION)
            .into());
    }
    let mut found = as_typed(ctx, q).await?;
    if found.is_empty() {
        for reading in telex::readings(q) {
            found = as_typed(ctx, &reading).await?;
            if !found.is_empty() {
                found.reading = Some(reading);
                break;
            }
        }
    }
    if found.is_empty() {
        found = one_letter_off(ctx, q).await?;
    }
    let ids: Vec<Uuid> = found.parties.iter().map(|party| party.id).collect();
    found.beside = beside(ctx, &ids).await?;
    found.names = names(ctx, &found).await?;
    Ok(found)
}

/// The names of the parties that the orders and tasks found belong to.
async fn names(ctx: &Ctx, found: &Found) -> Result<HashMap<Uuid, String>> {
    let mut ids: Vec<Uuid> = found.orders.iter().map(|order| order.party_id).collect();
    ids.extend(found.tasks.iter().filter_map(|task| task.party_id));
    ids.extend(found.interactions.iter().map(|episode| episode.party_id));
    ids.extend(found.facts.iter().map(|fact| fact.party_id));
    ids.extend(found.others.iter().filter_map(|other| other.party_id));
    let rows = ctx.read(Parties::READ)?;
    let parties = quen_store::parties::find_many(&rows, &ids).await?;
    Ok(parties
        .into_iter()
        .map(|party| (party.id, party.name))
        .collect())
}

async fn as_typed(ctx: &Ctx, q: &str) -> Result<Found> {
    let words = search::words(q).len();
    if words == 0 {
        return Ok(Found::default());
    }
    let narrow = ctx
        .actor
        .may(Parties::READ)
        .is_ok_and(|access| *access.records() != Records::All);
    let limit = match words {
        _ if narrow => RANKED_NARROW,
        1 => RANKED,
        _ => RANKED_TOGETHER,
    };
    let mut parties = of_kind::<Parties>(ctx, q, limit).await?;
    rank(&mut parties, q);
    parties.truncate(PARTIES);
    let interactions = of_kind::<Interactions>(ctx, q, OTHERS).await?;
    Ok(Found {
        passages: passages(&interactions, q),
        interactions,
        parties,
        orders: of_kind::<Orders>(ctx, q, OTHERS).await?,
        tasks: of_kind::<Tasks>(ctx, q, OTHERS).await?,
        products: of_kind::<Products>(ctx, q, OTHERS).await?,
        facts: known(ctx, q).await?,
        files: files::with_words(ctx, &search::words(q), OTHERS).await?,
        others: others::others(ctx, q, OTHERS).await?,
        ..Found::default()
    })
}

/// Letters of a passage.
const PASSAGE: usize = 90;

fn passages(interactions: &[Interaction], q: &str) -> HashMap<Uuid, String> {
    let words = search::words(q);
    let passage = |episode: &Interaction| {
        let texts = [episode.subject.as_deref(), episode.body.as_deref()];
        let found = texts.into_iter().flatten();
        let found = found.filter_map(|text| search::passage(text, &words, PASSAGE));
        Some((episode.id, found.into_iter().next()?))
    };
    interactions.iter().filter_map(passage).collect()
}

/// Kinds in whose words a slip of the hand is looked for, those that are asked for most first; the others when these say nothing.
const SPELLED: [Noun; 4] = [
    Noun::Parties,
    Noun::Products,
    Noun::Interactions,
    Noun::Files,
];
/// The others.
const SPELLED_THEN: [Noun; 7] = [
    Noun::Records,
    Noun::Tasks,
    Noun::Projects,
    Noun::Promises,
    Noun::Facts,
    Noun::Orders,
    Noun::Benefits,
];
/// Readings of a question that are tried at most.
const TRIED: usize = 4;

/// What is found when one letter of one word is thought otherwise.
async fn one_letter_off(ctx: &Ctx, q: &str) -> Result<Found> {
    let typed = search::words(q);
    let rows = ctx.read(Parties::READ)?;
    let mut known = Vec::new();
    for nouns in [&SPELLED[..], &SPELLED_THEN[..]] {
        known.extend(quen_store::known_words(&rows, nouns, &typed).await?);
        let found = one_slip(ctx, &typed, &known, nouns).await?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Found::default())
}

/// The same among the words of some kinds: the reading whose word stands in most records goes first.
async fn one_slip(ctx: &Ctx, typed: &[String], known: &[String], nouns: &[Noun]) -> Result<Found> {
    let rows = ctx.read(Parties::READ)?;
    // A word that stands nowhere is the one that was mistyped.
    let nowhere: Vec<&String> = typed.iter().filter(|word| !known.contains(word)).collect();
    let suspects = match nowhere.as_slice() {
        [] => typed.iter().collect(),
        [_] => nowhere,
        _ => return Ok(Found::default()),
    };
    let mut readings: Vec<String> = Vec::new();
    for suspect in suspects {
        let slips = possible(&rows, nouns, suspect).await?;
        for meant in quen_store::known_words(&rows, nouns, &slips).await? {
            let words = typed
                .iter()
                .map(|word| if word == suspect { &meant } else { word });
            readings.push(words.cloned().collect::<Vec<_>>().join(" "));
        }
    }
    for reading in readings.into_iter().take(TRIED) {
        let found = as_typed(ctx, &reading).await?;
        if !found.is_empty() {
            return Ok(Found {
                reading: Some(reading),
                ..found
            });
        }
    }
    Ok(Found::default())
}

/// The slips of a word that may stand somewhere: of those in its second half the words that begin like its first half tell, so that
/// half as many are looked up one by one.
async fn possible(rows: &impl Rows, nouns: &[Noun], word: &str) -> Result<Vec<String>> {
    let mut slips = search::slips(word);
    let first: String = word.chars().take(word.chars().count() / 2).collect();
    if slips.is_empty() {
        return Ok(slips);
    }
    if let Some(words) = quen_store::words_from(rows, nouns, &first).await? {
        let stands = |slip: &String| {
            let next = words.range(slip.clone()..).next();
            next.is_some_and(|next| next.starts_with(slip.as_str()))
        };
        slips.retain(|slip| !slip.starts_with(&first) || stands(slip));
    }
    Ok(slips)
}

/// Words that ask for people by what is known of them.
const WHO: [&str; 9] = [
    "ai thich ",
    "ai can ",
    "ai ghet ",
    "ai khong thich ",
    "ai muon ",
    "who likes ",
    "who wants ",
    "who needs ",
    "who hates ",
];

/// Facts that hold with these words; "ai thích cold brew" asks for what follows.
async fn known(ctx: &Ctx, q: &str) -> Result<Vec<Fact>> {
    let folded = text::folded_words(q).join(" ");
    let asked = WHO.iter().find_map(|who| folded.strip_prefix(who));
    if let Some(what) = asked {
        return match facts::who(ctx, what, None, None).await {
            Ok(found) => Ok(found.data.into_iter().take(PARTIES).collect()),
            Err(Error::Forbidden(_)) => Ok(Vec::new()),
            Err(error) => Err(error),
        };
    }
    let mut found = of_kind::<Facts>(ctx, q, OTHERS).await?;
    found.retain(Fact::is_current);
    Ok(found)
}

/// The newest hits of a kind; none where the right to see it is missing.
async fn of_kind<K: Kind>(ctx: &Ctx, q: &str, limit: usize) -> Result<Vec<K::Record>> {
    let query = ListQuery {
        q: Some(q.to_owned()),
        limit,
        ..ListQuery::default()
    };
    match records::list::<K>(ctx, &query).await {
        Ok(page) => Ok(page.rows),
        Err(Error::Forbidden(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Exact marks first, then hits in the name, then the rest; each part stays newest first.
fn rank(parties: &mut [Party], q: &str) {
    let typed = text::normalise(q).to_lowercase();
    let exact: Vec<&str> = quen_vietnam::fold::words(&typed).collect();
    let folded = search::words(q);
    parties.sort_by_cached_key(|party| {
        let name = text::normalise(&party.name).to_lowercase();
        let begins = |name: &str, word: &str| {
            quen_vietnam::fold::words(name).any(|part| part.starts_with(word))
        };
        let plain = quen_vietnam::fold::fold(&name);
        let same_marks = exact.iter().all(|word| begins(&name, word));
        let in_name = folded.iter().all(|word| begins(&plain, word));
        (!same_marks, !in_name)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn the_very_marks_come_first_then_names_then_the_rest() {
        let party =
            |id, name| Party::new(Uuid::from_u128(id), "person", name, DateTime::UNIX_EPOCH);
        let mut tagged = party(1, "Bình");
        tagged.tags = vec!["An".to_owned()];
        let mut all = [tagged, party(2, "Lê Ân"), party(3, "Trần An")];
        rank(&mut all, "An");
        assert_eq!(
            all.each_ref().map(|party| party.name.as_str()),
            ["Trần An", "Lê Ân", "Bình"]
        );
        rank(&mut all, "ân");
        assert_eq!(all[0].name, "Lê Ân");
    }
}
