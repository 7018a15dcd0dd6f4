//! The file on the impact of processing personal data, kept as a living document: what the product knows it says itself, what only
//! the owner knows is kept version by version, and who is in charge is told when it is missing or out of date.

mod document;

use quen_core::fields::PersonalData;
use quen_core::notifications::Kind as News;
use quen_core::privacy::impact::{self as rules, Duty, Grounds, Sentences, Version};
use quen_core::{Error, Noun, Permission, Result};
use quen_store::Rows;
use quen_store::events::EventRow;
use quen_store::privacy::impact as rows;
use quen_store::{consents, notifications as news_rows};
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Standing;
use crate::{Ctx, notifications};

pub use document::{Document, document};
pub use quen_documents::letters::{Block, MEDIA_TYPE};

const RIGHT: Permission = Permission::PrivacyManage;
/// Entries of the log on one page.
pub const PAGE: i64 = 50;
/// Days after which the bell asks again.
const AGAIN: i64 = 7;

/// What the product knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Known {
    /// People whose data is or was kept; at most one above the limit of the law.
    pub people: i64,
    /// The day on which the first of them was written down.
    pub first_on: Option<chrono::NaiveDate>,
    /// Kinds of record with the names of their personal fields; sensitive ones end with `!`.
    pub inventory: Vec<(String, Vec<String>)>,
    /// Machines outside that receive data, by what they are for: `mail`, `suggester`.
    pub recipients: Vec<(String, String)>,
    /// Colleagues who work here.
    pub colleagues: usize,
    /// Version of the words with which consent is asked for, 0 for none.
    pub wording: i64,
    /// Answers about consent by purpose and answer.
    pub answers: Vec<(String, String, i64)>,
    /// Days that the bin is kept, 0 for ever.
    pub bin_days: u16,
    /// Requests about own data, those open, those late.
    pub requests: [i64; 3],
    /// Breaches, those the authority was not told of.
    pub breaches: [i64; 2],
}

/// The file as it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Impact {
    /// The duty to keep it.
    pub duty: Duty,
    /// What the product knows now.
    pub known: Known,
    /// The newest version.
    pub newest: Option<Version>,
    /// Did something change since it was written?
    pub changed: bool,
    /// Earlier versions, newest first, the newest left out.
    pub earlier: Vec<Version>,
}

/// The file, with everything in it.
///
/// # Errors
/// `forbidden`.
pub async fn impact(ctx: &Ctx) -> Result<Impact> {
    let reading = ctx.read(RIGHT)?;
    let mut earlier = rows::versions(&reading).await?;
    let newest = (!earlier.is_empty()).then(|| earlier.remove(0));
    let standing = super::standing(ctx).await?;
    let known = known(ctx, standing).await?;
    let changed = newest
        .as_ref()
        .is_some_and(|newest| newest.mark != mark(&known, &newest.sentences));
    let said = newest.as_ref().map(|newest| &newest.sentences);
    let grounds = Grounds {
        first_on: said.and_then(|said| said.started_on).or(known.first_on),
        firm: said.map(|said| said.firm.as_str()),
        sensitive: known
            .inventory
            .iter()
            .any(|(_, fields)| fields.iter().any(|field| field.ends_with('!'))),
        crowd: standing.as_ref().is_some_and(Standing::passed),
        written: newest
            .as_ref()
            .map(|newest| (ctx.day_of(newest.at), changed)),
    };
    Ok(Impact {
        duty: Duty::on(ctx.today(), grounds),
        known,
        newest,
        changed,
        earlier,
    })
}

async fn known(ctx: &Ctx, standing: Option<Standing>) -> Result<Known> {
    let reading = ctx.read(RIGHT)?;
    let (first, wordings, answers, so_far, colleagues) = tokio::try_join!(
        rows::first_person(&reading),
        consents::wordings(&reading),
        rows::answers(&reading),
        rows::so_far(&reading, ctx.today()),
        quen_store::accounts::colleagues::list(&reading),
    )?;
    let field = |field: &quen_core::fields::Field| match field.personal {
        PersonalData::Sensitive => format!("{}!", field.name),
        _ => field.name.to_string(),
    };
    let inventory = super::inventory(ctx)?
        .into_iter()
        .map(|(noun, fields)| (noun.plural().to_owned(), fields.iter().map(field).collect()));
    let mail = ctx.settings.smtp.as_ref().map(|smtp| smtp.host.clone());
    let suggester = ctx.settings.suggester.as_ref();
    let suggester = suggester.map(|suggester| suggester.host().to_owned());
    let named = |name: &str, host: Option<String>| host.map(|host| (name.to_owned(), host));
    let [requests, open, late, breaches, untold] = so_far;
    Ok(Known {
        people: standing.map_or(0, |standing| standing.people),
        first_on: first.map(|at| ctx.day_of(at)),
        inventory: inventory.collect(),
        recipients: named("mail", mail)
            .into_iter()
            .chain(named("suggester", suggester))
            .collect(),
        colleagues: colleagues.len(),
        wording: wordings.first().map_or(0, |newest| newest.version),
        answers,
        bin_days: ctx.settings.bin_days,
        requests: [requests, open, late],
        breaches: [breaches, untold],
    })
}

/// Stands for what makes the file another one: fields, recipients, the words of consent, how long things are kept, where they lie.
/// Not for counts, which change every day.
fn mark(known: &Known, said: &Sentences) -> String {
    let what = serde_json::json!([
        known.inventory,
        known.recipients,
        known.wording,
        known.bin_days,
        said.country,
    ]);
    crate::files::hexadecimal(&Sha256::digest(what.to_string().as_bytes()))
}

/// Keeps a new version of what the owner says.
///
/// # Errors
/// `forbidden`, and what [`rules::check`] says.
pub async fn write(ctx: &Ctx, said: Sentences) -> Result<Version> {
    ctx.actor.may(RIGHT)?;
    let sentences = rules::check(said, ctx.today())?;
    let known = known(ctx, super::standing(ctx).await?).await?;
    let mut tx = ctx.write(RIGHT).await?;
    let newest = rows::versions(&tx.rows).await?;
    let version = Version {
        version: newest.first().map_or(1, |newest| newest.version + 1),
        mark: mark(&known, &sentences),
        sentences,
        by_user: Some(ctx.actor.user_id),
        at: ctx.now,
    };
    rows::add_version(&tx.rows, &version).await?;
    tx.record(version.event(tx.rows.workspace()));
    tx.commit().await?;
    Ok(version)
}

/// What was done with personal data as a whole, newest first, and where the next page begins.
///
/// # Errors
/// `forbidden`.
pub async fn log(ctx: &Ctx, before: Option<Uuid>) -> Result<(Vec<EventRow>, Option<Uuid>)> {
    let mut found = rows::log(&ctx.read(RIGHT)?, before, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > page;
    found.truncate(page);
    let next = found.last().filter(|_| more).map(|last| last.id);
    Ok((found, next))
}

/// Tells a colleague in charge that the file is asked for, once in [`AGAIN`] days.
///
/// # Errors
/// A broken database.
pub(crate) async fn remind(ctx: &Ctx) -> Result<()> {
    if ctx.actor.may(RIGHT).is_err() {
        return Ok(());
    }
    let found = match impact(ctx).await {
        // Who manages data and may not see colleagues is not told.
        Err(Error::Forbidden(_)) => return Ok(()),
        found => found?,
    };
    if !found.duty.asks(ctx.today()) {
        return Ok(());
    }
    let workspace = ctx.actor.workspace_id;
    let reading = ctx.read(Permission::ProfileManage)?;
    let since = ctx.now - chrono::Duration::days(AGAIN);
    if news_rows::told_since(&reading, Noun::Privacy, workspace, since).await? {
        return Ok(());
    }
    let mut tx = ctx.write(Permission::ProfileManage).await?;
    let user = ctx.actor.user_id;
    notifications::notify(&mut tx, user, News::Due, Noun::Privacy, workspace, None).await?;
    tx.commit().await
}
